//! Totals behind their parts, and what is left of a total: 网站12条，微信3条，共计15条; 留言183条，已答复171条，其余12条.

use super::{
    Breakdown, Sentence,
    list::{How, List},
};
use crate::filing::{
    Quantity,
    fold::holds_any,
    prose::{
        numbers::{Kind, Number},
        parts::{Extent, NO_TOTALS, OPENINGS},
    },
};

impl Sentence<'_> {
    /// Counts of one kind, a clause each, and what they make at the end: 网站12条，微信3条，共计15条.
    pub(super) fn summed(&self, found: &mut Vec<Breakdown>) {
        const SUMS: &[&str] = &["合计", "共计", "总计", "两项共", "三项共", "两类共", "三类共", "相加共", "相加为"];
        // A bare 共 sums up only what stands in clauses of its own.
        let bare = |i: usize| {
            let clause = i.checked_sub(1).is_some_and(|before| matches!(self.chars[before], ',' | ';'));
            if !clause || self.chars[i] != '共' {
                return false;
            }
            let Some(count) = self.counts(i + 1..(i + 10).min(self.range.end)).next() else { return false };
            // 网站公开信息12条，微信公开信息3条，共公开信息15条: the same was said of each.
            let verb = &self.chars[i + 1..count.range.start];
            let parts = self.counts(self.range.start..i).filter(|part| part.unit == count.unit);
            let mut same = parts.map(|part| self.chars[..part.range.start].ends_with(verb));
            verb.is_empty() || same.next() == Some(true) && same.all(|same| same)
        };
        // 网络116件，信函33件，窗口14件，累计新收163件; 三条途径一共收到163件
        let again = |i: usize| {
            let word = ["一共", "总共", "累计"].iter().find(|word| self.starts(i, word))?;
            let clause = (self.range.start..i).rev().find(|&i| matches!(self.chars[i], ',' | ';'))?;
            let lead: String = self.chars[clause + 1..i].iter().collect();
            let count = self.counts(i..(i + 14).min(self.range.end)).next()?;
            let parts: Vec<&Number> =
                self.counts(self.range.start..clause).filter(|part| part.unit == count.unit).collect();
            let text: String = self.chars[self.range.start..clause].iter().collect();
            let verb: String = self.chars[i + word.chars().count()..count.range.start].iter().collect();
            // 公示20件，解读30件，办文10件，累计公开500件 need not be their sum; nor 2008年以来累计收到500件.
            let came = ["新收", "收到", "接收"].contains(&verb.trim_end_matches("申请")) && !text.contains("收到");
            let channels =
                ["网", "信函", "邮", "窗口", "当面", "现场"].iter().filter(|word| text.contains(**word)).count() > 1;
            let since = self.chars[self.range.clone()].windows(2).any(|pair| pair == ['以', '来']);
            let many = ["三", "四", "五", "六"].iter().position(|many| lead.starts_with(many)).map(|many| many + 3);
            let told = many == Some(parts.len()) && holds_any(&lead, &["途径", "渠道", "方式"]);
            (!since && channels && (parts.len() > 2 && lead.is_empty() && came || told)).then_some(word)
        };
        // 一季度…，二季度…，三季度…，四季度…，全年1356条
        let quarters = |i: usize| {
            let text: String = self.chars[self.range.start..i].iter().collect();
            text.contains("四个季度")
                || ["一季度", "二季度", "三季度", "四季度"].iter().all(|quarter| text.contains(quarter))
        };
        let word_at = |i: usize| {
            let word = SUMS.iter().find(|word| self.starts(i, word));
            let year = || (self.starts(i, "全年") && quarters(i)).then_some(&"全年");
            // 网站、微信分别为12条、8条，总量超过20条
            let amount = || {
                let heads = i.checked_sub(1).is_some_and(|before| self.chars[before] == ',');
                (heads && self.starts(i, "总量") && self.says_each(i)).then_some(&"总量")
            };
            word.or_else(amount)
                .or(bare(i).then_some(&"共"))
                .or_else(year)
                .or_else(|| again(i))
                .filter(|_| self.depth(i) == 0)
        };
        let Some((at, word)) = self.range.clone().find_map(|i| Some((i, word_at(i)?))) else { return };
        let behind = at + word.chars().count();
        // 公开和部分公开合计32件: of those that are named with it.
        let divides = |i: &usize| matches!(self.chars[*i], ',' | ';' | ':' | ')') && !self.in_number(*i);
        let clause = (self.range.start..at).rev().find(divides).map_or(self.range.start, |i| i + 1);
        let lead: String = self.chars[clause..at].iter().collect();
        let counted = self.counts(clause..at).any(|count| !count.chinese);
        if !counted && holds_any(&lead, &["和", "及", "与", "、", "或"]) {
            return;
        }
        // Behind it stands the total, with a verb before it at most.
        let total = self.counts(behind..self.range.end).next();
        let Some(total) = total.filter(|total| {
            total.range.start
                <= behind
                    + if holds_any(word, &["全年", "累计", "一共", "总共"]) || *word == "共" { 12 } else { 4 }
        }) else {
            return;
        };
        // 诉讼1件；复议3件，办结3件；合计办结3件: of what was said with the same verb alone.
        let verb: String = self.chars[behind.min(total.range.start)..total.range.start].iter().collect();
        let parted = self.chars[self.range.start..at].contains(&';');
        let said = self.chars[self.range.start..at].iter().collect::<String>().contains(verb.as_str());
        if parted && said && !verb.is_empty() {
            return;
        }
        // 三类合计89份 at the head of a sentence is of those in the one before.
        let own = self.counts(self.range.start..at).any(|count| count.unit == total.unit);
        let from = if own { self.range.start } else { self.before.start };
        let text: String = self.chars[from..at].iter().collect();
        let of_its_kind = |number: &&Number| {
            (from..at).contains(&number.range.start) && number.kind == total.kind && number.unit == total.unit
        };
        let mut parts: Vec<&Number> = self.all.iter().filter(of_its_kind).collect();
        let mixed = self.numbers.iter().any(|number| number.range.start < at && number.kind == Kind::Share);
        let nested = parts.iter().any(|part| self.depth(part.range.start) > 0 || part.chinese);
        // 30篇，其中领导12篇、专家18篇，两类合计30篇: of those behind the word.
        let many =
            ["两类", "三类", "四类", "两项", "三项", "四项", "两者", "三者"].iter().any(|many| text.ends_with(many));
        let opening = |i: &usize| OPENINGS.iter().any(|(word, _)| self.starts(*i, word));
        let last = (from..at).rev().find(opening);
        // 集中在两类：投诉类12件、重复类8件，合计20件: what the list is of was not counted before.
        let counted = |last: usize| {
            self.all.iter().any(|count| (from..last).contains(&count.range.start) && count.unit == total.unit)
        };
        let opened = last.is_some_and(counted) && !many;
        parts.retain(|part| last.is_none_or(|last| part.range.start > last));
        if parts.len() < 2
            || total.unit.is_none()
            || mixed
            || nested
            || opened
            || holds_any(&text.replace("较少", "").replace("较多", ""), NO_TOTALS)
        {
            return;
        }
        let makes = |parts: &[&Number]| parts.iter().map(|part| part.value).sum::<Quantity>() == total.value;
        if let Some(from) = (0..parts.len() - 1).find(|&from| makes(&parts[from..])) {
            parts.drain(..from);
        }
        // 共31篇，其中领导12篇、专家18篇，两类合计30篇: then they are all of what was split up, if nothing follows.
        let many = many && matches!(self.chars.get(total.range.end), None | Some('。' | ';'));
        let whole = last.and_then(|last| self.total_before(last.checked_sub(1)?)).filter(|_| many);
        if let Some(whole) = whole.filter(|whole| whole.unit == total.unit) {
            self.judge(whole, List::of(parts.clone(), at), Extent::Closed, false, found);
        }
        self.judge(total, List::of(parts, at), Extent::Closed, false, found);
    }

    /// Whether names and their numbers in turn stand before a place.
    fn says_each(&self, to: usize) -> bool {
        let text: String = self.chars[self.range.start..to].iter().collect();
        holds_any(&text, &["分别为", "依次为"])
    }

    /// A total, some of it, and what is left: 留言183条，已答复171条，其余12条….
    pub(super) fn left(&self, found: &mut Vec<Breakdown>) {
        const LEFT: &[&str] = &["其余", "余下", "剩余", "剩下"];
        let begins = |i: &usize| {
            let clause = i.checked_sub(1).is_some_and(|before| matches!(self.chars[before], ',' | ';'));
            // 应收3900元，实收2700元，尚有1200元未缴
            let owed = || {
                self.starts(*i, "尚有")
                    && holds_any(&self.chars[self.range.start..*i].iter().collect::<String>(), &["应收", "应缴"])
                    && self.counts(*i..(*i + 10).min(self.range.end)).any(|n| n.kind == Kind::Money)
            };
            clause && self.depth(*i) == 0 && (LEFT.iter().any(|word| self.starts(*i, word)) || owed())
        };
        let Some(at) = self.range.clone().find(begins) else { return };
        let clause = (at..self.range.end).find(|&i| matches!(self.chars[i], ',' | ';')).unwrap_or(self.range.end);
        let Some(rest) = self.counts(at..clause).next() else { return };
        let part = (self.range.start..at).rev().find(|&i| self.chars[i] == ';').map_or(self.range.start, |i| i + 1);
        let before: Vec<&Number> = self.counts(part..at).filter(|count| count.unit == rest.unit).collect();
        let [total, parts @ ..] = &before[..] else { return };
        // 尚有200元在缴费期内，100元减免
        let behind: String = self.chars[rest.range.end..self.range.end].iter().collect();
        let owes = self.starts(at, "尚有");
        if owes && !behind.is_empty() && !["未", "待", ","].iter().any(|word| behind.starts_with(word)) {
            return;
        }
        // 征地类12件，占60%；规划类5件，占25%；其余3件: the first one is a part itself.
        let first = parts.first().map_or(at, |part| part.range.start);
        let between = |number: &&Number| (total.range.end..first).contains(&number.range.start);
        if self.numbers.iter().filter(between).any(|number| number.kind == Kind::Share) {
            return;
        }
        let text: String = self.chars[total.range.end..at].iter().collect();
        let elsewhere = ["结转", "上年", "去年", "另有", "同比", "较上", "共"];
        let opened = OPENINGS.iter().any(|(word, _)| text.contains(word));
        let nested = before.iter().any(|count| self.depth(count.range.start) > 0 || count.chinese);
        if parts.is_empty()
            || parts.len() > 2
            || nested
            || opened
            || holds_any(&text, &elsewhere)
            || self.compares(total)
        {
            return;
        }
        let parts = [parts, &[rest]].concat();
        self.judge(total, List::of(parts, clause), Extent::Closed, false, found);
    }

    /// Parts whose total stands behind them: 包括…，共 N 条.
    pub(super) fn summed_behind(&self, from: usize, found: &mut Vec<Breakdown>) {
        let Some(first) = self.counts(from..self.range.end).next() else { return };
        let before = self.counts(self.range.start..from).any(|count| count.unit == first.unit);
        let list = self.list(from, self.range.end, first, How::Plain);
        if before || list.parts.len() < 2 || list.parts.len() != list.perhaps.len() {
            return;
        }
        let behind = list.end + 1;
        let Some(word) = ["共计", "总计", "合计", "共"].iter().find(|word| self.starts(behind, word)) else {
            return;
        };
        let at = behind + word.chars().count();
        let total = self.counts(at..self.range.end).find(|count| count.range.start == at && count.unit == first.unit);
        if let Some(total) = total.filter(|total| total.unit.is_some()) {
            self.judge(total, List { complete: true, ..list }, Extent::Closed, false, found);
        }
    }
}
