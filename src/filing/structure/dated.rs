//! What carries a date: the signature, the publication, the period that the figures are for; and signs of lost digits.

use std::ops::Range;

use super::{Line, title::is_body};
use crate::{
    document::Span,
    filing::{
        Dated, Signature,
        dates::{self, Date},
        fold::{Folded, holds_any},
    },
};

/// The first line behind the last section that is a date, alone or behind a body's name.
pub fn signature(lines: &[Line], range: Range<usize>, anchored: bool) -> Option<(Signature, Range<usize>)> {
    let candidate = |i: usize| -> Option<(Signature, Range<usize>)> {
        let line = &lines[i];
        let text = &line.folded.chars;
        if text.len() > 48 {
            return None;
        }
        let (date, at) = dates::find(text)?;
        let mut end = at.end;
        if matches!(text.get(end), Some(')' | '。')) {
            end += 1;
        }
        if end != text.len() {
            return None;
        }
        let before: String = text[..at.start].iter().collect();
        if holds_any(&before, &["发布", "更新", "时间", "日期", "来源", "打印", "截至", "截止", "起", "至"])
        {
            return None;
        }
        let date = Dated { date, span: line.folded.spans(at.clone())[0] };
        if !before.trim_matches(['(', ' ']).is_empty() {
            if !is_body(before.trim_end_matches(['(', ','])) {
                return None;
            }
            let body = Some((before, line.folded.spans(0..at.start)[0]));
            return Some((Signature { body, date }, i..i + 1));
        }
        if i > range.start {
            let above = lines[i - 1].folded.string();
            if is_body(&above) {
                return Some((Signature { body: Some((above, lines[i - 1].span)), date }, i - 1..i + 1));
            }
        }
        Some((Signature { body: None, date }, i..i + 1))
    };
    if anchored { range.clone().find_map(candidate) } else { range.clone().rev().find_map(candidate) }
}

/// A date of publication stated beside the report.
pub fn published(lines: &[Line], range: Range<usize>) -> Option<Dated> {
    lines[range].iter().filter(|line| line.folded.len() < 120).find_map(|line| {
        let at = ["发布时间", "发布日期", "公开日期", "公开时间"].iter().find_map(|word| line.folded.find(word, 0))?;
        let (date, range) = dates::find(&line.folded.chars[at..])?;
        if range.start > 8 || !date.is_possible() {
            return None;
        }
        Some(Dated { date, span: line.folded.spans(at + range.start..at + range.end)[0] })
    })
}

/// So far, in characters, a sentence is looked at on either side of a period.
const LONGEST_SENTENCE: usize = 400;

/// The periods that figures are for (`统计期限自2023年1月1日起至2023年12月31日止`; the second year may be left out).
pub fn periods(text: &Folded) -> Vec<(Dated, Dated)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((first, range)) = dates::find(&text.chars[from..]) {
        let (start, end) = (from + range.start, from + range.end);
        from = end;
        let mut at = end;
        while matches!(text.chars.get(at), Some('起' | ',' | '开' | '始')) {
            at += 1;
        }
        if !matches!(text.chars.get(at), Some('至' | '到' | '-' | '—' | '~')) {
            continue;
        }
        at += 1;
        while matches!(text.chars.get(at), Some('—' | '-')) {
            at += 1;
        }
        let second = dates::date_at(&text.chars, at).or_else(|| {
            let mut with_year: Vec<char> = format!("{}年", first.year).chars().collect();
            let added = with_year.len();
            with_year.extend(text.chars[at..].iter().take(12));
            let (date, end) = dates::date_at(&with_year, 0)?;
            Some((date, at + end.checked_sub(added)?))
        });
        let Some((second, second_end)) = second else { continue };
        from = second_end;
        // What names a period stands in its sentence, and sentences have their length.
        let before = &text.chars[start.saturating_sub(LONGEST_SENTENCE)..start];
        let behind = &text.chars[second_end..text.len().min(second_end + LONGEST_SENTENCE)];
        if is_of_figures(before, behind, first, second) {
            let dated = |date: Date, range: Range<usize>| Dated { date, span: text.spans(range)[0] };
            found.push((dated(first, start..end), dated(second, at..second_end)));
        }
    }
    found
}

/// Whether a span of time is the one that the figures are for, by what its sentence says before and behind it.
fn is_of_figures(before: &[char], behind: &[char], first: Date, last: Date) -> bool {
    /// Words for the period itself.
    const NAMES: &[&str] = &[
        "统计期",
        "统计时限",
        "统计时间",
        "统计周期",
        "统计区间",
        "统计起止",
        "数据期限",
        "数据的期限",
        "数据时限",
        "数据统计",
        "起止时间",
        "报告期",
    ];
    /// What a period may be told of without its name, if it is a year from its first day to its last.
    const SUBJECTS: &[&str] = &[
        "本报告",
        "本年度报告",
        "本年报",
        "本年度年报",
        "报告数据",
        "报告中的数据",
        "所列数据",
        "统计数据",
        "各项数据",
        "数据期间",
        "数据自",
        "数据为",
        "数据从",
        "数据时间",
    ];
    /// What other spans of time belong to.
    const OTHERS: &[&str] = &[
        "同期",
        "上年",
        "上一年",
        "去年",
        "有效",
        "行动",
        "规划",
        "计划",
        "任期",
        "聘期",
        "试点",
        "工程",
        "保存",
        "施行",
        "实施",
        "活动",
        "整治",
        "开展",
    ];
    let sentence = before.iter().rposition(|c| matches!(c, '。' | ';' | '!' | '?')).map_or(0, |i| i + 1);
    let sentence: String = before[sentence..].iter().collect();
    let last_of = |words: &[&str]| words.iter().filter_map(|word| sentence.rfind(word)).max();
    // From the head of the clause that holds the word on, nothing may tell of another span.
    let alone = |at: usize| {
        let clause = sentence[..at].rfind([',', ':']).map_or(0, |comma| comma + 1);
        !holds_any(&sentence[clause..], OTHERS)
    };
    if let Some(at) = last_of(NAMES) {
        return alone(at);
    }
    let whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31);
    let one_year = last.year.abs_diff(first.year) <= 1;
    let end = behind.iter().position(|c| matches!(c, '。' | ';' | ',')).unwrap_or(behind.len());
    let rest: String = behind[..end].iter().collect();
    whole_years && one_year && last_of(SUBJECTS).is_some_and(alone) && !holds_any(&rest, OTHERS)
}

/// A sign that the source lost digits or the words between them: `202111日`.
pub fn lost_digits(line: &Line) -> Option<Span> {
    let (text, places) = (&line.folded.chars, &line.folded.places);
    let mut i = 0;
    while i < text.len() {
        // Across a blank stand two numbers: 图1 2024年.
        let joined = |at: &usize| *at == i || places[at - 1].end == places[*at].start;
        let run = (i..text.len()).take_while(|at| text[*at].is_ascii_digit() && joined(at)).count();
        if (5..=10).contains(&run) && matches!(text.get(i + run), Some('日' | '月' | '年')) {
            return line.folded.spans(i..i + run + 1).first().copied();
        }
        i += run.max(1);
    }
    None
}
