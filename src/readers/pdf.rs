//! PDF: what is written and drawn on its pages. The pages become a document in [`paper`](super::paper).
//!
//! Objects come from `hayro-syntax`; the content streams, fonts and encodings are read here, for all that a report
//! needs is what stands where.

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
mod unicode;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, xref::XRef};

use crate::{
    document::Document,
    reader::{ReadError, Reader},
    readers::paper::Page,
};
use content::{Canvas, Shared};
use layers::Layers;
use pages::Leaf;

/// The reader of PDF.
pub const READER: Reader = Reader { name: "pdf", sniff, read };

/// How far into a file its mark may stand.
const HEADER: usize = 1024;

fn sniff(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(HEADER)].windows(5).any(|part| part == b"%PDF-")
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let pages = pages(bytes)?;
    let mut document = Document::default();
    for page in pages {
        let mut line = String::new();
        let mut last = f32::NAN;
        for glyph in page.glyphs {
            if (glyph.bottom - last).abs() > 2.0 && !line.trim().is_empty() {
                let id = document.push_text(std::mem::take(&mut line), None);
                document.blocks.push(crate::document::Block::Paragraph(id));
            }
            last = glyph.bottom;
            line.push_str(&glyph.text);
        }
        if !line.trim().is_empty() {
            let id = document.push_text(line, None);
            document.blocks.push(crate::document::Block::Paragraph(id));
        }
    }
    Ok(document)
}

/// What is drawn on the pages of a file.
pub fn pages(bytes: &[u8]) -> Result<Vec<Page>, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Password
        }
        _ => ReadError::Damaged,
    })?;
    let xref = pdf.xref();
    let catalog = xref.get(xref.root_id()).ok_or(ReadError::Damaged)?;
    let mut shared = Shared::new(Layers::new(&catalog));
    let mut out = Vec::new();
    for leaf in pages::all(&catalog, xref)? {
        out.push(draw(&mut shared, &leaf, xref)?);
    }
    Ok(out)
}

fn draw<'a>(shared: &mut Shared, leaf: &Leaf<'a>, xref: &'a XRef) -> Result<Page, ReadError> {
    let mut content = Vec::new();
    for stream in leaf.contents(xref)? {
        content.extend(shared.unpack(&stream)?);
        content.push(b'\n');
    }
    let (width, height) = leaf.size();
    let mut canvas = Canvas::new(shared, width, height);
    canvas.draw_page(&content, &leaf.resources, leaf.matrix())?;
    Ok(canvas.page)
}
