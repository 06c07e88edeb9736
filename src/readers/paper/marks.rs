//! What changes how characters are read: lines that strike them out, and digits of notes, set higher or lower.

use super::{
    Glyph, Rule,
    page::{Area, Direction},
    text,
};
use crate::{
    order::{Arrange, Numbers},
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
/// How many upright lines that stand at one place from left to right are looked at.
const UPRIGHTS: usize = 1000;
/// Nobody strikes out more digits of a page, if they are most of it: those are underlined, too high.
const MOST_DIGITS: usize = 12;
/// How many lines of a strip are looked at.
const LOOKED_AT: usize = 64;

/// Takes struck-out characters away, and the lines that strike them; what they said.
///
/// A line of a table passes beyond the text at one end at least, or ends at another line; it may be drawn cell by cell.
pub fn strike(glyphs: &mut Vec<Glyph>, rules: &mut Vec<Rule>) -> String {
    let (lines, places) = lines(rules);
    let mut strips: Numbers<Vec<usize>> = Numbers::default();
    let strip = |y: f32| (y / STRIP).max(0.0) as u32;
    for (index, line) in lines.iter().enumerate() {
        let strip = strips.entry(strip(line.middle()), Vec::new);
        if strip.len() < LOOKED_AT {
            strip.push(index);
        }
    }
    // Which lines pass through a character.
    let through = |glyph: &Glyph| -> Vec<usize> {
        let Area { top, bottom, .. } = glyph.area();
        let (from, to) = (top + BAND.0 * (bottom - top), top + BAND.1 * (bottom - top));
        let near = (strip(from)..=strip(to)).take(8).filter_map(|strip| strips.get(strip)).flatten().copied();
        let x = glyph.area().center();
        let passes = |&index: &usize| {
            let line = &lines[index];
            (from..to).contains(&line.middle()) && (line.left..line.right).contains(&x)
        };
        if glyph.direction == Direction::Right { near.filter(passes).collect() } else { Vec::new() }
    };
    // What each line passes through, and the size of its characters.
    let mut passed: Vec<(Area, f32)> = vec![(Area::NOTHING, 0.0); lines.len()];
    for glyph in glyphs.iter() {
        for index in through(glyph) {
            let (area, size) = &mut passed[index];
            area.include(glyph.left, glyph.top);
            area.include(glyph.right, glyph.bottom);
            *size = size.max(glyph.size);
        }
    }
    let fits = |index: &usize| {
        let (line, (area, size)) = (&lines[*index], passed[*index]);
        let ends = |beyond: f32| (-WITHIN * size..BEYOND * size).contains(&beyond);
        ends(area.left - line.left) && ends(line.right - area.right)
    };
    let mut strikes = vec![false; lines.len()];
    let fitting: Vec<usize> = (0..lines.len()).filter(fits).take(STRUCK).collect();
    if !fitting.is_empty() {
        let uprights = Uprights::of(rules);
        for index in fitting {
            let line = &lines[index];
            let meets = |x: f32| uprights.between(x - 1.0, x + 1.0, line.top - 1.0, line.bottom + 1.0);
            strikes[index] = !meets(line.left) && !meets(line.right);
        }
    }
    let struck: Vec<bool> = glyphs.iter().map(|glyph| through(glyph).iter().any(|&index| strikes[index])).collect();
    let digits = || glyphs.iter().zip(&struck).filter(|(glyph, _)| text::is_digit(glyph));
    if digits().filter(|(_, is_struck)| **is_struck).count() > MOST_DIGITS.max(digits().count() / 2) {
        return String::new();
    }
    let mut writer = text::Writer::default();
    let mut struck = struck.into_iter();
    glyphs.retain(|glyph| {
        let is_struck = struck.next() == Some(true);
        if is_struck {
            writer.push(glyph);
        }
        !is_struck
    });
    let mut places = places.into_iter();
    rules.retain(|_| !places.next().flatten().is_some_and(|line| strikes[line]));
    writer.text
}

/// The thin lines from left to right, those that go on in each other as one; and for each rule of which line it is a part.
fn lines(rules: &[Rule]) -> (Vec<Area>, Vec<Option<usize>>) {
    let thin = |rule: &Rule| rule.is_horizontal() && rule.bottom - rule.top <= THIN;
    let mut order: Vec<usize> = (0..rules.len()).filter(|&at| thin(&rules[at])).collect();
    let level = |rule: &Rule| ((rule.top + rule.bottom) * 2.0) as i32;
    order.arrange_by(|&a, &b| {
        let (a, b) = (&rules[a], &rules[b]);
        level(a).cmp(&level(b)).then(a.left.total_cmp(&b.left))
    });
    let mut lines: Vec<Area> = Vec::new();
    let mut places = vec![None; rules.len()];
    let mut before = i32::MIN;
    for at in order {
        let rule = &rules[at];
        let area = Area::between([rule.left, rule.top, rule.right, rule.bottom]);
        match lines.last_mut().filter(|line| level(rule) == before && rule.left < line.right + 1.0) {
            Some(line) => {
                line.include(area.left, area.top);
                line.include(area.right, area.bottom);
            }
            None => lines.push(area),
        }
        before = level(rule);
        places[at] = Some(lines.len() - 1);
    }
    (lines, places)
}

/// The lines from top to bottom, from left to right.
struct Uprights(Vec<Rule>);

impl Uprights {
    fn of(rules: &[Rule]) -> Self {
        let thin = |rule: &&Rule| !rule.is_horizontal() && rule.right - rule.left <= THIN;
        let mut all: Vec<Rule> = rules.iter().filter(thin).copied().collect();
        all.arrange_by(|a, b| a.left.total_cmp(&b.left));
        Self(all)
    }

    /// Whether one of them stands between two places, at two heights or between these.
    fn between(&self, left: f32, right: f32, top: f32, bottom: f32) -> bool {
        let from = self.0.partition_point(|rule| rule.left < left - THIN);
        let here = self.0[from..].iter().take_while(|rule| rule.left < right);
        here.take(UPRIGHTS).any(|rule| rule.right > left && rule.top < bottom && rule.bottom > top)
    }
}

/// The sign of a note has no more than so much of the size of what it stands behind.
const SMALLER: f32 = 0.9;
/// How far below their digits most fonts reach, in ems.
const DESCENT: f32 = 0.22;
/// It has at most so many characters: [12], 注12.
const SIGN: usize = 4;

/// Puts the signs of notes, which stand smaller and higher or lower behind something, on its line; digits alone as raised
/// digits.
pub fn raise(glyphs: &mut [Glyph], rules: &[Rule]) {
    let mut uprights = None;
    let close = |before: &Glyph, next: &Glyph| (-0.15..0.2).contains(&((next.left - before.right) / before.size));
    let is_sign = |before: &Glyph, glyph: &Glyph| {
        let size = before.size;
        // How far its foot stands below the other's: digits do not reach down to the lower edge of their lines.
        let off = (glyph.bottom - DESCENT * glyph.size) - (before.bottom - DESCENT * size);
        (0.3 * size..SMALLER * size).contains(&glyph.size)
            && off.abs() < 0.8 * size
            && (off < -0.15 * size || off > 0.06 * size && text::is_digit(before))
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
        let mut count = usize::from(is_sign(before, &glyphs[at]));
        if count > 0 {
            // What stands in the next cell is no sign.
            let (from, to) = (before.area(), glyphs[at].area());
            let uprights = uprights.get_or_insert_with(|| Uprights::of(rules));
            count *= usize::from(!uprights.between(from.center(), to.center(), from.middle(), to.middle()));
            count *= 1 + glyphs[at..].windows(2).take_while(goes_on).count();
        }
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
