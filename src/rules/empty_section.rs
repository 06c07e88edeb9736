//! A section's heading with nothing under it.

use super::{blank_form::is_blank_form, missing_section::expected, places};
use crate::{
    document::Block,
    filing::{
        Filing, SectionFound,
        fold::{fold_label, is_letter},
    },
    finding::{Cause, Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "empty-section";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Error,
    title: both("部分只有标题没有内容", "A section without content"),
    text: both(
        "一、五、六各部分的标题下应有正文；二、三、四部分有没有内容看表格，缺表另行提出。第一、第五部分只写一个“无”字，提醒。",
        "Sections 一, 五 and 六 need text under their headings; 二, 三 and 四 hold the tables, whose absence is another rule's matter. A mere 无 in 一 or 五 is a warning.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》。",
        "Regulation on Open Government Information, Article 50; the form set by notice 国办公开办函〔2021〕30号.",
    ),
    example: both(
        "“五、存在的主要问题及改进情况”下面只有“无”。",
        "Under “五、存在的主要问题及改进情况” there is only 无.",
    ),
    remedy: both("写上这一部分的内容。", "Write the section."),
    check,
};

enum Content {
    Something,
    Nothing,
    /// 无 and nothing else.
    None,
    Unclear,
    /// No words but a picture.
    Picture,
}

const PICTURE: Bilingual = both(
    "“{title}”部分有一张图片，图片里的内容没有读取；这一部分有没有写，没有检查。",
    "The section “{title}” holds a picture, whose content was not read; whether it says anything was not checked.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let sections = expected(filing);
    let mut verdict = Verdict::default();
    for (index, section) in sections.iter().enumerate().filter(|(_, section)| section.table.is_none()) {
        let Some(found) = filing.section(index) else { continue };
        verdict.examined += 1;
        let content = content(filing, found);
        let last = index + 1 == sections.len();
        let (severity, template) = match content {
            Content::Something => continue,
            // Whether a fee was charged must be said there; that is a rule of its own.
            Content::None if last => continue,
            Content::Unclear => {
                verdict.unclear += 1;
                continue;
            }
            Content::Picture => {
                let mut finding = Finding::new(NAME, Severity::Note, PICTURE);
                finding.cause = Cause::Reading;
                finding.message = finding.message.with("title", section.title);
                finding.spans = vec![found.span];
                verdict.unclear += 1;
                verdict.findings.push(finding);
                continue;
            }
            _ if is_blank_form(filing) => {
                verdict.unclear += 1;
                continue;
            }
            Content::Nothing => (
                Severity::Error,
                both("“{title}”只有标题，下面没有内容。", "There is nothing under the heading “{title}”."),
            ),
            Content::None => (Severity::Warning, both("“{title}”只写了“无”。", "“{title}” says nothing but 无.")),
        };
        let mut finding = Finding::new(NAME, severity, template);
        finding.message = finding.message.with("title", section.title);
        finding.spans = match content {
            Content::None => filing.passages[found.passages.clone()]
                .iter()
                .flat_map(|passage| passage.folded.spans(0..passage.folded.len()))
                .collect(),
            _ => vec![found.span],
        };
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}

fn content(filing: &Filing, found: &SectionFound) -> Content {
    let prose = filing.passages[found.passages.clone()].iter().flat_map(|passage| &passage.folded.chars);
    // The longest of these words has three.
    let letters: String = prose.filter(|c| is_letter(**c)).take(4).collect();
    if matches!(letters.as_str(), "无" | "暂无" | "没有" | "无内容") {
        return if places::shows_picture(filing, found) { Content::Picture } else { Content::None };
    }
    if !letters.is_empty() {
        return Content::Something;
    }
    // What is no prose may still be content that was read as something else: a table, a line of labels.
    let signature = places::signature_text(filing);
    let blocks = filing.document.blocks.get(found.blocks.clone()).unwrap_or_default();
    let written = blocks.iter().flat_map(places::texts).any(|id| {
        id > found.span.text
            && signature.is_none_or(|signature| id < signature)
            && !fold_label(filing.document.text(id)).is_empty()
    });
    if written || blocks.iter().any(|block| matches!(block, Block::Table(_))) {
        Content::Unclear
    } else if places::shows_picture(filing, found) {
        Content::Picture
    } else {
        Content::Nothing
    }
}
