//! An amount in 元 where the form asks for 万元.

use super::{blank_form::is_blank_form, cells::name};
use crate::{
    document::Span,
    filing::{Filing, Quantity, Reading, prose::Claim, quantity::Money},
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "fee-unit-slip";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Warning,
    title: both("收费金额的单位是万元", "The amount of fees is in 万元"),
    text: both(
        "本年收费金额以万元为单位。格里写着“元”，或者正文用同一个数说是“元”时提出；数目大小不作为依据。",
        "本年收费金额 is in units of 10,000 yuan. It speaks where the cell itself says 元, or where the text gives the same digits with 元; the size alone is no reason.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二部分表格：本年收费金额（单位：万元）。",
        "The form set by notice 国办公开办函〔2021〕30号, table two: 本年收费金额（单位：万元）.",
    ),
    example: both(
        "表中填 251000，正文写“行政事业性收费 251000 元”。",
        "The table says 251000, the text “行政事业性收费 251000 元”.",
    ),
    remedy: both("换算成万元：元数除以 10000。", "Convert to 万元: divide the yuan by 10,000."),
    check,
};

const IN_CELL: Bilingual = both(
    "“{cell}”写作“{found}”，这一格的单位是万元，应写 {expected}。",
    "“{cell}” says “{found}”; its unit is 万元, so it should say {expected}.",
);
const IN_PROSE: Bilingual = both(
    "“{cell}”填了 {found}，单位是万元；正文说的是 {found} 元。按正文应为 {expected} 万元。",
    "“{cell}” says {found} in 万元, while the text says {found} 元. By the text it should be {expected}.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let Some(cell) = filing.cell("proactive.fees.amount") else { return Verdict::default() };
    let mut verdict = Verdict { examined: 1, ..Verdict::default() };
    let Reading::Number { value, unit } = *filing.reading(cell) else {
        verdict.unclear = 1;
        return verdict;
    };
    if is_blank_form(filing) || value == Quantity::ZERO {
        return verdict;
    }
    let found = match unit {
        Some(Money::Yuan) => Some((IN_CELL, value, None)),
        Some(_) => None,
        None => in_prose(filing, value).and_then(|span| Some((IN_PROSE, value.scaled(-4)?, Some(span)))),
    };
    if let Some((template, expected, prose)) = found {
        let mut finding = Finding::new(NAME, Severity::Warning, template);
        let written = filing.written(cell).to_owned();
        finding.message = finding
            .message
            .with("cell", name(filing, cell))
            .with("found", written.clone())
            .with("expected", expected.to_string());
        let span = filing.cells[cell.0 as usize].span;
        finding.cells = vec![cell];
        finding.spans = span.into_iter().chain(prose).collect();
        finding.expected = Some(expected.to_string());
        finding.found = Some(written);
        finding.fix = span.map(|span| Fix {
            title: Message::new(both("改为 {expected}", "Change to {expected}")).with("expected", expected.to_string()),
            edits: vec![Edit { span, text: expected.to_string() }],
            applicability: Applicability::Likely,
        });
        verdict.failed = 1;
        verdict.findings.push(finding);
    }
    verdict
}

/// Where the text says of the fees that they are this many 元.
fn in_prose(filing: &Filing, value: Quantity) -> Option<Span> {
    filing.prose.iter().find_map(|prose| {
        let chars = &filing.passages[prose.passage].folded;
        let of_fees = |claim: &Claim| claim.sums.iter().any(|sum| sum.columns == ["amount"]);
        let numbers = prose.claims.iter().filter(|claim| of_fees(claim)).filter_map(|claim| claim.number);
        // 万 would make the digits another number.
        let said = numbers.map(|at| &prose.numbers[at]).find(|number| number.value == value)?;
        chars.spans(said.digits.clone()).first().copied()
    })
}
