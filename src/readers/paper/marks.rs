//! What changes how characters are read: lines that strike them out, and digits of notes, set higher or lower.

use super::{
    Glyph, Rule,
    page::{Area, Direction},
    text,
};
use crate::{
    order::Numbers,
    readers::flow::{NOTE_DIGITS, sign},
};

/// A line that strikes out is no thicker, in points.
const THIN: f32 = 2.0;
/// Where it passes, from the upper edge of a character's box to the lower one: below its middle lies an underline.
const BAND: (f32, f32) = (0.4, 0.75);
/// It begins and ends with the characters that it strikes: so many ems beyond them, where a blank is struck as well, and
/// so many within.
const BEYOND: f32 = 0.4;
const WITHIN: f32 = 0.15;
/// The height of the strips in which lines are looked for.
const STRIP: f32 = 4.0;
/// How many lines may strike out something on a page.
const STRUCK: usize = 1000;
/// How many lines of a strip are looked at.
const LOOKED_AT: usize = 64;

/// Takes struck-out characters away, and the lines that strike them; what they said.
///
/// A line of a table passes beyond the text at one end at least, or ends at another line.
pub fn strike(glyphs: &mut Vec<Glyph>, rules: &mut Vec<Rule>) -> String {
    let thin = |rule: &Rule| rule.is_horizontal() && rule.bottom - rule.top <= THIN;
    let mut strips: Numbers<Vec<usize>> = Numbers::default();
    let strip = |y: f32| (y / STRIP).max(0.0) as u32;
    for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| thin(rule)) {
        let strip = strips.entry(strip((rule.top + rule.bottom) / 2.0), Vec::new);
        if strip.len() < LOOKED_AT {
            strip.push(index);
        }
    }
    // Which lines pass through a character.
    let through = |glyph: &Glyph, rules: &[Rule]| -> Vec<usize> {
        let Area { top, bottom, .. } = glyph.area();
        let (from, to) = (top + BAND.0 * (bottom - top), top + BAND.1 * (bottom - top));
        let near = (strip(from)..=strip(to)).take(8).filter_map(|strip| strips.get(strip)).flatten().copied();
        let passes = |index: &usize| {
            let Some(rule) = rules.get(*index) else { return false };
            let (x, y) = (glyph.area().center(), (rule.top + rule.bottom) / 2.0);
            (from..to).contains(&y) && (rule.left..rule.right).contains(&x)
        };
        if glyph.direction == Direction::Right { near.filter(passes).collect() } else { Vec::new() }
    };
    // What each line passes through, and the size of its characters.
    let mut passed: Vec<(Area, f32)> = vec![(Area::NOTHING, 0.0); rules.len()];
    for glyph in glyphs.iter() {
        for index in through(glyph, rules) {
            let (area, size) = &mut passed[index];
            area.include(glyph.left, glyph.top);
            area.include(glyph.right, glyph.bottom);
            *size = size.max(glyph.size);
        }
    }
    let fits = |index: &usize| {
        let (rule, (area, size)) = (&rules[*index], passed[*index]);
        let ends = |beyond: f32| (-WITHIN * size..BEYOND * size).contains(&beyond);
        ends(area.left - rule.left) && ends(rule.right - area.right)
    };
    let fitting: Vec<usize> = (0..rules.len()).filter(fits).take(STRUCK).collect();
    let meets = |x: f32, rule: &Rule| {
        let crosses = |other: &&Rule| !other.is_horizontal() && other.top < rule.top && other.bottom > rule.bottom;
        rules.iter().filter(crosses).any(|other| other.left - 1.0 < x && x < other.right + 1.0)
    };
    let mut strikes = vec![false; rules.len()];
    for index in fitting {
        let rule = &rules[index];
        strikes[index] = !meets(rule.left, rule) && !meets(rule.right, rule);
    }
    let mut writer = text::Writer::default();
    glyphs.retain(|glyph| {
        let is_struck = through(glyph, rules).iter().any(|&index| strikes[index]);
        if is_struck {
            writer.push(glyph);
        }
        !is_struck
    });
    let mut strikes = strikes.into_iter();
    rules.retain(|_| strikes.next() != Some(true));
    writer.text
}

/// The sign of a note has no more than so much of the size of what it stands behind.
const SMALLER: f32 = 0.9;
/// It has at most so many characters: [12], 注12.
const SIGN: usize = 4;

/// Puts the signs of notes, which stand smaller and higher or lower behind something, on its line; digits alone as raised
/// digits.
pub fn raise(glyphs: &mut [Glyph]) {
    let close = |before: &Glyph, next: &Glyph| (-0.15..0.2).contains(&((next.left - before.right) / before.size));
    let is_sign = |before: &Glyph, glyph: &Glyph| {
        let size = before.size;
        let off = glyph.bottom - before.bottom;
        (0.3 * size..SMALLER * size).contains(&glyph.size)
            && off.abs() < 0.8 * size
            && (off < -0.25 * size || off > 0.05 * size && text::is_digit(before))
            && close(before, glyph)
            && !text::is_space(before)
            && (before.direction, glyph.direction) == (Direction::Right, Direction::Right)
    };
    let goes_on = |pair: &&[Glyph]| {
        let [before, next] = pair else { return false };
        before.size == next.size && (before.bottom - next.bottom).abs() < 0.05 * before.size && close(before, next)
    };
    let mut at = 1;
    while let Some(before) = glyphs.get(at - 1).filter(|_| at < glyphs.len()) {
        let count =
            if is_sign(before, &glyphs[at]) { 1 + glyphs[at..].windows(2).take_while(goes_on).count() } else { 0 };
        if (1..=SIGN).contains(&count) {
            let Area { top, bottom, .. } = before.area();
            let signs = &mut glyphs[at..at + count];
            let number = count <= NOTE_DIGITS && signs.iter().all(text::is_digit);
            for glyph in signs {
                (glyph.top, glyph.bottom) = (top, bottom);
                if number {
                    glyph.text = glyph.text.chars().map(sign).collect::<String>().into();
                }
            }
        }
        at += count.max(1);
    }
}
