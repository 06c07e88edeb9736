//! Reads out the selected finding to those who do not see it light up, where the focus does not do so itself.

use yew::prelude::*;

use super::{
    super::{shared::Shared, words},
    fill, findings,
};
use crate::{language::Language, outcome::Outcome};

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// The report on the desk.
    pub report: Option<Shared<Outcome>>,
    /// The selected finding.
    pub selected: Option<usize>,
    /// Whether the focus goes to the finding, which is read out then anyway.
    pub focused: bool,
}

/// The announcer.
pub fn announce(props: &Props) -> Html {
    let language = props.language;
    let sentence =
        props.report.as_ref().zip(props.selected).filter(|_| !props.focused).and_then(|(report, selected)| {
            let finding = report.report.findings.get(selected)?;
            let (n, all) = ((selected + 1).to_string(), report.report.findings.len().to_string());
            Some([
                fill(words::POSITION, language, [("n", n), ("all", all)]),
                words::severity(finding.severity, finding.cause).get(language).to_owned(),
                findings::place(&report.report, finding, language),
                finding.message.clone(),
            ])
        });
    html! {
        <div class="unseen" role="status" data-announce="">
            if let Some(sentence) = sentence {
                { for sentence.into_iter().map(|part| html! { <span>{ part }{ " " }</span> }) }
            }
        </div>
    }
}
