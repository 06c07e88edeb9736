//! Blanks between Chinese characters.

use super::texts::{self, is_ideograph};
use crate::{
    document::Span,
    filing::Filing,
    finding::{Applicability, Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "stray-space";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Note,
    title: both("汉字之间有多余的空格", "A blank inside Chinese text"),
    text: both(
        "看正文里汉字与汉字、汉字与标点之间的空格。数字、字母两旁的空格，段首、行末和小标题后的空格不提；全文多处都有的，是排版或转换留下的，也不提。",
        "Blanks in prose between two ideographs, or between one and the mark behind it. Blanks beside digits and letters, at the start of a paragraph, at line ends and behind a run-in heading are left alone; where they are everywhere, they are the layout's.",
    ),
    basis: both(
        "GB/T 9704-2012《党政机关公文格式》对正文排版的要求；没有条文专门规定空格，所以只作提示。",
        "GB/T 9704-2012 on the layout of official documents. No clause is about blanks, hence a note.",
    ),
    example: both("“信息公开 平台”。", "“信息公开 平台”."),
    remedy: both("删去空格。", "Delete the blank."),
    check,
};

const BLANK: Bilingual = both("“{around}”中间多了一个空格。", "There is a stray blank in “{around}”.");

/// More than so many in a report are no slips.
const MOST: usize = 4;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = texts::look(filing, &mut |text, verdict| {
        if text.aside.is_some() {
            return;
        }
        let (chars, places) = (text.chars(), &text.folded.places);
        for at in text.marks.gaps.iter().map(|gap| *gap as usize + 1) {
            let (one, next) = (chars[at - 1], chars[at]);
            let blank = matches!(text.gap(at - 1), Some(" " | "\u{a0}" | "\u{3000}" | "  "));
            let inside = is_ideograph(next) || matches!(next, ',' | '。' | '、' | ';') && text.is_chinese(at);
            // A blank behind a run-in heading ends it; what ends no sentence is a heading itself, or a piece of a table.
            let heading = matches!(chars, ['(' | '第', ..] | [_, '、' | '.', ..])
                && !chars[..at].iter().any(|c| matches!(c, ',' | '。' | ';' | ':'));
            if !blank || !is_ideograph(one) || !inside || heading || !chars.contains(&'。') {
                continue;
            }
            // What a page's reader sees of blanks are the distances between characters.
            if text.is_from_page() {
                verdict.unclear += 1;
                continue;
            }
            let (start, end) = (at.saturating_sub(4), chars.len().min(at + 4));
            let around = format!("{} {}", text.written(start..at), text.written(at..end));
            let mut finding = Finding::new(NAME, Severity::Note, BLANK);
            finding.message = finding.message.with("around", around.clone());
            let span = Span { text: places[at].text, start: places[at - 1].end, end: places[at].start };
            finding.spans = vec![span];
            finding.found = Some(around);
            texts::replace(&mut finding, Some(span), "", Applicability::Likely);
            verdict.findings.push(finding);
        }
    });
    if verdict.findings.len() > MOST {
        verdict.findings.clear();
        verdict.unclear += std::mem::take(&mut verdict.failed);
    }
    verdict
}
