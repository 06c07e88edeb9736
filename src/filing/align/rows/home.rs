//! Where in a document a table stands: its labels may also stand in a list before it, in last year's table, or in a
//! summary of all offices below.

use std::{cmp::Ordering, ops::Range};

use super::{Item, Kind, Reader, Target, labels};
use crate::{document::TextId, filing::fold::fold, order::Arrange};

/// What stands above a table's first row, its caption and its headers, which may be in pieces.
const HEADER_ITEMS: usize = 64;
/// A table's caption is no longer, in characters.
const CAPTION: usize = 40;

/// Labels in the order of a form: one copy of a table, or a part of one.
struct Copy {
    /// The first of the occurrences.
    start: usize,
    /// The last.
    end: usize,
    /// The rows, as places in the form's order.
    rows: Vec<usize>,
}

impl Reader<'_> {
    /// The occurrences among which a table's rows stand, which its form has in this order.
    pub(super) fn home(&mut self, table: &'static str, order: &[&'static str]) -> Range<usize> {
        let mut copies: Vec<Copy> = Vec::new();
        for (at, occurrence) in self.found.iter().enumerate() {
            let row = match labels()[occurrence.label].targets[..] {
                [Target::Row(of, key)] if of == table => order.iter().position(|row| *row == key),
                _ => None,
            };
            let Some(row) = row else { continue };
            // A label that stands again at once counts once, however often it does.
            match copies.last_mut().and_then(|copy| Some((copy.rows.last()?.cmp(&row), copy))) {
                Some((Ordering::Equal, copy)) => copy.end = at,
                Some((Ordering::Less, copy)) => {
                    copy.rows.push(row);
                    copy.end = at;
                }
                _ => copies.push(Copy { start: at, end: at, rows: vec![row] }),
            }
        }
        // Rows that changed places are one table: what begins anew repeats most of its rows.
        copies.dedup_by(|next, copy| {
            let again = next.rows.iter().filter(|row| copy.rows.contains(row)).count();
            let one = again * 3 <= next.rows.len().min(copy.rows.len());
            if one {
                copy.rows.append(&mut next.rows);
                copy.end = next.end;
            }
            one
        });
        for copy in &mut copies {
            copy.rows.arrange();
            copy.rows.dedup();
        }
        let most = copies.iter().map(|copy| copy.rows.len()).max().unwrap_or(0);
        let score = |copy: &Copy| {
            let block = self.items[self.found[copy.start].first()].block;
            (
                copy.rows.len() * 2 > most,
                self.in_section(table, block),
                !self.is_other_years(copy.start),
                copy.rows.len(),
            )
        };
        let mut home = 0;
        for at in 1..copies.len() {
            if score(&copies[at]) > score(&copies[home]) {
                home = at;
            }
        }
        // Another year's table is none of this report's: neither what stands above it nor its figures.
        for copy in copies.iter().enumerate().filter(|(at, _)| *at != home).map(|(_, copy)| copy) {
            let Some(caption) = self.caption(copy.start) else { continue };
            let run = self.run(copy.end);
            let end = run.items.last().map_or(run.end, |last| last + 1);
            let above = &self.items[..self.found[copy.start].first()];
            let first = above.iter().rposition(|item| item.span.text == caption).unwrap_or(end);
            self.used[first.min(end)..end].fill(true);
        }
        let start = if home == 0 { 0 } else { copies[home].start };
        start..copies.get(home + 1).map_or(self.found.len(), |next| next.start)
    }

    /// Whether what stands above a table says that it is another year's.
    pub(super) fn is_other_years(&self, at: usize) -> bool {
        self.caption(at).is_some()
    }

    /// What names another year above the headers over a label, in its table or before it: a sheet holds its captions as
    /// rows, and a header on loose lines is in pieces.
    fn caption(&self, at: usize) -> Option<TextId> {
        let first = self.found[at].first();
        let written = |item: &&Item| item.kind != Kind::Blank;
        for item in self.items[..first].iter().rev().filter(written).take(HEADER_ITEMS) {
            if self.names_other_year(self.document.text(item.span.text)) {
                return Some(item.span.text);
            }
            // The table before, a sentence, a heading.
            let ends = matches!(item.kind, Kind::Value | Kind::Prose) && item.span.text != self.items[first].span.text;
            if ends || item.cell.is_none() && self.is_heading(item.block) {
                break;
            }
        }
        None
    }

    fn names_other_year(&self, caption: &str) -> bool {
        let caption = fold(caption);
        let words = ["上年数据", "上年度数据", "上一年", "去年", "上年度报告", "上年情况"];
        let other = || {
            let years = caption.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
            let years: Vec<u16> = years.filter_map(|digits| digits.parse().ok()).collect();
            self.year.is_some_and(|year| !years.is_empty() && years.iter().all(|other| *other < year))
        };
        caption.chars().count() < CAPTION && (words.iter().any(|word| caption.contains(word)) || other())
    }
}
