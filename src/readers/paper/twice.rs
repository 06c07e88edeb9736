//! Bold letters that are only letters drawn twice, a little apart.
//!
//! Where two figures overlap, as those too wide for their cells do, a digit may stand over its like. Bold figures are
//! drawn twice from end to end.

use super::{Glyph, text::is_digit};
use crate::order::Arrange;

/// How far apart, in units of the font's size, and as a share of the character's width.
const APART: f32 = 0.2;
const SHARE: f32 = 0.4;
/// How many places a point has, in the order in which characters are looked at.
const STEPS: f32 = 16.0;
/// How many characters of the same kind that stand one above the other are looked at.
const LOOK: usize = 100;

/// Digits that are drawn one after the other are of one figure while the gap between them, in widths of a digit, is:
const FIGURE: std::ops::Range<f32> = -1.5..0.5;

/// Leaves out characters that stand where the same one stands already.
pub fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    // By character, place from the left and number, in 21, 20 and 23 bits.
    let key = |(at, glyph): (usize, &Glyph)| {
        let char = glyph.text.chars().next().map_or(0, u64::from);
        let left = ((glyph.left + 16_384.0) * STEPS).clamp(0.0, 1_048_575.0) as u64;
        char << 43 | left << 23 | at as u64
    };
    let mut order: Vec<u64> = glyphs.iter().enumerate().map(key).collect();
    order.arrange();
    let order: Vec<usize> = order.into_iter().map(|key| key as usize & 0x7f_ffff).collect();
    // Which have their like, and which are to go.
    let mut paired = vec![false; glyphs.len()];
    let mut double = paired.clone();
    for (place, &at) in order.iter().enumerate() {
        let glyph = &glyphs[at];
        let width = (glyph.right - glyph.left).min(glyph.bottom - glyph.top);
        let reach = (glyph.size * APART).min(width * SHARE);
        for &other_at in order[place + 1..].iter().take(LOOK) {
            let other = &glyphs[other_at];
            if other.text != glyph.text || other.left - glyph.left > reach + 1.0 / STEPS {
                break;
            }
            let near = (other.top - glyph.top).abs() <= reach && (other.right - glyph.right).abs() <= reach;
            if near && other.direction == glyph.direction && (other.size - glyph.size).abs() <= reach {
                (paired[at], paired[other_at]) = (true, true);
                double[at.max(other_at)] = true;
            }
        }
    }
    let figure = |a: &Glyph, b: &Glyph| {
        let gap = (b.left - a.right) / (a.right - a.left).max(0.1);
        is_digit(a) && is_digit(b) && (a.top - b.top).abs() < a.size * APART && FIGURE.contains(&gap)
    };
    let mut from = 0;
    for figure in glyphs.chunk_by(figure) {
        let here = from..from + figure.len();
        from = here.end;
        if is_digit(&figure[0]) && !paired[here.clone()].iter().all(|paired| *paired) {
            double[here].fill(false);
        }
    }
    let mut at = 0;
    glyphs.retain(|_| {
        at += 1;
        !double[at - 1]
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::paper::page::Direction;

    fn glyph(text: &str, left: f32, top: f32) -> Glyph {
        let (right, bottom) = (left + 6.0, top + 12.0);
        Glyph { text: text.into(), left, top, right, bottom, size: 12.0, direction: Direction::Right, string: 0 }
    }

    #[test]
    fn a_letter_drawn_twice_is_one() {
        let mut glyphs =
            vec![glyph("a", 10.0, 5.0), glyph("a", 10.4, 5.0), glyph("a", 16.0, 5.0), glyph("b", 16.0, 5.0)];
        glyphs.extend([glyph("a", 10.0, 30.0), glyph("", 40.0, 5.0), glyph("", 40.2, 5.1), glyph("a", 10.2, 5.2)]);
        drop_doubles(&mut glyphs);
        let left: Vec<(&str, f32)> = glyphs.iter().map(|glyph| (&*glyph.text, glyph.left)).collect();
        assert_eq!(left, [("a", 10.0), ("a", 16.0), ("b", 16.0), ("a", 10.0), ("", 40.0)]);
    }

    #[test]
    fn figures_that_overlap_keep_their_digits() {
        let figure = |figure: &str, left: f32| -> Vec<Glyph> {
            figure.chars().enumerate().map(|(at, c)| glyph(&c.to_string(), left + 6.0 * at as f32, 5.0)).collect()
        };
        let left = |mut glyphs: Vec<Glyph>| {
            drop_doubles(&mut glyphs);
            glyphs.into_iter().map(|glyph| glyph.text.to_string()).collect::<String>()
        };
        assert_eq!(left([figure("3811", 10.0), figure("1135", 22.4)].concat()), "38111135");
        assert_eq!(left([figure("3811", 10.0), figure("3811", 10.4)].concat()), "3811");
        let each = figure("3811", 10.0).into_iter().zip(figure("3811", 10.4)).flat_map(|(a, b)| [a, b]).collect();
        assert_eq!(left(each), "3811");
    }
}
