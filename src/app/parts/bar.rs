//! The bar at the top: what lies on the desk, and what can be done with the page.

use yew::prelude::*;

use super::{
    super::{
        hooks::intake::Place,
        state::{Action, Item, Panel, Progress, State},
        words,
        world::Wish,
    },
    button::chooser,
    heading,
};
use crate::language::Bilingual;

/// The bar.
pub fn bar(state: &State, dispatch: &Callback<Action>, wish: &Callback<Wish>) -> Html {
    let (language, past) = (state.language(), state.past());
    let raise_counted = |word: Bilingual, panel: Panel, count: usize| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Raised(panel.clone()));
        html! {
            <button class="quiet" type="button" {onclick}>
                { word.get(language) }
                if count > 0 {
                    <span class="count">{ count }</span>
                }
            </button>
        }
    };
    let raise = |word, panel| raise_counted(word, panel, 0);
    let reports = |item: &Item| match &item.progress {
        Progress::Answered(outcomes) => outcomes.len(),
        _ => 1,
    };
    let several = state.batch.iter().map(reports).sum::<usize>() > 1;
    html! {
        <header class="bar">
            <h1>{ words::NAME.get(language) }</h1>
            if let Some(report) = &state.report {
                <p class="what"><b>{ heading(&report.report, language) }</b><span>{ &report.report.file }</span></p>
            } else {
                <p class="what"><span>{ words::SUBTITLE.get(language) }</span></p>
            }
            <nav>
                if state.report.is_some() {
                    <label class="quiet">
                        { chooser(words::OPEN.get(language), wish, |given| Wish::Put(given, Place::Desk)) }
                    </label>
                }
                if several {
                    { raise(words::FILES, Panel::Files) }
                }
                if state.report.is_some() || past > 0 {
                    { raise_counted(words::LAST_YEAR, Panel::LastYear, past) }
                }
                { raise(words::RULES, Panel::Rules(None)) }
                { raise(words::SETTINGS, Panel::Settings) }
                { raise(words::ABOUT, Panel::About) }
                { raise(words::KEYS, Panel::Keys) }
            </nav>
        </header>
    }
}
