//! Tables (ECMA-376, 17.4): from rows of cells to cells on a grid.

use super::{body::Body, is_on};
use crate::{
    document::HiddenKind,
    reader::ReadError,
    readers::{
        flow::{Flow, Grid, GridCell, Item, Line},
        limits,
        xml::Element,
    },
};

/// A row being read.
#[derive(Default)]
struct Row {
    /// Columns before its first cell.
    before: u32,
    header: bool,
    deleted: bool,
    hidden: bool,
    author: Option<String>,
    cells: Vec<RowCell>,
}

/// A cell being read.
struct RowCell {
    span: u32,
    /// Whether it continues the cell above (or is the first that others continue); nothing where it stands alone.
    below: Option<bool>,
    /// Whether it continues the cell before it.
    beside: bool,
    content: Flow,
}

impl Body<'_, '_> {
    /// Reads the table that began last.
    pub(super) fn table(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        let outside = self.outside();
        let mut grid = Grid::default();
        // The cells that reach the row before.
        let mut above = Vec::new();
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "tr" => {
                    let row = self.row()?;
                    if row.deleted || row.hidden {
                        flow.push(Item::Line(traces(row)));
                    } else if !row.cells.is_empty() {
                        above = lay(row, &above, &mut grid);
                    }
                }
                "tblPr" | "tblGrid" | "sdtPr" | "sdtEndPr" | "customXmlPr" => self.xml().skip()?,
                _ => {}
            }
        }
        if !grid.cells.is_empty() {
            grid.put(flow);
        }
        Ok(())
    }

    fn row(&mut self) -> Result<Row, ReadError> {
        let outside = self.outside();
        let mut row = Row::default();
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "tc" => {
                    self.meter().cell()?;
                    let blank = self.is_placeholder(1);
                    let mut cell = self.cell()?;
                    if blank {
                        cell.content.clear();
                    }
                    row.cells.push(cell);
                }
                "trPr" => self.row_properties(&mut row)?,
                "sdtPr" => self.control()?,
                "tblPrEx" | "sdtEndPr" | "customXmlPr" => self.xml().skip()?,
                _ => {}
            }
        }
        Ok(row)
    }

    fn row_properties(&mut self, row: &mut Row) -> Result<(), ReadError> {
        let outside = self.outside();
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "gridBefore" => row.before = element.number("val").unwrap_or_default(),
                "tblHeader" => row.header = is_on(&element),
                "hidden" => row.hidden = is_on(&element),
                "del" => {
                    row.deleted = true;
                    row.author = element.attribute("author");
                }
                "trPrChange" => self.xml().skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cell(&mut self) -> Result<RowCell, ReadError> {
        let outside = self.outside();
        let mut cell = RowCell { span: 1, below: None, beside: false, content: Flow::new() };
        let mut held = None;
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "tcPr" => self.cell_properties(&mut cell)?,
                _ => self.block(&element, &mut cell.content, &mut held)?,
            }
        }
        self.release(&mut held, &mut cell.content)?;
        Ok(cell)
    }

    fn cell_properties(&mut self, cell: &mut RowCell) -> Result<(), ReadError> {
        let continues = |element: &Element| element.attribute("val").as_deref() != Some("restart");
        let outside = self.outside();
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "gridSpan" => cell.span = element.number("val").unwrap_or(1).max(1),
                "vMerge" | "vmerge" => cell.below = Some(continues(&element)),
                "hMerge" | "hmerge" => cell.beside = continues(&element),
                "tcPrChange" => self.xml().skip()?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// A cell that reaches a row: its column, its place among the cells, and whether it may be continued below.
type Reached = (u32, usize, bool);

/// Lays a row on the grid and gives the cells that reach it.
fn lay(row: Row, above: &[Reached], grid: &mut Grid) -> Vec<Reached> {
    let mut cells: Vec<RowCell> = Vec::with_capacity(row.cells.len());
    for cell in row.cells {
        match cells.last_mut() {
            Some(before) if cell.beside => {
                before.span = before.span.saturating_add(cell.span);
                before.content.extend(covered(cell.content));
            }
            _ => cells.push(cell),
        }
    }
    let mut column = row.before.min(limits::SPANNED_COLUMNS);
    let mut reached = Vec::with_capacity(cells.len());
    for cell in cells {
        let span = cell.span.min(limits::SPANNED_COLUMNS.saturating_sub(column)).max(1);
        let upper = above.binary_search_by_key(&column, |(column, ..)| *column).ok().map(|found| above[found]);
        let continues = cell.below == Some(true);
        let upper = upper.filter(|(_, index, open)| continues && *open && grid.cells[*index].colspan == span);
        let upper = upper.map(|(_, index, _)| index);
        let index = upper.unwrap_or(grid.cells.len());
        match upper.and_then(|index| grid.cells.get_mut(index)) {
            Some(upper) => {
                upper.rowspan += 1;
                upper.content.extend(covered(cell.content));
            }
            None => grid.cells.push(GridCell {
                row: grid.rows,
                column,
                rowspan: 1,
                colspan: span,
                header: row.header,
                content: cell.content,
            }),
        }
        reached.push((column, index, upper.is_some() || cell.below == Some(false)));
        column += span;
    }
    grid.rows += 1;
    grid.columns = grid.columns.max(column);
    reached
}

/// What a cell that continues another one holds is not shown.
fn covered(content: Flow) -> Option<Item> {
    let line = words(content, HiddenKind::Text, None);
    (!line.marks.is_empty()).then_some(Item::Line(line))
}

/// What a row that is not shown leaves behind.
fn traces(row: Row) -> Line {
    let kind = if row.deleted { HiddenKind::Deletion } else { HiddenKind::Text };
    let content = row.cells.into_iter().flat_map(|cell| cell.content).collect();
    words(content, kind, row.author.as_deref())
}

/// A line without text that remembers the words of a flow as something hidden.
fn words(content: Flow, kind: HiddenKind, author: Option<&str>) -> Line {
    let mut line = Line::default();
    for item in content {
        let Item::Line(own) = item else { continue };
        if !own.text.is_empty() {
            line.mark(kind, &own.text, author, 0..0);
        }
        for mark in own.marks {
            line.mark(mark.kind, &mark.text, mark.author.as_deref(), 0..0);
        }
    }
    line
}
