//! Brackets and quotation marks that stand without their partners.

use super::texts::{self, Text};
use crate::{
    filing::{AsideKind, Filing},
    finding::{Applicability, Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "unpaired-mark";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Warning,
    title: both("括号或引号不成对", "A bracket or quotation mark without its partner"),
    text: both(
        "逐段看（）《》“”〔〕【】是否成对。“1）”这样的编号不算；前一段缺的一半在同一部分后面的段落里，也不算。",
        "In each paragraph, whether （）《》“”〔〕【】 stand in pairs. Numbering as in “1）” is none, nor is a mark whose partner stands in a later paragraph of its section.",
    ),
    basis: both(
        "GB/T 15834-2011《标点符号用法》4.8、4.9、4.15：引号、括号、书名号成对使用。",
        "GB/T 15834-2011, use of punctuation, 4.8, 4.9, 4.15: quotation marks, brackets and title marks come in pairs.",
    ),
    example: both("“《云岭县政务公开工作要点”。", "“《云岭县政务公开工作要点”."),
    remedy: both("补上缺的一半，或删去多出的一半。", "Add the missing half or delete the one too many."),
    check,
};

const ALONE: Bilingual =
    both("“{around}”里的“{found}”没有配对的“{other}”。", "“{found}” in “{around}” has no “{other}” to go with it.");
const SAME: Bilingual = both(
    "“{around}”里的“{found}”方向不对，前后两个是同一半。",
    "“{found}” in “{around}” faces the wrong way: both halves are the same.",
);

const PAIRS: &[(char, char)] = &[('(', ')'), ('《', '》'), ('“', '”'), ('〔', '〕'), ('【', '】')];

/// More marks without partners in a text, or more texts with them, are no slips.
const MOST: usize = 20;

/// The other half of a mark, and whether the mark itself is the first one.
fn partner(mark: char) -> Option<(char, bool)> {
    PAIRS.iter().find_map(|(open, close)| match mark {
        c if c == *open => Some((*close, true)),
        c if c == *close => Some((*open, false)),
        _ => None,
    })
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let mut alone: Vec<(Text, Vec<usize>)> = Vec::new();
    for text in texts::texts(filing) {
        // Of a heading only the first line is known.
        if text.aside == Some(AsideKind::Heading) {
            continue;
        }
        verdict.examined += 1;
        let mut unpaired = unpaired(&text);
        // The other half may be among what was lost; a page's cells may come in pieces; nobody errs as often.
        let pieces = !unpaired.is_empty() && text.aside.is_some() && text.is_from_page();
        if text.marks.lost || pieces || unpaired.len() > MOST || alone.len() > MOST {
            verdict.unclear += 1;
            continue;
        }
        // A paragraph may have come in pieces.
        unpaired.retain(|at| {
            let Some((open, false)) = partner(text.chars()[*at]) else { return true };
            let waiting = alone.iter_mut().rev().filter(|(earlier, _)| {
                text.aside.is_none() && earlier.aside.is_none() && earlier.section == text.section
            });
            for (earlier, marks) in waiting {
                if let Some(at) = marks.iter().position(|mark| earlier.chars()[*mark] == open) {
                    marks.remove(at);
                    return false;
                }
            }
            true
        });
        if !unpaired.is_empty() {
            alone.push((text, unpaired));
        }
    }
    for (text, marks) in alone.iter().filter(|(_, marks)| !marks.is_empty()) {
        let mut at = marks[0];
        let mark = text.chars()[at];
        let Some((other, opens)) = partner(mark) else { continue };
        let same = marks.len() == 2 && text.chars()[marks[1]] == mark;
        if same && opens {
            at = marks[1];
        }
        let mut finding = text.finding(NAME, Severity::Warning, if same { SAME } else { ALONE }, at..at + 1);
        finding.message = finding.message.with("other", texts::wide(other));
        if same {
            texts::replace(&mut finding, text.span(at..at + 1), &texts::wide(other), Applicability::Likely);
        } else {
            finding.spans = marks.iter().flat_map(|at| text.folded.spans(*at..at + 1)).collect();
        }
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}

/// The marks of a text without partners in it.
fn unpaired(text: &Text) -> Vec<usize> {
    let (mut open, mut alone): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for at in text.marks() {
        let Some((other, opens)) = partner(text.chars()[at]) else { continue };
        if opens && open.len() > MOST {
            return open;
        } else if opens {
            open.push(at);
        } else if let Some(first) = open.iter().rposition(|at| text.chars()[*at] == other) {
            alone.extend(open.drain(first..).skip(1));
        } else if other != '(' || !is_number(text, at) {
            alone.push(at);
        }
    }
    alone.extend(open);
    if alone.len() > MOST {
        return alone;
    }
    // Marks that cross have their partners.
    let crossed = |at: &usize| {
        let Some((other, opens)) = partner(text.chars()[*at]) else { return false };
        alone.iter().any(|mark| text.chars()[*mark] == other && (mark > at) == opens)
    };
    alone.iter().copied().filter(|at| !crossed(at)).collect()
}

/// Whether a closing bracket ends a number: `1）`, `a)`.
fn is_number(text: &Text, close: usize) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || texts::numeral(c).is_some();
    let start = (0..close).rev().take_while(|at| part(text.chars()[*at])).last().unwrap_or(close);
    start < close && close - start <= 2 && text.before(start).is_none_or(|c| !texts::is_ideograph(c))
}
