//! What is added to pages: page numbers, running heads and feet, watermarks.

use std::rc::Rc;

use super::{
    Glyph, Page,
    sheet::{Block, Sheet},
};
use crate::order::Arrange;

/// How much of a page's height, above and below, may hold what is added.
const MARGIN: f32 = 0.14;
/// How many lines from the page's edge are looked at.
const OUTER: usize = 3;
/// A line that comes again stands where it stood, within so many points.
const SAME: f32 = 4.0;
/// How many outer lines before and behind are looked at.
const AROUND: usize = 40;

/// Characters larger than this, and so many times larger than most of their page, may be a watermark's.
const WATERMARK: f32 = 24.0;
const LARGER: f32 = 1.5;

/// Takes upright watermarks away: large characters that stand in the same place on other pages, or across the text.
pub fn clear_watermarks(pages: &mut [Page]) {
    let least: Vec<f32> = pages.iter().map(least_large).collect();
    let place =
        |glyph: &Glyph| (glyph.text.clone(), (glyph.left / 4.0).round() as i32, (glyph.top / 4.0).round() as i32);
    // Each place once a page.
    let mut places: Vec<(Rc<str>, i32, i32)> = Vec::new();
    for (page, least) in pages.iter().zip(&least) {
        let mut here: Vec<_> = page.glyphs.iter().filter(|glyph| glyph.size > *least).map(place).collect();
        here.arrange();
        here.dedup();
        places.append(&mut here);
    }
    places.arrange();
    let count = |place: (Rc<str>, i32, i32)| {
        places.partition_point(|other| *other <= place) - places.partition_point(|other| *other < place)
    };
    let most = pages.len() / 2;
    for (page, &least) in pages.iter_mut().zip(&least) {
        let large = |glyph: &Glyph| glyph.size > least;
        let again = |glyph: &Glyph| count(place(glyph)) > most.max(1);
        let crossed = is_crossed(&page.glyphs, least);
        page.glyphs.retain(|glyph| !(large(glyph) && (crossed || again(glyph))));
    }
}

/// From which size on characters of a page are large.
fn least_large(page: &Page) -> f32 {
    let mut sizes: Vec<f32> = page.glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.arrange_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).map_or(WATERMARK, |half| WATERMARK.max(LARGER * half))
}

/// Whether large characters stand where others do.
fn is_crossed(glyphs: &[Glyph], least: f32) -> bool {
    /// No watermark has more characters.
    const MOST: usize = 200;
    let large: Vec<_> = glyphs.iter().filter(|glyph| glyph.size > least).map(Glyph::area).take(MOST).collect();
    let small = |glyph: &&Glyph| glyph.size <= least;
    let middles = glyphs.iter().filter(small).map(|glyph| (glyph.area().center(), glyph.area().middle()));
    let crossed = large.iter().filter(|area| middles.clone().filter(|&(x, y)| area.holds(x, y)).nth(1).is_some());
    let crossed = crossed.count();
    crossed > 0 && crossed * 4 >= large.len()
}

/// Takes page numbers, running heads and feet away.
pub fn clear(sheets: &mut [Sheet]) {
    // The outer lines of each page: page, index among its parts, height, text without digits.
    let mut outer: Vec<(usize, usize, f32, String)> = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let count = sheet.blocks.len();
        let above = |at: &usize| sheet.blocks[*at].area().bottom < MARGIN * sheet.height;
        let below = |at: &usize| sheet.blocks[*at].area().top > (1.0 - MARGIN) * sheet.height;
        let head = (0..count).take_while(above).take(OUTER);
        let foot = (0..count).rev().take_while(below).take(OUTER);
        let mut seen: Vec<usize> = head.chain(foot).collect();
        seen.arrange();
        seen.dedup();
        for at in seen {
            if let Block::Line(line) = &sheet.blocks[at] {
                let text = line.text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect();
                outer.push((page, at, line.area.top, text));
            }
        }
    }
    // A head comes again within a few pages, on every page or on every other.
    let near = |at: usize| &outer[at.saturating_sub(AROUND)..outer.len().min(at + AROUND)];
    let pages = sheets.len();
    let mut added: Vec<(usize, usize)> = Vec::new();
    let mut bare: Vec<(usize, usize, f32, i64)> = Vec::new();
    for (index, (page, at, top, text)) in outer.iter().enumerate() {
        let Block::Line(line) = &sheets[*page].blocks[*at] else { continue };
        let again = || {
            let same = |(other, _, place, words): &&(usize, usize, f32, String)| {
                other != page && (place - top).abs() < SAME && words == text
            };
            let mut others: Vec<usize> = near(index).iter().filter(same).map(|(page, ..)| *page).collect();
            others.dedup();
            others.len()
        };
        // A line of digits alone is told by its neighbours' numbers, below.
        if let Some(number) = bare_number(&line.text) {
            bare.push((*page, *at, *top, number));
        } else if is_page_number(&line.text)
            || (pages > 1 && !text.is_empty() && again() >= if pages > 3 { 2 } else { 1 })
        {
            added.push((*page, *at));
        }
    }
    for (index, (page, at, top, number)) in bare.iter().enumerate() {
        let near = &bare[index.saturating_sub(AROUND)..bare.len().min(index + AROUND)];
        let counts = |(other, _, place, n): &&(usize, usize, f32, i64)| {
            other != page && (place - top).abs() < SAME && n - number == *other as i64 - *page as i64
        };
        if near.iter().any(|other| counts(&other)) || pages == 1 && *number == 1 {
            added.push((*page, *at));
        }
    }
    added.arrange();
    for (page, at) in added.into_iter().rev() {
        sheets[page].blocks.remove(at);
    }
}

/// A line that is a number and nothing else.
fn bare_number(text: &str) -> Option<i64> {
    (text.len() <= 4).then(|| text.parse().ok()).flatten()
}

/// `- 3 -`, `第3页 共6页`, `3/6`, `Page 3 of 6`.
fn is_page_number(text: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '―' | '－' | '·' | '~' | '_');
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if folded.chars().count() > 16 {
        return false;
    }
    let inner = folded.trim_matches(dash);
    let number = |text: &str| {
        !text.is_empty()
            && text.chars().count() <= 4
            && text.chars().all(|c| c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十ivxIVX".contains(c))
    };
    if inner.len() + 1 < folded.len() && folded.starts_with(dash) && folded.ends_with(dash) {
        return number(inner);
    }
    let words: String = folded.chars().filter(|c| !number(c.encode_utf8(&mut [0; 4]))).collect();
    if words.len() == folded.len() {
        return false;
    }
    let known = [
        "第页",
        "第页共页",
        "第页,共页",
        "第页，共页",
        "第页/共页",
        "第页（共页）",
        "共页第页",
        "页",
        "/",
        "Page",
        "Pageof",
    ];
    let pair = words != "/" || folded.split_once('/').is_some_and(|(a, b)| number(a) && number(b));
    known.contains(&words.as_str()) && pair && (words != "页" || folded.ends_with('页'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_have_their_shapes() {
        for text in ["- 3 -", "— 12 —", "－3－", "第3页", "第 3 页 共 6 页", "第三页", "3/6", "Page 3 of 6", "3页"]
        {
            assert!(is_page_number(text), "{text}");
        }
        for text in
            ["", "--", "第三方", "3.其他", "1/2/3", "（一）", "2024年", "第二十条第（一）项", "—", "2024年度报告"]
        {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
