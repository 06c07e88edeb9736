//! What the parts of a document share: styles, lists, and the comments and notes that its text refers to.

use super::{body::Body, lists::Lists, parts::Parts, styles::Styles};
use crate::{
    document::{Block, Cell, Document, Hidden, HiddenKind},
    reader::ReadError,
    readers::{
        flow::{Flow, Grid, GridCell, Item, Line},
        limits::Meter,
        names::Names,
        xml::Xml,
    },
};

/// What all parts with text share.
#[derive(Default)]
pub struct Context {
    pub styles: Styles,
    pub lists: Lists,
    /// By their ids, until they are placed.
    pub comments: Names<Option<Comment>>,
    /// By their kind and ids, until they are placed.
    pub notes: Names<Flow>,
    /// Parts of other formats by the ids of their relations, until they are placed.
    pub chunks: Names<Flow>,
    /// What such parts hold hidden, and the title of the first that has one.
    pub hidden: Vec<Hidden>,
    pub title: Option<String>,
    pub meter: Meter,
}

/// A comment.
pub struct Comment {
    pub author: Option<String>,
    pub text: String,
}

impl Context {
    /// Reads what the main part refers to.
    pub fn read(parts: &Parts, main: &str) -> Result<Self, ReadError> {
        let mut context = Self::default();
        if parts.main.is_empty() {
            context.styles = Styles::read(main)?;
            return Ok(context);
        }
        if let Some((_, part)) = parts.related("styles")? {
            context.styles = Styles::read(&part)?;
        }
        if let Some((_, part)) = parts.related("numbering")? {
            context.lists = Lists::read(&part)?;
        }
        if let Some((_, part)) = parts.related("comments")? {
            context.read_comments(&part)?;
        }
        for part in parts.foreign() {
            let (id, part) = part?;
            let flow = match super::foreign(&part) {
                Err(ReadError::Empty | ReadError::NoText) => Flow::new(),
                answer => context.flow(answer?)?,
            };
            context.chunks.insert(id.to_owned(), flow)?;
        }
        for (kind, relation) in [("footnote", "footnotes"), ("endnote", "endnotes")] {
            if let Some((name, part)) = parts.related(relation)? {
                let name = if parts.is_archive() { &*name } else { "" };
                for (id, note) in Body::new(name, &part, &mut context).read_notes(kind)? {
                    context.notes.insert(id, note)?;
                }
            }
        }
        Ok(context)
    }

    /// What a document of another format holds.
    fn flow(&mut self, document: Document) -> Result<Flow, ReadError> {
        let line = |id, level| Item::Line(Line { level, text: document.text(id).to_owned(), ..Line::default() });
        let mut flow = Flow::new();
        for block in &document.blocks {
            self.meter.paragraph()?;
            flow.push(match block {
                Block::Paragraph(id) => line(*id, 0),
                Block::Heading(level, id) => line(*id, *level),
                Block::Picture => Item::Picture,
                Block::Table(table) => {
                    let mut grid = Grid { rows: table.rows, columns: table.columns, ..Grid::default() };
                    for &Cell { row, column, rowspan, colspan, header, text } in &table.cells {
                        self.meter.cell()?;
                        let content = vec![line(text, 0)];
                        grid.cells.push(GridCell { row, column, rowspan, colspan, header, content });
                    }
                    Item::Table(grid)
                }
            });
        }
        for text in &document.texts {
            self.meter.characters(&text.content)?;
        }
        self.hidden.extend(document.hidden.into_iter().map(|hidden| Hidden { span: None, ..hidden }));
        self.title = self.title.take().or(document.title);
        Ok(flow)
    }

    fn read_comments(&mut self, part: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(part);
        while let Some(element) = xml.within(0)? {
            if element.name() == "comment" {
                let id = element.attribute("id").unwrap_or_default();
                let comment = Comment { author: element.attribute("author"), text: xml.words()? };
                self.meter.characters(&comment.text)?;
                self.comments.insert(id, Some(comment))?;
            }
        }
        Ok(())
    }

    /// Comments that nothing in the text refers to.
    pub fn unplaced_comments(self) -> impl Iterator<Item = Hidden> {
        self.comments.into_values().into_iter().flatten().map(|comment| Hidden {
            kind: HiddenKind::Comment,
            text: comment.text,
            author: comment.author,
            span: None,
        })
    }
}
