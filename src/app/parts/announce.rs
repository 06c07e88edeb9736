//! Reads out the selected finding to those who do not see it light up, where the focus does not do so itself.

use yew::prelude::*;

use super::{
    super::{
        state::{Side, Spot, State},
        words,
    },
    fill, findings,
};
/// The announcer.
pub fn announce(state: &State) -> Html {
    let language = state.language();
    // The focus reads it out, or it is not what one looks at.
    let read_out = state.aim.focus == Some(Side::Finding) || matches!(state.visited, Some(Spot::Number(_)));
    let sentence = state.report.as_ref().zip(state.selected).filter(|_| !read_out).and_then(|(report, selected)| {
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
