//! Where a report begins and ends, its title, its section headings, its signature.

use std::ops::Range;

use super::{
    Dated, Likeness, Signature, Title,
    dates::{self, Date},
    fold::{Folded, fold_label},
    lex::is_page_number,
};
use crate::{
    document::{Block, Document, Span, TextId},
    form::Section,
};

/// A line of the document that does not stand in a table.
#[derive(Debug)]
pub struct Line {
    /// Its text without white space at the ends.
    pub span: Span,
    /// Its block.
    pub block: usize,
    /// Its characters for comparison.
    pub folded: Folded,
    /// Whether the source marks it as a heading.
    pub heading: bool,
}

/// What is known of a report before its tables are read.
#[derive(Debug)]
pub struct Structure {
    /// Its lines, as a range of all lines.
    pub lines: Range<usize>,
    /// Its blocks.
    pub extent: Range<usize>,
    /// Its title and the lines that it stands on.
    pub title: Option<(Title, Range<usize>)>,
    /// Its section headings in document order.
    pub headings: Vec<Heading>,
    /// Its end, and the lines that it stands on.
    pub signature: Option<(Signature, Range<usize>)>,
    /// A date of publication stated beside it.
    pub published: Option<Dated>,
}

/// A section heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Which of the form's sections.
    pub index: usize,
    /// The running number as written.
    pub number: Option<String>,
    /// The title as written.
    pub title: String,
    /// How near the title is.
    pub likeness: Likeness,
    /// The lines that it stands on.
    pub lines: Range<usize>,
    /// How many folded characters of its last line belong to it; less than the line where prose is glued to it.
    pub length: usize,
    /// Where it stands; its first line.
    pub span: Span,
}

/// All lines outside of tables, and those of one-column tables, which only hold text together.
pub fn lines(document: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(id) => split(document, *id, block, false, &mut lines),
            Block::Heading(_, id) => split(document, *id, block, true, &mut lines),
            Block::Table(table) if table.columns == 1 => {
                for cell in &table.cells {
                    split(document, cell.text, block, false, &mut lines);
                }
            }
            Block::Table(_) => {}
        }
    }
    lines
}

fn split(document: &Document, id: TextId, block: usize, heading: bool, lines: &mut Vec<Line>) {
    let text = document.text(id);
    let mut offset = 0;
    for part in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{b}', '\u{c}']) {
        let mut folded = Folded::default();
        folded.push(id, part, offset);
        offset += part.len();
        if let (Some(first), Some(last)) = (folded.places.first(), folded.places.last()) {
            let span = Span { text: id, start: first.start, end: last.end };
            if !is_page_number(document.slice(span)) {
                lines.push(Line { span, block, folded, heading });
            }
        }
    }
}

/// Finds the reports in a document; one, as a rule.
pub fn structures(document: &Document, lines: &[Line], sections: &[Section]) -> Vec<Structure> {
    let headings = headings(lines, sections);
    // A further report begins where its first heading comes again after most of the others.
    let mut starts: Vec<usize> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for (i, heading) in headings.iter().enumerate() {
        if i == 0 || (heading.index == 0 && seen.contains(&0) && seen.len() >= 4) {
            starts.push(i);
            seen.clear();
        }
        if !seen.contains(&heading.index) {
            seen.push(heading.index);
        }
    }
    if starts.is_empty() {
        starts.push(0);
    }
    let titles: Vec<Option<(Title, Range<usize>)>> = starts
        .iter()
        .enumerate()
        .map(|(k, &start)| {
            let from = if k == 0 { 0 } else { headings[start - 1].lines.end };
            let to = headings.get(start).map_or(lines.len(), |heading| heading.lines.start);
            title(&lines[from..to]).map(|(title, range)| (title, range.start + from..range.end + from))
        })
        .collect();
    let first_line = |k: usize| match &titles[k] {
        Some((_, range)) => range.start,
        None => headings.get(starts[k]).map_or(0, |heading| heading.lines.start),
    };
    (0..starts.len())
        .map(|k| {
            // Without a title nothing tells the report's opening from what stands around it: it is kept.
            let start = if k == 0 && titles[k].is_none() { 0 } else { first_line(k) };
            let end = if k + 1 < starts.len() { first_line(k + 1) } else { lines.len() };
            let last = if k + 1 < starts.len() { starts[k + 1] } else { headings.len() };
            let own: Vec<Heading> = best(&headings[starts[k].min(last)..last], lines, sections);
            let block_of = |line: usize| lines.get(line).map_or(document.blocks.len(), |line| line.block);
            let first_block = if start == 0 && titles[k].is_none() { 0 } else { block_of(start) };
            assemble(lines, start..end, first_block..block_of(end), titles[k].clone(), own, k > 0)
        })
        .collect()
}

fn assemble(
    lines: &[Line],
    range: Range<usize>,
    mut extent: Range<usize>,
    title: Option<(Title, Range<usize>)>,
    headings: Vec<Heading>,
    later: bool,
) -> Structure {
    let mut end = range.end;
    let after = headings.last().map_or(range.start, |heading| heading.lines.end);
    // What a site prints behind the article.
    if let Some(footer) = (after..end).find(|&i| is_footer(&lines[i].folded)) {
        end = footer;
    }
    let signature = signature(lines, after..end, !headings.is_empty());
    if let Some((_, at)) = &signature
        && !headings.is_empty()
    {
        end = at.end;
    }
    if end < range.end {
        extent.end = lines[end].block.max(extent.start);
        // A footer in the middle of a block does not cut what stands before it.
        if end > range.start && lines[end - 1].block >= extent.end {
            extent.end = lines[end - 1].block + 1;
        }
    }
    let around = if later { range.clone() } else { 0..range.end };
    Structure { lines: range.start..end, extent, title, headings, signature, published: published(lines, around) }
}

fn is_footer(line: &Folded) -> bool {
    const WORDS: &[&str] = &[
        "版权所有",
        "主办单位",
        "ICP备",
        "网站标识码",
        "公网安备",
        "关闭窗口",
        "打印本页",
        "上一篇",
        "下一篇",
        "扫一扫",
        "分享到",
        "相关链接",
        "网站地图",
        "责任编辑",
        "信息来源:",
        "返回顶部",
        "友情链接",
        "附件下载",
        "【打印",
    ];
    if line.len() > 200 {
        return false;
    }
    let text = line.string();
    WORDS.iter().any(|word| text.contains(word))
}

// ---- headings ---------------------------------------------------------------------------------------------------

const NUMBERS: &str = "一二三四五六七八九十";

/// The running number at the start of a line: its index, as written, and what stands behind it.
fn running_number(text: &[char]) -> Option<(usize, String, usize)> {
    let index = |c: char| NUMBERS.chars().position(|n| n == c);
    let first = *text.first()?;
    if let Some(i) = index(first) {
        return match text.get(1) {
            Some('、' | '.' | ',' | ':' | '。' | '·' | '．') => Some((i, first.to_string(), 2)),
            _ => None,
        };
    }
    if first == '第' && text.len() > 4 && text[2] == '部' && text[3] == '分' {
        let i = index(text[1])?;
        let skip = if matches!(text.get(4), Some('、' | ':' | '.' | ',')) { 5 } else { 4 };
        return Some((i, text[..4].iter().collect(), skip));
    }
    None
}

fn title_likeness(title: &[char], section: &Section) -> Option<Likeness> {
    let label = |text: &str| fold_label(text);
    let written: String = title.iter().filter(|c| c.is_alphanumeric()).collect();
    if written == label(section.title) {
        return Some(Likeness::Same);
    }
    section.variants.iter().any(|variant| written == label(variant)).then_some(Likeness::Variant)
}

/// How long the section's title is at the start of a text, if it stands there word for word.
fn glued_title(text: &[char], section: &Section) -> Option<usize> {
    let mut letters = section.title.chars().filter(|c| c.is_alphanumeric()).peekable();
    for (i, &c) in text.iter().enumerate() {
        match letters.peek() {
            None => return Some(i),
            Some(&letter) if letter == c => {
                letters.next();
            }
            Some(_) if matches!(c, '、' | ',') => {}
            Some(_) => return None,
        }
    }
    None
}

/// Rows of the form that look like headings.
const ROW_STARTS: &[&str] = &["本年新收", "上年结转", "上年度结转", "本年度办理", "本年办理", "结转下", "办理结果"];

const MOST_HEADINGS: usize = 1200;

fn headings(lines: &[Line], sections: &[Section]) -> Vec<Heading> {
    // What has more headings than this is no report, nor a file of reports.
    (0..lines.len()).filter_map(|i| heading_at(lines, i, sections)).take(MOST_HEADINGS).collect()
}

fn heading_at(lines: &[Line], i: usize, sections: &[Section]) -> Option<Heading> {
    let line = &lines[i];
    let text = &line.folded.chars;
    // Only a running number with its title can stand before so much prose.
    if text.len() > 2000 && running_number(text).is_none() {
        return None;
    }
    let make = |index: usize, number: Option<String>, likeness, count: usize, skip: usize, length: usize| {
        let mut title: Vec<char> = text[skip.min(text.len())..if count == 1 { length } else { text.len() }].to_vec();
        for next in &lines[i + 1..i + count] {
            title.extend(&next.folded.chars);
        }
        let span = if count == 1 && length < text.len() { line.folded.spans(0..length)[0] } else { line.span };
        Heading { index, number, title: title.iter().collect(), likeness, lines: i..i + count, length, span }
    };
    let Some((number, written, skip)) = running_number(text) else {
        // A title without number; a digit may stand for it (`1、总体情况`), or nothing.
        let skip = text.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '、' | '.')).count();
        let bare = &text[skip..];
        let (index, likeness) = sections
            .iter()
            .enumerate()
            .find_map(|(k, section)| title_likeness(bare, section).map(|likeness| (k, likeness)))?;
        let number = (skip > 0).then(|| text[..skip].iter().filter(|c| c.is_alphanumeric()).collect());
        return Some(make(index, number, likeness, 1, skip, text.len()));
    };
    let rest = &text[skip..];
    // The words decide before the number: a section with a wrong number is still that section.
    for (k, section) in sections.iter().enumerate() {
        if let Some(likeness) = title_likeness(rest, section) {
            return Some(make(k, Some(written), likeness, 1, skip, text.len()));
        }
    }
    // Broken over two lines.
    if let Some(next) = lines.get(i + 1)
        && rest.len() < 40
        && next.folded.len() < 24
    {
        let mut joined = rest.to_vec();
        joined.extend(&next.folded.chars);
        for (k, section) in sections.iter().enumerate() {
            if let Some(likeness) = title_likeness(&joined, section) {
                return Some(make(k, Some(written), likeness, 2, skip, next.folded.len()));
            }
        }
    }
    // Glued to its prose.
    for (k, section) in sections.iter().enumerate() {
        if k == number
            && let Some(length) = glued_title(rest, section)
        {
            return Some(make(k, Some(written), Likeness::Same, 1, skip, skip + length));
        }
    }
    // Other words under the right number.
    let plain = rest.len() <= 30
        && !rest.is_empty()
        && !rest.iter().any(|c| matches!(c, '。' | ';' | '?' | '!' | '|'))
        && !rest.ends_with(&[':'])
        && !rest.ends_with(&[',']);
    let string: String = rest.iter().collect();
    if number < sections.len() && plain && !ROW_STARTS.iter().any(|start| string.starts_with(start)) {
        return Some(make(number, Some(written), Likeness::Differs, 1, skip, text.len()));
    }
    None
}

/// One heading for each section: words before numbers, and a number alone only where its order allows it.
fn best(found: &[Heading], lines: &[Line], sections: &[Section]) -> Vec<Heading> {
    let mut chosen: Vec<Option<&Heading>> = vec![None; sections.len()];
    for index in 0..sections.len() {
        let worded: Vec<&Heading> =
            found.iter().filter(|h| h.index == index && h.likeness != Likeness::Differs).collect();
        // In a table of contents the next heading follows at once; the section itself comes later. A title with its
        // running number is preferred to the bare words, which may stand in a site's menu.
        let contents = |h: &Heading| found.iter().any(|o| o.lines.start == h.lines.end && o.index == index + 1);
        chosen[index] = worded
            .iter()
            .copied()
            .filter(|h| !contents(h) && h.number.is_some())
            .chain(worded.iter().copied().filter(|h| h.number.is_some()))
            .chain(worded.iter().copied().filter(|h| !contents(h)))
            .next()
            .or(worded.first().copied());
    }
    for index in 0..sections.len() {
        if chosen[index].is_some() {
            continue;
        }
        let after = chosen[..index].iter().flatten().map(|h| h.lines.end).max().unwrap_or(0);
        let before = chosen[index + 1..].iter().flatten().map(|h| h.lines.start).min().unwrap_or(usize::MAX);
        // A heading that nothing surrounds is no heading: two neighbours of the form must be known.
        let known = chosen.iter().flatten().filter(|h| h.likeness != Likeness::Differs).count();
        if known < 2 {
            continue;
        }
        let title: Vec<char> = sections[index].title.chars().collect();
        chosen[index] = found
            .iter()
            .filter(|h| h.index == index && h.likeness == Likeness::Differs)
            .filter(|h| h.lines.start >= after && h.lines.start < before)
            .max_by_key(|h| {
                let common = h.title.chars().filter(|c| title.contains(c)).count();
                (lines[h.lines.start].heading, common, std::cmp::Reverse(h.lines.start))
            });
    }
    let mut headings: Vec<Heading> = chosen.into_iter().flatten().cloned().collect();
    headings.sort_by_key(|h| h.lines.start);
    headings
}

// ---- title ------------------------------------------------------------------------------------------------------

fn is_title(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c == ')' || c.is_ascii_digit() || c == '(');
    text.contains("信息公开")
        && text.chars().count() <= 80
        && (end.ends_with("报告") || end.ends_with("年报") || end.ends_with("年报表") || end.ends_with("报告(样本)"))
        && !text.contains(['。', '>', '|', ':', ';', '?', '《', '→', '»', '›'])
}

/// The title nearest before the first section; with the line above it where that names the body.
fn title(lines: &[Line]) -> Option<(Title, Range<usize>)> {
    // A title may stand on its own in a text without any section; then the first is as good as any.
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
            return Some((Title { spans, text, body, year }, range));
        }
    }
    None
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
        let year: i64 = super::quantity::digits(&digits).filter(|(_, rest)| rest.is_empty())?.0.as_whole()?;
        let named = chars.get(i + 4) == Some(&'年') || title.contains("年度报告");
        ((2005..=2100).contains(&year) && named).then_some((i, year as u16))
    });
    let cut = |text: String| -> Option<String> {
        let text = text.trim_start_matches("关于").trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned();
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

// ---- signature --------------------------------------------------------------------------------------------------

/// The first line behind the last section that is a date, alone or behind a body's name.
fn signature(lines: &[Line], range: Range<usize>, anchored: bool) -> Option<(Signature, Range<usize>)> {
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
        if ["发布", "更新", "时间", "日期", "来源", "打印", "截至", "截止", "起", "至"]
            .iter()
            .any(|w| before.contains(w))
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

fn published(lines: &[Line], range: Range<usize>) -> Option<Dated> {
    lines[range].iter().filter(|line| line.folded.len() < 120).find_map(|line| {
        let at = ["发布时间", "发布日期", "公开日期", "公开时间"].iter().find_map(|word| line.folded.find(word, 0))?;
        let (date, range) = dates::find(&line.folded.chars[at..])?;
        if range.start > 8 || !date.is_possible() {
            return None;
        }
        Some(Dated { date, span: line.folded.spans(at + range.start..at + range.end)[0] })
    })
}

// ---- what stands in prose ---------------------------------------------------------------------------------------

/// The period that figures are for (`自2023年1月1日起至2023年12月31日止`; the second year may be left out).
pub fn period(text: &Folded) -> Option<(Dated, Dated)> {
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
        let whole_year = (first.month, first.day) == (1, 1);
        let context: String = text.chars[start.saturating_sub(40)..start].iter().collect();
        if !(whole_year && (second.month, second.day) == (12, 31))
            && !["统计期限", "统计时限", "数据期限", "统计时间", "数据统计", "起止时间"]
                .iter()
                .any(|w| context.contains(w))
        {
            continue;
        }
        let dated = |date: Date, range: Range<usize>| Dated { date, span: text.spans(range)[0] };
        return Some((dated(first, start..end), dated(second, at..second_end)));
    }
    None
}

/// A sign that the source lost digits or the words between them: `202111日`.
pub fn lost_digits(line: &Line) -> Option<Span> {
    let text = &line.folded.chars;
    let mut i = 0;
    while i < text.len() {
        let run = text[i..].iter().take_while(|c| c.is_ascii_digit()).count();
        if run >= 5 && run <= 10 && matches!(text.get(i + run), Some('日' | '月' | '年')) {
            return line.folded.spans(i..i + run + 1).first().copied();
        }
        i += run.max(1);
    }
    None
}
