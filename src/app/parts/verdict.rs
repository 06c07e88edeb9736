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
    parts.extend(kind(tally.sums, words::SUMS_HOLD, words::SUMS_FAIL, language));
    parts.extend(kind(tally.breakdowns, words::BREAKDOWNS_HOLD, words::BREAKDOWNS_FAIL, language));
    parts
}

fn kind(examined: Examined, hold: Bilingual, fail: Bilingual, language: Language) -> Vec<String> {
    let Examined { all, failed, unclear } = examined;
    if all == 0 {
        return Vec::new();
    }
    let whole = |word| fill(word, language, [("all", all.to_string()), ("failed", failed.to_string())]);
    let mut parts = vec![match (failed, unclear) {
        (0, 0) => whole(hold),
        (0, _) if unclear == all => whole(words::SUMS_NONE),
        _ => whole(fail),
    }];
    if unclear > 0 {
        parts.push(fill(words::SUMS_UNCLEAR, language, [("unclear", unclear.to_string())]));
    }
    parts
}
