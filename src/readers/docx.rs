//! Word's XML formats, as Word, WPS and others write them: packages of the transitional and of the strict standard
//! (ECMA-376), the same package in one XML file (Flat OPC), and Word 2003's one file.
//!
//! Elements are known by their local names: the namespaces of all these formats differ, their words hardly do. A run's
//! text, which [`Piece::offset`](crate::document::origin::Piece) counts in, is what its `t` elements say, with `tab`
//! and `ptab` as a tab, `br` and `cr` as a line feed, `noBreakHyphen` as U+2011 and a mapped `sym` as its character.

mod body;
mod context;
mod lists;
mod parts;
mod styles;
mod symbols;
mod table;

use crate::{
    document::{Document, HiddenKind},
    reader::{ReadError, Reader},
    readers::{decoding, flow::Writer, html, mhtml, package, relations, rtf, signatures, summary, text, xml::Element},
};
use body::Body;
use context::Context;
use parts::Parts;

/// The reader of Word's XML formats.
pub const READER: Reader = Reader { name: "docx", sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    match package::is_archive(bytes) {
        true => relations::is_of_kind(bytes, ["wordprocessingml", "ms-word"], "word/", READER.name),
        false => is_document(bytes),
    }
}

fn is_document(bytes: &[u8]) -> bool {
    signatures::name(bytes) == Some("xml")
        && decoding::decode_markup(bytes).is_some_and(|text| parts::is_document(&text))
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    if package::is_archive(bytes) {
        return document(&Parts::in_archive(bytes)?);
    }
    document(&Parts::in_text(&decoding::decode(bytes).ok_or(ReadError::Damaged)?)?)
}

fn document(parts: &Parts) -> Result<Document, ReadError> {
    let main = parts.main()?;
    let mut context = Context::read(parts, &main)?;
    let name = if parts.is_archive() { &*parts.main } else { "" };
    let flow = Body::new(name, &main, &mut context).read()?;
    let mut writer = Writer::default();
    let mut properties = Vec::new();
    let of_main = parts.main.is_empty().then_some(main.as_ref().into());
    for part in parts.properties().chain(of_main) {
        let _ = summary::read(&part, HiddenKind::Author, &mut writer.document.title, &mut properties);
    }
    let mut document = writer.write(flow)?;
    document.title = document.title.or(context.title.take());
    document.hidden.append(&mut context.hidden);
    document.hidden.extend(context.unplaced_comments());
    document.hidden.extend(properties);
    Ok(document)
}

/// A part of its own format (`altChunk`): programs that make Word documents of pages or of several documents leave the
/// conversion to Word. A document within one within one is not read.
fn foreign(part: &[u8]) -> Result<Document, ReadError> {
    if package::is_archive(part) {
        let mut parts = Parts::in_archive(part)?;
        parts.forget_foreign();
        return document(&parts);
    }
    let readers = [mhtml::READER, rtf::READER, html::READER, text::READER];
    let reader = readers.iter().find(|reader| (reader.sniff)(part)).ok_or(ReadError::Damaged)?;
    (reader.read)(part)
}

/// Whether a property that is either on or off is on.
fn is_on(element: &Element) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off"))
}
