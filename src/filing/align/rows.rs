//! Gives each figure its cell: those of a label's table row, or those between a label and the next.

use std::{collections::BTreeMap, ops::Range};

use super::{Item, Kind, Name, Occurrence, SectionBlocks, Target, block_of, labels::labels, lost, read_item};
use crate::{
    document::{Document, Span},
    filing::{CellFound, lex::CellPlace, quantity::Reading},
    form::{Column, Edition, FormBlock, FormTable, Unit},
    forms::FORMS,
};

/// How many loose words may stand between a label and its figures: a header printed again after a page break.
const MOST_WORDS_BEFORE_FIGURES: usize = 24;

/// The figures of one label, before they have columns.
struct Run {
    /// The items, in order.
    items: Vec<usize>,
    /// Whether they are the cells of the label's own table row, blanks included.
    row: bool,
    /// The item behind the run: where the next label begins.
    end: usize,
}

/// Reads the rows of all tables.
pub struct Reader<'a> {
    document: &'a Document,
    items: &'a [Item],
    found: &'a [Occurrence],
    sections: &'a SectionBlocks,
    /// The occurrence that begins at an item.
    starts: BTreeMap<usize, usize>,
    /// The grid columns of the columns' headers, by block and table.
    headers: BTreeMap<(usize, &'static str), Option<Vec<Range<u32>>>>,
    /// How far one figure is from the next in the source where each stands on a line of its own.
    pace: Option<usize>,
    /// What was read.
    pub cells: BTreeMap<Name, CellFound>,
    /// Which occurrence each row was read from; `usize::MAX` for rows read by their order alone.
    pub chosen: BTreeMap<(&'static str, &'static str), usize>,
    /// Which items are figures of a cell.
    pub used: Vec<bool>,
    /// Whether （六）其他处理 is one row.
    pub single_other: bool,
}

impl<'a> Reader<'a> {
    /// Prepares to read.
    pub fn new(
        document: &'a Document,
        items: &'a [Item],
        found: &'a [Occurrence],
        sections: &'a SectionBlocks,
    ) -> Self {
        let starts = found.iter().enumerate().map(|(i, o)| (o.first(), i)).collect();
        let mut reader = Self {
            document,
            items,
            found,
            sections,
            starts,
            headers: BTreeMap::new(),
            pace: None,
            cells: BTreeMap::new(),
            chosen: BTreeMap::new(),
            used: vec![false; items.len()],
            single_other: false,
        };
        reader.pace = reader.pace();
        reader
    }

    // ---- the table of requests ----------------------------------------------------------------------------------

    /// Reads the table of requests.
    pub fn read_requests(&mut self) {
        let table = table("requests", Edition::E2021);
        let block = &table.blocks[0];
        let columns = block.columns;
        for row in block.rows {
            self.read_row("requests", row.key, columns);
        }
        self.read_groups(table, columns);
        self.read_single_other(columns);
        self.doubt_blank_rows(block);
    }

    /// Where a source drops empty cells, a row without any figure may be blank, or may have lost figures as others did.
    fn doubt_blank_rows(&mut self, block: &'static FormBlock) {
        let of_block = |name: &Name| name.0 == "requests" && block.rows.iter().any(|row| row.key == name.1);
        let any_lost = self.cells.iter().any(|(name, cell)| of_block(name) && cell.reading == Reading::Lost);
        if any_lost {
            for (name, cell) in &mut self.cells {
                if of_block(name) && cell.reading == Reading::Blank && cell.span.is_none() {
                    *cell = lost(None);
                }
            }
        }
    }

    /// Rows whose own labels are gone: the group's label is followed by all of its rows' figures in one run.
    fn read_groups(&mut self, table: &'static FormTable, columns: &'static [Column]) {
        let block = &table.blocks[0];
        let mut groups: Vec<&str> = block.rows.iter().map(|row| row.group).filter(|group| !group.is_empty()).collect();
        groups.dedup();
        for group in groups {
            let rows: Vec<&'static str> = block
                .rows
                .iter()
                .filter(|row| row.group == group && !self.chosen.contains_key(&("requests", row.key)))
                .map(|row| row.key)
                .collect();
            if rows.is_empty() {
                continue;
            }
            let candidates: Vec<usize> = self.occurrences(&Target::Group(group)).take(64).collect();
            let runs: Vec<Run> = candidates.into_iter().map(|at| self.run(at)).collect();
            let all = rows.len() * columns.len();
            if rows.len() > 1
                && let Some(run) = runs.iter().find(|run| run.items.len() == all)
            {
                for (r, key) in rows.iter().enumerate() {
                    let items = run.items[r * columns.len()..(r + 1) * columns.len()].to_vec();
                    self.take("requests", key, columns, &items);
                    self.chosen.insert(("requests", key), usize::MAX);
                }
            } else if runs.iter().any(|run| self.figures(run) > columns.len()) {
                // Figures of several rows, but not of all: whose they are is not known.
                for key in rows {
                    self.lose("requests", key, columns);
                    self.chosen.insert(("requests", key), usize::MAX);
                }
            }
        }
    }

    /// How many figures and marks a run has.
    fn figures(&self, run: &Run) -> usize {
        run.items.iter().filter(|&&i| self.items[i].kind == Kind::Value).count()
    }

    /// （六）其他处理 as the single row of the 2019 edition.
    fn read_single_other(&mut self, columns: &'static [Column]) {
        if ["other.no_correction", "other.no_payment", "other.other"]
            .iter()
            .any(|key| self.chosen.contains_key(&("requests", key)))
        {
            return;
        }
        let candidates: Vec<usize> = self.occurrences(&Target::Group("（六）其他处理")).take(64).collect();
        for at in candidates {
            let run = self.run(at);
            if (run.row && !run.items.is_empty()) || self.figures(&run) > 0 || run.items.len() == columns.len() {
                self.assign("requests", "other.other", columns, at, &run);
                self.chosen.insert(("requests", "other.other"), at);
                self.single_other = true;
                return;
            }
        }
    }

    // ---- table 二 ----------------------------------------------------------------------------------------------

    /// Reads the table of what was published on the body's own account.
    pub fn read_proactive(&mut self) {
        let has = |edition, key: &str| {
            let column = |t: &Target| matches!(t, Target::Column("proactive", k) if *k == key);
            self.found.iter().any(|o| {
                let label = &labels()[o.label];
                label.targets.iter().any(column) && label.editions == [edition]
            })
        };
        let old_issue = has(Edition::E2019, "made") || has(Edition::E2019, "published") || has(Edition::E2019, "total");
        let new_issue =
            has(Edition::E2021, "issued") || has(Edition::E2021, "repealed") || has(Edition::E2021, "in_force");
        let old_change = has(Edition::E2019, "last_year") || has(Edition::E2019, "change");
        let new_fees = has(Edition::E2021, "amount");
        let edition = |old: bool, new: bool| if old && !new { Edition::E2019 } else { Edition::E2021 };
        let issue = edition(old_issue, new_issue);
        let change = edition(old_change, false);
        let fees = edition(old_change, new_fees);
        for (key, edition) in [
            ("rules", issue),
            ("normative", issue),
            ("license", change),
            ("services", Edition::E2019),
            ("penalty", change),
            ("coercion", change),
            ("fees", fees),
            ("procurement", Edition::E2019),
        ] {
            if let Some(block) = block_of(table("proactive", edition), key) {
                self.read_row("proactive", key, block.columns);
            }
        }
    }

    // ---- rows ---------------------------------------------------------------------------------------------------

    fn occurrences(&self, target: &Target) -> impl Iterator<Item = usize> + use<'a> {
        let (found, target) = (self.found, *target);
        (0..found.len()).filter(move |&i| labels()[found[i].label].is(&target))
    }

    /// Reads one row from the best of the places where its label stands.
    fn read_row(&mut self, table: &'static str, key: &'static str, columns: &'static [Column]) {
        let candidates: Vec<usize> = self.occurrences(&Target::Row(table, key)).collect();
        let mut best: Option<((bool, bool, bool), usize, Run)> = None;
        // The same label thousands of times is no report's table.
        for &at in candidates.iter().take(64) {
            let run = self.run(at);
            let figures = self.figures(&run);
            let solid = (run.row && !run.items.is_empty()) || figures > 0;
            let fits = figures > 0 && figures <= columns.len();
            let targets = &labels()[self.found[at].label].targets;
            // （六）其他处理 as a row is read last, when it is known that it is no group.
            if targets.iter().any(|t| matches!(t, Target::Group(_))) {
                continue;
            }
            // A bare 总计 or 其他 is a column's header unless figures follow.
            let header = targets.iter().any(|t| matches!(t, Target::Column(..)));
            if header && !solid {
                continue;
            }
            let score =
                (solid && (fits || run.row), self.in_section(table, self.items[self.found[at].first()].block), !header);
            if best.as_ref().is_none_or(|(so_far, ..)| score > *so_far) {
                best = Some((score, at, run));
            }
        }
        if let Some((_, at, run)) = best {
            self.chosen.insert((table, key), at);
            self.assign(table, key, columns, at, &run);
        }
    }

    /// Whether a block stands under the heading that the table belongs to.
    fn in_section(&self, table: &str, block: usize) -> bool {
        let index = match table {
            "proactive" => 1,
            "requests" => 2,
            _ => 3,
        };
        self.sections.iter().any(|(section, blocks)| *section == index && blocks.contains(&block))
    }

    /// The figures that belong to a label.
    fn run(&self, at: usize) -> Run {
        let occurrence = &self.found[at];
        let last = occurrence.last();
        let here = &self.items[last];
        if let Some(cell) = here.cell {
            // What stands behind a further label of the row is that label's.
            let items: Vec<usize> = (last + 1..self.items.len())
                .take_while(|i| self.items[*i].line == here.line && !self.starts.contains_key(i))
                .filter(|&i| self.items[i].cell.is_some_and(|c| c.column >= cell.column))
                .collect();
            if !items.is_empty() {
                return Run { items, row: true, end: last + 1 };
            }
        }
        self.loose_run(occurrence)
    }

    /// The figures inside a broken label and behind it, up to the next label.
    fn loose_run(&self, occurrence: &Occurrence) -> Run {
        let (first, last) = (occurrence.first(), occurrence.last());
        let value = |i: usize| matches!(self.items[i].kind, Kind::Value | Kind::Blank);
        let mut items: Vec<usize> = (first..last).filter(|&i| value(i)).collect();
        let inside = !items.is_empty();
        let mut end = last + 1;
        let mut words = 0;
        let mut figures = items.len();
        while end < self.items.len() {
            let item = &self.items[end];
            if let Some(&next) = self.starts.get(&end) {
                // A column's header printed again between label and figures is no boundary.
                let label = &labels()[self.found[next].label];
                let header =
                    label.targets.iter().all(|t| matches!(t, Target::Column(..) | Target::Header | Target::Corner));
                if !header || figures > 0 {
                    break;
                }
                end = self.found[next].last() + 1;
                continue;
            }
            match item.kind {
                Kind::Prose => break,
                Kind::Words if item.cell.is_none() && self.is_heading(item.block) => break,
                Kind::Words => {
                    words += 1;
                    if figures > 0 || words > MOST_WORDS_BEFORE_FIGURES {
                        break;
                    }
                }
                Kind::Value | Kind::Blank if inside => break,
                // A row of blank cells is filler, not figures.
                Kind::Blank if self.filler(end) => {}
                Kind::Value | Kind::Blank => {
                    if item.kind == Kind::Value {
                        figures += 1;
                    }
                    items.push(end);
                }
            }
            end += 1;
        }
        Run { items, row: false, end }
    }

    fn is_heading(&self, block: usize) -> bool {
        self.sections.iter().any(|(_, blocks)| blocks.start == block + 1)
    }

    /// Whether an item stands in a table row of several cells that are all blank.
    fn filler(&self, at: usize) -> bool {
        let line = self.items[at].line;
        let mut count = 0;
        let before = self.items[..at].iter().rev().take_while(|item| item.line == line);
        for item in before.chain(self.items[at..].iter().take_while(|item| item.line == line)) {
            if item.kind != Kind::Blank {
                return false;
            }
            count += 1;
        }
        count > 1
    }

    // ---- figures to columns -------------------------------------------------------------------------------------

    fn assign(&mut self, table: &'static str, key: &'static str, columns: &'static [Column], at: usize, run: &Run) {
        let n = columns.len();
        if !run.row {
            return self.assign_loose(table, key, columns, at, run);
        }
        let blank = |i: &usize| self.items[*i].kind == Kind::Blank;
        let written: Vec<usize> = run.items.iter().copied().filter(|i| !blank(i)).collect();
        if run.items.len() == n {
            return self.take(table, key, columns, &run.items.clone());
        }
        if written.is_empty() {
            return self.fill_blank(table, key, columns, Some(self.items[run.items[0]].span));
        }
        if let ([one], 1) = (&written[..], n) {
            return self.take(table, key, columns, &[*one]);
        }
        if let Some(items) = self.by_headers(table, columns, at, run) {
            return self.take_some(table, key, columns, &items);
        }
        if let Some(live) = self.live(table, n, run) {
            let items: Vec<usize> = live.into_iter().map(|i| run.items[i]).collect();
            return self.take(table, key, columns, &items);
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
            .find_map(|headers: Vec<Vec<Range<u32>>>| self.under(&headers, run))
    }

    /// The items of a row under ranges of grid columns, a list of ranges for each of the form's columns. A merged cell
    /// that was taken apart stands under one header several times, always the same.
    fn under(&self, headers: &[Vec<Range<u32>>], run: &Run) -> Option<Vec<Option<usize>>> {
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
        let all = run.items.iter().filter(|i| written(i)).count();
        let count = placed.len();
        placed.sort_unstable();
        placed.dedup();
        (placed.len() == count && count == all).then_some(taken)
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
        if n == 1 {
            let line = self.items[last].line;
            let same_line: Vec<usize> =
                (last + 1..run.end.min(self.items.len())).filter(|&i| self.items[i].line == line).collect();
            let words = same_line.iter().any(|&i| self.items[i].kind == Kind::Words);
            if words && let (Some(&first), Some(&end)) = (same_line.first(), same_line.last()) {
                let (a, b) = (self.items[first].span, self.items[end].span);
                if a.text == b.text {
                    for &i in &same_line {
                        self.used[i] = true;
                    }
                    let span = Span { text: a.text, start: a.start, end: b.end };
                    let reading = crate::filing::quantity::read(self.document.slice(span), columns[0].unit);
                    self.cells.insert((table, key, columns[0].key), CellFound { reading, span: Some(span) });
                    return;
                }
            }
        }
        if run.items.len() == n {
            return self.take(table, key, columns, &run.items.clone());
        }
        if figures == 0 {
            return self.fill_blank(table, key, columns, None);
        }
        // One line that is the row, beside a page number or what else the printer put there.
        let mut lines: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for &i in &run.items {
            lines.entry(self.items[i].line).or_default().push(i);
        }
        let mut whole = lines.values().filter(|line| line.len() == n);
        if n > 1
            && let (Some(line), None) = (whole.next(), whole.next())
            && lines.values().all(|other| other.len() == n || other.len() == 1)
        {
            return self.take(table, key, columns, &line.clone());
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
        self.lose(table, key, columns);
    }

    // ---- one figure a line, blank cells as blank lines -----------------------------------------------------------

    /// How far one figure is from the next, in bytes, where all complete rows of lone figures agree on it.
    fn pace(&self) -> Option<usize> {
        let mut pace = None;
        let mut rows = 0;
        for (at, occurrence) in self.found.iter().enumerate().take(512) {
            if !labels()[occurrence.label].targets.iter().any(|t| matches!(t, Target::Row("requests", _))) {
                continue;
            }
            let run = self.run(at);
            if run.row || run.items.len() != 7 {
                continue;
            }
            let mut before = occurrence.last();
            for &item in &run.items {
                let gap = self.gap(before, item)?;
                if gap == 0 || pace.is_some_and(|pace| pace != gap) {
                    return None;
                }
                pace = Some(gap);
                before = item;
            }
            rows += 1;
        }
        (rows >= 5).then_some(pace).flatten()
    }

    /// How many bytes of the source stand between two items, where the source is text: line ends and nothing else,
    /// where each figure stands on a line of its own.
    fn gap(&self, from: usize, to: usize) -> Option<usize> {
        let (a, b) = (self.items[from].span, self.items[to].span);
        let origin = |span: Span| self.document.texts[span.text.0 as usize].origin;
        (origin(b)? + b.start as usize).checked_sub(origin(a)? + a.end as usize)
    }

    /// The cells of a row of lone figures in which blanks are blank lines: only where the lines add up exactly.
    fn paced(&self, n: usize, last: usize, run: &Run) -> Option<Vec<Option<usize>>> {
        let pace = self.pace?;
        let mut cells = Vec::with_capacity(n);
        let mut before = last;
        let next = (run.end < self.items.len()).then_some(run.end);
        for item in run.items.iter().copied().chain(next) {
            let gap = self.gap(before, item)?;
            if gap == 0 || gap % pace != 0 {
                return None;
            }
            cells.extend(std::iter::repeat_n(None, (gap / pace - 1).min(n + 1)));
            if Some(item) != next {
                cells.push(Some(item));
            }
            before = item;
        }
        (cells.len() == n).then_some(cells)
    }

    // ---- results ------------------------------------------------------------------------------------------------

    fn take(&mut self, table: &'static str, key: &'static str, columns: &'static [Column], items: &[usize]) {
        let items: Vec<Option<usize>> = items.iter().map(|&i| Some(i)).collect();
        self.take_some(table, key, columns, &items);
    }

    /// Cells from items; none is a blank without a place.
    fn take_some(
        &mut self,
        table: &'static str,
        key: &'static str,
        columns: &'static [Column],
        items: &[Option<usize>],
    ) {
        for (column, item) in columns.iter().zip(items) {
            let cell = match item {
                Some(i) => {
                    self.used[*i] = true;
                    read_item(self.document, &self.items[*i], column.unit)
                }
                None => CellFound { reading: Reading::Blank, span: None },
            };
            self.cells.insert((table, key, column.key), cell);
        }
    }

    fn fill_blank(&mut self, table: &'static str, key: &'static str, columns: &'static [Column], span: Option<Span>) {
        for column in columns {
            self.cells.insert((table, key, column.key), CellFound { reading: Reading::Blank, span });
        }
    }

    fn lose(&mut self, table: &'static str, key: &'static str, columns: &'static [Column]) {
        for column in columns {
            self.cells.insert((table, key, column.key), lost(None));
        }
    }

    // ---- the table of disputes ----------------------------------------------------------------------------------

    /// Reads the table of disputes: fifteen figures in one row, or three rows of five.
    pub fn read_disputes(&mut self) {
        let block: &'static FormBlock = &table("disputes", Edition::E2021).blocks[0];
        let rows: Vec<&'static str> = block.rows.iter().map(|row| row.key).collect();
        if self.upright_disputes(block) {
            return;
        }
        let cells: Vec<(&'static str, &'static Column)> =
            rows.iter().flat_map(|row| block.columns.iter().map(move |column| (*row, column))).collect();
        let Some(taken) = self.disputes_in_table(cells.len()).or_else(|| self.disputes_in_lines(cells.len())) else {
            return;
        };
        for ((row, column), item) in cells.iter().zip(taken) {
            let cell = match item {
                Found::Item(i) => {
                    self.used[i] = true;
                    read_item(self.document, &self.items[i], Unit::Count)
                }
                Found::Blank => CellFound { reading: Reading::Blank, span: None },
                Found::Lost => lost(None),
            };
            self.cells.insert(("disputes", row, column.key), cell);
        }
        for row in rows {
            let at = self
                .occurrences(&Target::Row("disputes", row))
                .find(|&at| self.in_section("disputes", self.items[self.found[at].first()].block));
            let at = at.or_else(|| self.occurrences(&Target::Row("disputes", row)).next());
            self.chosen.insert(("disputes", row), at.unwrap_or(usize::MAX));
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
            self.take("disputes", key, block.columns, &run.items);
            self.chosen.insert(("disputes", key), at);
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

    fn disputes_in_table(&mut self, n: usize) -> Option<Vec<Found>> {
        let mut headers: Vec<usize> =
            self.dispute_headers().filter(|&i| self.items[self.found[i].last()].cell.is_some()).collect();
        headers.sort_by_key(|&i| !self.in_section("disputes", self.items[self.found[i].first()].block));
        let mut seen = Vec::new();
        // No report has that many tables; a hostile page may.
        for header in headers.into_iter().take(256) {
            let block = self.items[self.found[header].last()].block;
            if seen.contains(&block) {
                continue;
            }
            seen.push(block);
            let last = self
                .found
                .iter()
                .filter(|o| self.items[o.last()].block == block)
                .map(Occurrence::last)
                .max()
                .unwrap_or(0);
            // A few labels alone are no such table.
            if self.found.iter().filter(|o| self.items[o.last()].block == block).count() < 4 {
                continue;
            }
            let header_line = self.items[last].line;
            let rest = last + 1..self.items.len();
            let behind: Vec<usize> = rest
                .take_while(|&i| self.items[i].block == block)
                .filter(|&i| self.items[i].line > header_line)
                .collect();
            let mut lines: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
            for &i in &behind {
                lines.entry(self.items[i].line).or_default().push(i);
            }
            let written = |line: &Vec<usize>| line.iter().any(|&i| self.items[i].kind == Kind::Value);
            let row = lines.values().find(|line| written(line)).or_else(|| lines.values().find(|line| line.len() >= n));
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
            if row.len() == n {
                return Some(row.iter().map(|&i| Found::Item(i)).collect());
            }
            if let Some(items) = self.disputes_by_headers(block, row, n) {
                return Some(items);
            }
            // One cell a row.
            if row.len() == 1 {
                let loose: Vec<usize> = behind
                    .iter()
                    .copied()
                    .filter(|&i| matches!(self.items[i].kind, Kind::Value | Kind::Blank) && !self.filler(i))
                    .collect();
                return Some(if loose.len() == n {
                    loose.into_iter().map(Found::Item).collect()
                } else {
                    lost_or_blank(loose.iter().any(|&i| self.items[i].kind == Kind::Value), n)
                });
            }
            let values: Vec<usize> = row.iter().copied().filter(|&i| self.items[i].kind != Kind::Blank).collect();
            return Some(if values.len() == n {
                values.into_iter().map(Found::Item).collect()
            } else {
                lost_or_blank(!values.is_empty(), n)
            });
        }
        None
    }

    /// Fifteen leaf headers over a row that has more or fewer cells.
    fn disputes_by_headers(&self, block: usize, row: &[usize], n: usize) -> Option<Vec<Found>> {
        let mut leaves: Vec<(Range<u32>, &'static str)> = self
            .found
            .iter()
            .filter(|o| self.items[o.last()].block == block)
            .filter_map(|o| {
                let key = labels()[o.label].targets.iter().find_map(|t| match t {
                    Target::Column("disputes", key) => Some(*key),
                    _ => None,
                })?;
                let cell = self.items[o.last()].cell?;
                Some((cell.column..cell.column_end, key))
            })
            .collect();
        leaves.sort_by_key(|(range, _)| range.start);
        let order = ["upheld", "corrected", "other", "pending", "total"];
        let regular = leaves.len() == n
            && leaves.iter().zip(order.iter().cycle()).all(|((_, key), want)| key == want)
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
                Kind::Blank if pure && !self.filler(i) => run.push(i),
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
        if best.len() == n {
            return Some(best.into_iter().map(Found::Item).collect());
        }
        if headers.len() < 3 {
            // Too little of the table's header to say that it is there; figures alone may be anything.
            return None;
        }
        let written = best.iter().any(|&i| self.items[i].kind == Kind::Value);
        if written
            && let Some(&first) = best.first()
            && let Some(before) = first.checked_sub(1)
        {
            let end = best.last().map_or(first, |last| last + 1);
            let run = Run { items: best, row: false, end };
            if let Some(cells) = self.paced(n, before, &run) {
                return Some(cells.into_iter().map(|cell| cell.map_or(Found::Blank, Found::Item)).collect());
            }
        }
        Some(lost_or_blank(written, n))
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

fn table(key: &str, edition: Edition) -> &'static FormTable {
    let form = FORMS.iter().find(|form| form.edition == edition).expect("both editions have forms");
    form.tables.iter().find(|table| table.key == key).expect("both editions have the three tables")
}
