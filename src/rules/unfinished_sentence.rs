//! Paragraphs that break off, and headings that run into their text.

use super::texts::{self, is_ideograph};
use crate::{
    filing::Filing,
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "unfinished-sentence";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Note,
    title: both("句子没有写完", "An unfinished sentence"),
    text: both(
        "成句的段落以逗号、顿号结尾或没有句末标点，部分标题与正文连成一行，作提示。多数段落都这样的，是排版或转换所致，不提。",
        "A paragraph of sentences that ends with a comma or with no mark at all, and a section's heading in one line with its text, are notes. Where most paragraphs are so, it is the layout, and nothing is said.",
    ),
    basis: both(
        "GB/T 15834-2011《标点符号用法》4.1：句末用句号；GB/T 9704-2012 对层次标题的要求。",
        "GB/T 15834-2011, use of punctuation, 4.1: a sentence ends with a mark; GB/T 9704-2012 on headings.",
    ),
    example: both("段末是“进一步提高公开质量，”。", "A paragraph ends with “进一步提高公开质量，”."),
    remedy: both(
        "补完句子或标点；标题另起一行。",
        "Finish the sentence or add its mark; give the heading its own line.",
    ),
    check,
};

const BROKEN_OFF: Bilingual = both("这一段到“{found}”就断了。", "This paragraph breaks off at “{found}”.");
const NO_MARK: Bilingual =
    both("段末“{found}”后面没有标点。", "There is no mark behind “{found}” at the end of the paragraph.");
const GLUED: Bilingual = both("标题“{found}”与正文连在一起。", "The heading “{found}” is glued to its text.");

/// So many characters have sentences at least.
const SENTENCES: usize = 30;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let is_sentence = |chars: &[char]| chars.len() >= SENTENCES && chars.iter().any(|c| matches!(c, ',' | '。'));
    let mut ended = 0;
    let mut verdict = texts::look(filing, &mut |text, verdict| {
        let Some(last) = text.folded.len().checked_sub(1).filter(|_| text.aside.is_none()) else { return };
        let end = text.chars()[last];
        let breaks_off = matches!(end, ',' | '、');
        if !breaks_off && !is_ideograph(end) || !is_sentence(text.chars()) {
            ended += usize::from(end == '。');
            return;
        }
        // A page's paragraphs are put together from lines, and what came as lines may be one of them.
        if text.is_from_page() || text.marks.lost {
            verdict.unclear += 1;
            return;
        }
        let template = if breaks_off { BROKEN_OFF } else { NO_MARK };
        let mut finding = text.finding(NAME, Severity::Note, template, last - 3..last + 1);
        if !breaks_off && let Some(mut span) = text.span(last..last + 1) {
            span.start = span.end;
            finding.fix = Some(Fix {
                title: Message::new(both("补上句号", "Add a full stop")),
                edits: vec![Edit { span, text: "。".to_owned() }],
                applicability: Applicability::Likely,
            });
        }
        verdict.findings.push(finding);
    });
    if verdict.findings.len() * 3 > ended {
        verdict.findings.clear();
        verdict.unclear += std::mem::take(&mut verdict.failed);
    }
    for section in &filing.sections {
        verdict.examined += 1;
        let first = filing.passages[section.passages.clone()].first().and_then(|passage| passage.folded.places.first());
        let glued = first.is_some_and(|place| place.text == section.span.text && place.start == section.span.end);
        let whole = filing.document.texts[section.span.text.0 as usize].origin.is_whole();
        if glued && whole {
            let mut finding = Finding::new(NAME, Severity::Note, GLUED);
            let heading = filing.document.slice(section.span).to_owned();
            finding.message = finding.message.with("found", heading.clone());
            finding.spans = vec![section.span];
            finding.found = Some(heading);
            verdict.failed += 1;
            verdict.findings.push(finding);
        }
    }
    verdict
}
