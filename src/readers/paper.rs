//! Pages on which characters and lines are only drawn (pdf, ofd): what stands where, and how that becomes a document.
//!
//! On each page, lines that enclose cells make tables, and what stands in no cell makes lines of text. Over all pages,
//! what a printer adds is left out, tables that go on overleaf become one, and lines become paragraphs.

mod aligned;
mod banded;
mod cells;
mod continued;
mod halves;
mod margins;
mod marks;
pub mod page;
mod prose;
mod ruled;
mod settled;
mod sheet;
mod text;
mod twice;

use crate::{
    document::{self, Block, Document, Hidden, HiddenKind, Origin, Table, TextId, origin::PageBox},
    reader::ReadError,
    readers::limits::{self, Meter},
};
use page::Area;
pub use page::{Glyph, Page, Picture, Rule};
use prose::Item;
use sheet::Sheet;

/// What pages say, as a document.
pub fn document(mut pages: Vec<Page>) -> Result<Document, ReadError> {
    pages.iter_mut().for_each(bounded);
    settled::settle(&mut pages)?;
    margins::clear_watermarks(&mut pages);
    let mut sheets = Vec::with_capacity(pages.len());
    let mut cells = 0;
    let (shown_on, pages) = halves::pages(pages);
    for (at, page) in pages.into_iter().enumerate() {
        let sheet = Sheet::new(page, at);
        cells += sheet.cells();
        // Few are gone where tables go on overleaf.
        if cells > 2 * limits::CELLS {
            return Err(ReadError::TooLarge);
        }
        sheets.push(sheet);
    }
    margins::clear(&mut sheets);
    aligned::find(&mut sheets);
    let mut writer = Writer { document: Document::default(), meter: Meter::default(), pages: Vec::new() };
    writer.pages = shown_on.into_iter().zip(sheets.iter().map(|sheet| sheet.turn)).collect();
    for text in sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.struck)).filter(|text| !text.is_empty()) {
        writer.document.hidden.push(Hidden { kind: HiddenKind::Struck, text, author: None, span: None });
    }
    for item in prose::flow(sheets) {
        match item {
            Item::Paragraph(text, place) => {
                writer.meter.paragraph()?;
                let id = writer.text(&text, place, false)?;
                writer.document.blocks.push(Block::Paragraph(id));
            }
            Item::Table(mut part) => {
                part.compact();
                let columns = part.xs.len() as u32 - 1;
                let mut table = Table { rows: part.rows as u32, columns, cells: Vec::with_capacity(part.cells.len()) };
                for cell in part.cells {
                    writer.meter.cell()?;
                    table.cells.push(document::Cell {
                        row: cell.row as u32,
                        column: cell.column as u32,
                        rowspan: (cell.row_end - cell.row) as u32,
                        colspan: (cell.column_end - cell.column) as u32,
                        header: false,
                        text: writer.text(&cell.text, cell.place, part.drawn && cell.whole)?,
                    });
                }
                writer.document.blocks.push(Block::Table(table));
            }
            Item::Picture => {
                writer.meter.paragraph()?;
                writer.document.blocks.push(Block::Picture);
            }
        }
    }
    if writer.document.texts.is_empty() { Err(ReadError::NoText) } else { Ok(writer.document) }
}

/// Leaves out what stands nowhere near the page, or has no size.
fn bounded(page: &mut Page) {
    /// Points; a sheet of 14 metres.
    const FAR: f32 = 40_000.0;
    let near = |sides: [f32; 4]| sides.iter().all(|side| side.abs() < FAR);
    page.width = page.width.clamp(1.0, FAR);
    page.height = page.height.clamp(1.0, FAR);
    for glyphs in [&mut page.glyphs, &mut page.invisible] {
        glyphs.retain(|g| near([g.left, g.top, g.right, g.bottom]) && g.size > 0.1 && g.size < FAR);
    }
    page.rules.retain(|r| near([r.left, r.top, r.right, r.bottom]));
    page.pictures.retain(|p| near([p.left, p.top, p.right, p.bottom]));
}

struct Writer {
    document: Document,
    meter: Meter,
    /// Which page of the file each of those that are read stands on, and how it was turned.
    pages: Vec<(usize, sheet::Turn)>,
}

impl Writer {
    fn text(&mut self, text: &str, (page, area): (usize, Area), enclosed: bool) -> Result<TextId, ReadError> {
        self.meter.characters(text)?;
        let (page, area) = self.pages.get(page).map_or((page, area), |(shown_on, turn)| (*shown_on, turn.back(area)));
        let origin = Origin::Page(PageBox {
            page: page as u32 + 1,
            left: area.left.floor() as i32,
            top: area.top.floor() as i32,
            right: area.right.ceil() as i32,
            bottom: area.bottom.ceil() as i32,
            enclosed,
        });
        Ok(self.document.push_text(text, origin))
    }
}

#[cfg(test)]
mod tests;
