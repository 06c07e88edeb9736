//! What was dismissed: the way to dismiss a finding, the list of those that were, the way back.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    super::{state::Action, words},
    fill,
};
use crate::{
    language::Language,
    outcome::FindingView,
    profile::{Dismissed, Profile},
};

/// What the part needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub language: Language,
    /// The finding.
    pub id: String,
    /// Where everything that happens goes.
    pub dispatch: Callback<Action>,
}

/// A button that asks for a reason first, which may be left out.
#[component]
pub fn Dismiss(props: &Props) -> Html {
    let Props { language, id, dispatch } = props;
    let asking = use_state_eq(|| false);
    let field = use_node_ref();
    use_effect_with((*asking, field.clone()), |(asking, field)| {
        if let Some(field) = field.cast::<HtmlInputElement>().filter(|_| *asking) {
            // The browser may refuse the focus; the field is there all the same.
            let _ = field.focus();
        }
    });
    let set = |to: bool| {
        let asking = asking.setter();
        Callback::from(move |_: MouseEvent| asking.set(to))
    };
    if !*asking {
        return html! {
            <button class="button" type="button" data-dismiss="" onclick={set(true)}>{ words::DISMISS.get(*language) }</button>
        };
    }
    let submit = {
        let (id, field) = (id.clone(), field.clone());
        dispatch.reform(move |event: SubmitEvent| {
            event.prevent_default();
            let said = field.cast::<HtmlInputElement>().map(|field| field.value().trim().to_owned());
            Action::Dismissed(id.clone(), said.filter(|said| !said.is_empty()))
        })
    };
    html! {
        <form class="fields" onsubmit={submit}>
            <label class="field">
                <span>{ words::REASON.get(*language) }</span>
                <input type="text" ref={field} />
            </label>
            <button class="button chief" type="submit">{ words::DISMISS.get(*language) }</button>
            <button class="button" type="button" onclick={set(false)}>{ words::CANCEL.get(*language) }</button>
        </form>
    }
}

/// All that were dismissed, or only those of a report.
pub fn list(profile: &Profile, report: Option<&[FindingView]>, dispatch: &Callback<Action>) -> Html {
    let one = |dismissed: &Dismissed| {
        let finding = report.unwrap_or_default().iter().find(|finding| finding.id == dismissed.id);
        line(dismissed, finding, profile.language, dispatch)
    };
    html! { <ul class="pairs">{ for profile.dismissed.iter().map(one) }</ul> }
}

/// Those of a report that were dismissed, below its findings.
pub fn of_report(findings: &[FindingView], profile: &Profile, dispatch: &Callback<Action>) -> Html {
    if findings.is_empty() {
        return html! {};
    }
    let language = profile.language;
    let one = |finding: &FindingView| {
        let known = profile.dismissed.iter().find(|dismissed| dismissed.id == finding.id)?;
        Some(line(known, Some(finding), language, dispatch))
    };
    html! {
        <details class="coverage" data-dismissed="">
            <summary>{ fill(words::DISMISSED_HERE, language, [("n", findings.len().to_string())]) }</summary>
            <ul class="pairs">{ for findings.iter().filter_map(one) }</ul>
        </details>
    }
}

fn line(
    Dismissed { id, reason }: &Dismissed,
    finding: Option<&FindingView>,
    language: Language,
    dispatch: &Callback<Action>,
) -> Html {
    let onclick = {
        let id = id.clone();
        dispatch.reform(move |_: MouseEvent| Action::Restored(id.clone()))
    };
    let what =
        finding.map_or_else(|| words::DISMISSED_ELSEWHERE.get(language).to_owned(), |finding| finding.message.clone());
    let label = fill(words::RESTORE_LABEL, language, [("name", what.clone())]);
    html! {
        <li key={id.clone()} data-dismissed-id={id.clone()}>
            <span>
                { what }
                if let Some(reason) = reason {
                    <span class="reason">{ fill(words::REASON_GIVEN, language, [("reason", reason.clone())]) }</span>
                }
            </span>
            <button class="quiet" type="button" aria-label={label} {onclick}>{ words::RESTORE.get(language) }</button>
        </li>
    }
}
