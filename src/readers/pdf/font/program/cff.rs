//! Compact font format: the glyphs' names and the encoding (Adobe Technical Note 5176).

use super::{Program, u8_at, u16_at};
use crate::readers::pdf::encoding::{self, Encoding};

/// Standard strings; numbers from here on are the font's own.
const STANDARD: usize = 391;

/// Where things stand in the font.
#[derive(Default)]
struct Top {
    charset: usize,
    encoding: usize,
    glyphs: usize,
    /// Whether glyphs have numbers of a collection instead of names.
    numbered: bool,
}

/// Reads a font.
pub fn read(bytes: &[u8], program: &mut Program) -> Option<()> {
    let (_, after) = index(bytes, u8_at(bytes, 2)?.into())?;
    let (tops, after) = index(bytes, after)?;
    let (strings, _) = index(bytes, after)?;
    let top = top(tops.first()?);
    let (glyphs, _) = index(bytes, top.glyphs)?;
    if top.numbered {
        return None;
    }
    let names = charset(bytes, top.charset, glyphs.len());
    for (glyph, &name) in names.iter().enumerate() {
        match name.checked_sub(STANDARD) {
            Some(own) => program.name(glyph as u32, strings.get(own).copied().unwrap_or_default()),
            None => {
                if let Some(char) = encoding::standard_string(name) {
                    program.char(glyph as u32, char);
                }
            }
        }
    }
    match top.encoding {
        0 => program.encoding = Some(Encoding::Standard),
        1 => {}
        at => drop(codes(bytes, at, program)),
    }
    Some(())
}

/// The pieces of an index, and where it ends.
fn index(bytes: &[u8], at: usize) -> Option<(Vec<&[u8]>, usize)> {
    let count = usize::from(u16_at(bytes, at)?);
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let width = usize::from(u8_at(bytes, at + 2)?).clamp(1, 4);
    let offset = |number: usize| {
        let start = at + 3 + number * width;
        let digits = bytes.get(start..start + width)?;
        Some(digits.iter().fold(0usize, |value, &digit| value << 8 | usize::from(digit)))
    };
    // Offsets count from the byte before the pieces.
    let base = at + 2 + (count + 1) * width;
    let mut pieces = Vec::with_capacity(count);
    for number in 0..count {
        pieces.push(bytes.get(base.checked_add(offset(number)?)?..base.checked_add(offset(number + 1)?)?)?);
    }
    Some((pieces, base.checked_add(offset(count)?)?))
}

fn top(dict: &[u8]) -> Top {
    let mut top = Top::default();
    let mut operand = 0usize;
    let mut rest = dict;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let next = |count: usize| tail.get(..count).unwrap_or_default();
        let taken = match byte {
            12 => {
                top.numbered |= tail.first() == Some(&30);
                1
            }
            15..=17 => {
                *match byte {
                    15 => &mut top.charset,
                    16 => &mut top.encoding,
                    _ => &mut top.glyphs,
                } = operand;
                0
            }
            28 | 29 => {
                let count = if byte == 28 { 2 } else { 4 };
                operand = next(count).iter().fold(0, |value, &digit| value << 8 | usize::from(digit));
                count
            }
            // A real number: none that matters here.
            30 => tail.iter().position(|byte| byte & 15 == 15 || byte >> 4 == 15).map_or(tail.len(), |at| at + 1),
            32..=246 => {
                operand = usize::from(byte).saturating_sub(139);
                0
            }
            247..=254 => {
                operand = (usize::from(byte) - 247) * 256 + usize::from(next(1).first().copied().unwrap_or(0)) + 108;
                1
            }
            _ => 0,
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    top
}

/// The numbers of the strings that the glyphs are called by.
fn charset(bytes: &[u8], at: usize, glyphs: usize) -> Vec<usize> {
    let mut names = vec![0];
    if at <= 2 {
        names.extend(1..glyphs.min(229));
        return names;
    }
    let Some(format) = u8_at(bytes, at) else { return names };
    let mut place = at + 1;
    while names.len() < glyphs {
        let Some(first) = u16_at(bytes, place).map(usize::from) else { break };
        let left = match format {
            0 => Some(0),
            1 => u8_at(bytes, place + 2).map(usize::from),
            2 => u16_at(bytes, place + 2).map(usize::from),
            _ => None,
        };
        let Some(left) = left else { break };
        names.extend((first..=first + left).take(glyphs - names.len()));
        place += 2 + usize::from(format);
    }
    names
}

/// Reads which bytes stand for which glyphs.
fn codes(bytes: &[u8], at: usize, program: &mut Program) -> Option<()> {
    let format = u8_at(bytes, at)?;
    let mut glyph = 1;
    for entry in 0..usize::from(u8_at(bytes, at + 1)?) {
        if format & 127 == 0 {
            program.code(u8_at(bytes, at + 2 + entry)?, glyph);
            glyph += 1;
        } else {
            let (first, left) = (u8_at(bytes, at + 2 + entry * 2)?, u8_at(bytes, at + 3 + entry * 2)?);
            for code in first..=first.saturating_add(left) {
                program.code(code, glyph);
                glyph += 1;
            }
        }
    }
    Some(())
}
