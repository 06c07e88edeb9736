//! The page's one state, its one list of actions, and the one function that leads from state to state.
//!
//! No browser type stands here, so all of it is tested natively.

use std::rc::Rc;

use super::{shared::Shared, words};
use crate::{
    finding::Family,
    language::{Bilingual, Language, Message},
    last_year::Kept,
    outcome::{FindingView, Outcome, Report, Unreadable},
    profile::{Dismissed, Profile},
};

/// All that the page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What the user set; the language of everything among it.
    pub profile: Rc<Profile>,
    /// Whether the browser does not let the settings be kept: they last as long as the page.
    pub unkept: bool,
    /// The file that the settings were taken from, and those that were set before.
    pub imported: Option<(String, Rc<Profile>)>,
    /// The report on the desk. It stays there until another one could be read.
    pub report: Option<Shared<Outcome>>,
    /// Where that came from: the number of what was given, and which of its reports it is.
    pub origin: Option<(u32, usize)>,
    /// The finding, by its id, to select when what is on the desk is answered anew, or what stands in its place.
    pub sought: Option<String>,
    /// Last year's reports that it is held against.
    pub last_year: Vec<Past>,
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

/// Something given as one of last year's reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Its number; never used twice while the page lives.
    pub id: u32,
    /// What to call it.
    pub name: String,
    /// What is in it and what of it could not be read; none while it waits for the engine.
    pub read: Option<(Vec<Kept>, Vec<Trouble>)>,
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
    /// One of the report's numbers, whatever finding is selected.
    Number(usize),
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
    /// Last year's reports.
    LastYear,
    /// What the user sets.
    Settings,
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
    /// The number in the list of numbers that stands for the finding.
    pub number: Option<usize>,
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
#[derive(Debug)]
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
    /// Something was given as last year's: numbers and names.
    Keeping(Vec<(u32, String)>),
    /// The engine read it: what is in it, what of it could not be read.
    Kept(u32, Vec<Kept>, Vec<Report>),
    /// One of last year's is not wanted any more.
    Forgotten(u32),
    /// The user set something.
    Set(Profile),
    /// The browser did not let it be kept.
    Unkept,
    /// A finding, by its id, is waved away, for a reason or for none.
    Dismissed(String, Option<String>),
    /// It is taken back.
    Restored(String),
    /// A file of settings was read: its name and what stands in it, or what is wrong with it.
    Imported(String, Result<Profile, Message>),
    /// What was set before is set again.
    Reverted,
    /// Something is laid over the page.
    Raised(Panel),
    /// It is put away.
    Lowered,
}

impl State {
    /// The language of everything.
    pub fn language(&self) -> Language {
        self.profile.language
    }

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

    /// How many of last year's reports are kept.
    pub fn past(&self) -> usize {
        self.last_year.iter().filter_map(|past| past.read.as_ref()).map(|(reports, _)| reports.len()).sum()
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

    fn put_on_desk(&mut self, report: Shared<Outcome>, origin: (u32, usize)) {
        self.selected = if report.report.findings.is_empty() { None } else { Some(0) };
        self.report = Some(report);
        self.origin = Some(origin);
        self.sought = None;
        self.trouble = None;
        self.visited = None;
        self.family = None;
        self.pane = Pane::Findings;
        self.panel = None;
        self.aim(None);
    }

    /// What is on the desk was checked anew; the selected finding stays selected, and the place where one reads.
    fn renew(&mut self, id: u32, outcomes: &[Shared<Outcome>]) {
        let Some((_, index)) = self.origin.filter(|origin| origin.0 == id) else { return };
        let Some(new) = outcomes.get(index).or(outcomes.first()) else { return };
        if let Some(reason) = &new.report.unreadable {
            self.trouble = Some(Trouble::new(&new.report.file, reason));
            return;
        }
        let sought = self.sought.take();
        let before = self.finding().map(|finding| finding.id.clone());
        let wanted = sought.as_ref().or(before.as_ref());
        let same = wanted.and_then(|id| new.report.findings.iter().position(|finding| finding.id == *id));
        if sought.is_some() || same.is_none() {
            self.visited = None;
        }
        self.report = Some(new.clone());
        let shown = self.shown();
        let wanted = same.or(self.selected).unwrap_or(0);
        self.selected = shown.iter().rfind(|&&other| other <= wanted).or(shown.first()).copied();
        if sought.is_some() {
            self.aim(Some(Side::Finding));
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut Profile)) {
        let mut profile = (*self.profile).clone();
        change(&mut profile);
        self.profile = Rc::new(profile);
    }

    fn aim(&mut self, focus: Option<Side>) {
        self.aim = Aim { serial: self.aim.serial.wrapping_add(1), focus, number: None };
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
            // What is checked anew stays to be seen.
            let open = |item: &&mut Item| item.id == id && !matches!(item.progress, Progress::Answered(_));
            if let Some(item) = state.batch.iter_mut().find(open) {
                item.progress = Progress::Checking;
            }
        }
        Action::Answered(id, outcomes) => {
            let alone = state.batch.len() == 1;
            let outcomes: Vec<_> = outcomes.into_iter().map(Shared::new).collect();
            let item = state.batch.iter_mut().find(|item| item.id == id);
            let before = item.map(|item| std::mem::replace(&mut item.progress, Progress::Answered(outcomes.clone())));
            match (before, &outcomes[..]) {
                (None | Some(Progress::Answered(_)), _) => state.renew(id, &outcomes),
                (_, [only]) if alone => match &only.report.unreadable {
                    Some(reason) => state.trouble = Some(Trouble::new(&only.report.file, reason)),
                    None => state.put_on_desk(only.clone(), (id, 0)),
                },
                (_, [_, _, ..]) if alone => state.panel = Some(Panel::Files),
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
            if let Some(Item { id, progress: Progress::Answered(outcomes), .. }) = state.batch.get(item)
                && let Some(outcome) = outcomes.get(report).cloned()
                && outcome.report.unreadable.is_none()
            {
                state.put_on_desk(outcome, (*id, report));
            }
        }
        Action::Nothing => {
            let say = |word: Bilingual| word.get(state.language()).to_owned();
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
                Spot::Span(_) | Spot::Number(_) => View::Manuscript,
            };
            state.visited = Some(spot);
            state.aim(Some(Side::Place));
        }
        Action::Crossed(side) => {
            // Who came from the list of numbers goes back to it.
            let number = match state.visited {
                Some(Spot::Number(number)) if side == Side::Finding => Some(number),
                _ => None,
            };
            if state.selected.is_some() || number.is_some() {
                if side == Side::Finding {
                    state.visited = None;
                } else if let Some(finding) = state.finding() {
                    state.view = state.view_with(&finding.cells, finding.spans.len());
                }
                state.aim(Some(side));
                state.aim.number = number;
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
            state.aim = Aim { serial: state.aim.serial.wrapping_add(1), ..Aim::default() };
        }
        Action::Turned(pane) => state.pane = pane,
        Action::LettersOff(off) => state.letters_off = off,
        Action::Keeping(items) => {
            state.last_year.extend(items.into_iter().map(|(id, name)| Past { id, name, read: None }));
            state.trouble = None;
            state.panel = Some(Panel::LastYear);
        }
        Action::Kept(id, reports, unread) => {
            let trouble = |report: &Report| Some(Trouble::new(&report.file, report.unreadable.as_ref()?));
            if let Some(past) = state.last_year.iter_mut().find(|past| past.id == id) {
                past.read = Some((reports, unread.iter().filter_map(trouble).collect()));
            }
        }
        Action::Forgotten(id) => state.last_year.retain(|past| past.id != id),
        Action::Set(profile) => state.profile = Rc::new(profile),
        Action::Unkept => state.unkept = true,
        Action::Dismissed(id, reason) => {
            // The next one takes its place.
            let shown = state.shown();
            let at = state.selected.and_then(|selected| shown.iter().position(|&i| i == selected));
            let next = at.and_then(|at| shown.get(at + 1).or(at.checked_sub(1).map(|at| &shown[at])));
            let next = state.report.as_ref().zip(next).map(|(report, &next)| report.report.findings[next].id.clone());
            state.sought = Some(next.unwrap_or_default());
            if !state.profile.dismisses(&id) {
                state.set(|profile| profile.dismissed.push(Dismissed { id, reason }));
            }
        }
        Action::Restored(id) => {
            state.set(|profile| profile.dismissed.retain(|dismissed| dismissed.id != id));
            // Where something lies over the page, the focus stays there.
            state.sought = if state.panel.is_none() { Some(id) } else { None };
        }
        Action::Imported(file, Ok(profile)) => {
            state.imported = Some((file, std::mem::replace(&mut state.profile, Rc::new(profile))));
            state.trouble = None;
            state.panel = Some(Panel::Settings);
        }
        Action::Imported(file, Err(message)) => {
            let (message, advice) = (message.render(state.language()), words::SETTINGS_KEPT.get(state.language()));
            state.trouble = Some(Trouble { file, message, advice: advice.to_owned() });
            // The sentence would stand behind anything else.
            state.panel = state.panel.filter(|panel| *panel == Panel::Settings);
        }
        Action::Reverted => {
            if let Some((_, before)) = state.imported.take() {
                state.profile = before;
            }
        }
        Action::Raised(panel) => state.panel = Some(panel),
        Action::Lowered => {
            state.panel = None;
            state.imported = None;
        }
    }
    state
}

impl Trouble {
    fn new(file: &str, reason: &Unreadable) -> Self {
        Self { file: file.to_owned(), message: reason.message.clone(), advice: reason.advice.clone() }
    }
}

#[cfg(test)]
mod tests;
