//! A section's heading in other words than the form's.

use super::missing_section::expected;
use crate::{
    document::Span,
    filing::{Filing, Likeness, SectionFound, fold::Folded},
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "section-title-differs";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("部分标题与格式不同", "A section's title differs from the form"),
    text: both(
        "六个部分的标题应与格式一致。通行的变体只作说明，其他写法提醒。空格和标点的出入不算。",
        "The six titles should be the form's. Variants in accepted use are a note, other wording a warning; blanks and punctuation do not count.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》各部分标题。",
        "The form set by notice 国办公开办函〔2021〕30号, the titles of its sections.",
    ),
    example: both(
        "“五、存在的问题和下一步打算”，格式为“五、存在的主要问题及改进情况”。",
        "“五、存在的问题和下一步打算” instead of “五、存在的主要问题及改进情况”.",
    ),
    remedy: both("照格式改标题。", "Use the form's title."),
    check,
};

const VARIANT: Bilingual = both(
    "第{number}部分的标题写作“{found}”，格式上是“{expected}”。",
    "Section {number} is titled “{found}”; the form says “{expected}”.",
);
const DIFFERS: Bilingual = both(
    "第{number}部分的标题写作“{found}”，与格式规定的“{expected}”不同。",
    "Section {number} is titled “{found}”, which is not the form's “{expected}”.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let sections = expected(filing);
    let mut verdict = Verdict::default();
    for found in filing.sections.iter().filter(|found| found.index < sections.len()) {
        verdict.examined += 1;
        let section = &sections[found.index];
        let (severity, template) = match found.likeness {
            Likeness::Same => continue,
            _ if filing.scattered => {
                verdict.unclear += 1;
                continue;
            }
            Likeness::Variant => (Severity::Note, VARIANT),
            Likeness::Differs => (Severity::Warning, DIFFERS),
        };
        let mut finding = Finding::new(NAME, severity, template);
        finding.message = finding
            .message
            .with("number", section.number)
            .with("found", found.title.clone())
            .with("expected", section.title);
        finding.spans = vec![found.span];
        finding.expected = Some(section.title.to_owned());
        finding.found = Some(found.title.clone());
        finding.fix = title_span(filing, found).map(|span| Fix {
            title: Message::new(both("改为“{expected}”", "Change to “{expected}”")).with("expected", section.title),
            edits: vec![Edit { span, text: section.title.to_owned() }],
            applicability: Applicability::Likely,
        });
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}

/// Where the title stands in its heading, without the running number; `None` where it runs on to another line.
fn title_span(filing: &Filing, found: &SectionFound) -> Option<Span> {
    let mut heading = Folded::default();
    heading.push(found.span.text, filing.document.slice(found.span), found.span.start as usize);
    let title: Vec<char> = found.title.chars().collect();
    if title.is_empty() || !heading.chars.ends_with(&title) {
        return None;
    }
    match heading.spans(heading.len() - title.len()..heading.len())[..] {
        [span] => Some(span),
        _ => None,
    }
}
