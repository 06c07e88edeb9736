//! Shares and changes: 占 33.9%, 较上年增长 8%, 比上年减少 9 件, each with what it may be worked out from.

mod named;

use std::ops::Range;

use super::{
    breakdowns::Breakdown,
    claims::{Claim, Era, Read, Sum},
    numbers::{Kind, Number},
};
use crate::filing::{
    Quantity,
    fold::{begins, holds_any},
};

/// A share, a change or a difference, and the amounts that it may rest on.
#[derive(Clone, Debug)]
pub struct Rate {
    /// Which of the passage's numbers it is.
    pub number: usize,
    /// What it says of them.
    pub says: Says,
    /// Part and whole, or this year's and last year's amount; the likeliest first.
    pub pairs: Vec<(Amount, Amount)>,
    /// How many of these the text itself names, so that one of them has to be right.
    pub named: usize,
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
    /// It went up to so many.
    Rose,
    /// It went down to so many.
    Fell,
}

/// An amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One of the passage's numbers.
    Number(usize),
    /// Those of one kind from one to another together.
    Together(usize, usize),
    /// The first without the second.
    Without(usize, usize),
    /// Cells.
    Cells(Sum),
}

/// Words for more.
pub const UP: &[&str] = &[
    "增长",
    "增加",
    "上升",
    "提高",
    "增幅",
    "增幅为",
    "增幅达",
    "上涨",
    "增长率",
    "增",
    "多",
    "增长幅度",
    "多发",
    "多收",
    "多办",
    "多公开",
    "净增",
    "多出",
];
/// Words for less.
pub const DOWN: &[&str] = &[
    "下降",
    "减少",
    "降低",
    "回落",
    "降幅",
    "降幅为",
    "降幅达",
    "减幅",
    "下滑",
    "减",
    "少",
    "缩减",
    "少发",
    "少收",
    "少办",
    "少公开",
];
/// What may stand between such a word and its number.
pub const BETWEEN: &[&str] = &["了", "约", "近", "超", "为", "达", "超过", "逾", "幅度为", "幅度达", "率为", "率达"];

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

/// Which way something has come to where a number is: 增加到25件.
pub fn arrival(chars: &[char], at: usize) -> Option<bool> {
    direction(chars, ends_in(chars, at, &["到了", "至了", "到", "至", "为"])?).or_else(|| {
        let ends = |words: &[&str]| ends_in(chars, at, words).is_some();
        if ends(&["升至", "升到"]) { Some(true) } else { ends(&["降至", "降到"]).then_some(false) }
    })
}

/// Whether a number is where something came from: 由98件增至196件.
pub fn departs(chars: &[char], number: Range<usize>) -> bool {
    let behind = &chars[number.end..];
    let goes = UP.iter().chain(DOWN).chain(&["升", "降"]).any(|word| begins(behind, word));
    goes && ends_in(chars, number.start, &["由", "从"]).is_some()
}

/// The shares and changes of a passage.
pub fn rates(chars: &[char], numbers: &[Number], read: &Read, breakdowns: &[Breakdown]) -> Vec<Rate> {
    let mut rates = Vec::new();
    let mut start = 0;
    for end in (0..=chars.len()).filter(|&i| i == chars.len() || matches!(chars[i], '。' | '!' | '?')) {
        let first = numbers.partition_point(|number| number.range.start < start);
        let last = numbers.partition_point(|number| number.range.start < end);
        let sentence = Sentence { chars, numbers, read, breakdowns, own: first..last, start };
        rates.extend((first..last).filter_map(|at| sentence.rate(at)));
        start = end + 1;
    }
    rates
}

struct Sentence<'a> {
    chars: &'a [char],
    numbers: &'a [Number],
    read: &'a Read,
    breakdowns: &'a [Breakdown],
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
            // 1200条，相当于上年（800条）的150%; 上年的45.3% is a share of what this report does not hold.
            (Kind::Share, None) => match self.as_much(at) {
                None if self.read.eras[at] == Era::Base => None,
                None => self.share(at),
                rate => rate,
            },
            (Kind::Points, Some(up)) => self.change(at, if up { Says::More } else { Says::Fewer }),
            (Kind::Count | Kind::Money, Some(up)) if self.read.eras[at] == Era::Difference => {
                self.change(at, if up { Says::More } else { Says::Fewer })
            }
            (Kind::Count | Kind::Money, None) => self.arrival(at),
            (Kind::Other, None) if times => self.change(at, Says::Times),
            _ => None,
        }
    }

    /// 相当于上年（800条）的150%
    fn as_much(&self, at: usize) -> Option<Rate> {
        let start = self.numbers[at].range.start;
        let base = *self.of_kind(at, Era::Base, Kind::Count).first().filter(|&&base| base < at)?;
        let words: String = self.chars[self.clause_start(start)..start].iter().collect();
        let mut currents = self.of_kind(at, Era::Current, Kind::Count).into_iter().filter(|i| *i < base);
        let current = currents.next().filter(|i| self.numbers[*i].unit == self.numbers[base].unit)?;
        let says = holds_any(&words, &["相当于", "是上", "为上", "是去", "为去"]) && words.ends_with('的');
        let pairs = vec![(Amount::Number(current), Amount::Number(base))];
        (says && currents.next().is_none()).then_some(Rate { number: at, says: Says::Share, pairs, named: 1 })
    }

    /// 由30件上升至35件: the word against both numbers.
    fn arrival(&self, at: usize) -> Option<Rate> {
        let up = arrival(self.chars, self.numbers[at].range.start)?;
        let Number { kind, unit, .. } = self.numbers[at];
        let base = *self.of_kind(at, Era::Base, kind).first().filter(|&&base| base < at)?;
        let says = if up { Says::Rose } else { Says::Fell };
        let pairs = vec![(Amount::Number(at), Amount::Number(base))];
        (self.numbers[base].unit == unit).then_some(Rate { number: at, says, pairs, named: 1 })
    }

    /// The counts of the sentence of one era, the nearest before a number first.
    fn counts(&self, at: usize, era: Era) -> Vec<usize> {
        self.of_kind(at, era, Kind::Count)
    }

    fn of_kind(&self, at: usize, era: Era, kind: Kind) -> Vec<usize> {
        let of = |i: &usize| self.numbers[*i].kind == kind && self.read.eras[*i] == era;
        let before = (self.own.start..at).rev().filter(of);
        before.chain((at + 1..self.own.end).filter(of)).collect()
    }

    /// A change against the year before, both stated, or the difference of both.
    fn change(&self, at: usize, says: Says) -> Option<Rate> {
        // Points tell shares apart, money money.
        // 由2022年的38件、2023年的49件增至56件，两年增长47.4%
        let start = self.numbers[at].range.start;
        let words: String = self.chars[self.clause_start(start)..start].iter().collect();
        if holds_any(&words, &["两年", "三年", "四年", "五年", "年均", "累计", "预算", "计划"]) {
            return None;
        }
        let kind = match self.numbers[at].kind {
            Kind::Points => Kind::Share,
            Kind::Money => Kind::Money,
            _ if self.counts(at, Era::Base).is_empty() && !self.of_kind(at, Era::Base, Kind::Money).is_empty() => {
                Kind::Money
            }
            _ => Kind::Count,
        };
        let (mut bases, mut currents) = (self.of_kind(at, Era::Base, kind), self.of_kind(at, Era::Current, kind));
        // 新收82件，增加9件（上年73件）；办结…: what stands between the same semicolons goes together.
        let part = self.part(at);
        let inside = |i: &usize| part.contains(&self.numbers[*i].range.start);
        if bases.iter().any(inside) && currents.iter().any(inside) {
            bases.retain(inside);
            currents.retain(inside);
        }
        let Some(&base) = bases.first() else {
            return self
                .against_another(at, says, &currents)
                .or_else(|| self.change_by_difference(at, says, &currents));
        };
        // 与上年（30件）相比增长16.7%，达到35件
        if currents.iter().any(|&i| i < at) {
            currents.retain(|&i| i < at || bases.iter().all(|&base| base > at));
        } else {
            currents.truncate(1);
        }
        let unit = self.numbers[base].unit;
        currents.retain(|&i| self.numbers[i].unit == unit);
        // 建议12件、提案8件，合计20件，较上年的15件增加5件
        if let Some(&nearest) = currents.first().filter(|&&i| i < at) {
            let start = self.numbers[nearest].range.start;
            let words: String = self.chars[self.clause_start(start)..start].iter().collect();
            if ["合计", "共计", "总计"].iter().any(|word| words.starts_with(word)) {
                currents.truncate(1);
            }
        }
        if matches!(says, Says::More | Says::Fewer) && self.numbers[at].unit != unit {
            return None;
        }
        let pair = |&current: &usize| bases.iter().map(move |&base| (Amount::Number(current), Amount::Number(base)));
        let pairs: Vec<_> = currents.iter().flat_map(pair).collect();
        let named = usize::from(pairs.len() == 1);
        (!pairs.is_empty()).then_some(Rate { number: at, says, pairs, named })
    }

    /// 自然人109件，比法人的27件多82件: what stands between the word that compares and the number is what it is against.
    fn against_another(&self, at: usize, says: Says, currents: &[usize]) -> Option<Rate> {
        let mut before = currents.iter().copied().filter(|i| *i < at);
        // 制发12件，废止3件，净增9件
        let (base, current) = (before.next()?, before.next()?);
        let words = |count: usize| -> String {
            let start = self.numbers[count].range.start;
            self.chars[self.clause_start(start)..start].iter().collect()
        };
        let came = holds_any(&words(current), &["制发", "印发", "出台", "制定", "新增"]);
        let went = holds_any(&words(base), &["废止", "失效", "取消", "注销"]);
        let net = came && went && words(at).ends_with("净增") && !holds_any(&words(at), &["较", "比"]);
        let from = self.clause_start(self.numbers[base].range.start);
        let compared =
            ['比', '较'].contains(&self.chars[from]) && from == self.clause_start(self.numbers[at].range.start);
        let alike = [base, current].iter().all(|i| self.numbers[*i].unit == self.numbers[at].unit);
        let counted = matches!(says, Says::More | Says::Fewer) && before.next().is_none();
        let pairs = vec![(Amount::Number(current), Amount::Number(base))];
        (counted && (compared || net) && alike).then_some(Rate { number: at, says, pairs, named: 1 })
    }

    /// 196件，同比增加68件，增长53.1%
    fn change_by_difference(&self, at: usize, says: Says, currents: &[usize]) -> Option<Rate> {
        if !matches!(says, Says::Up | Says::Down) {
            return None;
        }
        let difference = *self.counts(at, Era::Difference).first().filter(|&&i| i < at)?;
        let unit = self.numbers[difference].unit;
        let current = *currents.iter().find(|&&i| i < difference && self.numbers[i].unit == unit)?;
        let base = match direction(self.chars, self.numbers[difference].range.start)? {
            true => Amount::Without(current, difference),
            false => Amount::Together(current, difference),
        };
        Some(Rate { number: at, says, pairs: vec![(Amount::Number(current), base)], named: 1 })
    }

    /// A part of a whole.
    fn share(&self, at: usize) -> Option<Rate> {
        let counts = self.counts(at, Era::Current);
        // 占比依次为20%、30%、50%: a run of shares.
        let share = |i: &usize| self.numbers[*i].kind == Kind::Share;
        let goes_on = |i: &usize| {
            let next = self.numbers.get(i + 1).map(|next| next.range.start);
            let between = next.map_or(&[][..], |next| &self.chars[self.numbers[*i].range.end..next]);
            share(i) && between.iter().all(|c| matches!(c, '、' | ',' | '和' | '及' | '与'))
        };
        let first = (self.own.start..at).rev().take_while(goes_on).last().unwrap_or(at);
        // The clause of the share, and the words in it before it.
        let start = self.numbers[first].range.start;
        let from = self.clause_start(start);
        let words: String = self.chars[from..start].iter().collect();
        let shares = words.find('占').map(|share| from + words[..share].chars().count());
        // 占21件的80.9%, 占新收申请（80件）的12%: what stands between is the whole.
        let between = |i: &usize| {
            let start = self.numbers[*i].range.start;
            let behind = shares.is_some_and(|shares| *i < at && start > shares);
            // 在36件不予公开中占50%
            let among = || {
                start > from && self.chars[start - 1] == '在' && self.chars[..shares.unwrap_or(0)].ends_with(&['中'])
            };
            behind || shares.is_some() && *i < at && among()
        };
        let inside: Vec<usize> = counts.iter().copied().filter(between).collect();
        let before: Vec<usize> = counts.iter().copied().filter(|i| *i < at && !inside.contains(i)).collect();
        // As many shares as parts before them.
        let run = (first..self.own.end - 1).take_while(|i| goes_on(i) && share(&(i + 1))).count() + 1;
        let listed = run > 1 && (at > first || before.len() >= run);
        // 60份，文字、图解占比分别为30%、70%，对应18份、42份
        let behind = first + run..(first + run + run).min(self.own.end);
        let counted = behind.len() == run && self.numbers[behind.clone()].iter().all(is_count) && {
            let last = self.numbers[behind.start - 1].range.end;
            let between: String = self.chars[last..self.numbers[behind.start].range.start].iter().collect();
            [",对应", ",分别对应", ",即", ",分别为"].contains(&between.as_str())
        };
        if run > 1 && counted && before.len() < run && behind.end == self.own.end {
            let part = behind.start + (at - first);
            let whole = *before.first().filter(|whole| self.numbers[**whole].unit == self.numbers[part].unit)?;
            let pairs = vec![(Amount::Number(part), Amount::Number(whole))];
            return Some(Rate { number: at, says: Says::Share, pairs, named: 1 });
        }
        let (nearest, earlier) = match listed.then(|| before.get((run - 1).checked_sub(at - first)?)) {
            Some(part) => (part.copied(), None),
            None => (before.first().copied(), before.get(1).copied()),
        };
        // The words of the share itself name the part, or the number right before it is the part.
        let own = self.read.claims.iter().find(|claim| claim.number == Some(at));
        let of = |i: usize| self.read.claims.iter().find(|claim| claim.number == Some(i));
        let mut pairs: Vec<(Amount, Amount)> = Vec::new();
        let share = shares.unwrap_or(start);
        if let (Some(&whole), Some(part)) = (inside.first(), nearest)
            && self.numbers[whole].range.start < share
        {
            // 其中12件，在36件不予公开中占33.3%
            let pairs = vec![(Amount::Number(part), Amount::Number(whole))];
            return Some(Rate { number: at, says: Says::Share, pairs, named: 1 });
        }
        // The whole that the sentence names.
        if let Some((_, sums)) = self.read.bases.iter().find(|(share, _)| *share == at) {
            let wholes = || sums.iter().map(|sum| Amount::Cells(*sum));
            match own {
                Some(claim) => {
                    let parts = claim.sums.iter().map(|part| Amount::Cells(*part));
                    pairs.extend(parts.flat_map(|part| wholes().map(move |whole| (part, whole))));
                }
                None => {
                    for part in self.parts_together(from..share, &before, nearest?) {
                        pairs.extend(wholes().map(|whole| (part, whole)));
                    }
                }
            }
            let named = pairs.len();
            return (named > 0).then_some(Rate { number: at, says: Says::Share, pairs, named });
        }
        // 三类占比共20%、30%: the words name all of them, and none in its turn.
        let claimed = |share: usize| self.read.claims.iter().any(|claim| claim.number == Some(share));
        if own.is_some() && run > 1 && !(first..first + run).all(claimed) {
            return None;
        }
        if shares.is_none() && words.contains('率') {
            let known = self.known_rate(at, &words, own);
            if known.is_some() || own.is_some() {
                return known;
            }
        }
        if let Some(claim) = own {
            // 公开信息500条，其中行政许可占60%: of the decisions only where all of them were told of.
            let decisions = |i: &usize| of(*i).is_some_and(|claim| !claim.sums[0].rows[1].is_empty());
            if claim.sums.iter().any(|sum| sum.table == "proactive") && !before.iter().any(decisions) {
                return None;
            }
            let cells = |(part, whole)| (Amount::Cells(part), Amount::Cells(whole));
            pairs.extend(wholes_of(claim).into_iter().map(cells));
            let named = pairs.len();
            return (named > 0).then_some(Rate { number: at, says: Says::Share, pairs, named });
        }
        let part = nearest?;
        // 28件，其中予以公开占75%、其他情况占25%: other words name the part, and the count before is the whole.
        let words_of = |count: usize| -> String {
            let start = self.numbers[count].range.start;
            self.chars[self.clause_start(start)..start].iter().collect()
        };
        let subject = shares.map_or("", |share| &words[..words.char_indices().nth(share - from).map_or(0, |(i, _)| i)]);
        let together = ["合计", "二者", "两者", "三者", "两项", "三项", "两类", "三类", "共"];
        let shared = self.numbers[part + 1..at].iter().any(|number| number.kind == Kind::Share);
        // 征地类536件，约占四成；其次为规划类，占22%
        let told_apart = self.part(at).start > self.numbers[part].range.end;
        let others = told_apart && from > self.part(at).start && own.is_none();
        if others
            || subject.chars().count() > 1
                && shared
                && !holds_any(subject, &together)
                && !words_of(part).contains(subject)
        {
            return None;
        }
        let unit = self.numbers[part].unit;
        let parts = self.parts_together(from..share, &before, part);
        let several = !matches!(parts[..], [Amount::Number(_)]);
        let number = |whole: usize| (Amount::Number(part), Amount::Number(whole));
        // 占33.9%, or 12件（33.9%）.
        let bracketed = start.checked_sub(1) == Some(self.numbers[part].range.end) && self.chars[start - 1] == '(';
        let says_share = shares.is_some() || bracketed;
        pairs.extend(inside.iter().flat_map(|&whole| parts.iter().map(move |part| (*part, Amount::Number(whole)))));
        let split = self.breakdowns.iter().find(|breakdown| breakdown.parts.contains(&part));
        if let Some(split) = split.filter(|_| inside.is_empty() && says_share && !several) {
            pairs.push(number(split.total));
        }
        // A rate of two numbers, the words of which say so: 应解读34件，已解读29件，解读率85.3%.
        if let (Some(earlier), Some(rate)) = (earlier, words.find('率').or_else(|| words.find("比例"))) {
            let named: String = words[..rate].chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
            let from = self.numbers[earlier].range.end;
            let between: String = self.chars[from..self.numbers[part].range.start].iter().collect();
            let of = self.clause_start(self.numbers[earlier].range.start)..self.numbers[earlier].range.start;
            let before: String = self.chars[of].iter().collect();
            if between.contains(&named) && before.contains(&named) {
                pairs.push(number(earlier));
            }
        }
        // 收到意见136条，采纳48条，采纳率35.3%: the rate bears the name of what was done to some of the one count before.
        if let (Some(earlier), Some(verb), None) = (earlier, self.rate_of(&words), before.get(2)) {
            let clause = words_of(part);
            let done = clause.strip_suffix(&verb).is_some_and(|lead| ["", "已", "共", "同步", "均已"].contains(&lead));
            let some = self.numbers[part].value < self.numbers[earlier].value && self.numbers[earlier].unit == unit;
            if done && some && pairs.is_empty() && self.numbers[at].value != Quantity::whole(100) {
                pairs.push(number(earlier));
            }
        }
        // 原创713条，转载1146条，原创占比38%: the part is named once more.
        let subject = subject.trim_end_matches("量");
        if subject.chars().count() >= 2 && inside.is_empty() {
            let names = |i: &usize| words_of(*i).contains(subject) && self.numbers[*i].unit == unit;
            if let (Some(&named), [last, first]) = (before.iter().find(|i| names(i)), &before[..]) {
                pairs.push((Amount::Number(named), Amount::Together(*first, *last)));
            }
        }
        // 新收163件申请中，网络121件，占74.2%；信函28件，占17.2%: all of them are of one whole.
        let among = before.iter().rev().find(|i| **i != part && self.is_among(**i) && self.numbers[**i].unit == unit);
        if let Some(&whole) = among.filter(|_| says_share && inside.is_empty() && !several) {
            pairs.push(number(whole));
        }
        let cells: Vec<Sum> = of(part).into_iter().flat_map(wholes_of).map(|(_, whole)| whole).collect();
        if says_share && inside.is_empty() && !several {
            pairs.extend(cells.iter().map(|whole| (Amount::Number(part), Amount::Cells(*whole))));
        }
        // 收到163件，经互联网提交103件，占63.2%: the one count before it that has no share of its own.
        if pairs.is_empty() && says_share && !several {
            let whole = |i: &&usize| {
                let shared = self.numbers.get(**i + 1).is_some_and(|next| next.kind == Kind::Share);
                **i != part && self.numbers[**i].unit == unit && !shared
            };
            let mut wholes = before.iter().filter(whole);
            if let (Some(&whole), None) = (wholes.next(), wholes.next())
                && self.numbers[whole].value >= self.numbers[part].value
            {
                pairs.push(number(whole));
                pairs.extend(
                    of(whole)
                        .into_iter()
                        .flat_map(|claim| &claim.sums)
                        .map(|sum| (Amount::Number(part), Amount::Cells(*sum))),
                );
                let of_cells = of(whole).into_iter().flat_map(wholes_of).map(|(_, whole)| whole);
                pairs.extend(of_cells.map(|whole| (Amount::Number(part), Amount::Cells(whole))));
            }
        }
        // 3件，占无法提供的75%；1件，占25%: the whole that the sentence named before goes on.
        let goes_on = |(share, _): &&(usize, Vec<Sum>)| self.own.contains(share) && *share < at;
        let bases = self.read.bases.iter().filter(goes_on).flat_map(|(_, sums)| sums);
        pairs.extend(bases.map(|sum| (Amount::Number(part), Amount::Cells(*sum))));
        let named = pairs.len();
        // What else stands there may be the whole as well.
        let fits = |i: &usize| *i != part && self.numbers[*i].unit == unit && self.read.eras[*i] == Era::Current;
        let others = counts.iter().copied().filter(fits);
        let sentences = (0..self.own.start).rev().filter(|i| self.numbers[*i].kind == Kind::Count && fits(i));
        let others: Vec<usize> = if several { Vec::new() } else { others.chain(sentences.take(8)).collect() };
        pairs.extend(others.iter().map(|&whole| number(whole)));
        // 予以公开3件、部分公开5件，合计占40%
        if let Some(earlier) = earlier.filter(|_| !several) {
            let both = Amount::Together(earlier, part);
            pairs.extend(others.iter().map(|&whole| (both, Amount::Number(whole))));
            pairs.extend(cells.into_iter().map(|whole| (both, Amount::Cells(whole))));
        }
        (!pairs.is_empty()).then_some(Rate { number: at, says: Says::Share, pairs, named })
    }

    /// Whether what follows a number is among what it counts: 163件申请中，….
    fn is_among(&self, number: usize) -> bool {
        let behind = &self.chars[self.numbers[number].range.end..];
        let noun = behind.iter().take_while(|c| !matches!(c, ',' | '。' | ';' | ':' | '、')).count();
        noun <= 8 && noun > 0 && matches!(behind[noun - 1], '中' | '里') && behind.get(noun) == Some(&',')
    }

    /// What a share may be of: 予以公开3件、部分公开5件，二者占40%.
    fn parts_together(&self, words: Range<usize>, before: &[usize], nearest: usize) -> Vec<Amount> {
        let words: String = self.chars[words].iter().collect();
        let last = before.first().copied().unwrap_or(nearest);
        let of = |count: usize| before.get(count - 1).map(|first| Amount::Together(*first, last));
        if holds_any(&words, &["二者", "两者", "两项", "两类"]) {
            of(2).into_iter().collect()
        } else if holds_any(&words, &["三者", "三项", "三类"]) {
            of(3).into_iter().collect()
        } else if holds_any(&words, &["合计", "总计", "共计"]) && before.len() > 1 {
            (2..=before.len()).filter_map(of).collect()
        } else {
            vec![Amount::Number(nearest)]
        }
    }

    /// The part of the sentence around a number, between semicolons.
    fn part(&self, at: usize) -> Range<usize> {
        let start = self.numbers[at].range.start;
        let ends = |c: &char| matches!(c, ';' | '。' | '!' | '?');
        let from = self.chars[self.start..start].iter().rposition(ends).map_or(self.start, |i| self.start + i + 1);
        from..self.chars[start..].iter().position(ends).map_or(self.chars.len(), |i| start + i)
    }

    fn clause_start(&self, at: usize) -> usize {
        let divides = |i: &usize| {
            matches!(self.chars[*i], ',' | ';' | ':' | '、')
                && !self.numbers[self.own.clone()].iter().any(|number| number.range.contains(i))
        };
        (self.start..at).rev().find(divides).map_or(self.start, |i| i + 1)
    }
}

fn is_count(number: &Number) -> bool {
    number.kind == Kind::Count
}

/// The sums of a claim with what each may be a share of.
fn wholes_of(claim: &Claim) -> Vec<(Sum, Sum)> {
    claim.sums.iter().flat_map(|sum| super::claims::wholes(sum).into_iter().map(|whole| (*sum, whole))).collect()
}
