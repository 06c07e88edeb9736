//! Documents in force that do not follow from last year's, this year's new ones and those repealed.

use super::earlier;
use crate::{
    filing::Filing,
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "stock-mismatch";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Warning,
    title: both("现行有效件数与上年接不上", "What is in force does not follow from last year's"),
    text: both(
        "规章、行政规范性文件：上年报告的现行有效件数，加本年制发，减本年废止，应等于本年现行有效件数。给了上年报告才检查；上年报告用 2019 年格式的，没有现行有效这一列，不作判断。",
        "For 规章 and 行政规范性文件 what was in force by last year's report, with those issued and without those repealed this year, is what is in force now. Checked only where last year's report is given; one on the form of 2019 has no such column and is not judged.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二部分表格：本年制发件数、本年废止件数、现行有效件数。",
        "The form set by notice 国办公开办函〔2021〕30号, table two: 本年制发件数, 本年废止件数, 现行有效件数.",
    ),
    example: both(
        "上年现行有效 40 件，本年制发 5 件、废止 2 件，现行有效却写 45 件。",
        "40 in force last year, 5 issued and 2 repealed this year, yet 45 in force.",
    ),
    remedy: both(
        "对照文件目录核对四个数；失效的也计入废止，上年漏计的在正文说明。",
        "Check the four figures against the list of documents; what has lapsed counts as repealed, and what last year left out is explained in the text.",
    ),
    check,
};

const DIFFERS: Bilingual = both(
    "“{row}”上年报告现行有效 {last} 件，本年制发 {issued} 件、废止 {repealed} 件，应有 {expected} 件，现行有效写的是 {found} 件。",
    "“{row}”: {last} in force by last year's report, {issued} issued and {repealed} repealed this year make {expected}, but {found} are given as in force.",
);

const TOO_MANY_GONE: Bilingual = both(
    "“{row}”上年报告现行有效 {last} 件，本年制发 {issued} 件，合起来还不到本年废止的 {repealed} 件。",
    "“{row}”: {last} in force by last year's report and {issued} issued this year are fewer than the {repealed} repealed.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(last) = earlier::filing(filing) else { return verdict };
    for row in ["rules", "normative"] {
        let key = |column: &str| format!("proactive.{row}.{column}");
        let (Some(issued), Some(repealed), Some(in_force)) =
            (filing.cell(&key("issued")), filing.cell(&key("repealed")), filing.cell(&key("in_force")))
        else {
            continue;
        };
        verdict.examined += 1;
        let then = last.cell(&key("in_force"));
        let known = || Some((then?, last.value(then?)?, filing.value(issued)?, filing.value(repealed)?));
        let (Some((then, stock, new, gone)), Some(found)) = (known(), filing.value(in_force)) else {
            verdict.unclear += 1;
            continue;
        };
        let expected = stock + new - gone;
        if expected == found {
            continue;
        }
        let mut finding =
            Finding::new(NAME, Severity::Warning, if expected.is_negative() { TOO_MANY_GONE } else { DIFFERS });
        finding.message = finding
            .message
            .with("row", filing.form_cell(in_force).row.short)
            .with("last", stock.to_string())
            .with("issued", new.to_string())
            .with("repealed", gone.to_string())
            .with("expected", expected.to_string())
            .with("found", found.to_string());
        finding.cells = vec![in_force, issued, repealed];
        finding.spans.extend(filing.cells[in_force.0 as usize].span);
        finding.related = vec![Some(then)];
        finding.expected = (!expected.is_negative()).then(|| expected.to_string());
        finding.found = Some(found.to_string());
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}
