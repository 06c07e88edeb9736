//! Rich Text Format, as Word, WPS and LibreOffice write it: groups in braces, control words, text in between.

mod charset;
mod text;
mod words;

use crate::{
    document::Document,
    reader::{ReadError, Reader},
};

/// The reader of Rich Text Format.
pub const READER: Reader = Reader { name: "rtf", sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(b"{\\rtf")
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut text = text::Text::default();
    let mut rest = bytes;
    while let Some(token) = next(&mut rest) {
        match token {
            Token::Open => text.open(),
            Token::Close => text.close()?,
            Token::Word(word, number) => text.word(word, number)?,
            Token::Byte(byte) => text.byte(byte),
            Token::Bytes => text.bytes(),
        }
    }
    text.finish()
}

/// What a file consists of.
#[derive(Debug, PartialEq, Eq)]
enum Token<'a> {
    /// The begin of a group.
    Open,
    /// The end of a group.
    Close,
    /// A control word and its number, or a control symbol.
    Word(&'a [u8], Option<i32>),
    /// A byte of text.
    Byte(u8),
    /// Bytes that are no text, passed over.
    Bytes,
}

/// Takes the next token off.
fn next<'a>(rest: &mut &'a [u8]) -> Option<Token<'a>> {
    loop {
        let (&first, behind) = rest.split_first()?;
        *rest = behind;
        match first {
            b'{' => return Some(Token::Open),
            b'}' => return Some(Token::Close),
            b'\\' => return control(rest),
            b'\t' => return Some(Token::Word(b"tab", None)),
            // Line ends are for people; other controls are damage.
            0..=0x1f => {}
            _ => return Some(Token::Byte(first)),
        }
    }
}

/// What follows a backslash.
fn control<'a>(rest: &mut &'a [u8]) -> Option<Token<'a>> {
    let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters == 0 {
        let (symbol, behind) = rest.split_at_checked(1)?;
        *rest = behind;
        return Some(match symbol {
            b"'" => {
                let digits = rest.iter().take(2).map_while(|&digit| char::from(digit).to_digit(16));
                let (count, value) = digits.fold((0, 0), |(count, value), digit| (count + 1, value * 16 + digit));
                *rest = &rest[count..];
                if count == 2 { Token::Byte(value as u8) } else { Token::Word(symbol, None) }
            }
            b"{" | b"}" | b"\\" => Token::Byte(symbol[0]),
            b"\n" | b"\r" => Token::Word(b"par", None),
            _ => Token::Word(symbol, None),
        });
    }
    let (word, behind) = rest.split_at(letters);
    let sign = usize::from(behind.first() == Some(&b'-'));
    let digits = behind[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, mut behind) = behind.split_at(if digits == 0 { 0 } else { sign + digits });
    let number = (digits > 0).then(|| {
        let value = number[sign..]
            .iter()
            .fold(0i32, |value, digit| value.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
        if sign == 1 { -value } else { value }
    });
    // The blank behind a word belongs to it.
    if let [b' ', after @ ..] = behind {
        behind = after;
    }
    *rest = behind;
    if word == b"bin" {
        let length = number.map_or(0, |number| number.max(0) as usize).min(rest.len());
        *rest = &rest[length..];
        return Some(Token::Bytes);
    }
    Some(Token::Word(word, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_into_tokens() {
        let mut rest = b"{\\b0 a\r\n\\'d6\\-\\bin3 {{{\\u-5?\\{\\x".as_slice();
        let tokens: Vec<_> = std::iter::from_fn(|| next(&mut rest)).collect();
        let expected = [
            Token::Open,
            Token::Word(b"b", Some(0)),
            Token::Byte(b'a'),
            Token::Byte(0xd6),
            Token::Word(b"-", None),
            Token::Bytes,
            Token::Word(b"u", Some(-5)),
            Token::Byte(b'?'),
            Token::Byte(b'{'),
            Token::Word(b"x", None),
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn wherever_a_file_ends_its_tokens_do() {
        let whole = b"{\\rtf1\\'d6\\'\\bin99999999 \\u99999999999-\\-1\\";
        for end in 0..=whole.len() {
            let mut rest = &whole[..end];
            assert!(std::iter::from_fn(|| next(&mut rest)).count() < 20);
        }
    }
}
