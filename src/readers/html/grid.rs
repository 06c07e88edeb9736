//! The cells of an open table, laid on a grid as browsers do it.

use crate::readers::{
    flow::{self, GridCell},
    limits,
};

/// A table that is being read.
#[derive(Debug, Default)]
pub struct Grid {
    /// The cells so far, in reading order.
    pub table: flow::Grid,
    /// Whether rows came without a table around them.
    pub implied: bool,
    /// Whether a cell is open.
    pub in_cell: bool,
    in_row: bool,
    /// Where the next cell of the row may stand.
    column: u32,
    /// For each column the first row that no cell above reaches into.
    free_from: Vec<u32>,
    /// The first cell of the group of rows (`tbody`), beyond which none reaches.
    group: usize,
}

impl Grid {
    /// A table without rows yet.
    pub fn new(implied: bool) -> Self {
        Self { implied, ..Self::default() }
    }

    /// Begins a row.
    pub fn open_row(&mut self) {
        self.close_row();
        self.in_row = true;
        self.column = 0;
    }

    /// Ends a row, if one is open.
    pub fn close_row(&mut self) {
        self.in_cell = false;
        if std::mem::take(&mut self.in_row) {
            self.table.rows = self.table.rows.saturating_add(1);
        }
    }

    /// Ends a group of rows: no cell reaches beyond it.
    pub fn close_group(&mut self) {
        self.close_row();
        for cell in &mut self.table.cells[self.group..] {
            cell.rowspan = cell.rowspan.min(self.table.rows - cell.row);
        }
        self.group = self.table.cells.len();
        self.free_from.clear();
    }

    /// Begins a cell at the next free place of the row.
    pub fn open_cell(&mut self, rowspan: u32, colspan: u32, header: bool) {
        if !self.in_row {
            self.open_row();
        }
        let row = self.table.rows;
        let taken = |column: u32| self.free_from.get(column as usize).is_some_and(|&free| free > row);
        while taken(self.column) {
            self.column += 1;
        }
        let column = self.column;
        let room = limits::SPANNED_COLUMNS.saturating_sub(column);
        let asked = colspan.min(room);
        let (rowspan, colspan) = if room == 0 {
            (1, 1)
        } else {
            // A cell from above that reaches into the row is where this one ends.
            let free = (0..asked).take_while(|&offset| !taken(column + offset)).count() as u32;
            let rowspan = if rowspan == 0 { u32::MAX } else { rowspan.min(limits::ROWSPAN) };
            let end = (column + free) as usize;
            if self.free_from.len() < end {
                self.free_from.resize(end, 0);
            }
            self.free_from[column as usize..end].fill(row.saturating_add(rowspan));
            (rowspan, free)
        };
        self.column = column.saturating_add(asked.max(1));
        self.table.columns = self.table.columns.max(column + colspan);
        self.table.cells.push(GridCell { row, column, rowspan, colspan, header, content: flow::Flow::new() });
        self.in_cell = true;
    }

    /// The table, now that it is whole.
    pub fn close(mut self) -> flow::Grid {
        self.close_group();
        self.table
    }
}
