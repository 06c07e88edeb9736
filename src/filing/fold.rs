//! A text as it is compared: white space gone, full-width letters, digits and signs narrowed; every character
//! keeps its place in the author's text.

use super::notes::is_note_number;
use crate::document::{Span, TextId, draws_nothing};

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
        // Most characters are ideographs, of three bytes.
        self.chars.reserve(part.len() / 3);
        self.places.reserve(part.len() / 3);
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
        gathered(self.chars.len() * 3, self.chars.iter().copied())
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
        let mut needle = needle.chars();
        let first = needle.next()?;
        let rest = needle.as_str();
        let stands = |at: usize| self.chars[at] == first && begins(&self.chars[at + 1..], rest);
        (from..self.chars.len()).find(|&at| stands(at))
    }
}

/// Whether a string stands at the start of characters.
pub fn begins(chars: &[char], word: &str) -> bool {
    let mut chars = chars.iter();
    word.chars().all(|c| chars.next() == Some(&c))
}

/// Whether a text holds any of some words. The standard's search gets ready for long words first, which takes longer than
/// looking for short ones.
pub fn holds_any(text: &str, words: &[&str]) -> bool {
    let text = text.as_bytes();
    words.iter().map(|word| word.as_bytes()).any(|word| {
        let (Some(last), Some(first)) = (word.len().checked_sub(1), word.first()) else { return true };
        let starts = 0..text.len().saturating_sub(last);
        starts.into_iter().any(|at| text[at] == *first && text[at + last] == word[last] && text[at..].starts_with(word))
    })
}

/// A character as it is compared; `None` for white space and what has no width.
pub fn fold_char(c: char) -> Option<char> {
    match c {
        // Nearly all; the tables of what is white take their time.
        '!'..='~' | '\u{4e00}'..='\u{9fff}' => Some(c),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '−' | '﹣' | '‐' | '‑' => Some('-'),
        '﹙' => Some('('),
        '﹚' => Some(')'),
        c if c.is_whitespace() || c.is_control() || draws_nothing(c) => None,
        c => Some(c),
    }
}

/// A text without white space, narrowed.
pub fn fold(text: &str) -> String {
    gathered(text.len(), text.chars().filter_map(fold_char))
}

/// Characters as a string of at most so many bytes, as a rule.
fn gathered(bytes: usize, chars: impl Iterator<Item = char>) -> String {
    let mut string = String::with_capacity(bytes);
    chars.for_each(|c| string.push(c));
    string
}

/// What stands for a character that is there and that the reading could not tell.
pub const LOST: char = '\u{fffd}';

/// Whether a text may be another one, of which the reading lost characters. Each that is lost stands for one, which
/// need not be a letter.
pub fn could_be(read: &str, other: &str) -> bool {
    if !read.contains(LOST) {
        return false;
    }
    let read: Vec<char> = read.chars().filter_map(fold_char).filter(|c| is_letter(*c) || *c == LOST).collect();
    // The places in the other text up to which what was read so far may be it.
    let other: Vec<char> = label_letters(other).collect();
    let mut reached = vec![false; other.len() + 1];
    reached[0] = true;
    for c in &read {
        for at in (0..=other.len()).rev() {
            let before = at > 0 && reached[at - 1] && (*c == LOST || other[at - 1] == *c);
            reached[at] = before || reached[at] && *c == LOST;
        }
    }
    reached[other.len()]
}

/// What of a label is compared: ideographs, letters and digits; no punctuation, no quotation marks.
pub fn fold_label(text: &str) -> String {
    gathered(text.len(), label_letters(text))
}

/// The same, letter by letter.
pub fn label_letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(fold_char).filter(|c| is_letter(*c))
}

/// Whether a character is an ideograph, a letter or a digit; a note's number is none.
pub fn is_letter(c: char) -> bool {
    // Nearly every character is one of these, and Unicode's tables are slow.
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric() && !is_note_number(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        for (text, words, holds) in [
            ("共收到申请", &["收到"][..], true),
            ("共收到申请", &["申请", "收"], true),
            ("共收到", &["收到申请", "到收", "达"], false),
            ("", &["收"], false),
            ("收", &[""], true),
            ("", &[""], true),
            ("收收到", &["收到"], true),
            ("共", &[], false),
        ] {
            assert_eq!(holds_any(text, words), holds, "{text} {words:?}");
            assert_eq!(words.iter().any(|word| text.contains(word)), holds, "{text} {words:?}");
        }
    }

    #[test]
    fn a_label_is_its_letters() {
        for text in ["总计", "\u{202a}总\u{2069}\u{ad}计\u{feff}", "总计¹", "总 计①", "总计[¹]*"] {
            assert_eq!(fold_label(text), "总计", "{text}");
        }
        assert_eq!(fold_label("1.总计2"), "1总计2");
    }

    #[test]
    fn what_was_lost_may_have_been_anything_in_its_place() {
        for read in ["规\u{fffd}", "\u{fffd}章", "\u{fffd}规章", "规\u{fffd}章"] {
            assert!(could_be(read, "规章"), "{read}");
        }
        for read in ["规章", "规程\u{fffd}", "\u{fffd}", "章\u{fffd}"] {
            assert!(!could_be(read, "规章"), "{read}");
        }
        assert!(could_be("3.危及\u{fffd}三安全一稳定\u{fffd}", "3.危及“三安全一稳定”"));
    }
}
