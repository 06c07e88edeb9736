//! The streams of a Word file and its information block, which says where all else stands ([MS-DOC] 2.5).

use crate::{
    reader::ReadError,
    readers::compound::{Compound, u16_at, u32_at},
};

/// Structures by the number of their pair of place and length in the information block; the same in all versions.
pub mod part {
    pub const STYLES: usize = 1;
    pub const FOOTNOTE_PLACES: usize = 2;
    pub const FOOTNOTES: usize = 3;
    pub const COMMENT_PLACES: usize = 4;
    pub const COMMENTS: usize = 5;
    pub const CHARACTER_FORMATS: usize = 12;
    pub const PARAGRAPH_FORMATS: usize = 13;
    pub const PIECES: usize = 33;
    pub const COMMENT_AUTHORS: usize = 36;
    pub const SHAPE_PLACES: usize = 40;
    pub const ENDNOTE_PLACES: usize = 46;
    pub const ENDNOTES: usize = 47;
    pub const DRAWINGS: usize = 50;
    pub const CHANGE_AUTHORS: usize = 51;
    pub const TEXT_BOXES: usize = 56;
    pub const LISTS: usize = 73;
    pub const LIST_USES: usize = 74;
}

/// A Word file, opened.
#[derive(Debug)]
pub struct File {
    /// The stream with the text and its formats.
    pub word: Vec<u8>,
    table: Vec<u8>,
    /// Pictures, and formats too long for their places.
    pub data: Vec<u8>,
    /// Whether Word 6 or 95 wrote it: bytes of a code page, and all in one stream.
    pub old: bool,
    /// Whether an old file's characters are of two bytes.
    pub wide: bool,
    /// Where the text's bytes begin and end, for old files without pieces.
    pub text: (u32, u32),
    /// Where the pairs of places and lengths begin, and how many there are.
    pairs: (usize, usize),
    /// How many characters each of the [`Story`]s has.
    counts: [u32; 8],
}

/// The texts of a file in the order in which they follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    Main = 0,
    Footnotes = 1,
    Comments = 4,
    Endnotes = 5,
    TextBoxes = 6,
}

impl File {
    /// Reads the information block and the streams that it names.
    pub fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        let compound = Compound::open(bytes)?;
        let word = compound.whole(&["WordDocument"])?;
        let field = |at| u16_at(&word, at).ok_or(ReadError::Damaged);
        let (mark, version, flags) = (field(0)?, field(2)?, field(10)?);
        if flags & 0x100 != 0 {
            return Err(ReadError::Password);
        }
        let old = mark != 0xa5ec && version < 0xc0;
        if mark & 0xff00 != 0xa500 && mark & 0xff00 != 0xa600 || old && version < 0x65 {
            return Err(ReadError::Damaged);
        }
        let long = |at| u32_at(&word, at).unwrap_or(0);
        let (counts, pairs) = if old {
            (0x34, (0x58, 38))
        } else {
            let numbers = 0x22 + 2 * usize::from(field(0x20)?);
            let pairs = numbers + 2 + 4 * usize::from(field(numbers)?);
            (numbers + 2 + 12, (pairs + 2, usize::from(field(pairs)?)))
        };
        let names = if flags & 0x200 != 0 { ["1Table", "0Table"] } else { ["0Table", "1Table"] };
        let table = match old {
            true => Vec::new(),
            false => compound.whole(&names)?,
        };
        Ok(Self {
            table,
            data: compound.stream("Data").unwrap_or_default(),
            old,
            wide: flags & 0x1000 != 0,
            text: (long(0x18), long(0x1c)),
            pairs,
            counts: std::array::from_fn(|index| long(counts + 4 * index)),
            word,
        })
    }

    /// The stream that holds the structures.
    pub fn table(&self) -> &[u8] {
        if self.old { &self.word } else { &self.table }
    }

    /// Where a structure stands, and its length.
    pub fn place(&self, part: usize) -> (usize, usize) {
        let at = self.pairs.0 + 8 * part;
        match part < self.pairs.1 {
            true => (u32_at(&self.word, at).unwrap_or(0) as usize, u32_at(&self.word, at + 4).unwrap_or(0) as usize),
            false => (0, 0),
        }
    }

    /// A structure's bytes, as many as there are.
    pub fn part(&self, part: usize) -> &[u8] {
        let (start, length) = self.place(part);
        let end = start.saturating_add(length).min(self.table().len());
        self.table().get(start..end).unwrap_or_default()
    }

    /// Characters and what is known at them; each item of `size` bytes.
    pub fn places(&self, part: usize, size: usize) -> Places<'_> {
        Places::new(self.part(part), size)
    }

    /// Where a story begins and ends among all characters.
    pub fn story(&self, story: Story) -> (u32, u32) {
        let index = story as usize;
        let before = self.counts[..index].iter().fold(0u32, |sum, &count| sum.saturating_add(count));
        (before, before.saturating_add(self.counts[index]))
    }
}

/// An array of places, one more than it has items, and the items behind it (a PLC, [MS-DOC] 2.2.2).
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    places: &'a [u8],
    items: &'a [u8],
    size: usize,
}

impl<'a> Places<'a> {
    pub fn new(bytes: &'a [u8], size: usize) -> Self {
        let count = bytes.len().saturating_sub(4) / (4 + size);
        let split = if bytes.len() < 4 { 0 } else { 4 * (count + 1) };
        let (places, items) = bytes.split_at(split);
        Self { places, items, size }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        (self.places.len() / 4).saturating_sub(1)
    }

    /// The place at which an item begins; that of the number behind the last is its end.
    pub fn place(&self, index: usize) -> u32 {
        u32_at(self.places, 4 * index).unwrap_or(u32::MAX)
    }

    /// The places of an item and of the one behind it.
    pub fn range(&self, index: usize) -> (u32, u32) {
        (self.place(index), self.place(index + 1))
    }

    /// An item.
    pub fn item(&self, index: usize) -> &'a [u8] {
        let start = index.saturating_mul(self.size);
        self.items.get(start..start.saturating_add(self.size)).unwrap_or_default()
    }

    /// The first of the places, the last included, that does not stand before one.
    pub fn from(&self, place: u32) -> usize {
        let (mut low, mut high) = (0, self.places.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            if self.place(middle) < place {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The item whose range holds a place.
    pub fn around(&self, place: u32) -> Option<usize> {
        self.from(place.saturating_add(1)).checked_sub(1).filter(|&index| index < self.len())
    }

    /// The item that begins at a place.
    pub fn at(&self, place: u32) -> Option<usize> {
        let index = self.from(place);
        (index < self.len() && self.place(index) == place).then_some(index)
    }
}
