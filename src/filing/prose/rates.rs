//! Shares and changes: 占 33.9%, 较上年增长 8%, 比上年减少 9 件, each with what it may be worked out from.

use std::ops::Range;

use super::{
    breakdowns::Breakdown,
    claims::{Claim, Era, Sum},
    numbers::{Kind, Number},
    terms::{self, Term, Topic},
};
use crate::filing::fold::{begins, is_letter};

/// A share, a change or a difference, and the amounts that it may rest on.
#[derive(Clone, Debug)]
pub struct Rate {
    /// Which of the passage's numbers it is.
    pub number: usize,
    /// What it says of them.
    pub says: Says,
    /// Part and whole, or this year's and last year's amount; the likeliest first.
    pub pairs: Vec<(Amount, Amount)>,
    /// Where the text does not give last year's amount: which of its numbers may have changed so against it, the likeliest
    /// first.
    pub changed: Vec<usize>,
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

/// What may stand with it in the words before.
const SOMEWHAT: &[&str] = &["相比", "有所", "略有", "略", "明显", "大幅", "小幅", "数据"];

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

/// Whether a number is where something has come to: 增加到25件.
pub fn arrives(chars: &[char], at: usize) -> bool {
    ends_in(chars, at, &["到", "至", "为"]).is_some_and(|at| direction(chars, at).is_some())
}

/// The shares and changes of a passage.
pub fn rates(
    chars: &[char],
    numbers: &[Number],
    eras: &[Era],
    claims: &[Claim],
    breakdowns: &[Breakdown],
    year: Option<u16>,
) -> Vec<Rate> {
    let mut rates = Vec::new();
    let mut start = 0;
    for end in (0..=chars.len()).filter(|&i| i == chars.len() || matches!(chars[i], '。' | '!' | '?')) {
        let first = numbers.partition_point(|number| number.range.start < start);
        let last = numbers.partition_point(|number| number.range.start < end);
        let sentence = Sentence { chars, numbers, eras, claims, breakdowns, own: first..last, start, year };
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
    breakdowns: &'a [Breakdown],
    /// Its numbers.
    own: Range<usize>,
    start: usize,
    year: Option<u16>,
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

    /// A change against the year before, both stated, or this year's alone.
    fn change(&self, at: usize, says: Says) -> Option<Rate> {
        let unit_fits = |unit| !matches!(says, Says::More | Says::Fewer) || self.numbers[at].unit == unit;
        let bases = self.counts(at, Era::Base);
        let Some(&base) = bases.first() else {
            let nearest = self.changed(at).filter(|&changed| unit_fits(self.numbers[changed].unit))?;
            let mut changed = self.counts(at, Era::Current);
            changed.retain(|&i| i <= nearest);
            return Some(Rate { number: at, says, pairs: Vec::new(), changed, explicit: false });
        };
        let mut currents = self.counts(at, Era::Current);
        currents.retain(|&i| i < at || bases.iter().all(|&base| base > at));
        let unit = self.numbers[base].unit;
        currents.retain(|&i| self.numbers[i].unit == unit);
        if !unit_fits(unit) {
            return None;
        }
        let explicit = bases.len() == 1 && currents.len() == 1;
        let pairs = currents
            .iter()
            .flat_map(|&current| bases.iter().map(move |&base| (Amount::Number(current), Amount::Number(base))));
        let pairs: Vec<_> = pairs.collect();
        (!pairs.is_empty()).then_some(Rate { number: at, says, pairs, changed: Vec::new(), explicit })
    }

    /// The number of this year of which a number says how it changed against the year before: nothing stands between
    /// but words that say so.
    fn changed(&self, at: usize) -> Option<usize> {
        let current =
            (self.own.start..at).rev().find(|&i| self.eras[i] != Era::Difference && !self.is_year_before(i))?;
        let counted = self.numbers[current].kind == Kind::Count && self.eras[current] == Era::Current;
        let (mut i, end) = (self.numbers[current].range.end, self.numbers[at].range.start);
        // 与上年相比，收到27件，增长8%
        let behind = current.checked_sub(1).map_or(0, |before| self.numbers[before].range.end);
        let lead = &self.chars[behind.max(self.start)..self.numbers[current].range.start];
        let mut against = (0..lead.len()).any(|i| matches!(terms::at_start(&lead[i..]), Some((Term::Against, _))));
        while counted && i < end {
            if let Some(index) = (current + 1..at).find(|&index| self.numbers[index].range.start == i) {
                against |= self.is_year_before(index);
                i = self.numbers[index].range.end;
                continue;
            }
            let rest = &self.chars[i..end];
            let moves = UP.iter().chain(DOWN).chain(BETWEEN).chain(SOMEWHAT).filter(|word| begins(rest, word));
            i += match terms::at_start(rest) {
                _ if begins(rest, "环比") || begins(rest, "分别") => return None,
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
        against.then_some(current)
    }

    /// Whether a number is the year before the reported one.
    fn is_year_before(&self, index: usize) -> bool {
        let number = &self.numbers[index];
        let year = self.year.is_some_and(|year| number.value.as_whole() == Some(i64::from(year) - 1));
        number.kind == Kind::Date && year && self.chars.get(number.range.end) == Some(&'年')
    }

    /// A part of a whole.
    fn share(&self, at: usize) -> Option<Rate> {
        let counts = self.counts(at, Era::Current);
        // 占比依次为20%、30%、50%: a run of shares.
        let share = |i: &usize| self.numbers[*i].kind == Kind::Share;
        let first = (self.own.start..at).rev().take_while(share).last().unwrap_or(at);
        // The clause of the share, and the words in it before it.
        let start = self.numbers[first].range.start;
        let from = self.clause_start(start);
        let words: String = self.chars[from..start].iter().collect();
        let shares = words.find('占').map(|share| from + words[..share].chars().count());
        // 占21件的80.9%, 占新收申请（80件）的12%: what stands between is the whole.
        let between = |i: &usize| shares.is_some_and(|shares| *i < at && self.numbers[*i].range.start > shares);
        let inside: Vec<usize> = counts.iter().copied().filter(between).collect();
        let before: Vec<usize> = counts.iter().copied().filter(|i| *i < at && !inside.contains(i)).collect();
        // As many shares as parts before them.
        let run = (first..self.own.end).take_while(share).count();
        let listed = run > 1 && (at > first || before.len() >= run);
        let (nearest, earlier) = match listed.then(|| before.get((run - 1).checked_sub(at - first)?)) {
            Some(part) => (part.copied(), None),
            None => (before.first().copied(), before.get(1).copied()),
        };
        // The words of the share itself name the part, or the number right before it is the part.
        let own = self.claims.iter().find(|claim| claim.number == Some(at));
        let of = |i: usize| self.claims.iter().find(|claim| claim.number == Some(i));
        let mut pairs: Vec<(Amount, Amount)> = Vec::new();
        let mut explicit = false;
        if let Some(claim) = own {
            pairs.extend(wholes_of(claim).into_iter().map(|(part, whole)| (Amount::Cells(part), Amount::Cells(whole))));
            explicit = true;
        } else {
            let part = nearest?;
            let unit = self.numbers[part].unit;
            let mut wholes: Vec<usize> = inside.clone();
            explicit |= !inside.is_empty();
            let split = self.breakdowns.iter().find(|breakdown| breakdown.parts.contains(&part));
            if let Some(split) = split.filter(|_| wholes.is_empty()) {
                wholes.push(split.total);
                explicit |= shares.is_some();
            }
            let fits = |i: &usize| *i != part && self.numbers[*i].unit == unit && self.eras[*i] == Era::Current;
            let others = counts.iter().copied().filter(fits);
            let sentences = (0..self.own.start).rev().filter(|i| self.numbers[*i].kind == Kind::Count && fits(i));
            let all: Vec<usize> = others.chain(sentences.take(8)).filter(|i| !wholes.contains(i)).collect();
            wholes.extend(all);
            // A rate of two numbers, the words of which say so: 应解读34件，已解读29件，解读率85.3%.
            if let (Some(earlier), Some(rate)) = (earlier, words.find('率')) {
                let named: String = words[..rate].chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
                let from = self.numbers[earlier].range.end;
                let between: String = self.chars[from..self.numbers[part].range.start].iter().collect();
                explicit |= between.contains(&named);
            }
            pairs.extend(wholes.iter().map(|&whole| (Amount::Number(part), Amount::Number(whole))));
            if let Some(claim) = of(part) {
                explicit |= shares.is_some();
                let wholes =
                    wholes_of(claim).into_iter().map(|(_, whole)| (Amount::Number(part), Amount::Cells(whole)));
                pairs.extend(wholes);
            }
            // 予以公开3件、部分公开5件，合计占40%
            if let Some(earlier) = earlier {
                pairs.extend(wholes.iter().map(|&whole| (Amount::Both(earlier, part), Amount::Number(whole))));
                if let Some(claim) = of(part) {
                    let both = |(_, whole)| (Amount::Both(earlier, part), Amount::Cells(whole));
                    pairs.extend(wholes_of(claim).into_iter().map(both));
                }
            }
        }
        (!pairs.is_empty()).then_some(Rate { number: at, says: Says::Share, pairs, changed: Vec::new(), explicit })
    }

    fn clause_start(&self, at: usize) -> usize {
        let divides = |i: &usize| {
            matches!(self.chars[*i], ',' | ';' | ':' | '、')
                && !self.numbers[self.own.clone()].iter().any(|number| number.range.contains(i))
        };
        (self.start..at).rev().find(divides).map_or(self.start, |i| i + 1)
    }
}

/// The sums of a claim with what each may be a share of.
fn wholes_of(claim: &Claim) -> Vec<(Sum, Sum)> {
    claim.sums.iter().flat_map(|sum| super::claims::wholes(sum).into_iter().map(|whole| (*sum, whole))).collect()
}
