//! Fewer rules in force and repealed than were issued this year.

use super::blank_form::is_blank_form;
use crate::{
    filing::Filing,
    finding::{Family, Finding, Severity},
    language::both,
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "stock-below-issued";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Warning,
    title: both("现行有效件数少于本年制发", "Fewer in force than issued"),
    text: both(
        "规章、行政规范性文件：本年制发的要么仍然有效，要么已经废止，所以现行有效加本年废止不应少于本年制发。",
        "What was issued this year is either in force or repealed, so the two together cannot be fewer than what was issued.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二部分表格：本年制发件数、本年废止件数、现行有效件数。",
        "The form set by notice 国办公开办函〔2021〕30号, table two: 本年制发件数, 本年废止件数, 现行有效件数.",
    ),
    example: both(
        "行政规范性文件：本年制发 8、本年废止 1、现行有效 3。",
        "行政规范性文件: 8 issued, 1 repealed, 3 in force.",
    ),
    remedy: both(
        "现行有效件数填到年底为止全部有效的件数，不只是本年的；核对后改正。",
        "现行有效件数 is all that is in force at the end of the year, not only this year's; check and correct.",
    ),
    check,
};

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    for row in ["rules", "normative"] {
        let cell = |column: &str| filing.cell(&format!("proactive.{row}.{column}"));
        let (Some(issued), Some(repealed), Some(in_force)) = (cell("issued"), cell("repealed"), cell("in_force"))
        else {
            continue;
        };
        verdict.examined += 1;
        let values = (filing.value(issued), filing.value(repealed), filing.value(in_force));
        let (Some(new), Some(gone), Some(stock)) = values else {
            verdict.unclear += 1;
            continue;
        };
        if is_blank_form(filing) || stock + gone >= new {
            continue;
        }
        let mut finding = Finding::new(
            NAME,
            Severity::Warning,
            both(
                "“{row}”本年制发 {issued} 件，现行有效 {stock} 件加本年废止 {repealed} 件只有 {sum} 件。",
                "“{row}”: {issued} issued this year, but {stock} in force and {repealed} repealed make only {sum}.",
            ),
        );
        finding.message = finding
            .message
            .with("row", filing.form_cell(issued).row.short)
            .with("issued", new.to_string())
            .with("stock", stock.to_string())
            .with("repealed", gone.to_string())
            .with("sum", (stock + gone).to_string());
        finding.cells = vec![in_force, issued, repealed];
        finding.spans.extend(filing.cells[in_force.0 as usize].span);
        finding.found = Some(filing.written(in_force).to_owned());
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}
