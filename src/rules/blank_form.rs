//! A form with its labels and no figure: not yet filled in.

use crate::{
    filing::{Filing, Reading},
    finding::{Family, Finding, Severity},
    language::both,
    rule::{Rule, Verdict},
};

const NAME: &str = "blank-form";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Note,
    title: both("表格还没有填写", "The form is not filled in"),
    text: both(
        "三张表的栏目都在，但一个数也没有：这是空白的格式，不是填错的报告。这时不再就表格提出其他问题。",
        "The labels of the tables are there, but not one figure: this is the blank form, not a wrong report. Nothing else is then said of its tables.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二、三、四部分。",
        "The form set by notice 国办公开办函〔2021〕30号, sections two, three and four.",
    ),
    example: both("把空白格式直接上传。", "The blank form itself was submitted."),
    remedy: both(
        "填好三张表以后再检查；没有发生的填 0。",
        "Fill in the three tables and check again; write 0 where nothing happened.",
    ),
    check,
};

/// Whether a filing is a form with labels and no figure. Rules on tables judge nothing then.
pub fn is_blank_form(filing: &Filing) -> bool {
    let labels: usize = filing.tables.iter().map(|table| table.labels.len()).sum();
    labels >= 10
        && filing.lost_digits.is_empty()
        && filing.cells.iter().any(|cell| cell.reading == Reading::Blank)
        && filing.cells.iter().all(|cell| matches!(cell.reading, Reading::Blank | Reading::Absent))
}

fn check(filing: &Filing, _: &crate::profile::Profile) -> Verdict {
    if filing.cells.is_empty() {
        return Verdict::default();
    }
    let mut verdict = Verdict { examined: 1, ..Verdict::default() };
    if is_blank_form(filing) {
        let mut finding = Finding::new(
            NAME,
            Severity::Note,
            both(
                "三张表只有栏目，没有一个数，像是还没有填写的格式，所以没有检查表格。",
                "The tables have labels but not one figure. This looks like a form not yet filled in, so its tables were not checked.",
            ),
        );
        let first = filing.tables.iter().find_map(|table| table.labels.first());
        finding.spans.extend(first.and_then(|label| label.spans.first()));
        verdict.failed = 1;
        verdict.findings.push(finding);
    } else if filing.cells.iter().all(|cell| matches!(cell.reading, Reading::Lost | Reading::Absent | Reading::Blank)) {
        verdict.unclear = 1;
    }
    verdict
}
