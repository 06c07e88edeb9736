//! An older edition of the form than the report's year asks for.

use super::places;
use crate::{
    filing::Filing,
    finding::{Family, Finding, Severity},
    form::Edition,
    forms,
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "outdated-form";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Error,
    title: both("使用了旧格式", "An outdated form"),
    text: both(
        "2021 年度起的报告用国办公开办函〔2021〕30号的格式，2019、2020 年度用〔2019〕60号的格式。整份用旧格式为错误；新旧栏目混用为提醒，并且不再逐行提出；用 2018 年度及以前的统计表为提醒。",
        "Reports for 2021 and later use the form of notice 国办公开办函〔2021〕30号, those for 2019 and 2020 that of 〔2019〕60号. A whole older form is an error; a mixture is a warning, and its rows are not named one by one; the statistical table of the reports up to 2018 is a warning.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号；国办公开办函〔2019〕60号。",
        "Notices 国办公开办函〔2021〕30号 and 国办公开办函〔2019〕60号.",
    ),
    example: both(
        "2023 年的报告里，第（五）项还有“上一年项目数量”和“本年增/减”。",
        "A report for 2023 still has 上一年项目数量 and 本年增/减.",
    ),
    remedy: both("换用现行格式，把数移过去。", "Move the figures into the current form."),
    check,
};

const WHOLE: Bilingual = both(
    "这是 {year} 年的报告，表格用的还是 {old} 年的旧格式；应按{notice}填报。",
    "This report is for {year}, but its tables follow the form of {old}; {notice} applies.",
);
const MOSTLY: Bilingual = both(
    "这是 {year} 年的报告，表格大部分还是 {old} 年的旧格式；应按{notice}填报。",
    "This report is for {year}, but most of its tables follow the form of {old}; {notice} applies.",
);
const MIXED: Bilingual = both(
    "这是 {year} 年的报告，表格里还有旧格式的栏目“{labels}”；应按{notice}填报。",
    "This report is for {year}, but its tables still have labels of an older form: “{labels}”; {notice} applies.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let Some(edition) = filing.edition else { return Verdict::default() };
    let mut verdict = Verdict { examined: 1, ..Verdict::default() };
    let Some(year) = filing.year else {
        verdict.unclear = 1;
        return verdict;
    };
    let due = forms::edition_for(year);
    let Some(form) = forms::form(due) else { return verdict };
    let older: Vec<_> = if edition == due {
        // All that is foreign to the edition due must belong to an older one.
        filing.foreign_labels.iter().filter(|_| due == Edition::E2021).collect()
    } else {
        Vec::new()
    };
    let mut finding = if edition < due {
        // With labels of the edition due in it, it is a mixture.
        let whole = filing.foreign_labels.is_empty();
        // What the oldest table looked like is known less surely than an error asks for.
        let (severity, template) = if edition == Edition::E2014 {
            (Severity::Warning, WHOLE)
        } else if whole {
            (Severity::Error, WHOLE)
        } else {
            (Severity::Warning, MOSTLY)
        };
        let mut finding = Finding::new(NAME, severity, template);
        let old = if edition == Edition::E2014 { "2014" } else { "2019" };
        finding.message = finding.message.with("old", old);
        let first = filing.tables.iter().find_map(|table| table.labels.first()).and_then(|label| label.spans.first());
        finding.spans.extend(first.or_else(|| filing.title.as_ref()?.spans.first()));
        finding
    } else if !older.is_empty() {
        let mut finding = Finding::new(NAME, Severity::Warning, MIXED);
        let labels: Vec<String> = older.iter().map(|label| places::written(filing, label)).collect();
        finding.message = finding.message.with("labels", labels.join("”“"));
        finding.found = Some(labels.join("、"));
        finding.spans = older.iter().filter_map(|label| label.spans.first().copied()).collect();
        finding
    } else {
        return verdict;
    };
    finding.message = finding.message.with("year", year.to_string()).with("notice", form.notice);
    verdict.failed = 1;
    verdict.findings.push(finding);
    verdict
}
