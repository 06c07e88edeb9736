//! Automatic numbering: the lists of a file ([MS-DOC] 2.9.147) and their uses (2.9.131).

use super::file::{File, part};
use crate::order::Numbers;
use crate::readers::{
    compound::{u16_at, u32_at},
    decoding,
    numbering::{self, Counters, LEVELS, Level},
};

/// Characters of a label's pattern; Word makes no more.
const LABEL: usize = 64;

/// The lists and how far each has come.
#[derive(Debug, Default)]
pub struct Lists {
    lists: Vec<Vec<Level>>,
    counters: Vec<Counters>,
    uses: Vec<Use>,
    /// The levels of uses that have begun at a number of their own.
    begun: Numbers<u32>,
}

/// A use of a list, which may change its levels.
#[derive(Debug, Default)]
struct Use {
    list: Option<usize>,
    changes: Vec<Change>,
}

#[derive(Debug)]
struct Change {
    level: usize,
    start: Option<u32>,
    format: Option<Level>,
}

impl Lists {
    /// Reads the lists and their uses, as far as they are whole.
    pub fn new(file: &File) -> Self {
        let mut all = Self::default();
        let numbers = all.read_lists(file.table().get(file.place(part::LISTS).0..).unwrap_or_default());
        all.read_uses(file.part(part::LIST_USES), &numbers);
        all.counters = vec![Counters::default(); all.lists.len()];
        all
    }

    /// Counts a paragraph of a use's level: its label, and whether a gap stands behind it.
    pub fn label(&mut self, number: u16, level: u8) -> Option<(String, bool)> {
        let level = usize::from(level).min(LEVELS - 1);
        let index = usize::from(number).checked_sub(1)?;
        let used = self.uses.get(index)?;
        let (levels, counters) = (self.lists.get(used.list?)?, self.counters.get_mut(used.list?)?);
        let changed = |index: usize| {
            let change = used.changes.iter().rfind(|change| change.level == index);
            change.and_then(|change| change.format.as_ref())
        };
        let levels: Vec<&Level> =
            levels.iter().enumerate().map(|(index, level)| changed(index).unwrap_or(level)).collect();
        let start = used.changes.iter().rfind(|change| change.level == level).and_then(|change| change.start);
        if let Some(start) = start
            && self.begun.insert(u32::from(number) << 8 | level as u32, 0)
        {
            counters.restart(level, start);
        }
        // A list of one level has the same label on all.
        let level = level.min(levels.len().checked_sub(1)?);
        Some((counters.next(&levels, level), levels[level].gap))
    }

    /// Reads the lists; gives their numbers.
    fn read_lists(&mut self, bytes: &[u8]) -> Numbers<u32> {
        const ENTRY: usize = 28;
        let count = u16_at(bytes, 0).map_or(0, usize::from);
        let entries = bytes.get(2..2 + ENTRY * count).unwrap_or_default();
        let mut rest = bytes.get(2 + entries.len()..).unwrap_or_default();
        let mut numbers = Numbers::default();
        for entry in entries.chunks_exact(ENTRY) {
            let levels = if entry[26] & 1 == 1 { 1 } else { LEVELS };
            let read: Vec<Level> = (0..levels).map_while(|_| level(&mut rest)).collect();
            if read.len() < levels {
                break;
            }
            numbers.insert(u32_at(entry, 0).unwrap_or(0), self.lists.len() as u32);
            self.lists.push(read);
        }
        numbers
    }

    fn read_uses(&mut self, bytes: &[u8], numbers: &Numbers<u32>) {
        const ENTRY: usize = 16;
        let count = u32_at(bytes, 0).unwrap_or(0) as usize;
        let entries = bytes.get(4..count.saturating_mul(ENTRY).saturating_add(4)).unwrap_or_default();
        let mut rest = bytes.get(4 + entries.len()..).unwrap_or_default();
        for entry in entries.chunks_exact(ENTRY) {
            let list = numbers.get(u32_at(entry, 0).unwrap_or(0)).map(|&list| list as usize);
            let mut changes = Vec::new();
            rest = rest.get(4..).unwrap_or_default();
            for _ in 0..entry[12].min(LEVELS as u8) {
                let (Some(start), Some(flags)) = (u32_at(rest, 0), u32_at(rest, 4)) else { break };
                rest = &rest[8..];
                let format = if flags & 0x20 != 0 { level(&mut rest) } else { None };
                let start = (flags & 0x10 != 0).then(|| format.as_ref().map_or(start, |format| format.start));
                changes.push(Change { level: flags as usize & 15, start, format });
            }
            self.uses.push(Use { list, changes });
        }
    }
}

/// A level ([MS-DOC] 2.9.150), what is read taken off.
fn level(bytes: &mut &[u8]) -> Option<Level> {
    const HEAD: usize = 28;
    let head = bytes.get(..HEAD)?;
    let formats = usize::from(head[24]) + usize::from(head[25]);
    let count = usize::from(u16_at(bytes, HEAD + formats)?);
    let start = HEAD + formats + 2;
    let pattern = decoding::utf16le(bytes.get(start..start + 2 * count)?);
    *bytes = &bytes[start + 2 * count..];
    let mut label = String::new();
    for c in pattern.chars().take(LABEL) {
        match c {
            // The numbers of the levels, counted from 0.
            '\0'..='\x08' => label.extend(['%', char::from(b'1' + c as u8)]),
            _ => label.push(c),
        }
    }
    Some(Level {
        start: u32_at(head, 0)?,
        format: numbering::format(head[4]).to_owned(),
        label,
        gap: head[15] != 2,
        legal: head[5] & 4 != 0,
        restart: (head[5] & 8 != 0).then(|| usize::from(head[26])),
    })
}
