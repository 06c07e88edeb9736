//! Type 1 fonts: the encoding, which stands in the part that everyone can read (Adobe Type 1 Font Format, 2.2).

use super::Program;
use crate::readers::pdf::{
    encoding::Encoding,
    lexer::{Lexer, Token},
};

/// Reads a font.
pub fn read(bytes: &[u8], program: &mut Program) {
    const MARK: &[u8] = b"/Encoding";
    let Some(at) = bytes.windows(MARK.len()).position(|part| part == MARK) else { return };
    let mut lexer = Lexer::new(&bytes[at + MARK.len()..]);
    let mut code = None;
    while let Some(token) = lexer.next() {
        match token {
            Token::Word(b"StandardEncoding") => {
                program.encoding = Some(Encoding::Standard);
                return;
            }
            Token::Word(b"readonly" | b"eexec") => return,
            // The end, but not that of the procedure which clears the table first.
            Token::Word(b"def") if !program.codes.is_empty() => return,
            Token::Word(b"dup") => code = None,
            Token::Number(number) => code = Some(number as u8),
            Token::Name(name) => {
                if let Some(code) = code.take() {
                    // Glyphs have no numbers here: the byte's next one will do.
                    let glyph = u32::from(code) + 1;
                    program.code(code, glyph);
                    program.name(glyph, &name);
                }
            }
            _ => {}
        }
    }
}
