//! Figures in 总计 alone, none split by applicant.

use super::{blank_form::is_blank_form, cells};
use crate::{
    filing::{Filing, Quantity, Reading},
    finding::{Applicability, Family, Finding, Fix, Severity},
    form::CellId,
    language::{Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "only-totals-filled";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Warning,
    title: both("只填了总计", "Only totals are filled in"),
    text: both(
        "表三只有总计一列有数，自然人和五类法人或其他组织都空着。这一条代替由此产生的空格和横向合计问题。",
        "In table three only the column 总计 holds figures; the six kinds of applicants are blank. This stands for the blanks and row sums that come from it.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第三部分表格：申请人情况分自然人、法人或其他组织填写。",
        "The form set by notice 国办公开办函〔2021〕30号, table three: requests are split by kind of applicant.",
    ),
    example: both(
        "本年新收一行自然人至其他六格空着，总计填 27。",
        "In row 本年新收 the six applicant cells are blank and 总计 says 27.",
    ),
    remedy: both(
        "按申请人类别把每一行拆开填写，没有的填 0。",
        "Split every row by kind of applicant; write 0 where there was none.",
    ),
    check,
};

/// The applicant cells of table three that are blank because only totals were filled in; empty where they were not.
pub fn explained(filing: &Filing) -> Vec<CellId> {
    let mut blank = Vec::new();
    let mut totals = 0;
    for cell in filing.cell_ids() {
        let at = filing.form_cell(cell);
        if at.table.key != "requests" {
            continue;
        }
        match (at.column.key == "total", filing.reading(cell)) {
            (true, Reading::Number { .. }) => totals += 1,
            (true, _) | (false, Reading::Absent) => {}
            (false, Reading::Blank | Reading::Mark) => blank.push(cell),
            (false, _) => return Vec::new(),
        }
    }
    if totals > 0 && filing.lost_digits.is_empty() { blank } else { Vec::new() }
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let of_total = |cell: &CellId| {
        let at = filing.form_cell(*cell);
        at.table.key == "requests" && at.column.key == "total"
    };
    let totals: Vec<CellId> = filing.cell_ids().filter(of_total).collect();
    if totals.is_empty() {
        return Verdict::default();
    }
    let mut verdict = Verdict { examined: 1, ..Verdict::default() };
    let lost =
        |cell: &CellId| filing.form_cell(*cell).table.key == "requests" && *filing.reading(*cell) == Reading::Lost;
    if is_blank_form(filing) || filing.cell_ids().any(|cell| lost(&cell)) {
        verdict.unclear = 1;
        return verdict;
    }
    let blank = explained(filing);
    if blank.is_empty() {
        return verdict;
    }
    let filled: Vec<CellId> = totals.into_iter().filter(|cell| filing.value(*cell).is_some()).collect();
    let mut finding = Finding::new(
        NAME,
        Severity::Warning,
        both(
            "表三只填了总计，没有按六类申请人拆开；总计之外的格都空着。",
            "Table three gives totals only and is not split by kind of applicant; all cells but 总计 are blank.",
        ),
    );
    finding.spans = filled.iter().filter_map(|cell| filing.cells[cell.0 as usize].span).take(1).collect();
    if filled.iter().all(|cell| filing.value(*cell) == Some(Quantity::ZERO)) {
        let mut places: Vec<_> = blank.iter().filter_map(|cell| filing.cells[cell.0 as usize].span).collect();
        places.dedup();
        let edits: Option<Vec<_>> =
            blank.iter().map(|&cell| cells::number_edit(filing, cell, Quantity::ZERO)).collect();
        finding.fix = edits.filter(|_| places.len() == blank.len()).map(|edits| Fix {
            title: Message::new(both("空着的格都填 0", "Write 0 in the blank cells")),
            edits,
            applicability: Applicability::Likely,
        });
    }
    finding.cells = filled;
    verdict.failed = 1;
    verdict.findings.push(finding);
    verdict
}
