//! Running text as Word's own formats give it: paragraph after paragraph, each with the depth of tables that it stands
//! in, and marks where cells and rows end.

use super::{
    boundaries::{self, Row, Shape},
    flow::{self, Flow, Item, Line, Look, Writer},
    limits::{self, Meter},
    numbering,
};
use crate::{
    document::{Document, HiddenKind},
    reader::ReadError,
};

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its automatic number, and whether a gap stands behind it.
    pub label: Option<(String, bool)>,
    /// Its text so far.
    pub line: Line,
    /// What comes behind the block that it stands in: notes, text boxes.
    pub asides: Flow,
    /// How many pictures stand in it.
    pub pictures: usize,
}

/// What becomes of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// They are shown.
    #[default]
    Shown,
    /// They are shown, for their insertion was accepted.
    Inserted,
    /// They are not shown, for their deletion was accepted.
    Deleted,
    /// They are not shown.
    Hidden,
    /// They are shown, but struck out, and so no part of the text.
    Struck,
}

impl Fate {
    /// Whether they are shown: what stands among them is, and a line or a paragraph that ends with them ends.
    pub fn is_shown(self) -> bool {
        !matches!(self, Self::Deleted | Self::Hidden)
    }
}

impl Paragraph {
    /// Adds characters, raised ones or others; for changes with who made them.
    pub fn write(&mut self, text: &str, fate: Fate, raised: bool, author: Option<&str>) {
        let at = self.line.text.len();
        if fate == Fate::Deleted {
            return self.line.mark(HiddenKind::Deletion, text, author, at..at);
        }
        self.line.write(text, Look { hidden: fate == Fate::Hidden, struck: fate == Fate::Struck, raised });
        if fate == Fate::Inserted {
            self.line.mark(HiddenKind::Insertion, text, author, at..self.line.text.len());
        }
    }

    /// Ends a line, but not the paragraph.
    pub fn break_line(&mut self) {
        self.line.text.push('\n');
    }

    /// Whether nothing stands in it yet, a number aside.
    pub fn is_blank(&self) -> bool {
        self.line.text.is_empty() && self.line.marks.is_empty()
    }

    /// Its text, the number before it.
    fn into_line(self, level: u8) -> Line {
        let mut line = Line { level, ..Line::default() };
        // Where all of a paragraph is struck out, so is its number.
        let is_struck = self.line.text.is_empty() && self.line.marks.iter().any(|mark| mark.kind == HiddenKind::Struck);
        if let Some((label, gap)) = self.label.filter(|_| !is_struck) {
            line.text = label;
            if gap {
                let gap = numbering::gap(&line.text, self.line.text.chars().next());
                line.text.push_str(gap);
            }
        }
        line.append(self.line);
        line
    }
}

/// Collects paragraphs and tables.
#[derive(Debug, Default)]
pub struct Builder {
    body: Flow,
    /// The open tables, the outer first.
    tables: Vec<OpenTable>,
    /// What comes behind the block that is being read: notes, text boxes.
    asides: Flow,
    meter: Meter,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Row>,
    /// The cells of the row being read.
    cells: Vec<Flow>,
    /// What the cell being read holds.
    content: Flow,
}

impl Builder {
    /// A paragraph within so many tables, with its level if it is a heading (0 if not).
    pub fn paragraph(&mut self, depth: usize, mut paragraph: Paragraph, level: u8) -> Result<(), ReadError> {
        self.descend(depth);
        let (pictures, mut asides) = (paragraph.pictures, std::mem::take(&mut paragraph.asides));
        let flow = self.tables.last_mut().map_or(&mut self.body, |table| &mut table.content);
        let line = paragraph.into_line(level);
        line.marks.iter().try_for_each(|mark| self.meter.characters(&mark.text))?;
        flow::push_line(flow, line, &mut self.meter)?;
        for _ in 0..pictures {
            self.meter.paragraph()?;
            flow.push(Item::Picture);
        }
        match self.tables.is_empty() {
            true => self.body.append(&mut asides),
            false => self.asides.append(&mut asides),
        }
        Ok(())
    }

    /// The end of a cell of the innermost of so many tables.
    pub fn end_cell(&mut self, depth: usize) -> Result<(), ReadError> {
        self.descend(depth);
        if let Some(table) = self.tables.last_mut() {
            self.meter.cell()?;
            table.cells.push(std::mem::take(&mut table.content));
        }
        Ok(())
    }

    /// The end of a row of the innermost of so many tables.
    pub fn end_row(&mut self, depth: usize, shape: Shape) {
        self.descend(depth);
        if let Some(table) = self.tables.last_mut() {
            table.end_row(shape);
        }
    }

    /// The end of a row whose mark is deleted. Without words left in its cells it is no row.
    pub fn end_deleted_row(&mut self, depth: usize, shape: Shape) {
        self.descend(depth);
        let Some(table) = self.tables.last_mut() else { return };
        let is_trace = |item: &Item| matches!(item, Item::Line(line) if line.text.is_empty());
        if table.cells.iter().flatten().chain(&table.content).all(is_trace) {
            self.asides.extend(table.cells.drain(..).flatten());
            self.asides.append(&mut table.content);
        } else {
            table.end_row(shape);
        }
    }

    /// How many tables are open.
    pub fn depth(&self) -> usize {
        self.tables.len()
    }

    /// Text that comes behind all that was read.
    pub fn append(&mut self, flow: Flow) {
        self.descend(0);
        self.body.extend(flow);
    }

    /// Begins text that stands elsewhere: a note, a text box. What is given back goes to [`end_aside`](Self::end_aside).
    pub fn begin_aside(&mut self) -> Self {
        let apart = Self { meter: self.meter.clone(), ..Self::default() };
        std::mem::replace(self, apart)
    }

    /// Ends such text and gives it back.
    pub fn end_aside(&mut self, before: Self) -> Flow {
        self.descend(0);
        let Self { body, meter, .. } = std::mem::replace(self, before);
        self.meter = meter;
        body
    }

    /// The document, all tables closed. Without any text it is a scan, if there are pictures, or empty.
    pub fn finish(mut self) -> Result<Document, ReadError> {
        self.descend(0);
        Writer::default().write(self.body)
    }

    /// Opens and closes tables until so many are open; those beyond the limit are read as paragraphs.
    fn descend(&mut self, depth: usize) {
        let depth = depth.min(limits::TABLE_DEPTH);
        while self.tables.len() < depth {
            self.tables.push(OpenTable::default());
        }
        while self.tables.len() > depth
            && let Some(table) = self.tables.pop()
        {
            let flow = self.tables.last_mut().map_or(&mut self.body, |outer| &mut outer.content);
            match table.rows.is_empty() && table.cells.is_empty() {
                true => flow.extend(table.content),
                false => boundaries::grid(table.close()).put(flow),
            }
            if self.tables.is_empty() {
                self.body.append(&mut self.asides);
            }
        }
    }
}

impl OpenTable {
    fn end_row(&mut self, mut shape: Shape) {
        let rest = std::mem::take(&mut self.content);
        match self.cells.last_mut() {
            Some(last) => last.extend(rest),
            None if !rest.is_empty() => self.cells.push(rest),
            None => {}
        }
        if !self.cells.is_empty() {
            // Edges of cells that are not there are not kept: a row of one cell may have a thousand.
            shape.cells.truncate(self.cells.len());
            shape.cells.shrink_to_fit();
            self.rows.push(Row { shape, cells: std::mem::take(&mut self.cells) });
        }
    }

    /// Its rows. One that the file's end cut off is shaped as the one before it.
    fn close(mut self) -> Vec<Row> {
        let shape = self.rows.last().map(|row| row.shape.clone()).unwrap_or_default();
        self.end_row(shape);
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    fn paragraph(text: &str, aside: &str) -> Paragraph {
        let mut paragraph = Paragraph::default();
        paragraph.write(text, Fate::Shown, false, None);
        paragraph.asides.push(Item::Line(Line { text: aside.to_owned(), ..Line::default() }));
        paragraph
    }

    #[test]
    fn tables_open_and_close_by_depth() {
        let mut builder = Builder::default();
        for (depth, text) in [(1, "外"), (2, "1"), (2, "2")] {
            builder.paragraph(depth, paragraph(text, "注"), 0).unwrap();
            if depth == 2 {
                builder.end_cell(2).unwrap();
            }
        }
        builder.end_row(2, Shape::default());
        builder.end_cell(1).unwrap();
        builder.paragraph(1, paragraph("右", "框"), 0).unwrap();
        builder.end_cell(1).unwrap();
        builder.end_row(1, Shape::default());
        builder.paragraph(0, paragraph("后", ""), 0).unwrap();
        let document = builder.finish().unwrap();
        // The outer table holds a table, so it only lays out the page.
        let texts: Vec<_> = document.texts.iter().map(|text| text.content.as_str()).collect();
        assert_eq!(texts, ["外", "1", "2", "右", "注", "注", "注", "框", "后"]);
        assert!(matches!(document.blocks[1], Block::Table(_)));
        for depth in [0, 1, 1000] {
            let mut builder = Builder::default();
            builder.paragraph(depth, Paragraph::default(), 0).unwrap();
            builder.end_cell(depth).unwrap();
            assert_eq!(builder.finish().unwrap_err(), ReadError::Empty);
        }
    }

    #[test]
    fn a_number_stands_before_its_paragraph() {
        let mut builder = Builder::default();
        let mut paragraph = Paragraph { label: Some(("1.".into(), true)), ..Paragraph::default() };
        paragraph.write("2023年", Fate::Inserted, false, Some("某"));
        paragraph.break_line();
        paragraph.write("删", Fate::Deleted, false, None);
        paragraph.write("情况", Fate::Shown, false, None);
        builder.paragraph(0, paragraph, 2).unwrap();
        let document = builder.finish().unwrap();
        assert!(matches!(document.blocks[..], [Block::Heading(2, id)] if document.text(id) == "1. 2023年\n情况"));
        let spans: Vec<_> = document.hidden.iter().map(|hidden| hidden.span.map(|span| document.slice(span))).collect();
        assert_eq!(spans, [Some("2023年"), Some("")]);
    }
}
