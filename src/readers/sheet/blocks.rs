//! A sheet cut into blocks: tables, and the lines between them.
//!
//! A sheet knows no tables, only cells. Rows that follow each other are one table; a row with one text alone is a
//! paragraph where it runs over the table's width, is long, or stands between rows of different width, and else a row
//! that has no figures. Rows and columns in which no cell begins are no part of a table: what merged cells leave
//! behind, and what lies between the cells that count.

use std::ops::Range;

use super::{Cell, Sheet, index, joined, key, place};
use crate::{
    document::{self, Block, Document, Hidden, HiddenKind, Origin, Table},
    order::Arrange,
    reader::ReadError,
    readers::limits::{self, Meter},
};

/// Blank rows without lines that may stand within a table, if it goes on as wide as it was.
const GAP: u32 = 2;
/// Places of all cells, those that merged cells cover among them.
const MOST: usize = 20 * limits::CELLS;
/// Characters of a row's only text beyond which it is a paragraph.
const LABEL: usize = 100;

/// Rows that merged cells hold together, or one row.
#[derive(Debug)]
struct Band {
    cells: Range<usize>,
    rows: Range<u32>,
    kind: Kind,
    /// Where the last text of it ends.
    right: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Lines are drawn around nothing.
    Blank,
    /// One text, and whether blank cells with lines stand beside it.
    Single { boxed: bool },
    /// Several texts.
    Multi,
    /// A text that is longer than a cell of any form.
    Page,
}

/// A table that is being put together.
#[derive(Debug)]
struct Open {
    bands: Range<usize>,
    right: u32,
}

/// Appends what a sheet shows to a document.
pub fn write(sheet: &mut Sheet, number: u32, document: &mut Document, meter: &mut Meter) -> Result<(), ReadError> {
    sheet.hidden_rows = joined(&sheet.hidden_rows);
    sheet.hidden_columns = joined(&sheet.hidden_columns);
    let (cells, columns) = laid(sheet, &mut document.hidden)?;
    let bands = bands(&cells, &sheet.hidden_rows);
    let edges = edges(&bands, &cells);
    let mut out = Writer { cells: &cells, columns, hidden_columns: &sheet.hidden_columns, number, document, meter };
    let mut open: Option<Open> = None;
    for (index, band) in bands.iter().enumerate() {
        let gap = index.checked_sub(1).map_or(0, |before| band.rows.start - bands[before].rows.end);
        let next_to = open.as_ref().filter(|open| gap == 0 && open.bands.end == index).map(|open| open.right);
        let below = below(&bands, &edges, index);
        let joins = match band.kind {
            Kind::Blank => next_to.is_some(),
            Kind::Page => false,
            Kind::Multi => {
                let goes_on = |open: &Open| gap <= GAP && edges[index] == Some(open.right);
                next_to.is_some() || open.as_ref().is_some_and(goes_on)
            }
            Kind::Single { boxed } => {
                let one = &cells[band.cells.clone()].iter().find(|cell| !cell.text.is_empty());
                let wide = |edge: Option<u32>| edge.is_some_and(|edge| one.is_some_and(|one| is_wide(one, edge)));
                let short = one.is_some_and(|one| one.text.chars().count() <= LABEL);
                short
                    && !wide(next_to)
                    && !wide(below)
                    && match (next_to, below) {
                        (Some(above), Some(below)) => above == below,
                        (None, None) => false,
                        _ => boxed,
                    }
            }
        };
        let opens = band.kind == Kind::Multi || joins;
        match &mut open {
            Some(open) if joins => open.bands.end = index + 1,
            _ => {
                out.table(open.take(), &bands)?;
                match band.kind {
                    _ if opens => open = Some(Open { bands: index..index + 1, right: 0 }),
                    _ => out.paragraphs(band)?,
                }
            }
        }
        if let (Some(open), Kind::Multi) = (&mut open, band.kind) {
            open.right = open.right.max(band.right);
        }
    }
    out.table(open, &bands)
}

/// The cells in order, merged ones with what they cover, and the columns in which any begins. What merged cells cover
/// is left out; what is not shown is noted apart.
fn laid(sheet: &mut Sheet, hidden: &mut Vec<Hidden>) -> Result<(Vec<Cell>, Vec<u32>), ReadError> {
    let ranges = [&sheet.hidden_rows, &sheet.hidden_columns];
    let shown = |row, column| beyond(ranges[0], row) == row && beyond(ranges[1], column) == column;
    let mut cells = std::mem::take(&mut sheet.cells);
    let mut keys: Vec<u64> = cells.iter().enumerate().map(|(index, cell)| key(cell.row, cell.column, index)).collect();
    keys.arrange();
    keys.dedup_by_key(|key| place(*key));
    let rows_end = keys.last().map_or(0, |key| place(*key).0 + 1);
    let written = cells.iter().filter(|cell| !cell.text.is_empty() && shown(cell.row, cell.column));
    let columns_end = written.map(|cell| cell.column + 1).max().unwrap_or(0);
    let alone = keys.len();
    for merge in sheet.merges.iter().take(limits::CELLS) {
        // What is not shown of it is left out, and its text stands in the rest.
        let (row, rows) = trimmed(&merge.rows, rows_end, ranges[0]);
        let (column, columns) = trimmed(&merge.columns, columns_end, ranges[1]);
        if rows == 0 || columns == 0 {
            continue;
        }
        let find = |row, column| keys[..alone].binary_search_by_key(&(row, column), |key| place(*key));
        let first = find(merge.rows.start, merge.columns.start).ok();
        let text = first.map(|at| std::mem::take(&mut cells[index(keys[at])].text)).unwrap_or_default();
        match find(row, column) {
            Ok(at) => {
                let cell = &mut cells[index(keys[at])];
                (cell.rows, cell.columns, cell.text) = (rows, columns, text);
            }
            Err(_) => {
                keys.push(key(row, column, cells.len()));
                cells.push(Cell { row, column, rows, columns, text, boxed: true });
            }
        }
    }
    keys.arrange();
    keys.dedup_by_key(|key| place(*key));
    let split = ranges[0].len();
    let mut texts = vec![String::new(); split + ranges[1].len()];
    keys.retain(|key| {
        let (row, column) = place(*key);
        if shown(row, column) {
            return column < columns_end;
        }
        // A run of rows or columns that follow each other is noted at a time.
        let run = |axis: usize, at| ranges[axis].partition_point(|range| range.end <= at);
        let number = if beyond(ranges[0], row) == row { split + run(1, column) } else { run(0, row) };
        let (text, own) = (&mut texts[number], &cells[index(*key)].text);
        if !text.is_empty() && !own.is_empty() {
            text.push('\t');
        }
        text.push_str(own);
        false
    });
    texts.retain(|text| !text.is_empty());
    hidden.extend(texts.into_iter().map(|text| Hidden { kind: HiddenKind::Cells, text, author: None, span: None }));
    let mut columns: Vec<u64> = keys.iter().map(|key| place(*key).1.into()).collect();
    columns.arrange();
    columns.dedup();
    let columns: Vec<u32> = columns.into_iter().map(|column| column as u32).collect();
    // For each of the columns the first row that no merged cell above reaches into.
    let mut free_from = vec![0; columns.len()];
    let mut laid = Vec::with_capacity(keys.len());
    let mut covered = 0;
    for key in keys {
        let cell = std::mem::take(&mut cells[index(key)]);
        let number = |at: u32| columns.partition_point(|&other| other < at);
        let x = number(cell.column);
        if free_from[x] > cell.row {
            continue;
        }
        if (cell.rows, cell.columns) != (1, 1) {
            let reach = x..number(cell.column + cell.columns);
            covered += reach.len();
            if covered > MOST {
                return Err(ReadError::TooLarge);
            }
            free_from[reach].fill(cell.row + cell.rows);
        }
        laid.push(cell);
    }
    Ok((laid, columns))
}

/// The first place at or behind one that is not in any of some ranges.
fn beyond(ranges: &[Range<u32>], at: u32) -> u32 {
    let range = ranges.get(ranges.partition_point(|range| range.end <= at));
    range.filter(|range| range.start <= at).map_or(at, |range| range.end)
}

/// The first of some rows or columns that is shown, and how many there are from it up to the last that is.
fn trimmed(all: &Range<u32>, end: u32, hidden: &[Range<u32>]) -> (u32, u32) {
    let (start, end) = (beyond(hidden, all.start), all.end.min(end));
    let last = hidden.get(hidden.partition_point(|range| range.end < end));
    let end = last.map_or(end, |range| range.start.min(end));
    (start, end.saturating_sub(start))
}

fn bands(cells: &[Cell], hidden_rows: &[Range<u32>]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let written = !cell.text.is_empty();
        let end = beyond(hidden_rows, if written { cell.row + cell.rows } else { cell.row + 1 });
        match bands.last_mut() {
            Some(band) if cell.row < band.rows.end => {
                band.cells.end = index + 1;
                band.rows.end = band.rows.end.max(end);
            }
            _ => {
                let (cells, rows) = (index..index + 1, cell.row..end);
                bands.push(Band { cells, rows, kind: Kind::Blank, right: 0 });
            }
        }
    }
    for band in &mut bands {
        let all = &cells[band.cells.clone()];
        let mut written = all.iter().filter(|cell| !cell.text.is_empty());
        band.right = written.clone().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
        band.kind = match (written.clone().any(is_page), written.next(), written.next()) {
            (true, ..) => Kind::Page,
            (_, None, _) => Kind::Blank,
            (_, Some(one), None) => Kind::Single { boxed: one.boxed && all.iter().any(|cell| cell.text.is_empty()) },
            _ => Kind::Multi,
        };
    }
    bands
}

fn is_page(cell: &Cell) -> bool {
    cell.text.len() > limits::CELL_CHARACTERS && cell.text.chars().count() > limits::CELL_CHARACTERS
}

/// Whether a cell is merged over most of a table's width.
fn is_wide(cell: &Cell, right: u32) -> bool {
    cell.columns > 1 && (cell.column + cell.columns).saturating_mul(4) >= right.saturating_mul(3)
}

/// For each band how wide the table is that begins with it or stands below it, with no gap and no line between.
fn edges(bands: &[Band], cells: &[Cell]) -> Vec<Option<u32>> {
    let mut edges = vec![None; bands.len()];
    for (index, band) in bands.iter().enumerate().rev() {
        let below = below(bands, &edges, index);
        edges[index] = match band.kind {
            Kind::Page => None,
            Kind::Blank => below,
            Kind::Multi => {
                let goes_on = bands.get(index + 1).is_some_and(|next| !matches!(next.kind, Kind::Single { .. }));
                Some(below.filter(|_| goes_on).map_or(band.right, |below| below.max(band.right)))
            }
            Kind::Single { .. } => below.filter(|&edge| !cells[band.cells.clone()].iter().any(|c| is_wide(c, edge))),
        };
    }
    edges
}

/// The width of the table right below a band.
fn below(bands: &[Band], edges: &[Option<u32>], index: usize) -> Option<u32> {
    let next = bands.get(index + 1).filter(|next| next.rows.start == bands[index].rows.end);
    next.and_then(|_| edges[index + 1])
}

/// What is written to.
struct Writer<'a> {
    cells: &'a [Cell],
    /// The columns of the sheet in which any cell begins, covered or not.
    columns: Vec<u32>,
    hidden_columns: &'a [Range<u32>],
    number: u32,
    document: &'a mut Document,
    meter: &'a mut Meter,
}

impl Writer<'_> {
    fn text(&mut self, content: &str, row: u32, column: u32) -> Result<document::TextId, ReadError> {
        self.meter.characters(content)?;
        Ok(self.document.push_text(content, Origin::Sheet { sheet: self.number, row, column }))
    }

    fn paragraphs(&mut self, band: &Band) -> Result<(), ReadError> {
        let cells = self.cells;
        for cell in cells[band.cells.clone()].iter().filter(|cell| !cell.text.is_empty()) {
            self.meter.paragraph()?;
            let id = self.text(&cell.text, cell.row, cell.column)?;
            self.document.blocks.push(Block::Paragraph(id));
        }
        Ok(())
    }

    /// Writes a table, or those that stand side by side in the same rows.
    fn table(&mut self, open: Option<Open>, bands: &[Band]) -> Result<(), ReadError> {
        let Some(Open { bands: mut range, .. }) = open else { return Ok(()) };
        // Below the last text one blank row with lines is a row to be filled in; more are paper.
        let is_blank = |index: usize| bands[index].kind == Kind::Blank;
        while range.len() > 2 && is_blank(range.end - 1) && is_blank(range.end - 2) {
            range.end -= 1;
        }
        let all = self.cells;
        let cells = &all[bands[range.start].cells.start..bands[range.end - 1].cells.end];
        let tables = side_by_side(cells, self.hidden_columns);
        let mut parts: Vec<Vec<&Cell>> = vec![Vec::new(); tables.len()];
        for cell in cells {
            if let Some(part) = parts.get_mut(tables.partition_point(|columns| columns.end <= cell.column)) {
                part.push(cell);
            }
        }
        tables.iter().zip(&parts).try_for_each(|(columns, cells)| self.part(cells, columns))
    }

    fn part(&mut self, cells: &[&Cell], within: &Range<u32>) -> Result<(), ReadError> {
        let mut rows: Vec<u32> = cells.iter().map(|cell| cell.row).collect();
        rows.dedup();
        let number = |list: &[u32], at: u32| list.partition_point(|&other| other < at);
        let columns = number(&self.columns, within.start)..number(&self.columns, within.end);
        let columns = self.columns[columns].to_vec();
        // What merged cells cover is looked at, too.
        if rows.len().saturating_mul(columns.len()) > MOST {
            return Err(ReadError::TooLarge);
        }
        let mut table = Table { rows: rows.len() as u32, columns: columns.len() as u32, cells: Vec::new() };
        let mut free_from = vec![0; columns.len()];
        let mut cells = cells.iter().peekable();
        for (y, &row) in rows.iter().enumerate() {
            for (x, &column) in columns.iter().enumerate() {
                let here = cells.next_if(|cell| (cell.row, cell.column) == (row, column));
                if free_from[x] > y {
                    continue;
                }
                let (mut rowspan, mut colspan) = (1, 1);
                if let Some(cell) = here {
                    rowspan = number(&rows, row + cell.rows) - y;
                    let most = number(&columns, column + cell.columns) - x;
                    // A merged cell from above that reaches into the row is where this one ends.
                    colspan = free_from[x..x + most].iter().take_while(|&&free| free <= y).count();
                }
                free_from[x..x + colspan].fill(y + rowspan);
                self.meter.cell()?;
                let text = self.text(here.map_or("", |cell| &cell.text), row, column)?;
                let (rowspan, colspan) = (rowspan as u32, colspan as u32);
                let cell = document::Cell { row: y as u32, column: x as u32, rowspan, colspan, header: false, text };
                table.cells.push(cell);
            }
        }
        self.document.blocks.push(Block::Table(table));
        Ok(())
    }
}

/// What stands in the columns between two blank ones.
#[derive(Debug)]
struct Part {
    columns: Range<u32>,
    /// The first and the last of its rows with a text, if there is one.
    rows: Option<(u32, u32)>,
    /// The row looked at last, and how many texts it has.
    row: (u32, usize),
    /// Rows with two texts or more.
    full: usize,
    /// The first texts of its rows: those that are words, and the others.
    words: [usize; 2],
}

impl Part {
    /// Whether it may be a table of its own.
    fn is_table(&self) -> bool {
        self.full >= 2
    }

    /// Whether what stands beside it is another table: it names its own rows, or goes down further or less far.
    fn is_apart(&self, other: &Self) -> bool {
        let named = other.words[0] > other.words[1] && 2 * other.words[0] >= self.words[0] + self.words[1];
        let uneven = self.rows.zip(other.rows).is_some_and(|(own, its)| own.0 == its.0 && own.1 != its.1);
        self.is_table() && other.is_table() && (named || uneven)
    }
}

/// The columns of the tables that stand side by side in the same rows; almost always there is one.
fn side_by_side(cells: &[Cell], hidden: &[Range<u32>]) -> Vec<Range<u32>> {
    let taken: Vec<Range<u32>> =
        cells.iter().map(|cell| cell.column..beyond(hidden, cell.column + cell.columns)).collect();
    let mut parts: Vec<Part> = Vec::new();
    for columns in joined(&taken) {
        parts.push(Part { columns, rows: None, row: (u32::MAX, 0), full: 0, words: [0; 2] });
    }
    for cell in cells.iter().filter(|cell| !cell.text.is_empty()) {
        let index = parts.partition_point(|part| part.columns.end <= cell.column);
        let Some(part) = parts.get_mut(index) else { continue };
        part.rows = both(part.rows, Some((cell.row, cell.row + cell.rows)));
        if part.row.0 != cell.row {
            part.row = (cell.row, 0);
            let figures = cell.text.chars().all(|c| c.is_ascii_digit() || " .,+-/%".contains(c));
            part.words[usize::from(figures)] += 1;
        }
        part.row.1 += 1;
        part.full += usize::from(part.row.1 == 2);
    }
    let mut tables: Vec<Part> = Vec::new();
    for part in parts {
        match tables.last_mut() {
            Some(last) if !last.is_apart(&part) => {
                last.columns.end = part.columns.end;
                last.rows = both(last.rows, part.rows);
                last.full = last.full.max(part.full);
            }
            _ => tables.push(part),
        }
    }
    tables.into_iter().map(|part| part.columns).collect()
}

/// The rows from the first of both to the last of both.
fn both(one: Option<(u32, u32)>, other: Option<(u32, u32)>) -> Option<(u32, u32)> {
    one.zip(other).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1))).or(one).or(other)
}
