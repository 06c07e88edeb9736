//! What a word processor's fields, formulas and pages leave behind in the text.

use std::sync::OnceLock;

use super::texts;
use crate::{
    filing::{Filing, lexicon::Lexicon},
    finding::{Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "field-residue";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Warning,
    title: both("域代码或公式错误残留", "A field's code or a formula's error left in the text"),
    text: both(
        "目录、链接的域代码（PAGEREF、HYPERLINK），“错误未定义书签”一类的提示，公式错误（#REF 等）和网页代码（&nbsp;）留在了文字里。",
        "Codes of fields (PAGEREF, HYPERLINK), the words for a bookmark that is gone, errors of formulas (#REF and others) and of pages (&nbsp;) that are left in the text.",
    ),
    basis: both(
        "《党政机关公文处理工作条例》第二十条：签发前审核格式和文字。",
        "Regulation on official documents of Party and government, Article 20: layout and wording are reviewed.",
    ),
    example: both("“总体情况 PAGEREF _Toc1234”。", "“总体情况 PAGEREF _Toc1234”."),
    remedy: both("更新或删去域，改正公式。", "Update or delete the field; correct the formula."),
    check,
};

const LEFT: Bilingual = both("“{found}”是留在文字里的代码，不是正文。", "“{found}” is code left in the text.");

const CODES: &[&str] = &[
    "PAGEREF",
    "HYPERLINK",
    "_Toc",
    "MERGEFORMAT",
    "FORMTEXT",
    "FORMCHECKBOX",
    "NUMPAGES",
    "DOCPROPERTY",
    "INCLUDEPICTURE",
    "TOC\\o",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "&nbsp;",
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&ldquo;",
    "&rdquo;",
    "&mdash;",
    "&middot;",
    "Error!Reference",
    "!未定义书签",
    "!未找到引用源",
    "!链接无效",
    "!超链接引用无效",
    "!文档中没有",
];

fn check(filing: &Filing, _: &Profile) -> Verdict {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| Lexicon::new(CODES.iter().copied()));
    texts::look(filing, &mut |text, verdict| {
        if !text.has("_#&!PHMFNDITE") {
            return;
        }
        let chars = text.chars();
        let mut end = 0;
        for at in text.marks() {
            if at < end {
                continue;
            }
            let Some((_, length)) = lexicon.at_start(&chars[at..]) else { continue };
            let error = chars[at] == '!';
            if error && !text.ends_with(at, "错误") || text.before(at).is_some_and(|c| c.is_ascii_alphabetic()) {
                continue;
            }
            let start = if error { at - 2 } else { at };
            end = at + length;
            // Codes of one field follow each other.
            end += chars[end..]
                .iter()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '\\' | '"' | '*'))
                .count();
            verdict.findings.push(text.finding(NAME, Severity::Warning, LEFT, start..end));
        }
    })
}
