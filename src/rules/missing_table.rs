//! A table of the form that stands nowhere.

use super::{missing_section::expected, places};
use crate::{
    document::Block,
    filing::{Filing, SectionFound, fold::fold},
    finding::{Cause, Family, Finding, Severity},
    form::Edition,
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "missing-table";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Error,
    title: both("缺少规定的表格", "A table is missing"),
    text: both(
        "第二、三、四部分各有一张规定的表格。别的表读到了、这一张在它的部分里确实没有，才算缺少；三张都没有读到时，很可能是读取的原因，只作说明；部分里有图片的也一样。",
        "Sections two, three and four each hold a table of the form. It counts as missing only where other tables were read and its section plainly holds none; where none of the three was read, reading is the likely cause, and that is only noted; so it is where its section shows a picture.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二、三、四部分。",
        "The form set by notice 国办公开办函〔2021〕30号, sections two, three and four.",
    ),
    example: both(
        "第四部分只写“未发生行政复议、行政诉讼”，没有表格。",
        "Section four says that there were no disputes, and holds no table.",
    ),
    remedy: both("补上表格；没有发生的逐格填 0。", "Add the table, with 0 in each cell where nothing happened."),
    check,
};

const MISSING: Bilingual = both(
    "“{title}”部分没有规定的表格（{name}）。没有发生的也要列表，逐格填 0。",
    "The section “{title}” lacks its table ({name}). The table belongs there even where every figure is 0.",
);
const NONE_READ: Bilingual = both(
    "三张表都没有读到，也许是图片，也许在附件里；表格没有检查。",
    "None of the three tables could be read; they may be pictures, or in an attachment. The tables were not checked.",
);

const PICTURE: Bilingual = both(
    "“{title}”部分有一张图片，图片里的内容没有读取；这一部分的表（{name}）没有检查。",
    "The section “{title}” holds a picture, whose content was not read; its table ({name}) was not checked.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let sections = expected(filing);
    let mut verdict = Verdict::default();
    if filing.edition == Some(Edition::E2014) {
        return verdict;
    }
    let present = |key: &str| {
        let position = filing.form?.tables.iter().position(|table| table.key == key)?;
        Some(filing.tables.get(position)?.present)
    };
    let keys: Vec<(usize, &'static str)> =
        sections.iter().enumerate().filter_map(|(index, section)| Some((index, section.table?))).collect();
    verdict.examined = keys.len();
    let absent: Vec<(usize, &str)> = keys.iter().copied().filter(|(_, key)| present(key) != Some(true)).collect();
    if absent.len() == keys.len() {
        verdict.unclear = keys.len();
        // With a section of theirs there, people expect its table to be checked.
        if let Some(found) = keys.iter().find_map(|(index, _)| filing.section(*index)) {
            let mut finding = Finding::new(NAME, Severity::Note, NONE_READ);
            finding.cause = Cause::Reading;
            finding.spans = vec![found.span];
            verdict.findings.push(finding);
        }
        return verdict;
    }
    for (index, key) in absent {
        let table = filing.form.and_then(|form| form.tables.iter().find(|table| table.key == key));
        if let (Some(found), Some(table)) = (filing.section(index), table)
            && places::shows_picture(filing, found)
        {
            let mut finding = Finding::new(NAME, Severity::Note, PICTURE);
            finding.cause = Cause::Reading;
            finding.message = finding.message.with("title", sections[index].title).with("name", table.name);
            finding.spans = vec![found.span];
            verdict.unclear += 1;
            verdict.findings.push(finding);
            continue;
        }
        let found = filing.section(index).filter(|found| plainly_without(filing, found));
        let (Some(found), Some(table), true) = (found, table, filing.lost_digits.is_empty()) else {
            verdict.unclear += 1;
            continue;
        };
        let mut finding = Finding::new(NAME, Severity::Error, MISSING);
        finding.message = finding.message.with("title", sections[index].title).with("name", table.name);
        finding.expected = Some(table.name.to_owned());
        finding.spans = vec![crate::document::Span::at(found.span.text, found.span.end as usize)];
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}

/// Whether a section holds nothing that could be a table, read or not: no grid, no line of mere figures.
fn plainly_without(filing: &Filing, found: &SectionFound) -> bool {
    let signature = places::signature_text(filing);
    let blocks = filing.document.blocks.get(found.blocks.clone()).unwrap_or_default();
    blocks.iter().all(|block| match block {
        Block::Table(_) | Block::Picture => false,
        Block::Paragraph(id) | Block::Heading(_, id) => {
            signature.is_some_and(|signature| *id >= signature)
                || filing.document.text(*id).lines().map(fold).all(|line| {
                    let figures = line.chars().filter(char::is_ascii_digit).count();
                    figures == 0 || line.chars().any(|c| c.is_alphabetic())
                })
        }
    })
}
