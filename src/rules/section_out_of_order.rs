//! Sections that stand in another order than the form's, or under a wrong running number.

use super::missing_section::expected;
use crate::{
    filing::{Filing, SectionFound},
    finding::{Family, Finding, Severity},
    language::both,
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "section-out-of-order";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("部分的次序或编号不对", "Sections out of order"),
    text: both(
        "六个部分应按格式的次序排列，编号为一至六。缺了一个部分、后面顺次编号的，只按缺少提出。没有写编号的不作判断。",
        "The six sections stand in the form's order, numbered 一 to 六. Where one is missing and the others are numbered on, only that is said. A heading without a number is not judged.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》。",
        "The form set by notice 国办公开办函〔2021〕30号.",
    ),
    example: both("两个部分都编为“四”。", "Two sections are both numbered 四."),
    remedy: both("照格式调整次序、改正编号。", "Put the sections into the form's order and number them so."),
    check,
};

const NUMBERS: &str = "一二三四五六七八九十";

/// The running number that a heading says: `三`, `第三部分`, `3`.
fn number(found: &SectionFound) -> Option<usize> {
    let written = found.number.as_deref()?.trim_start_matches('第').trim_end_matches("部分");
    if let Ok(number) = written.parse::<usize>() {
        return Some(number);
    }
    let mut chars = written.chars();
    let (Some(first), None) = (chars.next(), chars.next()) else { return None };
    NUMBERS.chars().position(|c| c == first).map(|at| at + 1)
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let sections = expected(filing);
    let found: Vec<&SectionFound> = filing.sections.iter().filter(|found| found.index < sections.len()).collect();
    let mut verdict = Verdict { examined: found.len(), ..Verdict::default() };
    let kept = longest_ascending(&found);
    for (at, section) in found.iter().enumerate() {
        let title = sections[section.index].title;
        let right = sections[section.index].number;
        let mut finding = if !kept.contains(&at) {
            let before = found[..at].iter().rev().find(|other| other.index > section.index);
            let after = found[at + 1..].iter().find(|other| other.index < section.index);
            let template = if before.is_some() {
                both(
                    "“{title}”是第{right}部分，却排在“{other}”之后。",
                    "“{title}” is section {right}, yet it stands behind “{other}”.",
                )
            } else {
                both(
                    "“{title}”是第{right}部分，却排在“{other}”之前。",
                    "“{title}” is section {right}, yet it stands before “{other}”.",
                )
            };
            let Some(other) = before.or(after) else { continue };
            let mut finding = Finding::new(NAME, Severity::Warning, template);
            finding.message = finding.message.with("other", sections[other.index].title);
            finding
        } else {
            let Some(number) = number(section) else { continue };
            // Right by the form, or by counting what is there.
            if number == section.index + 1 || number == at + 1 {
                continue;
            }
            let written = section.number.clone().unwrap_or_default();
            let mut finding = Finding::new(
                NAME,
                Severity::Warning,
                both(
                    "“{title}”编作“{written}”，应为“{right}”。",
                    "“{title}” is numbered “{written}”; it should be “{right}”.",
                ),
            );
            finding.expected = Some(right.to_owned());
            finding.found = Some(written.clone());
            finding.message = finding.message.with("written", written);
            finding
        };
        finding.message = finding.message.with("title", title).with("right", right);
        finding.spans = vec![section.span];
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}

/// The most sections that already stand in order, as positions.
fn longest_ascending(found: &[&SectionFound]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (at, section) in found.iter().enumerate() {
        let before = (0..at).filter(|&i| found[i].index < section.index).map(|i| &best[i]).max_by_key(|run| run.len());
        let mut run = before.cloned().unwrap_or_default();
        run.push(at);
        best.push(run);
    }
    best.into_iter().max_by_key(|run| run.len()).unwrap_or_default()
}
