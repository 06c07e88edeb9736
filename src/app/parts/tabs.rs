//! The ways to look at the report; on a narrow page the findings are one of them.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::super::{
    state::{Action, Pane, View},
    words,
};
use crate::language::{Bilingual, Language};

/// What the tabs of the report's views control.
pub const REPORT_PANEL: &str = "report-view";
/// What the tab of the findings controls.
pub const FINDINGS_PANEL: &str = "findings-view";
/// The tab of the findings, on a narrow page.
pub const FINDINGS_TAB: &str = "tab-findings";

/// The tab of a view.
pub fn tab_of(view: View) -> &'static str {
    match view {
        View::Manuscript => "tab-manuscript",
        View::Tables => "tab-tables",
    }
}

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// Whether only one side fits.
    pub narrow: bool,
    /// How the report is shown.
    pub view: View,
    /// What a narrow page shows.
    pub pane: Pane,
    /// How many findings there are.
    pub findings: usize,
    /// Where everything that happens goes.
    pub dispatch: Callback<Action>,
}

/// The tabs.
pub fn tabs(props: &Props) -> Html {
    let Props { language, narrow, view, pane, findings, .. } = *props;
    let reading = !narrow || pane == Pane::Report;
    let mut tabs: Vec<(&'static str, Bilingual, bool, Action, &'static str)> = vec![
        (
            tab_of(View::Manuscript),
            words::MANUSCRIPT,
            reading && view == View::Manuscript,
            Action::Viewed(View::Manuscript),
            REPORT_PANEL,
        ),
        (
            tab_of(View::Tables),
            words::TABLES,
            reading && view == View::Tables,
            Action::Viewed(View::Tables),
            REPORT_PANEL,
        ),
    ];
    if narrow {
        tabs.insert(0, (FINDINGS_TAB, words::FINDINGS, !reading, Action::Turned(Pane::Findings), FINDINGS_PANEL));
    }
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.0).collect();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => ids.len() - 1,
            _ => return,
        };
        let now = document().active_element().and_then(|element| ids.iter().position(|id| *id == element.id()));
        let next = ids[(now.unwrap_or(0) + by) % ids.len()];
        if let Some(tab) = document().get_element_by_id(next).and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            // A tab that cannot take the focus is still chosen.
            let _ = tab.focus();
            tab.click();
        }
    });
    html! {
        <div class="tabs" role="tablist" aria-label={words::VIEWS.get(language)} {onkeydown}>
            { for tabs.into_iter().map(|(id, word, chosen, action, panel)| {
                let onclick = props.dispatch.reform(move |_: MouseEvent| action.clone());
                html! {
                    <button type="button" role="tab" {id} aria-selected={chosen.to_string()} aria-controls={panel}
                        tabindex={if chosen { "0" } else { "-1" }} {onclick}>
                        { word.get(language) }
                        if panel == FINDINGS_PANEL {
                            <span class="count">{ findings }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}
