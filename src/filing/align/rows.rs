//! Gives each figure its cell: those of a label's table row, or those between a label and the next.

mod broken;
mod columns;
mod disputes;
mod heads;
mod home;
mod pace;
mod placed;
mod sequence;

use std::{cell::RefCell, ops::Range};

use super::{Chosen, Item, Kind, Name, Occurrence, SectionBlocks, Target, block_of, labels::labels, lost, read_item};
use crate::{
    document::{Document, Span},
    filing::{CellFound, quantity::Reading},
    form::{Column, Edition, FormBlock, FormTable, Role, Row},
    forms::FORMS,
    order::{Arrange, Listed},
};

/// How many loose words may stand between a label and its figures: a header printed again after a page break.
const MOST_WORDS_BEFORE_FIGURES: usize = 24;

/// What only the sums can confirm of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// That it is this row's. If the sums blame it and hold without it, it is the author's, and wrong.
    Row,
    /// That it is whole and no other's. If the sums blame it, it may be that.
    Figure,
}

/// The figures of one label, before they have columns.
struct Run {
    /// The items, in order.
    items: Vec<usize>,
    /// Whether they are the cells of the label's own table row, blanks included.
    row: bool,
    /// Whether other figures stand beside another piece of the label, in another row.
    torn: bool,
    /// The item behind the run: where the next label begins.
    end: usize,
}

/// Reads the rows of all tables.
pub struct Reader<'a> {
    document: &'a Document,
    items: &'a [Item],
    found: &'a [Occurrence],
    sections: &'a SectionBlocks,
    /// The year of the report.
    year: Option<u16>,
    /// The grid columns of the columns' headers, by block and table.
    headers: Listed<(usize, &'static str), Option<Vec<Range<u32>>>>,
    /// Which items stand in a table row of several cells that are all blank: filler, not figures.
    filler: Vec<bool>,
    /// How far one figure is from the next in the source where each stands on a line of its own.
    pace: Option<usize>,
    /// The occurrences among which the rows of the table that is read stand.
    home: Range<usize>,
    /// Which items were last looked through for headers that contradict the form, those of which table and columns; and
    /// whether they do.
    contradicted: RefCell<Option<(heads::Searched, bool)>>,
    /// What was read.
    pub cells: Listed<Name, CellFound>,
    /// Where each row was read.
    pub chosen: Chosen,
    /// Which items are figures of a cell.
    pub used: Vec<bool>,
    /// Cells that only the sums can confirm.
    pub doubtful: Vec<(Name, Doubt)>,
    /// Whether （六）其他处理 is one row.
    pub single_other: bool,
    /// Tables that stand twice with other figures, where nothing tells which is the report's: the first label of the copy
    /// that is read, and of the other.
    pub rivals: Vec<(&'static str, [Span; 2])>,
}

impl<'a> Reader<'a> {
    /// Prepares to read.
    pub fn new(
        document: &'a Document,
        items: &'a [Item],
        found: &'a [Occurrence],
        sections: &'a SectionBlocks,
        year: Option<u16>,
    ) -> Self {
        let mut reader = Self {
            document,
            items,
            found,
            sections,
            year,
            headers: Listed::default(),
            filler: filler(items),
            pace: None,
            home: 0..0,
            contradicted: RefCell::default(),
            cells: Listed::default(),
            chosen: Listed::default(),
            used: vec![false; items.len()],
            doubtful: Vec::new(),
            single_other: false,
            rivals: Vec::new(),
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
        // （七）总计 last: its bare 总计 counts only beside other rows.
        let is_total = |row: &&Row| row.role == Role::Total;
        let order: Vec<&str> = block.rows.iter().map(|row| row.key).collect();
        self.home = self.home("requests", &order);
        for row in block.rows.iter().filter(|row| !is_total(row)).chain(block.rows.iter().filter(is_total)) {
            self.read_row("requests", row.key, columns);
        }
        self.read_groups(table, columns);
        self.read_single_other(columns);
        self.doubt_order("requests");
        self.lose_loose_rows(block);
        self.doubt_blank_rows(block);
        self.doubt_blanks("requests");
        self.doubt_places("requests");
        self.read_in_order();
    }

    /// The rows of a table that were read from labels on loose lines: their keys, and where the labels stand.
    fn loose_rows(&self, table: &str) -> Vec<(&'static str, usize)> {
        let loose = |at: &usize| self.items[self.found[*at].last()].cell.is_none();
        let rows = self.chosen.iter().filter(|((of, _), _)| *of == table);
        rows.filter_map(|((_, key), at)| Some((*key, at.filter(loose)?))).collect()
    }

    /// Some viewers put a row's figures before its label. Where the last row has fewer than others, or any has none, and
    /// before another stand figures that belong to no row, nobody knows which figures are whose.
    fn doubt_order(&mut self, table: &'static str) {
        let mut loose = self.loose_rows(table);
        loose.arrange_by_key(|(_, at)| *at);
        let counts: Vec<usize> = loose.iter().map(|(_, at)| self.figures(&self.run(*at))).collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        // How many figures stand alone on the line before a label, if they are no row's.
        let stray = |at: usize| {
            let before = self.found[at].first().checked_sub(1)?;
            let line = self.items[before].line;
            let pure = |i: usize| self.items[i].kind == Kind::Value && !self.used[i];
            let count = (0..=before).rev().take_while(|&i| self.items[i].line == line).take_while(|&i| pure(i)).count();
            let whole = before.checked_sub(count).is_none_or(|i| self.items[i].line != line);
            let alone = self.items[before].cell.is_none() && line != self.items[before + 1].line && whole;
            Some(count).filter(|count| alone && *count > 0)
        };
        let shifted = counts.last().is_some_and(|last| *last < most)
            && most > 1
            && loose.first().and_then(|(_, at)| stray(*at)) == Some(most);
        let lacking = counts.contains(&0) && loose.iter().any(|(_, at)| stray(*at).is_some());
        if shifted || lacking {
            for (name, cell) in self.cells.iter_mut() {
                if name.0 == table && loose.iter().any(|(key, _)| *key == name.1) {
                    *cell = lost(None);
                }
            }
        }
    }

    /// Where most rows come as loose lines, a row without a label is a label that the lines lost, not one that the
    /// author left out.
    fn lose_loose_rows(&mut self, block: &'static FormBlock) {
        if self.loose_rows("requests").len() < 5 || self.single_other {
            return;
        }
        for row in block.rows {
            if self.chosen.get(&("requests", row.key)).is_none() {
                self.lose("requests", row.key, block.columns);
                self.chosen.insert(("requests", row.key), None);
            }
        }
    }

    /// Where a source drops empty cells, a row without any figure may be blank, or may have lost figures as others did.
    fn doubt_blank_rows(&mut self, block: &'static FormBlock) {
        let of_block = |name: &Name| name.0 == "requests" && block.rows.iter().any(|row| row.key == name.1);
        let any_lost = self.cells.iter().any(|(name, cell)| of_block(name) && cell.reading == Reading::Lost);
        // （六）其他, and behind it the figures of another row.
        let untaken = |(at, o): (usize, &Occurrence)| {
            let row = |target: &Target| matches!(target, Target::Row("requests", _) | Target::Group(_));
            let loose = labels()[o.label].targets.iter().all(row) && self.items[o.last()].cell.is_none();
            let run = if loose { self.run(at).items } else { Vec::new() };
            run.len() > 1 && run.iter().all(|&i| self.items[i].kind == Kind::Value && !self.used[i])
        };
        if any_lost || self.found.iter().enumerate().take(512).any(untaken) {
            for (name, cell) in self.cells.iter_mut() {
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
                .filter(|row| row.group == group && self.chosen.get(&("requests", row.key)).is_none())
                .map(|row| row.key)
                .collect();
            if rows.is_empty() {
                continue;
            }
            let candidates = self.groups(group);
            let runs: Vec<Run> = candidates.into_iter().map(|at| self.run(at)).collect();
            let all = rows.len() * columns.len();
            if rows.len() > 1
                && let Some(run) = runs.iter().find(|run| run.items.len() == all)
            {
                for (r, key) in rows.iter().enumerate() {
                    let items = run.items[r * columns.len()..(r + 1) * columns.len()].to_vec();
                    self.take("requests", key, columns, &items);
                    self.chosen.insert(("requests", key), None);
                }
            } else if runs.iter().any(|run| self.figures(run) > columns.len()) {
                // Figures of several rows, but not of all: whose they are is not known.
                for key in rows {
                    self.lose("requests", key, columns);
                    self.chosen.insert(("requests", key), None);
                }
            }
        }
    }

    /// Where a group's label stands, the likelier places first.
    fn groups(&self, group: &'static str) -> Vec<usize> {
        let here = |at: &usize| self.home.contains(at);
        let mut places: Vec<usize> = self.occurrences(&Target::Group(group)).filter(here).take(64).collect();
        let block = |at: usize| self.items[self.found[at].first()].block;
        places.arrange_by_key(|&at| !self.in_section("requests", block(at)));
        places
    }

    /// How many figures and marks a run has.
    fn figures(&self, run: &Run) -> usize {
        run.items.iter().filter(|&&i| self.items[i].kind == Kind::Value).count()
    }

    /// （六）其他处理 as the single row of the 2019 edition.
    fn read_single_other(&mut self, columns: &'static [Column]) {
        if ["other.no_correction", "other.no_payment", "other.other"]
            .iter()
            .any(|key| self.chosen.get(&("requests", key)).is_some())
        {
            return;
        }
        let candidates = self.groups("（六）其他处理");
        for at in candidates {
            let run = self.run(at);
            if (run.row && !run.items.is_empty()) || self.figures(&run) > 0 || run.items.len() == columns.len() {
                self.assign("requests", "other.other", columns, at, &run);
                self.chosen.insert(("requests", "other.other"), Some(at));
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
        let rows = [
            ("rules", issue),
            ("normative", issue),
            ("license", change),
            ("services", Edition::E2019),
            ("penalty", change),
            ("coercion", change),
            ("fees", fees),
            ("procurement", Edition::E2019),
        ];
        self.home = self.home("proactive", &rows.map(|(key, _)| key));
        for (key, edition) in rows {
            if let Some(block) = block_of(table("proactive", edition), key) {
                self.read_row("proactive", key, block.columns);
            }
        }
        self.doubt_order("proactive");
        self.lose_far();
        self.doubt_blanks("proactive");
        self.doubt_places("proactive");
    }

    /// Where figures stand on the lines of their labels, one on a line below a label may be a page's number.
    fn lose_far(&mut self) {
        let line = |span: Span| self.items.iter().find(|item| item.span == span).map(|item| item.line);
        let mut far: Vec<(Name, bool)> = Vec::new();
        for (key, at) in self.loose_rows("proactive") {
            let label = self.items[self.found[at].last()].line;
            for (name, cell) in self.cells.iter().filter(|(name, _)| name.0 == "proactive" && name.1 == key) {
                far.extend(cell.span.and_then(line).map(|line| (*name, line != label)));
            }
        }
        if far.iter().any(|(_, far)| !far) {
            for (name, _) in far.into_iter().filter(|(_, far)| *far) {
                self.cells.insert(name, lost(None));
            }
        }
    }

    /// Where figures stand in the table's section that no row took, a row without any is not known to be blank. They may
    /// stand behind the heading that follows, up to the next label.
    fn doubt_blanks(&mut self, table: &'static str) {
        let last = self.loose_rows(table).into_iter().map(|(_, at)| at).max();
        let behind = last.map_or(0..0, |at| {
            let next = self.found.get(at + 1).map_or(self.items.len(), Occurrence::first);
            self.found[at].last() + 1..next
        });
        let mut first = 0;
        let stray = self.items.chunk_by(|a, b| a.line == b.line).any(|line| {
            let at = first;
            first += line.len();
            let values = line.iter().zip(&self.used[at..]).filter(|(item, _)| item.kind == Kind::Value);
            let count = values.clone().count();
            // A figure beside words may be a sentence's.
            let row = line[0].cell.is_none() && count > 0 && (count > 1 || line.len() == 1);
            row && values.into_iter().all(|(_, used)| !used)
                && (self.in_section(table, line[0].block) || behind.contains(&at))
        });
        for (name, cell) in self.cells.iter_mut() {
            if stray && name.0 == table && cell.reading == Reading::Blank && cell.span.is_none() {
                *cell = lost(None);
            }
        }
    }

    // ---- rows ---------------------------------------------------------------------------------------------------

    /// The occurrence that begins at an item.
    fn start(&self, item: usize) -> Option<usize> {
        self.found.binary_search_by_key(&item, Occurrence::first).ok()
    }

    fn occurrences(&self, target: &Target) -> impl Iterator<Item = usize> + use<'a> {
        let (found, target, labels) = (self.found, *target, labels());
        (0..found.len()).filter(move |&i| labels[found[i].label].is(&target))
    }

    /// Reads one row from the best of the places where its label stands.
    fn read_row(&mut self, table: &'static str, key: &'static str, columns: &'static [Column]) {
        let home = self.home.clone();
        let candidates: Vec<usize> =
            self.occurrences(&Target::Row(table, key)).filter(|at| home.contains(at)).collect();
        let mut best: Option<([bool; 4], usize, Run)> = None;
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
            // A bare 总计 or 其他 is a column's header unless figures follow, and rows of its table stand beside it.
            let header = targets.iter().any(|t| matches!(t, Target::Column(..)));
            if header && !(solid && self.beside_rows(table, at)) {
                continue;
            }
            let block = self.items[self.found[at].first()].block;
            // （六）其他, and a piece of another row's label between it and the figures.
            let near = run.items.first().is_none_or(|&i| i <= self.found[at].last() + 1);
            // What decides first stands first; where there is no other, nothing need be decided.
            let score = match candidates[..] {
                [_] => [true; 4],
                _ => [solid && (fits || run.row), self.in_section(table, block), !header, near],
            };
            if best.as_ref().is_none_or(|(so_far, ..)| score > *so_far) {
                best = Some((score, at, run));
            }
        }
        if let Some((_, at, run)) = best {
            self.chosen.insert((table, key), Some(at));
            // Tables side by side in one: which of them is this report's is not known.
            let last = |at: usize| &self.items[self.found[at].last()];
            let twin = |other: &usize| {
                let between = self.found[at.min(*other)].last()..self.found[at.max(*other)].first();
                *other != at
                    && last(*other).line == last(at).line
                    && labels()[self.found[at].label].targets.len() == 1
                    && self.items.get(between).is_some_and(|items| items.iter().any(|item| item.kind == Kind::Value))
            };
            if last(at).cell.is_some() && candidates.iter().any(twin) {
                return self.lose_items(table, key, columns, &run.items);
            }
            self.assign(table, key, columns, at, &run);
        }
    }

    /// Whether other rows of a table were read from the same table of the document, or from loose lines as this one.
    fn beside_rows(&self, table: &str, at: usize) -> bool {
        let place = |at: usize| {
            let item = &self.items[self.found[at].first()];
            item.cell.map(|_| item.block)
        };
        let rows = self.chosen.iter().filter(|((of, _), _)| *of == table);
        rows.filter(|(_, other)| other.is_some_and(|other| place(other) == place(at))).count() >= 3
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
        if here.cell.is_some() {
            // What stands behind a further label of the row is that label's.
            let row = |piece: usize| -> Vec<usize> {
                let here = &self.items[piece];
                (piece + 1..self.items.len())
                    .take_while(|i| self.items[*i].line == here.line && self.start(*i).is_none())
                    .filter(|&i| self.items[i].cell.zip(here.cell).is_some_and(|(c, h)| c.column >= h.column))
                    .collect()
            };
            let written = |items: &Vec<usize>| items.iter().any(|&i| self.items[i].kind == Kind::Value);
            // A label that a sheet or a page's end broke over two rows has its figures in either; its group has a row of
            // its own.
            let line = |piece: &usize| self.items[*piece].line;
            let pieces = if labels()[occurrence.label].with_group { &[last] } else { &occurrence.pieces[..] };
            let lines = pieces.chunk_by(|a, b| line(a) == line(b)).rev().filter_map(|pieces| pieces.last());
            let mut rows = lines.map(|piece| row(*piece)).filter(written);
            let items = rows.next().unwrap_or_else(|| row(last));
            if !items.is_empty() {
                return Run { items, row: true, torn: rows.next().is_some(), end: last + 1 };
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
            if let Some(next) = self.start(end) {
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
                Kind::Blank if self.filler[end] => {}
                Kind::Value | Kind::Blank => {
                    if item.kind == Kind::Value {
                        figures += 1;
                    }
                    items.push(end);
                }
            }
            end += 1;
        }
        Run { items, row: false, torn: false, end }
    }

    fn is_heading(&self, block: usize) -> bool {
        self.sections.iter().any(|(_, blocks)| blocks.start == block + 1)
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
            self.cells.insert(Name(table, key, column.key), cell);
        }
    }

    fn fill_blank(&mut self, table: &'static str, key: &'static str, columns: &'static [Column], span: Option<Span>) {
        for column in columns {
            self.cells.insert(Name(table, key, column.key), CellFound { reading: Reading::Blank, span });
        }
    }

    fn lose(&mut self, table: &'static str, key: &'static str, columns: &'static [Column]) {
        for column in columns {
            self.cells.insert(Name(table, key, column.key), lost(None));
        }
    }
}

fn table(key: &str, edition: Edition) -> &'static FormTable {
    let form = FORMS.iter().find(|form| form.edition == edition).expect("both editions have forms");
    form.tables.iter().find(|table| table.key == key).expect("both editions have the three tables")
}

fn filler(items: &[Item]) -> Vec<bool> {
    let lines = items.chunk_by(|a, b| a.line == b.line);
    lines
        .flat_map(|line| {
            let filler = line.len() > 1 && line.iter().all(|item| item.kind == Kind::Blank);
            std::iter::repeat_n(filler, line.len())
        })
        .collect()
}
