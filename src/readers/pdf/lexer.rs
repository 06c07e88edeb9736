//! The tokens that content streams, CMaps and PostScript fonts are written in (ISO 32000-2, 7.2 and 7.3).

use std::borrow::Cow;

/// How deep arrays and dictionaries may stand in each other; the brackets of deeper ones are left out.
const DEPTH: usize = 32;

/// Tokens within brackets that are kept at one time; more are left out, and [`Lexer::cost`] says so.
const KEPT: usize = 1 << 19;
/// How many bytes of memory a token within brackets takes for some time.
const TOKEN: usize = 32;

/// Words that stand between objects: whatever brackets are open where one stands were not closed.
const BETWEEN: [&[u8]; 6] = [b"obj", b"endobj", b"stream", b"endstream", b"trailer", b"startxref"];

/// A token, or what a pair of brackets holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    /// A number.
    Number(f64),
    /// A name, without its slash.
    Name(Cow<'a, [u8]>),
    /// A string, literal or hexadecimal.
    String(Cow<'a, [u8]>),
    /// An array; in PostScript a procedure too.
    Array(Vec<Token<'a>>),
    /// A dictionary: keys and values one after the other.
    Dict(Vec<Token<'a>>),
    /// Anything else: operators, `true`, `null`.
    Word(&'a [u8]),
}

impl<'a> Token<'a> {
    /// The value of a number.
    pub fn number(&self) -> Option<f32> {
        if let Self::Number(value) = self { Some(*value as f32) } else { None }
    }

    /// The characters of a name.
    pub fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// The bytes of a string.
    pub fn string(&self) -> Option<&[u8]> {
        if let Self::String(bytes) = self { Some(bytes) } else { None }
    }

    /// What an array holds; nothing for anything else.
    pub fn items(&self) -> &[Self] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    /// A dictionary's value.
    pub fn get(&self, key: &[u8]) -> Option<&Self> {
        let Self::Dict(entries) = self else { return None };
        entries.chunks_exact(2).find(|entry| entry[0].name() == Some(key)).map(|entry| &entry[1])
    }
}

/// A place in bytes from which tokens are read.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Tokens within brackets since the last [`Lexer::forget`].
    kept: usize,
}

impl<'a> Lexer<'a> {
    /// Begins with the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, kept: 0 }
    }

    /// The bytes not yet read.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// How many bytes have been read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What it costs to have read so far, and to keep the tokens; all there is where they are too many.
    pub fn cost(&self) -> usize {
        if self.kept > KEPT { usize::MAX } else { self.at + self.kept * TOKEN }
    }

    /// The tokens so far are no longer kept.
    pub fn forget(&mut self) {
        self.kept = 0;
    }

    /// Leaves bytes out.
    pub fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Leaves out white space and comments.
    pub fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                self.at += self.rest().iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
            } else if !is_blank(byte) {
                break;
            } else {
                self.at += 1;
            }
        }
    }

    /// The next token; brackets that nothing opens are left out.
    #[allow(clippy::should_implement_trait, reason = "the tokens borrow from the bytes, as an iterator's would")]
    pub fn next(&mut self) -> Option<Token<'a>> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Option<Token<'a>> {
        loop {
            self.skip_blanks();
            let start = self.at;
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'/' => return Some(Token::Name(self.name())),
                b'(' => return Some(Token::String(Cow::Owned(self.literal()))),
                b'<' if self.peek() == Some(b'<') => {
                    self.at += 1;
                    if depth < DEPTH {
                        return Some(Token::Dict(self.until(b'>', depth)));
                    }
                }
                b'<' => return Some(Token::String(Cow::Owned(self.hexadecimal()))),
                b'[' | b'{' if depth >= DEPTH => {}
                b'[' => return Some(Token::Array(self.until(b']', depth))),
                b'{' => return Some(Token::Array(self.until(b'}', depth))),
                b']' | b'}' | b'>' | b')' if depth == 0 => {}
                b']' | b'}' | b'>' | b')' => {
                    self.at = start;
                    return None;
                }
                _ => {
                    self.at = start;
                    let word = self.word();
                    if depth > 0 && BETWEEN.contains(&word) {
                        self.at = start;
                        return None;
                    }
                    return Some(number(word).map_or(Token::Word(word), Token::Number));
                }
            }
        }
    }

    /// The tokens up to a closing bracket. Whatever else closes, closes too: a wrong bracket must not swallow the rest.
    fn until(&mut self, close: u8, depth: usize) -> Vec<Token<'a>> {
        let mut tokens = Vec::new();
        while let Some(token) = self.nested(depth + 1) {
            self.kept += 1;
            if self.kept <= KEPT {
                tokens.push(token);
            }
        }
        if let Some(byte @ (b']' | b'}' | b'>' | b')')) = self.peek() {
            self.at += 1;
            if close == b'>' && byte == close && self.peek() == Some(close) {
                self.at += 1;
            }
        }
        tokens
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|&&byte| is_regular(byte)).count().max(1);
        self.at += length;
        &rest[..length.min(rest.len())]
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let rest = self.rest();
        let length = rest.iter().take_while(|&&byte| is_regular(byte)).count();
        self.at += length;
        let raw = &rest[..length];
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let mut name = Vec::with_capacity(length);
        let mut at = 0;
        while let Some(&byte) = raw.get(at) {
            let pair = raw.get(at + 1).copied().and_then(digit).zip(raw.get(at + 2).copied().and_then(digit));
            match pair {
                Some((high, low)) if byte == b'#' => {
                    name.push(high << 4 | low);
                    at += 3;
                }
                _ => {
                    name.push(byte);
                    at += 1;
                }
            }
        }
        Cow::Owned(name)
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut open = 1usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut bytes);
                    continue;
                }
                b'\r' => {
                    // A line end in a string is one line feed, however it is written.
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    bytes.push(b'\n');
                    continue;
                }
                _ => {}
            }
            bytes.push(byte);
        }
        bytes
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        bytes.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                value as u8
            }
            b'\n' => return,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                return;
            }
            other => other,
        });
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut high = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(value) = digit(byte) else { continue };
            match high.take() {
                None => high = Some(value),
                Some(high) => bytes.push(high << 4 | value),
            }
        }
        bytes.extend(high.map(|high| high << 4));
        bytes
    }
}

/// Whether a byte is white space.
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// The value of a hexadecimal digit.
pub fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|value| value as u8)
}

/// A number as PDF writes it, and as its producers do: `--5`, `1.2.3` and `5-3` are read as far as they make sense.
fn number(word: &[u8]) -> Option<f64> {
    let signs = word.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let digits = &word[signs..];
    if !digits.iter().any(u8::is_ascii_digit) || !digits.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-')) {
        return None;
    }
    let (mut value, mut scale) = (0f64, 0f64);
    for &byte in digits {
        match byte {
            b'.' if scale == 0.0 => scale = 1.0,
            b'0'..=b'9' if scale == 0.0 => value = value * 10.0 + f64::from(byte - b'0'),
            b'0'..=b'9' => {
                scale /= 10.0;
                value += f64::from(byte - b'0') * scale;
            }
            _ => break,
        }
    }
    Some(if word.starts_with(b"-") { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(source: &str) -> String {
        let mut lexer = Lexer::new(source.as_bytes());
        let mut out = Vec::new();
        while let Some(token) = lexer.next() {
            out.push(show(&token));
        }
        out.join(" ")
    }

    fn show(token: &Token) -> String {
        let list = |items: &[Token]| items.iter().map(show).collect::<Vec<_>>().join(" ");
        match token {
            Token::Number(value) => value.to_string(),
            Token::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
            Token::String(bytes) => format!("({})", String::from_utf8_lossy(bytes)),
            Token::Array(items) => format!("[{}]", list(items)),
            Token::Dict(items) => format!("<<{}>>", list(items)),
            Token::Word(word) => String::from_utf8_lossy(word).into_owned(),
        }
    }

    #[test]
    fn reads_what_producers_write() {
        for (source, expected) in [
            ("1 -.5 +3 4. --7 5-3 .", "1 -0.5 3 4 -7 5 ."),
            ("/F1 12 Tf(a)Tj", "/F1 12 Tf (a) Tj"),
            ("/A#20b /#zz", "/A b /#zz"),
            ("(a(b)\\)c\\101\\n\\\nd)", "(a(b))cA\nd)"),
            ("<4142 4>Tj", "(AB@) Tj"),
            ("[(a)-5<62>]TJ", "[(a) -5 (b)] TJ"),
            ("/Span<</MCID 0/A[1 2]>>BDC", "/Span <</MCID 0 /A [1 2]>> BDC"),
            ("% note\n1 ] > 2", "1 2"),
            ("[1 2 > 3", "[1 2] 3"),
            ("<<1 (a", "<<1 (a)>>"),
            ("{1 add}", "[1 add]"),
            ("<</A[1 endobj 2 0 obj 3", "<</A [1]>> endobj 2 0 obj 3"),
        ] {
            assert_eq!(tokens(source), expected, "{source}");
        }
    }

    #[test]
    fn what_is_kept_has_an_end() {
        let source = format!("[{}]", "1 ".repeat(KEPT / 2)).repeat(4);
        let mut lexer = Lexer::new(source.as_bytes());
        let mut kept = || lexer.next().map(|token| (token.items().len(), lexer.cost() < usize::MAX));
        let (half, none) = (Some((KEPT / 2, true)), Some((0, false)));
        assert_eq!([kept(), kept(), kept()], [half, half, none]);
        lexer.forget();
        assert_eq!(lexer.next().map(|token| token.items().len()), Some(KEPT / 2));
    }

    #[test]
    fn depth_ends() {
        let deep = "[".repeat(100_000) + "1";
        assert!(Lexer::new(deep.as_bytes()).next().is_some());
    }
}
