//! Pages on which characters and lines are only drawn (pdf, ofd): what stands where, and how that becomes a document.
//!
//! On each page, lines that enclose cells make tables, and what stands in no cell makes lines of text. Over all pages,
//! what a printer adds is left out, tables that go on overleaf become one, and lines become paragraphs.

mod aligned;
mod banded;
mod cells;
mod continued;
mod margins;
pub mod page;
mod prose;
mod ruled;
mod sheet;
mod text;

use crate::{
    document::{self, Block, Document, Origin, Table, TextId, origin::PageBox},
    reader::ReadError,
    readers::limits::Meter,
};
use page::Area;
pub use page::{Glyph, Page, Picture, Rule};
use prose::Item;
use sheet::Sheet;

/// What pages say, as a document.
pub fn document(mut pages: Vec<Page>) -> Result<Document, ReadError> {
    readable(&pages)?;
    margins::clear_watermarks(&mut pages);
    let mut sheets: Vec<Sheet> = pages.into_iter().enumerate().map(|(at, page)| Sheet::new(page, at)).collect();
    margins::clear(&mut sheets);
    aligned::find(&mut sheets);
    let mut writer = Writer { document: Document::default(), meter: Meter::default(), pages: Vec::new() };
    writer.pages = sheets.iter().map(|sheet| sheet.turn).collect();
    for item in prose::flow(sheets) {
        match item {
            Item::Paragraph(text, place) => {
                writer.meter.paragraph()?;
                let id = writer.text(&text, place, false)?;
                writer.document.blocks.push(Block::Paragraph(id));
            }
            Item::Table(part) => {
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
                        text: writer.text(&cell.text, cell.place, part.drawn)?,
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

/// Whether there is text to read at all.
fn readable(pages: &[Page]) -> Result<(), ReadError> {
    /// Fewer characters than this on a page that is a picture are a stamp's or a scanner's.
    const FEW: usize = 12;
    /// So much of a page a picture covers that is the page.
    const MOST: f32 = 0.5;
    let drawn = |page: &Page| !(page.glyphs.is_empty() && page.rules.is_empty() && page.pictures.is_empty());
    if !pages.iter().any(drawn) {
        return Err(ReadError::Empty);
    }
    let (mut known, mut lost) = (0, 0);
    for glyph in pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !text::is_space(glyph)) {
        *if glyph.text.is_empty() { &mut lost } else { &mut known } += 1;
    }
    let is_picture = |page: &Page| {
        let covered = |p: &Picture| (p.right - p.left) * (p.bottom - p.top) > MOST * page.width * page.height;
        page.glyphs.len() <= FEW && page.pictures.iter().any(covered)
    };
    if known + lost == 0 {
        let pictures = pages.iter().any(|page| !page.pictures.is_empty());
        return Err(if pictures { ReadError::Scan } else { ReadError::NoText });
    }
    if pages.iter().filter(|page| drawn(page)).all(is_picture) {
        return Err(ReadError::Scan);
    }
    // Characters of which hardly one can be told are no text.
    if known * 10 < lost { Err(ReadError::NoText) } else { Ok(()) }
}

struct Writer {
    document: Document,
    meter: Meter,
    /// How each page was turned to be read.
    pages: Vec<sheet::Turn>,
}

impl Writer {
    fn text(&mut self, text: &str, (page, area): (usize, Area), enclosed: bool) -> Result<TextId, ReadError> {
        self.meter.characters(text)?;
        let area = self.pages.get(page).map_or(area, |turn| turn.back(area));
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
