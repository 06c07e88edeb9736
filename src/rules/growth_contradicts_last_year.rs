//! Growth against last year that last year's report does not give.

use super::{
    claims, earlier,
    wrong_percentage::{agrees, right},
};
use crate::{
    filing::{
        Filing, Quantity,
        prose::{Change, Claim, Number, Plainness, Prose, Says, Sum},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Checked, Rule, Verdict},
};

const NAME: &str = "growth-contradicts-last-year";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("同比与上年报告对不上", "Growth that last year's report does not give"),
    text: both(
        "正文写出本年数和同比增减而没有写上年数的，用上年报告表格里的同一项重算，按所写位数四舍五入相符就算相符；方向也要相符。主语写明的为错误，要靠上下文推断的为提醒；本年数与本年表格不一致、上年为 0 的，不作判断。给了上年报告才检查。",
        "Where the text gives this year's number and how it changed, but not last year's number, the change is worked out from the same cells of last year's report; what agrees when rounded to the places written is right, and up or down is held against it as well. A plain subject makes an error, one that the context tells a warning. Where this year's number is not the table's, or last year's is 0, nothing is said. Checked only where last year's report is given.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；同比以上年度报告公布的数为准。",
        "Regulation on Open Government Information, Article 50; a change against last year rests on the figures published in its report.",
    ),
    example: both(
        "正文写“收到申请 60 件，同比增长 50%”，上年报告新收 48 件，应为增长 25%。",
        "The text says “收到申请 60 件，同比增长 50%”; last year's report has 48, so that it is up by 25%.",
    ),
    remedy: both("用上年报告的数重算，改正百分比。", "Work it out from last year's report and correct the percentage."),
    check,
};

const UP: Bilingual = both(
    "上年报告里{cell}是 {whole}，到本年的 {part} 是增长 {expected}%，正文写作{words}{found}。",
    "{cell} is {whole} in last year's report; to {part} is up by {expected}%, the text says {words}{found}.",
);
const DOWN: Bilingual = both(
    "上年报告里{cell}是 {whole}，到本年的 {part} 是下降 {expected}%，正文写作{words}{found}。",
    "{cell} is {whole} in last year's report; to {part} is down by {expected}%, the text says {words}{found}.",
);
const MORE: Bilingual = both(
    "上年报告里{cell}是 {whole}，到本年的 {part} 是增加 {expected}，正文写作{words}{found}。",
    "{cell} is {whole} in last year's report; {part} is {expected} more, the text says {words}{found}.",
);
const FEWER: Bilingual = both(
    "上年报告里{cell}是 {whole}，到本年的 {part} 是减少 {expected}，正文写作{words}{found}。",
    "{cell} is {whole} in last year's report; {part} is {expected} fewer, the text says {words}{found}.",
);
const TIMES: Bilingual = both(
    "上年报告里{cell}是 {whole}，本年的 {part} 是它的 {expected} 倍，正文写作{found}倍。",
    "{cell} is {whole} in last year's report; {part} is {expected} times as much, the text says {found}.",
);

/// Last year's amount of what a number of the text may count.
struct Base<'p> {
    claim: &'p Claim,
    /// The number.
    part: &'p Number,
    sum: &'p Sum,
    value: Quantity,
    /// Whether the number is this year's table's.
    plain: bool,
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(last) = earlier::filing(filing) else { return verdict };
    for (at, prose) in filing.prose.iter().enumerate() {
        for change in &prose.changes {
            let bases = bases(filing, last, prose, change);
            // What it says most likely counts nothing that the tables hold.
            let of = |base: &&Base| base.claim.number == change.of.first().copied();
            let Some(first) = bases.iter().find(of) else { continue };
            verdict.examined += 1;
            let number = &prose.numbers[change.number];
            let agreeing = bases.iter().find(|base| agrees(change.says, number, base.part.value, base.value));
            let claim = first.claim;
            let sure = claim.standing >= Plainness::Implied && filing.lost_digits.is_empty();
            let failing = || bases.iter().filter(of).find(|base| sure && may_fail(last, change, number, base));
            let Some(base) = agreeing.or_else(failing) else {
                verdict.unclear += 1;
                continue;
            };
            let cells = claims::figure(filing, base.sum).map(|figure| figure.cells).unwrap_or_default();
            verdict.checked.push(Checked { prose: at, number: change.number, cells: cells.clone() });
            if agreeing.is_none() {
                let severity = if claim.standing == Plainness::Explicit { Severity::Error } else { Severity::Warning };
                let mut finding = finding(filing, last, prose, change, base, severity);
                finding.cells = cells;
                verdict.failed += 1;
                verdict.findings.push(finding);
            }
        }
    }
    verdict
}

/// Last year's amounts of what the text may say that it changed, those of the likeliest number first.
fn bases<'p>(filing: &Filing, last: &Filing, prose: &'p Prose, change: &Change) -> Vec<Base<'p>> {
    let claim = |changed: &usize| prose.claims.iter().find(|claim| claim.number == Some(*changed));
    let of = |claim: &'p Claim| {
        let part = claim.number.map(|number| &prose.numbers[number]);
        let base = move |sum: &'p Sum| {
            let (part, now) = (part?, claims::figure(filing, sum)?.value);
            let plain = now.is_some_and(|now| part.may_be(now)) && part.least == part.most;
            Some(Base { claim, part, sum, value: claims::figure(last, sum)?.value?, plain })
        };
        claim.sums.iter().filter_map(base)
    };
    change.of.iter().filter_map(claim).flat_map(of).collect()
}

/// Whether last year's figure can be relied on: there is something to grow from, and no wrong cell explains it.
fn may_fail(last: &Filing, change: &Change, number: &Number, base: &Base) -> bool {
    let part = base.part.value;
    let cells = claims::figure(last, base.sum).map(|figure| figure.cells).unwrap_or_default();
    base.plain
        && right(change.says, part, base.value).is_some()
        && !earlier::explains(last, &cells, base.value, |value| agrees(change.says, number, part, value))
}

fn finding(filing: &Filing, last: &Filing, prose: &Prose, change: &Change, base: &Base, severity: Severity) -> Finding {
    let number = &prose.numbers[change.number];
    let value = base.part.value;
    let more = value >= base.value;
    let (template, says) = match change.says {
        Says::Times | Says::Share | Says::Rose | Says::Fell => (TIMES, Says::Times),
        Says::Up | Says::Down if more => (UP, Says::Up),
        Says::Up | Says::Down => (DOWN, Says::Down),
        Says::More | Says::Fewer if more => (MORE, Says::More),
        Says::More | Says::Fewer => (FEWER, Says::Fewer),
    };
    let words = match change.says {
        Says::Up => "增长",
        Says::Down => "下降",
        Says::More => "增加",
        _ => "减少",
    };
    let folded = &filing.passages[prose.passage].folded;
    let places = number.places(&folded.chars).max(u32::from(matches!(says, Says::Up | Says::Down | Says::Times)));
    let expected = right(says, value, base.value).map_or_else(String::new, |right| right.round(places).to_string());
    let found: String = folded.chars[number.range.clone()].iter().collect();
    let mut finding = Finding::new(NAME, severity, template);
    finding.message = finding
        .message
        .with("cell", claims::name(last, base.sum))
        .with("whole", base.value.to_string())
        .with("part", value.to_string())
        .with("expected", expected.clone())
        .with("words", words)
        .with("found", found.clone());
    let ranges = [&number.range, &base.part.digits];
    finding.spans = ranges.into_iter().flat_map(|range| folded.spans(range.clone())).collect();
    let related = claims::figure(last, base.sum).map(|figure| figure.cells).unwrap_or_default();
    finding.related = related.into_iter().map(Some).collect();
    finding.found = Some(found);
    finding.expected = Some(expected);
    finding
}
