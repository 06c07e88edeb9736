//! Plain text, as saved by an editor or pasted from a browser, an office program, a spreadsheet or a PDF viewer.
//!
//! Every text of the document is a slice of the source, so a place in the document is a place in what was pasted.

use crate::{
    document::Document,
    reader::{ReadError, Reader},
    readers::{
        decoding, limits,
        lines::{Lines, is_blank, is_line_end},
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
    let (mut document, mut meter, mut lines) = (Document::default(), limits::Meter::default(), Lines::of(source));
    let separator = lines.separator.unwrap_or('\t') as u8;
    let (mut start, mut open_until) = (0, 0);
    for (at, end) in source.match_indices(is_line_end) {
        if at < open_until {
            continue;
        }
        // The second half of CR LF is no line of its own.
        if at == start && end == "\n" && source[..at].ends_with('\r') {
            start = at + 1;
            continue;
        }
        if let Some(close) = quoted_cell(source, start, at, separator) {
            open_until = close;
            continue;
        }
        lines.push(&mut document, &mut meter, &source[start..at], Some(start))?;
        start = at + end.len();
    }
    lines.push(&mut document, &mut meter, &source[start..], Some(start))?;
    lines.finish(&mut document, &mut meter)?;
    Ok(document)
}

/// Where the last cell of a line ends if it goes on below: spreadsheets put quotes around a cell of several lines, and
/// double the quotes within it.
fn quoted_cell(source: &str, start: usize, end: usize, separator: u8) -> Option<usize> {
    /// How far below its end is looked for; no label of a form is longer.
    const REACH: usize = 400;
    let cell = source[start..end].rfind(char::from(separator)).map_or(start, |at| start + at + 1);
    let content = source[cell..end].strip_prefix('"').map(|_| cell + 1)?;
    let bytes = &source.as_bytes()[..source.len().min(end + REACH)];
    let mut at = content;
    let close = loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"' || *byte == separator)?;
        match (bytes[at], bytes.get(at + 1)) {
            (byte, _) if byte == separator => return None,
            (_, Some(b'"')) => at += 2,
            _ => break at,
        }
    };
    let closes = match bytes.get(close + 1) {
        Some(byte) if *byte == separator => true,
        // A row of one cell looks like prose in quotes.
        Some(b'\n' | b'\r') | None => cell > start,
        Some(_) => false,
    };
    (closes && close > end).then_some(close)
}
