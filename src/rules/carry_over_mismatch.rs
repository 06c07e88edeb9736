//! Requests carried over that last year's report counts otherwise than this one.

use super::{claims, earlier};
use crate::{
    filing::{Filing, Quantity},
    finding::{Family, Finding, Severity},
    form::{CellId, Role},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "carry-over-mismatch";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("结转件数与上年报告不一致", "Other carried-over requests than in last year's report"),
    text: both(
        "上年报告“四、结转下年度继续办理”的每一列，都应等于本年“二、上年结转”的同一列。总计不等为错误，只有申请人各列不等为提醒。给了上年报告才检查；表内等式已经指出哪一格写错、改后就相等的，不再重复。",
        "Each column of 四、结转下年度继续办理 in last year's report is the same column of 二、上年结转 in this one. Unequal totals are an error, unequal columns of applicants alone a warning. Checked only where last year's report is given; where the sums already name a wrong cell that explains it, nothing is said here.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第三部分表格：上年结转政府信息公开申请数量、结转下年度继续办理。",
        "The form set by notice 国办公开办函〔2021〕30号, table three: 上年结转政府信息公开申请数量, 结转下年度继续办理.",
    ),
    example: both(
        "上年报告结转下年度继续办理 5 件，本年报告上年结转 3 件。",
        "Last year's report carries 5 requests over, this one has 3 carried in.",
    ),
    remedy: both(
        "对照台账改正本年的数；上年报告写错的，在本年报告里说明。",
        "Check against the register and correct this year's figure; where last year's was wrong, say so in this report.",
    ),
    check,
};

const DIFFERS: Bilingual = both(
    "上年报告的“四、结转下年度继续办理”与本年的“二、上年结转”不一致（上年 → 本年）：{list}。",
    "四、结转下年度继续办理 of last year's report and 二、上年结转 of this one differ (last year → this year): {list}.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(last) = earlier::filing(filing) else { return verdict };
    let carried_in = |cell: &CellId| filing.form_cell(*cell).row.role == Role::CarriedIn;
    let mut cells: Vec<CellId> = filing.cell_ids().filter(carried_in).collect();
    // The total first.
    if let Some(total) = cells.pop() {
        cells.insert(0, total);
    }
    let mut failed: Vec<(CellId, CellId, Quantity, Quantity)> = Vec::new();
    for now in cells {
        let Some(then) = last.cell(&filing.form_cell(now).key.replace("carried_in", "carried_out")) else { continue };
        verdict.examined += 1;
        match (claims::value(last, then), claims::value(filing, now)) {
            (Some(before), Some(after)) if before == after => {}
            (Some(before), Some(after))
                if !earlier::explains(last, &[then], before, |right| right == after)
                    && !earlier::explains(filing, &[now], after, |right| right == before) =>
            {
                failed.push((then, now, before, after));
            }
            _ => verdict.unclear += 1,
        }
    }
    let Some(&(_, first, before, after)) = failed.first() else { return verdict };
    let total = filing.form_cell(first).column.key == "total";
    let mut finding = Finding::new(NAME, if total { Severity::Error } else { Severity::Warning }, DIFFERS);
    let listed = failed.iter().map(|(_, now, before, after)| {
        let column = filing.form_cell(*now).column.label;
        format!("{column} {before} → {after}")
    });
    finding.message = finding.message.with("list", listed.collect::<Vec<_>>().join("；"));
    finding.cells = failed.iter().map(|(_, now, ..)| *now).collect();
    finding.related = failed.iter().map(|(then, ..)| Some(*then)).collect();
    finding.expected = Some(before.to_string());
    finding.found = Some(after.to_string());
    verdict.failed = failed.len();
    verdict.findings.push(finding);
    verdict
}
