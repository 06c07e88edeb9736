//! A table of the form that stands more than once with other figures, and nothing tells which is the report's.

use crate::{
    filing::Filing,
    finding::{Cause, Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "repeated-table";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Note,
    title: both("同一张表出现两次，数不同", "A table stands twice with different figures"),
    text: both(
        "表二或表三在同一部分里完整出现两次，数不相同，表前也没有写明哪一张是别的年份的：只核对其中一张，并说明是哪一张。两张的数相同，或者一张注明是上年的，不提。",
        "Table two or three stands whole twice in its section, with different figures, and no caption says that one is another year's: only one is checked, and it is said which. Nothing is said of copies with the same figures, or where one is captioned as last year's.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二、三部分：每部分一张表。",
        "The form set by notice 国办公开办函〔2021〕30号, sections two and three: one table each.",
    ),
    example: both(
        "第三部分先后有两张表三，一张是本级的，一张是全县汇总的，都没有标题。",
        "Section three holds table three twice, for the office itself and for the whole county, neither with a caption.",
    ),
    remedy: both(
        "只留本报告的一张；确需两张的，在每张表前写明是哪一年、哪一级的数。",
        "Keep the report's own; where both are needed, say above each whose figures they are and of which year.",
    ),
    check,
};

const EARLIER_READ: Bilingual = both(
    "{name}出现了不止一次，数不一样，也没有写明哪一张是本报告的；只核对了前面那一张，这一张没有核对。",
    "{name} stands more than once with different figures, and nothing says which is this report's. Only the earlier one was checked; this one was not.",
);
const LATER_READ: Bilingual = both(
    "{name}出现了不止一次，数不一样，也没有写明哪一张是本报告的；只核对了后面那一张，这一张没有核对。",
    "{name} stands more than once with different figures, and nothing says which is this report's. Only the later one was checked; this one was not.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(form) = filing.form else { return verdict };
    for (table, found) in form.tables.iter().zip(&filing.tables).filter(|(_, found)| found.present) {
        verdict.examined += 1;
        let Some([read, other]) = found.rival else { continue };
        verdict.unclear += 1;
        let message = if read < other { EARLIER_READ } else { LATER_READ };
        let mut finding = Finding::new(NAME, Severity::Note, message);
        finding.cause = Cause::Reading;
        finding.message = finding.message.with("name", table.name);
        finding.spans = vec![other, read];
        verdict.findings.push(finding);
    }
    verdict
}
