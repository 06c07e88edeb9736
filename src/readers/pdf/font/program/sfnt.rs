//! TrueType and OpenType: the tables `cmap`, `post` and `CFF `.

use super::{Program, cff, u8_at, u16_at, u32_at};
use crate::readers::pdf::{encoding, unicode};

/// Glyphs of a font: as many as its numbers reach.
const GLYPHS: u32 = 65_536;
/// Subtables of characters, and characters of each.
const SUBTABLES: usize = 16;
const CHARACTERS: usize = 200_000;

/// Reads a font whose table of tables stands at an offset.
pub fn read(bytes: &[u8], start: usize, program: &mut Program) -> Option<()> {
    let count = usize::from(u16_at(bytes, start.checked_add(4)?)?);
    let table = |tag: &[u8]| {
        (0..count).find_map(|at| {
            let entry = bytes.get(start + 12 + at * 16..)?.get(..16)?;
            let (from, length) = (u32_at(entry, 8)? as usize, u32_at(entry, 12)? as usize);
            // Some subsets are cut: what is there of a table counts.
            (entry.starts_with(tag)).then(|| bytes.get(from..from.saturating_add(length).min(bytes.len())))?
        })
    };
    if let Some(cmap) = table(b"cmap") {
        let _ = characters(cmap, program);
    }
    if let Some(post) = table(b"post") {
        let _ = names(post, program);
    }
    if let Some(cff) = table(b"CFF ") {
        let _ = cff::read(cff, program);
    }
    Some(())
}

/// Reads the table of characters.
fn characters(cmap: &[u8], program: &mut Program) -> Option<()> {
    for at in 0..usize::from(u16_at(cmap, 2)?).min(SUBTABLES) {
        let entry = cmap.get(4 + at * 8..)?;
        let (platform, kind) = (u16_at(entry, 0)?, u16_at(entry, 2)?);
        let Some(table) = cmap.get(u32_at(entry, 4)? as usize..) else { continue };
        match (platform, kind) {
            (0, ..=4 | 6) | (3, 1 | 10) => each(table, &mut |char, glyph| {
                let Some(char) = char::from_u32(char) else { return };
                // A glyph that serves several characters reads as the most likely one.
                let text = program.char(glyph, char);
                if text.chars().next().is_some_and(|other| unicode::rareness(char) < unicode::rareness(other)) {
                    *text = char.to_string().into();
                }
            }),
            (3, 0) => each(table, &mut |char, glyph| {
                // Symbol fonts have their bytes at U+F000 and on.
                if matches!(char, 0..=0xff | 0xf000..=0xf0ff) {
                    program.code(char as u8, glyph);
                }
            }),
            (1, 0) => each(table, &mut |char, glyph| {
                if let Ok(code) = u8::try_from(char)
                    && program.codes.get(usize::from(code)).is_none_or(|glyph| *glyph == 0)
                {
                    program.code(code, glyph);
                }
            }),
            _ => None,
        };
    }
    Some(())
}

/// Calls with each character of a subtable and its glyph; a subtable that is cut gives what it has.
fn each(table: &[u8], give: &mut dyn FnMut(u32, u32)) -> Option<()> {
    let mut left = CHARACTERS;
    let mut give = |char: u32, glyph: u32| {
        if glyph != 0 && glyph < GLYPHS {
            give(char, glyph);
        }
        left = left.checked_sub(1)?;
        Some(())
    };
    match u16_at(table, 0)? {
        0 => (0..256).try_for_each(|code| give(code, u8_at(table, 6 + code as usize)?.into()))?,
        4 => {
            let segments = usize::from(u16_at(table, 6)? / 2);
            for segment in 0..segments {
                let value =
                    |part: usize| u16_at(table, 14 + segment * 2 + part * segments * 2 + if part > 0 { 2 } else { 0 });
                let (last, first, delta, range) = (value(0)?, value(1)?, value(2)?, value(3)?);
                for char in first..=last {
                    let glyph = if range == 0 {
                        char.wrapping_add(delta)
                    } else {
                        let place =
                            16 + segment * 2 + segments * 6 + usize::from(range) + usize::from(char - first) * 2;
                        match u16_at(table, place) {
                            Some(0) | None => 0,
                            Some(glyph) => glyph.wrapping_add(delta),
                        }
                    };
                    give(char.into(), glyph.into())?;
                }
            }
        }
        6 => {
            let first = u32::from(u16_at(table, 6)?);
            for at in 0..u32::from(u16_at(table, 8)?) {
                give(first + at, u16_at(table, 10 + at as usize * 2)?.into())?;
            }
        }
        12 => {
            for group in 0..u32_at(table, 12)? as usize {
                let entry = table.get(16usize.checked_add(group.checked_mul(12)?)?..)?;
                let (first, last, glyph) = (u32_at(entry, 0)?, u32_at(entry, 4)?, u32_at(entry, 8)?);
                for at in 0..last.checked_sub(first)?.saturating_add(1).min(GLYPHS) {
                    give(first.saturating_add(at), glyph.saturating_add(at))?;
                }
            }
        }
        _ => {}
    }
    Some(())
}

/// Reads the table of glyphs' names.
fn names(post: &[u8], program: &mut Program) -> Option<()> {
    if u32_at(post, 0)? != 0x0002_0000 {
        return None;
    }
    let count = usize::from(u16_at(post, 32)?);
    // The names that are not the Macintosh's, in their order, each behind its length.
    let mut own: Vec<&[u8]> = Vec::new();
    let mut rest = post.get(34 + count * 2..).unwrap_or_default();
    while let Some((&length, tail)) = rest.split_first() {
        let Some(name) = tail.get(..usize::from(length)) else { break };
        own.push(name);
        rest = &tail[name.len()..];
    }
    for glyph in 0..count {
        let index = usize::from(u16_at(post, 34 + glyph * 2)?);
        match index.checked_sub(258) {
            Some(at) => program.name(glyph as u32, own.get(at).copied().unwrap_or_default()),
            None => {
                if let Some(char) = encoding::mac_glyph(index) {
                    program.char(glyph as u32, char);
                }
            }
        }
    }
    Some(())
}
