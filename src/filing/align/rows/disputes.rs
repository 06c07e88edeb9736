//! The table of disputes: fifteen figures in one row, or three rows of five.

use std::ops::Range;

use super::{
    Doubt, Kind, Name, Occurrence, Reader, Run, Target,
    heads::{Order, order_of},
    labels, lost, read_item, table,
};
use crate::{
    filing::{CellFound, quantity::Reading},
    form::{Column, Edition, FormBlock, Unit},
    order::Arrange,
};

impl Reader<'_> {
    /// Reads the table of disputes: fifteen figures in one row, or three rows of five.
    pub fn read_disputes(&mut self) {
        let block: &'static FormBlock = &table("disputes", Edition::E2021).blocks[0];
        let rows: Vec<&'static str> = block.rows.iter().map(|row| row.key).collect();
        // No row of it has a label that could stand elsewhere.
        self.home = 0..self.found.len();
        if self.upright_disputes(block) || self.turned_disputes(block) {
            return;
        }
        let cells: Vec<(&'static str, &'static Column)> =
            rows.iter().flat_map(|row| block.columns.iter().map(move |column| (*row, column))).collect();
        let mut doubt = false;
        let taken = self.disputes_in_table(cells.len(), &mut doubt).or_else(|| self.disputes_in_lines(cells.len()));
        // A table with its headers whose figures are nowhere to be made out is there all the same.
        let headers: Vec<usize> = self
            .dispute_headers()
            .map(|i| self.found[i].last())
            .filter(|&i| self.items[i].cell.is_some())
            .map(|i| self.items[i].block)
            .collect();
        let figures = self.items.iter().any(|item| item.kind == Kind::Value && headers.contains(&item.block));
        let headed = (headers.len() >= 6).then(|| lost_or_blank(figures, cells.len()));
        let Some(taken) = taken.or(headed) else { return };
        for ((row, column), item) in cells.iter().zip(taken) {
            let cell = match item {
                Found::Item(i) => {
                    self.used[i] = true;
                    read_item(self.document, &self.items[i], Unit::Count)
                }
                Found::Blank => CellFound { reading: Reading::Blank, span: None },
                Found::Lost => lost(None),
            };
            let name = Name("disputes", row, column.key);
            self.cells.insert(name, cell);
            if doubt {
                self.doubtful.push((name, Doubt::Row));
            }
        }
        for row in rows {
            let at = self
                .occurrences(&Target::Row("disputes", row))
                .find(|&at| self.in_section("disputes", self.items[self.found[at].first()].block));
            let at = at.or_else(|| self.occurrences(&Target::Row("disputes", row)).next());
            self.chosen.insert(("disputes", row), at);
        }
    }

    /// Three rows of five, the groups down the side.
    fn upright_disputes(&mut self, block: &'static FormBlock) -> bool {
        let mut rows = Vec::new();
        for row in block.rows {
            let Some((at, run)) = self
                .occurrences(&Target::Row("disputes", row.key))
                .take(64)
                .map(|at| (at, self.run(at)))
                .find(|(at, run)| {
                    let line = self.items[self.found[*at].last()].line;
                    run.items.len() == block.columns.len()
                        && run.items.iter().all(|&i| self.items[i].line == line && self.items[i].kind != Kind::Words)
                })
            else {
                return false;
            };
            rows.push((row.key, at, run));
        }
        for (key, at, run) in rows {
            self.assign("disputes", key, block.columns, at, &run);
            self.chosen.insert(("disputes", key), Some(at));
        }
        true
    }

    /// Five rows of three, the outcomes down the side.
    fn turned_disputes(&mut self, block: &'static FormBlock) -> bool {
        let mut rows = Vec::new();
        for column in block.columns {
            let found = self.occurrences(&Target::Column("disputes", column.key)).take(64).find_map(|at| {
                let run = self.run(at);
                let in_section = self.in_section("disputes", self.items[self.found[at].last()].block);
                let figures = run.items.iter().all(|&i| self.items[i].kind != Kind::Words);
                (run.row && in_section && figures && run.items.len() == block.rows.len()).then_some(run)
            });
            match found {
                Some(run) => rows.push((column, run)),
                None => return false,
            }
        }
        let place = |target: &Target| block.rows.iter().position(|row| *target == Target::Row("disputes", row.key));
        let table = self.items[rows[0].1.items[0]].block;
        let order = order_of(self.leaves(table, place), block.rows.len());
        for (column, run) in rows {
            for (at, row) in block.rows.iter().enumerate() {
                let item = match &order {
                    Order::Form => Some(at),
                    Order::Other(places) => Some(places[at]),
                    Order::Unclear => None,
                };
                let cell = item.map(|at| run.items[at]).map_or(lost(None), |item| {
                    self.used[item] = true;
                    read_item(self.document, &self.items[item], column.unit)
                });
                self.cells.insert(Name("disputes", row.key, column.key), cell);
            }
        }
        for row in block.rows {
            let at = self.occurrences(&Target::Row("disputes", row.key)).next();
            self.chosen.insert(("disputes", row.key), at);
        }
        true
    }

    /// The header labels that only the table of disputes has.
    fn dispute_headers(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.found.len()).filter(|&i| {
            labels()[self.found[i].label].targets.iter().any(|t| {
                matches!(t, Target::Row("disputes", _))
                    || matches!(t, Target::Column("disputes", key) if *key != "total")
            })
        })
    }

    /// `doubt` becomes true where only the sums can confirm that the figures are the form's, in order.
    fn disputes_in_table(&mut self, n: usize, doubt: &mut bool) -> Option<Vec<Found>> {
        let mut headers: Vec<usize> =
            self.dispute_headers().filter(|&i| self.items[self.found[i].last()].cell.is_some()).collect();
        let elsewhere = |i: &usize| !self.in_section("disputes", self.items[self.found[*i].first()].block);
        headers.arrange_by_key(elsewhere);
        // No report has that many tables; a hostile page may.
        headers.truncate(256);
        let (others, own): (Vec<usize>, Vec<usize>) = headers.into_iter().partition(|i| self.is_other_years(*i));
        let mut headers = [own, others].concat();
        headers.arrange_by_key(elsewhere);
        let mut seen = Vec::new();
        for header in headers {
            let block = self.items[self.found[header].last()].block;
            if seen.contains(&block) {
                continue;
            }
            seen.push(block);
            // A few labels alone are no such table.
            if self.found.iter().filter(|o| self.items[o.last()].block == block).count() < 4 {
                continue;
            }
            let mut copies = self.dispute_copies(block);
            // A mention of one is no header.
            let most = copies.iter().map(|copy| copy.len()).max().unwrap_or(0);
            copies.retain(|copy| copy.len() * 2 > most);
            let own = copies.iter().find(|copy| !self.is_other_years(copy.start)).or(copies.first());
            let Some(Range { start: first, end }) = own.cloned() else { continue };
            let header_line = self.items[self.found[end - 1].last()].line;
            // What stands behind the next label is another table's.
            let next = self.found[end..].iter().find(|o| self.items[o.first()].line > header_line);
            let rest = self.found[first].last() + 1..next.map_or(self.items.len(), Occurrence::first);
            let behind: Vec<usize> = rest
                .take_while(|&i| self.items[i].block == block)
                .filter(|&i| self.items[i].line > header_line)
                .collect();
            let mut lines = behind.chunk_by(|a, b| self.items[*a].line == self.items[*b].line);
            let written = |line: &&[usize]| line.iter().any(|&i| self.items[i].kind == Kind::Value);
            let row = lines.clone().find(written).or_else(|| lines.find(|line| line.len() >= n));
            let Some(row) = row else { continue };
            // Columns at the left edge that are blank in every row are no cells of the form.
            let written_from = self
                .items
                .iter()
                .filter(|item| item.block == block && item.kind != Kind::Blank)
                .filter_map(|item| item.cell.map(|cell| cell.column))
                .min()
                .unwrap_or(0);
            let row: &Vec<usize> = &row
                .iter()
                .copied()
                .filter(|&i| self.items[i].cell.is_some_and(|cell| cell.column >= written_from))
                .collect();
            // Where no lines were drawn, only the headers tell that no column is missing.
            let whole = row.iter().all(|&i| self.document.texts[self.items[i].span.text.0 as usize].origin.is_whole());
            let order = self.order_of_outcomes(block, n);
            if order == Order::Unclear {
                return Some(lost_or_blank(true, n));
            }
            let ordered = |items: &[usize]| -> Vec<Found> {
                let place = |at| if let Order::Other(places) = &order { places[at] } else { at };
                (0..n).map(|at| Found::Item(items[place(at)])).collect()
            };
            if row.len() == n && whole {
                return Some(ordered(row));
            }
            if let Some(items) = self.disputes_by_headers(block, row, n) {
                return Some(items);
            }
            let values: Vec<usize> = row.iter().copied().filter(|&i| self.items[i].kind != Kind::Blank).collect();
            if !whole {
                *doubt = values.len() == n;
                return Some(if *doubt { ordered(&values) } else { lost_or_blank(true, n) });
            }
            // One cell a row.
            if row.len() == 1 {
                let loose: Vec<usize> = behind
                    .iter()
                    .copied()
                    .filter(|&i| matches!(self.items[i].kind, Kind::Value | Kind::Blank) && !self.filler[i])
                    .collect();
                return Some(if loose.len() == n {
                    loose.into_iter().map(Found::Item).collect()
                } else {
                    lost_or_blank(loose.iter().any(|&i| self.items[i].kind == Kind::Value), n)
                });
            }
            return Some(if values.len() == n { ordered(&values) } else { lost_or_blank(!values.is_empty(), n) });
        }
        None
    }

    /// The header of each copy of the table within a table of the document, as ranges of what was found. Between two copies
    /// figures stand, or the second begins anew where the first one's figures are blank.
    fn dispute_copies(&self, block: usize) -> Vec<Range<usize>> {
        let first_row = table("disputes", Edition::E2021).blocks[0].rows[0].key;
        let mut copies: Vec<Range<usize>> = Vec::new();
        for at in self.dispute_headers().filter(|&at| self.items[self.found[at].last()].block == block) {
            let (first, line) = (self.found[at].first(), self.items[self.found[at].last()].line);
            let begins = self.row("disputes", at) == Some(first_row);
            let above = |at: usize| self.items[self.found[at].last()].line < line;
            let goes_on = |copy: &&mut Range<usize>| {
                let from = self.found[copy.end - 1].last();
                let is_outcome =
                    |at: usize| labels()[self.found[at].label].targets.iter().any(|of| outcome(of).is_some());
                let anew = begins && (*copy).clone().any(|at| above(at) && is_outcome(at));
                !anew && (from > first || self.items[from..first].iter().all(|item| item.kind != Kind::Value))
            };
            match copies.last_mut().filter(goes_on) {
                Some(copy) => copy.end = at + 1,
                None => copies.push(at..at + 1),
            }
        }
        copies
    }

    /// Fifteen leaf headers over a row that has more or fewer cells.
    fn disputes_by_headers(&self, block: usize, row: &[usize], n: usize) -> Option<Vec<Found>> {
        let mut leaves = self.leaves(block, outcome);
        leaves.arrange_by_key(|(range, _)| range.start);
        // As many cells as the form has columns, each header that was made out over the right one.
        let at = |column: u32| row.iter().position(|&i| self.items[i].cell.is_some_and(|cell| cell.column == column));
        let over = |(range, of): &(Range<u32>, usize)| at(range.start).is_some_and(|at| at % OUTCOMES.len() == *of);
        if row.len() == n && leaves.len() < n && leaves.len() * 2 > n && leaves.iter().all(over) {
            return Some(row.iter().map(|&i| Found::Item(i)).collect());
        }
        let regular = leaves.len() == n
            && leaves.iter().enumerate().all(|(at, (_, of))| at % OUTCOMES.len() == *of)
            && leaves.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        if !regular {
            return None;
        }
        let mut taken = Vec::with_capacity(n);
        let mut placed = 0;
        for (range, _) in &leaves {
            let under = row
                .iter()
                .copied()
                .filter(|&i| self.items[i].cell.is_some_and(|c| c.column < range.end && range.start < c.column_end));
            let (blank, written): (Vec<usize>, Vec<usize>) = under.partition(|&i| self.items[i].kind == Kind::Blank);
            match (&written[..], &blank[..]) {
                ([one], _) => {
                    placed += 1;
                    taken.push(Found::Item(*one));
                }
                ([], [first, ..]) => taken.push(Found::Item(*first)),
                ([], []) => taken.push(Found::Lost),
                _ => return None,
            }
        }
        let all = row.iter().filter(|&&i| self.items[i].kind != Kind::Blank).count();
        (placed == all).then_some(taken)
    }

    fn disputes_in_lines(&mut self, n: usize) -> Option<Vec<Found>> {
        let section = self.sections.iter().find(|(index, _)| *index == 3).map(|(_, blocks)| blocks.clone());
        let headers: Vec<usize> = self
            .dispute_headers()
            .filter(|&i| self.items[self.found[i].last()].cell.is_none())
            .filter(|&i| {
                section.as_ref().is_none_or(|blocks| blocks.contains(&self.items[self.found[i].first()].block))
            })
            .collect();
        let range = match (&section, headers.last()) {
            (Some(blocks), _) => {
                let from = self.items.partition_point(|item| item.block < blocks.start);
                from..self.items.partition_point(|item| item.block < blocks.end)
            }
            (None, Some(&last)) => self.found[last].last() + 1..self.items.len(),
            (None, None) => return None,
        };
        // Figures on lines of their own, as many as stand together.
        let mut run: Vec<usize> = Vec::new();
        let mut best: Vec<usize> = Vec::new();
        let words_on: Vec<u32> = range
            .clone()
            .filter(|&i| matches!(self.items[i].kind, Kind::Words | Kind::Prose))
            .map(|i| self.items[i].line)
            .collect();
        for i in range.clone() {
            let item = &self.items[i];
            let pure = words_on.binary_search(&item.line).is_err();
            match item.kind {
                Kind::Value if pure && !self.used[i] => run.push(i),
                Kind::Blank if pure && !self.filler[i] => run.push(i),
                _ => {
                    if run.len() > best.len() {
                        best = std::mem::take(&mut run);
                    }
                    run.clear();
                }
            }
        }
        if run.len() > best.len() {
            best = run;
        }
        let one_line = best.windows(2).all(|pair| self.items[pair[0]].line == self.items[pair[1]].line);
        if let Some(cells) = self.labelled(&range, n) {
            return Some(cells);
        }
        // On a line of headers the order begins anew with each proceeding, and falls nowhere else.
        let columns = table("disputes", Edition::E2021).blocks[0].columns;
        let first = headers.first().map_or(range.start, |&first| self.found[first].first());
        if self.falls(first..range.end, "disputes", columns) >= n / columns.len() {
            return Some(lost_or_blank(true, n));
        }
        if best.len() == n && (one_line || self.leaves_in_order(&range, n)) {
            return Some(best.into_iter().map(Found::Item).collect());
        }
        if headers.len() < 3 {
            // Too little of the table's header to say that it is there; figures alone may be anything.
            return None;
        }
        // Figures beside outcomes on a line are there, whatever stands between them.
        let text = |i: usize| self.document.slice(self.items[i].span);
        let beside: Vec<u32> = range
            .clone()
            .filter(|&i| columns.iter().any(|column| text(i).contains(column.label)))
            .map(|i| self.items[i].line)
            .collect();
        let figure = |i: usize| {
            self.items[i].kind == Kind::Value
                || beside.binary_search(&self.items[i].line).is_ok() && text(i).contains(|c: char| c.is_ascii_digit())
        };
        let written = range.clone().any(|i| !self.used[i] && figure(i));
        if written
            && self.leaves_in_order(&range, n)
            && let Some(&first) = best.first()
            && let Some(before) = first.checked_sub(1)
        {
            let end = best.last().map_or(first, |last| last + 1);
            let run = Run { items: best, row: false, torn: false, end };
            if let Some(cells) = self.paced(n, before, &run) {
                return Some(cells.into_iter().map(|cell| cell.map_or(Found::Blank, Found::Item)).collect());
            }
        }
        Some(lost_or_blank(written, n))
    }
}

impl Reader<'_> {
    /// The figures behind the outcomes on their lines, if there are no others: 结果维持 276 结果纠正 676.
    fn labelled(&self, range: &Range<usize>, n: usize) -> Option<Vec<Found>> {
        let here = self.found.iter().filter(|o| range.contains(&o.first()));
        let leaves = here.filter(|o| labels()[o.label].targets.iter().find_map(outcome).is_some());
        let figure = |o: &Occurrence| {
            let at = o.last() + 1;
            let (label, item) = (&self.items[o.last()], self.items.get(at)?);
            // Between words figures are words as well.
            let text = self.document.slice(item.span);
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let figure = item.kind == Kind::Value || item.kind == Kind::Words && digits;
            (figure && item.line == label.line && !self.used[at]).then_some(Found::Item(at))
        };
        let all: Vec<Found> = leaves.map(figure).collect::<Option<_>>()?;
        let taken = |at: usize| all.iter().any(|found| matches!(found, Found::Item(of) if *of == at));
        let other = |at: usize| self.items[at].kind == Kind::Value && !self.used[at] && !taken(at);
        (all.len() == n && self.leaves_in_order(range, n) && !range.clone().any(other)).then_some(all)
    }

    /// Whether the outcomes stand in the order of the form among loose lines, and so do the proceedings above them: where
    /// they do not, neither do the figures.
    fn leaves_in_order(&self, range: &Range<usize>, n: usize) -> bool {
        let here = || self.found.iter().filter(|o| range.contains(&o.first()));
        let of = |o: &Occurrence| labels()[o.label].targets.iter().find_map(outcome);
        let leaves: Vec<usize> = here().filter_map(of).collect();
        let last = here().filter(|o| of(o).is_some()).map(Occurrence::first).max().unwrap_or(range.start);
        let rows = table("disputes", Edition::E2021).blocks[0].rows;
        let row = |o: &Occurrence| rows.iter().position(|row| labels()[o.label].is(&Target::Row("disputes", row.key)));
        let proceedings: Vec<usize> = here().filter(|o| o.first() < last).filter_map(row).collect();
        leaves.len() == n
            && leaves.iter().enumerate().all(|(at, of)| at % OUTCOMES.len() == *of)
            && proceedings.is_sorted()
    }

    /// The labels in a table of the document that have a place in the form, each over the grid columns that it covers.
    fn leaves(&self, block: usize, place: impl Fn(&Target) -> Option<usize>) -> Vec<(Range<u32>, usize)> {
        let here = self.found.iter().filter(|o| self.items[o.last()].block == block);
        let leaf = |o: &Occurrence| {
            let of = labels()[o.label].targets.iter().find_map(&place)?;
            let cell = self.items[o.last()].cell?;
            Some((cell.column..cell.column_end, of))
        };
        here.filter_map(leaf).collect()
    }

    /// The order in which the cells of a row of all outcomes stand, by what was found of the headers above them.
    fn order_of_outcomes(&self, block: usize, n: usize) -> Order {
        let mut leaves = self.leaves(block, outcome);
        leaves.arrange_by_key(|(range, _)| range.start);
        if leaves.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
            return Order::Form;
        }
        // With all of them found, each proceeding has its own five.
        if leaves.len() == n {
            let each = leaves.chunks(OUTCOMES.len()).enumerate();
            let orders: Vec<(usize, Order)> =
                each.map(|(at, five)| (at * OUTCOMES.len(), order_of(five.to_vec(), OUTCOMES.len()))).collect();
            if orders.iter().all(|(_, order)| *order == Order::Form) {
                return Order::Form;
            }
            let places = orders.into_iter().map(|(from, order)| match order {
                Order::Form => Some((from..from + OUTCOMES.len()).collect::<Vec<usize>>()),
                Order::Other(places) => Some(places.into_iter().map(|place| from + place).collect()),
                Order::Unclear => None,
            });
            let places: Option<Vec<Vec<usize>>> = places.collect();
            return places.map_or(Order::Unclear, |places| Order::Other(places.concat()));
        }
        // From one proceeding to the next the order begins anew, and nowhere else.
        let falls = leaves.windows(2).filter(|pair| pair[0].1 >= pair[1].1).count();
        if falls < n / OUTCOMES.len() { Order::Form } else { Order::Unclear }
    }
}

/// The outcomes as the form has them.
const OUTCOMES: [&str; 5] = ["upheld", "corrected", "other", "pending", "total"];

/// Which outcome a label may stand for.
fn outcome(target: &Target) -> Option<usize> {
    match target {
        Target::Column("disputes", key) => OUTCOMES.iter().position(|outcome| outcome == key),
        _ => None,
    }
}

/// Where a cell of the table of disputes was found.
#[derive(Clone, Copy)]
enum Found {
    Item(usize),
    Blank,
    Lost,
}

/// All cells the same: lost where some figure stands there, blank where none does.
fn lost_or_blank(written: bool, n: usize) -> Vec<Found> {
    vec![if written { Found::Lost } else { Found::Blank }; n]
}
