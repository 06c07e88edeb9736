//! From state to state.

use super::*;
use crate::{
    finding::{Cause, Severity},
    outcome::{Reason, Report},
};

fn outcome(file: &str, families: &[Family], unreadable: bool) -> Outcome {
    let finding = |(number, &family): (usize, &Family)| FindingView {
        id: number.to_string(),
        rule: "blank-cell".into(),
        family,
        severity: Severity::Error,
        cause: Cause::Report,
        message: String::new(),
        cells: Vec::new(),
        spans: Vec::new(),
        sums: Vec::new(),
        related: Vec::new(),
        expected: None,
        found: None,
        fix: None,
    };
    let report = Report {
        schema: 1,
        file: file.into(),
        kind: None,
        title: None,
        body: None,
        year: None,
        edition: None,
        last_year: None,
        cells: Vec::new(),
        dismissed: Vec::new(),
        findings: families.iter().enumerate().map(finding).collect(),
        coverage: Vec::new(),
        numbers: Vec::new(),
        unreadable: unreadable.then(|| Unreadable {
            reason: Reason::Empty,
            message: "空的。".into(),
            advice: "换一份。".into(),
        }),
    };
    Outcome { report, sheet: None }
}

fn run(actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(State::default(), reduce)
}

fn opened(families: &[Family]) -> State {
    run([
        Action::Given(vec![(1, "a.html".into())]),
        Action::Started(1),
        Action::Answered(1, vec![outcome("a.html", families, false)]),
    ])
}

use Family::*;

#[test]
fn an_archives_files_take_its_place() {
    let state = run([
        Action::Given(vec![(1, "a.zip".into()), (2, "b.docx".into())]),
        Action::Unpacked(1, vec![(3, "a.zip/x.docx".into()), (4, "a.zip/y.pdf".into())]),
        Action::Answered(4, vec![outcome("a.zip/y.pdf", &[], false)]),
    ]);
    let names: Vec<&str> = state.batch.iter().map(|item| &*item.name).collect();
    assert_eq!(names, ["a.zip/x.docx", "a.zip/y.pdf", "b.docx"]);
    assert_eq!(State::busy(&state.batch), Some(("a.zip/x.docx", 1, 3)));
    let alone = run([
        Action::Given(vec![(1, "a.zip".into())]),
        Action::Unpacked(1, vec![(2, "a.zip/x.docx".into())]),
        Action::Answered(2, vec![outcome("a.zip/x.docx", &[], false)]),
    ]);
    assert_eq!(alone.report.map(|report| report.report.file.clone()).as_deref(), Some("a.zip/x.docx"));
}

#[test]
fn a_single_file_goes_on_the_desk_with_its_worst_finding_selected() {
    let state = opened(&[Figures, Form]);
    assert_eq!(state.report.as_ref().unwrap().report.file, "a.html");
    assert_eq!(state.selected, Some(0));
    assert_eq!(State::busy(&state.batch), None);
    assert_eq!(state.panel, None);
}

#[test]
fn what_carries_nothing_is_named_and_leaves_the_open_report_where_it_is() {
    let state = opened(&[Figures]);
    let before = state.report.clone();
    let state = reduce(state, Action::Nothing);
    assert!(state.report == before);
    let trouble = state.trouble.clone().unwrap();
    assert!(!trouble.message.is_empty() && !trouble.advice.is_empty());
    assert_eq!(reduce(state, Action::Given(vec![(2, "b.html".into())])).trouble, None);
}

#[test]
fn what_cannot_be_read_leaves_the_open_report_where_it_is() {
    let state = opened(&[Figures]);
    let before = state.report.clone();
    let state = [Action::Given(vec![(2, "b.png".into())]), Action::Answered(2, vec![outcome("b.png", &[], true)])]
        .into_iter()
        .fold(state, reduce);
    assert!(state.report == before);
    assert_eq!(state.trouble.as_ref().unwrap().file, "b.png");
    assert_eq!(state.selected, Some(0));
    assert_eq!(reduce(state, Action::TroubleRead).trouble, None);
}

#[test]
fn several_files_give_a_list_and_unreadable_ones_cannot_be_opened() {
    let state = run([
        Action::Given(vec![(1, "a".into()), (2, "b".into())]),
        Action::Started(1),
        Action::Answered(1, vec![outcome("a", &[], true)]),
        Action::Started(2),
    ]);
    assert_eq!(state.panel, Some(Panel::Files));
    assert_eq!(State::busy(&state.batch), Some(("b", 1, 2)));
    assert!(state.report.is_none() && state.trouble.is_none());
    let state = reduce(state, Action::Answered(2, vec![outcome("b", &[], false)]));
    let state = reduce(state, Action::Opened(0, 0));
    assert!(state.report.is_none());
    let state = reduce(state, Action::Opened(1, 0));
    assert_eq!(state.report.as_ref().unwrap().report.file, "b");
    assert_eq!(state.panel, None);
}

#[test]
fn a_file_with_several_reports_gives_a_list_too() {
    let state = run([
        Action::Given(vec![(1, "a".into())]),
        Action::Answered(1, vec![outcome("a", &[], false), outcome("a#2", &[], false)]),
    ]);
    assert_eq!(state.panel, Some(Panel::Files));
    assert_eq!(reduce(state, Action::Opened(0, 1)).report.unwrap().report.file, "a#2");
}

#[test]
fn an_answer_that_nobody_waits_for_changes_nothing() {
    let state = run([Action::Given(vec![(1, "a".into())]), Action::Stopped]);
    assert_eq!(State::busy(&state.batch), None);
    let after = reduce(state.clone(), Action::Answered(1, vec![outcome("a", &[], false)]));
    assert_eq!(after, state);
}

#[test]
fn walking_stays_within_what_is_shown() {
    let state = opened(&[Figures, Form, Figures, Form]);
    let walk = |state, step| reduce(state, Action::Walked(step, Side::Finding));
    let state = walk(state, Step::Back);
    assert_eq!(state.selected, Some(0));
    let state = walk(state, Step::Next);
    assert_eq!(state.selected, Some(1));
    let state = reduce(state, Action::Filtered(Some(Figures)));
    assert_eq!(state.selected, Some(0));
    let state = walk(state, Step::Next);
    assert_eq!(state.selected, Some(2));
    let state = walk(state, Step::Next);
    assert_eq!(state.selected, Some(2));
    assert_eq!(walk(state.clone(), Step::First).selected, Some(0));
    let state = reduce(state, Action::Filtered(None));
    assert_eq!(state.selected, Some(2));
    assert_eq!(walk(state, Step::Last).selected, Some(3));
}

#[test]
fn walking_without_findings_does_nothing() {
    let state = opened(&[]);
    assert_eq!(reduce(state.clone(), Action::Walked(Step::Next, Side::Finding)), state);
    assert_eq!(reduce(state.clone(), Action::Crossed(Side::Place)), state);
}

#[test]
fn a_mark_of_a_hidden_family_shows_all_again() {
    let state = reduce(opened(&[Figures, Form]), Action::Filtered(Some(Figures)));
    let state = reduce(state, Action::Selected(1, Side::Place));
    assert_eq!((state.family, state.selected), (None, Some(1)));
}

#[test]
fn what_stands_in_no_table_is_shown_in_the_manuscript() {
    let state = reduce(opened(&[Figures]), Action::Viewed(View::Tables));
    assert_eq!(reduce(state.clone(), Action::Crossed(Side::Finding)).view, View::Tables);
    assert_eq!(reduce(state, Action::Crossed(Side::Place)).view, View::Manuscript);
}

#[test]
fn a_cell_without_a_place_in_the_text_is_shown_in_the_tables() {
    let mut outcome = outcome("a.txt", &[Figures], false);
    outcome.report.findings[0].cells = vec!["proactive.license.decisions".into()];
    let state = run([Action::Given(vec![(1, "a.txt".into())]), Action::Answered(1, vec![outcome])]);
    assert_eq!(state.view, View::Manuscript);
    assert_eq!(reduce(state, Action::Crossed(Side::Place)).view, View::Tables);
}

#[test]
fn following_a_number_goes_to_its_cell_and_back() {
    let state = reduce(opened(&[Figures]), Action::Visited(Spot::Cell("requests.new.total".into())));
    assert_eq!((state.pane, state.aim.focus), (Pane::Report, Some(Side::Place)));
    let serial = state.aim.serial;
    let state = reduce(state, Action::Crossed(Side::Finding));
    assert_eq!((state.pane, state.aim.focus, state.visited.clone()), (Pane::Findings, Some(Side::Finding), None));
    assert_ne!(state.aim.serial, serial);
}

/// What is on the desk is answered anew, without some of its findings.
fn renewed(state: State, families: &[Family], without: &[&str]) -> State {
    let mut new = outcome("a.html", families, false);
    new.report.findings.retain(|finding| !without.contains(&&*finding.id));
    reduce(state, Action::Answered(1, vec![new]))
}

fn selected_id(state: &State) -> Option<&str> {
    state.finding().map(|finding| &*finding.id)
}

#[test]
fn a_dismissed_finding_gives_its_place_to_the_next() {
    let families = [Figures, Form, Figures];
    let state = reduce(opened(&families), Action::Selected(1, Side::Finding));
    let serial = state.aim.serial;
    let state = reduce(state, Action::Dismissed("1".into(), Some("核实过".into())));
    assert_eq!(state.profile.dismissed, [Dismissed { id: "1".into(), reason: Some("核实过".into()) }]);
    assert_eq!(selected_id(&state), Some("1"), "until the engine has answered");
    let state = renewed(state, &families, &["1"]);
    assert_eq!(selected_id(&state), Some("2"));
    assert_eq!((state.aim.focus, state.aim.serial != serial), (Some(Side::Finding), true));
    let state = reduce(state, Action::Dismissed("2".into(), None));
    let state = renewed(state, &families, &["1", "2"]);
    assert_eq!(selected_id(&state), Some("0"), "the last one gives it to the one before");
    let state = renewed(reduce(state, Action::Dismissed("0".into(), None)), &families, &["0", "1", "2"]);
    assert_eq!((state.selected, state.aim.focus), (None, Some(Side::Finding)));
    let state = renewed(reduce(state, Action::Restored("1".into())), &families, &["0", "2"]);
    assert_eq!(selected_id(&state), Some("1"));
    assert_eq!(state.profile.dismissed.iter().map(|dismissed| &*dismissed.id).collect::<Vec<_>>(), ["2", "0"]);
}

#[test]
fn what_was_restored_from_a_list_over_the_page_leaves_the_focus_there() {
    let state = reduce(opened(&[Figures]), Action::Raised(Panel::Settings));
    let serial = state.aim.serial;
    let state = renewed(reduce(state, Action::Restored("7".into())), &[Figures], &[]);
    assert_eq!((state.aim.serial, state.panel), (serial, Some(Panel::Settings)));
}

#[test]
fn what_is_checked_anew_stays_where_one_reads() {
    let families = [Figures, Form, Figures];
    let state = reduce(opened(&families), Action::Selected(1, Side::Finding));
    let state = reduce(state, Action::Visited(Spot::Cell("requests.new.total".into())));
    let aim = state.aim;
    let state = reduce(state, Action::Started(1));
    assert!(matches!(state.batch[0].progress, Progress::Answered(_)), "what was answered stays to be seen");
    let state = renewed(state, &families, &["0"]);
    assert_eq!((state.selected, selected_id(&state)), (Some(0), Some("1")));
    assert!(state.visited.is_some() && state.aim == aim);
    let state = renewed(state, &families, &["0", "1"]);
    assert_eq!((selected_id(&state), &state.visited), (Some("2"), &None));
    let state = reduce(state, Action::Answered(1, vec![outcome("a.html", &[], true)]));
    assert!(state.trouble.is_some() && selected_id(&state) == Some("2"), "what broke leaves the report where it is");
}

#[test]
fn the_report_on_the_desk_outlasts_what_was_given_later() {
    let state = [Action::Given(vec![(2, "b.png".into())]), Action::Answered(2, vec![outcome("b.png", &[], true)])];
    let state = state.into_iter().fold(opened(&[Figures, Form]), reduce);
    assert_eq!(selected_id(&renewed(state, &[Figures, Form], &["0"])), Some("1"));
}

#[test]
fn a_file_of_settings_takes_their_place_and_can_be_taken_back() {
    let english = Profile { language: Language::En, ..Profile::default() };
    let state = reduce(opened(&[Figures]), Action::Imported("p.json".into(), Ok(english.clone())));
    assert_eq!((state.language(), state.panel.clone()), (Language::En, Some(Panel::Settings)));
    let state = reduce(state, Action::Reverted);
    assert_eq!((state.language(), state.imported.clone()), (Language::Zh, None));
    let bad = Action::Imported("p.json".into(), Err(Message::new(words::NOTHING_MESSAGE)));
    let state = reduce(reduce(state, Action::Set(english)), bad);
    assert_eq!(state.trouble.as_ref().map(|trouble| &*trouble.file), Some("p.json"));
    assert_eq!((state.language(), state.imported.clone()), (Language::En, None));
}

#[test]
fn last_years_reports_are_listed_as_the_engine_reads_them() {
    let waiting = run([Action::Keeping(vec![(7, "2023.docx".into()), (8, "scan.pdf".into())])]);
    assert_eq!(waiting.panel, Some(Panel::LastYear));
    let kept = Kept { file: "2023.docx".into(), body: Some("云岭县教育局".into()), year: Some(2023) };
    let unread = outcome("scan.pdf", &[], true).report;
    let state = [Action::Kept(7, vec![kept.clone()], Vec::new()), Action::Kept(8, Vec::new(), vec![unread.clone()])];
    let state = state.into_iter().fold(waiting, reduce);
    assert_eq!(state.last_year[0].read, Some((vec![kept], Vec::new())));
    assert_eq!(state.past(), 1);
    let trouble = Trouble { file: "scan.pdf".into(), message: "空的。".into(), advice: "换一份。".into() };
    assert_eq!(state.last_year[1].read, Some((Vec::new(), vec![trouble])));
    let state = reduce(reduce(state, Action::Forgotten(8)), Action::Kept(8, Vec::new(), vec![unread]));
    assert_eq!(state.last_year.iter().map(|past| past.id).collect::<Vec<_>>(), [7]);
}

#[test]
fn a_number_leads_to_its_place_and_back_to_the_list() {
    for families in [&[Figures][..], &[]] {
        let state = reduce(opened(families), Action::Viewed(View::Tables));
        let state = reduce(state, Action::Visited(Spot::Number(3)));
        assert_eq!((state.view, state.pane, state.aim.focus), (View::Manuscript, Pane::Report, Some(Side::Place)));
        let state = reduce(state, Action::Crossed(Side::Finding));
        assert_eq!((state.pane, state.aim.number, &state.visited), (Pane::Findings, Some(3), &None));
        let serial = state.aim.serial;
        let state = reduce(state, Action::Crossed(Side::Finding));
        assert_eq!(state.aim.serial != serial, !families.is_empty(), "there is nothing to go back to twice");
    }
}
