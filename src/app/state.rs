//! The page's one state, its one list of actions, and the one function that leads from state to state.
//!
//! No browser type stands here, so all of it is tested natively.

use super::{shared::Shared, words};
use crate::{
    finding::Family,
    language::{Bilingual, Language},
    outcome::{FindingView, Outcome, Unreadable},
};

/// All that the page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The language of everything.
    pub language: Language,
    /// The report on the desk. It stays there until another one could be read.
    pub report: Option<Shared<Outcome>>,
    /// What was given last: the list to pick from.
    pub batch: Vec<Item>,
    /// Why the last thing given is not on the desk.
    pub trouble: Option<Trouble>,
    /// The selected finding, an index into the report's.
    pub selected: Option<usize>,
    /// The place last asked for by one of the finding's links, instead of the finding's own first place.
    pub visited: Option<Spot>,
    /// The only family of findings to show; none for all.
    pub family: Option<Family>,
    /// How the report is shown.
    pub view: View,
    /// What a narrow page shows; a wide one shows both.
    pub pane: Pane,
    /// What lies over the page.
    pub panel: Option<Panel>,
    /// Whether the keys that are single characters are switched off.
    pub letters_off: bool,
    /// Where eye and focus are to go.
    pub aim: Aim,
}

/// One thing given to check: a file, a paste, the sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number; never used twice while the page lives.
    pub id: u32,
    /// What to call it.
    pub name: String,
    /// How far it is.
    pub progress: Progress,
}

impl Item {
    fn waiting((id, name): (u32, String)) -> Self {
        Self { id, name, progress: Progress::Waiting }
    }
}

/// How far an item is.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// Its turn has not come.
    Waiting,
    /// The engine has it.
    Checking,
    /// The engine's answer, one a report.
    Answered(Vec<Shared<Outcome>>),
}

/// Why something is not on the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// What it was.
    pub file: String,
    /// One sentence: what it is.
    pub message: String,
    /// One sentence: what to do.
    pub advice: String,
}

/// A place that a finding names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A cell of the form, by its key.
    Cell(String),
    /// One of the finding's spans.
    Span(usize),
}

/// How the report is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// As its author wrote it.
    #[default]
    Manuscript,
    /// Its figures in the official tables.
    Tables,
}

/// What a narrow page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The findings.
    #[default]
    Findings,
    /// The report, in its current view.
    Report,
}

/// What lies over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The list of what was given.
    Files,
    /// The rules, opened at one of them or at the top.
    Rules(Option<String>),
    /// What Gouji is, and the notices of what it ships.
    About,
    /// The keys.
    Keys,
}

/// One of the two sides that belong together: a finding and its place in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The finding.
    Finding,
    /// Its place.
    Place,
}

/// Where eye and focus are to go. Every change of `serial` is one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    /// How many requests there were.
    pub serial: u32,
    /// Which side takes the focus; none leaves it where it is. Both sides come into sight.
    pub focus: Option<Side>,
}

/// A step through the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next one.
    Next,
    /// To the one before.
    Back,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// Everything that can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// Something was given to check: numbers and names.
    Given(Vec<(u32, String)>),
    /// The engine took one up.
    Started(u32),
    /// The engine answered.
    Answered(u32, Vec<Outcome>),
    /// One is an archive: its files take its place, numbers and names.
    Unpacked(u32, Vec<(u32, String)>),
    /// What is not answered yet is given up.
    Stopped,
    /// A report of the batch is put on the desk: item, report.
    Opened(usize, usize),
    /// A paste or a drop carried nothing that can be checked.
    Nothing,
    /// The sentence about trouble was read.
    TroubleRead,
    /// A step through the findings, with the focus on a side.
    Walked(Step, Side),
    /// A finding was chosen on a side.
    Selected(usize, Side),
    /// One of the selected finding's links was followed to its place.
    Visited(Spot),
    /// From the finding to its place, or back.
    Crossed(Side),
    /// Only one family is wanted, or all.
    Filtered(Option<Family>),
    /// The report is wanted in another view.
    Viewed(View),
    /// A narrow page turns to its other pane.
    Turned(Pane),
    /// The keys that are single characters are switched off, or on again.
    LettersOff(bool),
    /// Something is laid over the page.
    Raised(Panel),
    /// It is put away.
    Lowered,
}

impl State {
    /// The findings that are shown, as indexes into the report's, worst first.
    pub fn shown(&self) -> Vec<usize> {
        let Some(report) = &self.report else { return Vec::new() };
        let wanted = |family: Family| self.family.is_none_or(|only| only == family);
        (0..report.report.findings.len()).filter(|&i| wanted(report.report.findings[i].family)).collect()
    }

    /// What is still to be answered, the one in work first: its name, how many are answered, how many were given.
    pub fn busy(batch: &[Item]) -> Option<(&str, usize, usize)> {
        let open = |item: &&Item| !matches!(item.progress, Progress::Answered(_));
        let current = batch.iter().find(open)?;
        Some((&current.name, batch.len() - batch.iter().filter(open).count(), batch.len()))
    }

    fn finding(&self) -> Option<&FindingView> {
        self.report.as_ref()?.report.findings.get(self.selected?)
    }

    /// The view that holds a place of the selected finding: the current one if it does, else the other.
    fn view_with(&self, cells: &[String], spans: usize) -> View {
        let Some(report) = &self.report else { return self.view };
        let place = |key: &String| {
            let cell = report.report.cells.iter().position(|cell| cell.key == key)?;
            *report.sheet.as_ref()?.spots.get(cell)?
        };
        let in_text = spans > 0 || cells.iter().any(|key| place(key).is_some());
        match (self.view, in_text, !cells.is_empty()) {
            (View::Manuscript, false, true) => View::Tables,
            (View::Tables, _, false) => View::Manuscript,
            (view, ..) => view,
        }
    }

    fn put_on_desk(&mut self, report: Shared<Outcome>) {
        self.selected = if report.report.findings.is_empty() { None } else { Some(0) };
        self.report = Some(report);
        self.trouble = None;
        self.visited = None;
        self.family = None;
        self.pane = Pane::Findings;
        self.panel = None;
        self.aim(None);
    }

    fn aim(&mut self, focus: Option<Side>) {
        self.aim = Aim { serial: self.aim.serial.wrapping_add(1), focus };
        match focus {
            Some(Side::Place) => self.pane = Pane::Report,
            Some(Side::Finding) => self.pane = Pane::Findings,
            None => {}
        }
    }

    fn select(&mut self, finding: usize, focus: Side) {
        self.selected = Some(finding);
        self.visited = None;
        self.aim(Some(focus));
    }
}

/// From state to state.
pub fn reduce(mut state: State, action: Action) -> State {
    match action {
        Action::Given(items) => {
            state.panel = if items.len() > 1 { Some(Panel::Files) } else { None };
            state.batch = items.into_iter().map(Item::waiting).collect();
            state.trouble = None;
        }
        Action::Started(id) => {
            if let Some(item) = state.batch.iter_mut().find(|item| item.id == id) {
                item.progress = Progress::Checking;
            }
        }
        Action::Answered(id, outcomes) => {
            let alone = state.batch.len() == 1;
            let Some(item) = state.batch.iter_mut().find(|item| item.id == id) else { return state };
            let outcomes: Vec<_> = outcomes.into_iter().map(Shared::new).collect();
            item.progress = Progress::Answered(outcomes.clone());
            match &outcomes[..] {
                [only] if alone => match &only.report.unreadable {
                    Some(reason) => state.trouble = Some(Trouble::new(&only.report.file, reason)),
                    None => state.put_on_desk(only.clone()),
                },
                [_, _, ..] if alone => state.panel = Some(Panel::Files),
                _ => {}
            }
        }
        Action::Unpacked(id, files) => {
            let Some(at) = state.batch.iter().position(|item| item.id == id) else { return state };
            state.batch.splice(at..=at, files.into_iter().map(Item::waiting));
            if state.batch.len() > 1 {
                state.panel = Some(Panel::Files);
            }
        }
        Action::Stopped => {
            state.batch.retain(|item| matches!(item.progress, Progress::Answered(_)));
            if state.batch.is_empty() && state.panel == Some(Panel::Files) {
                state.panel = None;
            }
        }
        Action::Opened(item, report) => {
            if let Some(Progress::Answered(outcomes)) = state.batch.get(item).map(|item| &item.progress)
                && let Some(outcome) = outcomes.get(report).cloned()
                && outcome.report.unreadable.is_none()
            {
                state.put_on_desk(outcome);
            }
        }
        Action::Nothing => {
            let say = |word: Bilingual| word.get(state.language).to_owned();
            let (file, message, advice) =
                (say(words::NOTHING_CAME), say(words::NOTHING_MESSAGE), say(words::NOTHING_ADVICE));
            state.trouble = Some(Trouble { file, message, advice });
            // The sentence would stand behind it.
            state.panel = None;
        }
        Action::TroubleRead => state.trouble = None,
        Action::Walked(step, side) => {
            let shown = state.shown();
            let now = state.selected.and_then(|selected| shown.iter().position(|&i| i == selected));
            let next = match (step, now) {
                (Step::Next, Some(at)) => at + 1,
                (Step::Back, Some(at)) => at.saturating_sub(1),
                (Step::Last, _) => shown.len(),
                (Step::First, _) | (_, None) => 0,
            };
            if let Some(&finding) = shown.get(next.min(shown.len().saturating_sub(1))) {
                state.select(finding, side);
            }
        }
        Action::Selected(finding, side) => {
            let Some(report) = &state.report else { return state };
            let Some(chosen) = report.report.findings.get(finding) else { return state };
            if state.family.is_some_and(|only| only != chosen.family) {
                state.family = None;
            }
            state.select(finding, side);
        }
        Action::Visited(spot) => {
            state.view = match &spot {
                Spot::Cell(key) => state.view_with(std::slice::from_ref(key), 0),
                Spot::Span(_) => View::Manuscript,
            };
            state.visited = Some(spot);
            state.aim(Some(Side::Place));
        }
        Action::Crossed(side) => {
            if state.selected.is_some() {
                if side == Side::Finding {
                    state.visited = None;
                } else if let Some(finding) = state.finding() {
                    state.view = state.view_with(&finding.cells, finding.spans.len());
                }
                state.aim(Some(side));
            }
        }
        Action::Filtered(family) => {
            state.family = family;
            let shown = state.shown();
            if !state.selected.is_some_and(|selected| shown.contains(&selected)) {
                state.selected = shown.first().copied();
                state.visited = None;
                state.aim(None);
            }
        }
        Action::Viewed(view) => {
            state.view = view;
            state.pane = Pane::Report;
            state.aim = Aim { serial: state.aim.serial.wrapping_add(1), focus: None };
        }
        Action::Turned(pane) => state.pane = pane,
        Action::LettersOff(off) => state.letters_off = off,
        Action::Raised(panel) => state.panel = Some(panel),
        Action::Lowered => state.panel = None,
    }
    state
}

impl Trouble {
    fn new(file: &str, reason: &Unreadable) -> Self {
        Self { file: file.to_owned(), message: reason.message.clone(), advice: reason.advice.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::{Cause, Severity},
        outcome::{Reason, Report},
    };

    fn outcome(file: &str, families: &[Family], unreadable: bool) -> Outcome {
        let finding = |&family: &Family| FindingView {
            id: String::new(),
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
            findings: families.iter().map(finding).collect(),
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
}
