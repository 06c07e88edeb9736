//! The bar at the top: what lies on the desk, and what can be done with the page.

use yew::prelude::*;

use super::{
    super::{
        hooks::intake,
        shared::Shared,
        state::{Action, Item, Panel, Progress},
        words,
    },
    heading,
};
use crate::{
    language::{Bilingual, Language},
    outcome::Outcome,
    worker::Given,
};

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// The report on the desk.
    pub report: Option<Shared<Outcome>>,
    /// What was given last.
    pub batch: Vec<Item>,
    /// Gives something to check.
    pub give: Callback<Vec<Given>>,
    /// Where everything else goes.
    pub dispatch: Callback<Action>,
}

/// The bar.
pub fn bar(props: &Props) -> Html {
    let language = props.language;
    let choose = intake::choose(&props.give);
    let raise = |word: Bilingual, panel: Panel| {
        let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Raised(panel.clone()));
        html! { <button class="quiet" type="button" {onclick}>{ word.get(language) }</button> }
    };
    let reports = |item: &Item| match &item.progress {
        Progress::Answered(outcomes) => outcomes.len(),
        _ => 1,
    };
    let several = props.batch.iter().map(reports).sum::<usize>() > 1;
    html! {
        <header class="bar">
            <h1>{ words::NAME.get(language) }</h1>
            if let Some(report) = &props.report {
                <p class="what"><b>{ heading(&report.report, language) }</b><span>{ &report.report.file }</span></p>
            } else {
                <p class="what"><span>{ words::SUBTITLE.get(language) }</span></p>
            }
            <nav>
                if props.report.is_some() {
                    <label class="quiet">
                        <input class="unseen" type="file" multiple=true onchange={choose} />
                        { words::OPEN.get(language) }
                    </label>
                }
                if several {
                    { raise(words::FILES, Panel::Files) }
                }
                { raise(words::RULES, Panel::Rules(None)) }
                { raise(words::ABOUT, Panel::About) }
                { raise(words::KEYS, Panel::Keys) }
            </nav>
        </header>
    }
}
