//! Running text as Word's own formats give it: paragraph after paragraph, each with the depth of tables that it stands
//! in, and marks where cells and rows end.

use super::{
    boundaries::{self, Row, Shape},
    flow::{self, Flow, Item, Line, Writer},
    limits::{self, Meter},
};
use crate::{document::Document, reader::ReadError};

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
    /// A paragraph within so many tables, and what comes behind the block that it stands in.
    pub fn line(&mut self, depth: usize, line: Line, asides: Flow) -> Result<(), ReadError> {
        self.descend(depth);
        line.marks.iter().try_for_each(|mark| self.meter.characters(&mark.text))?;
        let flow = self.tables.last_mut().map_or(&mut self.body, |table| &mut table.content);
        flow::push_line(flow, line, &mut self.meter)?;
        match self.tables.is_empty() {
            true => self.body.extend(asides),
            false => self.asides.extend(asides),
        }
        Ok(())
    }

    /// A picture within so many tables.
    pub fn picture(&mut self, depth: usize) -> Result<(), ReadError> {
        self.descend(depth);
        self.meter.paragraph()?;
        self.flow().push(Item::Picture);
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

    /// The end of a row whose deletion was accepted: what is left of it is no row.
    pub fn end_deleted_row(&mut self, depth: usize) {
        self.descend(depth);
        if let Some(table) = self.tables.last_mut() {
            self.asides.extend(table.cells.drain(..).flatten());
            self.asides.append(&mut table.content);
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
            boundaries::grid(table.close()).put(self.flow());
            if self.tables.is_empty() {
                self.body.append(&mut self.asides);
            }
        }
    }

    fn flow(&mut self) -> &mut Flow {
        self.tables.last_mut().map_or(&mut self.body, |table| &mut table.content)
    }
}

impl OpenTable {
    fn end_row(&mut self, shape: Shape) {
        let rest = std::mem::take(&mut self.content);
        match self.cells.last_mut() {
            Some(last) => last.extend(rest),
            None if !rest.is_empty() => self.cells.push(rest),
            None => {}
        }
        if !self.cells.is_empty() {
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

    fn line(text: &str) -> Line {
        Line { text: text.into(), ..Line::default() }
    }

    #[test]
    fn tables_open_and_close_by_depth() {
        let mut builder = Builder::default();
        for (depth, text) in [(1, "外"), (2, "1"), (2, "2")] {
            builder.line(depth, line(text), vec![Item::Line(line("注"))]).unwrap();
            if depth == 2 {
                builder.end_cell(2).unwrap();
            }
        }
        builder.end_row(2, Shape::default());
        builder.end_cell(1).unwrap();
        builder.line(1, line("右"), Flow::new()).unwrap();
        builder.end_cell(1).unwrap();
        builder.end_row(1, Shape::default());
        builder.line(0, line("后"), Flow::new()).unwrap();
        let document = builder.finish().unwrap();
        // The outer table holds a table, so it only lays out the page.
        let texts: Vec<_> = document.texts.iter().map(|text| text.content.as_str()).collect();
        assert_eq!(texts, ["外", "1", "2", "右", "注", "注", "注", "后"]);
        assert!(matches!(document.blocks[1], Block::Table(_)));
        for depth in [0, 1, 1000] {
            let mut builder = Builder::default();
            builder.line(depth, line(" "), Flow::new()).unwrap();
            builder.end_cell(depth).unwrap();
            assert_eq!(builder.finish().unwrap_err(), ReadError::Empty);
        }
    }
}
