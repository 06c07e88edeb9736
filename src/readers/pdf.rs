//! PDF: what is written and drawn on its pages. The pages become a document in [`paper`](super::paper).
//!
//! All by hand: of what the format offers, a report needs what is written where, and a library that reads the rest as
//! well weighs as much as all other readers together.

mod annotations;
mod cmap;
mod content;
mod crypt;
mod encoding;
mod file;
mod filter;
mod font;
mod layers;
mod lexer;
mod object;
mod pages;
mod path;
mod unicode;

use crate::{
    document::{Document, Hidden, HiddenKind},
    reader::{ReadError, Reader},
    readers::{
        flow,
        paper::{self, Page},
    },
};
use content::{Canvas, Shared};
use file::File;
use layers::Layers;
use pages::Leaf;

/// The reader of PDF.
pub const READER: Reader = Reader { name: "pdf", sniff, read };

/// How far into a file its mark may stand.
const HEADER: usize = 1024;

fn sniff(bytes: &[u8]) -> bool {
    header(bytes).is_some()
}

/// Where the file's mark stands.
fn header(bytes: &[u8]) -> Option<usize> {
    bytes[..bytes.len().min(HEADER)].windows(5).position(|part| part == b"%PDF-")
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let Content { pages, hidden, title } = content(bytes)?;
    let mut document = paper::document(pages)?;
    document.hidden.extend(hidden);
    document.title = title;
    Ok(document)
}

/// What a file holds.
struct Content {
    pages: Vec<Page>,
    hidden: Vec<Hidden>,
    title: Option<String>,
}

fn content(bytes: &[u8]) -> Result<Content, ReadError> {
    let file = File::new(bytes);
    let mut hidden = Vec::new();
    let pages = pages(&file, &mut hidden);
    // What there is too much of to be found looks as if it were not there.
    if file.budget.is_spent() {
        return Err(ReadError::TooLarge);
    }
    let properties = object::dict(&file.trailer(), "Info").unwrap_or_default();
    let property = |key| {
        let text = object::text(&properties, key)?;
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        (!text.is_empty()).then(|| text.to_owned())
    };
    let author = property("Author");
    hidden.extend(author.map(|text| Hidden { kind: HiddenKind::Author, text, author: None, span: None }));
    let title = property("Title").and_then(|title| flow::meaningful_title(&title));
    Ok(Content { pages: pages?, hidden, title })
}

fn pages<'a>(file: &'a File<'a>, hidden: &mut Vec<Hidden>) -> Result<Vec<Page>, ReadError> {
    let catalog = file.open()?;
    let mut shared = Shared::new(Layers::new(&catalog));
    let mut pages = Vec::new();
    pages::each(&catalog, &mut |leaf| {
        pages.push(draw(&mut shared, &leaf, hidden)?);
        Ok(())
    })?;
    Ok(pages)
}

fn draw<'a>(shared: &mut Shared<'a>, leaf: &Leaf<'a>, hidden: &mut Vec<Hidden>) -> Result<Page, ReadError> {
    let mut content = Vec::new();
    leaf.contents(&mut |stream| {
        let part = shared.unpack(&stream)?;
        // Most pages have one, which need not be copied.
        if content.is_empty() {
            content = part;
        } else {
            content.push(b'\n');
            content.extend(part);
        }
        Ok(())
    })?;
    let mut canvas = Canvas::new(shared, leaf.size(), leaf.shown());
    canvas.draw_page(&content, &leaf.resources, leaf.matrix())?;
    if let Some(upright) = canvas.upright() {
        let askew = canvas.page;
        shared.forget(askew.glyphs.len() + askew.invisible.len());
        canvas = Canvas::new(shared, leaf.size(), leaf.shown());
        canvas.draw_page(&content, &leaf.resources, leaf.matrix().then(&upright))?;
        // Nothing may have been turned out of the page.
        if canvas.page.glyphs.len() < askew.glyphs.len() {
            canvas.page = askew;
        }
    }
    annotations::draw(&mut canvas, leaf, hidden)?;
    Ok(canvas.page)
}
