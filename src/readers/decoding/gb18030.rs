//! GB18030 as the Encoding Standard has it: one, two or four bytes a character.
//!
//! Decoded by hand, because the crate for it links the tables of all encodings of the world, a sixth of the page's
//! weight. The tests hold it against that crate for every code.

use std::sync::OnceLock;

use crate::readers::packed;

/// What the pairs stand for, in the order of their lead and trail bytes; behind them the ranges.
static PACKED: &[u8] = include_bytes!("gb18030.bin");

/// Lead bytes of pairs, and trail bytes of each.
const PAIRS: usize = 126 * 190;

/// A table of pairs, and of the ranges of four bytes: where each begins, and what its first code stands for.
struct Table {
    pairs: Vec<u16>,
    ranges: Vec<(u16, u16)>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut pairs = packed::unpack(PACKED);
        let ranges = pairs.split_off(PAIRS);
        let (starts, points) = ranges.split_at(ranges.len() / 2);
        Table { pairs, ranges: starts.iter().copied().zip(points.iter().copied()).collect() }
    })
}

/// Decodes bytes; each that belongs to no character becomes U+FFFD.
pub fn decode(bytes: &[u8]) -> String {
    let table = table();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        let (c, length) = match lead {
            0..=0x7f => (Some(lead.into()), 1),
            0x80 => (Some('€'), 1),
            0xff => (None, 1),
            _ => table.longer(&bytes[at..]),
        };
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        at += length;
    }
    text
}

impl Table {
    /// The character of two or four bytes that stands first, and how many bytes it or what is broken takes.
    fn longer(&self, bytes: &[u8]) -> (Option<char>, usize) {
        match *bytes {
            [lead, second @ 0x30..=0x39, third @ 0x81..=0xfe, fourth @ 0x30..=0x39, ..] => {
                let digits = [(lead, 0x81), (second, 0x30), (third, 0x81), (fourth, 0x30)];
                let pointer = digits
                    .into_iter()
                    .zip([0, 10, 126, 10])
                    .fold(0, |pointer, ((byte, first), base)| pointer * base + u32::from(byte - first));
                (self.four(pointer), 4)
            }
            // Cut off within a character.
            [_] | [_, 0x30..=0x39] | [_, 0x30..=0x39, 0x81..=0xfe] => (None, bytes.len()),
            [lead, trail @ (0x40..=0x7e | 0x80..=0xfe), ..] => {
                let column = usize::from(trail) - if trail < 0x7f { 0x40 } else { 0x41 };
                let point = self.pairs.get((usize::from(lead) - 0x81) * 190 + column);
                (point.and_then(|&point| char::from_u32(point.into())), 2)
            }
            // A trail that could stand alone is not taken along.
            [_, 0..=0x7f, ..] => (None, 1),
            _ => (None, 2),
        }
    }

    fn four(&self, pointer: u32) -> Option<char> {
        match pointer {
            0..39_420 => {
                let range = self.ranges.partition_point(|(start, _)| u32::from(*start) <= pointer).checked_sub(1)?;
                let (start, point) = self.ranges[range];
                char::from_u32(u32::from(point) + pointer - u32::from(start))
            }
            189_000..1_237_576 => char::from_u32(pointer - 189_000 + 0x10000),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(bytes: &[u8]) -> String {
        encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned()
    }

    fn four_bytes(pointer: u32) -> [u8; 4] {
        let digit = |base: u32, first: u32, of: u32| (of % base + first) as u8;
        [
            digit(126, 0x81, pointer / 12_600),
            digit(10, 0x30, pointer / 1_260),
            digit(126, 0x81, pointer / 10),
            digit(10, 0x30, pointer),
        ]
    }

    /// The file is made from the crate's own answers; `BLESS=1` makes it anew.
    #[test]
    #[allow(clippy::disallowed_methods, reason = "tests may read the environment and write files")]
    fn the_table_is_that_of_the_standard() {
        let only = |text: String| text.chars().next().unwrap() as u32;
        let mut entries = Vec::new();
        for lead in 0x81..=0xfe {
            for trail in (0x40..=0x7e).chain(0x80..=0xfe) {
                entries.push(only(known(&[lead, trail])) as u16);
            }
        }
        assert_eq!(entries.len(), PAIRS);
        let mut ranges: Vec<(u16, u16)> = Vec::new();
        let mut expected = None;
        for pointer in 0..39_420u32 {
            let point = only(known(&four_bytes(pointer)));
            if expected != Some(point) {
                ranges.push((pointer as u16, point as u16));
            }
            expected = Some(point + 1);
        }
        entries.extend(ranges.iter().map(|range| range.0));
        entries.extend(ranges.iter().map(|range| range.1));
        let packed = packed::pack(&entries);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/readers/decoding/gb18030.bin"), &packed).unwrap();
        }
        assert!(packed == PACKED, "gb18030.bin is not what encoding_rs says; BLESS=1 writes it");
    }

    #[test]
    fn every_code_is_decoded_as_by_the_crate() {
        for lead in 0..=0xff {
            for trail in 0..=0xff {
                for bytes in [[lead, trail].as_slice(), &[lead, trail, b'A'], &[lead, trail, 0xd0]] {
                    assert_eq!(decode(bytes), known(bytes), "{bytes:x?}");
                }
            }
        }
        for pointer in (0..40_000).chain((180_000..1_587_600).step_by(97)) {
            let bytes = four_bytes(pointer);
            assert_eq!(decode(&bytes), known(&bytes), "{bytes:x?}");
            assert_eq!(decode(&bytes[..3]), known(&bytes[..3]), "{bytes:x?}");
        }
    }

    #[test]
    fn noise_is_decoded_as_by_the_crate() {
        let mut state = 5u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .take(200_000)
        .collect();
        assert!(decode(&noise) == known(&noise));
        // The bytes that four-byte codes are made of.
        let dense: Vec<u8> =
            noise.iter().map(|byte| if byte & 8 == 0 { 0x30 + byte % 11 } else { 0x80 + byte % 3 }).collect();
        assert!(decode(&dense) == known(&dense));
    }
}
