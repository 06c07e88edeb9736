//! What the fuzz targets share: read the bytes, and hold the document against what must be true of every document.

use gouji::{
    document::{Block, TextId},
    filing,
    reader::Reader,
};

/// Reads bytes with one reader, whether or not it would take them, and lays the document over the forms.
pub fn read(reader: &Reader, bytes: &[u8]) {
    let _ = (reader.sniff)(bytes);
    let Ok(document) = (reader.read)(bytes) else { return };
    let mut next = 0;
    let mut in_order = |id: TextId| {
        assert_eq!(id.0, next, "texts are numbered in document order");
        next += 1;
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(id) | Block::Heading(_, id) => in_order(*id),
            Block::Picture => {}
            Block::Table(table) => {
                for cell in &table.cells {
                    in_order(cell.text);
                    assert!(cell.rowspan >= 1 && cell.colspan >= 1, "every cell covers a place");
                    assert!(cell.row + cell.rowspan <= table.rows, "cells stay within the rows");
                    assert!(cell.column + cell.colspan <= table.columns, "cells stay within the columns");
                }
            }
        }
    }
    assert_eq!(next as usize, document.texts.len(), "every text is in a block");
    let _ = filing::lay(&document);
}
