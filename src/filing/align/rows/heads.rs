//! The order in which a table's columns stand, by the headers above its rows: an author's may not be the form's.

use std::ops::Range;

use super::{Kind, Reader, Target, labels};
use crate::{filing::fold::label_letters, form::Column, order::Arrange};

/// All headers of a table together have fewer letters, in bytes, should they touch.
const LONGEST: usize = 120;
/// Its headers, and the blank cells around them, are no more items.
const MOST_HEADER_ITEMS: usize = 1024;
/// A header under another name has no more letters.
const LONGEST_HEADER: usize = 8;

/// What was looked through: items, for the headers of a table's columns.
pub type Searched = (Range<usize>, &'static str, *const Column);

/// The order of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// The form's, as far as headers tell.
    Form,
    /// Another: for each of the form's columns the place where it stands.
    Other(Vec<usize>),
    /// Another, of which not all is known.
    Unclear,
}

/// The order of headers that stand over ranges of a table's grid columns, each with its place in the form, of `n`.
/// Headers that overlap tell nothing: then the grid itself is wrong.
pub fn order_of(mut headers: Vec<(Range<u32>, usize)>, n: usize) -> Order {
    headers.arrange_by_key(|(range, of)| (range.start, *of));
    if headers.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
        return Order::Form;
    }
    let stands: Vec<usize> = headers.into_iter().map(|(_, of)| of).collect();
    if stands.windows(2).all(|pair| pair[0] < pair[1]) {
        return Order::Form;
    }
    let places: Option<Vec<usize>> = (0..n).map(|of| stands.iter().position(|at| *at == of)).collect();
    places.filter(|_| stands.len() == n).map_or(Order::Unclear, Order::Other)
}

/// The column of whose label letters begin with at least so many, more than with any other's; and with how many.
fn begins(letters: &str, columns: &[Column], least: usize) -> Option<(usize, usize)> {
    let common = |column: &Column| label_letters(column.label).zip(letters.chars()).take_while(|(a, b)| a == b).count();
    let most = columns.iter().map(common).max()?;
    let mut own = (0..columns.len()).filter(|of| common(&columns[*of]) == most);
    own.next().filter(|_| own.next().is_none() && most >= least).map(|of| (of, most))
}

/// The column of whose label a header has the beginning, or which alone has all of the header within its label.
fn shortened(header: &str, columns: &[Column]) -> Option<usize> {
    let mut around = (0..columns.len()).filter(|of| columns[*of].label.contains(header));
    let within = || around.next().filter(|_| around.next().is_none());
    let begun = begins(header, columns, 2).map(|(of, _)| of).or_else(within);
    begun.filter(|_| (2..=LONGEST_HEADER).contains(&header.chars().count()))
}

/// The columns whose labels letters are made of, or the beginnings of labels, in their order: at least so many letters of
/// each, and more than another column's label has in common with what stands there. None if anything else stands there.
fn begun(letters: &str, columns: &[Column], least: usize) -> Vec<usize> {
    let (mut begun, mut rest) = (Vec::new(), letters);
    while !rest.is_empty() {
        let Some((of, most)) = begins(rest, columns, least) else { return Vec::new() };
        begun.push(of);
        rest = &rest[rest.chars().take(most).map(char::len_utf8).sum()..];
    }
    begun
}

impl Reader<'_> {
    /// The column whose whole label begins at an item.
    fn header(&self, item: usize, table: &str, columns: &[Column]) -> Option<usize> {
        self.column(self.start(item)?, table, columns)
    }

    /// The column whose whole label stands at an occurrence.
    fn column(&self, at: usize, table: &str, columns: &[Column]) -> Option<usize> {
        let of = |target: &Target| match target {
            Target::Column(of, key) if *of == table => columns.iter().position(|column| column.key == *key),
            _ => None,
        };
        labels()[self.found[at].label].targets.iter().find_map(of)
    }

    /// How often a header is followed on its line by one that stands before it in the form, or on the next one where
    /// each has a line of its own. Headers of which only the beginning is whole count as well: the ends of lines and
    /// cells break the rest off. Where they are written downwards, a line holds the first letters of several.
    pub(super) fn falls(&self, items: Range<usize>, table: &str, columns: &[Column]) -> usize {
        let mut before: Option<(u32, usize)> = None;
        let (mut beside, mut on_lines, mut below) = (false, 0, 0);
        let mut next = items.start;
        for line in self.items[items].chunk_by(|a, b| a.line == b.line) {
            let letters = line.iter().filter(|item| item.label.chars().count() == 1).count();
            let least = if letters < 3 { 2 } else { 1 };
            for item in line {
                next += 1;
                let begun = match self.header(next - 1, table, columns) {
                    Some(of) => vec![of],
                    None if item.label.len() < LONGEST => begun(&item.label, columns, least),
                    None => continue,
                };
                // Headers that share a cell are mixed line by line.
                if begun.len() > 1 && item.cell.is_some() {
                    continue;
                }
                // The total stands a line above the others, beside whatever it is drawn with.
                for of in begun.into_iter().filter(|of| of + 1 < columns.len()) {
                    if let Some((line, last)) = before.replace((item.line, of)) {
                        let count = if line == item.line { &mut on_lines } else { &mut below };
                        *count += usize::from(last > of);
                        beside |= line == item.line;
                    }
                }
            }
        }
        if beside { on_lines } else { below }
    }

    /// Whether between two headers of a row more others stand, under whatever names, than the form has there: cells, or
    /// as many words on a line as there are columns.
    fn intrudes(&self, items: Range<usize>, table: &str, columns: &[Column]) -> bool {
        let mut next = items.start;
        self.items[items].chunk_by(|a, b| a.line == b.line).any(|line| {
            let (mut before, mut others) = (columns.len(), 0);
            line.iter().any(|item| {
                next += 1;
                if item.kind != Kind::Words || item.cell.is_none() && line.len() != columns.len() {
                    return false;
                }
                let named = || shortened(&item.label, columns);
                let of = self.header(next - 1, table, columns).or_else(named);
                let Some(of) = of else {
                    // The end of a header that two cells share is none.
                    let ends = columns.get(before).is_some_and(|column| column.label.contains(&item.label));
                    others += usize::from(!ends && self.start(next - 1).is_none());
                    return false;
                };
                let first = before + 1 >= columns.len();
                let wrong = !first && (of < before || others > (of - before).saturating_sub(1));
                (before, others) = (of, 0);
                wrong
            })
        })
    }

    /// Whether headers, or what stands among them, show that the columns may not be the form's. Most rows of a table have
    /// the same headers above them.
    fn contradict(&self, items: Range<usize>, table: &'static str, columns: &'static [Column]) -> bool {
        let asked = (items.clone(), table, columns.as_ptr());
        match &*self.contradicted.borrow() {
            Some((known, answer)) if *known == asked => return *answer,
            _ => {}
        }
        let answer = self.falls(items.clone(), table, columns) > 0 || self.intrudes(items, table, columns);
        self.contradicted.replace(Some((asked, answer)));
        answer
    }

    /// The order of a table's columns over the row whose label is the occurrence `at`.
    pub(super) fn order(&self, table: &'static str, columns: &'static [Column], at: usize) -> Order {
        let of = |i: usize| self.column(i, table, columns);
        let is_row = |target: &Target| matches!(target, Target::Row(..));
        let targets = |i: usize| &labels()[self.found[i].label].targets;
        let line = |i: usize| self.items[self.found[i].last()].line;
        // The headers end with the last label above that is surely one, and begin behind the row before that.
        let surely = |i: &usize| of(*i).is_some() && !targets(*i).iter().any(is_row);
        let is_only_row = |i: &usize| targets(*i).iter().all(is_row);
        // Where none is whole, their beginnings stand above the table's first row.
        let end = (0..at).rev().find(surely);
        let stop = match end {
            Some(end) => (end..at).find(|i| line(*i) > line(end) && is_only_row(i)).unwrap_or(at),
            None => self.home.clone().find(|i| self.row(table, *i).is_some()).unwrap_or(at),
        };
        let start = (0..end.unwrap_or(stop)).rev().find(is_only_row).map_or(0, |row| row + 1);
        let from = start.checked_sub(1).map_or(0, |before| self.found[before].last() + 1);
        // A label that only resembles one may stand between the pieces of another.
        let behind = self.found[stop].first().max(from);
        let from = from.max(behind.saturating_sub(MOST_HEADER_ITEMS));
        let contradicts = || self.contradict(from..behind, table, columns);
        let Some(end) = end else { return if contradicts() { Order::Unclear } else { Order::Form } };
        let headers = (start..stop).filter_map(|i| Some((i, of(i)?)));
        let headers: Vec<(usize, usize)> = headers.collect();
        let cell = |i: usize| self.items[self.found[i].last()].cell;
        let ranges = headers.iter().map(|(i, of)| cell(*i).map(|cell| (cell.column..cell.column_end, *of)));
        if let Some(ranges) = ranges.collect::<Option<Vec<_>>>() {
            // What stands behind the last column is none of the form's, so the cells before it are not all of them.
            let ends = headers.iter().any(|(_, of)| of + 1 == columns.len());
            let reach = ranges.iter().map(|(range, _)| range.end).max().unwrap_or(0);
            let last = &self.items[self.found[end].last()];
            let beyond = self.items[..self.found[at].first()].iter().rev().take_while(|item| item.block == last.block);
            let more = beyond
                .filter(|item| item.line <= last.line && !item.label.is_empty())
                .any(|item| item.cell.is_some_and(|cell| cell.column >= reach));
            return match order_of(ranges, columns.len()) {
                Order::Form if headers.len() < columns.len() && (ends && more || contradicts()) => Order::Unclear,
                order => order,
            };
        }
        // On a line of text they follow each other; which figures are whose can then not be told.
        let falling = |pair: &[(usize, usize)]| line(pair[0].0) == line(pair[1].0) && pair[0].1 > pair[1].1;
        if headers.windows(2).any(falling) || contradicts() { Order::Unclear } else { Order::Form }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_the_order() {
        let order = |headers: &[(u32, usize)]| {
            order_of(headers.iter().map(|(column, of)| (*column..column + 1, *of)).collect(), 3)
        };
        assert_eq!(order(&[(3, 0), (4, 1), (5, 2)]), Order::Form);
        assert_eq!(order(&[(3, 0), (5, 2)]), Order::Form);
        assert_eq!(order(&[(4, 0), (3, 2), (5, 1)]), Order::Other(vec![1, 2, 0]));
        assert_eq!(order(&[(4, 0), (3, 2)]), Order::Unclear);
        assert_eq!(order_of(vec![(3..5, 2), (4..6, 0)], 3), Order::Form);
    }

    #[test]
    fn other_names_tell_the_column_by_a_part_of_its_own() {
        let form = crate::forms::form(crate::form::Edition::E2021).expect("the edition has a form");
        let columns = form.tables[1].blocks[0].columns;
        let of = |header: &str| shortened(header, columns);
        for (header, column) in [("企业", 1), ("科研单位", 2), ("公益组织", 3), ("社会组织", 3), ("法律服务", 4)]
        {
            assert_eq!(of(header), Some(column), "{header}");
        }
        for header in ["机构", "他", "", "公民", "法人或其他组织", "其他需要报告的事项"] {
            assert_eq!(of(header), None, "{header}");
        }
    }
}
