//! The title, and the body and the year that it names.

use std::ops::Range;

use super::Line;
use crate::filing::{Title, quantity};

fn is_title(text: &str) -> bool {
    // （公开版）, （2023年度）
    let end = match (text.ends_with(')'), text.rfind('(')) {
        (true, Some(open)) => &text[..open],
        _ => text,
    };
    let end = ["的公示", "的公告", "的公布"].iter().find_map(|tail| end.strip_suffix(tail)).unwrap_or(end);
    text.contains("信息公开")
        && text.chars().count() <= 80
        && (end.ends_with("报告") || end.ends_with("年报") || end.ends_with("年报表"))
        // The year stands on the line above.
        && !text.starts_with('年')
        && !text.contains(['。', '>', '|', ':', ';', '?', '《', '→', '»', '›'])
}

/// The title nearest before the first section; with the line above it where that names the body.
pub fn title(lines: &[Line]) -> Option<(Title, Range<usize>)> {
    let mut nameless = None;
    for end in (1..=lines.len()).rev() {
        for count in 1..=3usize.min(end) {
            let range = end - count..end;
            if lines[range.clone()].iter().any(|line| line.folded.len() > 80) {
                break;
            }
            let joined: String = lines[range.clone()].iter().flat_map(|line| &line.folded.chars).collect();
            if !is_title(&joined) {
                continue;
            }
            let mut range = range;
            let (mut body, year) = body_and_year(&joined);
            let mut text = joined;
            if body.is_none()
                && range.start > 0
                && let above = lines[range.start - 1].folded.string()
                && is_body(&above)
            {
                range.start -= 1;
                text.insert_str(0, &above);
                body = Some(above);
            }
            let spans = lines[range.clone()].iter().map(|line| line.span).collect();
            let found = Some((Title { spans, text, body, year }, range));
            // 政府信息公开年报 alone may be a line of a site's menu; it counts where nothing better does.
            if year.is_some() {
                return found;
            }
            nameless = nameless.or(found);
            break;
        }
    }
    nameless
}

/// Whether a short line can be the name of a public body.
pub fn is_body(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "政府",
        "局",
        "委",
        "委员会",
        "办公室",
        "厅",
        "部",
        "院",
        "处",
        "站",
        "所",
        "中心",
        "队",
        "总队",
        "支队",
        "大队",
        "街道",
        "办事处",
        "镇",
        "乡",
        "区",
        "县",
        "市",
        "管委会",
        "公司",
        "学校",
        "大学",
        "医院",
        "会",
        "署",
        "台",
        "社",
    ];
    let count = text.chars().count();
    (3..=40).contains(&count)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '、' | '·' | '“' | '”'))
        && ENDS.iter().any(|end| text.trim_end_matches(')').ends_with(end))
}

/// What a title says of body and year.
pub fn body_and_year(title: &str) -> (Option<String>, Option<u16>) {
    let chars: Vec<char> = title.chars().collect();
    let year_at = (0..chars.len()).find_map(|i| {
        let digits: String = chars.get(i..i + 4)?.iter().collect();
        let before_digit = i > 0 && chars[i - 1].is_ascii_digit();
        if before_digit || chars.get(i + 4)?.is_ascii_digit() {
            return None;
        }
        let year: i64 = quantity::digits(&digits).filter(|(_, rest)| rest.is_empty())?.0.as_whole()?;
        let named = chars.get(i + 4) == Some(&'年') || title.contains("年度报告");
        ((2005..=2100).contains(&year) && named).then_some((i, year as u16))
    });
    let cut = |text: String| -> Option<String> {
        let text = text.trim_start_matches("关于").trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned();
        let text = text.trim_end_matches("关于").to_owned();
        (!text.is_empty()).then_some(text)
    };
    let until = |from: usize| -> String {
        let rest: String = chars[from..].iter().collect();
        let end = ["政府信息公开", "政务信息公开", "信息公开"].iter().filter_map(|word| rest.find(word)).min();
        rest[..end.unwrap_or(0)].to_owned()
    };
    match year_at {
        Some((at, year)) => {
            let before: String = chars[..at].iter().collect();
            // Behind the report's name (…年度报告（2023年度）) the year does not end the body's.
            let before = if before.contains("信息公开") { until(0) } else { before };
            let body = cut(before).or_else(|| {
                let mut from = at + 4;
                for word in ['年', '度'] {
                    if chars.get(from) == Some(&word) {
                        from += 1;
                    }
                }
                cut(until(from))
            });
            (body, Some(year))
        }
        None => (cut(until(0)), None),
    }
}
