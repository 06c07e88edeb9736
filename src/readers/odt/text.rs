//! Paragraphs and what is in them: spans, notes, drawings, tracked changes, annotations.

use super::{
    lists::{Item as ListItem, List, Lists},
    styles::{OUTLINE, Styles},
};
use crate::{
    document::HiddenKind,
    reader::ReadError,
    readers::{
        fields::Form,
        flow::{self, Flow, Item, Line, Look, Said, push_line},
        limits::Meter,
        names::Names,
        numbering,
        xml::{Element, Event, Xml},
    },
};

/// Blanks that one element may ask for.
const BLANKS: usize = 1_000;

/// Insertions that may be open at once.
const NESTED: usize = 64;

/// The content of a document, being read.
pub struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    meter: Meter,
    lists: Lists,
    /// Tracked changes by their ids.
    changes: Names<Change>,
    /// The tracked insertions that are open.
    inserted: Vec<String>,
    /// Whether all text is hidden.
    hidden: bool,
    /// The longest side of the drawing that began last, in pixels.
    side: Option<u32>,
    /// Notes that the open block refers to.
    notes: Flow,
}

/// A tracked change.
#[derive(Default)]
struct Change {
    author: Option<String>,
    inserts: bool,
    /// What was deleted.
    deleted: String,
}

/// A paragraph, being read.
struct Paragraph {
    line: Line,
    /// Whether white space follows white space, or the paragraph's start, and so is none.
    after_blank: bool,
    /// Annotations that have begun, by their names: who says what, from where on.
    annotations: Names<Option<(Option<String>, String, usize)>>,
    /// What is anchored in it.
    after: Flow,
}

impl<'a> Body<'a> {
    /// Begins to read the content.
    pub fn new(content: &'a str, styles: &'a Styles) -> Self {
        Self {
            xml: Xml::new(content),
            styles,
            meter: Meter::default(),
            lists: Lists::default(),
            changes: Names::default(),
            inserted: Vec::new(),
            hidden: false,
            side: None,
            notes: Flow::new(),
        }
    }

    /// Reads it.
    pub fn read(mut self) -> Result<Flow, ReadError> {
        let mut flow = Flow::new();
        while let Some(element) = self.within(0)? {
            if element.name() != "body" {
                // Styles and settings come before; one file has them in one.
                if self.xml.depth() == 2 {
                    self.xml.skip()?;
                }
                continue;
            }
            let outside = self.outside();
            while let Some(element) = self.within(outside)? {
                self.block(&element, &mut flow)?;
                flow.append(&mut self.notes);
            }
            return Ok(flow);
        }
        Err(ReadError::Damaged)
    }

    pub(super) fn within(&mut self, outside: usize) -> Result<Option<Element<'a>>, ReadError> {
        self.xml.within(outside)
    }

    /// How many elements are around the one that began last.
    pub(super) fn outside(&self) -> usize {
        self.xml.depth() - 1
    }

    pub(super) fn meter(&mut self) -> &mut Meter {
        &mut self.meter
    }

    /// Reads the blocks within the element that began last.
    pub(super) fn blocks(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        let outside = self.outside();
        while let Some(element) = self.within(outside)? {
            self.block(&element, flow)?;
        }
        Ok(())
    }

    /// Reads an element among blocks.
    fn block(&mut self, element: &Element, flow: &mut Flow) -> Result<(), ReadError> {
        match element.name() {
            "p" | "h" => self.paragraph(element, None, flow)?,
            "list" => {
                let (list, around) = self.lists.begin(element);
                self.list(&list, flow)?;
                self.lists.end(list, around)?;
            }
            "table" => self.table(flow, element.attribute("is-sub-table").as_deref() == Some("true"))?,
            "tracked-changes" => self.tracked_changes()?,
            "section" => {
                let outer = self.hidden;
                self.hidden |= element.attribute("display").as_deref() == Some("none");
                self.blocks(flow)?;
                self.hidden = outer;
            }
            "change" | "change-start" | "change-end" => {
                let mut line = Line::default();
                self.change(element, &mut line);
                push_line(flow, line, &mut self.meter)?;
            }
            "frame" => self.side = longest_side(element),
            "image" => self.picture(flow)?,
            name if is_unread(name) => self.xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// Reads the list that began last.
    fn list(&mut self, list: &List, flow: &mut Flow) -> Result<(), ReadError> {
        let outside = self.outside();
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "list-item" => {
                    let style = element.attribute("style-override").unwrap_or_else(|| list.style.clone());
                    let item = ListItem { style, level: list.level, start: element.number("start-value") };
                    self.list_item(list, Some(item), flow)?;
                }
                "list-header" => self.list_item(list, None, flow)?,
                _ => self.block(&element, flow)?,
            }
        }
        Ok(())
    }

    /// Reads the item of a list that began last: its first paragraph is numbered.
    fn list_item(&mut self, list: &List, mut item: Option<ListItem>, flow: &mut Flow) -> Result<(), ReadError> {
        let outside = self.outside();
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "p" | "h" => self.paragraph(&element, item.take(), flow)?,
                "list" => self.list(&list.inner(&element), flow)?,
                _ => self.block(&element, flow)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, element: &Element, item: Option<ListItem>, flow: &mut Flow) -> Result<(), ReadError> {
        let style = element.attribute("style-name").unwrap_or_default();
        let outline = (element.name() == "h").then(|| element.number("outline-level").unwrap_or(1u8).clamp(1, 10));
        let look = self.look(self.styles.of_paragraph(&style), Look::default());
        let mut paragraph =
            Paragraph { line: Line::default(), after_blank: true, annotations: Names::default(), after: Flow::new() };
        self.inline(&mut paragraph, look)?;
        let Paragraph { mut line, annotations, mut after, .. } = paragraph;
        for (author, text, start) in annotations.into_values().into_iter().flatten() {
            let end = line.text.len();
            line.mark(HiddenKind::Comment, &text, author.as_deref(), start..end);
        }
        let title = || u8::from(self.styles.is_title(&style));
        let mut whole = Line { level: outline.unwrap_or_else(title), ..Line::default() };
        let is_shown = !look.hidden && !look.struck;
        let is_header = element.attribute("is-list-header").as_deref() == Some("true");
        if let Some(item) = place(item, outline, self.styles.list(&style)).filter(|_| is_shown && !is_header)
            && let Some((label, gap)) = self.lists.label(&item, self.styles)
        {
            whole.text.push_str(&label);
            if gap {
                whole.text.push_str(numbering::gap(&label, line.text.chars().next()));
            }
        }
        whole.append(line);
        push_line(flow, whole, &mut self.meter)?;
        flow.append(&mut after);
        Ok(())
    }

    /// Reads what the element that began last holds of a paragraph.
    fn inline(&mut self, paragraph: &mut Paragraph, look: Look) -> Result<(), ReadError> {
        let outside = self.outside();
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Start(element) => self.element(&element, paragraph, look)?,
                Event::End if self.xml.depth() <= outside => return Ok(()),
                Event::End => {}
                Event::Text(text) => {
                    let mut collapsed = String::with_capacity(text.len());
                    for c in text.chars() {
                        let blank = matches!(c, ' ' | '\t' | '\r' | '\n');
                        if !(blank && paragraph.after_blank) {
                            collapsed.push(if blank { ' ' } else { c });
                        }
                        paragraph.after_blank = blank;
                    }
                    self.add(&collapsed, paragraph, look)?;
                }
            }
        }
        Ok(())
    }

    fn element(&mut self, element: &Element, paragraph: &mut Paragraph, look: Look) -> Result<(), ReadError> {
        match element.name() {
            "span" => {
                let style = element.attribute("style-name").unwrap_or_default();
                self.inline(paragraph, self.look(self.styles.of_span(&style), look))?;
            }
            "s" => {
                let count = element.number("c").unwrap_or(1usize).min(BLANKS);
                self.written(&" ".repeat(count), paragraph, look)?;
            }
            "fieldmark" => {
                let kind = element.attribute("type").unwrap_or_default();
                let mut form = Form { is_check: kind.ends_with("CHECKBOX"), ..Form::default() };
                let outside = self.outside();
                while let Some(element) = self.within(outside)? {
                    let value = element.attribute("value").unwrap_or_default();
                    match element.attribute("name").as_deref() {
                        Some("Dropdown_ListEntry") => form.entries.push(value),
                        Some("Dropdown_Selected") => form.default = value.parse().unwrap_or(0),
                        Some("Checkbox_Checked") => form.default = (value == "true").into(),
                        _ => {}
                    }
                }
                self.written(&form.shown().unwrap_or_default(), paragraph, look)?;
            }
            "tab" => self.written("\t", paragraph, look)?,
            "line-break" => self.written("\n", paragraph, look)?,
            "note" => {
                let mut flow = Flow::new();
                let outside = self.outside();
                while let Some(element) = self.within(outside)? {
                    match element.name() {
                        "note-body" => self.blocks(&mut flow)?,
                        _ => self.xml.skip()?,
                    }
                }
                self.notes.append(&mut flow);
            }
            "annotation" => self.annotation(element, paragraph)?,
            "annotation-end" => {
                let name = element.attribute("name").unwrap_or_default();
                if let Some((author, text, start)) = paragraph.annotations.get_mut(&name).and_then(Option::take) {
                    let end = paragraph.line.text.len();
                    paragraph.line.mark(HiddenKind::Comment, &text, author.as_deref(), start..end);
                }
            }
            "change" | "change-start" | "change-end" => self.change(element, &mut paragraph.line),
            "frame" => self.side = longest_side(element),
            "image" => self.picture(&mut paragraph.after)?,
            "p" | "h" | "list" | "table" => self.block(element, &mut paragraph.after)?,
            // What is said of a drawing to those who do not see it; a formula or a sheet, which its picture shows.
            "title" | "desc" | "object" | "ruby-text" => self.xml.skip()?,
            name if is_unread(name) => self.xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// How text looks whose style says something.
    fn look(&self, own: Said, around: Look) -> Look {
        let mut look = own.within(around);
        look.hidden |= self.hidden;
        look
    }

    /// Adds white space that an element stands for.
    fn written(&mut self, text: &str, paragraph: &mut Paragraph, look: Look) -> Result<(), ReadError> {
        paragraph.after_blank = false;
        self.add(text, paragraph, look)
    }

    fn add(&mut self, text: &str, paragraph: &mut Paragraph, look: Look) -> Result<(), ReadError> {
        let line = &mut paragraph.line;
        let at = line.text.len();
        if text.is_empty() {
            return Ok(());
        }
        line.write(text, look);
        let end = line.text.len();
        if end == at {
            return self.meter.characters(text);
        }
        if let Some(change) = self.inserted.last().and_then(|id| self.changes.get(id)) {
            line.mark(HiddenKind::Insertion, text, change.author.as_deref(), at..end);
        }
        Ok(())
    }

    /// Remembers an annotation: at its place, or from there to its end.
    fn annotation(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<(), ReadError> {
        let (mut author, mut text) = (None, String::new());
        let outside = self.outside();
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "creator" => author = Some(self.xml.text()?),
                "date" | "date-string" | "creator-initials" => self.xml.skip()?,
                "p" => add_words(&mut text, &self.xml.text()?),
                _ => {}
            }
        }
        self.meter.characters(&text)?;
        let at = paragraph.line.text.len();
        match element.attribute("name") {
            Some(name) => paragraph.annotations.insert(name, Some((author, text, at)))?,
            None => paragraph.line.mark(HiddenKind::Comment, &text, author.as_deref(), at..at),
        }
        Ok(())
    }

    /// Reads what changes there are: what was deleted stands here and nowhere else.
    fn tracked_changes(&mut self) -> Result<(), ReadError> {
        let outside = self.outside();
        let (mut id, mut change) = (String::new(), Change::default());
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "changed-region" => {
                    self.changes.insert(std::mem::take(&mut id), std::mem::take(&mut change))?;
                    id = element.attribute("id").unwrap_or_default();
                }
                "insertion" => change.inserts = true,
                "creator" => change.author = Some(self.xml.text()?),
                "date" => self.xml.skip()?,
                "p" | "h" => {
                    let text = self.xml.text()?;
                    self.meter.characters(&text)?;
                    add_words(&mut change.deleted, &text);
                }
                _ => {}
            }
        }
        self.changes.insert(id, change)
    }

    /// A place where text was deleted, or where inserted text begins or ends.
    fn change(&mut self, element: &Element, line: &mut Line) {
        let id = element.attribute("change-id").unwrap_or_default();
        let Some(change) = self.changes.get_mut(&id) else { return };
        let at = line.text.len();
        match element.name() {
            "change-start" if change.inserts && self.inserted.len() < NESTED => self.inserted.push(id),
            "change-end" => self.inserted.retain(|open| *open != id),
            "change" => {
                let deleted = std::mem::take(&mut change.deleted);
                if !deleted.is_empty() {
                    line.mark(HiddenKind::Deletion, &deleted, change.author.as_deref(), at..at);
                }
            }
            _ => {}
        }
    }

    fn picture(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        if self.side.is_none_or(|side| side > flow::ICON) {
            self.meter.paragraph()?;
            flow.push(Item::Picture);
        }
        self.xml.skip()
    }
}

/// Where a paragraph is numbered: a heading on the level of the outline, wherever its list has it.
fn place(item: Option<ListItem>, outline: Option<u8>, by_style: Option<&str>) -> Option<ListItem> {
    match (item, outline) {
        (Some(mut item), outline) => {
            if item.style.is_empty() {
                item.style = by_style?.to_owned();
            }
            item.level = outline.map_or(item.level, |outline| usize::from(outline - 1));
            Some(item)
        }
        (None, Some(outline)) if by_style != Some("") => {
            Some(ListItem { style: OUTLINE.to_owned(), level: usize::from(outline - 1), start: None })
        }
        _ => None,
    }
}

/// Elements that say nothing of the text: how indexes are made, forms, programs, pictures' bytes, labels written out.
fn is_unread(name: &str) -> bool {
    name.ends_with("-source") || matches!(name, "forms" | "script" | "scripts" | "binary-data" | "number")
}

fn add_words(text: &mut String, words: &str) {
    let words = words.trim();
    if !text.is_empty() && !words.is_empty() {
        text.push('\n');
    }
    text.push_str(words);
}

/// The longest side of a drawing in pixels.
fn longest_side(element: &Element) -> Option<u32> {
    ["width", "height"].into_iter().filter_map(|side| flow::pixels(&element.attribute(side)?)).max()
}
