//! Fees for processing requests that do not follow from their cases, amounts or tariff.

use std::ops::Range;

use super::blank_form::is_blank_form;
use crate::{
    filing::{
        Filing, Quantity,
        fold::{begins, holds_any},
        prose::{Kind, Number},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Checked, Rule, Verdict},
};

const NAME: &str = "fee-arithmetic";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Warning,
    title: both("信息处理费的数对不上", "Fees for processing requests do not add up"),
    text: both(
        "说到信息处理费的句子：件数（页数）乘以单价应等于总额；几笔金额相加应等于合计；按件、按量的收费标准都是 10 元的倍数，总额也应是。",
        "In what is said of the fee for processing requests, cases or pages times the rate make the amount, single amounts make their sum, and as every rate of the tariff is a multiple of 10 yuan, so is the amount.",
    ),
    basis: both(
        "国办函〔2020〕109号《政府信息公开信息处理费管理办法》：按件每件 100 元起，按量每页 10、20、40 元。",
        "Notice 国办函〔2020〕109号 on the fee for processing requests: from 100 yuan a case, or 10, 20 and 40 yuan a page.",
    ),
    example: both(
        "“对 3 件申请收取信息处理费，每件 100 元，共计 200 元”。",
        "“对 3 件申请收取信息处理费，每件 100 元，共计 200 元”.",
    ),
    remedy: both("对照收费通知核对件数、单价和总额。", "Check cases, rate and amount against the notices of charge."),
    check,
};

const PRODUCT: Bilingual = both(
    "{count} × {price} 元是 {expected} 元，正文写作{found}。",
    "{count} × {price} yuan make {expected}; the text says {found}.",
);
const SUM: Bilingual =
    both("几笔金额合计 {expected} 元，正文写作{found}。", "The amounts make {expected} yuan; the text says {found}.");
const TARIFF: Bilingual = both(
    "信息处理费的标准都是 10 元的倍数，正文写作{found}。",
    "Every rate of the fee is a multiple of 10 yuan; the text says {found}.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    // The tariff is in force since 2021.
    if is_blank_form(filing) || filing.year.is_none_or(|year| year < 2021) || !filing.lost_digits.is_empty() {
        return verdict;
    }
    for (at, prose) in filing.prose.iter().enumerate() {
        let chars = &filing.passages[prose.passage].folded.chars;
        let mut start = 0;
        for end in (0..=chars.len()).filter(|&i| i == chars.len() || chars[i] == '。') {
            let text: String = chars[start..end].iter().collect();
            let own = prose
                .numbers
                .iter()
                .any(|number| number.kind == Kind::Money && (start..end).contains(&number.range.start));
            if own && holds_any(&text, &["信息处理费"]) {
                let mut from = start;
                let mut before = Vec::new();
                for to in (start..=end).filter(|&i| i == end || chars[i] == ';') {
                    before.extend(part(filing, at, from..to, &before, &mut verdict));
                    from = to + 1;
                }
            }
            start = end + 1;
        }
    }
    verdict
}

/// Judges what stands between two semicolons; answers with the amount that it comes to. `others` are those of the parts
/// before.
fn part(
    filing: &Filing,
    at: usize,
    range: Range<usize>,
    others: &[Quantity],
    verdict: &mut Verdict,
) -> Option<Quantity> {
    let prose = &filing.prose[at];
    let chars = &filing.passages[prose.passage].folded.chars;
    let numbers: Vec<&Number> = prose.numbers.iter().filter(|number| range.contains(&number.range.start)).collect();
    let before = |number: &Number, words: &[&str]| {
        words.iter().any(|word| {
            let from = number.range.start.checked_sub(word.chars().count());
            from.is_some_and(|from| begins(&chars[from..number.range.start], word))
        })
    };
    let money = |number: &&&Number| number.kind == Kind::Money;
    let rate = numbers.iter().find(|number| money(number) && before(number, &["每件", "每页", "每份", "每张"]));
    let amounts: Vec<&&Number> =
        numbers.iter().filter(money).filter(|number| rate.is_none_or(|rate| !std::ptr::eq(**number, *rate))).collect();
    let (total, single) = amounts.split_last()?;
    let amount = Some(total.value);
    verdict.examined += 1;
    let (template, expected) = if let Some(rate) = rate {
        let per = chars[rate.range.start - 1];
        // Pages are counted in no measure word of ours.
        let counted = |number: &&&Number| {
            let end = number.range.end;
            number.range.start < rate.range.start && (chars[end - 1] == per || chars.get(end) == Some(&per))
        };
        let Some(count) = numbers.iter().rev().find(counted) else {
            verdict.unclear += 1;
            return amount;
        };
        let Some(product) = count.value.as_whole().zip(rate.value.as_whole()).and_then(|(a, b)| a.checked_mul(b))
        else {
            verdict.unclear += 1;
            return amount;
        };
        (PRODUCT, Some((count.value, rate.value, Quantity::whole(product))))
    } else if single.len() + others.len() > 1 && sums_up(chars, range.start, total) {
        let sum = single.iter().map(|amount| amount.value).chain(others.iter().copied()).sum();
        (SUM, Some((Quantity::ZERO, Quantity::ZERO, sum)))
    } else {
        (TARIFF, None)
    };
    let index = |number: &Number| prose.numbers.iter().position(|other| std::ptr::eq(other, number));
    let amounts = numbers.iter().filter(money).filter_map(|number| index(number));
    verdict.checked.extend(amounts.map(|number| Checked { prose: at, number, cells: Vec::new() }));
    let right = match expected {
        // 收取184元，其中120元、64元，合计184元: the first one is the sum as well.
        Some((.., expected)) => total.may_be(expected) || single.len() > 2 && total.may_be(expected - single[0].value),
        None => total.value.as_whole().is_some_and(|value| value % 10 == 0),
    };
    if right {
        return amount;
    }
    let folded = &filing.passages[prose.passage].folded;
    let mut finding = Finding::new(NAME, Severity::Warning, template);
    let found: String = chars[total.range.clone()].iter().collect();
    finding.message = finding.message.with("found", found.clone());
    if let Some((count, price, expected)) = expected {
        finding.message = finding
            .message
            .with("count", count.to_string())
            .with("price", price.to_string())
            .with("expected", expected.to_string());
        finding.expected = Some(expected.to_string());
    }
    let all = numbers.iter().filter(|number| number.kind != Kind::Date);
    finding.spans = folded.spans(total.range.clone());
    finding.spans.extend(all.flat_map(|number| folded.spans(number.digits.clone())));
    finding.found = Some(found);
    verdict.failed += 1;
    verdict.findings.push(finding);
    amount
}

/// Whether an amount is said to be the sum of what stands before it: 两项合计收取信息处理费1660元.
fn sums_up(chars: &[char], start: usize, total: &Number) -> bool {
    let from = chars[start..total.range.start].iter().rposition(|c| *c == ',').map_or(start, |comma| start + comma + 1);
    let words: String = chars[from..total.range.start].iter().collect();
    holds_any(&words, &["合计", "共计", "总计"]) || words.ends_with('共')
}
