//! A report on the desk: the verdict above, the report left, the findings right; on a narrow page one of the two.

use yew::prelude::*;

use super::super::{
    marks::{Lights, Marks},
    parts::{
        findings::Findings,
        manuscript::Manuscript,
        tables,
        tabs::{self, FINDINGS_PANEL, FINDINGS_TAB, REPORT_PANEL, tab_of},
        verdict,
    },
    shared::Shared,
    state::{Action, Pane, Side, Spot, View},
    words,
};
use crate::{finding::Family, language::Language, outcome::Outcome};

/// What the page needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub language: Language,
    /// Whether only one side fits.
    pub narrow: bool,
    /// The report.
    pub report: Shared<Outcome>,
    /// The selected finding.
    pub selected: Option<usize>,
    /// The place asked for by a link of it.
    pub visited: Option<Spot>,
    /// The only family to show.
    pub family: Option<Family>,
    /// The findings that are shown.
    pub shown: Vec<usize>,
    /// How the report is shown.
    pub view: View,
    /// What a narrow page shows.
    pub pane: Pane,
    /// Where everything that happens goes.
    pub dispatch: Callback<Action>,
}

/// The desk.
#[component]
pub fn Desk(props: &Props) -> Html {
    let Props { language, narrow, report, selected, visited, family, shown, view, pane, dispatch } = props;
    let marks = Shared::from(use_memo(report.clone(), |report| Marks::new(report)));
    let lights = Lights::new(report, *selected, visited.as_ref());
    let mark =
        use_callback(dispatch.clone(), |finding, dispatch| dispatch.emit(Action::Selected(finding, Side::Place)));
    let (report_hidden, findings_hidden) = (*narrow && *pane == Pane::Findings, *narrow && *pane == Pane::Report);
    html! {
        <main class="desk">
            { verdict::verdict(&verdict::Props { language: *language, report: report.clone() }) }
            { tabs::tabs(&tabs::Props { language: *language, narrow: *narrow, view: *view, pane: *pane, findings: report.report.findings.len(), dispatch: dispatch.clone() }) }
            <section class="report" id="report" data-report="" tabindex="0" aria-label={words::DESK.get(*language)} hidden={report_hidden}>
                <div role="tabpanel" id={REPORT_PANEL} aria-labelledby={tab_of(*view)}>{
                    match view {
                        View::Manuscript => html! { <Manuscript language={*language} report={report.clone()} selected={*selected} {marks} {lights} {mark} /> },
                        View::Tables => tables::tables(&tables::Props { language: *language, report: report.clone(), selected: *selected, marks, lights, mark }),
                    }
                }</div>
            </section>
            <section class="findings" id="findings" aria-label={words::FINDINGS.get(*language)} hidden={findings_hidden}>
                <div role={narrow.then_some("tabpanel")} id={FINDINGS_PANEL} aria-labelledby={narrow.then_some(FINDINGS_TAB)}>
                <Findings language={*language} report={report.clone()} selected={*selected} family={*family} shown={shown.clone()} dispatch={dispatch.clone()} />
                </div>
            </section>
        </main>
    }
}
