//! Totals whose parts stand behind them without a word that says so, where their names do: 网站和微信共公开信息15条，网站12条，微信3条.

use super::{
    Breakdown, Sentence,
    list::{How, List},
};
use crate::filing::{
    fold::holds_any,
    prose::{
        numbers::Number,
        parts::{Extent, NO_PARTS, OPPOSITES},
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

    /// 网站和微信共公开信息15条，网站12条，微信3条: what is named together is told apart again.
    pub(super) fn named_before(&self, found: &mut Vec<Breakdown>) {
        for total in self.counts(self.range.clone()).filter(|count| count.unit.is_some() && !self.compares(count)) {
            let divides = |i: &usize| matches!(self.chars[*i], ',' | ';' | '(') && !self.in_number(*i);
            let from = (self.range.start..total.range.start).rev().find(divides).map_or(self.range.start, |i| i + 1);
            let names: String = self.chars[from..total.range.start].iter().collect();
            let to = (total.range.end..self.range.end).find(|&i| self.chars[i] == ';').unwrap_or(self.range.end);
            if self.depth(total.range.start) > 0 || self.counts(from..total.range.start).next().is_some() {
                continue;
            }
            let Some(clauses) = self.clauses_behind(total, to) else { continue };
            let named = |(name, _): &&(String, &Number)| name.chars().count() >= 2 && names.contains(name.as_str());
            let parts: Vec<&Number> = clauses.iter().take_while(named).map(|(_, count)| *count).collect();
            let words: Vec<&str> = clauses.iter().take(parts.len()).map(|(name, _)| name.as_str()).collect();
            let apart = words.iter().enumerate().all(|(i, word)| !words[i + 1..].contains(word));
            let linked = words.windows(2).all(|pair| {
                let link = |link: &&str| names.contains(&format!("{}{link}{}", pair[0], pair[1]));
                ["、", "和", "及", "与", "以及"].iter().any(link)
            });
            if parts.len() > 1 && parts.len() == clauses.len() && apart && linked && !holds_any(&names, NO_PARTS) {
                self.judge(total, List::of(parts, to), Extent::Closed, false, found);
            }
        }
    }

    /// 许可15件，网上办理12件，窗口办理3件; 线上六场、线下五场: what leaves nothing out.
    pub(super) fn opposed(&self, found: &mut Vec<Breakdown>) {
        for total in self.counts(self.range.clone()).filter(|count| count.unit.is_some() && !self.compares(count)) {
            let to = (total.range.end..self.range.end).find(|&i| self.chars[i] == ';').unwrap_or(self.range.end);
            let rivals = self.counts(self.range.start..total.range.start).any(|count| count.unit == total.unit);
            let divides = |i: &usize| matches!(self.chars[*i], ',' | ';' | '(') && !self.in_number(*i);
            let from = (self.range.start..total.range.start).rev().find(divides).map_or(self.range.start, |i| i + 1);
            let Some(clauses) = self.clauses_behind(total, to).filter(|_| !rivals) else { continue };
            let [(one, first), (other, second), rest @ ..] = &clauses[..] else { continue };
            let starts = |(one_word, other_word): &(&str, &str)| {
                let both = |a: &str, b: &str| a.starts_with(one_word) && b.starts_with(other_word);
                both(one, other) || both(other, one)
            };
            let opposed = OPPOSITES.iter().find(|pair| starts(pair));
            let written = total.chinese == first.chinese && first.chinese == second.chinese;
            // 清理12件，保留8件，废止3件: something may be neither; behind further words, too.
            let ends = second.range.end == to;
            let done = holds_any(&self.chars[from..total.range.start].iter().collect::<String>(), &["办结", "答复"]);
            let closed = opposed.is_some_and(|(word, _)| matches!(*word, "线上" | "新建") || *word == "未经" && done);
            let closed = closed && ends;
            if opposed.is_some() && written && rest.is_empty() {
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
                    && !self.chars.get(i + 1).is_some_and(|c| "管局别为成类批期段级组层工支布发".contains(*c))
            };
            if divides(at + 1) {
                let list = self.list(at + 2, self.range.end, total, How::Plain);
                let rivals = self.counts(self.range.start..total.range.start).any(|count| count.unit == total.unit);
                if list.parts.len() > 1 && list.complete && list.parts.len() == list.perhaps.len() && !rivals {
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
                let many = if word.contains('三') { 3 } else { 2 };
                if parts.len() == many {
                    self.judge(total, List::of(parts, self.range.end), Extent::Closed, false, found);
                }
            }
        }
    }
}
