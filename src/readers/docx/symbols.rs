//! Characters of fonts of signs (`sym`), as far as a report uses them.

/// The characters of Wingdings, Wingdings 2 and Symbol that stand for something, by their codes.
static SYMBOLS: &[(&str, u8, char)] = &[
    ("wingdings", 0x6c, '●'),
    ("wingdings", 0x6e, '■'),
    ("wingdings", 0x6f, '□'),
    ("wingdings", 0x71, '❑'),
    ("wingdings", 0x74, '⧫'),
    ("wingdings", 0x75, '◆'),
    ("wingdings", 0x9f, '•'),
    ("wingdings", 0xa1, '○'),
    ("wingdings", 0xa7, '▪'),
    ("wingdings", 0xa8, '□'),
    ("wingdings", 0xd8, '➢'),
    ("wingdings", 0xe0, '→'),
    ("wingdings", 0xfb, '✗'),
    ("wingdings", 0xfc, '✓'),
    ("wingdings", 0xfd, '☒'),
    ("wingdings", 0xfe, '☑'),
    ("wingdings 2", 0x4f, '✗'),
    ("wingdings 2", 0x50, '✓'),
    ("wingdings 2", 0x51, '☒'),
    ("wingdings 2", 0x52, '☑'),
    ("wingdings 2", 0xa3, '□'),
    ("symbol", 0xb1, '±'),
    ("symbol", 0xb4, '×'),
    ("symbol", 0xb7, '•'),
    ("symbol", 0xb8, '÷'),
    ("symbol", 0xde, '⇒'),
];

/// The character that a sign of a font is. In a font of letters the code is the character's own.
pub fn character(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    // Fonts of signs have their characters in the private area, or, by older writers, below it.
    let low = u8::try_from(if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code }).ok();
    let font = font.to_ascii_lowercase();
    if let Some(low) = low
        && SYMBOLS.iter().any(|(name, ..)| *name == font)
    {
        // The signs below are digits, blanks and brackets in Symbol.
        let plain = (font == "symbol" && low < 0x40).then_some(char::from(low));
        return SYMBOLS.iter().find(|(name, at, _)| *name == font && *at == low).map(|(.., sign)| *sign).or(plain);
    }
    char::from_u32(code).filter(|c| !matches!(c, '\0'..='\x1f' | '\u{e000}'..='\u{f8ff}'))
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn signs_are_characters() {
        for (font, code, sign) in [
            ("Wingdings", "F0FE", Some('☑')),
            ("Wingdings", "00FE", Some('☑')),
            ("Symbol", "F031", Some('1')),
            ("宋体", "2460", Some('①')),
            ("Webdings", "F061", None),
            ("宋体", "x", None),
        ] {
            assert_eq!(character(font, code), sign, "{font} {code}");
        }
    }
}
