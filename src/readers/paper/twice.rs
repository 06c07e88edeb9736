//! Bold letters that are only letters drawn twice, a little apart.

use super::Glyph;
use crate::order::Arrange;

/// How far apart, in units of the font's size, and as a share of the character's width.
const APART: f32 = 0.2;
const SHARE: f32 = 0.4;
/// How many places a point has, in the order in which characters are looked at.
const STEPS: f32 = 16.0;
/// How many characters of the same kind that stand one above the other are looked at.
const LOOK: usize = 100;

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
    let mut double = vec![false; glyphs.len()];
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
                double[at.max(other_at)] = true;
            }
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
            vec![glyph("1", 10.0, 5.0), glyph("1", 10.4, 5.0), glyph("1", 16.0, 5.0), glyph("2", 16.0, 5.0)];
        glyphs.extend([glyph("1", 10.0, 30.0), glyph("", 40.0, 5.0), glyph("", 40.2, 5.1), glyph("1", 10.2, 5.2)]);
        drop_doubles(&mut glyphs);
        let left: Vec<(&str, f32)> = glyphs.iter().map(|glyph| (&*glyph.text, glyph.left)).collect();
        assert_eq!(left, [("1", 10.0), ("1", 16.0), ("2", 16.0), ("1", 10.0), ("", 40.0)]);
    }
}
