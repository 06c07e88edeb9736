//! Words by what they stand for, looked for in prose in one walk.

use std::sync::OnceLock;

use crate::filing::lexicon::Lexicon;

/// Groups of words, those of a group with a blank between. Where a word holds another, the longer one stands:
/// 监督权 is no 监督.
#[derive(Debug)]
pub struct Vocabulary {
    groups: &'static [&'static str],
    /// The words, and of which group each is.
    lexicon: OnceLock<(Lexicon, Vec<usize>)>,
}

/// A word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its first character.
    pub at: usize,
    /// The character behind it.
    pub end: usize,
    /// Its group, by the place among them.
    pub group: usize,
}

impl Vocabulary {
    /// A vocabulary of groups.
    pub const fn new(groups: &'static [&'static str]) -> Self {
        Self { groups, lexicon: OnceLock::new() }
    }

    /// The words in a text from left to right, none within another.
    pub fn find<'a>(&'a self, chars: &'a [char]) -> impl Iterator<Item = Word> + use<'a> {
        let (lexicon, groups) = self.lexicon.get_or_init(|| {
            let count = |group: &'static str| group.split(' ').count();
            let groups = (0..self.groups.len()).flat_map(|group| vec![group; count(self.groups[group])]);
            (Lexicon::new(self.groups.iter().flat_map(|group| group.split(' '))), groups.collect())
        });
        let mut next = 0;
        std::iter::from_fn(move || {
            let at = (next..chars.len()).find(|&at| lexicon.at_start(&chars[at..]).is_some())?;
            let (index, length) = lexicon.at_start(&chars[at..])?;
            next = at + length;
            Some(Word { at, end: next, group: groups[index] })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_tells_the_group() {
        static WORDS: Vocabulary = Vocabulary::new(&["监督 培训", "其他", "监督权"]);
        let text: Vec<char> = "参与权和监督权，培训和监督".chars().collect();
        let found: Vec<_> = WORDS.find(&text).map(|word| (word.at, word.end, word.group)).collect();
        assert_eq!(found, [(4, 7, 2), (8, 10, 0), (11, 13, 0)]);
    }
}
