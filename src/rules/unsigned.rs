//! A report that does not end with its body's name and a date.

use super::{blank_form::is_blank_form, missing_section::expected, places};
use crate::{
    document::Span,
    filing::{Filing, Passage, dates, fold::LOST, structure::title::is_body},
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "unsigned";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Note,
    title: both("末尾没有署名或日期", "No signature at the end"),
    text: both(
        "报告末尾署机关名称和成文日期；缺一项或两项都缺，作说明。日期写在标题下面的，不提。没有找到最后一部分的，可能只是一段文字，不作判断。",
        "A report ends with the body's name and the date; where one or both are missing, that is a note. A date under the title will do. Where the last section was not found, the text may be a part of a report, and nothing is said.",
    ),
    basis: both(
        "《党政机关公文处理工作条例》第九条：公文一般有发文机关署名、成文日期；GB/T 9704-2012《党政机关公文格式》7.3.5。年度报告照此落款是通行的做法。",
        "Regulation on the Handling of Official Documents, Article 9: they bear the issuing body's name and a date; GB/T 9704-2012, 7.3.5. Annual reports follow it by custom.",
    ),
    example: both(
        "第六部分写完就结束，没有“云岭县教育局 2024年1月18日”。",
        "The text ends with section six, without “云岭县教育局 2024年1月18日”.",
    ),
    remedy: both(
        "在末尾写上机关全称和年、月、日。",
        "Write the body's full name and the date with year, month and day at the end.",
    ),
    check,
};

const NOTHING: Bilingual = both("报告末尾没有署名和日期。", "There is neither a body's name nor a date at the end.");
const NO_BODY: Bilingual = both("报告末尾只有日期，没有署名。", "There is a date at the end, but no body's name.");
const NO_DATE: Bilingual = both("报告末尾有署名，没有日期。", "There is a body's name at the end, but no date.");

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict { examined: 1, ..Verdict::default() };
    let signature = filing.signature.as_ref();
    if signature.is_some_and(|signature| signature.body.is_some()) || is_dated_above(filing) {
        return verdict;
    }
    let last = expected(filing).len().checked_sub(1).and_then(|index| filing.section(index));
    let unread = is_blank_form(filing) || !filing.lost_digits.is_empty();
    let Some(last) = last.filter(|last| !unread && !places::shows_picture(filing, last)) else {
        verdict.unclear = 1;
        return verdict;
    };
    let end = &filing.passages[last.passages.clone()];
    let (template, place, wanted) = match (signature, end.iter().rev().take(2).find(|passage| names_body(passage))) {
        // A line of another look: （公章）, a body's short name.
        (Some(_), Some(_)) => return verdict,
        (Some(signature), None) => {
            (NO_BODY, Span::at(signature.date.span.text, signature.date.span.start as usize), "署名")
        }
        (None, found) => {
            // 2024年1月, or a date with gaps: what it is to be, other rules say.
            if end.iter().rev().take(2).any(is_part_of_date) {
                verdict.unclear = 1;
                return verdict;
            }
            let template = if found.is_some() { NO_DATE } else { NOTHING };
            (template, places::end_of(filing, last), "日期")
        }
    };
    let mut finding = Finding::new(NAME, Severity::Note, template);
    finding.spans = vec![place];
    finding.expected = Some(wanted.to_owned());
    verdict.failed = 1;
    verdict.findings.push(finding);
    verdict
}

/// Whether the title or a line between it and the first section ends with a date.
fn is_dated_above(filing: &Filing) -> bool {
    let title: Vec<char> = filing.title.iter().flat_map(|title| title.text.chars()).collect();
    let opening = filing.passages.iter().take_while(|passage| passage.section.is_none());
    let lines = opening.map(|passage| passage.folded.chars.as_slice()).filter(|chars| chars.len() <= 48);
    lines
        .chain([title.as_slice()])
        .any(|chars| dates::find(chars).is_some_and(|(_, at)| chars[at.end..].iter().all(|c| *c == ')')))
}

/// Whether a line is a body's name, be it with a word in brackets behind it, or ends with one where lines were joined.
fn names_body(passage: &Passage) -> bool {
    let text = passage.folded.string();
    let line = text.rsplit('。').next().unwrap_or(&text);
    is_body(line.split('(').next().unwrap_or(line))
}

/// Whether a line is what is left of a date, or could be one.
fn is_part_of_date(passage: &Passage) -> bool {
    let chars = &passage.folded.chars;
    chars.len() <= 20 && (chars.contains(&LOST) || chars.contains(&'年') && chars.contains(&'月'))
}
