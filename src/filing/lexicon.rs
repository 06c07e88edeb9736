//! Many words looked for all at once, in one walk over a text.
//!
//! A library made for this (aho-corasick) weighs more in the page than all the words that it would look for.

use super::fold::begins;
use crate::order::Arrange;

/// Words to be looked for, made once for a list (in a `OnceLock`); a word is known by its index in that list.
#[derive(Debug)]
pub struct Lexicon {
    /// Which characters some word may begin with, by their last bits.
    first: [u64; 64],
    /// Which two characters some word may begin with, mixed: many words begin with what stands everywhere.
    pairs: [u64; 64],
    /// Whether some word is a single character, and pairs tell nothing.
    single: bool,
    /// The words in the order of their first characters, of those that share one the longest first.
    words: Vec<(char, &'static str, usize)>,
}

impl Lexicon {
    /// A lexicon of words, none of which is empty.
    pub fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut lexicon = Self { first: [0; 64], pairs: [0; 64], single: false, words: Vec::new() };
        for (index, word) in words.enumerate() {
            let mut chars = word.chars();
            if let Some(first) = chars.next() {
                let (row, bit) = place(first as usize);
                lexicon.first[row] |= bit;
                match chars.next() {
                    Some(second) => {
                        let (row, bit) = place(pair(first, second));
                        lexicon.pairs[row] |= bit;
                    }
                    None => lexicon.single = true,
                }
                lexicon.words.push((first, word, index));
            }
        }
        lexicon.words.arrange_by_key(|(first, word, _)| (*first, usize::MAX - word.len()));
        lexicon
    }

    /// The longest word that stands at the start of characters: its index, and how many characters it has.
    pub fn at_start(&self, chars: &[char]) -> Option<(usize, usize)> {
        let first = *chars.first()?;
        let (row, bit) = place(first as usize);
        if self.first[row] & bit == 0 {
            return None;
        }
        if !self.single {
            let (row, bit) = place(pair(first, *chars.get(1)?));
            if self.pairs[row] & bit == 0 {
                return None;
            }
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
            while at < chars.len() {
                let start = at;
                match self.at_start(&chars[at..]) {
                    Some((index, length)) => {
                        at += length;
                        return Some((start, index));
                    }
                    None => at += 1,
                }
            }
            None
        })
    }
}

fn pair(first: char, second: char) -> usize {
    (first as usize).wrapping_mul(31).wrapping_add(second as usize)
}

fn place(number: usize) -> (usize, u64) {
    let bits = number % 4096;
    (bits / 64, 1 << (bits % 64))
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
