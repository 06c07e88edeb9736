//! Plain text, as saved by an editor or pasted from a browser, an office program, a spreadsheet or a PDF viewer.
//!
//! Every text of the document is a slice of the source, so a place in the document is a place in what was pasted.

use crate::{
    document::Document,
    reader::{ReadError, Reader},
    readers::{
        decoding, limits,
        lines::{Lines, is_blank},
        signatures,
    },
};

/// The reader of plain text; it takes what no other reader takes, if it is text at all.
pub const READER: Reader = Reader { name: "text", sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    signatures::name(bytes).is_none() && decoding::decode_start(bytes).is_some()
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    document(&decoding::decode(bytes).ok_or(ReadError::UnknownFormat(None))?)
}

/// Reads decoded text.
pub fn document(source: &str) -> Result<Document, ReadError> {
    if source.len() > limits::CHARACTERS && source.chars().count() > limits::CHARACTERS {
        return Err(ReadError::TooLarge);
    }
    if source.chars().all(is_blank) {
        return Err(ReadError::Empty);
    }
    let (mut document, mut meter, mut lines) = (Document::default(), limits::Meter::default(), Lines::default());
    let mut start = 0;
    for (at, end) in source.match_indices(is_line_end) {
        lines.push(&mut document, &mut meter, &source[start..at], Some(start))?;
        start = at + end.len();
    }
    lines.push(&mut document, &mut meter, &source[start..], Some(start))?;
    lines.finish(&mut document, &mut meter)?;
    Ok(document)
}

/// The line ends of all systems, Word's soft one and the page's end. Between the two halves of CR LF stands a blank
/// line, which says nothing.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
