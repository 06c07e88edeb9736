//! A place in a document: a text's number and a range inside it.

use serde::{Deserialize, Serialize};

/// The number of a paragraph or cell in document order, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextId(pub u32);

/// A range of one text, in bytes of its UTF-8, on character boundaries. An empty range is a place between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Which text.
    pub text: TextId,
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// A range of a text.
    pub fn new(text: TextId, start: usize, end: usize) -> Self {
        Self { text, start: start as u32, end: end as u32 }
    }

    /// The empty place at an offset.
    pub fn at(text: TextId, offset: usize) -> Self {
        Self::new(text, offset, offset)
    }
}
