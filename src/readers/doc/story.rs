//! The text, character after character: what each stands for, what is shown of it, and where paragraphs, cells and rows
//! end.

use super::{
    file::{File, Places, Story, part},
    formats::{Characters, Formats, ParagraphFormat},
    lists::Lists,
    pieces::{self, Piece},
    shapes::{self, Shapes},
    styles::Styles,
};
use crate::{
    document::{Document, HiddenKind},
    reader::ReadError,
    readers::{
        ansi,
        compound::u16_at,
        decoding,
        fields::{Fields, Form},
        flow::{Flow, Item, Mark},
        limits,
        nesting::{Builder, Fate, Paragraph},
    },
};

/// A file while its text is read.
pub struct Reading<'a> {
    file: &'a File,
    pieces: Vec<Piece>,
    formats: Formats<'a>,
    styles: Styles,
    lists: Lists,
    shapes: Shapes<'a>,
    /// Footnotes and endnotes: the story they stand in, where they are called for, where they begin.
    notes: [(Story, Places<'a>, Places<'a>); 2],
    comments: (Places<'a>, Places<'a>),
    comment_authors: Vec<String>,
    change_authors: Vec<String>,
    out: Builder,
    /// How many more characters are read, those that are not shown among them.
    left: usize,
}

/// The paragraph being read.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    /// Characters not yet written to it.
    pending: Vec<u16>,
    fields: Fields,
    /// Whether the last character stands for a shape.
    after_shape: bool,
}

/// What stands around a character.
struct Around<'a> {
    /// The format of its paragraph, and the changes of its piece.
    format: &'a [u8],
    changes: &'a [u8],
    fate: Fate,
    characters: Characters,
    main: bool,
}

impl<'a> Reading<'a> {
    pub fn new(file: &'a File) -> Self {
        let comments = if file.old { 0 } else { 30 };
        Self {
            file,
            pieces: pieces::pieces(file),
            formats: Formats::new(file),
            styles: Styles::new(file),
            lists: Lists::new(file),
            shapes: Shapes::new(file),
            notes: [
                (Story::Footnotes, file.places(part::FOOTNOTE_PLACES, 2), file.places(part::FOOTNOTES, 0)),
                (Story::Endnotes, file.places(part::ENDNOTE_PLACES, 2), file.places(part::ENDNOTES, 0)),
            ],
            comments: (file.places(part::COMMENT_PLACES, comments), file.places(part::COMMENTS, 0)),
            comment_authors: names(file.part(part::COMMENT_AUTHORS), usize::MAX, 0),
            change_authors: strings(file.part(part::CHANGE_AUTHORS)),
            out: Builder::default(),
            left: 2 * limits::CHARACTERS,
        }
    }

    /// Reads everything.
    pub fn document(mut self) -> Result<Document, ReadError> {
        if self.pieces.is_empty() {
            return Err(ReadError::Damaged);
        }
        let (start, end) = self.file.story(Story::Main);
        self.story(start, end, true)?;
        let boxes = self.file.places(part::TEXT_BOXES, 22);
        for index in self.shapes.rest() {
            let flow = self.aside(Story::TextBoxes, boxes, index)?;
            self.out.append(flow);
        }
        self.out.finish()
    }

    /// Reads an item of a story that stands elsewhere in the text.
    fn aside(&mut self, story: Story, places: Places<'_>, index: usize) -> Result<Flow, ReadError> {
        let (story_start, story_end) = self.file.story(story);
        let (start, end) = places.range(index);
        let place = |offset: u32| story_start.saturating_add(offset).min(story_end);
        let before = self.out.begin_aside();
        self.story(place(start), place(end), false)?;
        Ok(self.out.end_aside(before))
    }

    fn story(&mut self, start: u32, end: u32, main: bool) -> Result<(), ReadError> {
        let mut open = Open::default();
        let mut number = self.pieces.partition_point(|piece| piece.end <= start);
        while let Some(piece) = self.pieces.get(number).filter(|piece| piece.start < end).cloned() {
            number += 1;
            let changes = piece.changes(self.file);
            let (mut at, stop) = (piece.start.max(start), piece.end.min(end));
            while at < stop {
                let place = piece.place.saturating_add((at - piece.start).saturating_mul(piece.width));
                let (paragraph_end, format) = self.formats.paragraph_at(place);
                let (characters_end, characters) = self.formats.characters_at(place);
                let bytes = paragraph_end.min(characters_end).saturating_sub(place);
                let count = bytes.div_ceil(piece.width).clamp(1, stop - at);
                let last = place.saturating_add(count.saturating_mul(piece.width)) as usize;
                let text = self.file.word.get(place as usize..last.min(self.file.word.len())).unwrap_or_default();
                if text.len() < count.saturating_mul(piece.width) as usize {
                    return Err(ReadError::Damaged);
                }
                self.left = self.left.checked_sub(count as usize).ok_or(ReadError::TooLarge)?;
                let style = u16_at(format, 0).unwrap_or(0);
                let styles = &self.styles;
                let looks = |own: Option<u16>| {
                    let (own, around) = (own.map_or([false; 2], |own| styles.looks(own)), styles.looks(style));
                    [own[0] || around[0], own[1] || around[1]]
                };
                let characters = self.formats.characters(characters, changes, looks);
                let fate = match &characters {
                    Characters { deleted: true, .. } => Fate::Deleted,
                    Characters { hidden: true, .. } => Fate::Hidden,
                    Characters { struck: true, .. } | Characters { struck_twice: true, .. } => Fate::Struck,
                    Characters { inserted: true, .. } => Fate::Inserted,
                    _ => Fate::Shown,
                };
                let around = Around { format, changes, fate, characters, main };
                if main && fate.is_shown() {
                    self.notes(&mut open, at, at + count)?;
                }
                let is_end = paragraph_end == last as u32;
                let mut units = text.chunks_exact(piece.width as usize).peekable();
                while let Some(unit) = units.next() {
                    let unit = match unit {
                        [low, high] => u16::from_le_bytes([*low, *high]),
                        [byte] if !self.file.old => ansi::character(*byte) as u16,
                        _ => unit[0].into(),
                    };
                    self.unit(&mut open, &around, at, unit, is_end && units.peek().is_none())?;
                    at += 1;
                }
                self.write(&mut open, &around);
            }
        }
        // What no mark ends belongs where the text before it does.
        match open.paragraph.is_blank() {
            true => Ok(()),
            false => self.paragraph(&mut open, &ParagraphFormat::default(), self.out.depth()),
        }
    }

    /// The notes that are called for among some characters.
    fn notes(&mut self, open: &mut Open, start: u32, end: u32) -> Result<(), ReadError> {
        for (story, calls, texts) in self.notes {
            let mut index = calls.from(start);
            while index < calls.len() && calls.place(index) < end {
                let flow = self.aside(story, texts, index)?;
                open.paragraph.asides.extend(flow);
                index += 1;
            }
        }
        Ok(())
    }

    /// One character; `is_end` where the format of its paragraph ends with it.
    fn unit(
        &mut self,
        open: &mut Open,
        around: &Around<'_>,
        at: u32,
        unit: u16,
        is_end: bool,
    ) -> Result<(), ReadError> {
        let characters = &around.characters;
        let shown = around.fate.is_shown() && !open.fields.in_code();
        let after_shape = std::mem::replace(&mut open.after_shape, unit == 0x08);
        match unit {
            // A shape in the line is followed by its picture for those who cannot draw it.
            0x01 if characters.special && shown && !after_shape => {
                let place = characters.picture.filter(|_| !characters.is_data);
                open.paragraph.pictures +=
                    usize::from(place.is_some_and(|place| shapes::is_large(&self.file.data, place)));
            }
            0x01 if characters.is_data && open.fields.in_code() => {
                let form = characters.picture.and_then(|place| form(&self.file.data, place));
                form.into_iter().for_each(|form| open.fields.form(form));
            }
            0x05 if around.main => self.comment(open, around, at)?,
            0x08 if characters.special && shown && around.main => {
                let (boxes, picture) = self.shapes.at(at);
                open.paragraph.pictures += usize::from(picture);
                let places = self.file.places(part::TEXT_BOXES, 22);
                for index in boxes {
                    let flow = self.aside(Story::TextBoxes, places, index)?;
                    open.paragraph.asides.extend(flow);
                }
            }
            0x0b | 0x0e => self.break_line(open, around),
            0x0c => {
                self.write(open, around);
                match (open.paragraph.is_blank(), is_end) {
                    (true, _) => {}
                    (false, true) => self.end(open, around, 0x0d)?,
                    (false, false) => self.break_line(open, around),
                }
            }
            0x07 | 0x0d => {
                self.write(open, around);
                self.end(open, around, unit)?;
            }
            0x13..=0x15 => {
                self.write(open, around);
                let at = open.paragraph.line.text.len();
                match unit {
                    0x13 => open.fields.begin(),
                    0x14 => open.fields.separate(at),
                    _ => {
                        if let Some(text) = open.fields.end(at) {
                            open.paragraph.write(&text, around.fate, false, None);
                        }
                    }
                }
            }
            0x1e => open.pending.push(0x2011),
            // What a font of signs has in the private area means nothing elsewhere.
            0x28 if characters.special && characters.symbol.is_some() => {
                open.pending.extend(characters.symbol.filter(|unit| !(0xe000..0xf900).contains(unit)));
            }
            0x09 | 0x20.. => open.pending.push(unit),
            _ => {}
        }
        Ok(())
    }

    /// Writes what is pending to where it belongs.
    fn write(&self, open: &mut Open, around: &Around<'_>) {
        if open.pending.is_empty() {
            return;
        }
        let text = if self.file.old && !self.file.wide {
            decoding::gb18030(&open.pending.iter().map(|&unit| unit as u8).collect::<Vec<_>>())
        } else {
            String::from_utf16_lossy(&open.pending)
        };
        open.pending.clear();
        if open.fields.in_code() {
            open.fields.instruct(&text);
            return;
        }
        let number = match around.fate {
            Fate::Deleted => around.characters.deleter,
            _ => around.characters.inserter,
        };
        // The first in the list stands for nobody.
        let author = self.change_authors.get(usize::from(number)).filter(|_| number > 0).map(String::as_str);
        let raised = around.characters.raised || around.characters.moved;
        open.paragraph.write(&text, around.fate, raised, author);
    }

    fn comment(&mut self, open: &mut Open, around: &Around<'_>, at: u32) -> Result<(), ReadError> {
        let (places, texts) = self.comments;
        let Some(index) = places.at(at) else { return Ok(()) };
        self.write(open, around);
        let flow = self.aside(Story::Comments, texts, index)?;
        let lines = flow.iter().filter_map(|item| match item {
            Item::Line(line) => Some(line.text.trim()),
            _ => None,
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        let author = u16_at(places.item(index), 20).and_then(|number| self.comment_authors.get(usize::from(number)));
        let (author, at) = (author.cloned(), open.paragraph.line.text.len());
        open.paragraph.line.marks.push(Mark { kind: HiddenKind::Comment, text, author, at: at..at });
        Ok(())
    }

    fn break_line(&mut self, open: &mut Open, around: &Around<'_>) {
        self.write(open, around);
        if !open.fields.in_code() && around.fate.is_shown() {
            open.paragraph.break_line();
        }
    }

    /// A mark that ends a paragraph, a cell or a row.
    fn end(&mut self, open: &mut Open, around: &Around<'_>, mark: u16) -> Result<(), ReadError> {
        let paragraph = self.formats.paragraph(around.format, around.changes);
        let is_cell_mark = mark == 0x07;
        let depth = if is_cell_mark { 1 } else { paragraph.depth() };
        let inner = !is_cell_mark && depth > 1;
        if is_cell_mark && paragraph.ends_row() || inner && paragraph.inner_row {
            if !open.paragraph.is_blank() {
                self.paragraph(open, &paragraph, depth)?;
            }
            match around.fate == Fate::Deleted {
                true => self.out.end_deleted_row(depth, paragraph.shape()),
                false => self.out.end_row(depth, paragraph.shape()),
            }
            return Ok(());
        }
        let ends_cell = is_cell_mark || inner && paragraph.inner_cell;
        // Where the mark is deleted or hidden, the next paragraph's text goes on.
        if !around.fate.is_shown() && !ends_cell {
            return Ok(());
        }
        self.paragraph(open, &paragraph, depth)?;
        if ends_cell { self.out.end_cell(depth) } else { Ok(()) }
    }

    fn paragraph(&mut self, open: &mut Open, format: &ParagraphFormat, depth: usize) -> Result<(), ReadError> {
        // A field that a paragraph ends without a result is broken.
        open.fields.give_up();
        let style = self.styles.get(format.style);
        let level = format.level.or(style.and_then(|style| style.level)).filter(|&level| level < 9);
        let list = format.list.or(style.and_then(|style| style.list)).unwrap_or(0);
        let list_level = format.list_level.or(style.and_then(|style| style.list_level)).unwrap_or(0);
        let mut paragraph = std::mem::take(&mut open.paragraph);
        paragraph.label = self.lists.label(list, list_level);
        self.out.paragraph(depth, paragraph, level.map_or(0, |level| level + 1))
    }
}

/// Names, each behind its length, with so many bytes between them.
fn names(mut bytes: &[u8], most: usize, between: usize) -> Vec<String> {
    let mut names = Vec::new();
    while names.len() < most
        && let Some(count) = u16_at(bytes, 0).map(usize::from)
        && let Some(name) = bytes.get(2..2 + 2 * count)
    {
        names.push(decoding::utf16le(name));
        bytes = bytes.get(2 + 2 * count + between..).unwrap_or_default();
    }
    names
}

/// A table of strings of two-byte characters ([MS-DOC] 2.2.4).
fn strings(bytes: &[u8]) -> Vec<String> {
    match (u16_at(bytes, 0), u16_at(bytes, 2), u16_at(bytes, 4)) {
        (Some(0xffff), Some(count), Some(between)) => names(&bytes[6..], count.into(), between.into()),
        _ => Vec::new(),
    }
}

/// A form's field, described at a place in the data ([MS-DOC] 2.9.78).
fn form(data: &[u8], place: u32) -> Option<Form> {
    let data = data.get(place as usize..)?;
    let mut at = usize::from(u16_at(data, 4)?) + 4;
    let bits = u16_at(data, at)?;
    // Each of its strings has its length in front and a null behind.
    let behind = |at: usize| Some(at + 4 + 2 * usize::from(u16_at(data, at)?));
    at = behind(at + 6)?;
    let mut form = Form { is_check: bits & 3 == 1, default: u16_at(data, at)?.into(), ..Form::default() };
    form.chosen = Some(usize::from(bits >> 2 & 31)).filter(|chosen| *chosen != 25);
    if bits & 3 == 2 {
        for _ in 0..5 {
            at = behind(at)?;
        }
        form.entries = strings(data.get(at + 2..)?);
    }
    (bits & 3 > 0).then_some(form)
}
