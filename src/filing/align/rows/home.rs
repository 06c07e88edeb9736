//! Where in a document a table stands: its labels may also stand in a list before it, in last year's table, or in a
//! summary of all offices below.

use std::{cmp::Ordering, ops::Range};

use super::{Kind, Occurrence, Reader, Target, labels};
use crate::{
    filing::fold::{fold, fold_char, holds_any},
    order::Arrange,
};

/// At most so many items stand above a table's first row: its caption and its headers, which may be in pieces.
const HEADER_ITEMS: usize = 64;
/// A row has no more figures.
const MOST_COLUMNS: usize = 7;
/// A table has fewer labels.
const MOST_LABELS: usize = 256;
/// A table's caption is no longer, in bytes.
const CAPTION: usize = 120;

/// Labels in the order of a form: one copy of a table, or a part of one.
struct Copy {
    /// The first of the occurrences.
    start: usize,
    /// The last of them.
    end: usize,
    /// The rows, as places in the form's order.
    rows: Vec<usize>,
}

impl Reader<'_> {
    /// The occurrences among which a table's rows stand, which its form has in this order.
    pub(super) fn home(&mut self, table: &'static str, order: &[&'static str]) -> Range<usize> {
        let copies = self.copies(table, order);
        let most = copies.iter().map(|copy| copy.rows.len()).max().unwrap_or(0);
        let likely = |copy: &Copy| {
            let block = self.items[self.found[copy.start].first()].block;
            (copy.rows.len() * 2 > most, self.in_section(table, block), !self.is_other_years(copy.start))
        };
        let score = |copy: &Copy| (likely(copy), copy.rows.len());
        let mut home = 0;
        for at in 1..copies.len() {
            if score(&copies[at]) > score(&copies[home]) {
                home = at;
            }
        }
        let others = || copies.iter().enumerate().filter(|(at, _)| *at != home).map(|(_, copy)| copy);
        // A few of the rows may be a list of something else.
        let whole = |copy: &Copy| copy.rows.len() * 2 > order.len() && copy.rows.len() * 8 > most * 7;
        let rival = |copy: &&Copy| {
            whole(copy) && likely(copy) == likely(&copies[home]) && self.differ(table, order, &copies[home], copy)
        };
        // A table many times over is no report's.
        if let Some(rival) = others().take(8).find(rival) {
            let label = |copy: &Copy| self.items[self.found[copy.start].first()].span;
            self.rivals.push((table, [label(&copies[home]), label(rival)]));
        }
        for copy in others() {
            self.set_aside(table, copy);
        }
        let start = if home == 0 { 0 } else { copies[home].start };
        start..copies.get(home + 1).map_or(self.found.len(), |next| next.start)
    }

    /// The copies of a table.
    fn copies(&self, table: &str, order: &[&str]) -> Vec<Copy> {
        let mut copies: Vec<Copy> = Vec::new();
        for at in 0..self.found.len() {
            let Some(row) = self.row(table, at).and_then(|key| order.iter().position(|row| *row == key)) else {
                continue;
            };
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
        copies
    }

    /// The row of a table that a label stands for, if for nothing else.
    pub(super) fn row(&self, table: &str, at: usize) -> Option<&'static str> {
        match labels()[self.found[at].label].targets[..] {
            [Target::Row(of, key)] if of == table => Some(key),
            _ => None,
        }
    }

    /// Whether some row has as many figures in both copies, and others.
    fn differ(&self, table: &str, order: &[&str], one: &Copy, other: &Copy) -> bool {
        let figures = |copy: &Copy, key: &str| -> Option<Vec<String>> {
            let at = (copy.start..=copy.end).take(MOST_LABELS).find(|at| self.row(table, *at) == Some(key))?;
            let figures = self.run(at).items.into_iter().filter(|&i| self.items[i].kind == Kind::Value);
            let plain = |i: usize| fold(self.document.slice(self.items[i].span)).replace(',', "");
            Some(figures.take(MOST_COLUMNS + 1).map(plain).collect())
        };
        order.iter().any(|key| {
            let pair = figures(one, key).zip(figures(other, key));
            pair.is_some_and(|(one, other)| one.len() == other.len() && one != other)
        })
    }

    /// Another year's table is none of this report's: neither what stands above it nor the figures of its rows.
    fn set_aside(&mut self, table: &str, copy: &Copy) {
        let Some(caption) = self.caption(copy.start) else { return };
        self.used[caption] = true;
        let row = |target: &Target| matches!(target, Target::Row(of, _) if *of == table);
        for at in copy.start..=copy.end {
            if labels()[self.found[at].label].targets.iter().any(row) {
                self.run(at).items.into_iter().take(MOST_COLUMNS).for_each(|item| self.used[item] = true);
            }
        }
    }

    /// Whether what stands above a table says that it is another year's.
    pub(super) fn is_other_years(&self, at: usize) -> bool {
        self.caption(at).is_some()
    }

    /// The item that names another year above the headers over a label, in its table or before it: a sheet holds its
    /// captions as rows, and a header on loose lines is in pieces.
    fn caption(&self, at: usize) -> Option<usize> {
        let first = self.found[at].first();
        let text = |i: usize| self.document.text(self.items[i].span.text);
        let written = |i: &usize| self.items[*i].kind != Kind::Blank;
        let mut caption = None;
        for i in (0..first).rev().filter(written).take(HEADER_ITEMS) {
            let item = &self.items[i];
            let label = self.found.binary_search_by_key(&i, Occurrence::first).is_ok();
            // Of the captions of tables side by side the first is this one's.
            // A figure is no year: 1199.
            if !label
                && item.kind != Kind::Value
                && let Some(other) = self.names_year(text(i))
            {
                caption = Some((i, other));
                continue;
            }
            // The table before, a sentence, a heading.
            let ends = matches!(item.kind, Kind::Value | Kind::Prose) && item.span.text != self.items[first].span.text;
            if caption.is_some() || ends || item.cell.is_none() && self.is_heading(item.block) {
                break;
            }
        }
        caption.filter(|(_, other)| *other).map(|(i, _)| i)
    }

    /// Whether words are a caption that names a year, and whether it is another one than the report's.
    fn names_year(&self, caption: &str) -> Option<bool> {
        // Nearly nothing that stands above a table does: no 年, and no digit, be it narrow or wide.
        let is_of_years = |byte: u8| byte.is_ascii_digit() || byte >= 0xef;
        if caption.len() > CAPTION || !caption.contains('年') && !caption.bytes().any(is_of_years) {
            return None;
        }
        let years: String = caption.chars().map(|c| fold_char(c).unwrap_or(' ')).collect();
        let years = years.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        let caption = fold(caption);
        let has = |words: &[&str]| holds_any(&caption, words);
        let latest = years.filter_map(|digits| digits.parse().ok()).filter(|year| (1990..2100).contains(year)).max();
        // The form's own headers speak of the year as well.
        if latest.is_none() && has(&["件数", "数量", "金额"]) {
            return None;
        }
        let own = latest.map_or(has(&["本年"]), |latest: u16| self.year == Some(latest));
        let other = latest
            .map_or(has(&["上年", "上一年", "去年"]), |latest| self.year.is_some_and(|year| latest < year));
        // What compares, or is carried over, speaks of this year's table; so does the number of the form's decree.
        let compares = || has(&["结转", "同比", "相比", "比上", "较", "增", "减", "(含", "一致", "号"]);
        (own || other && !compares()).then_some(!own)
    }
}
