//! Marks in the width of Latin letters between Chinese characters.

use super::texts::{self, Text, is_ideograph};
use crate::{
    filing::Filing,
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "half-width-punctuation";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Warning,
    title: both("中文里用了半角标点", "Half-width punctuation in Chinese text"),
    text: both(
        "看夹在汉字之间的半角逗号、分号、冒号、括号、问号和叹号。小数点、千分位、时间、比例、网址、英文和编号里的半角标点不在此列。",
        "Half-width commas, semicolons, colons, brackets, question and exclamation marks between Chinese characters. Decimal points, thousands, times, ratios, addresses, English words and numbering are left alone.",
    ),
    basis: both(
        "GB/T 15834-2011《标点符号用法》5.1：标点在文字之后，占一个字的位置。",
        "GB/T 15834-2011, use of punctuation, 5.1: a mark takes the room of a character.",
    ),
    example: both("“提高效率,优化服务”。", "“提高效率,优化服务”."),
    remedy: both("改成全角标点。", "Use full-width marks."),
    check,
};

const ONE: Bilingual = both(
    "“{around}”里的“{found}”是半角标点，中文里用全角。",
    "“{found}” in “{around}” is half-width; Chinese text uses full-width marks.",
);
const MANY: Bilingual = both(
    "这一段有 {count} 处半角标点，中文里用全角；第一处在“{around}”。",
    "This paragraph has {count} half-width marks; Chinese text uses full-width ones. The first is in “{around}”.",
);

/// So many in one text are told of in one finding.
const MANY_FROM: usize = 4;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    texts::look(filing, &mut |text, verdict| {
        if text.marks.narrow & texts::of_ascii(",;:?!()") == 0 {
            return;
        }
        let found = found(&text);
        if found.len() >= MANY_FROM {
            let marks: Vec<usize> = found.iter().flatten().copied().collect();
            let mut finding = text.finding(NAME, Severity::Warning, MANY, marks[0]..marks[0] + 1);
            finding.message = finding.message.with("count", marks.len().to_string());
            verdict.findings.push(mended(&text, finding, &marks));
        } else {
            for marks in found {
                let finding = text.finding(NAME, Severity::Warning, ONE, marks[0]..marks[marks.len() - 1] + 1);
                verdict.findings.push(mended(&text, finding, &marks));
            }
        }
    })
}

fn mended(text: &Text, mut finding: Finding, marks: &[usize]) -> Finding {
    let spans = marks.iter().flat_map(|at| text.folded.spans(*at..at + 1));
    finding.spans = spans.clone().collect();
    let wide = |at: usize| texts::wide(text.chars()[at]);
    let edits = marks.iter().zip(spans).map(|(at, span)| Edit { span, text: wide(*at) }).collect();
    finding.expected = Some(marks.iter().map(|at| wide(*at)).collect());
    finding.fix = Some(Fix {
        title: Message::new(both("改为全角", "Make it full-width")),
        edits,
        applicability: Applicability::Sure,
    });
    finding
}

/// The half-width marks that should be full-width, brackets with their partners.
fn found(text: &Text) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    for at in text.marks() {
        let c = text.chars()[at];
        // What is full-width in the source is no ASCII there.
        if c == '(' {
            found.extend(brackets(text, at));
            continue;
        }
        if !matches!(c, ',' | ';' | ':' | '?' | '!') || !text.is_half_width(at) {
            continue;
        }
        let (before, after) = (at > 0 && text.is_chinese(at - 1), text.is_chinese(at + 1));
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '%');
        let wrong = match c {
            ',' | ';' => before && (after || figure(text.at(at + 1))) || after && text.before(at) == Some('%'),
            ':' => before && after,
            // 错误!未定义书签 is another rule's.
            _ => before && (after || at + 1 == text.folded.len()) && !text.ends_with(at, "错误"),
        };
        if wrong {
            found.push(vec![at]);
        }
    }
    found
}

/// The half-width ones of a pair of brackets around Chinese words.
fn brackets(text: &Text, open: usize) -> Option<Vec<usize>> {
    let chars = text.chars();
    let close = open + 1 + chars[open + 1..].iter().position(|c| matches!(c, '(' | ')'))?;
    let within = &chars[open + 1..close];
    // （1）, (一) number things; (GDP) and (2023) are brackets of what they hold.
    let numbers = |c: &char| texts::numeral(*c).is_some() || c.is_ascii_digit();
    let outside = open == 0 || text.is_chinese(open - 1) || close + 1 == chars.len() || text.is_chinese(close + 1);
    if chars[close] != ')' || within.iter().all(numbers) || !within.iter().any(|c| is_ideograph(*c)) || !outside {
        return None;
    }
    let narrow: Vec<usize> = [open, close].into_iter().filter(|at| text.is_half_width(*at)).collect();
    (!narrow.is_empty()).then_some(narrow)
}
