//! Tables: from rows of cells, covered and repeated ones among them, to cells on a grid.

use super::text::Body;
use crate::{
    order::Arrange,
    reader::ReadError,
    readers::{
        flow::{Flow, Grid, GridCell, Item, Line, push_line},
        limits,
        xml::Element,
    },
};

/// Cells of one table that other tables divide; a form has fewer.
const DIVIDED: usize = 64;

/// A cell, or places that a cell elsewhere covers.
struct Place {
    /// How often it stands there.
    repeated: u32,
    colspan: u32,
    rowspan: u32,
    /// What is in it; nothing for a covered one.
    content: Option<Flow>,
    /// The cell that got its content: those that repeat it copy its text from there.
    first: Option<usize>,
}

/// A row.
struct Row {
    repeated: u32,
    header: bool,
    places: Vec<Place>,
}

impl Body<'_> {
    /// Reads the table that began last. A table that divides a cell (`is-sub-table`) stays the cell's, to be put in its
    /// place.
    pub(super) fn table(&mut self, flow: &mut Flow, divides: bool) -> Result<(), ReadError> {
        let outside = self.outside();
        let (mut rows, mut header) = (Vec::new(), None);
        while let Some(element) = self.within(outside)? {
            let depth = self.outside();
            match element.name() {
                "table-header-rows" => header = Some(depth),
                "table-rows" => header = None,
                "table-row" => {
                    header = header.filter(|outside| depth > *outside);
                    let row = Row {
                        repeated: times(&element, "number-rows-repeated"),
                        header: header.is_some(),
                        places: self.row()?,
                    };
                    if !row.places.is_empty() {
                        rows.push(row);
                    }
                }
                _ => {}
            }
        }
        let grid = self.lay(rows)?;
        if divides {
            flow.push(Item::Table(Grid { divides, ..grid }));
        } else if !grid.cells.is_empty() {
            grid.put(flow);
        }
        Ok(())
    }

    fn row(&mut self) -> Result<Vec<Place>, ReadError> {
        let outside = self.outside();
        let mut places = Vec::new();
        while let Some(element) = self.within(outside)? {
            let is_cell = element.name() == "table-cell";
            if !is_cell && element.name() != "covered-table-cell" {
                continue;
            }
            self.meter().cell()?;
            let mut content = Flow::new();
            self.blocks(&mut content)?;
            places.push(Place {
                repeated: times(&element, "number-columns-repeated"),
                colspan: times(&element, "number-columns-spanned"),
                rowspan: times(&element, "number-rows-spanned").min(limits::ROWSPAN),
                content: is_cell.then_some(content),
                first: None,
            });
        }
        Ok(places)
    }

    /// Lays rows on a grid. Where a writer left out what is covered, cells stand beside it.
    fn lay(&mut self, rows: Vec<Row>) -> Result<Grid, ReadError> {
        let covers = rows.iter().flat_map(|row| &row.places).any(|place| place.content.is_none());
        let mut grid = Grid::default();
        // For each column the cell that was laid there last, and the first row that it does not ask for.
        let mut last: Vec<(usize, u32)> = Vec::new();
        for mut row in rows {
            for turn in 0..row.repeated {
                let mut column = 0;
                for place in &mut row.places {
                    if turn > 0 {
                        self.meter().cell()?;
                    }
                    if place.content.is_none() {
                        column += place.repeated;
                        continue;
                    }
                    for _ in 0..place.repeated {
                        column = self.place(place, row.header, column, covers, &mut grid, &mut last)?;
                    }
                }
                grid.rows += 1;
            }
        }
        for cell in &mut grid.cells {
            cell.rowspan = cell.rowspan.min(grid.rows - cell.row);
        }
        undivided(&mut grid);
        grid.columns = grid.cells.iter().map(|cell| cell.column + cell.colspan).max().unwrap_or_default();
        Ok(grid)
    }

    /// Lays a cell at a column, or behind what is covered there, and gives the next column.
    fn place(
        &mut self,
        place: &mut Place,
        header: bool,
        mut column: u32,
        covers: bool,
        grid: &mut Grid,
        last: &mut Vec<(usize, u32)>,
    ) -> Result<u32, ReadError> {
        let row = grid.rows;
        let taken = |last: &[(usize, u32)], column: u32| last.get(column as usize).is_some_and(|(_, free)| *free > row);
        while !covers && taken(last, column) {
            column += 1;
        }
        let content = match place.first {
            Some(first) => self.again(grid.cells.get(first))?,
            None => place.content.as_mut().map(std::mem::take).unwrap_or_default(),
        };
        place.first = place.first.or(Some(grid.cells.len()));
        let colspan = place.colspan.min(limits::SPANNED_COLUMNS.saturating_sub(column)).max(1);
        let end = column.saturating_add(colspan);
        // Far to the right nothing is merged, and nothing has to be remembered.
        if end <= limits::SPANNED_COLUMNS {
            last.resize(last.len().max(end as usize), (0, 0));
            for at in column..end {
                if taken(last, at)
                    && let Some(other) = grid.cells.get_mut(last[at as usize].0)
                {
                    // What stands here ends the cell that would cover it.
                    match column.saturating_sub(other.column) {
                        0 => other.rowspan = other.rowspan.min((row - other.row).max(1)),
                        columns => other.colspan = other.colspan.min(columns),
                    }
                }
                last[at as usize] = (grid.cells.len(), row.saturating_add(place.rowspan));
            }
        }
        grid.cells.push(GridCell { row, column, rowspan: place.rowspan, colspan, header, content });
        Ok(if covers { column.saturating_add(1) } else { end })
    }

    /// The text of a cell once more.
    fn again(&mut self, cell: Option<&GridCell>) -> Result<Flow, ReadError> {
        self.meter().cell()?;
        let mut flow = Flow::new();
        for item in cell.into_iter().flat_map(|cell| &cell.content) {
            if let Item::Line(line) = item {
                push_line(&mut flow, Line { text: line.text.clone(), ..Line::default() }, self.meter())?;
            }
        }
        Ok(flow)
    }
}

/// Puts the cells of tables that divide a cell in its place, and makes the cells around as many rows and columns larger.
fn undivided(grid: &mut Grid) {
    let is_divided = |cell: &GridCell| matches!(cell.content[..], [Item::Table(Grid { divides: true, .. })]);
    for _ in 0..DIVIDED {
        let Some(at) = grid.cells.iter().position(is_divided) else { return };
        let cell = grid.cells.remove(at);
        let Some(Item::Table(inner)) = cell.content.into_iter().next() else { continue };
        let rows = inner.rows.saturating_sub(cell.rowspan);
        let columns = inner.columns.saturating_sub(cell.colspan);
        for other in &mut grid.cells {
            let widen = |start: &mut u32, span: &mut u32, from: u32, to: u32, by: u32| {
                if *start >= to {
                    *start += by;
                } else if *start + *span >= to && *start <= from {
                    *span += by;
                }
            };
            widen(&mut other.row, &mut other.rowspan, cell.row, cell.row + cell.rowspan, rows);
            widen(&mut other.column, &mut other.colspan, cell.column, cell.column + cell.colspan, columns);
        }
        grid.rows += rows;
        let (height, width) = (cell.rowspan + rows, cell.colspan + columns);
        let whole = |part: GridCell| GridCell {
            rowspan: if part.row + part.rowspan == inner.rows { height - part.row } else { part.rowspan },
            colspan: if part.column + part.colspan == inner.columns { width - part.column } else { part.colspan },
            row: cell.row + part.row,
            column: cell.column + part.column,
            ..part
        };
        grid.cells.extend(inner.cells.into_iter().map(whole));
        grid.cells.arrange_by_key(|cell| (cell.row, cell.column));
    }
}

/// A number of times, at least once and no more than any table has of it.
fn times(element: &Element, name: &str) -> u32 {
    element.number(name).unwrap_or(1).clamp(1, limits::SPANNED_COLUMNS)
}
