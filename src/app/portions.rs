//! A long report cut into portions, each drawn and redrawn on its own; a usual one is a single portion.
//!
//! No browser type stands here, so all of it is tested natively.

use std::ops::Range;

use super::marks::Marks;
use crate::document::{Block, Cell, Document, Table};
use crate::order::Arrange;

/// How many paragraphs, cells and marks a portion holds. Several times a usual report.
pub const WEIGHT: usize = 2_000;

/// Blocks that are drawn together, and what the blocks before them decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portion {
    /// The blocks.
    pub blocks: Range<usize>,
    /// The heading level that the block before has left; the page's own heading is the first.
    pub level: u8,
    /// How many tables stand before.
    pub tables: usize,
}

/// A report's portions.
pub struct Layout {
    /// In the report's order.
    pub portions: Vec<Portion>,
    of_text: Vec<Option<u32>>,
}

impl Layout {
    /// Cuts the blocks of a report.
    pub fn new(document: &Document, extent: Range<usize>, marks: &Marks) -> Self {
        let mut layout = Self { portions: Vec::new(), of_text: vec![None; document.texts.len()] };
        let (mut level, mut tables, mut weight) = (1, 0, 0);
        for number in extent {
            let Some(block) = document.blocks.get(number) else { break };
            let own = match block {
                Block::Paragraph(text) | Block::Heading(_, text) => 1 + marks.count(text.0),
                Block::Picture => 1,
                Block::Table(table) => table_weight(table, marks),
            };
            match layout.portions.last_mut() {
                Some(portion) if weight + own <= WEIGHT => portion.blocks.end = number + 1,
                _ => {
                    layout.portions.push(Portion { blocks: number..number + 1, level, tables });
                    weight = 0;
                }
            }
            weight += own;
            let portion = Some(layout.portions.len() as u32 - 1);
            match block {
                Block::Paragraph(text) => layout.of_text[text.0 as usize] = portion,
                Block::Heading(wanted, text) => {
                    layout.of_text[text.0 as usize] = portion;
                    level = heading_level(*wanted, level, document.text(*text)).unwrap_or(level);
                }
                Block::Picture => {}
                Block::Table(table) => {
                    tables += 1;
                    table.cells.iter().for_each(|cell| layout.of_text[cell.text.0 as usize] = portion);
                }
            }
        }
        layout
    }

    /// The portion that a text stands in.
    pub fn of_text(&self, text: u32) -> Option<usize> {
        self.of_text.get(text as usize).copied().flatten().map(|portion| portion as usize)
    }
}

/// The level that a heading is drawn at: none is ever left out, and none is drawn for a blank.
pub fn heading_level(wanted: u8, before: u8, text: &str) -> Option<u8> {
    (!text.trim().is_empty()).then(|| (wanted.saturating_add(1)).clamp(2, before + 1).min(6))
}

fn table_weight(table: &Table, marks: &Marks) -> usize {
    table.cells.iter().map(|cell| 1 + marks.count(cell.text.0)).sum()
}

/// Whether a table is drawn in portions of its own.
pub fn is_long(table: &Table, marks: &Marks) -> bool {
    table.cells.len() > WEIGHT || table_weight(table, marks) > WEIGHT
}

/// Rows of a table that are drawn together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The rows.
    pub rows: Range<u32>,
    /// Their cells.
    pub cells: Range<usize>,
    /// What reaches into them from above: column, rows, columns.
    pub carried: Vec<(u32, u32, u32)>,
}

/// The rows of a table, all in one portion or, where the table is long, in several.
pub fn rows(table: &Table, long: bool) -> Vec<Rows> {
    let mut portions: Vec<Rows> = Vec::new();
    let mut first = 0;
    for row in 0..table.rows {
        let cells = table.cells[first..].iter().take_while(|cell| cell.row <= row).count();
        match portions.last_mut() {
            Some(last) if !long || last.cells.len() + (row - last.rows.start) as usize + cells <= WEIGHT => {
                last.rows.end = row + 1;
                last.cells.end = first + cells;
            }
            _ => portions.push(Rows { rows: row..row + 1, cells: first..first + cells, carried: Vec::new() }),
        }
        first += cells;
    }
    // The last row that is covered, column, columns.
    let mut open: Vec<(u32, u32, u32)> = Vec::new();
    for portion in &mut portions {
        let Range { start, end } = portion.rows;
        portion.carried =
            open.iter().map(|&(below, column, columns)| (column, below.min(end) - start, columns)).collect();
        portion.carried.arrange();
        open.extend(
            table.cells[portion.cells.clone()].iter().map(|cell| (below(table, cell), cell.column, cell.colspan)),
        );
        open.retain(|&(below, ..)| below > end);
    }
    portions
}

/// The first row below a cell.
fn below(table: &Table, cell: &Cell) -> u32 {
    cell.row.saturating_add(cell.rowspan).min(table.rows)
}

/// Which cells of a table are headers, and of what: the `scope` of each cell, none for data.
///
/// Reports mark few of their headers. In a table that figures of the form were read from, everything that says
/// something and is no figure is a header; in any other, what the source calls one, else the first row.
pub fn scopes(table: &Table, document: &Document, marks: &Marks) -> Vec<Option<&'static str>> {
    // Of each row, the column behind that of its last figure.
    let mut last_figure = vec![0; table.rows as usize];
    for cell in table.cells.iter().filter(|cell| marks.is_data(cell.text.0)) {
        if let Some(last) = last_figure.get_mut(cell.row as usize) {
            *last = cell.column.saturating_add(1).max(*last);
        }
    }
    let figures = last_figure.iter().any(|&last| last > 0);
    let called = table.cells.iter().any(|cell| cell.header);
    let last_row = table.cells.iter().map(|cell| cell.row).max().unwrap_or(0);
    let scope = |cell: &Cell| {
        if document.text(cell.text).trim().is_empty() || marks.is_data(cell.text.0) {
            return None;
        }
        if !figures {
            let header = if called { cell.header } else { cell.row == 0 };
            return (header && last_row >= cell.row.saturating_add(cell.rowspan)).then_some("col");
        }
        let rows = cell.row as usize..below(table, cell) as usize;
        let right = last_figure
            .get(rows)
            .is_some_and(|rows| rows.iter().any(|&last| last > cell.column.saturating_add(cell.colspan)));
        Some(match (right, cell.rowspan > 1, cell.colspan > 1) {
            (true, false, _) => "row",
            (true, true, _) => "rowgroup",
            (false, _, false) => "col",
            (false, _, true) => "colgroup",
        })
    };
    table.cells.iter().map(scope).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const SAMPLE: &str = include_str!("../../www/samples/report.html");

    fn table(document: &mut Document, rows: u32, columns: u32) -> Table {
        let cell = |i: u32| Cell {
            row: i / columns,
            column: i % columns,
            rowspan: 1,
            colspan: 1,
            header: false,
            text: document.push_text("1", None),
        };
        Table { rows, columns, cells: (0..rows * columns).map(cell).collect() }
    }

    #[test]
    fn a_usual_report_is_one_portion() {
        let outcome = crate::check(&Source::bytes("sample", SAMPLE), &Default::default()).remove(0);
        let (sheet, marks) = (outcome.sheet.as_ref().unwrap(), Marks::new(&outcome));
        let layout = Layout::new(&sheet.document, sheet.extent.clone(), &marks);
        assert_eq!(layout.portions, [Portion { blocks: sheet.extent.clone(), level: 1, tables: 0 }]);
        let tables = sheet.document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        assert!(tables.clone().count() >= 3 && tables.into_iter().all(|table| !is_long(table, &marks)));
    }

    #[test]
    fn a_long_report_is_cut_without_loss_and_goes_on_where_it_was_cut() {
        let mut document = Document::default();
        for n in 0..3 * WEIGHT {
            let text = document.push_text(n.to_string(), None);
            document.blocks.push(if n == 5 { Block::Heading(1, text) } else { Block::Paragraph(text) });
        }
        let table = table(&mut document, 1, 2);
        document.blocks.insert(7, Block::Table(table));
        let layout = Layout::new(&document, 0..document.blocks.len(), &Marks::default());
        let blocks: Vec<usize> = layout.portions.iter().flat_map(|portion| portion.blocks.clone()).collect();
        assert_eq!(blocks, (0..document.blocks.len()).collect::<Vec<_>>());
        assert_eq!(layout.portions.len(), 4);
        assert_eq!((layout.portions[1].level, layout.portions[1].tables), (2, 1));
        assert_eq!((layout.of_text(0), layout.of_text(3 * WEIGHT as u32 - 1)), (Some(0), Some(3)));
    }

    #[test]
    fn a_merged_cell_reaches_through_the_portions_of_its_table() {
        let mut document = Document::default();
        let mut table = table(&mut document, 2 * WEIGHT as u32, 2);
        // The whole first column is one cell.
        table.cells.retain(|cell| cell.column == 1 || cell.row == 0);
        table.cells[0].rowspan = u32::MAX;
        let portions = rows(&table, true);
        assert!(portions.len() > 1);
        assert_eq!(portions[0].carried, []);
        for portion in &portions[1..] {
            assert_eq!(portion.carried, [(0, portion.rows.end - portion.rows.start, 1)]);
        }
        assert_eq!(portions.iter().map(|portion| portion.cells.len()).sum::<usize>(), table.cells.len());
        assert_eq!(rows(&table, false).len(), 1);
    }

    #[test]
    fn headers_are_told_by_the_figures_beside_them() {
        let outcome = crate::check(&Source::bytes("sample", SAMPLE), &Default::default()).remove(0);
        let (document, marks) = (&outcome.sheet.as_ref().unwrap().document, Marks::new(&outcome));
        let scope = |wanted: &str| {
            document.blocks.iter().find_map(|block| {
                let Block::Table(table) = block else { return None };
                let at = table.cells.iter().position(|cell| document.text(cell.text).trim() == wanted)?;
                Some(scopes(table, document, &marks)[at])
            })
        };
        assert_eq!(scope("行政许可"), Some(Some("row")));
        assert_eq!(scope("自然人"), Some(Some("col")));
        assert_eq!(scope("申请人情况"), Some(Some("colgroup")));
    }
}
