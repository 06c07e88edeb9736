//! Section headings: words before numbers, and a number alone only where its order allows it.

use std::ops::Range;

use super::{Heading, Line};
use crate::{
    filing::{
        Likeness,
        fold::{is_letter, label_letters},
    },
    form::Section,
    order::Arrange,
};

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
    let written = |label: &&str| title.iter().copied().filter(|c| is_letter(*c)).eq(label_letters(label));
    if written(&section.title) {
        return Some(Likeness::Same);
    }
    section.variants.iter().any(written).then_some(Likeness::Variant)
}

/// How long the section's title is at the start of a text, if it stands there word for word.
fn glued_title(text: &[char], section: &Section) -> Option<usize> {
    let mut letters = label_letters(section.title).peekable();
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

const MOST_HEADINGS: usize = 6_000;

/// All lines that may be headings of sections.
pub fn headings(lines: &[Line], sections: &[Section]) -> Vec<Heading> {
    // What has more headings than this is no report, nor a file of reports.
    let mut found: Vec<Heading> =
        (0..lines.len()).filter_map(|i| heading_at(lines, i, sections)).take(MOST_HEADINGS).collect();
    let mut from = 0;
    while let Some(contents) = contents(&found, lines, from) {
        from = contents.start;
        found.drain(contents);
    }
    found
}

/// A table of contents: headings that follow each other at once, without even a table between, all of which come again.
fn contents(found: &[Heading], lines: &[Line], from: usize) -> Option<Range<usize>> {
    let follows = |a: &Heading, b: &Heading| {
        a.lines.end == b.lines.start && lines[b.lines.start].block <= lines[a.lines.start].block + 1
    };
    for start in from..found.len() {
        // Longer than a form has sections it need not be.
        let length = 1 + found[start..].windows(2).take(6).take_while(|pair| follows(&pair[0], &pair[1])).count();
        let (run, later) = found[start..].split_at(length);
        let distinct = (1..run.len()).take_while(|&i| run[..i].iter().all(|h| h.index != run[i].index)).count() + 1;
        let again = |h: &Heading| {
            run[distinct..]
                .iter()
                .chain(later)
                .any(|other| other.index == h.index && other.likeness != Likeness::Differs)
        };
        if distinct >= 4 && run[..distinct].iter().all(again) {
            return Some(start..start + distinct);
        }
    }
    None
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
        // A title without its number; a digit may stand for it (`1、总体情况`), one in brackets (`（一）总体情况`), or nothing.
        let skip = match text[..] {
            ['(', number, ')', ..] if NUMBERS.contains(number) => 3,
            _ => text.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '、' | '.')).count(),
        };
        let bare = &text[skip..];
        let (index, likeness) = sections
            .iter()
            .enumerate()
            .find_map(|(k, section)| title_likeness(bare, section).map(|likeness| (k, likeness)))?;
        let number = (skip > 0).then(|| text[..skip].iter().filter(|c| !matches!(c, '、' | '.')).collect());
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
pub fn best(found: &[Heading], lines: &[Line], sections: &[Section]) -> Vec<Heading> {
    let mut chosen: Vec<Option<&Heading>> = vec![None; sections.len()];
    for (index, chosen) in chosen.iter_mut().enumerate() {
        let mut worded = found.iter().filter(|h| h.index == index && h.likeness != Likeness::Differs);
        // A title with its running number is preferred to the bare words, which may stand in a site's menu.
        *chosen = worded.clone().find(|h| h.number.is_some()).or_else(|| worded.next());
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
    headings.arrange_by_key(|h| h.lines.start);
    headings
}
