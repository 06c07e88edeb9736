//! Last year's reports: a place to put them, and what is kept of them.

use yew::prelude::*;

use super::{
    super::{
        hooks::intake,
        shared::Shared,
        state::{Past, Trouble},
        words,
    },
    dialog::Dialog,
    fill, heading_of,
};
use crate::{language::Language, last_year::Kept, outcome::Outcome, worker::Given};

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// What was given.
    pub last_year: Vec<Past>,
    /// The report on the desk.
    pub report: Option<Shared<Outcome>>,
    /// Keeps something more.
    pub keep: Callback<Vec<Given>>,
    /// Keeps one of them no longer.
    pub forget: Callback<u32>,
    /// Puts the list away.
    pub onclose: Callback<()>,
}

/// The place. `index.html` holds the same shape.
pub fn place(language: Language, keep: &Callback<Vec<Given>>) -> Html {
    html! {
        <div class="beside" data-last-year="">
            <p><b>{ words::LAST_YEAR_TITLE.get(language) }</b>{ words::LAST_YEAR_TEXT.get(language) }</p>
            <label class="button">
                <input class="unseen" type="file" multiple=true onchange={intake::choose(keep)} />
                { words::LAST_YEAR_CHOOSE.get(language) }
            </label>
        </div>
    }
}

/// The list of what is kept, below the place for more.
pub fn last_year(props: &Props) -> Html {
    let Props { language, last_year, report, keep, onclose, .. } = props;
    let said = report.as_ref().filter(|_| last_year.iter().any(|past| past.read.is_some())).map(|report| match &report
        .report
        .last_year
    {
        Some(file) => fill(words::LAST_YEAR_HELD, *language, [("file", file.clone())]),
        None => words::LAST_YEAR_NONE.get(*language).to_owned(),
    });
    html! {
        <Dialog language={*language} title={words::LAST_YEAR_TITLE.get(*language)} onclose={onclose.clone()}>
            { place(*language, keep) }
            <p role="status">{ said.unwrap_or_default() }</p>
            <ul class="pairs">{ for last_year.iter().map(|past| line(props, past)) }</ul>
        </Dialog>
    }
}

fn line(props: &Props, past: &Past) -> Html {
    let language = props.language;
    let id = past.id;
    let onclick = props.forget.reform(move |_: MouseEvent| id);
    let label = fill(words::REMOVE_LABEL, language, [("name", past.name.clone())]);
    let kept = |kept: &Kept| {
        html! { <span class="reason">{ format!("{}　{}", heading_of(kept.body.as_deref(), kept.year, language), kept.file) }</span> }
    };
    let unread = |Trouble { file, message, advice }: &Trouble| {
        let said = fill(words::TWO_SENTENCES, language, [("message", message.clone()), ("advice", advice.clone())]);
        html! { <span class="unread"><b>{ file.clone() }</b>{ said }</span> }
    };
    html! {
        <li key={id} data-past={id.to_string()}>
            <span>
                <b>{ &past.name }</b>
                if let Some((reports, troubles)) = &past.read {
                    { for reports.iter().map(kept) }
                    { for troubles.iter().map(unread) }
                } else {
                    <span class="reason">{ words::LAST_YEAR_READING.get(language) }</span>
                }
            </span>
            <button class="quiet" type="button" aria-label={label} {onclick}>{ words::REMOVE.get(language) }</button>
        </li>
    }
}
