//! Windows' code page 1252: what Word's formats write where a text holds nothing but Western characters.

/// The characters from 0x80 on; 0xa0 and what follows are as in Unicode.
const UPPER: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The character that a byte stands for.
pub fn character(byte: u8) -> char {
    match byte {
        0x80..=0x9f => UPPER.chars().nth(usize::from(byte) - 0x80).unwrap_or_default(),
        _ => byte.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn bytes_are_western_characters() {
        let text: String = b"1\x80\x93\x94\x9f\xa0\xb7\xff".iter().map(|&byte| character(byte)).collect();
        assert_eq!(text, "1€“”Ÿ\u{a0}·ÿ");
    }
}
