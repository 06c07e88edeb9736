//! Marks that stand twice, or one behind another that it cannot follow.

use super::texts;
use crate::{
    filing::Filing,
    finding::{Applicability, Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "doubled-mark";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Warning,
    title: both("标点重复", "Doubled punctuation"),
    text: both(
        "逗号、句号、顿号、分号、冒号不连用：重复的（，，）和前后相接的（、。）都提出。省略号、叹号和问号连用不在此列。",
        "Commas, full stops, 、, semicolons and colons do not follow each other, be they the same (，，) or not (、。). Ellipses, exclamation and question marks are left alone.",
    ),
    basis: both("GB/T 15834-2011《标点符号用法》4.1 至 4.7。", "GB/T 15834-2011, use of punctuation, 4.1 to 4.7."),
    example: both("“加强公文管理、。”。", "“加强公文管理、。”."),
    remedy: both("只留一个。", "Keep one of them."),
    check,
};

const TWICE: Bilingual = both("“{around}”里的“{found}”重复了。", "“{found}” in “{around}” is one mark too many.");

fn check(filing: &Filing, _: &Profile) -> Verdict {
    texts::look(filing, &mut |text, verdict| {
        let ends = |at: usize| matches!(text.at(at), Some(',' | '。' | '、' | ';' | ':'));
        let mut end = 0;
        for start in text.marks() {
            if start < end || !ends(start) || !ends(start + 1) {
                continue;
            }
            end = (start..text.folded.len()).find(|at| !ends(*at)).unwrap_or(text.folded.len());
            // A line's end is the source's, and ASCII alone may be code.
            if !text.on_one_line(start..end) || (start..end).all(|at| text.is_half_width(at)) {
                continue;
            }
            let mut finding = text.finding(NAME, Severity::Warning, TWICE, start..end);
            let run = &text.chars()[start..end];
            let (first, last) = (run[0], run[run.len() - 1]);
            // Three and more may have been meant as an ellipsis.
            if run.len() == 2 && first == last {
                texts::replace(&mut finding, text.span(start..end), &texts::wide(first), Applicability::Sure);
            } else if run.len() == 2 && last == '。' {
                texts::replace(&mut finding, text.span(start..end), "。", Applicability::Likely);
            }
            verdict.findings.push(finding);
        }
    })
}
