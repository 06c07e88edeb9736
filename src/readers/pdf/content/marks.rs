//! Marked content: what says what text reads, what belongs to a layer, and what is no part of the report's own text
//! (ISO 32000-2, 14.6 to 14.9 and 8.11).

use super::super::{
    layers::Layers,
    lexer::Token,
    object::{self, Dict},
};
use crate::readers::paper::Glyph;

/// Marks within marks; deeper ones mean nothing.
const DEPTH: usize = 1_000;

/// The marks that are open.
#[derive(Default)]
pub struct Marks {
    open: Vec<Mark>,
    /// Those beyond what is kept.
    more: usize,
    /// How many of them hide what they hold.
    hiding: usize,
    /// Whether one of them says what it holds: one within it says nothing more.
    saying: bool,
}

enum Mark {
    Plain,
    /// What it holds is not shown, or is no part of the page's text.
    Hiding,
    /// What it holds, from a character on, reads so.
    Says(usize, String),
}

impl Marks {
    /// How many are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether what is drawn is not shown.
    pub fn hides(&self) -> bool {
        self.hiding > 0
    }

    /// Opens one; the next character drawn has the number given.
    pub fn open(&mut self, operands: &[Token], properties: &Dict, layers: &Layers, next: usize) {
        if self.open.len() >= DEPTH {
            self.more += 1;
            return;
        }
        let mark = match Self::mark(operands, properties, layers, next) {
            Mark::Says(..) if self.saying => Mark::Plain,
            mark => mark,
        };
        self.saying |= matches!(mark, Mark::Says(..));
        self.hiding += usize::from(matches!(mark, Mark::Hiding));
        self.open.push(mark);
    }

    fn mark(operands: &[Token], properties: &Dict, layers: &Layers, next: usize) -> Mark {
        let [Token::Name(tag), properties_of] = operands else { return Mark::Plain };
        match properties_of {
            Token::Name(key) if &tag[..] == b"OC" => {
                if layers.hide(properties, key) {
                    Mark::Hiding
                } else {
                    Mark::Plain
                }
            }
            Token::Name(key) => {
                let dict = properties.get(key).and_then(object::as_dict);
                match dict.and_then(|dict| object::text(&dict, "ActualText")) {
                    Some(text) => Mark::Says(next, text),
                    None => Mark::Plain,
                }
            }
            // What a page repeats at its edges, and what is laid over or under it.
            inline if &tag[..] == b"Artifact" => match inline.get(b"Subtype").and_then(Token::name) {
                Some(b"Header" | b"Footer" | b"Watermark") => Mark::Hiding,
                _ => Mark::Plain,
            },
            inline => match inline.get(b"ActualText").and_then(Token::string) {
                Some(text) => Mark::Says(next, object::decode_text(text)),
                None => Mark::Plain,
            },
        }
    }

    /// Closes the last one.
    pub fn close_one(&mut self, glyphs: &mut Vec<Glyph>) {
        if self.more > 0 {
            self.more -= 1;
            return;
        }
        match self.open.pop() {
            Some(Mark::Hiding) => self.hiding -= 1,
            Some(Mark::Says(from, text)) => {
                self.saying = false;
                say(glyphs, from, &text);
            }
            _ => {}
        }
    }

    /// Closes all but so many.
    pub fn close(&mut self, depth: usize, glyphs: &mut Vec<Glyph>) {
        self.more = 0;
        while self.open.len() > depth {
            self.close_one(glyphs);
        }
    }
}

/// Lets characters from a number on read as a text: each an equal part of it.
fn say(glyphs: &mut Vec<Glyph>, from: usize, text: &str) {
    let Some(count) = glyphs.len().checked_sub(from).filter(|count| *count > 0) else { return };
    let chars: Vec<char> = text.chars().collect();
    for (at, glyph) in glyphs[from..].iter_mut().enumerate() {
        let part = (at * chars.len()).div_ceil(count)..((at + 1) * chars.len()).div_ceil(count);
        glyph.text = chars[part].iter().collect::<String>().into();
    }
    // A character that reads as nothing belongs to the one before it.
    let mut kept = from;
    for at in from..glyphs.len() {
        if !glyphs[at].text.is_empty() {
            glyphs.swap(kept, at);
            kept += 1;
        }
    }
    glyphs.truncate(kept);
}
