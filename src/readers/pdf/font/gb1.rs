//! What the glyphs of Adobe-GB1 stand for: the collection that Chinese fonts number theirs by.
//!
//! Most of it follows from other orders: two runs are those of GB 2312, one is all ideographs not yet given, as
//! Unicode has them. The rest is packed in `gb1.bin`, which the test below writes (`BLESS=1`) and holds against Adobe's
//! own table, Adobe-GB1-UCS2.

use crate::readers::{decoding, packed};

/// The characters that follow from no order; 0 where there is none, or none of sixteen bits.
static REST: &[u8] = include_bytes!("gb1.bin");
/// How many glyphs there are.
const GLYPHS: usize = 30_284;
/// The first ideograph of GB 2312's two levels, and how many each has: 94 a row, the last row of the first level
/// five short.
const LEVELS: [(usize, [u8; 2], usize); 2] = [(940, [0xb0, 0xa1], 3_755), (4_695, [0xd8, 0xa1], 3_008)];
/// The first of the ideographs that are given in Unicode's order, and the one behind the last.
const ORDERED: (usize, usize) = (10_072, 22_031);

/// The characters of all glyphs, by number.
pub fn table() -> Vec<char> {
    let mut table = vec!['\0'; GLYPHS];
    for (first, [row, _], count) in LEVELS {
        let codes: Vec<u8> = (0..count).flat_map(|at| [row + (at / 94) as u8, 0xa1 + (at % 94) as u8]).collect();
        for (slot, char) in table[first..first + count].iter_mut().zip(decoding::gb18030(&codes).chars()) {
            *slot = char;
        }
    }
    for (at, entry) in explicit().zip(packed::unpack(REST)) {
        table[at] = char::from_u32(entry.into()).unwrap_or_default();
    }
    let mut given = [false; 0x1_0000];
    table[..ORDERED.0].iter().for_each(|&char| given[char as usize] = true);
    let rest = ('\u{4e00}'..='\u{9fa5}').filter(|&char| !given[char as usize]);
    for (slot, char) in table[ORDERED.0..ORDERED.1].iter_mut().zip(rest) {
        *slot = char;
    }
    table
}

/// The glyphs whose characters follow from no order.
fn explicit() -> impl Iterator<Item = usize> {
    let [(start, ..), (next, _, count)] = LEVELS;
    (0..start).chain(next + count..ORDERED.0).chain(ORDERED.1..GLYPHS)
}

#[cfg(test)]
mod tests {
    use hayro_cmap::{BfString, CMap, CMapName, load_embedded};

    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test writes the table")]
    fn the_table_is_adobes() {
        let source = load_embedded(CMapName::AdobeGb1Ucs2).unwrap();
        let adobe = CMap::parse(source, load_embedded).unwrap();
        let char = |glyph: usize| match adobe.lookup_bf_string(glyph as u32) {
            Some(BfString::Char(char)) => u16::try_from(char as u32).map_or('\0', |_| char),
            // An ideograph and which of its shapes.
            Some(BfString::String(text)) => text.chars().next().unwrap(),
            None => '\0',
        };
        if std::env::var_os("BLESS").is_some() {
            let entries: Vec<u16> = explicit().map(|glyph| char(glyph) as u16).collect();
            std::fs::write("src/readers/pdf/font/gb1.bin", packed::pack(&entries)).unwrap();
        } else {
            for (glyph, found) in table().into_iter().enumerate() {
                assert_eq!(found, char(glyph), "glyph {glyph}");
            }
        }
    }
}
