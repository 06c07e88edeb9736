//! Last year's reports: a place to put them, and what is kept of them.

use yew::prelude::*;

use super::{
    super::{
        hooks::intake::Place,
        state::{Action, Past, State, Trouble},
        words,
        world::Wish,
    },
    button::chooser,
    dialog::Dialog,
    fill, heading_of,
    line::{Line, line},
};
use crate::{language::Language, last_year::Kept};

/// The place. `index.html` holds the same shape.
pub fn place(language: Language, wish: &Callback<Wish>) -> Html {
    html! {
        <div class="beside" data-last-year="">
            <p><b>{ words::LAST_YEAR_TITLE.get(language) }</b>{ words::LAST_YEAR_TEXT.get(language) }</p>
            <label class="button">
                { chooser(words::LAST_YEAR_CHOOSE.get(language), wish, |given| Wish::Put(given, Place::LastYear)) }
            </label>
        </div>
    }
}

/// The list of what is kept, below the place for more.
pub fn last_year(state: &State, dispatch: &Callback<Action>, wish: &Callback<Wish>) -> Html {
    let (language, last_year, report) = (state.language(), &state.last_year, &state.report);
    let said = match report.as_ref().map(|report| &report.report.last_year) {
        _ if last_year.iter().all(|past| past.read.is_none()) => String::new(),
        Some(Some(file)) => fill(words::LAST_YEAR_HELD, language, [("file", file.clone())]),
        Some(None) => words::LAST_YEAR_NONE.get(language).to_owned(),
        None => fill(words::LAST_YEAR_COUNT, language, [("n", state.past().to_string())]),
    };
    html! {
        <Dialog {language} title={words::LAST_YEAR_TITLE.get(language)} dispatch={dispatch.clone()}>
            { place(language, wish) }
            <p role="status">{ said }</p>
            <ul class="pairs">{ for last_year.iter().map(|past| one(past, language, wish)) }</ul>
        </Dialog>
    }
}

fn one(past: &Past, language: Language, wish: &Callback<Wish>) -> Html {
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
    let act = wish.reform(move |()| Wish::Forget(id));
    let (word, label) = (words::REMOVE, words::REMOVE_LABEL);
    line(Line { key: id.to_string(), what, word, label, name: past.name.clone(), act }, language)
}
