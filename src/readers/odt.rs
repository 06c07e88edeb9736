//! OpenDocument text, as LibreOffice and others write it (ISO/IEC 26300): a package, or one XML file.

mod lists;
mod styles;
mod table;
mod text;

use crate::{
    document::{Document, Hidden, HiddenKind},
    reader::{ReadError, Reader},
    readers::{
        decoding,
        flow::{Writer, meaningful_title},
        package::{self, Package},
        signatures,
        xml::Xml,
    },
};
use styles::Styles;

/// The reader of OpenDocument text.
pub const READER: Reader = Reader { name: "odt", sniff, read };

/// The media type; templates and the like add to it.
const KIND: &str = "application/vnd.oasis.opendocument.text";

fn sniff(bytes: &[u8]) -> bool {
    if !package::is_archive(bytes) {
        return is_document(bytes);
    }
    let kind = |package: Package| match package.part("mimetype") {
        Ok(Some(kind)) => Some(kind.trim_start().starts_with(KIND)),
        _ => Some(package.part("META-INF/manifest.xml").ok()??.contains(KIND)),
    };
    match Package::open(bytes) {
        Ok(package) => kind(package) == Some(true),
        Err(_) => signatures::name(bytes) == Some("odt"),
    }
}

fn is_document(bytes: &[u8]) -> bool {
    // The root comes with all its namespaces.
    let is_root = |text: &str| {
        let head = &text[..text.floor_char_boundary(8192)];
        head.contains("<office:document") && head.contains(KIND)
    };
    signatures::name(bytes) == Some("xml") && decoding::decode_markup(bytes).is_some_and(|text| is_root(&text))
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
    let meta = package.part("meta.xml").ok().flatten().unwrap_or_default();
    document(&content, &styles, &meta)
}

fn document(content: &str, shared_styles: &str, meta: &str) -> Result<Document, ReadError> {
    let mut styles = Styles::default();
    styles.read(shared_styles)?;
    styles.read(content)?;
    let flow = text::Body::new(content, &styles).read()?;
    let mut writer = Writer::default();
    // What a document's properties say is no reason to refuse it.
    let properties = properties(meta, &mut writer.document.title).unwrap_or_default();
    let mut document = writer.write(flow)?;
    document.hidden.extend(properties);
    Ok(document)
}

/// Who wrote the document and who saved it last; its title too.
fn properties(meta: &str, title: &mut Option<String>) -> Result<Vec<Hidden>, ReadError> {
    let (mut xml, mut found) = (Xml::new(meta), Vec::new());
    while let Some(element) = xml.within(0)? {
        if element.name() == "meta" {
            break;
        }
    }
    let outside = xml.depth().saturating_sub(1);
    while let Some(element) = xml.within(outside)? {
        let kind = match element.name() {
            "title" => {
                *title = meaningful_title(&xml.text()?);
                continue;
            }
            "initial-creator" => HiddenKind::Author,
            "creator" => HiddenKind::Editor,
            _ => continue,
        };
        let text = xml.text()?.trim().to_owned();
        if !text.is_empty() {
            found.push(Hidden { kind, text, author: None, span: None });
        }
    }
    Ok(found)
}
