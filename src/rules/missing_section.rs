//! A section of the form that stands nowhere.

use std::ops::Range;

use super::places;
use crate::{
    document::Block,
    filing::Filing,
    finding::{Family, Finding, Severity},
    form::{Edition, Section},
    forms,
    language::both,
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "missing-section";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Error,
    title: both("缺少规定的部分", "A section is missing"),
    text: both(
        "年度报告由六个部分组成，一个也不能少。标题用语不同但编号对得上的，按标题不规范提出，不算缺少。",
        "The report has six sections, none of which may be missing. A heading with the right number and other words counts as there; its wording is another rule's matter.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》。",
        "Regulation on Open Government Information, Article 50; the form set by notice 国办公开办函〔2021〕30号.",
    ),
    example: both("有一、二、三、四、五，没有“六、其他需要报告的事项”。", "Sections 一 to 五 are there, 六 is not."),
    remedy: both(
        "补上这一部分；没有内容的也保留标题，并写明没有的情况。",
        "Add the section; where there is nothing to report, keep the heading and say so.",
    ),
    check,
};

/// The sections that a filing is held against; none where an older report has others, or none were recognised.
pub fn expected(filing: &Filing) -> &'static [Section] {
    let older = filing.edition == Some(Edition::E2014)
        || filing.year.is_some_and(|year| forms::edition_for(year) == Edition::E2014);
    if older { &[] } else { filing.form.unwrap_or(forms::FORMS[0]).sections }
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let sections = expected(filing);
    let mut verdict = Verdict { examined: sections.len(), ..Verdict::default() };
    let first = filing.sections.iter().map(|section| section.index).min().unwrap_or(sections.len());
    let last = filing.sections.iter().map(|section| section.index).max().unwrap_or(0);
    for (index, section) in sections.iter().enumerate() {
        if filing.section(index).is_some() {
            continue;
        }
        // A picture before it may be its page.
        let before = (0..index).rev().find_map(|index| filing.section(index));
        let pictured = before.is_some_and(|before| places::shows_picture(filing, before));
        // Fewer than two headings, or a text that begins in the middle of a report: most of it was not given.
        // A part of one, as a workbook of the tables alone, has no title, and neither its first section nor its last.
        let untitled = filing.title.is_none() && (index < first || index > last && first > 0);
        let cut = filing.sections.len() < 2 || untitled;
        let labelled = before.is_some_and(|before| stands_in_table(filing, section, &before.blocks));
        if filing.scattered || cut || pictured || labelled {
            verdict.unclear += 1;
            continue;
        }
        let mut finding = Finding::new(
            NAME,
            Severity::Error,
            both("没有“{number}、{title}”这一部分。", "The section “{number}、{title}” is missing."),
        );
        finding.message = finding.message.with("number", section.number).with("title", section.title);
        finding.spans.extend(places::of_section(filing, index));
        finding.expected = Some(format!("{}、{}", section.number, section.title));
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}

/// Whether a section's heading stands in a cell of a table among some blocks, those of the section before it: it is there,
/// and the reader took it for a label.
fn stands_in_table(filing: &Filing, section: &Section, blocks: &Range<usize>) -> bool {
    let document = filing.document;
    let heading = |text: &str| {
        let title = text.trim().strip_prefix(section.number).and_then(|rest| rest.strip_prefix('、'));
        title.is_some_and(|title| title.trim_start().starts_with(section.title))
    };
    let cells = document.blocks[blocks.clone()].iter().filter_map(|block| match block {
        Block::Table(table) => Some(&table.cells),
        _ => None,
    });
    cells.flatten().any(|cell| document.text(cell.text).lines().any(heading))
}
