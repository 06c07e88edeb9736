//! Totals with their parts: in brackets behind a total, or behind 其中, 包括, 分别为, 分为 and the like.

mod bare;
mod list;
mod sums;

use std::ops::Range;

use super::{
    numbers::{Kind, Number},
    parts::{BESIDES, Extent, FIRST_OF_OPENINGS, NO_PARTS, NO_TOTALS, OPENINGS, WITHIN, are_exclusive, cut_across},
};
use crate::filing::{
    Quantity,
    fold::{begins, holds_any},
};
use crate::order::Arrange;
use list::{How, List};

/// A total and its parts, as indexes into the numbers of their passage.
#[derive(Clone, Debug)]
pub struct Breakdown {
    /// The total.
    pub total: usize,
    /// The parts.
    pub parts: Vec<usize>,
    /// Whether it names all of them.
    pub complete: bool,
    /// How they stand to each other.
    pub standing: Standing,
}

/// How a list of parts stands to its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They agree.
    Holds,
    /// The parts make more.
    More,
    /// A complete list makes fewer.
    Fewer,
    /// It cannot be told whether the list is complete, or what its total is.
    Unclear,
}

/// The breakdowns of a passage with its numbers.
pub fn breakdowns(chars: &[char], numbers: &[Number]) -> Vec<Breakdown> {
    let mut found = Vec::new();
    if numbers.len() < 2 {
        return found;
    }
    let brackets = Brackets::of(chars);
    let mut start = 0;
    let mut before = 0..0;
    for end in (0..=chars.len()).filter(|&i| i == chars.len() || matches!(chars[i], '。' | '!' | '?')) {
        // What is longer is no sentence that anyone could judge.
        if start < end && end - start <= LONGEST_SENTENCE {
            let first = numbers.partition_point(|number| number.range.start < start);
            let last = numbers.partition_point(|number| number.range.start < end);
            let own = &numbers[first..last];
            if !own.is_empty() && last >= 2 {
                let sentence =
                    Sentence { chars, all: numbers, numbers: own, before, brackets: &brackets, range: start..end };
                sentence.in_brackets(&mut found);
                sentence.behind_words(&mut found);
                sentence.behind_colon(&mut found);
                sentence.summed(&mut found);
                sentence.left(&mut found);
                sentence.named_before(&mut found);
                sentence.divided(&mut found);
                sentence.opposed(&mut found);
            }
        }
        before = start..end;
        start = end + 1;
    }
    found.arrange_by_key(|breakdown| breakdown.total);
    found
}

/// What may stand right before numbers in turn instead of 分别为.
const EACH: &[&str] = &["分别公开", "分别发布", "分别"];
/// Sentences beyond this many characters are not read.
const LONGEST_SENTENCE: usize = 1_200;

/// Which brackets belong together.
struct Brackets {
    /// For each character that is a bracket with a partner: where that stands.
    partner: Vec<Option<usize>>,
    /// In how many brackets each character stands; a bracket itself stands outside of its own.
    depth: Vec<usize>,
}

impl Brackets {
    fn of(chars: &[char]) -> Self {
        let mut brackets = Self { partner: vec![None; chars.len()], depth: vec![0; chars.len()] };
        let mut open = Vec::new();
        for (i, c) in chars.iter().enumerate() {
            match c {
                '(' => {
                    brackets.depth[i] = open.len();
                    open.push(i);
                    continue;
                }
                ')' => {
                    if let Some(partner) = open.pop() {
                        brackets.partner[i] = Some(partner);
                        brackets.partner[partner] = Some(i);
                    }
                }
                // A bracket that a sentence leaves open does not reach into the next one.
                '。' => open.clear(),
                _ => {}
            }
            brackets.depth[i] = open.len();
        }
        brackets
    }
}

struct Sentence<'a> {
    chars: &'a [char],
    /// All numbers of the passage.
    all: &'a [Number],
    /// Those of the sentence.
    numbers: &'a [Number],
    /// The sentence before.
    before: Range<usize>,
    brackets: &'a Brackets,
    range: Range<usize>,
}

impl<'a> Sentence<'a> {
    fn starts(&self, at: usize, word: &str) -> bool {
        self.chars.get(at..self.range.end).is_some_and(|chars| begins(chars, word))
    }

    fn counts(&self, range: Range<usize>) -> impl Iterator<Item = &'a Number> + use<'a> {
        let told = |number: &Number| matches!(number.kind, Kind::Count | Kind::Money);
        self.numbers.iter().filter(move |number| told(number) && range.contains(&number.range.start))
    }

    fn closing(&self, open: usize) -> Option<usize> {
        self.brackets.partner[open].filter(|close| *close < self.range.end && *close > open)
    }

    fn opening(&self, close: usize) -> Option<usize> {
        self.brackets.partner[close].filter(|open| *open >= self.range.start && *open < close)
    }

    fn depth(&self, at: usize) -> usize {
        self.brackets.depth.get(at).copied().unwrap_or(0)
    }

    /// The count that ends right before a place: nothing but a short noun and brackets stand between.
    fn total_before(&self, at: usize) -> Option<&'a Number> {
        self.count_before(at).filter(|count| !count.chinese)
    }

    /// The same, where it may be written in Chinese.
    fn count_before(&self, at: usize) -> Option<&'a Number> {
        let mut end = at;
        let mut nouns = 0;
        loop {
            if let Some(count) = self.counts(self.range.clone()).find(|count| count.range.end == end) {
                // A lone Chinese number is mostly part of a phrase.
                return (count.unit.is_some() && !self.compares(count)).then_some(count);
            }
            if end <= self.range.start {
                return None;
            }
            let c = self.chars[end - 1];
            if c == ')' {
                // Brackets between the total and its list are another matter.
                let open = self.brackets.partner[end - 1].filter(|open| *open >= self.range.start)?;
                end = open;
                continue;
            }
            if !c.is_alphabetic() || c.is_ascii() || nouns == 8 {
                return None;
            }
            nouns += 1;
            end -= 1;
        }
    }

    /// Whether brackets between a total and its list name more of its kind that the total may not count: 12件（上年结转2件）.
    fn counts_more(&self, total: &Number, end: usize) -> bool {
        (total.range.end..end).filter(|&i| self.chars[i] == '(').any(|open| {
            let Some(close) = self.closing(open) else { return false };
            let text: String = self.chars[open + 1..close].iter().collect();
            let of_its_kind = |count: &&Number| count.unit == total.unit;
            let inside: Vec<&Number> = self.counts(open..close).filter(of_its_kind).collect();
            let whole = inside.len() > 1 && inside.iter().map(|count| count.value).sum::<Quantity>() == total.value;
            !whole
                && !inside.is_empty()
                && holds_any(&text, BESIDES)
                && !WITHIN.iter().any(|word| text.starts_with(word))
        })
    }

    /// Whether a count is a difference or an average, by the words before it in its clause.
    fn compares(&self, count: &Number) -> bool {
        let divides = |i: &usize| matches!(self.chars[*i], ',' | ';' | '(') && !self.in_number(*i);
        let from = (self.range.start..count.range.start).rev().find(divides).map_or(self.range.start, |i| i + 1);
        let before: String = self.chars[from..count.range.start].iter().collect();
        holds_any(&before, NO_TOTALS)
    }

    fn in_brackets(&self, found: &mut Vec<Breakdown>) {
        for open in self.range.clone().filter(|&i| self.chars[i] == '(') {
            let Some(close) = self.closing(open) else { continue };
            let Some(total) = self.count_before(open) else { continue };
            let opening = OPENINGS.iter().find(|(word, _)| self.starts(open + 1, word));
            let mut from = open + 1 + opening.map_or(0, |(word, _)| word.chars().count());
            let contains = ["含", "内含"].iter().find(|word| self.starts(open + 1, word));
            if let (None, Some(word)) = (opening, contains) {
                from += word.chars().count();
            }
            if matches!(self.chars.get(from), Some(',' | ':')) {
                from += 1;
            }
            let list = self.list(from, close, total, How::InBrackets);
            let extent = match opening {
                Some((_, extent)) => *extent,
                None if contains.is_some() => Extent::Open,
                None => Extent::Closed,
            };
            // Brackets with nothing but parts are a list of all of them; with anything else they may be a remark.
            let whole = list.end == close && list.complete;
            if opening.is_none() && contains.is_none() && (!whole || list.parts.len() < 2) {
                continue;
            }
            // 培训十次（集中授课三次、现场观摩七次）: in one hand.
            if total.chinese && (!whole || !list.parts.iter().all(|part| part.chinese)) {
                continue;
            }
            self.judge(total, list, extent, false, found);
        }
    }

    fn behind_words(&self, found: &mut Vec<Breakdown>) {
        let mut at = self.range.start;
        while at < self.range.end {
            let opens = FIRST_OF_OPENINGS.contains(&self.chars[at]);
            let word = OPENINGS.iter().find(|(word, _)| opens && self.starts(at, word)).copied();
            // 三种方式分别公开12条、8条
            let each = |word: &&&str| self.starts(at, word) && self.starts_count(at + word.chars().count());
            let each = || EACH.iter().find(each).filter(|_| opens).map(|word| (*word, Extent::Closed));
            let among = || self.is_among(at).then_some(("中", Extent::Open));
            let Some((word, extent)) = word.or_else(each).or_else(among) else {
                at += 1;
                continue;
            };
            let before = at.checked_sub(1).filter(|&i| i >= self.range.start).map(|i| self.chars[i]);
            let mut from = at + word.chars().count();
            let opening = at;
            at = from;
            if before == Some('(') {
                continue;
            }
            if matches!(self.chars.get(from), Some(',' | ':' | '有')) {
                from += 1;
            }
            let behind = if matches!(before, Some(',' | ';' | ':')) { opening - 1 } else { opening };
            let across = || self.total_of_sentence_before(from).filter(|_| opening == self.range.start);
            let named = self.total_of_names(opening).filter(|_| extent == Extent::Closed);
            let how = if named.is_some() { How::InTurn } else { How::Plain };
            let Some(total) = self.total_before(behind).or_else(across).or(named) else {
                self.summed_behind(from, found);
                continue;
            };
            let depth = self.depth(total.range.start);
            let doubtful = self.counts_more(total, behind);
            // Inside brackets a list ends with them.
            let inside = self.depth(opening);
            let end = (opening..self.range.end)
                .find(|&i| self.chars[i] == ')' && self.depth(i) < inside)
                .unwrap_or(self.range.end);
            let mut list = self.list(from, end, total, how);
            // One request may be about several things: each is told apart.
            if word.ends_with("集中在") {
                let most =
                    list.parts.iter().copied().reduce(|one, other| if other.value > one.value { other } else { one });
                list = List::of(most.into_iter().collect(), list.end);
            }
            // 公开信息500条，许可、处罚信息分别为120条、80条: all of them only where the text says how many they are.
            let all = self.says_how_many(opening) && !self.says_some(opening);
            let extent = if how == How::InTurn && !all { Extent::Open } else { extent };
            // Other counts of the same kind before the total: then it is not plain what the list splits up.
            let rivals: Vec<Quantity> = self
                .counts(self.range.start..total.range.start)
                .filter(|count| self.depth(count.range.start) == depth && count.unit == total.unit)
                .map(|count| count.value)
                .collect();
            if rivals.is_empty() {
                self.judge(total, list, extent, doubtful, found);
            } else {
                let sum: Quantity = list.parts.iter().map(|part| part.value).sum();
                let all = rivals.iter().copied().sum::<Quantity>() + total.value;
                let most = rivals.iter().copied().max().unwrap_or_default();
                let beyond = sum > all && sum > most;
                self.judge(total, list, if beyond { extent } else { Extent::Open }, doubtful || !beyond, found);
            }
        }
    }

    /// Whether 其中 stands at the head of the clause that ends at a place.
    fn says_some(&self, to: usize) -> bool {
        let clause = (self.range.start..to).rev().find(|&i| self.chars[i] == ',' && !self.in_number(i));
        clause.is_some_and(|comma| self.starts(comma + 1, "其中"))
    }

    fn starts_count(&self, at: usize) -> bool {
        self.counts(at..at + 1).next().is_some()
    }

    /// Whether what stands in a sentence before a place says how many kinds there are, or by what they are told apart.
    fn says_how_many(&self, to: usize) -> bool {
        const KINDS: &[char] = &['类', '种', '个', '大', '微', '部', '项', '条', '笔'];
        let chars = &self.chars[self.range.start..to];
        let counted =
            |pair: &[char]| matches!(pair[0], '两' | '二' | '三' | '四' | '五' | '六') && KINDS.contains(&pair[1]);
        let clause = chars.iter().rposition(|c| *c == ',').map_or(0, |comma| comma + 1);
        chars.windows(2).any(counted) || chars[clause..].starts_with(&['按'])
    }

    /// 163件申请中，网上提交51件: whether 中 stands here, right behind a count and its noun.
    fn is_among(&self, at: usize) -> bool {
        matches!(self.chars[at], '中' | '里')
            && matches!(self.chars.get(at + 1), Some(',' | '有'))
            && !OPENINGS.iter().any(|(word, _)| self.starts(at + 2, word))
            && self.total_before(at).is_some()
    }

    /// What is split up where the parts are named between it and their numbers: 2082条，网站、微博依次为….
    fn total_of_names(&self, opening: usize) -> Option<&'a Number> {
        let divides = |i: &usize| matches!(self.chars[*i], ',' | ';' | ':') && !self.in_number(*i);
        let clause = (self.range.start..opening).rev().find(divides)?;
        let names: String = self.chars[clause..opening].iter().collect();
        let bare = self.counts(clause..opening).next().is_none();
        let several = holds_any(&names, &["、", "和", "与", "及"])
            || names.starts_with([',', ':']) && names[1..].starts_with(['按', '依', '从']);
        let among = clause > 0 && matches!(self.chars[clause - 1], '中' | '里');
        let rest = names.strip_prefix(",其中").unwrap_or(&names);
        let some = among || OPENINGS.iter().any(|(word, _)| rest.contains(word));
        // 三个平台发布信息30条，发布量分别为12条、10条、8条; 30元，分三笔缴入，金额依次为…
        let kinds = [",发布量", ",公开量", ",更新量", ",数量", ",发布数量", ",公开数量", ",金额"];
        let ways = holds_any(&names, &["方式", "途径", "渠道", "平台"]) && names.chars().count() <= 6;
        let many = self.says_how_many(opening) && (ways || kinds.contains(&names.as_str()));
        let before = (self.range.start..clause).rev().find(divides);
        let aside = || before.filter(|&before| many && self.counts(before..clause).next().is_none());
        let total = self.total_before(clause).or_else(|| self.total_before(aside()?));
        total.filter(|_| (several || many) && bare && !some && !holds_any(&names, NO_PARTS))
    }

    /// What 其中 at the head of a sentence splits up: the one count of its kind in the sentence before.
    fn total_of_sentence_before(&self, from: usize) -> Option<&'a Number> {
        let first = self.counts(from..self.range.end).next()?;
        let of_its_kind = |number: &&Number| {
            let within = self.before.contains(&number.range.start) && self.depth(number.range.start) == 0;
            within && number.kind == first.kind && number.unit == first.unit
        };
        let mut counts = self.all.iter().filter(of_its_kind);
        let total = counts.next().filter(|total| !total.chinese && total.unit.is_some())?;
        let before = Sentence { range: self.before.clone(), before: 0..0, ..*self };
        (counts.next().is_none() && !before.compares(total)).then_some(total)
    }

    /// A total, a colon and nothing but parts to the sentence's end.
    fn behind_colon(&self, found: &mut Vec<Breakdown>) {
        let dash = |i: usize| self.chars[i] == '—' && self.chars.get(i + 1) == Some(&'—');
        for colon in self.range.clone().filter(|&i| (self.chars[i] == ':' || dash(i)) && self.depth(i) == 0) {
            let from = colon + if self.chars[colon] == ':' { 1 } else { 2 };
            let opened = FIRST_OF_OPENINGS.contains(self.chars.get(from).unwrap_or(&' '))
                && OPENINGS.iter().any(|(word, _)| self.starts(from, word));
            let Some(total) = self.total_before(colon).filter(|_| !opened) else { continue };
            let list = self.list(from, self.range.end, total, How::Plain);
            let rivals = self.counts(self.range.start..total.range.start).any(|count| count.unit == total.unit);
            let whole = list.parts.len() >= 2 && list.parts.len() == list.perhaps.len() && list.complete;
            if whole && !rivals && !list.and_so_on {
                self.judge(total, list, Extent::Closed, false, found);
            }
        }
    }

    fn judge(&self, total: &Number, list: List<'a>, extent: Extent, doubtful: bool, found: &mut Vec<Breakdown>) {
        if list.parts.is_empty() {
            return;
        }
        let extent = match extent {
            _ if list.and_so_on => Extent::Open,
            _ if list.rest_named && list.complete => Extent::Closed,
            extent => extent,
        };
        // A single part says nothing of completeness.
        if list.parts.len() == 1 && extent == Extent::Closed {
            return;
        }
        let bounds = |parts: &[&Number]| {
            let least: Quantity = parts.iter().map(|part| part.least.unwrap_or_default()).sum();
            let most: Option<Quantity> = parts.iter().map(|part| part.most).sum::<Option<Quantity>>();
            (least, most)
        };
        let (total_least, total_most) = (total.least.unwrap_or_default(), total.most);
        let may_equal = |parts: &[&Number]| {
            let (least, most) = bounds(parts);
            total_most.is_none_or(|total| least <= total) && most.is_none_or(|most| most >= total_least)
        };
        // Where a list is read further than it reaches, its first parts alone may be all of it.
        let ends_at = |n: usize| list.joined.get(n).is_none_or(|joined| !joined);
        let some_prefix = (2..=list.perhaps.len()).any(|n| ends_at(n) && may_equal(&list.perhaps[..n]));
        // What a one-sided total may be, any part may be; only what is written counts then.
        let bounded = total.least.is_some() && total.most.is_some();
        let written = |parts: &[&Number]| parts.iter().map(|part| part.value).sum::<Quantity>() == total.value;
        let makes_it = |parts: &[&Number]| if bounded { may_equal(parts) } else { written(parts) };
        let names: Vec<&str> = list.clauses.iter().map(String::as_str).collect();
        let crossed = || cut_across(&names) || (splits_otherwise(&list.perhaps, makes_it) && !are_exclusive(&names));
        let (least, most) = bounds(&list.parts);
        let more = total_most.is_some_and(|total| least > total);
        let fewer = most.is_some_and(|most| most < total_least);
        let standing = match extent {
            _ if some_prefix => Standing::Holds,
            _ if (more || fewer) && crossed() => Standing::Unclear,
            _ if doubtful => Standing::Unclear,
            // Of few things many others may be told (政府网站1个，其中栏目32个): a part so much larger is no part.
            _ if few_hold_many(total) && list.parts.iter().any(|part| part.value > total.value + total.value) => {
                Standing::Unclear
            }
            _ if more => Standing::More,
            Extent::Closed if fewer && list.complete => Standing::Fewer,
            Extent::Closed if fewer => Standing::Unclear,
            _ => Standing::Holds,
        };
        let index = |number: &Number| self.all.partition_point(|other| other.range.start < number.range.start);
        let parts: Vec<usize> = list.parts.iter().map(|part| index(part)).collect();
        // In more than one way it may be known for the same.
        if found.iter().any(|other| other.total == index(total) && other.parts == parts && other.standing == standing) {
            return;
        }
        found.push(Breakdown {
            total: index(total),
            parts,
            complete: extent == Extent::Closed && list.complete,
            standing,
        });
    }
}

/// Whether things of a total may each hold many of its parts, as sites hold columns.
fn few_hold_many(total: &Number) -> bool {
    total.value < Quantity::whole(20)
        && matches!(total.unit, None | Some("个" | "家" | "项" | "次" | "场" | "期" | "批" | "部" | "册"))
}

/// Whether the total is made without some of the parts: by a run of them, or by all but one. Then what is left over most
/// probably cuts across the same things (专职3人、兼职9人、党员10人).
fn splits_otherwise(parts: &[&Number], may_equal: impl Fn(&[&Number]) -> bool) -> bool {
    // No list that anyone would read is longer; a hostile one costs no more than this.
    const LONGEST: usize = 40;
    let n = parts.len().min(LONGEST);
    let run = (0..n).any(|from| (from + 1..=n).any(|to| to - from < parts.len() && may_equal(&parts[from..to])));
    let without = |left_out: usize| [&parts[..left_out], &parts[left_out + 1..]].concat();
    run || (n > 2 && (0..n).any(|i| may_equal(&without(i))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_begin_with_their_first_characters() {
        assert!(OPENINGS.iter().all(|(word, _)| word.starts_with(FIRST_OF_OPENINGS)));
    }

    fn read(text: &str) -> Vec<String> {
        let chars: Vec<char> = crate::filing::fold::fold(text).chars().collect();
        let numbers = super::super::numbers::numbers(&chars);
        breakdowns(&chars, &numbers)
            .into_iter()
            .map(|b| {
                let parts: Vec<String> = b.parts.iter().map(|part| numbers[*part].value.to_string()).collect();
                format!("{} {:?} {}", numbers[b.total].value, b.standing, parts.join("+"))
            })
            .collect()
    }

    #[test]
    fn lists_are_read_as_far_as_they_reach() {
        for (text, want) in [
            ("信息706条（中央14片，省市级310条，区级405条）", vec!["706 More 14+310+405"]),
            ("清单653项（其中许可事项9项、处罚501项、强制33项，其他权力110项）", vec!["653 Holds 9+501+33+110"]),
            ("收到申请120件，其中网络80件，信函40件，按时办结118件", vec!["120 Holds 80+40"]),
            ("全年公开4042条，其中门户网站1495条，微信公众号2918条", vec!["4042 More 1495+2918"]),
            ("复议12件，其中维持8件、纠正8件", vec!["12 More 8+8"]),
            ("公开三类共276条，分别为通知公告216条、政策文件50条", vec!["276 Fewer 216+50"]),
            (
                "办结504件（予以公开120件（主动11件、依申请109件）、部分公开384件）",
                vec!["504 Holds 120+384", "120 Holds 11+109"],
            ),
            (
                "受理749件（新收713件、上年结转36件），其中自然人741件、法人8件",
                vec!["749 Holds 713+36", "749 Holds 741+8"],
            ),
            ("收到120件，上年结转5件，其中自然人110件，法人15件", vec!["5 Holds 110+15"]),
            ("公开信息5500余条，其中微信2000余条、网站3600条", vec!["5500 Holds 2000+3600"]),
            ("公开信息5500余条，其中微信2000余条、网站4000条", vec!["5500 More 2000+4000"]),
            ("公开信息7362余条，其中微信2362条、网站6000条", vec!["7362 More 2362+6000"]),
            ("举办培训3次，参训300人次，其中领导12人", vec![]),
        ] {
            let got = read(text);
            if text.contains("上年结转5件，其中") {
                assert!(got.iter().all(|line| !line.contains("More")), "{text}: {got:?}");
            } else {
                assert_eq!(got, want, "{text}");
            }
        }
    }
}
