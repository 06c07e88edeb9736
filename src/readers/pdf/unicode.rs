//! What of the characters that a font names can be read.

use crate::document::radicals;

/// What Symbol and Wingdings put before the items of a list, where they have no characters but private ones.
const BULLETS: &[(char, char)] = &[
    ('\u{f0b7}', '•'),
    ('\u{f06c}', '●'),
    ('\u{f06e}', '■'),
    ('\u{f06f}', '□'),
    ('\u{f071}', '❑'),
    ('\u{f075}', '◆'),
    ('\u{f076}', '❖'),
    ('\u{f09f}', '•'),
    ('\u{f0a7}', '▪'),
    ('\u{f0a8}', '◻'),
    ('\u{f0b2}', '✧'),
    ('\u{f0d8}', '➢'),
    ('\u{f0e0}', '→'),
    ('\u{f0fc}', '✓'),
    ('\u{f0fe}', '☑'),
    ('\u{f052}', '☑'),
    ('\u{f0a3}', '□'),
];

/// The text with every character as its author would write it; `None` where any of it means nothing.
pub fn readable(text: &str) -> Option<String> {
    let text: String = text.chars().map(plain).collect::<Option<_>>()?;
    (!text.is_empty()).then_some(text)
}

fn plain(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(' '),
        // Controls, and what stands for nothing.
        '\0'..' ' | '\u{7f}'..='\u{9f}' | '\u{fff0}'..='\u{ffff}' => None,
        // A hyphen that is drawn is one.
        '\u{ad}' => Some('-'),
        '\u{2e80}'..='\u{2fd5}' => Some(radicals::ideograph(c).unwrap_or(c)),
        '\u{e000}'..='\u{f8ff}' => BULLETS.iter().find(|bullet| bullet.0 == c).map(|bullet| bullet.1),
        '\u{f0000}'.. => None,
        _ => Some(c),
    }
}

/// How unlikely a character is, where a font has one glyph for several.
pub fn rareness(c: char) -> u8 {
    match c {
        '\u{4e00}'..='\u{9fa5}' | ' '..='~' => 0,
        '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{203b}' | '\u{b7}' => 1,
        // Other blanks, hyphens and the like; radicals; characters that are there for old standards' sake.
        '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => 3,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => 4,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs() {
        for (text, plain) in [
            ("⼯⼈⺠⻘", Some("工人民青")),
            ("⿓⻰⻳⺀", Some("龍龙龟⺀")),
            ("（１）", Some("（１）")),
            ("\u{f0b7}", Some("•")),
            ("\u{e123}", None),
            ("\0", None),
            ("一\u{fffd}", None),
            ("", None),
        ] {
            assert_eq!(readable(text).as_deref(), plain, "{text}");
        }
    }
}
