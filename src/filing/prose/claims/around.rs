//! What stands around a place of the text.

use std::ops::Range;

use super::{Kind, Number, Reader};
use crate::filing::fold::{begins, holds_any};

impl Reader<'_> {
    /// The closing bracket to an opening one.
    pub(super) fn closing(&self, open: usize, end: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in open..end {
            match self.chars[at] {
                '(' => depth += 1,
                ')' if depth == 1 => return Some(at),
                ')' => depth -= 1,
                '。' => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether a number stands between 、 and the clause's end.
    pub(super) fn counts_behind(&self, at: usize, end: usize) -> bool {
        let ends = |c: &char| matches!(c, '。' | '!' | '?' | ';' | ',' | ':');
        let end = self.chars[at..end].iter().position(ends).map_or(end, |i| at + i);
        let counts = |number: &&Number| matches!(number.kind, Kind::Count | Kind::Money | Kind::Share);
        let first = self.numbers.partition_point(|number| number.range.start < at);
        self.numbers[first..].iter().take_while(|number| number.range.start < end).any(|number| counts(&number))
    }

    /// Whether the sentence around a character says any of some words.
    pub(super) fn says(&self, at: usize, words: &[&str]) -> bool {
        let ends = |c: &char| matches!(c, '。' | '!' | '?');
        let start = self.chars[..at].iter().rposition(ends).map_or(0, |i| i + 1);
        let end = self.chars[at..].iter().position(ends).map_or(self.chars.len(), |i| at + i);
        let sentence: String = self.chars[start..end].iter().collect();
        holds_any(&sentence, words)
    }

    /// 160余件（163件）: whether brackets hold a number alone, right behind another.
    pub(super) fn restates(&self, count: usize, brackets: &Range<usize>) -> bool {
        let alone = self.numbers.get(count + 1).is_some_and(|number| number.range == *brackets);
        alone && self.numbers[count].range.end + 1 == brackets.start
    }

    /// Whether nothing but the end of its clause stands behind a number.
    pub(super) fn stands_alone(&self, number: &Number) -> bool {
        self.chars.get(number.range.end).is_none_or(|c| matches!(c, ',' | '、' | ';' | '。' | ')' | '('))
    }

    /// Whether a word stands right before a number.
    pub(super) fn reads_before(&self, number: &Number, word: &str) -> bool {
        let from = number.range.start.checked_sub(word.chars().count());
        from.is_some_and(|from| begins(&self.chars[from..], word))
    }
}
