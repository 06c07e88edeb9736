//! Another year than the title's: in the period of the figures, or at the head of a sentence.

use std::ops::Range;

use super::prose::sentences;
use crate::{
    document::Span,
    filing::{
        Filing, Passage,
        fold::{fold, holds_any},
        quantity,
    },
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "year-disagrees";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Error,
    title: both("年份前后不一致", "Years disagree"),
    text: both(
        "统计期限应为标题那一年的 1 月 1 日至 12 月 31 日，不是的为错误。第一至第四部分里以上一年开头的句子，不是对比、计划或引用的，提醒。",
        "The period of the figures runs from 1 January to 31 December of the title's year; any other is an error. A sentence of sections 一 to 四 that opens with the year before, in no comparison, plan or citation, is a warning.",
    ),
    basis: both(
        "《政府信息公开条例》第四十九条：每年公布的是上一年度的年度报告。",
        "Regulation on Open Government Information, Article 49: what is published each year is the report on the year before.",
    ),
    example: both(
        "标题是 2023 年，正文写“2022年，我局主动公开……”。",
        "The title says 2023, the text opens with “2022年，我局主动公开…”.",
    ),
    remedy: both(
        "多半是沿用上年文稿没有改到；核对后改年份。",
        "This is mostly left over from last year's text; check and change the year.",
    ),
    check,
};

const PERIOD_YEAR: Bilingual = both(
    "标题是 {year} 年，统计期限写作“{found}”。",
    "The title says {year}, the period of the figures is given as “{found}”.",
);
const PERIOD_DAYS: Bilingual = both(
    "统计期限写作“{found}”，应为 {year} 年 1 月 1 日至 12 月 31 日。",
    "The period of the figures is given as “{found}”; it runs from 1 January to 31 December {year}.",
);
const SENTENCE: Bilingual = both(
    "这是 {year} 年的报告，这一句却以“{found}”开头，像是沿用了上年的文稿。",
    "This report is for {year}, but this sentence opens with “{found}”, as if left over from last year's text.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    for (from, to) in &filing.periods {
        verdict.examined += 1;
        match filing.title.as_ref().and_then(|title| title.year) {
            None => verdict.unclear += 1,
            Some(year) => {
                let (first, last) = (from.date, to.date);
                let years = first.year != year || last.year != year;
                let days = (first.month, first.day, last.month, last.day) != (1, 1, 12, 31);
                if years || days {
                    let mut finding =
                        Finding::new(NAME, Severity::Error, if years { PERIOD_YEAR } else { PERIOD_DAYS });
                    let words = |span: Span| fold(filing.document.slice(span));
                    let found = format!("{}—{}", words(from.span), words(to.span));
                    finding.message = finding.message.with("year", year.to_string()).with("found", found.clone());
                    finding.spans = vec![from.span, to.span];
                    finding.found = Some(found);
                    finding.expected = Some(format!("{year}年1月1日—{year}年12月31日"));
                    verdict.failed += 1;
                    verdict.findings.push(finding);
                }
            }
        }
    }
    let Some(year) = filing.year else { return verdict };
    for passage in filing.passages.iter().filter(|passage| passage.section.is_some_and(|section| section < 4)) {
        for sentence in sentences(&passage.folded.chars) {
            let Some(at) = opens_with(&passage.folded.chars, &sentence, year - 1) else { continue };
            verdict.examined += 1;
            if !filing.lost_digits.is_empty() {
                verdict.unclear += 1;
            } else if is_stale(&passage.folded.chars[at.end..sentence.end], year) {
                verdict.failed += 1;
                verdict.findings.push(stale(passage, at, year));
            }
        }
    }
    verdict
}

/// Where a sentence opens with a year, behind its numbering.
fn opens_with(chars: &[char], sentence: &Range<usize>, year: u16) -> Option<Range<usize>> {
    let mut at = sentence.start;
    // （一）, 1., 一是
    if chars.get(at) == Some(&'(') {
        let close = (at..sentence.end.min(at + 5)).find(|&i| chars[i] == ')')?;
        at = close + 1;
    } else if chars.get(at).is_some_and(char::is_ascii_digit)
        && let Some(dot) = (at + 1..sentence.end.min(at + 3)).find(|&i| matches!(chars[i], '.' | '、'))
    {
        at = dot + 1;
    }
    let digits: String = chars.get(at..at + 4)?.iter().collect();
    let (value, rest) = quantity::digits(&digits)?;
    (at + 5 <= sentence.end
        && rest.is_empty()
        && value.as_whole() == Some(i64::from(year))
        && chars.get(at + 4) == Some(&'年'))
    .then_some(at..at + 4)
}

/// Whether what follows the year speaks of this year's work and of nothing else.
fn is_stale(rest: &[char], year: u16) -> bool {
    // The regulation itself is named every year; other works are cited with their own.
    let rest: String = rest[1..].iter().collect();
    let rest = rest.replace("《条例》", "").replace("《中华人民共和国政府信息公开条例》", "");
    // 2022年12月…, 2022年底…, 2022年以来… are dates; 2022年的… is an attribute.
    let opening = rest.strip_prefix('度').unwrap_or(&rest);
    let speaks =
        [",", "我", "全", "本", "共", "县", "市", "区", "局", "镇", "乡", "街道", "通过", "主动", "收到", "新收"];
    if !speaks.iter().any(|start| opening.starts_with(start)) {
        return false;
    }
    const ELSEWHERE: &[&str] = &[
        "比",
        "较",
        "增长",
        "下降",
        "增加",
        "减少",
        "上升",
        "上年",
        "去年",
        "上一年",
        "印发",
        "出台",
        "《",
        "〔",
        "相比",
        "同期",
        "以来",
        "结转",
        "年底",
        "历年",
        "截至",
        "截止",
        "计划",
        "将",
        "连续",
        "至今",
        "持平",
        "分别为",
        "与",
        "次年",
        "基础上",
        "反馈",
        "整改",
        "指出",
        "评估",
        "荣获",
        "荣膺",
        "评为",
        "获评",
        "获奖",
        "授予",
        "表彰",
        "表扬",
        "称号",
        "先进",
        "入选",
        "命名",
        "获得",
        "考核",
        "收到的",
        "新收的",
        "受理的",
        "未办结",
    ];
    !holds_any(&rest, ELSEWHERE) && !rest.contains(&year.to_string())
}

fn stale(passage: &Passage, at: Range<usize>, year: u16) -> Finding {
    let mut finding = Finding::new(NAME, Severity::Warning, SENTENCE);
    let found: String = passage.folded.chars[at.start..=at.end].iter().collect();
    finding.message = finding.message.with("year", year.to_string()).with("found", found.clone());
    finding.spans = passage.folded.spans(at.start..at.end + 1);
    finding.found = Some(found);
    finding.expected = Some(format!("{year}年"));
    if let [span] = passage.folded.spans(at.clone())[..] {
        finding.fix = Some(Fix {
            title: Message::new(both("改为 {year} 年", "Change to {year}")).with("year", year.to_string()),
            edits: vec![Edit { span, text: year.to_string() }],
            applicability: Applicability::Likely,
        });
    }
    finding
}
