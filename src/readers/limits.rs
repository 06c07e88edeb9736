//! What a source may be at most: far beyond any report, well within what a browser's worker can hold.
//!
//! Here stands what several formats count. What only one can have too much of (the depth of a PDF's forms, the pieces of
//! an OFD's page) stands with its reason where it is counted. A PDF's objects, streams and fonts are paid for out of one
//! budget, `pdf::filter::Budget`, which begins with [`ARCHIVE_BYTES`]: what is unpacked costs its bytes, what is drawn
//! several times as many, and what is looked at, looked up or kept about as much as the time or memory that it takes; so
//! a small file in which many things share a large one ends soon. What an OFD draws is paid for in the same way
//! (`ofd::draw`).

use crate::reader::ReadError;

/// Bytes of a file.
pub const FILE_BYTES: usize = 64 << 20;
/// Cells of all tables.
pub const CELLS: usize = 200_000;
/// Paragraphs.
pub const PARAGRAPHS: usize = 200_000;
/// Characters of all texts.
pub const CHARACTERS: usize = 5_000_000;
/// Characters of all pages on which they are only drawn (pdf, ofd), the invisible ones included: what is known of each
/// takes a hundred bytes on the way to a document, and a report has some ten thousand.
pub const GLYPHS: usize = 500_000;
/// Lines and pictures of all such pages; a report with a map drawn in it has some ten thousand.
pub const SHAPES: usize = 1_000_000;
/// Tables within tables; deeper ones are read as paragraphs.
pub const TABLE_DEPTH: usize = 64;
/// Characters of a cell; a table with a longer one holds a page, not figures, and is read as paragraphs.
pub const CELL_CHARACTERS: usize = 1_000;
/// Columns within which spans are honoured; a cell further right covers one place.
pub const SPANNED_COLUMNS: u32 = 1_000;
/// Rows that a cell may ask for; it gets no more than its table has.
pub const ROWSPAN: u32 = 65_534;
/// Entries of an archive.
pub const ARCHIVE_ENTRIES: usize = 4_096;
/// Names that may be looked for in an archive, again and again included.
pub const ARCHIVE_ASKED: usize = 4 * ARCHIVE_ENTRIES;
/// Bytes of an archive's entry, unpacked.
pub const ARCHIVE_ENTRY_BYTES: usize = 128 << 20;
/// Bytes of all of an archive's entries that are read, unpacked.
pub const ARCHIVE_BYTES: usize = 256 << 20;
/// How many times larger than packed an entry may be, once it is larger than [`ARCHIVE_FREE_BYTES`].
pub const ARCHIVE_RATIO: usize = 100;
/// Bytes that an entry may have, however well it is packed.
pub const ARCHIVE_FREE_BYTES: usize = 1 << 20;
/// Elements within elements of an XML part.
pub const XML_DEPTH: usize = 256;

/// Counts what a reader has made so far.
#[derive(Clone, Debug, Default)]
pub struct Meter {
    cells: usize,
    paragraphs: usize,
    characters: usize,
}

impl Meter {
    /// One more cell.
    pub fn cell(&mut self) -> Result<(), ReadError> {
        self.cells += 1;
        within(self.cells, CELLS)
    }

    /// One more paragraph.
    pub fn paragraph(&mut self) -> Result<(), ReadError> {
        self.paragraphs += 1;
        within(self.paragraphs, PARAGRAPHS)
    }

    /// More characters.
    pub fn characters(&mut self, text: &str) -> Result<(), ReadError> {
        self.characters += text.chars().count();
        within(self.characters, CHARACTERS)
    }
}

fn within(count: usize, limit: usize) -> Result<(), ReadError> {
    if count > limit { Err(ReadError::TooLarge) } else { Ok(()) }
}
