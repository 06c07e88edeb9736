//! Totals whose parts stand in paragraphs of their own: `公开数量如下：`, then `1.网站845条；` and so on.

use super::{
    Passage, Prose,
    breakdowns::Standing,
    numbers::{Kind, Number},
    parts::{NO_PARTS, NO_TOTALS, OPENINGS, cut_across},
};
use crate::filing::{Quantity, fold::holds_any};

/// A number: which of the prose's, and which of its own.
pub type At = (usize, usize);

/// A total and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The total.
    pub total: At,
    /// The parts.
    pub parts: Vec<At>,
    /// How they stand to each other.
    pub standing: Standing,
}

/// What is longer is no item of a list.
const LONGEST: usize = 60;
/// Words of a line behind which things are counted by kinds; 主要做法如下 leads to something else.
const LEADS: &[&str] = &["数量", "类别", "渠道", "分类", "构成", "分布", "明细", "统计", "其中", "分别", "包括"];
/// Measure words of things that are told apart by kinds.
const UNITS: &[&str] = &["条", "件", "份", "元"];
/// Words at the head of an item that adds up the others.
const SUMS: &[&str] = &["合计", "总计", "共计"];

/// The lists of passages with what they say in numbers.
pub fn lists(passages: &[Passage], prose: &[Prose]) -> Vec<List> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < passages.len() {
        let lead = &passages[at];
        at += 1;
        if lead.folded.chars.last() != Some(&':') {
            continue;
        }
        let items: Vec<Item> = passages[at..].iter().zip(at..).map_while(|item| Item::of(item, lead, prose)).collect();
        at += items.len();
        found.extend(list(at - items.len() - 1, &items, passages, prose));
    }
    found
}

struct Item<'a> {
    at: At,
    number: &'a Number,
    text: String,
}

impl<'a> Item<'a> {
    /// A paragraph with one count at its end, and little else.
    fn of((passage, index): (&Passage, usize), lead: &Passage, prose: &'a [Prose]) -> Option<Self> {
        let chars = &passage.folded.chars;
        let own = prose.binary_search_by_key(&index, |prose| prose.passage).ok()?;
        let counted = |number: &Number| number.unit.is_some() && matches!(number.kind, Kind::Count | Kind::Money);
        let mut counts = prose[own].numbers.iter().enumerate().filter(|(_, number)| counted(number));
        let (number, count) = counts.next()?;
        let sentences = chars.iter().filter(|c| **c == '。').count();
        let short = chars.len() <= LONGEST && sentences <= 1 && passage.section == lead.section;
        let text: String = chars.iter().collect();
        let short = short && chars[count.range.end..].iter().all(|c| matches!(c, ',' | ';' | '。' | '、'));
        (short && counts.next().is_none()).then_some(Self { at: (own, number), number: count, text })
    }
}

fn list(lead: usize, items: &[Item], passages: &[Passage], prose: &[Prose]) -> Option<List> {
    let (last, before) = items.split_last()?;
    let sum = SUMS.iter().any(|word| last.text.starts_with(word));
    let (total, number, parts) = if sum {
        (last.at, last.number, before)
    } else {
        // The one count of its kind in the line that leads to the list.
        let own = prose.binary_search_by_key(&lead, |prose| prose.passage).ok()?;
        let of_kind = |(_, number): &(usize, &Number)| number.unit == last.number.unit && number.unit.is_some();
        let mut counts = prose[own].numbers.iter().enumerate().filter(of_kind);
        let (index, total) = counts.next().filter(|_| counts.next().is_none())?;
        let (words, behind) = passages[lead].folded.chars.split_at(total.range.start);
        let (words, behind): (String, String) = (words.iter().collect(), behind.iter().collect());
        let counted = total.unit.is_some_and(|unit| UNITS.contains(&unit)) && holds_any(&behind, LEADS);
        if holds_any(&words, NO_TOTALS) || !counted || holds_any(&behind, &["主要", "重点", "部分"]) {
            return None;
        }
        ((own, index), total, items)
    };
    let alike = |item: &Item| item.number.unit == number.unit && item.number.kind == number.kind;
    let some = |item: &Item| item.text.contains('等') || OPENINGS.iter().any(|(word, _)| item.text.contains(word));
    if parts.len() < 2
        || !parts.iter().all(alike)
        || parts.iter().any(|item| some(item) || holds_any(&item.text, NO_PARTS))
    {
        return None;
    }
    let least: Quantity = parts.iter().map(|item| item.number.least.unwrap_or_default()).sum();
    let most: Option<Quantity> = parts.iter().map(|item| item.number.most).sum();
    let more = number.most.is_some_and(|total| least > total);
    let fewer = most.zip(number.least).is_some_and(|(most, total)| most < total);
    let names: Vec<&str> = parts.iter().map(|item| &*item.text).collect();
    let standing = match (more, fewer) {
        (false, false) => Standing::Holds,
        _ if cut_across(&names) => Standing::Unclear,
        (true, _) => Standing::More,
        (_, true) => Standing::Fewer,
    };
    Some(List { total, parts: parts.iter().map(|item| item.at).collect(), standing })
}
