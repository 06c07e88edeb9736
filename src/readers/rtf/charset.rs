//! Bytes above 127: which characters they are, by the font's character set, the file's code page, and their look.

use crate::readers::decoding;

/// The characters that Windows' code page 1252 has from 0x80 on.
const ANSI: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
/// The character set of fonts of signs.
pub const SIGNS: i32 = 2;
/// The character sets of fonts for Western text and for Chinese.
const WESTERN: i32 = 0;
const CHINESE: i32 = 134;

/// Decodes a run of text in a font of a character set (if it is known), in a file of a code page.
///
/// Programs write Chinese in Western fonts too, so there the bytes are looked at: where all above 127 come in pairs,
/// they are Chinese.
pub fn decode(bytes: &[u8], set: Option<i32>, page: i32) -> String {
    let chinese_file = matches!(page, 936 | 20936 | 52936 | 54936);
    let paired = |lowest: u8| {
        let mut rest = bytes.iter().skip_while(|byte| byte.is_ascii()).copied();
        let mut pairs = std::iter::from_fn(|| {
            let first = rest.by_ref().find(|byte| !byte.is_ascii())?;
            Some((first, rest.next().unwrap_or(0)))
        });
        pairs.all(|(first, second)| first >= lowest && second >= lowest)
    };
    let chinese = match set {
        Some(SIGNS) => false,
        Some(CHINESE) => true,
        Some(WESTERN) | None if !chinese_file => paired(0xa1),
        Some(WESTERN) => paired(0x81),
        _ => chinese_file,
    };
    if bytes.is_ascii() {
        return bytes.iter().map(|&byte| char::from(byte)).collect();
    }
    match (page, chinese) {
        (65001, _) if std::str::from_utf8(bytes).is_ok() => String::from_utf8_lossy(bytes).into_owned(),
        (_, true) => decoding::gb18030(bytes),
        _ => bytes.iter().map(|&byte| ansi(byte)).collect(),
    }
}

/// A character of code page 1252.
pub fn ansi(byte: u8) -> char {
    match byte {
        0x80..=0x9f => ANSI.chars().nth(usize::from(byte) - 0x80).unwrap_or_default(),
        _ => byte.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_decides_and_else_the_look() {
        for (bytes, set, page, text) in [
            (b"\xd6\xd0 1\xb9\xfa".as_slice(), Some(134), 1252, "中 1国"),
            (b"\xd6\xd0", Some(0), 936, "中"),
            (b"\x93a\x94\xb7", Some(0), 936, "“a”·"),
            (b"\x96\x50", Some(134), 1252, "朠"),
            (b"\x81\x40", None, 936, "丂"),
            (b"\xb0", None, 1252, "°"),
            (b"\xd6\xd0", None, 1252, "中"),
            (b"\xe4\xb8\xad", None, 65001, "中"),
        ] {
            let found = decode(bytes, set, page);
            assert_eq!(found, text, "{bytes:x?}");
        }
    }
}
