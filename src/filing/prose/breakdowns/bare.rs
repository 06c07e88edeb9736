//! Totals whose parts stand behind them without a word that says so, where their names do: 网站和微信共公开信息15条，网站12条，微信3条.

use std::ops::Range;

use super::{
    Breakdown, Sentence,
    list::{How, List},
};
use crate::filing::{
    fold::holds_any,
    prose::{
        numbers::Number,
        parts::{COMPARISONS, Extent, NO_PARTS, OPPOSITES},
    },
};

impl<'a> Sentence<'a> {
    /// The clauses between commas and 、 behind a place up to the end of the part of the sentence, each with its one
    /// count of a total's unit; none where any of them holds another number.
    fn clauses_behind(&self, total: &Number, to: usize) -> Option<Vec<(String, &'a Number)>> {
        let mut clauses = Vec::new();
        let mut start = total.range.end;
        // What is left of the total's own clause is a noun at most.
        let comma = (start..to).find(|&i| matches!(self.chars[i], ',' | ':'))?;
        if self.numbers.iter().any(|number| (start..comma).contains(&number.range.start)) {
            return None;
        }
        start = comma + 1;
        while start < to {
            let divides = |i: &usize| matches!(self.chars[*i], ',' | '、') && !self.in_number(*i);
            let end = (start..to).find(divides).unwrap_or(to);
            let mut own = self.numbers.iter().filter(|number| (start..end).contains(&number.range.start));
            // 网站12条被转载 is of something else.
            let alike = |count: &&Number| count.unit == total.unit && count.kind == total.kind;
            let count = own.next().filter(|count| alike(count) && count.range.end == end);
            let (Some(count), None) = (count, own.next()) else { break };
            clauses.push((self.chars[start..count.range.start].iter().collect(), count));
            start = end + 1;
        }
        Some(clauses)
    }

    /// The characters of a total's clause before it, and where the part of the sentence ends that it stands in.
    fn lead(&self, total: &Number) -> (Range<usize>, usize) {
        let divides = |i: &usize| matches!(self.chars[*i], ',' | ';' | '(') && !self.in_number(*i);
        let from = (self.range.start..total.range.start).rev().find(divides).map_or(self.range.start, |i| i + 1);
        let to = (total.range.end..self.range.end).find(|&i| self.chars[i] == ';').unwrap_or(self.range.end);
        (from..total.range.start, to)
    }

    /// 网站和微信共公开信息15条，网站12条，微信3条: what is named together is told apart again.
    pub(super) fn named_before(&self, found: &mut Vec<Breakdown>) {
        for total in self.counts(self.range.clone()).filter(|count| count.unit.is_some() && !self.compares(count)) {
            let (lead, to) = self.lead(total);
            let names: String = self.chars[lead.clone()].iter().collect();
            if self.depth(total.range.start) > 0 || self.counts(lead).next().is_some() {
                continue;
            }
            let Some(clauses) = self.clauses_behind(total, to) else { continue };
            let named = |(name, _): &&(String, &Number)| name.chars().count() >= 2 && names.contains(name.as_str());
            let parts: Vec<&Number> = clauses.iter().take_while(named).map(|(_, count)| *count).collect();
            let words: Vec<&str> = clauses.iter().take(parts.len()).map(|(name, _)| name.as_str()).collect();
            let apart = words.iter().enumerate().all(|(i, word)| !words[i + 1..].contains(word));
            // 网站、微信、微博共公开信息15条，网站12条，微信2条: all that are named together.
            const LINKS: [&str; 5] = ["、", "和", "及", "与", "以及"];
            let joined = LINKS.iter().find_map(|last| {
                let (before, last_word) = words.split_at(words.len().checked_sub(1)?);
                let all = format!("{}{last}{}", before.join("、"), last_word[0]);
                let (ahead, behind) = names.split_once(&all)?;
                let link = |word: &&str| ahead.ends_with(word) || behind.starts_with(word);
                (!LINKS.iter().any(link)).then_some(())
            });
            let linked = joined.is_some();
            if parts.len() > 1 && parts.len() == clauses.len() && apart && linked && !holds_any(&names, NO_PARTS) {
                self.judge(total, List::of(parts, to), Extent::Closed, false, found);
            }
        }
    }

    /// 办结15件，未经延期12件，经延期3件; 线上六场、线下五场: what is never both.
    pub(super) fn opposed(&self, found: &mut Vec<Breakdown>) {
        for total in self.counts(self.range.clone()).filter(|count| count.unit.is_some() && !self.compares(count)) {
            let (lead, to) = self.lead(total);
            let rivals = self.counts(self.range.start..total.range.start).any(|count| count.unit == total.unit);
            let Some(clauses) = self.clauses_behind(total, to).filter(|_| !rivals) else { continue };
            let [(one, first), (other, second), rest @ ..] = &clauses[..] else { continue };
            let starts = |(one_word, other_word): &(&str, &str)| {
                let both = |a: &str, b: &str| a.starts_with(one_word) && b.starts_with(other_word);
                both(one, other) || both(other, one)
            };
            let opposed = OPPOSITES.iter().find(|pair| starts(pair));
            let written = total.chinese == first.chinese && first.chinese == second.chinese;
            // 清理12件，保留8件，废止3件: something may be neither; behind further words, too.
            let lead: String = self.chars[lead].iter().collect();
            let nothing_else = match opposed {
                Some(("未经", _)) => holds_any(&lead, &["办结", "答复"]),
                Some(("线上", _)) => total.unit == Some("场"),
                Some(("新建", _)) => holds_any(&lead, &["专题", "专栏", "栏目"]),
                _ => false,
            };
            let closed = nothing_else && second.range.end == to;
            // 解读12篇，线上9篇，线下6篇: one may be both; 网上申请12件，现场领证8件: two steps of one.
            let both = match opposed {
                Some(("线上", _)) => total.unit != Some("场"),
                Some((a @ "网上", b)) => {
                    let verb = |text: &str| text.replacen(a, "", 1).replacen(b, "", 1);
                    verb(one) != verb(other) || verb(one).is_empty()
                }
                _ => false,
            };
            if opposed.is_some() && !both && written && rest.is_empty() {
                let extent = if closed { Extent::Closed } else { Extent::Open };
                self.judge(total, List::of(vec![first, second], to), extent, false, found);
            }
        }
    }

    /// 办理许可15件，分即办件12件和承诺件3件; 由两部分组成：网站12条，微信3条.
    pub(super) fn divided(&self, found: &mut Vec<Breakdown>) {
        for at in self.range.clone().filter(|&i| self.chars[i] == ',' && self.depth(i) == 0 && !self.in_number(i)) {
            let Some(total) = self.total_before(at) else { continue };
            // 分管领导审核12条 divides nothing.
            let divides = |i: usize| {
                self.starts(i, "分")
                    && !self.chars.get(i + 1).is_some_and(|c| {
                        "管局别为成类批期段级组层工支布发送享析解赴流头两步辨清担摊散区块点割离".contains(*c)
                    })
            };
            if divides(at + 1) {
                let list = self.list(at + 2, self.range.end, total, How::Plain);
                let rivals = self.counts(self.range.start..total.range.start).any(|count| count.unit == total.unit);
                // 分即办件12件和承诺件3件; 分动态12条、公告3条两类
                let two = list.parts.len() == 2 && self.chars[at..list.end].contains(&'和');
                let end = list.parts.last().map_or(at, |part| part.range.end);
                let kinds = self.says_how_many(self.range.end.min(end + 2)) && !self.says_how_many(end);
                if (two || kinds) && list.complete && list.parts.len() == list.perhaps.len() && !rivals {
                    self.judge(total, list, Extent::Closed, false, found);
                }
            }
            let made = ["由两部分组成:", "由三部分组成:", "由两部分构成:", "由三部分构成:", "由以下两部分组成:"];
            if let Some(word) = made.iter().find(|word| self.starts(at + 1, word)) {
                let from = at + 1 + word.chars().count();
                let loose = self.chars[from..self.range.end].contains(&';');
                let ends = |c: &char| if loose { *c == ';' } else { matches!(*c, ',' | ';') };
                let mut parts: Vec<&Number> = Vec::new();
                let mut start = from;
                while start < self.range.end {
                    let end = (start..self.range.end)
                        .find(|&i| ends(&self.chars[i]) && !self.in_number(i) && self.depth(i) == 0)
                        .unwrap_or(self.range.end);
                    parts.extend(self.counts(start..end).next().filter(|count| count.unit == total.unit));
                    start = end + 1;
                }
                let text: String = self.chars[from..self.range.end].iter().collect();
                if holds_any(&text, COMPARISONS) {
                    continue;
                }
                let many = if word.contains('三') { 3 } else { 2 };
                if parts.len() == many {
                    self.judge(total, List::of(parts, self.range.end), Extent::Closed, false, found);
                }
            }
        }
    }
}
