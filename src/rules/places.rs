//! Where what is missing belongs: the empty span at the end of what stands before it.

use crate::{
    document::{Block, Span, TextId, draws_nothing},
    filing::{Filing, LabelFound, SectionFound, fold::fold},
    form::CellId,
};

/// The last text of a block.
fn last_text(block: &Block) -> Option<TextId> {
    match block {
        Block::Paragraph(id) | Block::Heading(_, id) => Some(*id),
        Block::Table(table) => table.cells.iter().map(|cell| cell.text).max(),
        Block::Picture => None,
    }
}

/// The texts of a block.
pub fn texts(block: &Block) -> Vec<TextId> {
    match block {
        Block::Paragraph(id) | Block::Heading(_, id) => vec![*id],
        Block::Table(table) => table.cells.iter().map(|cell| cell.text).collect(),
        Block::Picture => Vec::new(),
    }
}

/// The first text of the report's end: the body's name, or the date.
pub fn signature_text(filing: &Filing) -> Option<TextId> {
    let signature = filing.signature.as_ref()?;
    Some(signature.body.as_ref().map_or(signature.date.span.text, |(_, span)| span.text))
}

/// Whether a section shows a picture before the signature.
pub fn shows_picture(filing: &Filing, section: &SectionFound) -> bool {
    let signature = signature_text(filing);
    let blocks = filing.document.blocks.get(section.blocks.clone()).unwrap_or_default();
    let is_end = |block: &&Block| signature.is_some_and(|signature| texts(block).contains(&signature));
    blocks.iter().take_while(|block| !is_end(block)).any(|block| matches!(block, Block::Picture))
}

/// The end of a section, before the signature.
pub fn end_of(filing: &Filing, section: &SectionFound) -> Span {
    let heading = Span::at(section.span.text, section.span.end as usize);
    let signature = signature_text(filing);
    let own = |id: &TextId| *id > section.span.text && signature.is_none_or(|signature| *id < signature);
    let written = |id: &TextId| !filing.document.text(*id).trim().is_empty();
    let blocks = filing.document.blocks.get(section.blocks.clone()).unwrap_or_default();
    let last = blocks.iter().rev().filter_map(last_text).filter(own).find(written);
    last.map_or(heading, |id| Span::at(id, filing.document.text(id).trim_end().len()))
}

/// Where a section of the form belongs: at the end of the one before it, else behind the title, else at the start.
pub fn of_section(filing: &Filing, index: usize) -> Option<Span> {
    if let Some(before) = (0..index).rev().find_map(|i| filing.section(i)) {
        return Some(end_of(filing, before));
    }
    let first = filing.sections.first()?;
    let title = filing.title.as_ref().and_then(|title| title.spans.last());
    Some(
        title.map_or(Span::at(first.span.text, first.span.start as usize), |span| {
            Span::at(span.text, span.end as usize)
        }),
    )
}

/// Behind the label of a cell's row, where the place of the cell itself is not known.
pub fn of_row(filing: &Filing, cell: CellId) -> Option<Span> {
    let at = filing.form_cell(cell);
    let table = filing.form?.tables.iter().position(|table| table.key == at.table.key)?;
    let label = filing.tables.get(table)?.labels.iter().find(|label| label.canonical == at.row.label)?;
    label.spans.last().map(|span| Span::at(span.text, span.end as usize))
}

/// A label in its author's characters, white space removed.
pub fn written(filing: &Filing, label: &LabelFound) -> String {
    let written: String = label
        .spans
        .iter()
        .flat_map(|span| filing.document.slice(*span).chars())
        .filter(|c| !c.is_whitespace() && !draws_nothing(*c))
        .collect();
    if fold(&written) == fold(&label.text) { written } else { label.text.clone() }
}
