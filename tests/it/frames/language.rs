//! The language of frames: `tests/frames/README.md` tells it.

use std::ops::Range;

use super::{
    reports::{self, Report},
    shown::{Shown, Style},
    sum::{Number, Sum},
};
use crate::sample::Sample;

/// Prose with slots.
pub struct Frame {
    /// The heading it stands under.
    pub shape: String,
    /// As written.
    pub line: String,
    /// Its paragraphs, each with the index of its section; `None` before the first.
    paragraphs: Vec<(Option<usize>, Vec<Piece>)>,
    locals: Vec<(String, bool, Sum)>,
    sets: Vec<(String, u64)>,
    breaks: Vec<Vec<(String, i64)>>,
    only: Vec<String>,
    zeros: bool,
}

enum Piece {
    Text(String),
    /// `{@year}`
    Name(String),
    /// `[增长>下降]`
    Word(String, String),
    Slot(Slot),
}

struct Slot {
    sum: Sum,
    style: Style,
    bound: Option<(Bound, Sum)>,
    checkable: bool,
}

/// What a number has to keep to, where it is not told exactly by others.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    AtMost,
    AtLeast,
    MultipleOf,
}

/// A frame filled from a report.
pub struct Filled {
    pub sample: Sample,
    /// The paragraphs as written.
    pub paragraphs: Vec<String>,
    pub changes: Vec<Change>,
}

/// A number or a word written otherwise, or cells changed under a statement.
#[derive(Clone, Debug)]
pub struct Change {
    pub from: String,
    pub to: String,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub enum Kind {
    /// Other characters in a paragraph.
    Prose { paragraph: usize, range: Range<usize> },
    /// Other figures in the table.
    Cells(Vec<(String, i64)>),
}

/// At most so many changes of one number.
const CHANGES: usize = 3;

/// The frames of a document.
pub fn frames(document: &str) -> Vec<Frame> {
    let mut shape = String::new();
    let mut frames = Vec::new();
    for line in document.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            shape = heading.trim().to_owned();
        } else if let Some(line) = line.strip_prefix("- ") {
            frames.push(Frame::parse(&shape, line));
        }
    }
    frames
}

fn section(number: &str) -> Option<Option<usize>> {
    let all = ["首", "一", "二", "三", "四", "五", "六"];
    all.iter().position(|known| *known == number).map(|index| index.checked_sub(1))
}

impl Frame {
    fn parse(shape: &str, line: &str) -> Self {
        let (head, text) = line.split_once(" | ").unwrap_or_else(|| panic!("no ` | ` in {line}"));
        let mut words = head.split_whitespace();
        let mut current = words.next().and_then(section).unwrap_or_else(|| panic!("no section: {line}"));
        let mut frame = Self {
            shape: shape.to_owned(),
            line: line.to_owned(),
            paragraphs: Vec::new(),
            locals: Vec::new(),
            sets: Vec::new(),
            breaks: Vec::new(),
            only: Vec::new(),
            zeros: false,
        };
        for word in words {
            if word == "zeros" {
                frame.zeros = true;
            } else if let Some(names) = word.strip_prefix("only:") {
                frame.only = names.split(',').map(str::to_owned).collect();
            } else if let Some(set) = word.strip_prefix("set:") {
                let (key, value) = set.split_once('=').expect(line);
                frame.sets.push((key.to_owned(), value.parse().expect(line)));
            } else if let Some(deltas) = word.strip_prefix("break:") {
                let delta = |text: &str| {
                    let sign = text.find(['+', '-']).expect(line);
                    (reports::key(&text[..sign]), text[sign..].parse().expect(line))
                };
                frame.breaks.push(deltas.split(',').map(delta).collect());
            } else if let Some((name, sum)) = word.split_once('~') {
                frame.locals.push((name.to_owned(), true, Sum::parse(sum)));
            } else if let Some((name, sum)) = word.split_once('=') {
                frame.locals.push((name.to_owned(), false, Sum::parse(sum)));
            } else {
                panic!("what is {word}: {line}");
            }
        }
        for paragraph in text.split('⏎') {
            let mut paragraph = paragraph.trim();
            if let Some((number, rest)) = paragraph.split_once(' ')
                && let Some(section) = section(number)
            {
                (current, paragraph) = (section, rest);
            }
            frame.paragraphs.push((current, pieces(paragraph)));
        }
        frame
    }

    /// The frame with a report's figures; `None` where it does not fit the report.
    pub fn fill(&self, report: &Report) -> Option<Filled> {
        if !self.only.is_empty() && !self.only.iter().any(|name| name == report.name) {
            return None;
        }
        let mut sample = report.sample.clone();
        for (short, value) in &self.sets {
            let key = match short.as_str() {
                "requests" => short.clone(),
                "review" | "direct" | "after" => key_of_dispute(short),
                _ => reports::key(short),
            };
            let inside = |cell: &String| match short.strip_prefix('*') {
                Some(end) => cell.ends_with(end),
                None => *cell == key || cell.starts_with(&format!("{key}.")),
            };
            let cells: Vec<String> = sample.cells.keys().filter(|cell| inside(cell)).cloned().collect();
            assert!(!cells.is_empty(), "no cell {short}: {}", self.line);
            cells.iter().for_each(|cell| sample.set(cell, *value));
        }
        if !reports::close(&mut sample) {
            return None;
        }
        let mut locals: Vec<(String, Number)> = Vec::new();
        for (name, rounded, sum) in &self.locals {
            let value = sum.value(&|name| self.look_up(&sample, &locals, name))?;
            locals.push((name.clone(), if *rounded { Number::whole(value.round()) } else { value }));
        }
        let mut paragraphs = Vec::new();
        let mut changes = Vec::new();
        let mut turn = self.line.bytes().map(usize::from).sum::<usize>();
        for (number, (section, pieces)) in self.paragraphs.iter().enumerate() {
            let mut text = String::new();
            for piece in pieces {
                let start = text.len();
                let mut change = |text: &str, to: String| {
                    let kind = Kind::Prose { paragraph: number, range: start..text.len() };
                    changes.push(Change { from: text[start..].to_owned(), to, kind });
                };
                match piece {
                    Piece::Text(words) => text.push_str(words),
                    Piece::Name(name) => text.push_str(&named(report, name)),
                    Piece::Word(from, to) => {
                        text.push_str(from);
                        change(&text, to.clone());
                    }
                    Piece::Slot(slot) => {
                        let value = slot.sum.value(&|name| self.look_up(&sample, &locals, name))?;
                        if value.is_zero() && !self.zeros || value.is_negative() && slot.style.is_exact() {
                            return None;
                        }
                        let shown = Shown::new(value, slot.style)?;
                        text.push_str(&shown.text());
                        turn += 1;
                        for wrong in self.wrong(slot, shown, turn, &sample, &locals) {
                            change(&text, wrong.text());
                        }
                    }
                }
            }
            if let Some(section) = section {
                let section = sample.sections.iter_mut().find(|own| own.index == *section).expect("a section");
                // What the sample says of fees there may not be what the frame says.
                if section.index == 5 && !paragraphs.iter().any(|text| section.prose.contains(text)) {
                    section.prose.clear();
                }
                section.prose.push(text.clone());
            } else {
                sample.opening.push(text.clone());
            }
            paragraphs.push(text);
        }
        for deltas in &self.breaks {
            let written = deltas.iter().map(|(key, delta)| format!("{key} {delta:+}")).collect::<Vec<_>>().join(", ");
            changes.push(Change { from: "cells".to_owned(), to: written, kind: Kind::Cells(deltas.clone()) });
        }
        Some(Filled { sample, paragraphs, changes })
    }

    /// Whether any of its numbers is a cell's.
    pub fn rests_on_cells(&self) -> bool {
        let is_cell = |name: &&str| !self.locals.iter().any(|(local, ..)| local == name);
        let slots = self.paragraphs.iter().flat_map(|(_, pieces)| pieces).filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(&slot.sum),
            _ => None,
        });
        let sums = slots.chain(self.locals.iter().map(|(_, _, sum)| sum));
        !self.breaks.is_empty() || sums.flat_map(Sum::names).any(|name| is_cell(&name))
    }

    fn look_up(&self, sample: &Sample, locals: &[(String, Number)], name: &str) -> Number {
        let local = locals.iter().find(|(local, _)| local == name).map(|(_, value)| *value);
        local
            .or_else(|| reports::figure(&sample.cells, name))
            .unwrap_or_else(|| panic!("what is {name}: {}", self.line))
    }

    /// What may stand in a slot so that a careful reader sees it is wrong.
    fn wrong(
        &self,
        slot: &Slot,
        shown: Shown,
        turn: usize,
        sample: &Sample,
        locals: &[(String, Number)],
    ) -> Vec<Shown> {
        if !slot.checkable {
            return Vec::new();
        }
        let mut all = shown.changed(turn);
        if let Some((bound, sum)) = &slot.bound {
            let limit = sum.value(&|name| self.look_up(sample, locals, name)).expect("a bound");
            let beside = |step: i128| Some(shown.with(Shown::new(limit, slot.style)?.digits + step));
            match bound {
                Bound::AtMost => all.extend(beside(1)),
                Bound::AtLeast => all.extend(beside(-1).filter(|wrong| wrong.digits >= 0)),
                Bound::MultipleOf => {}
            }
            all.rotate_right(usize::from(*bound != Bound::MultipleOf));
            all.retain(|wrong| match bound {
                Bound::AtMost => (limit - wrong.number()).is_negative(),
                Bound::AtLeast => (wrong.number() - limit).is_negative(),
                Bound::MultipleOf => (wrong.number() / limit).is_some_and(|times| times.as_whole().is_none()),
            });
        } else if let Sum::Name(name) = &slot.sum
            && locals.iter().any(|(local, _)| local == name)
        {
            all.retain(|wrong| self.contradicts(slot, name, *wrong, sample, locals));
        }
        // What is true of another quantity of its kind may be what was meant.
        const KINDS: [&[&str]; 2] = [&["new", "all", "total"], &["review", "direct", "after", "suit", "cases"]];
        for kind in KINDS.into_iter().filter(|kind| slot.sum.names().iter().any(|name| kind.contains(name))) {
            let figures: Vec<_> = kind.iter().map(|name| reports::figure(&sample.cells, name)).collect();
            all.retain(|wrong| !figures.contains(&Some(wrong.number())));
        }
        let mut seen: Vec<i128> = Vec::new();
        all.retain(|wrong| {
            let new = !seen.contains(&wrong.digits);
            seen.push(wrong.digits);
            new && *wrong != shown
        });
        all.truncate(CHANGES);
        all
    }

    /// Whether another number of the frame would have to be another one if a local number were what is written.
    fn contradicts(&self, own: &Slot, name: &str, wrong: Shown, sample: &Sample, locals: &[(String, Number)]) -> bool {
        let changed: Vec<(String, Number)> = locals
            .iter()
            .map(|(local, value)| (local.clone(), if local == name { wrong.number() } else { *value }))
            .collect();
        self.paragraphs.iter().flat_map(|(_, pieces)| pieces).any(|piece| match piece {
            Piece::Slot(slot) if !std::ptr::eq(slot, own) && slot.sum.names().contains(&name) => {
                let value = |locals: &[(String, Number)]| slot.sum.value(&|name| self.look_up(sample, locals, name));
                let shown = value(locals).and_then(|value| Shown::new(value, slot.style));
                !own.style.is_exact() || !value(&changed).is_some_and(|value| shown.is_some_and(|s| s.allows(value)))
            }
            _ => false,
        })
    }
}

fn key_of_dispute(short: &str) -> String {
    reports::key(&format!("{short}.total")).trim_end_matches(".total").to_owned()
}

fn named(report: &Report, name: &str) -> String {
    match name {
        "body" => report.body.to_owned(),
        "we" => report.words[0].to_owned(),
        "all" => report.words[1].to_owned(),
        "office" => report.words[2].to_owned(),
        "year" => report.year.to_string(),
        "last" => (report.year - 1).to_string(),
        "next" => (report.year + 1).to_string(),
        _ => panic!("what is @{name}"),
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '[']) {
        pieces.push(Piece::Text(rest[..start].to_owned()));
        let close = if rest[start..].starts_with('{') { '}' } else { ']' };
        let end = start + rest[start..].find(close).unwrap_or_else(|| panic!("not closed: {text}"));
        let inner = &rest[start + 1..end];
        pieces.push(match inner.strip_prefix('@') {
            _ if close == ']' => {
                let (from, to) = inner.split_once('>').unwrap_or_else(|| panic!("[from>to]: {text}"));
                Piece::Word(from.to_owned(), to.to_owned())
            }
            Some(name) => Piece::Name(name.to_owned()),
            None => Piece::Slot(slot(inner)),
        });
        rest = &rest[end + 1..];
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces
}

fn slot(text: &str) -> Slot {
    let checkable = !text.starts_with('?');
    let text = text.trim_start_matches('?');
    let (sum, style) = text.split_once(':').unwrap_or((text, ""));
    let style = if style.is_empty() { Style::Plain } else { Style::parse(style) };
    let bounds = [(" <= ", Bound::AtMost), (" >= ", Bound::AtLeast), (" mod ", Bound::MultipleOf)];
    let bound = bounds.into_iter().find_map(|(sign, bound)| Some((bound, sum.split_once(sign)?)));
    match bound {
        Some((bound, (sum, limit))) => {
            Slot { sum: Sum::parse(sum), style, bound: Some((bound, Sum::parse(limit))), checkable }
        }
        None => Slot { sum: Sum::parse(sum), style, bound: None, checkable },
    }
}

#[test]
fn only_what_a_reader_can_tell_is_changed() {
    let bureau = reports::reports().into_iter().find(|report| report.name == "bureau").unwrap();
    let changes = |line: &str| -> Option<(String, Vec<String>)> {
        let filled = Frame::parse("", line).fill(&bureau)?;
        let changes = filled.changes.iter().map(|change| format!("{} {}", change.from, change.to)).collect();
        Some((filled.paragraphs.join("|"), changes))
    };
    for (line, text, want) in [
        // A cell tells.
        ("三 | 共{new}件。", "共67件。", vec!["67 68", "67 64", "67 76"]),
        // All that was newly received or carried in; 67 newly received would be as right.
        ("三 | 受理{all}件。", "受理70件。", vec!["70 71", "70 700", "70 73"]),
        // Nothing tells.
        ("二 a=12 | 开会{a}次，培训{?new}次。", "开会12次，培训67次。", vec![]),
        // The other number tells.
        (
            "二 a=3 | {a}件，每件{?10}元，{a*10}元。",
            "3件，每件10元，30元。",
            vec!["3 4", "3 6", "3 30", "30 31", "30 60", "30 300"],
        ),
        // Only more than all of them is wrong.
        ("二 a=30 n=50 | {n >= a}条，其中{a <= n}条。", "50条，其中30条。", vec!["50 29", "30 51", "30 60", "30 300"]),
        // 250 of 501 is 50 % as well.
        (
            "二 a=500 b=250 | {a}件，占{b/a:%0}%。",
            "500件，占50%。",
            vec!["500 530", "500 5000", "50 51", "50 500", "50 53"],
        ),
        ("三 l~new*0.5 | 比{?l}件[增长>下降]。⏎四 完。", "比34件增长。|完。", vec!["增长 下降"]),
    ] {
        let (filled, changes) = changes(line).expect(line);
        let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
        assert_eq!((filled.as_str(), changes), (text, want), "{line}");
    }
    // A zero; more carried in than was dealt with; another report's.
    for line in ["二 set:coercion=0 | {coercion}件。", "三 set:carried_in=900 | 结转。", "三 only:town | 无。"]
    {
        assert!(changes(line).is_none(), "{line}");
    }
}
