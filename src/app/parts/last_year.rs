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
    line::{Line, line},
};
use crate::{language::Language, last_year::Kept, outcome::Outcome, worker::Given};

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// What was given.
    pub last_year: Vec<Past>,
    /// How many reports are kept of it.
    pub kept: usize,
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
    let Props { language, last_year, kept, report, keep, onclose, .. } = props;
    let said = match report.as_ref().map(|report| &report.report.last_year) {
        _ if last_year.iter().all(|past| past.read.is_none()) => String::new(),
        Some(Some(file)) => fill(words::LAST_YEAR_HELD, *language, [("file", file.clone())]),
        Some(None) => words::LAST_YEAR_NONE.get(*language).to_owned(),
        None => fill(words::LAST_YEAR_COUNT, *language, [("n", kept.to_string())]),
    };
    html! {
        <Dialog language={*language} title={words::LAST_YEAR_TITLE.get(*language)} onclose={onclose.clone()}>
            { place(*language, keep) }
            <p role="status">{ said }</p>
            <ul class="pairs">{ for last_year.iter().map(|past| one(props, past)) }</ul>
        </Dialog>
    }
}

fn one(props: &Props, past: &Past) -> Html {
    let language = props.language;
    let id = past.id;
    // What is in a file of its own needs no other name.
    let name = |file: &String| if *file == past.name { String::new() } else { format!("{file}　") };
    let kept = |kept: &Kept| {
        let heading = heading_of(kept.body.as_deref(), kept.year, language);
        html! { <span class="reason">{ name(&kept.file) }{ heading }</span> }
    };
    let unread = |Trouble { file, message, advice }: &Trouble| {
        let said = fill(words::TWO_SENTENCES, language, [("message", message.clone()), ("advice", advice.clone())]);
        html! { <span class="unread">{ name(file) }{ said }</span> }
    };
    let what = html! {
        <>
            <b>{ &past.name }</b>
            if let Some((reports, troubles)) = &past.read {
                { for reports.iter().map(kept) }
                { for troubles.iter().map(unread) }
            } else {
                <span class="reason">{ words::LAST_YEAR_READING.get(language) }</span>
            }
        </>
    };
    let act = props.forget.reform(move |()| id);
    let (word, label) = (words::REMOVE, words::REMOVE_LABEL);
    line(Line { key: id.to_string(), what, word, label, name: past.name.clone(), act }, language)
}
