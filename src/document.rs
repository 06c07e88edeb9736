//! A document: paragraphs, headings and tables in reading order, and the author's own text.
//!
//! It knows no format, no form and no rule. Every paragraph and every cell has one [`Text`], numbered in
//! document order; a [`Span`](span::Span) is such a number and a range, and nothing ever changes a text in place.

pub mod hidden;
pub mod origin;
pub mod radicals;
pub mod span;
pub mod table;

use serde::{Deserialize, Serialize};

pub use hidden::{Hidden, HiddenKind};
pub use origin::Origin;
pub use span::{Span, TextId};
pub use table::{Cell, Table};

/// What a reader makes of a source.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// The texts of all paragraphs and cells, in document order; a [`TextId`] is an index into it.
    pub texts: Vec<Text>,
    /// What the document consists of, in reading order.
    pub blocks: Vec<Block>,
    /// A title that stands outside of the text (HTML's `<title>`, a file's properties).
    pub title: Option<String>,
    /// What the file holds and does not show.
    pub hidden: Vec<Hidden>,
}

/// One paragraph's or one cell's text, exactly as its author wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The characters. A paragraph that its source breaks over lines keeps the line ends.
    pub content: String,
    /// Where it stands in the source.
    pub origin: Origin,
}

/// A part of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph (or a line, where the source knows only lines).
    Paragraph(TextId),
    /// A paragraph that the source marks as a heading, with its level (1 is the highest).
    Heading(u8, TextId),
    /// A table.
    Table(Table),
    /// A picture, whose content no reader reads. It has no text; that it is there is all that is known.
    Picture,
}

/// Whether a character draws nothing and takes no room: marks of direction, of joining and of breaking, the soft hyphen,
/// the byte order mark. Programs leave them around figures and labels; nobody sees them. The mark that turns what follows
/// around (U+202E) is none: it is seen in the digits.
pub fn draws_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202d}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl Document {
    /// Adds a text and returns its number.
    pub fn push_text(&mut self, content: impl Into<String>, origin: impl Into<Origin>) -> TextId {
        let id = TextId(self.texts.len() as u32);
        self.texts.push(Text { content: content.into(), origin: origin.into() });
        id
    }

    /// The characters of a text.
    pub fn text(&self, id: TextId) -> &str {
        &self.texts[id.0 as usize].content
    }

    /// The characters that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        &self.text(span.text)[span.start as usize..span.end as usize]
    }
}
