//! Shares and changes: 占 33.9%, 较上年增长 8%, 比上年减少 9 件, each with what it may be worked out from.

use std::ops::Range;

use super::{
    claims::{Claim, Era, Sum},
    numbers::{Kind, Number},
};
use crate::filing::fold::begins;

/// A share, a change or a difference, and the amounts that it may rest on.
#[derive(Clone, Debug)]
pub struct Rate {
    /// Which of the passage's numbers it is.
    pub number: usize,
    /// What it says of them.
    pub says: Says,
    /// The part, or this year's amount; the likeliest first.
    pub parts: Vec<Amount>,
    /// The whole, or last year's amount; the likeliest first.
    pub wholes: Vec<Amount>,
    /// Whether the sentence itself names both.
    pub explicit: bool,
}

/// What is said of two amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// So many percent of the whole.
    Share,
    /// Up by so many percent.
    Up,
    /// Down by so many percent.
    Down,
    /// Up by so many.
    More,
    /// Down by so many.
    Fewer,
    /// So many times as much.
    Times,
}

/// An amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One of the passage's numbers.
    Number(usize),
    /// Two of them together.
    Both(usize, usize),
    /// Cells.
    Cells(Sum),
}

const UP: &[&str] =
    &["增长", "增加", "上升", "提高", "增幅", "增幅为", "增幅达", "上涨", "增长率", "增", "多", "增长幅度"];
const DOWN: &[&str] = &["下降", "减少", "降低", "回落", "降幅", "降幅为", "降幅达", "减幅", "下滑", "减", "少", "缩减"];
/// What may stand between such a word and its number.
const BETWEEN: &[&str] = &["了", "约", "近", "超", "为", "达", "超过", "逾", "幅度为", "幅度达", "率为", "率达"];

/// Whether the characters before a place end in one of some words.
fn ends_in(chars: &[char], at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| {
        let from = at.checked_sub(word.chars().count())?;
        begins(&chars[from..at], word).then_some(from)
    })
}

/// Which way a number goes, by the word right before it.
pub fn direction(chars: &[char], at: usize) -> Option<bool> {
    let mut at = at;
    while let Some(from) = ends_in(chars, at, BETWEEN) {
        at = from;
    }
    if ends_in(chars, at, UP).is_some() {
        Some(true)
    } else if ends_in(chars, at, DOWN).is_some() {
        Some(false)
    } else {
        None
    }
}

/// The shares and changes of a passage.
pub fn rates(chars: &[char], numbers: &[Number], eras: &[Era], claims: &[Claim]) -> Vec<Rate> {
    let mut rates = Vec::new();
    let mut start = 0;
    for end in (0..=chars.len()).filter(|&i| i == chars.len() || matches!(chars[i], '。' | '!' | '?')) {
        let first = numbers.partition_point(|number| number.range.start < start);
        let last = numbers.partition_point(|number| number.range.start < end);
        let sentence = Sentence { chars, numbers, eras, claims, own: first..last, start };
        rates.extend((first..last).filter_map(|at| sentence.rate(at)));
        start = end + 1;
    }
    rates
}

struct Sentence<'a> {
    chars: &'a [char],
    numbers: &'a [Number],
    eras: &'a [Era],
    claims: &'a [Claim],
    /// Its numbers.
    own: Range<usize>,
    start: usize,
}

impl Sentence<'_> {
    fn rate(&self, at: usize) -> Option<Rate> {
        let number = &self.numbers[at];
        let way = direction(self.chars, number.range.start);
        let times = self.chars.get(number.range.end) == Some(&'倍');
        match (number.kind, way) {
            (Kind::Share, Some(up)) => self.change(at, if up { Says::Up } else { Says::Down }),
            (Kind::Share, None) => self.share(at),
            (Kind::Count, Some(up)) if self.eras[at] == Era::Difference => {
                self.change(at, if up { Says::More } else { Says::Fewer })
            }
            (Kind::Other, None) if times => self.change(at, Says::Times),
            _ => None,
        }
    }

    /// The counts of the sentence of one era, the nearest before a number first.
    fn counts(&self, at: usize, era: Era) -> Vec<usize> {
        let of = |i: &usize| self.numbers[*i].kind == Kind::Count && self.eras[*i] == era;
        let before = (self.own.start..at).rev().filter(of);
        before.chain((at + 1..self.own.end).filter(of)).collect()
    }

    /// A change against the year before, both stated.
    fn change(&self, at: usize, says: Says) -> Option<Rate> {
        let bases = self.counts(at, Era::Base);
        let mut currents = self.counts(at, Era::Current);
        currents.retain(|&i| i < at || bases.iter().all(|&base| base > at));
        let unit = self.numbers[*bases.first()?].unit;
        currents.retain(|&i| self.numbers[i].unit == unit);
        if matches!(says, Says::More | Says::Fewer) && self.numbers[at].unit != unit {
            return None;
        }
        let explicit = bases.len() == 1 && currents.len() == 1;
        let parts: Vec<Amount> = currents.into_iter().map(Amount::Number).collect();
        let wholes = bases.into_iter().map(Amount::Number).collect();
        (!parts.is_empty()).then_some(Rate { number: at, says, parts, wholes, explicit })
    }

    /// A part of a whole.
    fn share(&self, at: usize) -> Option<Rate> {
        let number = &self.numbers[at];
        let mut counts = self.counts(at, Era::Current);
        // The clause of the share, and the words in it before it.
        let from = self.clause_start(number.range.start);
        let words: String = self.chars[from..number.range.start].iter().collect();
        let says_share = ["占", "比例", "比重", "率"].iter().any(|word| words.contains(word));
        if !says_share && counts.is_empty() {
            return None;
        }
        let nearest = counts.first().copied().filter(|&i| i < at);
        let mut parts: Vec<Amount> = Vec::new();
        let mut wholes: Vec<Amount> = Vec::new();
        let own = self.claims.iter().find(|claim| claim.number == Some(at));
        let of = |i: usize| self.claims.iter().find(|claim| claim.number == Some(i));
        // 占21件的80.9%, 占新收申请（80件）的12%: what stands between is the whole.
        let inside: Vec<usize> = match words.find('占') {
            Some(share) => {
                let share = from + words[..share].chars().count();
                counts.iter().copied().filter(|&i| i < at && self.numbers[i].range.start > share).collect()
            }
            None => Vec::new(),
        };
        let mut explicit = !inside.is_empty();
        wholes.extend(inside.iter().map(|&i| Amount::Number(i)));
        counts.retain(|i| !inside.contains(i));
        let nearest = nearest.filter(|i| !inside.contains(i)).or_else(|| counts.iter().copied().find(|&i| i < at));
        // The words of the share itself name the part, or the number right before it is the part.
        match own {
            Some(claim) => parts.extend(claim.sums.iter().map(|sum| Amount::Cells(*sum))),
            None => {
                let part = nearest?;
                parts.push(Amount::Number(part));
            }
        }
        if let Some(part) = nearest {
            if own.is_some() {
                parts.push(Amount::Number(part));
            }
            for &other in counts.iter().filter(|&&i| i < part) {
                parts.push(Amount::Both(other, part));
            }
        }
        let unit = nearest.map(|part| self.numbers[part].unit);
        let whole = |i: usize| Some(i) != nearest && unit.is_none_or(|unit| self.numbers[i].unit == unit);
        wholes.extend(counts.iter().copied().filter(|&i| whole(i)).map(Amount::Number));
        // What stands in the sentences before may be the whole as well.
        let earlier = (0..self.own.start)
            .rev()
            .filter(|&i| self.numbers[i].kind == Kind::Count && self.eras[i] == Era::Current && whole(i));
        let sentence = wholes.len();
        wholes.extend(earlier.take(8).map(Amount::Number));
        let subject = own.or_else(|| nearest.and_then(of));
        if let Some(claim) = subject {
            wholes.extend(super::claims::wholes(claim).into_iter().map(Amount::Cells));
            explicit |= !wholes.is_empty() && (words.contains('占') || own.is_some());
        }
        explicit |= sentence == 1 && words.contains('占');
        // A rate of two numbers: 应解读34件，已解读29件，解读率85.3%.
        if words.contains('率') && counts.iter().filter(|&&i| i < at).count() == 2 {
            explicit = true;
        }
        if wholes.is_empty() {
            return None;
        }
        Some(Rate { number: at, says: Says::Share, parts, wholes, explicit })
    }

    fn clause_start(&self, at: usize) -> usize {
        let divides = |i: &usize| {
            matches!(self.chars[*i], ',' | ';' | ':' | '、')
                && !self.numbers[self.own.clone()].iter().any(|number| number.range.contains(i))
        };
        (self.start..at).rev().find(divides).map_or(self.start, |i| i + 1)
    }
}
