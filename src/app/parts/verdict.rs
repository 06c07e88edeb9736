//! How the report stands, in one line: what was examined and what was not, before what is wrong.

use yew::prelude::*;

use super::{
    super::{
        marks::shape,
        shared::Shared,
        tally::{Examined, Tally, tally},
        words,
    },
    fill,
    mark::severity_word,
};
use crate::{
    finding::{Cause, Severity},
    form::Edition,
    forms::edition_2014,
    language::{Bilingual, Language},
    outcome::Outcome,
};

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// The report.
    pub report: Shared<Outcome>,
}

/// The line.
pub fn verdict(props: &Props) -> Html {
    let tally = tally(&props.report.report);
    html! {
        <p class="verdict" data-verdict="">
            { for examined(&tally, props.report.report.edition, props.language).into_iter().map(|part| html! { <span>{ part }</span> }) }
            { counts(&tally, props.language) }
        </p>
    }
}

/// How many findings of each severity, or that there is none.
pub fn counts(tally: &Tally, language: Language) -> Html {
    let kinds = [
        (tally.errors, words::COUNT_ERRORS, Severity::Error, Cause::Report),
        (tally.warnings, words::COUNT_WARNINGS, Severity::Warning, Cause::Report),
        (tally.notes, words::COUNT_NOTES, Severity::Note, Cause::Report),
        (tally.readings, words::COUNT_READINGS, Severity::Note, Cause::Reading),
    ];
    if kinds.iter().all(|(n, ..)| *n == 0) {
        let whole = tally.lost + tally.absent + tally.sums.unclear == 0;
        let word = match (tally.examined, whole) {
            (true, true) => words::CLEAN,
            (true, false) => words::CLEAN_AS_FAR,
            (false, _) => words::NOTHING_EXAMINED,
        };
        return html! { <span class="clean">{ word.get(language) }</span> };
    }
    html! {
        <span class="counts">
            { for kinds.into_iter().filter(|(n, ..)| *n > 0).map(|(n, word, severity, cause)| html! {
                <b data-severity={severity_word(severity, cause)}>
                    <span class="shape" aria-hidden="true">{ shape(severity) }</span>
                    { fill(word, language, [("n", n.to_string())]) }
                </b>
            }) }
        </span>
    }
}

fn examined(tally: &Tally, edition: Option<Edition>, language: Language) -> Vec<String> {
    let n = |n: usize| n.to_string();
    let say = |word: Bilingual, arguments| fill(word, language, arguments);
    let mut parts = Vec::new();
    let missing = tally.lost + tally.absent;
    match (tally.cells, missing) {
        (0, _) if edition == Some(Edition::E2014) => parts.push(edition_2014::NAMED.get(language).to_owned()),
        (0, _) => parts.push(words::CELLS_NONE.get(language).to_owned()),
        (all, 0) => parts.push(fill(words::CELLS_ALL, language, [("all", n(all))])),
        (all, _) => parts.push(say(words::CELLS_SOME, [("all", n(all)), ("read", n(all - missing))])),
    }
    if tally.lost > 0 {
        parts.push(fill(words::CELLS_LOST, language, [("lost", n(tally.lost))]));
    }
    if tally.absent > 0 {
        parts.push(fill(words::CELLS_ABSENT, language, [("absent", n(tally.absent))]));
    }
    let Examined { all, failed, unclear } = tally.sums;
    if all > 0 {
        let sums = match (failed, unclear) {
            (0, 0) => words::SUMS_HOLD,
            (0, _) if unclear == all => words::SUMS_NONE,
            _ => words::SUMS_FAIL,
        };
        parts.push(say(sums, [("all", n(all)), ("failed", n(failed))]));
    }
    if unclear > 0 {
        parts.push(fill(words::SUMS_UNCLEAR, language, [("unclear", n(unclear))]));
    }
    if tally.numbers > 0 {
        parts.push(say(words::NUMBERS, [("all", n(tally.numbers)), ("checked", n(tally.checked))]));
    }
    parts
}
