//! Bytes above 127: which characters they are, by the font's character set, the file's code page, and their look.

use crate::readers::{ansi, decoding};

/// The character set of fonts of signs.
pub const SIGNS: i32 = 2;
/// The character sets of fonts for Western text and for Chinese.
const WESTERN: i32 = 0;
const CHINESE: i32 = 134;

/// Decodes a run of text in a font of a character set (if it is known), in a file of a code page.
///
/// Programs write Chinese in Western fonts too, so there the bytes are looked at: where those above 127 come in pairs,
/// they are Chinese.
pub fn decode(bytes: &[u8], set: Option<i32>, page: i32) -> String {
    // Programs that know nothing of code pages write UTF-8, and name none.
    if (page == 65001 || page == 0 && set.is_none())
        && let Ok(text) = std::str::from_utf8(bytes)
        && (page > 0 || text.chars().all(|c| c.is_ascii() || c >= '\u{2000}'))
    {
        return text.to_owned();
    }
    let chinese_file = matches!(page, 936 | 20936 | 52936 | 54936);
    // What each byte of a pair is at least, where the look decides.
    let lowest = match set {
        Some(CHINESE) => None,
        Some(SIGNS) => Some(u8::MAX),
        Some(WESTERN) if chinese_file => Some(0x81),
        _ if chinese_file => None,
        _ => Some(0xa1),
    };
    let Some(lowest) = lowest else { return decoding::gb18030(bytes) };
    let mut text = String::with_capacity(bytes.len());
    for run in bytes.chunk_by(|first, second| first.is_ascii() == second.is_ascii()) {
        match !run.is_ascii() && run.len().is_multiple_of(2) && run.iter().all(|&byte| byte >= lowest) {
            true => text.push_str(&decoding::gb18030(run)),
            false => text.extend(run.iter().map(|&byte| ansi::character(byte))),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_decides_and_else_the_look() {
        for (bytes, set, page, text) in [
            (b"\xd6\xd0 1\xb9\xfa".as_slice(), Some(134), 1252, "中 1国"),
            (b"\xd6\xd0", Some(0), 936, "中"),
            (b"\x93a\x94 \xb7", Some(0), 936, "“a” ·"),
            (b"\x96\x50", Some(134), 1252, "朠"),
            (b"\x81\x40", None, 936, "丂"),
            (b"\xb0", None, 1252, "°"),
            (b"\xd6\xd0 30\xb0 \x93", None, 0, "中 30° “"),
            (b"\xd6\xd0", None, 1252, "中"),
            (b"\xe4\xb8\xad", None, 65001, "中"),
            (b"\xe4\xb8\xad", None, 0, "中"),
            (b"\xc4\xa3", None, 0, "模"),
        ] {
            let found = decode(bytes, set, page);
            assert_eq!(found, text, "{bytes:x?}");
        }
    }
}
