//! A table as it stands in a document, merged cells kept.

use serde::{Deserialize, Serialize};

use super::span::TextId;

/// A table: cells on a grid, in row-major order of their upper left corners.
///
/// Rows may be ragged: a grid position that no cell covers does not exist in the source.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Table {
    /// How many rows the grid has.
    pub rows: u32,
    /// How many columns its widest row has.
    pub columns: u32,
    /// The cells; a merged cell stands once, at its upper left corner.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cell {
    /// The first grid row it covers, from 0.
    pub row: u32,
    /// The first grid column it covers, from 0.
    pub column: u32,
    /// How many rows it covers, at least 1.
    pub rowspan: u32,
    /// How many columns it covers, at least 1.
    pub colspan: u32,
    /// Whether the source marks it as a header (HTML's `th`).
    pub header: bool,
    /// What it says; an empty text for an empty cell.
    pub text: TextId,
}
