//! Regulations (规章) in the report of a body that cannot make them.

use super::{
    blank_form::is_blank_form,
    bodies::{self, Kind},
};
use crate::{
    filing::{Filing, Quantity},
    finding::{Family, Finding, Severity},
    form::CellId,
    language::both,
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "regulation-without-power";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Warning,
    title: both("没有规章制定权却填了规章", "规章 from a body that cannot make them"),
    text: both(
        "县、区、乡、镇、街道和地方政府部门没有规章制定权，规章一行应为 0。市有没有制定权从名称看不出来，不作判断。",
        "Counties, districts, townships, subdistricts and local departments cannot make 规章, so their row should be 0. Of a city the name does not tell, and nothing is said.",
    ),
    basis: both(
        "《中华人民共和国立法法》关于规章制定主体的规定；国办公开办函〔2021〕30号格式第二部分表格。",
        "The Legislation Law on who makes 规章; the form set by notice 国办公开办函〔2021〕30号, table two.",
    ),
    example: both("某县教育局规章一行本年制发填 3。", "A county's education bureau reports 3 规章 issued."),
    remedy: both(
        "多半是行政规范性文件填错了行：移到下一行，规章填 0。",
        "These are most probably 行政规范性文件, one row further down: move them and write 0.",
    ),
    check,
};

fn check(filing: &Filing, profile: &Profile) -> Verdict {
    let of_rules = |cell: &CellId| {
        let at = filing.form_cell(*cell);
        at.table.key == "proactive" && at.row.key == "rules"
    };
    let cells: Vec<CellId> = filing.cell_ids().filter(of_rules).collect();
    if cells.is_empty() {
        return Verdict::default();
    }
    let mut verdict = Verdict { examined: 1, ..Verdict::default() };
    let above: Vec<CellId> =
        cells.iter().copied().filter(|cell| filing.value(*cell).is_some_and(|value| value > Quantity::ZERO)).collect();
    if above.is_empty() {
        verdict.unclear = usize::from(is_blank_form(filing) || cells.iter().any(|cell| filing.value(*cell).is_none()));
        return verdict;
    }
    let powerless = |name: &str| match bodies::known_kind(name, profile) {
        Kind::County | Kind::Township | Kind::Department => Some(true),
        Kind::Province => Some(false),
        Kind::National | Kind::City | Kind::Unknown => None,
    };
    let Some(body) = bodies::named(filing).next() else {
        verdict.unclear = 1;
        return verdict;
    };
    match powerless(body) {
        None => verdict.unclear = 1,
        Some(false) => {}
        Some(true) => {
            let mut finding = Finding::new(
                NAME,
                Severity::Warning,
                both(
                    "{body}没有规章制定权，规章一行却填了 {found}；请看是不是行政规范性文件填到了这一行。",
                    "{body} cannot make 规章, yet the row says {found}. Perhaps 行政规范性文件 were put into this row.",
                ),
            );
            let found = filing.written(above[0]).to_owned();
            finding.message = finding.message.with("body", body).with("found", found.clone());
            finding.spans = above.iter().filter_map(|cell| filing.cells[cell.0 as usize].span).collect();
            finding.cells = above;
            finding.found = Some(found);
            verdict.failed = 1;
            verdict.findings.push(finding);
        }
    }
    verdict
}
