//! Paragraphs and what is in them: runs, fields, notes, drawings, tracked changes (ECMA-376, 17.3, 17.13, 17.16).

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

use super::{context::Context, is_on, styles, symbols};
use crate::{
    document::{HiddenKind, origin::Piece},
    reader::ReadError,
    readers::{
        fields::{Fields, Form},
        flow::{self, Flow, Item, Line, Look, push_line},
        limits::Meter,
        numbering,
        xml::{Element, Event, Xml},
    },
};

/// English metric units of a pixel, 96 of which are an inch.
const PIXEL: u32 = 9525;

/// A part with paragraphs, being read.
pub struct Body<'a, 'c> {
    xml: Xml<'a>,
    context: &'c mut Context,
    /// The part's name; empty where runs are not found again.
    part: Arc<str>,
    /// The prefix of the part's own elements: drawings and formulas have paragraphs and runs of other kinds.
    prefix: String,
    /// Whether white space counts in all of the part.
    preserves: bool,
    /// How many paragraphs have begun.
    paragraphs: u32,
    fields: Fields,
    /// The open elements of alternate content by their depth, and whether a branch has been taken.
    alternates: Vec<(usize, bool)>,
    /// How deep the content control stands that shows only what to write there.
    placeholder: Option<usize>,
    /// The change that all text is part of.
    tracked: Option<Rc<Tracked>>,
    /// Notes that the open block refers to.
    notes: Flow,
}

/// A tracked change.
struct Tracked {
    kind: HiddenKind,
    author: Option<String>,
}

/// A paragraph, being read.
#[derive(Default)]
struct Paragraph {
    number: u32,
    /// How many of its runs have begun.
    runs: u32,
    /// How much of the text of the open run has been read.
    offset: u32,
    properties: styles::Paragraph,
    /// How its style has its text look.
    look: Look,
    line: Line,
    /// Comments that have begun.
    comments: BTreeMap<String, usize>,
    /// What is anchored in it.
    after: Flow,
    /// Whether the open drawing holds a picture, and its longest side in pixels.
    picture: (bool, Option<u32>),
}

/// What holds for some text of a paragraph.
#[derive(Clone, Default)]
struct Scope {
    run: Option<u32>,
    look: Look,
    tracked: Option<Rc<Tracked>>,
}

impl<'a, 'c> Body<'a, 'c> {
    /// Begins to read a part.
    pub fn new(name: &str, part: &'a str, context: &'c mut Context) -> Self {
        Self {
            xml: Xml::new(part),
            context,
            part: name.into(),
            prefix: String::new(),
            preserves: false,
            paragraphs: 0,
            fields: Fields::default(),
            alternates: Vec::new(),
            placeholder: None,
            tracked: None,
            notes: Flow::new(),
        }
    }

    /// Reads the main part: what its body holds.
    pub fn read(mut self) -> Result<Flow, ReadError> {
        let mut flow = Flow::new();
        while let Some(element) = self.within(0)? {
            if self.xml.depth() == 1 {
                self.root(&element);
            } else if element.name() == "body" {
                let outside = self.xml.depth() - 1;
                let mut held = None;
                while let Some(element) = self.within(outside)? {
                    self.block(&element, &mut flow, &mut held)?;
                    flow.append(&mut self.notes);
                }
                self.release(&mut held, &mut flow)?;
                return Ok(flow);
            }
        }
        Err(ReadError::Damaged)
    }

    /// Reads a part of notes, each with its name.
    pub fn read_notes(mut self, kind: &str) -> Result<Vec<(String, Flow)>, ReadError> {
        let mut notes = Vec::new();
        while let Some(element) = self.within(0)? {
            if self.xml.depth() == 1 {
                self.root(&element);
            } else if element.name() == kind {
                let mut flow = Flow::new();
                self.blocks(&mut flow)?;
                if !flow.is_empty() {
                    notes.push((note_name(kind, &element), flow));
                }
            }
        }
        Ok(notes)
    }

    fn root(&mut self, element: &Element) {
        self.prefix = element.prefix().to_owned();
        self.preserves = element.attribute("space").as_deref() == Some("preserve");
    }

    pub(super) fn within(&mut self, outside: usize) -> Result<Option<Element<'a>>, ReadError> {
        self.xml.within(outside)
    }

    /// How many elements are around the one that began last.
    pub(super) fn outside(&self) -> usize {
        self.xml.depth() - 1
    }

    pub(super) fn meter(&mut self) -> &mut Meter {
        &mut self.context.meter
    }

    pub(super) fn xml(&mut self) -> &mut Xml<'a> {
        &mut self.xml
    }

    fn is_own(&self, element: &Element) -> bool {
        element.prefix() == self.prefix
    }

    /// Reads the blocks within the element that began last.
    fn blocks(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        let outside = self.outside();
        let mut held = None;
        while let Some(element) = self.within(outside)? {
            self.block(&element, flow, &mut held)?;
        }
        self.release(&mut held, flow)
    }

    /// Reads an element among blocks. `held` is a paragraph whose mark is deleted: the next one continues it.
    pub(super) fn block(
        &mut self,
        element: &Element,
        flow: &mut Flow,
        held: &mut Option<Line>,
    ) -> Result<(), ReadError> {
        match element.name() {
            "p" if self.is_own(element) => self.paragraph(flow, held)?,
            "tbl" => {
                self.release(held, flow)?;
                self.table(flow)?;
            }
            "AlternateContent" | "Choice" | "Fallback" => self.alternate(element.name(), None)?,
            "sdtPr" => self.control()?,
            "sdtContent" if self.is_placeholder(0) => self.skip(None)?,
            "altChunk" => {
                self.release(held, flow)?;
                let id = element.attribute("id").unwrap_or_default();
                flow.extend(self.context.chunks.get_mut(&id).map(std::mem::take).unwrap_or_default());
            }
            "sectPr" | "sdtEndPr" | "customXmlPr" => self.xml.skip()?,
            name => {
                if let Some(tracked) = tracked(name, element) {
                    let outer = self.tracked.replace(tracked);
                    self.blocks(flow)?;
                    self.tracked = outer;
                }
            }
        }
        Ok(())
    }

    /// Ends a paragraph that no other one continues.
    pub(super) fn release(&mut self, held: &mut Option<Line>, flow: &mut Flow) -> Result<(), ReadError> {
        held.take().map_or(Ok(()), |line| push_line(flow, line, &mut self.context.meter))
    }

    /// Of alternate content one branch is read, the first: where it is text at all, the others say the same.
    fn alternate(&mut self, name: &str, paragraph: Option<&mut Paragraph>) -> Result<(), ReadError> {
        let depth = self.xml.depth();
        if name == "AlternateContent" {
            self.alternates.retain(|(open, _)| *open < depth);
            self.alternates.push((depth, false));
            return Ok(());
        }
        if let Some((open, taken)) = self.alternates.last_mut()
            && *open + 1 == depth
            && !std::mem::replace(taken, true)
        {
            return Ok(());
        }
        self.skip(paragraph)
    }

    /// Passes over the rest of the element that began last, but counts the paragraphs and runs in it.
    fn skip(&mut self, mut paragraph: Option<&mut Paragraph>) -> Result<(), ReadError> {
        let outside = self.outside();
        // How deep the open paragraph within stands.
        let mut inner = usize::MAX;
        while let Some(event) = self.xml.next()? {
            let depth = self.xml.depth();
            match event {
                Event::Start(element) if self.is_own(&element) => match element.name() {
                    "p" => {
                        self.paragraphs += 1;
                        inner = inner.min(depth);
                    }
                    "r" if depth < inner => {
                        if let Some(paragraph) = &mut paragraph {
                            paragraph.runs += 1;
                        }
                    }
                    _ => {}
                },
                Event::End if depth <= outside => break,
                Event::End if depth < inner => inner = usize::MAX,
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, flow: &mut Flow, held: &mut Option<Line>) -> Result<(), ReadError> {
        let look = self.look(None);
        let mut paragraph = Paragraph { number: self.paragraphs, look, ..Paragraph::default() };
        self.paragraphs += 1;
        let scope = Scope { tracked: self.tracked.clone(), ..Scope::default() };
        self.inline(&mut paragraph, scope)?;
        self.fields.give_up();
        for (id, start) in std::mem::take(&mut paragraph.comments) {
            let end = paragraph.line.text.len();
            self.comment(&id, &mut paragraph.line, start..end);
        }
        let Paragraph { properties, look, line, mut after, .. } = paragraph;
        let deletion = self.tracked.as_ref().is_some_and(|tracked| tracked.kind == HiddenKind::Deletion);
        if properties.run.deleted || deletion {
            held.get_or_insert_default().append(line);
            flow.append(&mut after);
            return Ok(());
        }
        let styles = &self.context.styles;
        let mut whole = Line { level: styles.heading(&properties), ..Line::default() };
        let mut rest = held.take().unwrap_or_default();
        rest.append(line);
        // Where a paragraph's mark is hidden or struck out, so is its number.
        let look = styles.look(&properties.run, look);
        if !look.hidden
            && !look.struck
            && let Some((label, gap)) = self.context.lists.label(&properties, styles)
        {
            whole.text.push_str(&label);
            if gap {
                whole.text.push_str(numbering::gap(&label, rest.text.chars().next()));
            }
        }
        whole.append(rest);
        push_line(flow, whole, &mut self.context.meter)?;
        flow.append(&mut after);
        Ok(())
    }

    /// Reads what the element that began last holds of a paragraph.
    fn inline(&mut self, paragraph: &mut Paragraph, mut scope: Scope) -> Result<(), ReadError> {
        let outside = self.outside();
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Start(element) => self.element(&element, paragraph, &mut scope)?,
                Event::End if self.xml.depth() <= outside => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    fn element(&mut self, element: &Element, paragraph: &mut Paragraph, scope: &mut Scope) -> Result<(), ReadError> {
        let id = || element.attribute("id").unwrap_or_default();
        match element.name() {
            "t" => {
                let preserves = self.preserves || element.attribute("space").as_deref() == Some("preserve");
                let text = self.xml.text()?;
                let text = if preserves { &*text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
                self.add(text, paragraph, scope)?;
            }
            "delText" => {
                let text = self.xml.text()?;
                self.add(&text, paragraph, scope)?;
            }
            "tab" | "ptab" => self.add("\t", paragraph, scope)?,
            "br" | "cr" => self.add("\n", paragraph, scope)?,
            "noBreakHyphen" => self.add("\u{2011}", paragraph, scope)?,
            "sym" => {
                let (font, code) = (element.attribute("font"), element.attribute("char"));
                if let Some(sign) = symbols::character(&font.unwrap_or_default(), &code.unwrap_or_default()) {
                    self.add(sign.encode_utf8(&mut [0; 4]), paragraph, scope)?;
                }
            }
            "r" => {
                let mut inner = scope.clone();
                inner.run = None;
                if self.is_own(element) {
                    inner.run = Some(paragraph.runs);
                    inner.look = paragraph.look;
                    paragraph.runs += 1;
                }
                let offset = std::mem::take(&mut paragraph.offset);
                self.inline(paragraph, inner)?;
                paragraph.offset = offset;
            }
            "rPr" if self.is_own(element) => {
                let run = styles::Run::read(&mut self.xml)?;
                scope.look = self.context.styles.look(&run, paragraph.look);
            }
            "pPr" => {
                paragraph.properties = styles::Paragraph::read(&mut self.xml)?;
                paragraph.look = self.look(paragraph.properties.style.as_deref());
            }
            "fldChar" => {
                let at = paragraph.line.text.len();
                match &*element.attribute("fldCharType").unwrap_or_default() {
                    "begin" => self.fields.begin(),
                    "separate" => self.fields.separate(at),
                    _ => {
                        if let Some(text) = self.fields.end(at) {
                            // It stands in no run.
                            let (scope, offset) = (Scope { run: None, ..scope.clone() }, paragraph.offset);
                            self.add(&text, paragraph, &scope)?;
                            paragraph.offset = offset;
                        }
                    }
                }
            }
            "instrText" => self.fields.instruct(&self.xml.text()?),
            "ffData" => self.form()?,
            "sdtPr" => self.control()?,
            "sdtContent" if self.is_placeholder(0) => self.skip(Some(paragraph))?,
            "delInstrText" | "fldData" | "sdtEndPr" | "rubyPr" | "smartTagPr" | "customXmlPr" | "ctrlPr"
            | "binData" => self.xml.skip()?,
            "rt" => self.skip(Some(paragraph))?,
            "AlternateContent" | "Choice" | "Fallback" => self.alternate(element.name(), Some(paragraph))?,
            "footnoteReference" => self.note(&note_name("footnote", element)),
            "endnoteReference" => self.note(&note_name("endnote", element)),
            // Word 2003 has its notes where they belong.
            "footnote" | "endnote" => {
                let mut flow = Flow::new();
                self.apart(&mut flow)?;
                self.notes.append(&mut flow);
            }
            "commentRangeStart" => drop(paragraph.comments.insert(id(), paragraph.line.text.len())),
            "commentRangeEnd" | "commentReference" => {
                let (id, end) = (id(), paragraph.line.text.len());
                let start = paragraph.comments.get(&id).copied().unwrap_or(end);
                self.comment(&id, &mut paragraph.line, start..end);
            }
            "annotation" if element.attribute("type").as_deref() == Some("Word.Comment") => {
                let (author, at) = (element.attribute("author"), paragraph.line.text.len());
                let text = self.xml.words()?;
                paragraph.line.mark(HiddenKind::Comment, &text, author.as_deref(), at..at);
            }
            "drawing" | "pict" | "object" => {
                let outer = std::mem::take(&mut paragraph.picture);
                self.inline(paragraph, scope.clone())?;
                let (shows, side) = std::mem::replace(&mut paragraph.picture, outer);
                if shows && side.is_none_or(|side| side > flow::ICON) {
                    self.context.meter.paragraph()?;
                    paragraph.after.push(Item::Picture);
                }
            }
            "blip" | "imagedata" => paragraph.picture.0 = true,
            "extent" => {
                let sides = ["cx", "cy"].into_iter().filter_map(|side| element.number::<u32>(side));
                paragraph.picture.1 = sides.map(|side| side / PIXEL).max();
            }
            "shape" | "rect" => {
                if let Some(side) = element.attribute("style").as_deref().and_then(longest_side) {
                    paragraph.picture.1 = Some(paragraph.picture.1.map_or(side, |known| known.max(side)));
                }
            }
            "textpath" => {
                let line = Line { text: element.attribute("string").unwrap_or_default(), ..Line::default() };
                push_line(&mut paragraph.after, line, &mut self.context.meter)?;
            }
            "txbxContent" => self.apart(&mut paragraph.after)?,
            "p" if self.is_own(element) => self.paragraph(&mut paragraph.after, &mut None)?,
            "tbl" => self.table(&mut paragraph.after)?,
            name => {
                // What was inserted, then deleted, is deleted.
                let deleted = scope.tracked.as_ref().is_some_and(|outer| outer.kind == HiddenKind::Deletion);
                if let Some(tracked) = tracked(name, element).filter(|_| !deleted) {
                    let inner = Scope { tracked: Some(tracked), ..scope.clone() };
                    self.inline(paragraph, inner)?;
                }
            }
        }
        Ok(())
    }

    /// Reads blocks that stand apart from the paragraph in which they are written.
    fn apart(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        let fields = std::mem::take(&mut self.fields);
        self.blocks(flow)?;
        self.fields = fields;
        Ok(())
    }

    fn look(&self, style: Option<&str>) -> Look {
        self.context.styles.says(style).within(Look::default())
    }

    /// Reads what an old form's field is set to: an entry of its list, or whether it is checked.
    fn form(&mut self) -> Result<(), ReadError> {
        let outside = self.outside();
        let mut form = Form::default();
        while let Some(element) = self.within(outside)? {
            let value = || element.number("val").unwrap_or(is_on(&element).into());
            match element.name() {
                "checkBox" => form.is_check = true,
                "checked" | "result" => form.chosen = Some(value()),
                "default" => form.default = value(),
                "listEntry" => form.entries.push(element.attribute("val").unwrap_or_default()),
                _ => {}
            }
        }
        self.fields.form(form);
        Ok(())
    }

    /// Reads the properties of a content control.
    pub(super) fn control(&mut self) -> Result<(), ReadError> {
        let outside = self.outside();
        self.placeholder = None;
        while let Some(element) = self.within(outside)? {
            if element.name() == "showingPlcHdr" && is_on(&element) {
                self.placeholder = Some(outside);
            }
        }
        Ok(())
    }

    /// Whether the element that began last, so many elements within a control's content, holds what nobody wrote.
    pub(super) fn is_placeholder(&mut self, within: usize) -> bool {
        self.placeholder.take() == Some(self.outside() - within)
    }

    /// Puts a note behind the block that refers to it.
    fn note(&mut self, name: &str) {
        if let Some(note) = self.context.notes.get_mut(name) {
            self.notes.append(note);
        }
    }

    fn comment(&mut self, id: &str, line: &mut Line, at: std::ops::Range<usize>) {
        if let Some(comment) = self.context.comments.get_mut(id).and_then(Option::take) {
            line.mark(HiddenKind::Comment, &comment.text, comment.author.as_deref(), at);
        }
    }

    /// Adds text of a run, if it is shown.
    fn add(&mut self, text: &str, paragraph: &mut Paragraph, scope: &Scope) -> Result<(), ReadError> {
        let (offset, length) = (paragraph.offset, text.len() as u32);
        paragraph.offset += length;
        if text.is_empty() || self.fields.in_code() {
            return Ok(());
        }
        let line = &mut paragraph.line;
        let at = line.text.len();
        let change = scope.tracked.as_ref().map(|tracked| (tracked.kind, tracked.author.as_deref()));
        if let Some((HiddenKind::Deletion, author)) = change {
            line.mark(HiddenKind::Deletion, text, author, at..at);
            return self.context.meter.characters(text);
        }
        let as_given = line.write(text, scope.look);
        let end = line.text.len();
        if end == at {
            return self.context.meter.characters(text);
        }
        if let Some((kind, author)) = change {
            line.mark(kind, text, author, at..end);
        }
        // What the run does not hold so is not found there.
        let found = as_given && !self.part.is_empty();
        let Some(run) = scope.run.filter(|_| found) else { return Ok(()) };
        match line.pieces.last_mut() {
            Some(piece)
                if (piece.paragraph, piece.run) == (paragraph.number, run)
                    && (piece.at + piece.length, piece.offset + piece.length) == (at as u32, offset) =>
            {
                piece.length += length;
            }
            _ => line.pieces.push(Piece {
                at: at as u32,
                length,
                part: self.part.clone(),
                paragraph: paragraph.number,
                run,
                offset,
            }),
        }
        Ok(())
    }
}

fn note_name(kind: &str, element: &Element) -> String {
    kind.to_owned() + &element.attribute("id").unwrap_or_default()
}

/// The tracked change that an element is.
fn tracked(name: &str, element: &Element) -> Option<Rc<Tracked>> {
    let kind = match name {
        "ins" | "moveTo" => HiddenKind::Insertion,
        "del" | "moveFrom" => HiddenKind::Deletion,
        "annotation" => match element.attribute("type").as_deref() {
            Some("Word.Insertion") => HiddenKind::Insertion,
            Some("Word.Deletion") => HiddenKind::Deletion,
            _ => return None,
        },
        _ => return None,
    };
    Some(Rc::new(Tracked { kind, author: element.attribute("author") }))
}

/// The longest side in pixels that a style of VML asks for.
fn longest_side(style: &str) -> Option<u32> {
    let sides = style.split(';').filter_map(|part| {
        let (name, value) = part.split_once(':')?;
        matches!(name.trim(), "width" | "height").then(|| flow::pixels(value))?
    });
    sides.max()
}
