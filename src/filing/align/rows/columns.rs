//! The columns of a row's figures: by their number, by the headers above them, by the cells that are ever written in.

use std::ops::Range;

use super::{Doubt, Item, Kind, Name, Occurrence, Reader, Run, Target, heads::Order, labels};
use crate::{
    document::Span,
    filing::{CellFound, lex::CellPlace, quantity},
    form::Column,
    order::Arrange,
};

/// Nobody adds more columns to a table.
const MOST_ADDED: usize = 16;

impl Reader<'_> {
    pub(super) fn assign(
        &mut self,
        table: &'static str,
        key: &'static str,
        columns: &'static [Column],
        at: usize,
        run: &Run,
    ) {
        let n = columns.len();
        if !run.row {
            return self.assign_loose(table, key, columns, at, run);
        }
        // Which are halves, and of what, is not known.
        if run.torn {
            return self.lose_items(table, key, columns, &run.items);
        }
        let blank = |i: &usize| self.items[*i].kind == Kind::Blank;
        let written: Vec<usize> = run.items.iter().copied().filter(|i| !blank(i)).collect();
        if run.items.len() == n {
            return self.take_ordered(table, key, columns, at, &run.items);
        }
        if let ([one], 1) = (&written[..], n) {
            return self.take(table, key, columns, &[*one]);
        }
        if let Some(items) = self.by_headers(table, columns, at, run) {
            return self.take_some(table, key, columns, &items);
        }
        if let Some(live) = self.live(table, n, run) {
            let items: Vec<usize> = live.into_iter().map(|i| run.items[i]).collect();
            return self.take_ordered(table, key, columns, at, &items);
        }
        if written.is_empty() {
            return self.fill_blank(table, key, columns, Some(self.items[run.items[0]].span));
        }
        self.lose_items(table, key, columns, &run.items);
    }

    /// Cells from as many items as there are columns, in the order of the headers above them.
    fn take_ordered(
        &mut self,
        table: &'static str,
        key: &'static str,
        columns: &'static [Column],
        at: usize,
        items: &[usize],
    ) {
        match self.order(table, columns, at) {
            Order::Form => self.take(table, key, columns, items),
            Order::Other(places) => {
                let items: Vec<usize> = places.into_iter().map(|place| items[place]).collect();
                self.take(table, key, columns, &items);
            }
            Order::Unclear => self.lose_items(table, key, columns, items),
        }
    }

    /// Loses a row whose figures are known, only not which is which.
    pub(super) fn lose_items(
        &mut self,
        table: &'static str,
        key: &'static str,
        columns: &'static [Column],
        items: &[usize],
    ) {
        for &i in items {
            self.used[i] = true;
        }
        self.lose(table, key, columns);
    }

    /// The items of a row under each of the columns' headers, where all written cells stand under exactly one.
    fn by_headers(
        &mut self,
        table: &'static str,
        columns: &'static [Column],
        at: usize,
        run: &Run,
    ) -> Option<Vec<Option<usize>>> {
        let last = &self.items[self.found[at].last()];
        let whole =
            self.headers(last.block, table, columns).map(|ranges| ranges.into_iter().map(|r| vec![r]).collect());
        [whole, self.headers_above(last, table, columns)]
            .into_iter()
            .flatten()
            .find_map(|headers: Vec<Vec<Range<u32>>>| self.under(table, &headers, run))
    }

    /// The items of a row under ranges of grid columns, a list of ranges for each of the form's columns. A merged cell
    /// that was taken apart stands under one header several times, always the same. What the author added behind them,
    /// remarks or last year's figures, stands under a header of its own.
    fn under(&self, table: &str, headers: &[Vec<Range<u32>>], run: &Run) -> Option<Vec<Option<usize>>> {
        let reach = headers.iter().flatten().map(|range| range.end).max()?;
        let is_added = |i: &usize| self.items[*i].cell.is_some_and(|cell| cell.column >= reach);
        let written = |i: &usize| self.items[*i].kind != Kind::Blank;
        let mut taken: Vec<Option<usize>> = Vec::with_capacity(headers.len());
        let mut placed: Vec<usize> = Vec::new();
        for ranges in headers {
            let stands = |c: &CellPlace| ranges.iter().any(|range| c.column < range.end && range.start < c.column_end);
            let under: Vec<usize> =
                run.items.iter().copied().filter(|&i| self.items[i].cell.as_ref().is_some_and(stands)).collect();
            let mut figures = under.iter().copied().filter(written);
            let first = figures.next();
            let text = |i: usize| self.document.slice(self.items[i].span);
            if let Some(first) = first
                && figures.any(|other| text(other) != text(first))
            {
                return None;
            }
            placed.extend(under.iter().filter(|i| written(i)));
            taken.push(first.or(under.first().copied()));
        }
        // Every written cell stands under one header, and under no other.
        let (added, all): (Vec<usize>, Vec<usize>) = run.items.iter().copied().filter(written).partition(is_added);
        let count = placed.len();
        placed.arrange();
        placed.dedup();
        let sure = added.is_empty()
            || added.len() <= MOST_ADDED && taken.iter().all(Option::is_some) && self.are_headed(table, &added, reach);
        (placed.len() == count && count == all.len() && sure).then_some(taken)
    }

    /// Whether words that are no column's of the form stand over each of some cells behind a table's columns, above its
    /// rows; or nothing, where the column checks the rows: most of it is zeros.
    fn are_headed(&self, table: &str, cells: &[usize], reach: u32) -> bool {
        let block = self.items[cells[0]].block;
        let is_row = |target: &Target| matches!(target, Target::Row(of, _) if *of == table);
        let here = self.found.iter().filter(|o| self.items[o.first()].block == block);
        let first = here.clone().find(|o| labels()[o.label].targets.iter().all(is_row));
        let Some(first) = first.map(|o| self.items[o.first()].line) else { return false };
        let is_column = |target: &Target| matches!(target, Target::Column(..));
        let columns = here.filter(|o| labels()[o.label].targets.iter().any(is_column));
        let columns: Vec<usize> = columns.flat_map(Occurrence::items).collect();
        let heads: Vec<(usize, CellPlace)> = (0..self.items.len())
            .filter(|&i| self.items[i].block == block && self.items[i].line < first && !self.items[i].label.is_empty())
            .filter_map(|i| Some((i, self.items[i].cell.filter(|cell| cell.column >= reach)?)))
            .collect();
        let behind = |item: &&Item| {
            item.block == block
                && item.line >= first
                && item.kind != Kind::Blank
                && item.cell.is_some_and(|cell| cell.column >= reach)
        };
        let (zeros, others): (Vec<&Item>, Vec<&Item>) = self
            .items
            .iter()
            .filter(behind)
            .partition(|item| matches!(self.document.slice(item.span).trim(), "0" | "√" | "TRUE" | "对"));
        let checks = zeros.len() > others.len();
        cells.iter().filter_map(|i| self.items[*i].cell).all(|cell| {
            let is_over =
                |(_, head): &&(usize, CellPlace)| head.column < cell.column_end && cell.column < head.column_end;
            let mut over = heads.iter().filter(is_over).peekable();
            (checks || over.peek().is_some()) && over.all(|(i, _)| !columns.contains(i))
        })
    }

    /// The headers on the nearest line above a row that has them for all columns.
    fn headers_above(&self, row: &Item, table: &str, columns: &[Column]) -> Option<Vec<Vec<Range<u32>>>> {
        let key_of = |o: &Occurrence| {
            labels()[o.label].targets.iter().find_map(|t| match t {
                Target::Column(t, key) if *t == table => Some(*key),
                _ => None,
            })
        };
        let headers: Vec<(&str, &Item)> = self
            .found
            .iter()
            .map(|o| (o, &self.items[o.last()]))
            .filter(|(_, item)| item.block == row.block && item.line < row.line)
            .filter_map(|(o, item)| Some((key_of(o)?, item)))
            .collect();
        let line = headers.last()?.1.line;
        let ranges = |column: &Column| -> Vec<Range<u32>> {
            let own = headers.iter().filter(|(key, item)| *key == column.key && item.line == line);
            own.filter_map(|(_, item)| item.cell).map(|cell| cell.column..cell.column_end).collect()
        };
        let ranges: Vec<Vec<Range<u32>>> = columns.iter().map(ranges).collect();
        ranges.iter().all(|ranges| !ranges.is_empty()).then_some(ranges)
    }

    /// Where the columns' headers stand in a table, one range of grid columns each, in order.
    fn headers(&mut self, block: usize, table: &'static str, columns: &'static [Column]) -> Option<Vec<Range<u32>>> {
        if let Some(known) = self.headers.get(&(block, table)) {
            return known.clone();
        }
        let range_of = |key: &str, after: u32| -> Option<Range<u32>> {
            self.found
                .iter()
                .filter(|o| self.items[o.last()].block == block)
                .filter(|o| {
                    labels()[o.label]
                        .targets
                        .iter()
                        .any(|t| matches!(t, Target::Column(t, k) if *t == table && *k == key))
                })
                .filter_map(|o| self.items[o.last()].cell)
                .map(|cell| cell.column..cell.column_end)
                .find(|range| range.start >= after)
        };
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for column in columns {
            let after = ranges.last().map_or(0, |range| range.end);
            match range_of(column.key, after) {
                Some(range) => ranges.push(range),
                None => break,
            }
        }
        let result = (ranges.len() == columns.len()).then_some(ranges);
        self.headers.insert((block, table), result.clone());
        result
    }

    /// Which cells of longer rows hold the figures: those that are ever written in, over all rows of the same length
    /// in the table, if they are as many as there are columns.
    fn live(&self, table: &str, n: usize, run: &Run) -> Option<Vec<usize>> {
        let length = run.items.len();
        let block = self.items[run.items[0]].block;
        let mut live = vec![false; length];
        for (at, occurrence) in self.found.iter().enumerate().take(512) {
            let of_table = |t: &Target| matches!(t, Target::Row(row_table, _) if *row_table == table);
            if self.items[occurrence.last()].block != block || !labels()[occurrence.label].targets.iter().any(of_table)
            {
                continue;
            }
            let other = self.run(at);
            if !other.row || other.items.len() != length {
                continue;
            }
            for (i, &item) in other.items.iter().enumerate() {
                live[i] |= self.items[item].kind != Kind::Blank;
            }
        }
        let live: Vec<usize> = (0..length).filter(|&i| live[i]).collect();
        (live.len() == n).then_some(live)
    }

    fn assign_loose(
        &mut self,
        table: &'static str,
        key: &'static str,
        columns: &'static [Column],
        at: usize,
        run: &Run,
    ) {
        let n = columns.len();
        let last = self.found[at].last();
        let figures = self.figures(run);
        if self.is_vague(last, run) {
            return self.lose(table, key, columns);
        }
        if n == 1 {
            // All that stands behind the label on its line is one figure, or words.
            let line = self.items[last].line;
            let here = |&i: &usize| self.items[i].line == line;
            let same_line: Vec<usize> = (last + 1..run.end.min(self.items.len())).filter(here).collect();
            if let [first, .., end] = same_line[..] {
                let (a, b) = (self.items[first].span, self.items[end].span);
                if a.text == b.text {
                    for &i in &same_line {
                        self.used[i] = true;
                    }
                    let span = Span { text: a.text, start: a.start, end: b.end };
                    let reading = quantity::read(self.document.slice(span), columns[0].unit);
                    self.cells.insert(Name(table, key, columns[0].key), CellFound { reading, span: Some(span) });
                    return;
                }
            }
        }
        if n > 1 && self.order(table, columns, at) != Order::Form {
            return self.lose_items(table, key, columns, &run.items);
        }
        if run.items.len() == n {
            // Neither on one line nor each on its own: a printer may have put one of them higher than the others.
            let lines = run.items.chunk_by(|a, b| self.items[*a].line == self.items[*b].line).count();
            if lines > 1 && lines < n {
                self.doubtful.extend(columns.iter().map(|column| (Name(table, key, column.key), Doubt::Figure)));
            }
            return self.take(table, key, columns, &run.items);
        }
        if figures == 0 {
            return self.fill_blank(table, key, columns, None);
        }
        // One line that is the row, beside a page number or what else the printer put there.
        let lines = run.items.chunk_by(|a, b| self.items[*a].line == self.items[*b].line);
        let mut whole = lines.clone().filter(|line| line.len() == n);
        if n > 1
            && let (Some(line), None) = (whole.next(), whole.next())
            && lines.clone().all(|other| other.len() == n || other.len() == 1)
        {
            return self.take(table, key, columns, line);
        }
        if n == 1
            && let Some(&first) = run.items.first()
            && self.items[first].line == self.items[last].line
        {
            return self.take(table, key, columns, &[first]);
        }
        if let Some(cells) = self.paced(n, last, run) {
            return self.take_some(table, key, columns, &cells);
        }
        for i in run.items.iter().copied().filter(|_| run.items.len() < n) {
            self.used[i] = true;
        }
        self.lose(table, key, columns);
    }
}
