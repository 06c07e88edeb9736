//! What the parts of a document share: styles, lists, and the comments and notes that its text refers to.

use super::{body::Body, lists::Lists, parts::Parts, styles::Styles};
use crate::{
    document::{Hidden, HiddenKind},
    reader::ReadError,
    readers::{flow::Flow, limits::Meter, names::Names, xml::Xml},
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
