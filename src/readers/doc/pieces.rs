//! The pieces that the text lies in ([MS-DOC] 2.8.35): where the bytes of each character are.

use std::ops::Range;

use super::{
    file::{File, part},
    formats,
};
use crate::readers::compound::{u16_at, u32_at};

/// A run of characters whose bytes follow each other.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The first character and the one behind the last.
    pub start: u32,
    pub end: u32,
    /// Where the first one's bytes are.
    pub place: u32,
    /// Bytes of a character.
    pub width: u32,
    /// The changes to all formats in it.
    changes: Changes,
}

#[derive(Clone, Debug)]
enum Changes {
    Few([u8; 3]),
    Range(Range<usize>),
}

impl Piece {
    /// Changes to the formats of all its text.
    pub fn changes<'a>(&'a self, file: &'a File) -> &'a [u8] {
        match &self.changes {
            Changes::Few(bytes) => bytes,
            Changes::Range(range) => file.part(part::PIECES).get(range.clone()).unwrap_or_default(),
        }
    }
}

/// The pieces in order; none where there is no list of them.
pub fn pieces(file: &File) -> Vec<Piece> {
    let bytes = file.part(part::PIECES);
    let mut lists: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while bytes.get(at) == Some(&1) {
        let length = usize::from(u16_at(bytes, at + 1).unwrap_or(0));
        lists.push(at + 3..at + 3 + length);
        at += 3 + length;
    }
    let places = match bytes.get(at) {
        Some(2) => {
            let length = u32_at(bytes, at + 1).unwrap_or(0) as usize;
            bytes.get(at + 5..at.saturating_add(5).saturating_add(length).min(bytes.len())).unwrap_or_default()
        }
        // Old files that were not saved fast have their text in one run.
        _ if file.old => {
            let (width, (place, end)) = (1 + u32::from(file.wide), file.text);
            let end = end.saturating_sub(place) / width;
            return vec![Piece { start: 0, end, place, width, changes: Changes::Range(0..0) }];
        }
        _ => &[],
    };
    let places = super::file::Places::new(places, 8);
    let mut pieces = Vec::with_capacity(places.len());
    let mut before = 0;
    for index in 0..places.len() {
        let ((start, end), item) = (places.range(index), places.item(index));
        if start < before || end <= start {
            continue;
        }
        before = end;
        let packed = u32_at(item, 2).unwrap_or(0);
        let (place, width) = match (file.old, packed & 0x4000_0000 != 0) {
            (true, _) => (packed, 1 + u32::from(file.wide)),
            (false, true) => ((packed & 0x3fff_ffff) / 2, 1),
            (false, false) => (packed & 0x3fff_ffff, 2),
        };
        let change = u16_at(item, 6).unwrap_or(0);
        let changes = if change & 1 == 1 {
            Changes::Range(lists.get(usize::from(change >> 1)).cloned().unwrap_or(0..0))
        } else {
            let [low, high] = formats::code_of((change >> 1 & 0x7f) as u8).to_le_bytes();
            Changes::Few([low, high, (change >> 8) as u8])
        };
        pieces.push(Piece { start, end, place, width, changes });
    }
    pieces
}
