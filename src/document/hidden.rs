//! What a file holds beside the text that it shows: traces of its making.

use serde::{Deserialize, Serialize};

use super::Span;

/// Something that a file holds and does not show, or shows only to its editors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// What it is.
    pub kind: HiddenKind,
    /// What it says; for a tracked change the text inserted or deleted, for a sheet its name.
    pub text: String,
    /// Who made it, where the file says so.
    pub author: Option<String>,
    /// Where it is or would be in the text shown, if that can be told.
    pub span: Option<Span>,
}

/// The kinds of what is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HiddenKind {
    /// A tracked insertion: read as accepted, so its text stands in the document.
    Insertion,
    /// A tracked deletion: read as accepted, so its text does not stand in the document.
    Deletion,
    /// A comment.
    Comment,
    /// Text formatted as hidden.
    Text,
    /// Text that is struck out: it is seen, and does not stand in the document.
    Struck,
    /// A hidden sheet of a workbook.
    Sheet,
    /// Hidden rows or columns of a sheet.
    Cells,
    /// A property of the file: its author.
    Author,
    /// A property of the file: who saved it last.
    Editor,
    /// A property of the file: the company.
    Company,
}
