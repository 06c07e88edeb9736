//! Pages side by side on one sheet, as they are printed on A3 or to save paper, and columns of text as a gazette has them.

use super::{Glyph, Page, page::Area, text::is_space};
use crate::order::Arrange;

/// Between which shares of its width a sheet is divided.
const MIDDLE: std::ops::Range<f32> = 0.42..0.58;
/// How broad the strip is at least, in points, in which nothing stands there.
const GUTTER: f32 = 6.0;
/// How much of half a sheet a line of prose takes at least.
const PROSE: f32 = 0.5;
/// How many lines of each direction a table has at least.
const GRID: usize = 3;

/// The pages that stand on sheets, each with the number of its sheet: two on one if nothing runs over its middle, and
/// prose or a table stands on either side. Two tables beside each other are pages only where others are.
pub fn pages(sheets: Vec<Page>) -> (Vec<usize>, Vec<Page>) {
    let halves: Vec<Option<[Page; 2]>> = sheets.iter().map(halves).collect();
    let are_pages = halves.iter().flatten().any(|halves| halves.iter().any(has_prose));
    let pages = sheets.into_iter().zip(halves).enumerate().flat_map(|(at, (sheet, halves))| {
        let pages = match halves.filter(|_| are_pages) {
            Some(halves) => Vec::from(halves),
            None => vec![sheet],
        };
        std::iter::repeat(at).zip(pages)
    });
    pages.unzip()
}

fn halves(sheet: &Page) -> Option<[Page; 2]> {
    let middle = gutter(sheet)?;
    let half = |is_left: bool| {
        let is_here = |from: f32, to: f32| (from + to < 2.0 * middle) == is_left;
        let mut page = Page { width: sheet.width / 2.0, height: sheet.height, ..Page::default() };
        page.glyphs = sheet.glyphs.iter().filter(|glyph| is_here(glyph.left, glyph.right)).cloned().collect();
        page.rules = sheet.rules.iter().filter(|rule| is_here(rule.left, rule.right)).copied().collect();
        page.pictures = sheet.pictures.iter().filter(|one| is_here(one.left, one.right)).copied().collect();
        page
    };
    let (first, mut second) = (half(true), half(false));
    if ![&first, &second].into_iter().all(|page| has_grid(page) || has_prose(page)) {
        return None;
    }
    // A table that goes on in the second has its columns where the first has them.
    second.left = edge(&second) - edge(&first);
    let move_back = |left: &mut f32, right: &mut f32| (*left, *right) = (*left - second.left, *right - second.left);
    second.glyphs.iter_mut().for_each(|glyph| move_back(&mut glyph.left, &mut glyph.right));
    second.rules.iter_mut().for_each(|rule| move_back(&mut rule.left, &mut rule.right));
    second.pictures.iter_mut().for_each(|picture| move_back(&mut picture.left, &mut picture.right));
    Some([first, second])
}

fn shown(page: &Page) -> impl Iterator<Item = &Glyph> {
    page.glyphs.iter().filter(|glyph| !is_space(glyph))
}

/// The left edge of what stands on a page.
fn edge(page: &Page) -> f32 {
    shown(page).map(|glyph| glyph.left).chain(page.rules.iter().map(|rule| rule.left)).fold(f32::MAX, f32::min)
}

/// The middle of the broadest strip about a sheet's middle in which nothing stands. A line down the middle is where the
/// sheet is folded.
fn gutter(sheet: &Page) -> Option<f32> {
    let (start, end) = (sheet.width * MIDDLE.start, sheet.width * MIDDLE.end);
    let level = sheet.rules.iter().filter(|rule| rule.is_horizontal()).map(|rule| (rule.left, rule.right));
    let pictures = sheet.pictures.iter().map(|picture| (picture.left, picture.right));
    let all = shown(sheet).map(|glyph| (glyph.left, glyph.right)).chain(level).chain(pictures);
    let mut near: Vec<(f32, f32)> =
        all.filter(|(left, right)| *right > start && *left < end).chain([(end, end)]).collect();
    near.arrange_by(|a, b| a.0.total_cmp(&b.0));
    let (mut reach, mut broadest, mut middle) = (start, GUTTER, None);
    for (left, right) in near {
        if left - reach >= broadest {
            (broadest, middle) = (left - reach, Some((left + reach) / 2.0));
        }
        reach = right.max(reach);
    }
    middle
}

/// Whether a table's lines stand on half a sheet.
fn has_grid(page: &Page) -> bool {
    let level = page.rules.iter().filter(|rule| rule.is_horizontal()).count();
    level >= GRID && page.rules.len() - level >= GRID
}

/// Whether a line of prose stands on half a sheet, in which a sentence ends: no column of a table, no caption of one.
fn has_prose(page: &Page) -> bool {
    let mut line: Option<(Area, bool)> = None;
    shown(page).any(|glyph| {
        let area = glyph.area();
        let goes_on = |(line, _): &(Area, bool)| {
            (area.bottom - line.bottom).abs() < glyph.size / 4.0 && (area.left - line.right).abs() < glyph.size / 2.0
        };
        let (from, ended) = line.filter(goes_on).map_or((area.left, false), |(line, ended)| (line.left, ended));
        let ended = ended || &*glyph.text == "。";
        line = Some((Area { left: from, ..area }, ended));
        ended && area.right - from > page.width * PROSE
    })
}
