//! Changes against the year before where the text does not give that year's number: 收到27件，同比增长12.5%.

use super::{
    claims::Era,
    numbers::{Kind, Number},
    rates::{BETWEEN, DOWN, Says, UP, direction},
    terms::{self, Term, Topic},
};
use crate::filing::fold::{begins, is_letter};

/// A change, and what may have changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which of the passage's numbers it is.
    pub number: usize,
    /// What it says.
    pub says: Says,
    /// Which numbers of this year may have changed so, the likeliest first.
    pub of: Vec<usize>,
}

/// Words that tell how much, and no number.
const SOMEWHAT: &[&str] = &["相比", "有所", "略有", "略", "明显", "大幅", "小幅", "数据"];

/// The changes of a passage. `year` is the reported one.
pub fn changes(chars: &[char], numbers: &[Number], eras: &[Era], year: Option<u16>) -> Vec<Change> {
    let text = Text { chars, numbers, eras, year };
    (0..numbers.len()).filter_map(|at| text.change(at)).collect()
}

struct Text<'a> {
    chars: &'a [char],
    numbers: &'a [Number],
    eras: &'a [Era],
    year: Option<u16>,
}

impl Text<'_> {
    fn change(&self, at: usize) -> Option<Change> {
        let number = &self.numbers[at];
        let says = match (number.kind, direction(self.chars, number.range.start)) {
            (Kind::Share, Some(true)) => Says::Up,
            (Kind::Share, Some(false)) => Says::Down,
            (Kind::Count, Some(up)) if self.eras[at] == Era::Difference => {
                if up {
                    Says::More
                } else {
                    Says::Fewer
                }
            }
            (Kind::Other, None) if self.chars.get(number.range.end) == Some(&'倍') => Says::Times,
            _ => return None,
        };
        let ends = |i: &usize| matches!(self.chars[*i], '。' | '!' | '?' | ';');
        let start = (0..number.range.start).rev().find(ends).map_or(0, |end| end + 1);
        let end = (number.range.end..self.chars.len()).find(ends).unwrap_or(self.chars.len());
        let own = |i: &usize| (start..end).contains(&self.numbers[*i].range.start);
        let counts = |i: &usize| own(i) && self.numbers[*i].kind == Kind::Count;
        // What the text gives itself it is held against.
        if (0..self.numbers.len()).any(|i| counts(&i) && self.eras[i] == Era::Base) {
            return None;
        }
        let nearest = self.nearest(at, start)?;
        let fits = !matches!(says, Says::More | Says::Fewer) || number.unit == self.numbers[nearest].unit;
        let of = (0..=nearest).rev().filter(|i| counts(i) && self.eras[*i] == Era::Current);
        fits.then(|| Change { number: at, says, of: of.collect() })
    }

    /// The count of this year before a change: nothing stands between but words that say it is against the year before.
    fn nearest(&self, at: usize, start: usize) -> Option<usize> {
        let nearest = (0..at).rev().find(|&i| !self.is_year_before(i))?;
        let Number { kind: Kind::Count, range, .. } = &self.numbers[nearest] else { return None };
        if self.eras[nearest] != Era::Current || range.start < start {
            return None;
        }
        // 与上年相比，收到27件，增长8%
        let behind = nearest.checked_sub(1).map_or(start, |before| self.numbers[before].range.end.max(start));
        let lead = &self.chars[behind..range.start];
        let mut against = (0..lead.len()).any(|i| matches!(terms::at_start(&lead[i..]), Some((Term::Against, _))));
        let (mut i, end) = (range.end, self.numbers[at].range.start);
        while i < end {
            if let Some(year) = (nearest + 1..at).find(|&index| self.numbers[index].range.start == i) {
                against = true;
                i = self.numbers[year].range.end;
                continue;
            }
            let rest = &self.chars[i..end];
            let moves = [UP, DOWN, BETWEEN, SOMEWHAT].into_iter().flatten().filter(|word| begins(rest, word));
            i += match terms::at_start(rest) {
                _ if begins(rest, "环比") => return None,
                Some((Term::Against | Term::Previous, length)) => {
                    against = true;
                    length
                }
                Some((Term::Compared, length)) => {
                    against |= begins(rest, "同比");
                    length
                }
                Some((Term::Plain | Term::Current | Term::Topic(Topic::Requests), length)) => length,
                Some(_) => return None,
                None => match moves.map(|word| word.chars().count()).max() {
                    Some(length) => length,
                    None if is_letter(rest[0]) && rest[0] != '年' || rest[0] == '、' => return None,
                    None => 1,
                },
            };
        }
        against.then_some(nearest)
    }

    /// Whether a number is the year before the reported one.
    fn is_year_before(&self, index: usize) -> bool {
        let number = &self.numbers[index];
        let before = self.year.is_some_and(|year| number.value.as_whole() == Some(i64::from(year) - 1));
        number.kind == Kind::Date && before && self.chars.get(number.range.end) == Some(&'年')
    }
}
