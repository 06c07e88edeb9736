//! A document laid flat: all of its characters in one string, all of its structure in one list of numbers.
//!
//! As objects, a table of many cells takes the page seconds to read; so it takes none to speak of. What only a reader
//! needs, the texts' places in the source and what is hidden, stays behind.

use crate::document::{Block, Cell, Document, Origin, Table, Text, TextId};

const PARAGRAPH: u32 = 0;
const HEADING: u32 = 1;
const TABLE: u32 = 2;
const PICTURE: u32 = 3;

/// A document, laid flat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flat {
    /// The characters of all texts, then those of the title.
    pub characters: String,
    /// The texts' lengths in bytes, the title's, the blocks.
    pub numbers: Vec<u32>,
}

impl Flat {
    /// Lays a document flat.
    pub fn of(document: &Document) -> Self {
        let Document { texts, blocks, title, hidden: _ } = document;
        let mut characters: String = texts.iter().map(|text| &*text.content).collect();
        characters.extend(title.as_deref());
        let mut numbers = vec![texts.len() as u32];
        numbers.extend(texts.iter().map(|text| text.content.len() as u32));
        numbers.extend([u32::from(title.is_some()), title.as_ref().map_or(0, String::len) as u32]);
        for block in blocks {
            match block {
                Block::Paragraph(text) => numbers.extend([PARAGRAPH, text.0]),
                Block::Picture => numbers.push(PICTURE),
                Block::Heading(level, text) => numbers.extend([HEADING, u32::from(*level), text.0]),
                Block::Table(table) => {
                    numbers.extend([TABLE, table.rows, table.columns, table.cells.len() as u32]);
                    for Cell { row, column, rowspan, colspan, header, text } in &table.cells {
                        numbers.extend([*row, *column, *rowspan, *colspan, u32::from(*header), text.0]);
                    }
                }
            }
        }
        Self { characters, numbers }
    }

    /// The document again; none where these are not the numbers of one.
    pub fn document(&self) -> Option<Document> {
        let (mut rest, mut numbers) = (&*self.characters, self.numbers.iter().copied());
        let mut take = |length: u32| {
            let (head, tail) = rest.split_at_checked(length as usize)?;
            rest = tail;
            Some(head.to_owned())
        };
        let count = numbers.next()?;
        let lengths = numbers.by_ref().take(count as usize).collect::<Vec<_>>();
        let texts: Vec<Text> = lengths
            .into_iter()
            .map(|length| Some(Text { content: take(length)?, origin: Origin::Unknown }))
            .collect::<Option<_>>()?;
        let titled = numbers.next()? != 0;
        let title = take(numbers.next()?)?;
        let text = |number: u32| (number < count).then_some(TextId(number));
        let mut blocks = Vec::new();
        while let Some(kind) = numbers.next() {
            blocks.push(match kind {
                PARAGRAPH => Block::Paragraph(text(numbers.next()?)?),
                HEADING => Block::Heading(u8::try_from(numbers.next()?).ok()?, text(numbers.next()?)?),
                PICTURE => Block::Picture,
                TABLE => {
                    let (rows, columns, cells) = (numbers.next()?, numbers.next()?, numbers.next()?);
                    let mut cell = || {
                        Some(Cell {
                            row: numbers.next()?,
                            column: numbers.next()?,
                            rowspan: numbers.next()?,
                            colspan: numbers.next()?,
                            header: numbers.next()? != 0,
                            text: text(numbers.next()?)?,
                        })
                    };
                    Block::Table(Table { rows, columns, cells: (0..cells).map(|_| cell()).collect::<Option<_>>()? })
                }
                _ => return None,
            });
        }
        Some(Document { texts, blocks, title: titled.then_some(title), hidden: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let mut document = Document { title: Some("报告𠮷".into()), ..Document::default() };
        let heading = document.push_text("一、总体情况", Some(12));
        let paragraph = document.push_text("", None);
        let cell = document.push_text("12\n", Some(40));
        let cell = Cell { row: 1, column: 2, rowspan: 3, colspan: 4, header: true, text: cell };
        document.blocks = vec![
            Block::Heading(2, heading),
            Block::Table(Table { rows: 4, columns: 6, cells: vec![cell] }),
            Block::Table(Table::default()),
            Block::Picture,
            Block::Paragraph(paragraph),
        ];
        document
    }

    #[test]
    fn a_document_comes_back_as_it_went_but_for_its_origins() {
        let mut document = document();
        let back = Flat::of(&document).document().unwrap();
        document.texts.iter_mut().for_each(|text| text.origin = Origin::Unknown);
        assert_eq!(format!("{back:?}"), format!("{document:?}"));
        assert_eq!(Flat::of(&Document::default()).document().map(|back| back.texts.len()), Some(0));
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let flat = Flat::of(&document());
        // Between blocks it may end.
        let whole = (0..flat.numbers.len())
            .filter(|&end| Flat { numbers: flat.numbers[..end].to_vec(), ..flat.clone() }.document().is_some());
        assert_eq!(whole.count(), 5);
        assert_eq!(Flat { characters: "短".into(), ..flat.clone() }.document().map(|_| ()), None);
        let mut wrong = flat.clone();
        *wrong.numbers.last_mut().unwrap() = 99;
        assert!(wrong.document().is_none(), "there is no text 99");
    }
}
