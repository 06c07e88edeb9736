//! Tables: from rows of cells, covered and repeated ones among them, to cells on a grid.

use super::text::Body;
use crate::{
    reader::ReadError,
    readers::{
        flow::{Flow, Grid, GridCell, Item, Line, push_line},
        limits,
        xml::Element,
    },
};

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
    /// Reads the table that began last.
    pub(super) fn table(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
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
        if !grid.cells.is_empty() {
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

/// A number of times, at least once and no more than any table has of it.
fn times(element: &Element, name: &str) -> u32 {
    element.number(name).unwrap_or(1).clamp(1, limits::SPANNED_COLUMNS)
}
