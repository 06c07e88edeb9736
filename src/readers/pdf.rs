//! PDF: what is written and drawn on its pages. The pages become a document in [`paper`](super::paper).
//!
//! Objects come from `hayro-syntax`; the content streams, fonts and encodings are read here, for all that a report
//! needs is what stands where.

mod annotations;
mod cmap;
mod content;
mod encoding;
mod filter;
mod font;
mod layers;
mod lexer;
mod matrix;
mod object;
mod pages;
mod path;
mod sheet;
mod twice;
mod unicode;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, xref::XRef};

use crate::{
    document::{Document, Hidden, HiddenKind},
    reader::{ReadError, Reader},
    readers::paper::Page,
};
use content::{Canvas, Shared};
use layers::Layers;
use pages::Leaf;
use sheet::Sheet;

/// The reader of PDF.
pub const READER: Reader = Reader { name: "pdf", sniff, read };

/// How far into a file its mark may stand.
const HEADER: usize = 1024;

fn sniff(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(HEADER)].windows(5).any(|part| part == b"%PDF-")
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let File { pages, hidden, title } = file(bytes)?;
    let mut document = super::paper::document(pages)?;
    document.hidden.extend(hidden);
    document.title = title;
    Ok(document)
}

/// What a file holds.
struct File {
    pages: Vec<Page>,
    hidden: Vec<Hidden>,
    title: Option<String>,
}

/// What is drawn on the pages of a file.
pub fn pages(bytes: &[u8]) -> Result<Vec<Page>, ReadError> {
    Ok(file(bytes)?.pages)
}

fn file(bytes: &[u8]) -> Result<File, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Password
        }
        _ => ReadError::Damaged,
    })?;
    let xref = pdf.xref();
    let catalog = xref.get(xref.root_id()).ok_or(ReadError::Damaged)?;
    let mut shared = Shared::new(Layers::new(&catalog));
    let mut hidden = Vec::new();
    let mut sheets = Vec::new();
    for leaf in pages::all(&catalog, xref)? {
        sheets.push(draw(&mut shared, &leaf, xref, &mut hidden)?);
    }
    let text = |bytes: &Option<Box<[u8]>>| {
        let text = object::decode_text(bytes.as_deref()?);
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        (!text.is_empty()).then(|| text.to_owned())
    };
    let author = text(&pdf.metadata().author);
    hidden.extend(author.map(|text| Hidden { kind: HiddenKind::Author, text, author: None, span: None }));
    Ok(File { pages: sheet::settle(sheets)?, hidden, title: text(&pdf.metadata().title).and_then(meaningful) })
}

fn draw<'a>(
    shared: &mut Shared<'a>,
    leaf: &Leaf<'a>,
    xref: &'a XRef,
    hidden: &mut Vec<Hidden>,
) -> Result<Sheet, ReadError> {
    let mut content = Vec::new();
    for stream in leaf.contents(xref)? {
        content.extend(shared.unpack(&stream)?);
        content.push(b'\n');
    }
    let mut canvas = Canvas::new(shared, leaf.size(), leaf.shown());
    canvas.draw_page(&content, &leaf.resources, leaf.matrix())?;
    annotations::draw(&mut canvas, leaf, xref, hidden)?;
    let Canvas { page, invisible, .. } = canvas;
    Ok(Sheet { page, invisible })
}

/// A title that is more than what a program put there.
fn meaningful(title: String) -> Option<String> {
    let title = title.strip_prefix("Microsoft Word - ").unwrap_or(&title);
    let ideographs = title.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    (ideographs >= 4).then(|| title.to_owned())
}
