//! What each rule examined, what failed, what it could not judge: beside the findings, so that silence means something.

use yew::prelude::*;

use super::super::{shared::Shared, words};
use crate::{language::Language, outcome::Outcome, rules::RULES};

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
