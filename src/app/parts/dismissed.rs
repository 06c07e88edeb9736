//! What was dismissed: the way to dismiss a finding, the list of those that were, the way back.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::{
    super::{state::Action, words},
    fill,
    line::{Line, line},
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
    let (field, button, before) = (use_node_ref(), use_node_ref(), use_mut_ref(|| false));
    use_effect_with((*asking, field.clone(), button.clone()), move |(asking, field, button)| {
        let node = if *asking { field } else { button };
        // Only who asked is led there and back.
        if before.replace(*asking) != *asking
            && let Some(element) = node.cast::<HtmlElement>()
        {
            // The browser may refuse the focus; the field is there all the same.
            let _ = element.focus();
        }
    });
    let set = |to: bool| {
        let asking = asking.setter();
        Callback::from(move |_: MouseEvent| asking.set(to))
    };
    if !*asking {
        return html! {
            <button class="button" type="button" ref={button} data-dismiss="" onclick={set(true)}>{ words::DISMISS.get(*language) }</button>
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
    let escape = {
        let asking = asking.setter();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                asking.set(false);
            }
        })
    };
    html! {
        <form class="fields" onsubmit={submit} onkeydown={escape}>
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
        one_of(dismissed, finding, profile.language, dispatch)
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
        Some(one_of(known, Some(finding), language, dispatch))
    };
    html! {
        <details class="coverage" data-dismissed="">
            <summary>{ fill(words::DISMISSED_HERE, language, [("n", findings.len().to_string())]) }</summary>
            <ul class="pairs">{ for findings.iter().filter_map(one) }</ul>
        </details>
    }
}

fn one_of(
    Dismissed { id, reason }: &Dismissed,
    finding: Option<&FindingView>,
    language: Language,
    dispatch: &Callback<Action>,
) -> Html {
    let act = {
        let id = id.clone();
        dispatch.reform(move |()| Action::Restored(id.clone()))
    };
    let elsewhere = || words::DISMISSED_ELSEWHERE.get(language).to_owned();
    let name = finding.map_or_else(elsewhere, |finding| finding.message.clone());
    let what = html! {
        <>
            { &name }
            if let Some(reason) = reason {
                <span class="reason">{ fill(words::REASON_GIVEN, language, [("reason", reason.clone())]) }</span>
            }
        </>
    };
    line(Line { key: id.clone(), what, word: words::RESTORE, label: words::RESTORE_LABEL, name, act }, language)
}
