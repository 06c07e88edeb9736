//! The formats, and what reads a source.

mod ansi;
pub mod archive;
mod boundaries;
mod cipher;
pub mod compound;
pub mod decoding;
mod digest;
pub mod doc;
pub mod docx;
mod fields;
mod flow;
pub mod html;
pub mod limits;
mod lines;
mod matrix;
pub mod mhtml;
mod names;
mod nesting;
pub mod numbering;
pub mod ods;
pub mod odt;
pub mod ofd;
pub mod package;
mod packed;
pub mod paper;
pub mod pdf;
mod relations;
pub mod rtf;
pub mod sheet;
pub mod signatures;
pub mod summary;
pub mod text;
pub mod xls;
pub mod xlsx;
pub mod xml;

use crate::{
    document::Document,
    reader::{ReadError, Reader},
    source::{Content, Source},
};

/// The readers, in the order in which they look at a file: the pickier first.
pub static READERS: &[Reader] = &[
    docx::READER,
    xlsx::READER,
    odt::READER,
    ods::READER,
    ofd::READER,
    doc::READER,
    xls::READER,
    rtf::READER,
    pdf::READER,
    mhtml::READER,
    html::READER,
    text::READER,
];

/// Reads a source: the name of the reader that took it, and what it made of it.
///
/// A file is known by its content alone. Of a paste, the HTML flavour counts if it holds any text, for it keeps the
/// tables; plain text that is the source code of a page is read as that page.
pub fn read(source: &Source) -> (Option<&'static str>, Result<Document, ReadError>) {
    match &source.content {
        Content::Bytes(bytes) => read_bytes(bytes),
        Content::Clipboard { text, html } => read_clipboard(text, html.as_deref()),
    }
}

fn read_bytes(bytes: &[u8]) -> (Option<&'static str>, Result<Document, ReadError>) {
    if bytes.len() > limits::FILE_BYTES {
        return (None, Err(ReadError::TooLarge));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return (None, Err(ReadError::Empty));
    }
    match READERS.iter().find(|reader| (reader.sniff)(bytes)) {
        Some(reader) => (Some(reader.name), (reader.read)(bytes)),
        // What an office program locks stands whole in a compound file, and nothing says what it was.
        None if compound::is_locked(bytes) => (None, Err(ReadError::Password)),
        // A package that cannot be opened is no unknown format, but a broken file of a known one.
        None => {
            let error = if package::is_archive(bytes) {
                package::Package::open(bytes).err()
            } else {
                compound::is_cut(bytes).then_some(ReadError::Damaged)
            };
            (None, Err(error.unwrap_or_else(|| ReadError::UnknownFormat(signatures::name(bytes)))))
        }
    }
}

fn read_clipboard(text: &str, html: Option<&str>) -> (Option<&'static str>, Result<Document, ReadError>) {
    if text.len().max(html.map_or(0, str::len)) > limits::FILE_BYTES {
        return (None, Err(ReadError::TooLarge));
    }
    if let Some(html) = html {
        match html::document(html) {
            // A picture, or marks without a word: the plain text may still say something.
            Err(ReadError::Empty | ReadError::NoText) => {}
            answer => return (Some(html::READER.name), answer),
        }
    }
    if html::looks_like(text) {
        return (Some(html::READER.name), html::document(text));
    }
    match text::document(text) {
        Err(ReadError::Empty) => (None, Err(ReadError::Empty)),
        answer => (Some(text::READER.name), answer),
    }
}
