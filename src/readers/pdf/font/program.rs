//! What an embedded font itself says of its glyphs: which characters they are for, and what they are called.

mod cff;
mod sfnt;
mod type1;

use std::rc::Rc;

use super::super::encoding::{self, Encoding};
use crate::order::Numbers;

/// What is known of an embedded font.
#[derive(Debug, Default)]
pub struct Program {
    /// Texts of glyphs by their numbers, sorted by them.
    glyphs: Numbers<Rc<str>>,
    /// Which glyph each byte stands for, where the font says so itself; 0 for those of which it does not.
    codes: Vec<u32>,
    /// The encoding that the font is built with, if it is one that has a name.
    encoding: Option<Encoding>,
    /// How many names were looked up.
    names: usize,
}

impl Program {
    /// Reads a font program of any kind, as far as it makes sense.
    pub fn read(bytes: &[u8]) -> Self {
        let mut program = Self::default();
        match bytes {
            [0, 1, 0, 0, ..] | [b't', b'r', b'u', b'e', ..] | [b'O', b'T', b'T', b'O', ..] => {
                let _ = sfnt::read(bytes, 0, &mut program);
            }
            [b't', b't', b'c', b'f', ..] => {
                let first = u32_at(bytes, 12).unwrap_or_default() as usize;
                let _ = sfnt::read(bytes, first, &mut program);
            }
            [1, ..] => {
                let _ = cff::read(bytes, &mut program);
            }
            _ => type1::read(bytes, &mut program),
        }
        program
    }

    /// What it costs to have read it, and to keep it.
    pub fn cost(&self) -> usize {
        /// To look up a name, all are looked through.
        const NAME: usize = 1 << 11;
        const GLYPH: usize = 192;
        self.names * NAME + self.glyphs.len() * GLYPH
    }

    /// What a glyph stands for.
    pub fn glyph(&self, glyph: u32) -> Option<String> {
        Some(self.glyphs.get(glyph)?.to_string())
    }

    /// What a byte stands for in the font's own encoding.
    pub fn byte(&self, code: u8) -> Option<String> {
        match self.codes.get(usize::from(code)) {
            Some(&glyph) if glyph > 0 => self.glyph(glyph),
            _ => Some(self.encoding?.char(code)?.into()),
        }
    }

    /// Notes the glyph of a byte.
    fn code(&mut self, code: u8, glyph: u32) {
        self.codes.resize(256, 0);
        self.codes[usize::from(code)] = glyph;
    }

    /// Gives a glyph a character, unless it has a text: what it reads as.
    fn char(&mut self, glyph: u32, char: char) -> &mut Rc<str> {
        self.glyphs.entry(glyph, || char.to_string().into())
    }

    /// Gives a glyph the text that its name means, unless it has one.
    fn name(&mut self, glyph: u32, name: &[u8]) {
        if self.glyphs.get(glyph).is_none() {
            self.names += 1;
            if let Some(text) = encoding::named(name) {
                self.glyphs.insert(glyph, text.into());
            }
        }
    }
}

fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
