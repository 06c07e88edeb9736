//! A text as it is compared: white space gone, full-width letters, digits and signs narrowed; every character
//! keeps its place in the author's text.

use crate::document::{Span, TextId};

/// A character with the place it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The text it stands in.
    pub text: TextId,
    /// Its first byte there.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
}

/// Characters for comparison, with their places.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// Where each came from.
    pub places: Vec<Placed>,
}

impl Folded {
    /// Folds a range of a text.
    pub fn new(id: TextId, text: &str) -> Self {
        let mut folded = Self::default();
        folded.push(id, text, 0);
        folded
    }

    /// Appends a part of a text that starts at a byte offset.
    pub fn push(&mut self, id: TextId, part: &str, offset: usize) {
        for (at, c) in part.char_indices() {
            let Some(folded) = fold_char(c) else { continue };
            let start = (offset + at) as u32;
            self.chars.push(folded);
            self.places.push(Placed { text: id, start, end: start + c.len_utf8() as u32 });
        }
    }

    /// How many characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The characters as a string.
    pub fn string(&self) -> String {
        self.chars.iter().collect()
    }

    /// The author's text behind a range of characters: one span for each text it touches.
    pub fn spans(&self, range: std::ops::Range<usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for place in &self.places[range] {
            match spans.last_mut() {
                Some(last) if last.text == place.text => last.end = place.end,
                _ => spans.push(Span { text: place.text, start: place.start, end: place.end }),
            }
        }
        spans
    }

    /// The first character at which a string stands, from a character on.
    pub fn find(&self, needle: &str, from: usize) -> Option<usize> {
        let needle: Vec<char> = needle.chars().collect();
        if needle.is_empty() || self.chars.len() < needle.len() {
            return None;
        }
        (from..=self.chars.len() - needle.len()).find(|&at| self.chars[at..at + needle.len()] == needle[..])
    }
}

/// A character as it is compared; `None` for white space and what has no width.
pub fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => None,
        '−' | '﹣' | '‐' | '‑' => Some('-'),
        '﹙' => Some('('),
        '﹚' => Some(')'),
        c if c.is_whitespace() || c.is_control() => None,
        c => Some(c),
    }
}

/// A text without white space, narrowed.
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// What of a label is compared: ideographs, letters and digits; no punctuation, no quotation marks.
pub fn fold_label(text: &str) -> String {
    label_letters(text).collect()
}

/// The same, letter by letter.
pub fn label_letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(fold_char).filter(|c| is_letter(*c))
}

/// Whether a character is an ideograph, a letter or a digit.
pub fn is_letter(c: char) -> bool {
    // Nearly every character is one of these, and Unicode's tables are slow.
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}
