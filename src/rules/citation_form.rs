//! A document's number, or a title within a title, in another form than the standard's.

use std::ops::Range;

use crate::{
    filing::{Filing, Passage},
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "citation-form";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Note,
    title: both("引用文件的写法不规范", "A citation in another form"),
    text: both(
        "发文字号的年份用六角括号〔〕，顺序号不加“第”、前面不补 0，后面有“号”；“国办公开办函”等代字不写错。书名号里再用书名号，里层用〈〉。案号、法律的令号不在此列。",
        "In a document's number the year stands in 〔〕, the number has neither 第 nor a leading 0 and is followed by 号, and codes such as 国办公开办函 are spelled right. A title within a title takes 〈〉. Court cases and decrees are written otherwise.",
    ),
    basis: both(
        "GB/T 9704-2012《党政机关公文格式》7.2.5：年份用六角括号“〔〕”括入，发文顺序号不加“第”字、不编虚位，后加“号”字；GB/T 15834-2011《标点符号用法》书名号。",
        "GB/T 9704-2012, 7.2.5: the year in 〔〕, the number without 第 and without leading zeros, and 号 behind it; GB/T 15834-2011 on 书名号.",
    ),
    example: both("“国办公开办涵[2021]第30号”。", "“国办公开办涵[2021]第30号”."),
    remedy: both(
        "写作“国办公开办函〔2021〕30号”；“《关于印发〈……〉的通知》”。",
        "Write “国办公开办函〔2021〕30号”, and “《关于印发〈…〉的通知》”.",
    ),
    check,
};

const NUMBER: Bilingual = both(
    "发文字号里的“{found}”，规范写法是“{expected}”。",
    "The document's number is written “{found}”; by the standard it is “{expected}”.",
);
const NESTED: Bilingual = both(
    "书名号里的“{found}”，里层应用单书名号，写作“{expected}”。",
    "“{found}” stands within a title; its own marks are single: “{expected}”.",
);

/// Codes that are written wrongly, with the right ones.
const CODES: &[(&str, &str)] = &[("办涵", "办函"), ("政涵", "政函"), ("发涵", "发函"), ("国办公开函", "国办公开办函")];

/// A document's number where it stands, and as it should be.
struct Number {
    range: Range<usize>,
    right: String,
    /// Whether only brackets, 号 or the code are another; numbers themselves may have been issued as they are.
    sure: bool,
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let lost = !filing.lost_digits.is_empty();
    for passage in &filing.passages {
        let chars = &passage.folded.chars;
        for at in (0..chars.len()).filter(|at| matches!(chars[*at], '〔' | '[' | '(' | '【' | '{' | '〈' | '<')) {
            let Some(number) = number_at(chars, at) else { continue };
            verdict.examined += 1;
            let found: String = chars[number.range.clone()].iter().collect();
            if lost {
                verdict.unclear += 1;
            } else if found != number.right {
                verdict.failed += 1;
                verdict.findings.push(of_number(passage, number, found));
            }
        }
        for (inner, is_nested) in titles(chars) {
            verdict.examined += 1;
            if is_nested {
                verdict.failed += 1;
                verdict.findings.push(of_title(passage, inner));
            }
        }
    }
    verdict
}

/// The document's number whose year stands behind a bracket.
fn number_at(chars: &[char], open: usize) -> Option<Number> {
    let year: String = chars.get(open + 1..open + 5)?.iter().collect();
    let is_year = year.parse().is_ok_and(|year: u16| (1949..=2100).contains(&year));
    let closed = matches!(chars.get(open + 5), Some('〕' | ']' | ')' | '】' | '}' | '〉' | '>'));
    // A code stands before it: 国办发.
    if !is_year || !closed || !matches!(chars[..open].last(), Some('\u{4e00}'..='\u{9fff}')) {
        return None;
    }
    let from = open + 6 + usize::from(chars.get(open + 6) == Some(&'第'));
    let digits: String = chars[from..].iter().take_while(|c| c.is_ascii_digit()).collect();
    let end = from + digits.len();
    let is_named = chars.get(end) == Some(&'号');
    // Without 号 only 〔〕 tells a document's number, and only where nothing goes on: 〔2021〕30、31号.
    let ends = chars.get(end).is_none_or(|c| matches!(c, ')' | '》' | ',' | '。' | ';'));
    let told = is_named || chars[open] == '〔' && ends;
    if digits.is_empty() || digits.len() > 5 || !told {
        return None;
    }
    let plain = digits.trim_start_matches('0');
    let text: String = chars[open.saturating_sub(5)..open].iter().collect();
    let (wrong, code) = CODES.iter().find(|(wrong, _)| text.ends_with(wrong)).unwrap_or(&("", ""));
    let start = open - wrong.chars().count();
    let right = format!("{code}〔{year}〕{}号", if plain.is_empty() { &digits } else { plain });
    let sure = from == open + 6 && plain.len() == digits.len();
    Some(Number { range: start..end + usize::from(is_named), right, sure })
}

fn of_number(passage: &Passage, number: Number, found: String) -> Finding {
    let mut finding = Finding::new(NAME, Severity::Note, NUMBER);
    finding.message = finding.message.with("found", found.clone()).with("expected", number.right.clone());
    finding.spans = passage.folded.spans(number.range);
    if let [span] = finding.spans[..] {
        let edits = vec![Edit { span, text: number.right.clone() }];
        let applicability = if number.sure { Applicability::Sure } else { Applicability::Likely };
        finding.fix = Some(change(&number.right, edits, applicability));
    }
    finding.found = Some(found);
    finding.expected = Some(number.right);
    finding
}

/// The titles in a text, and whether each stands within another in other marks than 〈〉.
fn titles(chars: &[char]) -> Vec<(Range<usize>, bool)> {
    let mut titles = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        match c {
            '《' => open.push(at),
            // Elsewhere they compare: 公开率>95%.
            '<' | '>' if open.is_empty() => {}
            '<' => open.push(at),
            '》' | '>' => {
                let Some(start) = open.pop() else { return Vec::new() };
                if (chars[start] == '<') != (*c == '>') {
                    return Vec::new();
                }
                // 《条例（以下简称《条例》）》 is another slip.
                titles.push((start..at + 1, open.len() == 1 && !chars[..start].ends_with(&['称'])));
            }
            _ => {}
        }
    }
    // Where a mark has no other, which ones are a pair is not known.
    if open.is_empty() { titles } else { Vec::new() }
}

fn of_title(passage: &Passage, range: Range<usize>) -> Finding {
    let mut finding = Finding::new(NAME, Severity::Note, NESTED);
    let inner: String = passage.folded.chars[range.start + 1..range.end - 1].iter().collect();
    let marks = [passage.folded.chars[range.start], passage.folded.chars[range.end - 1]];
    let (found, expected) = (format!("{}{inner}{}", marks[0], marks[1]), format!("〈{inner}〉"));
    finding.message = finding.message.with("found", found.clone()).with("expected", expected.clone());
    finding.spans = passage.folded.spans(range.clone());
    let marks = [(range.start, "〈"), (range.end - 1, "〉")];
    let edits = marks.iter().flat_map(|(at, mark)| {
        passage.folded.spans(*at..at + 1).into_iter().map(|span| Edit { span, text: (*mark).to_owned() })
    });
    finding.fix = Some(change(&expected, edits.collect(), Applicability::Sure));
    finding.found = Some(found);
    finding.expected = Some(expected);
    finding
}

fn change(expected: &str, edits: Vec<Edit>, applicability: Applicability) -> Fix {
    Fix {
        title: Message::new(both("改为“{expected}”", "Change to “{expected}”")).with("expected", expected),
        edits,
        applicability,
    }
}
