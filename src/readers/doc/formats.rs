//! Formats of paragraphs, characters and table rows: lists of single changes (sprms, [MS-DOC] 2.6) that stand in pages of
//! 512 bytes (2.9.54, 2.9.174), in styles and in pieces.

use super::file::{File, Places, part};
use crate::readers::{
    boundaries::{CellShape, Shape, Vertical},
    compound::{u16_at, u32_at},
    flow,
};

/// Bytes of a page of formats.
const PAGE: usize = 512;
/// Bytes of formats that stand outside of pages and are read in all: enough for the rows of any report, and no way to
/// make a small file costly.
const OUTSIDE: usize = 32 << 20;
/// Cells of a row; Word makes no more than 63.
const CELLS: usize = 64;

/// What a paragraph's formats say of it, as far as they say it.
#[derive(Clone, Debug, Default)]
pub struct ParagraphFormat {
    /// The number of its style.
    pub style: u16,
    /// Its outline level, from 0; 9 is body text.
    pub level: Option<u8>,
    /// The number of its list's use, from 1, and its level there.
    pub list: Option<u16>,
    pub list_level: Option<u8>,
    in_table: bool,
    depth: Option<u32>,
    row_ends: bool,
    /// In a table within a table, whether its mark ends a cell, and whether it ends a row.
    pub inner_cell: bool,
    pub inner_row: bool,
    row: RowFormat,
}

#[derive(Clone, Debug, Default)]
struct RowFormat {
    /// Where the first cell begins.
    left: i32,
    cells: Vec<CellFormat>,
    header: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct CellFormat {
    width: i32,
    /// How it is merged ([MS-DOC] 2.9.317).
    merge: u16,
}

/// What characters' formats say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Characters {
    pub hidden: bool,
    /// Whether there is a line through them, and whether there are two.
    pub struck: bool,
    pub struck_twice: bool,
    pub raised: bool,
    /// Whether it is moved up or down.
    pub moved: bool,
    pub deleted: bool,
    pub inserted: bool,
    /// Whether a character below 32 is what such characters stand for.
    pub special: bool,
    /// Whether the place in the data is no picture.
    pub is_data: bool,
    /// The place of a picture in the data.
    pub picture: Option<u32>,
    /// A character of a font of symbols.
    pub symbol: Option<u16>,
    /// The numbers of who inserted and who deleted.
    pub inserter: u16,
    pub deleter: u16,
    /// The number of their style, if they have their own.
    pub style: Option<u16>,
}

/// The changes in a list.
struct Changes<'a> {
    bytes: &'a [u8],
    old: bool,
}

impl<'a> Iterator for Changes<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        if self.old {
            return old_change(&mut self.bytes);
        }
        let code = u16_at(self.bytes, 0)?;
        let rest = &self.bytes[2..];
        let byte = |at: usize| rest.get(at).map(|&byte| usize::from(byte));
        let (start, length) = match (code, code >> 13) {
            (0xd608 | 0xd606, _) => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
            // Tabs too many for a byte: those deleted, then those added.
            (0xc615, _) if byte(0)? == 255 => {
                let deleted = byte(1)?;
                (1, 2 + 4 * deleted + 3 * byte(2 + 4 * deleted)?)
            }
            (_, 0 | 1) => (0, 1),
            (_, 2 | 4 | 5) => (0, 2),
            (_, 3) => (0, 4),
            (_, 7) => (0, 3),
            _ => (1, byte(0)?),
        };
        let operand = rest.get(start..start + length)?;
        self.bytes = &rest[start + length..];
        Some((code, operand))
    }
}

/// The changes that Word 6 and 95 knew by one byte, under the codes that Word 97 gave them.
fn old_change<'a>(bytes: &mut &'a [u8]) -> Option<(u16, &'a [u8])> {
    let (&code, rest) = bytes.split_first()?;
    let (start, length) = match code {
        52 | 83 => (0, 0),
        4..=11 | 13 | 14 | 24 | 25 | 29 | 37 | 44 | 50 | 51 => (0, 1),
        65..=67 | 71 | 75 | 85..=92 | 94 | 98 | 100 | 102 | 104 | 117..=119 | 185 | 186 => (0, 1),
        2 | 16..=19 | 21 | 22 | 26..=28 | 30..=36 | 38..=43 | 45..=49 | 69 | 72 | 80 | 93 => (0, 2),
        96 | 97 | 99 | 101 | 107 | 109 | 110 | 121..=124 | 182..=184 | 189 | 195 | 197 | 198 => (0, 2),
        73 | 95 => (0, 3),
        20 | 70 | 192 | 194 | 196 | 200 => (0, 4),
        193 | 199 => (0, 5),
        187 => (0, 12),
        188 | 190 => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
        _ => (1, usize::from(*rest.first()?)),
    };
    let operand = rest.get(start..start + length)?;
    *bytes = &rest[start + length..];
    Some((code_of(code), operand))
}

/// The code that Word 97 gave to a change; 0 for those that say nothing here.
pub fn code_of(old: u8) -> u16 {
    match old {
        2 => 0x4600,
        12 => 0x260a,
        24 => 0x2416,
        25 => 0x2417,
        65 => 0x0800,
        66 => 0x0801,
        87 => 0x0837,
        92 => 0x083c,
        104 => 0x2a48,
        117 => 0x0855,
        186 => 0x3404,
        188 | 190 => 0xd606,
        197 => 0x5624,
        198 => 0x5625,
        _ => 0,
    }
}

impl ParagraphFormat {
    /// How many tables it stands in.
    pub fn depth(&self) -> usize {
        match (self.in_table, self.depth) {
            (_, Some(depth)) if depth > 0 => depth as usize,
            (true, _) => 1,
            (false, _) => 0,
        }
    }

    /// Whether its mark is the end of a row rather than of a cell.
    pub fn ends_row(&self) -> bool {
        self.row_ends
    }

    /// The row that its mark ends.
    pub fn shape(&self) -> Shape {
        let row = &self.row;
        let mut cells = Vec::with_capacity(row.cells.len());
        let (mut right, mut first) = (row.left, 0);
        for cell in &row.cells {
            right = right.saturating_add(cell.width);
            // Writers disagree which of the two bits is the first cell's; it is the one that comes first.
            let horizontal = cell.merge & 3;
            let merged = horizontal != 0 && first != 0 && horizontal != first;
            if !merged {
                first = horizontal;
            }
            let vertical = match cell.merge >> 5 & 3 {
                0 => Vertical::Single,
                1 => Vertical::Continued,
                _ => Vertical::First,
            };
            cells.push(CellShape { right, merged, vertical });
        }
        Shape { left: row.left, cells, header: row.header }
    }

    fn change(&mut self, code: u16, operand: &[u8]) {
        let byte = operand.first().copied().unwrap_or(0);
        let word = u16_at(operand, 0);
        let on = byte != 0;
        match code {
            0x4600 => self.style = word.unwrap_or(0),
            0x2640 => self.level = Some(byte),
            0x260a => self.list_level = Some(byte),
            0x460b => self.list = word,
            0x2416 => self.in_table = on,
            0x2417 => self.row_ends = on,
            0x6649 => self.depth = u32_at(operand, 0),
            0x244b => self.inner_cell = on,
            0x244c => self.inner_row = on,
            0x3404 => self.row.header = on,
            0xd608 => self.row.define(operand, 20),
            0xd606 => self.row.define(operand, 10),
            _ => self.row.change(code, operand),
        }
    }
}

impl RowFormat {
    /// The cells: how many, their edges, and for each what it is like, in `size` bytes.
    fn define(&mut self, operand: &[u8], size: usize) {
        let Some((&count, rest)) = operand.split_first() else { return };
        let count = usize::from(count);
        let edge = |index: usize| u16_at(rest, 2 * index).map(|edge| i32::from(edge as i16));
        let cell = |index: usize| {
            let merge = u16_at(rest, 2 * (count + 1) + size * index).unwrap_or(0);
            Some(CellFormat { width: edge(index + 1)? - edge(index)?, merge })
        };
        self.left = edge(0).unwrap_or(0);
        self.cells = (0..count).map_while(cell).collect();
    }

    fn change(&mut self, code: u16, operand: &[u8]) {
        let (Some(&first), Some(&second)) = (operand.first(), operand.get(1)) else { return };
        let (first, count) = (usize::from(first), usize::from(second));
        let width = i32::from(u16_at(operand, 2).unwrap_or(0));
        // Most say what becomes of the cells from one to another.
        let range = first..count.min(self.cells.len()).max(first);
        match code {
            0x5624 | 0x5625 => {
                for (index, cell) in self.cells.get_mut(range).unwrap_or_default().iter_mut().enumerate() {
                    let how = if code == 0x5625 { 0 } else { 1 + u16::from(index > 0) };
                    cell.merge = cell.merge & !3 | how;
                }
            }
            0xd62b => {
                if let Some(cell) = self.cells.get_mut(first) {
                    cell.merge = cell.merge & !0x60 | u16::from(second & 3) << 5;
                }
            }
            0x7621 if self.cells.len() + count <= CELLS && first <= self.cells.len() => {
                self.cells.splice(first..first, std::iter::repeat_n(CellFormat { width, merge: 0 }, count));
            }
            0x5622 if range.end <= self.cells.len() => drop(self.cells.drain(range)),
            0x7623 => self.cells.get_mut(range).unwrap_or_default().iter_mut().for_each(|cell| cell.width = width),
            _ => {}
        }
    }
}

impl Characters {
    /// Applies a change; the style around may hide the text, and strike it out.
    fn change(&mut self, code: u16, operand: &[u8], [hidden, struck]: [bool; 2]) {
        let byte = operand.first().copied().unwrap_or(0);
        let word = u16_at(operand, 0).unwrap_or(0);
        match code {
            0x0800 => self.deleted = byte != 0,
            0x0801 => self.inserted = byte != 0,
            0x083c => self.hidden = toggled(byte, hidden),
            0x0837 => self.struck = toggled(byte, struck),
            0x2a53 => self.struck_twice = toggled(byte, false),
            0x2a48 => self.raised = matches!(byte, 1 | 2),
            0x4845 => self.moved = flow::is_raised(i32::from(word as i16)),
            0x0855 => self.special = byte != 0,
            0x0806 => self.is_data = byte != 0,
            0x6a03 => self.picture = u32_at(operand, 0),
            0x6a09 => self.symbol = u16_at(operand, 2),
            0x4804 => self.inserter = word,
            0x4863 => self.deleter = word,
            0x4a30 => self.style = Some(word),
            _ => {}
        }
    }
}

/// Whether a property is on that is given as off, on, as in the style, or other than in the style.
pub fn toggled(byte: u8, style: bool) -> bool {
    match byte {
        0x80 => style,
        0x81 => !style,
        byte => byte != 0,
    }
}

/// The file's formats, found by the place of a character's bytes.
#[derive(Debug)]
pub struct Formats<'a> {
    file: &'a File,
    paragraphs: Places<'a>,
    characters: Places<'a>,
    /// How many more bytes outside of pages are read.
    left: usize,
}

impl<'a> Formats<'a> {
    pub fn new(file: &'a File) -> Self {
        let size = if file.old { 2 } else { 4 };
        let places = |part| file.places(part, size);
        Self {
            file,
            paragraphs: places(part::PARAGRAPH_FORMATS),
            characters: places(part::CHARACTER_FORMATS),
            left: OUTSIDE,
        }
    }

    /// The bytes of the format of the paragraph at a place, its style's number first, and the place behind it.
    pub fn paragraph_at(&self, place: u32) -> (u32, &'a [u8]) {
        let step = if self.file.old { 7 } else { 13 };
        let (end, page, offset) = self.find(self.paragraphs, place, step);
        let length = |at: usize| page.get(at).map_or(0, |&byte| usize::from(byte));
        let (start, length) = match length(offset) {
            0 => (offset + 2, 2 * length(offset + 1)),
            words if self.file.old => (offset + 1, 2 * words),
            words => (offset + 1, 2 * words - 1),
        };
        (end, page.get(start..(start + length).min(PAGE)).unwrap_or_default())
    }

    /// The bytes of the format of the characters at a place, and the place behind them.
    pub fn characters_at(&self, place: u32) -> (u32, &'a [u8]) {
        let (end, page, offset) = self.find(self.characters, place, 1);
        let length = page.get(offset).map_or(0, |&byte| usize::from(byte));
        (end, page.get(offset + 1..(offset + 1 + length).min(PAGE)).unwrap_or_default())
    }

    /// The page of the formats at a place, the offset in it and the place behind them. Where nothing is known of them the
    /// page is empty.
    fn find(&self, places: Places<'a>, place: u32, step: usize) -> (u32, &'a [u8], usize) {
        let behind = places.place(places.from(place.saturating_add(1)));
        let unknown = (behind, [].as_slice(), 0);
        let Some(item) = places.around(place).map(|index| places.item(index)) else { return unknown };
        let number = u32_at(item, 0).or_else(|| u16_at(item, 0).map(u32::from)).unwrap_or(0) & 0x3f_ffff;
        let start = number as usize * PAGE;
        let Some(page) = self.file.word.get(start..start + PAGE) else { return unknown };
        let count = usize::from(page[PAGE - 1]).min((PAGE - 5) / (4 + step));
        let at = |index: usize| u32_at(page, 4 * index).unwrap_or(u32::MAX);
        match (0..count).find(|&index| at(index) <= place && place < at(index + 1)) {
            Some(index) => match 2 * usize::from(page[4 * (count + 1) + step * index]) {
                0 => (at(index + 1), &[], 0),
                offset => (at(index + 1), page, offset),
            },
            None => unknown,
        }
    }

    /// What a paragraph's format says, and what its piece adds.
    pub fn paragraph(&mut self, format: &[u8], piece: &[u8]) -> ParagraphFormat {
        let mut paragraph = ParagraphFormat { style: u16_at(format, 0).unwrap_or(0), ..ParagraphFormat::default() };
        let changes = format.get(2..).unwrap_or_default();
        for (code, operand) in self.changes(changes).chain(self.added(piece)) {
            match code {
                // What is too long for a page stands in the data.
                0x6646 | 0x6645 | 0x646b => {
                    let at = u32_at(operand, 0).unwrap_or(u32::MAX) as usize;
                    let length = usize::from(u16_at(&self.file.data, at).unwrap_or(0));
                    let start = at.saturating_add(2);
                    let end = start.saturating_add(length).min(self.file.data.len());
                    let more = self.file.data.get(start..end).unwrap_or_default();
                    let Some(left) = self.left.checked_sub(more.len()) else { continue };
                    self.left = left;
                    self.changes(more).for_each(|(code, operand)| paragraph.change(code, operand));
                }
                _ => paragraph.change(code, operand),
            }
        }
        paragraph
    }

    /// What characters' format says, and what their piece adds; `looks` says what their style does.
    pub fn characters(&mut self, format: &[u8], piece: &[u8], looks: impl Fn(Option<u16>) -> [bool; 2]) -> Characters {
        let mut style = None;
        for (code, operand) in self.changes(format) {
            if code == 0x4a30 {
                style = u16_at(operand, 0);
            }
        }
        let around = looks(style);
        let mut characters = Characters { hidden: around[0], struck: around[1], ..Characters::default() };
        for (code, operand) in self.changes(format).chain(self.added(piece)) {
            characters.change(code, operand, around);
        }
        characters
    }

    /// The changes that a piece brings, as long as they are not too many in all.
    fn added<'b>(&mut self, piece: &'b [u8]) -> Changes<'b> {
        let left = self.left.checked_sub(piece.len());
        self.left = left.unwrap_or(self.left);
        self.changes(if left.is_some() { piece } else { &[] })
    }

    fn changes<'b>(&self, bytes: &'b [u8]) -> Changes<'b> {
        changes(bytes, self.file.old)
    }
}

fn changes(bytes: &[u8], old: bool) -> Changes<'_> {
    Changes { bytes, old }
}

/// The paragraph's and the characters' changes in a style.
pub fn style_changes(paragraph: &[u8], characters: &[u8]) -> (ParagraphFormat, [Option<u8>; 2]) {
    let mut format = ParagraphFormat::default();
    changes(paragraph, false).for_each(|(code, operand)| format.change(code, operand));
    let mut looks = [None; 2];
    for (code, operand) in changes(characters, false) {
        match code {
            0x083c => looks[0] = operand.first().copied(),
            0x0837 => looks[1] = operand.first().copied(),
            _ => {}
        }
    }
    (format, looks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_and_two_are_struck_apart() {
        let mut characters = Characters::default();
        let mut after = |code, byte| {
            characters.change(code, &[byte], [false; 2]);
            (characters.struck, characters.struck_twice)
        };
        assert_eq!(after(0x0837, 1), (true, false));
        assert_eq!(after(0x2a53, 0), (true, false));
        assert_eq!(after(0x2a53, 1), (true, true));
        assert_eq!(after(0x0837, 0), (false, true));
    }
}
