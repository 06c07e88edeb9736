//! What each rule examined, what failed, what it could not judge: beside the findings, so that silence means something.

use yew::prelude::*;

use super::{
    super::{shared::Shared, words},
    fill,
};
use crate::{
    language::Language,
    outcome::{Outcome, numbers::NumberView},
    rules::RULES,
};

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// The report.
    pub report: Shared<Outcome>,
}

/// The table of what was examined. It stands open where there is nothing else to read.
pub fn coverage(props: &Props) -> Html {
    let Props { language, report } = props;
    let report = &report.report;
    let number = |n: usize| html! { <td>{ n }</td> };
    html! {
        <details class="coverage" open={report.findings.is_empty()}>
            <summary>{ words::COVERAGE.get(*language) }</summary>
            <table>
                <thead>
                    <tr>
                        { for [
                            words::COVERAGE_RULE, words::COVERAGE_EXAMINED, words::COVERAGE_FAILED, words::COVERAGE_UNCLEAR,
                        ].iter().map(|word| html! { <th scope="col">{ word.get(*language) }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { for report.coverage.iter().filter(|coverage| coverage.examined > 0).map(|coverage| {
                        let rule = RULES.iter().find(|rule| rule.name == coverage.rule);
                        html! {
                            <tr>
                                <th scope="row">{ rule.map_or(&*coverage.rule, |rule| rule.title.get(*language)).to_owned() }</th>
                                { number(coverage.examined) }
                                { number(coverage.failed) }
                                { number(coverage.unclear) }
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </details>
    }
}

/// The numbers of the prose: each with what it was held against, or why it was not.
pub fn numbers(props: &Props) -> Html {
    let Props { language, report } = props;
    let report = &report.report;
    let with = |number: &NumberView| -> String {
        if let Some(reason) = number.reason {
            return words::unchecked(reason).get(*language).to_owned();
        }
        let cells = number.checks.iter().find(|check| !check.cells.is_empty()).map(|check| &check.cells);
        let place = |key: &&str| report.cells.iter().find(|cell| cell.key == *key).map(|cell| cell.place);
        match cells.map(|cells| (cells.len(), cells.first().and_then(place))) {
            Some((1, Some(place))) => place.to_owned(),
            Some((n, Some(place))) => {
                fill(words::NUMBERS_CELLS, *language, [("place", place.to_owned()), ("n", n.to_string())])
            }
            _ => words::NUMBERS_OTHERS.get(*language).to_owned(),
        }
    };
    html! {
        <details class="coverage">
            <summary>{ words::NUMBERS_LIST.get(*language) }</summary>
            <table data-numbers="">
                <thead>
                    <tr>
                        <th scope="col">{ words::NUMBERS_NUMBER.get(*language) }</th>
                        <th scope="col">{ words::NUMBERS_WITH.get(*language) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for report.numbers.iter().map(|number| html! {
                        <tr><th scope="row">{ &*number.text }</th><td>{ with(number) }</td></tr>
                    }) }
                </tbody>
            </table>
        </details>
    }
}
