//! OpenDocument text, as LibreOffice and others write it (ISO/IEC 26300): a package, or one XML file.

mod lists;
pub mod styles;
mod table;
mod text;

use crate::{
    document::{Document, HiddenKind},
    reader::{ReadError, Reader},
    readers::{
        decoding,
        flow::Writer,
        package::{self, Package},
        summary,
    },
};
use styles::Styles;

/// The reader of OpenDocument text.
pub const READER: Reader = Reader { name: "odt", sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    package::is_open_document(bytes, "text", READER.name)
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    if !package::is_archive(bytes) {
        let text = decoding::decode(bytes).ok_or(ReadError::Damaged)?;
        return document(&text, "", &text);
    }
    let package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Password);
    }
    let content = package.part("content.xml")?.ok_or(ReadError::Damaged)?;
    let styles = package.part("styles.xml")?.unwrap_or_default();
    let meta = package.beside("meta.xml");
    document(&content, &styles, &meta)
}

fn document(content: &str, shared_styles: &str, meta: &str) -> Result<Document, ReadError> {
    let mut styles = Styles::default();
    styles.read(shared_styles)?;
    styles.read(content)?;
    let flow = text::Body::new(content, &styles).read()?;
    let mut writer = Writer::default();
    let mut properties = Vec::new();
    let _ = summary::read(meta, HiddenKind::Editor, &mut writer.document.title, &mut properties);
    let mut document = writer.write(flow)?;
    document.hidden.extend(properties);
    Ok(document)
}
