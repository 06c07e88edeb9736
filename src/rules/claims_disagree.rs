//! The same thing counted twice in the text with two numbers.

use super::blank_form::is_blank_form;
use crate::{
    filing::{
        Filing,
        prose::{Number, Statement},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    order::Arrange,
    profile::Profile,
    rule::{Checked, Rule, Verdict},
};

const NAME: &str = "claims-disagree";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("同一件事前后写了两个数", "One thing, two numbers"),
    text: both(
        "正文用同样的话说同一件事（如“主动公开政府信息……条”），前后两处的数应当相同；都说的是全年总数的为错误，否则为提醒。分项、限定了渠道或范围的、别的年份的，不比较。表格里有的数，与表格核对。",
        "Where the text says one thing in the same words twice (主动公开政府信息 … 条), both numbers are the same: an error where both speak of the whole year, else a warning. Parts, numbers of some channel or scope and other years are not compared. What the tables hold is held against them.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；同一份报告里，同一件事只有一个数。",
        "Regulation on Open Government Information, Article 50; within one report one thing has one number.",
    ),
    example: both(
        "第一部分写“全年主动公开政府信息 706 条”，第二部分写“全年主动公开政府信息 712 条”。",
        "Section one says “全年主动公开政府信息 706 条”, section two “全年主动公开政府信息 712 条”.",
    ),
    remedy: both("核对来源，改正写错的一处。", "Check against the source and correct the wrong one."),
    check,
};

const DISAGREE: Bilingual =
    both("“{words}”前面写 {first}，这里写 {found}。", "“{words}” is {first} further above and {found} here.");

/// What is said in the same words more often is no text that anyone wrote.
const MOST: usize = 100;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    if is_blank_form(filing) || !filing.lost_digits.is_empty() {
        return verdict;
    }
    let all: Vec<(usize, &Statement, &Number)> = filing
        .prose
        .iter()
        .enumerate()
        .flat_map(|(at, prose)| prose.statements.iter().map(move |said| (at, said, &prose.numbers[said.number])))
        .collect();
    // Those in the same words stand together, in the text's order.
    let mut all = all;
    all.arrange_by(|(_, one, _), (_, other, _)| one.words.cmp(&other.words));
    for (i, &(at, said, number)) in all.iter().enumerate() {
        let first = all[..i].partition_point(|(_, other, _)| other.words < said.words);
        let same = |(_, other, count): &&(usize, &Statement, &Number)| {
            count.unit == number.unit && (other.whole || said.whole)
        };
        let Some(&(before, other, first)) = all[first..i].iter().take(MOST).find(same) else { continue };
        verdict.examined += 1;
        for (prose, said) in [(at, said), (before, other)] {
            verdict.checked.push(Checked { prose, number: said.number, cells: Vec::new() });
        }
        let above = first.least.zip(number.most).is_some_and(|(least, most)| least > most);
        let below = first.most.zip(number.least).is_some_and(|(most, least)| most < least);
        if !above && !below {
            continue;
        }
        let folded = &filing.passages[filing.prose[at].passage].folded;
        let severity = if said.whole && other.whole { Severity::Error } else { Severity::Warning };
        let mut finding = Finding::new(NAME, severity, DISAGREE);
        let found: String = folded.chars[number.digits.clone()].iter().collect();
        finding.message = finding
            .message
            .with("words", said.words.clone())
            .with("first", first.value.to_string())
            .with("found", found.clone());
        finding.spans = folded.spans(number.digits.clone());
        finding.spans.extend(filing.passages[filing.prose[before].passage].folded.spans(first.digits.clone()));
        finding.found = Some(found);
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}
