//! Many words looked for all at once, in one walk over a text.
//!
//! A library made for this (aho-corasick) weighs more in the page than all the words that it would look for.

use super::fold::begins;
use crate::order::Arrange;

/// Words to be looked for, made once for a list (in a `OnceLock`); a word is known by its index in that list.
#[derive(Debug)]
pub struct Lexicon {
    /// Whether some word is a single character.
    single: bool,
    /// Which two characters some word begins with, mixed; which character, where some word is no longer.
    begins: Bits,
    /// The same of three characters, or of a shorter word's all: many words begin with two that stand everywhere.
    more: Bits,
    /// The words in the order of their first characters, of those that share one the longest first.
    words: Vec<(char, &'static str, usize)>,
}

/// Numbers below 65,536, or the last bits of larger ones.
#[derive(Debug)]
struct Bits(Box<[u64; 1024]>);

impl Bits {
    fn new() -> Self {
        Self(Box::new([0; 1024]))
    }

    fn set(&mut self, number: u32) {
        self.0[number as usize / 64 % 1024] |= 1 << (number % 64);
    }

    fn has(&self, number: u32) -> bool {
        self.0[number as usize / 64 % 1024] & 1 << (number % 64) != 0
    }
}

/// What some characters together are known by.
fn mixed(chars: impl Iterator<Item = char>) -> u32 {
    chars.fold(0, |mixed: u32, c| mixed.wrapping_mul(31).wrapping_add(c as u32))
}

impl Lexicon {
    /// A lexicon of words, none of which is empty.
    pub fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut lexicon = Self { single: false, begins: Bits::new(), more: Bits::new(), words: Vec::new() };
        for (index, word) in words.enumerate() {
            if let Some(first) = word.chars().next() {
                lexicon.single |= word.len() == first.len_utf8();
                lexicon.words.push((first, word, index));
            }
        }
        for (_, word, _) in &lexicon.words {
            lexicon.begins.set(mixed(word.chars().take(if lexicon.single { 1 } else { 2 })));
            lexicon.more.set(mixed(word.chars().take(3)));
        }
        lexicon.words.arrange_by_key(|(first, word, _)| (*first, usize::MAX - word.len()));
        lexicon
    }

    /// The first place from one on where a word may stand.
    fn next(&self, chars: &[char], from: usize) -> Option<usize> {
        let rest = &chars[from..];
        let ahead = if self.single {
            rest.iter().position(|c| self.begins.has(*c as u32))
        } else {
            rest.windows(2)
                .position(|pair| self.begins.has((pair[0] as u32).wrapping_mul(31).wrapping_add(pair[1] as u32)))
        };
        ahead.map(|ahead| from + ahead)
    }

    /// The longest word that stands at the start of characters: its index, and how many characters it has.
    pub fn at_start(&self, chars: &[char]) -> Option<(usize, usize)> {
        let first = *chars.first()?;
        let may_be = |length: usize| chars.get(..length).is_some_and(|word| self.more.has(mixed(word.iter().copied())));
        if !(may_be(3) || may_be(2) || self.single && may_be(1)) {
            return None;
        }
        let from = self.words.partition_point(|(other, ..)| *other < first);
        let shares = self.words[from..].iter().take_while(|(other, ..)| *other == first);
        let mut known = shares.filter(|(_, word, _)| begins(chars, word));
        known.next().map(|(_, word, index)| (*index, word.chars().count()))
    }

    /// The words in a text from left to right, each as long as can be, none within another: where, and its index.
    pub fn find<'a>(&'a self, chars: &'a [char]) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(start) = self.next(chars, at) {
                let found = self.at_start(&chars[start..]);
                at = start + found.map_or(1, |(_, length)| length);
                if let Some((index, _)) = found {
                    return Some((start, index));
                }
            }
            at = chars.len();
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_stands_first_and_none_within_another() {
        let words = ["收", "申请", "申请人", "人大", "请人"];
        let lexicon = Lexicon::new(words.into_iter());
        let text: Vec<char> = "收申请人大申请".chars().collect();
        let found: Vec<_> = lexicon.find(&text).map(|(at, index)| (at, words[index])).collect();
        assert_eq!(found, [(0, "收"), (1, "申请人"), (5, "申请")]);
        assert_eq!(lexicon.at_start(&['人']), None);
        let longer = Lexicon::new(["申请人", "人大"].into_iter());
        let found: Vec<_> = longer.find(&text).collect();
        assert_eq!((found, longer.at_start(&['人'])), (vec![(1, 0)], None));
        assert_eq!(Lexicon::new([].into_iter()).find(&text).count(), 0);
    }
}
