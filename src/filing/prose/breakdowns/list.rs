//! A list of parts: how far it reaches, and whether anything behind it could belong to it as well.

use std::ops::Range;

use super::Sentence;
use crate::filing::{
    Quantity,
    fold::holds_any,
    prose::{
        numbers::Number,
        parts::{COMPARISONS, ENUMERATORS, NO_PARTS, OPENINGS, OTHER_STATEMENTS, same_family},
    },
};

/// What a list of parts was found to be.
pub struct List<'a> {
    /// The parts that certainly belong to it.
    pub parts: Vec<&'a Number>,
    /// All that might: the parts, and what stands behind them in the same fashion.
    pub perhaps: Vec<&'a Number>,
    /// For each of these, whether it plainly goes on with the list before it.
    pub joined: Vec<bool>,
    /// The clauses of all that might belong to it.
    pub clauses: Vec<String>,
    /// Whether nothing behind it could belong to it as well.
    pub complete: bool,
    /// Whether its last part is 其他 or 其余.
    pub rest_named: bool,
    /// Whether it ends in 等.
    pub and_so_on: bool,
    /// The character behind it.
    pub end: usize,
}

/// How a list of parts stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Each part has its name.
    Plain,
    /// In brackets: it ends with them.
    InBrackets,
    /// The names stand before it: 网站、微博分别为12条、8条.
    InTurn,
}

impl<'a> List<'a> {
    /// A list of nothing but its parts, which are all of them.
    pub(super) fn of(parts: Vec<&'a Number>, end: usize) -> Self {
        Self {
            perhaps: parts.clone(),
            joined: vec![true; parts.len()],
            clauses: Vec::new(),
            complete: true,
            rest_named: false,
            and_so_on: false,
            end,
            parts,
        }
    }
}

impl<'a> Sentence<'a> {
    /// Reads the parts from a place on.
    pub(super) fn list(&self, from: usize, end: usize, total: &Number, how: How) -> List<'a> {
        let brackets = how == How::InBrackets;
        let mut list = List {
            parts: Vec::new(),
            perhaps: Vec::new(),
            joined: Vec::new(),
            clauses: Vec::new(),
            complete: true,
            rest_named: false,
            and_so_on: false,
            end: from,
        };
        // The separator that the list's first parts stand between; a looser one ends it.
        let mut loosest: Option<u8> = None;
        let mut sure = true;
        let (mut first_words, mut first_text) = (String::new(), String::new());
        let mut at = from;
        let mut separator = 0u8;
        while at < end {
            let (clause, next, behind) = self.clause(at, end);
            let mut text: String = self.flat(clause.clone());
            if let Some(plain) = ENUMERATORS.iter().find_map(|word| text.strip_prefix(word)) {
                text = plain.to_owned();
            }
            let part = self.part(clause.clone(), total, &text, how);
            let named_rest = text.starts_with("其他") || text.starts_with("其余") || text.starts_with("其它");
            if list.perhaps.is_empty() {
                first_words = text.chars().take(2).collect();
                first_text = text.clone();
            }
            match part {
                Part::Comparison if !list.perhaps.is_empty() => {}
                Part::Count(count) => {
                    if list.perhaps.len() == 1 && sure {
                        loosest = Some(separator);
                    }
                    let looser = loosest.is_some_and(|loosest| separator > loosest);
                    let other = !list.perhaps.is_empty()
                        && !brackets
                        && separator > 1
                        && OTHER_STATEMENTS.iter().any(|word| text.starts_with(word))
                        && !(first_words.chars().count() == 2 && text.starts_with(&first_words))
                        // 一季度和二季度300条，三季度和四季度200条
                        && !(first_text.contains("季度") && text.contains("季度"))
                        // 在门户网站上发布182条，在公众号上发布99条
                        && !(first_words.starts_with('在') && text.starts_with('在'));
                    if looser && separator == 3 {
                        list.complete &= !self.more_of_it(clause.start..end, total);
                        break;
                    }
                    // Behind a semicolon another subject begins, unless both sides are plainly of one family.
                    if separator == 3 && !brackets && !list.perhaps.is_empty() && !same_family(&first_text, &text) {
                        list.complete &= !self.more_of_it(clause.start..end, total);
                        break;
                    }
                    if other {
                        list.complete &= !self.more_of_it(clause.start..end, total);
                        break;
                    }
                    if looser && !named_rest {
                        sure = false;
                    }
                    if sure {
                        list.parts.push(count);
                        list.end = clause.end;
                    }
                    list.joined.push(brackets || separator == 1 || same_family(&first_text, &text));
                    list.clauses.push(text.clone());
                    list.perhaps.push(count);
                    list.rest_named |= named_rest && sure && list.perhaps.len() > 1;
                    if named_rest && looser {
                        // Behind a looser separator 其他 is the last part; what follows speaks of something else.
                        list.complete = sure;
                        list.and_so_on = text.ends_with('等');
                        return list;
                    }
                    if text.ends_with('等') || text.ends_with("等等") {
                        list.and_so_on = true;
                    }
                }
                _ => {
                    // A clause without a part ends the list.
                    if brackets || self.more_of_it(clause.start..end, total) {
                        list.complete = false;
                    }
                    break;
                }
            }
            at = next;
            separator = behind;
        }
        if !sure {
            list.complete = false;
        }
        list
    }

    /// Whether counts of the total's kind stand in a range, outside of further brackets.
    fn more_of_it(&self, range: Range<usize>, total: &Number) -> bool {
        self.counts(range).any(|count| count.unit.is_none() || count.unit == total.unit)
    }

    /// The clause at a place: what stands before the next separator outside of brackets, the place behind that, and how
    /// loose it is: 1 for 、 and 和, 2 for a comma, 3 for a semicolon. A clause without a number before 、 is part of a
    /// label.
    fn clause(&self, start: usize, end: usize) -> (Range<usize>, usize, u8) {
        let level = self.depth(start);
        for i in (start..end).filter(|&i| self.depth(i) <= level && !matches!(self.chars[i], '(' | ')')) {
            match self.chars[i] {
                '、' if self.number_in(start..i) => return (start..i, i + 1, 1),
                // The comma of a thousands separator divides nothing.
                ',' if self.in_number(i) => {}
                ',' | ':' => return (start..i, i + 1, 2),
                ';' => return (start..i, i + 1, 3),
                '以' | '和' | '及' | '与' => {
                    let word = ["以及", "和", "及", "与"].into_iter().find(|word| self.starts(i, word));
                    // 网站12条（政策类3条）和新媒体5条
                    let before = match i.checked_sub(1).filter(|&close| self.chars[close] == ')') {
                        Some(close) => self.opening(close).unwrap_or(i),
                        None => i,
                    };
                    let after_count = || self.counts(start..i).any(|count| count.range.end == before);
                    if let Some(word) = word.filter(|_| after_count()) {
                        return (start..i, i + word.chars().count(), 1);
                    }
                }
                _ => {}
            }
        }
        (start..end, end, 0)
    }

    pub(super) fn in_number(&self, at: usize) -> bool {
        self.counts(at.saturating_sub(16)..at).any(|count| count.range.contains(&at))
    }

    fn number_in(&self, range: Range<usize>) -> bool {
        self.numbers.iter().any(|number| range.contains(&number.range.start))
    }

    /// The text of a range without what stands in brackets.
    fn flat(&self, range: Range<usize>) -> String {
        let level = self.depth(range.start);
        let outside = |i: &usize| self.depth(*i) <= level && !matches!(self.chars[*i], '(' | ')');
        range.filter(outside).map(|i| self.chars[i]).collect()
    }

    fn part(&self, clause: Range<usize>, total: &Number, text: &str, how: How) -> Part<'a> {
        let level = self.depth(clause.start);
        let mut counts: Vec<&Number> =
            self.counts(clause.clone()).filter(|count| self.depth(count.range.start) <= level).collect();
        // 征地拆迁（330件）
        if counts.is_empty() {
            let alone = |count: &&Number| {
                self.chars[count.range.start - 1] == '(' && self.chars.get(count.range.end) == Some(&')')
            };
            counts.extend(self.counts(clause.clone()).filter(alone));
        }
        let others = self.numbers.iter().any(|number| {
            let start = number.range.start;
            number.kind != total.kind && clause.contains(&start) && self.depth(start) <= level
        });
        if COMPARISONS.iter().any(|word| text.starts_with(word)) {
            return Part::Comparison;
        }
        if OPENINGS.iter().any(|(word, _)| text.contains(word)) || holds_any(text, NO_PARTS) {
            return Part::None;
        }
        let plain: Vec<&&Number> = counts.iter().filter(|count| !count.chinese).collect();
        let chosen = match (plain.len(), counts.len()) {
            (1, _) => plain[0],
            (0, 1) => &counts[0],
            _ => return Part::None,
        };
        let same = chosen.unit.is_none() || chosen.unit == total.unit;
        if others || !same {
            return Part::None;
        }
        // A part has a name: before its number, or behind it.
        let named =
            how == How::InTurn || text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii_digit()).count() >= 2;
        // Behind a measure word there is at most a noun.
        let tail = self.flat(chosen.range.end..clause.end).chars().count();
        if named && tail <= 40 && !chosen_is_year(chosen) { Part::Count(chosen) } else { Part::None }
    }
}

fn chosen_is_year(count: &Number) -> bool {
    let year = (Quantity::whole(1990)..=Quantity::whole(2100)).contains(&count.value);
    year && count.unit.is_none()
}

enum Part<'a> {
    Count(&'a Number),
    Comparison,
    None,
}
