//! A report that says it has so many parts, and has six.

use std::ops::Range;

use super::{blank_form::is_blank_form, missing_section::expected, prose, vocabulary::Vocabulary};
use crate::{
    filing::{Filing, Passage, fold::holds_any, quantity},
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    form::Section,
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "part-count-differs";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("所写部分数与格式不符", "The stated number of parts differs"),
    text: both(
        "开头写明由几个部分组成的，应是格式的六个部分；逐一列出的，六个部分都应列到；写了“等”字而没有列全的，只作说明。报告本身缺少部分的，另有规则提出；报告自己另有第七部分的，不作判断。",
        "Where the opening says of how many parts the report consists, that is the form's six, and a list of them names all; one that leaves some out behind a 等 is only a note. Sections that are missing are another rule's, and a report that does have a seventh is not judged.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》：报告分六个部分。",
        "The form set by notice 国办公开办函〔2021〕30号, which has six parts.",
    ),
    example: both(
        "“本报告由总体情况……等七部分组成”，格式是六个部分。",
        "“本报告由总体情况…等七部分组成”: the form has six.",
    ),
    remedy: both("把部分数和所列名称改成与标题一致。", "Let number and names agree with the headings."),
    check,
};

const COUNT: Bilingual = both(
    "开头说报告由 {found} 个部分组成，格式是 {expected} 个部分。",
    "The opening says that the report has {found} parts; the form has {expected}.",
);
const LIST: Bilingual = both(
    "开头说报告由 {count} 个部分组成，列出的名称里没有“{missing}”。",
    "The opening says that the report has {count} parts, but its list lacks “{missing}”.",
);

/// Words by which a list names each of the sections.
static SECTIONS: Vocabulary = Vocabulary::new(&[
    "总体情况 概述 总体工作情况",
    "主动公开",
    "依申请公开 申请情况 收到和处理 申请办理 申请的情况",
    "复议 诉讼",
    "问题 改进",
    "其他需 其它需 其他事项 其他应当报告 需要报告 需要说明",
]);

/// A list leaves out so many of the sections at most; else it is none of them.
const MOST: usize = 3;

/// A number of parts as stated.
struct Stated {
    sentence: Range<usize>,
    digits: Range<usize>,
    count: usize,
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let sections = expected(filing);
    for passage in filing.passages.iter().take_while(|passage| passage.section.is_none_or(|section| section == 0)) {
        for stated in stated(&passage.folded.chars) {
            verdict.examined += 1;
            let unread = !filing.lost_digits.is_empty() || is_blank_form(filing) || sections.is_empty();
            let whole = filing.sections.len() == sections.len();
            if unread || !whole || has_own_section(filing, stated.count) {
                verdict.unclear += 1;
                continue;
            }
            let finding = if stated.count != sections.len() {
                Some(counted(passage, stated, sections.len()))
            } else {
                listed(passage, &stated, sections)
            };
            verdict.failed += usize::from(finding.is_some());
            verdict.findings.extend(finding);
        }
    }
    verdict
}

/// The numbers of parts that a text states of the report.
fn stated(chars: &[char]) -> Vec<Stated> {
    const OF_REPORT: &[&str] = &["报告", "年报", "全文"];
    const MADE_OF: &[&str] = &["组成", "构成", "分为", "共分", "包括", "包含", "共有"];
    let mut all = Vec::new();
    for sentence in prose::sentences(chars) {
        let text = || chars[sentence.clone()].iter().collect::<String>();
        let parts = sentence.clone().find(|at| chars[*at..sentence.end].starts_with(&['部', '分']));
        let Some(parts) = parts.filter(|_| holds_any(&text(), OF_REPORT) && holds_any(&text(), MADE_OF)) else {
            continue;
        };
        // 六个部分, 六大部分
        let end = parts - usize::from(parts > sentence.start && matches!(chars[parts - 1], '个' | '大'));
        let digit = |at: &usize| chars[*at].is_ascii_digit() || "一二三四五六七八九十".contains(chars[*at]);
        let start = (sentence.start..end).rev().take_while(digit).last().unwrap_or(end);
        let digits: String = chars[start..end].iter().collect();
        let count =
            quantity::digits(&digits).filter(|(_, rest)| rest.is_empty()).and_then(|(value, _)| value.as_whole());
        let ordinal = start > sentence.start && chars[start - 1] == '第';
        if let Some(count @ 2..=20) = count.filter(|_| !ordinal) {
            all.push(Stated { sentence, digits: start..end, count: count as usize });
        }
    }
    all
}

/// The sections that a list of names leaves out; none where there is no such list.
fn unnamed(passage: &Passage, stated: &Stated) -> Vec<usize> {
    let mut named = [false; 6];
    SECTIONS.find(&passage.folded.chars[stated.sentence.clone()]).for_each(|word| named[word.group] = true);
    let missing: Vec<usize> = (0..named.len()).filter(|section| !named[*section]).collect();
    if missing.len() <= MOST { missing } else { Vec::new() }
}

/// A list that counts all sections and does not name all.
fn listed(passage: &Passage, stated: &Stated, sections: &[Section]) -> Option<Finding> {
    let missing: Vec<&str> = unnamed(passage, stated).into_iter().map(|section| sections[section].title).collect();
    if missing.is_empty() {
        return None;
    }
    let open = passage.folded.chars[..stated.digits.start].ends_with(&['等']);
    let mut finding = Finding::new(NAME, if open { Severity::Note } else { Severity::Warning }, LIST);
    let missing = missing.join("”“");
    finding.message = finding.message.with("count", stated.count.to_string()).with("missing", missing.clone());
    finding.spans = passage.folded.spans(stated.digits.clone());
    finding.expected = Some(missing);
    Some(finding)
}

fn counted(passage: &Passage, stated: Stated, sections: usize) -> Finding {
    let mut finding = Finding::new(NAME, Severity::Warning, COUNT);
    finding.message = finding.message.with("found", stated.count.to_string()).with("expected", sections.to_string());
    let written: String = passage.folded.chars[stated.digits.clone()].iter().collect();
    let right = if written.is_ascii() { "6" } else { "六" };
    finding.spans = passage.folded.spans(stated.digits);
    if let [span] = finding.spans[..] {
        finding.fix = Some(Fix {
            title: Message::new(both("改为“{expected}”", "Change to “{expected}”")).with("expected", right),
            edits: vec![Edit { span, text: right.to_owned() }],
            applicability: Applicability::Likely,
        });
    }
    finding.found = Some(written);
    finding.expected = Some(right.to_owned());
    finding
}

/// Whether the report has a section with a number behind the form's: 七、….
fn has_own_section(filing: &Filing, number: usize) -> bool {
    const NUMBERS: &[char] = &['七', '八', '九', '十'];
    let Some(number) = number.checked_sub(7).and_then(|at| NUMBERS.get(at)) else { return false };
    let numbered = |heading: &str| heading.chars().eq([*number]);
    filing.sections.iter().any(|section| section.number.as_deref().is_some_and(numbered))
        || filing.passages.iter().any(|passage| passage.folded.chars.starts_with(&[*number, '、']))
}
