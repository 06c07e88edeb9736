//! The way from a text back to its source.

use serde::{Deserialize, Serialize};

/// Where a text stands in the source that it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// Not known, or nowhere in one piece.
    #[default]
    Unknown,
    /// The source is itself text: the byte offset in the decoded source at which the content stands, character for
    /// character.
    Characters(usize),
    /// Runs of a part of a package (docx): the pieces that the content is made of, in its order. What lies between two
    /// pieces (a paragraph's automatic number, a line end between two paragraphs, the sign that a raised digit became)
    /// stands in no run.
    Runs(Vec<Piece>),
    /// A page and the box around the text on it.
    Page(PageBox),
    /// A cell of a spreadsheet.
    Sheet {
        /// The sheet's number in the order of their tabs, from 0.
        sheet: u32,
        /// The cell's row, from 0.
        row: u32,
        /// The cell's column, from 0.
        column: u32,
    },
}

/// A piece of a text that one run of a package holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The first byte of the content that stands in the run.
    pub at: u32,
    /// How many bytes of the content the run holds.
    pub length: u32,
    /// The part's name within the package: `word/document.xml`.
    pub part: std::sync::Arc<str>,
    /// The number of the paragraph among all of the part, in the order of their start tags, from 0.
    pub paragraph: u32,
    /// The number of the run among all of its paragraph, in the order of their start tags, from 0.
    pub run: u32,
    /// How many bytes of the run's text stand before the piece.
    pub offset: u32,
}

/// A box on a page, in points from the upper left corner of the page as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageBox {
    /// The page, from 1.
    pub page: u32,
    /// The left edge.
    pub left: i32,
    /// The upper edge.
    pub top: i32,
    /// The right edge.
    pub right: i32,
    /// The lower edge.
    pub bottom: i32,
    /// Whether lines drawn around it make it one cell of a table. Else only its place tells what it belongs to, and a
    /// label may have come out in other pieces than its author wrote.
    pub enclosed: bool,
}

impl Origin {
    /// Whether the text is one as its author wrote it, not one that only its place on a page put together.
    pub fn is_whole(&self) -> bool {
        !matches!(self, Self::Page(PageBox { enclosed: false, .. }))
    }

    /// The offset in a source that is itself text.
    pub fn offset(&self) -> Option<usize> {
        match self {
            Self::Characters(at) => Some(*at),
            _ => None,
        }
    }
}

impl From<Option<usize>> for Origin {
    fn from(offset: Option<usize>) -> Self {
        offset.map_or(Self::Unknown, Self::Characters)
    }
}
