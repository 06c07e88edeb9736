//! How wide a font's characters are, and how high in vertical writing.

use super::super::{
    cmap,
    object::{self, Array, Dict, Object},
};

/// The widths of a font's glyphs, in units of the font's size.
#[derive(Debug)]
pub struct Widths {
    /// Widths of the glyphs from first to last, by the first.
    widths: Vec<(u32, u32, f32)>,
    /// The width of all others.
    default: f32,
    /// Height and origin of the glyphs from first to last.
    heights: Vec<(u32, u32, [f32; 3])>,
    default_height: f32,
    default_origin: f32,
}

/// Units of a font's size in which nearly all fonts measure.
const UNIT: f32 = 0.001;
/// Further than any glyph reaches; whatever says so is wrong.
const MOST: f32 = 100.0;

/// From the blank on, what the fonts that need not be embedded measure, where their widths are left out.
static HELVETICA: &[u16] = &[
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
static TIMES: &[u16] = &[
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

impl Widths {
    /// Those of a simple font.
    pub fn simple(font: &Dict) -> Self {
        // Type 3 fonts have units of their own.
        let unit = object::numbers::<6>(font, "FontMatrix").map_or(UNIT, |matrix| matrix[0].abs());
        let first = object::number(font, "FirstChar").unwrap_or(0.0) as u32;
        let default = object::dict(font, "FontDescriptor").and_then(|dict| object::number(&dict, "MissingWidth"));
        let mut widths = Vec::new();
        match object::array(font, "Widths") {
            Some(array) => {
                for (code, width) in array.items().take(256).enumerate() {
                    let code = first.saturating_add(code as u32);
                    widths.extend(object::as_number(&width).map(|width| (code, code, sane(width * unit))));
                }
            }
            None => {
                let name = object::name(font, "BaseFont").unwrap_or_default();
                let known = match () {
                    () if name.windows(4).any(|part| part == b"Cour") => &[600; 95],
                    () if name.windows(4).any(|part| part == b"Time") => TIMES,
                    () => HELVETICA,
                };
                widths = (32u32..).zip(known).map(|(code, &width)| (code, code, f32::from(width) * UNIT)).collect();
                return Self { widths, default: 0.5, ..Self::square() };
            }
        }
        Self { widths, default: sane(default.unwrap_or(0.0) * unit), ..Self::square() }
    }

    /// Those of the font below a composite one.
    pub fn composite(font: &Dict) -> Self {
        let mut out = Self::square();
        out.default = object::number(font, "DW").map_or(1.0, |width| sane(width * UNIT));
        if let Some([origin, height]) = object::numbers(font, "DW2") {
            out.default_origin = sane(origin * UNIT);
            out.default_height = sane(-height * UNIT);
        }
        for (first, last, [width]) in object::array(font, "W").iter().flat_map(runs) {
            out.widths.push((first, last, sane(width * UNIT)));
        }
        for (first, last, values) in object::array(font, "W2").iter().flat_map(runs::<3>) {
            let [height, left, down] = values.map(|value| sane(value * UNIT));
            out.heights.push((first, last, [-height, left, down]));
        }
        out.widths = cmap::ordered(out.widths);
        out.heights = cmap::ordered(out.heights);
        out
    }

    /// Every glyph as wide and as high as the font is large.
    fn square() -> Self {
        Self { widths: Vec::new(), default: 1.0, heights: Vec::new(), default_height: 1.0, default_origin: 0.88 }
    }

    /// The width of a glyph.
    pub fn of(&self, glyph: Option<u32>) -> f32 {
        let entry = glyph.and_then(|glyph| cmap::find(&self.widths, glyph, |entry| (entry.0, entry.1)));
        entry.map_or(self.default, |entry| entry.2)
    }

    /// In vertical writing: how far a glyph moves down, and where its origin lies.
    pub fn vertical_of(&self, glyph: Option<u32>) -> (f32, (f32, f32)) {
        let entry = glyph.and_then(|glyph| cmap::find(&self.heights, glyph, |entry| (entry.0, entry.1)));
        match entry {
            Some((_, _, [height, left, down])) => (*height, (*left, *down)),
            None => (self.default_height, (self.of(glyph) / 2.0, self.default_origin)),
        }
    }
}

fn sane(value: f32) -> f32 {
    if value.is_finite() { value.clamp(-MOST, MOST) } else { 0.0 }
}

/// What `W` and `W2` hold: `first [values for it and those that follow]` and `first last value`.
fn runs<const N: usize>(array: &Array) -> Vec<(u32, u32, [f32; N])> {
    let mut runs = Vec::new();
    let mut numbers: Vec<f32> = Vec::new();
    for item in array.items() {
        match item {
            Object::Array(values) => {
                let Some(first) = numbers.pop() else { continue };
                numbers.clear();
                let values: Vec<f32> = values.items().filter_map(|value| object::as_number(&value)).collect();
                for (at, values) in values.as_chunks::<N>().0.iter().enumerate() {
                    let glyph = (first as u32).saturating_add(at as u32);
                    runs.push((glyph, glyph, *values));
                }
            }
            item => {
                numbers.extend(object::as_number(&item));
                if let [first, last, values @ ..] = &numbers[..]
                    && let Ok(values) = values.try_into()
                {
                    runs.push((*first as u32, *last as u32, values));
                    numbers.clear();
                }
            }
        }
    }
    runs
}
