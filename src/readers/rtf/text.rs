//! The text while its tokens come in: the open groups, the paragraph being read, the row being defined.

use super::{
    charset,
    words::{self, Place},
};
use crate::{
    document::{Document, Hidden, HiddenKind},
    order::Numbers,
    reader::ReadError,
    readers::{
        boundaries::{CellShape, Shape, Vertical},
        fields::{self, Form},
        flow::{self, Flow, Item, Mark},
        limits,
        lines::is_blank,
        nesting::{Builder, Fate, Paragraph},
    },
};

/// Groups within groups; what is deeper belongs to the last.
const DEPTH: usize = 4096;
/// Cells of a row.
const CELLS: usize = 1024;
/// Icons are no larger, in twips: 64 pixels.
const ICON: i32 = 64 * 15;

/// What a group changes and its end undoes.
#[derive(Clone, Debug)]
struct Group {
    place: Place,
    /// Whether this very group has its place from a word of its own.
    begins: bool,
    /// How many characters stand behind a Unicode one for those who cannot read it.
    fallback: u32,
    font: i32,
    hidden: bool,
    struck: bool,
    struck_twice: bool,
    raised: bool,
    /// Whether it is moved up or down.
    moved: bool,
    deleted: bool,
    inserted: bool,
    inserter: i32,
    deleter: i32,
    in_table: bool,
    depth: Option<i32>,
    style: i32,
    level: Option<i32>,
}

/// What lies apart while a note or a text box is read.
#[derive(Debug)]
struct Apart {
    /// How many groups are open within it at least.
    groups: usize,
    out: Builder,
    paragraph: Paragraph,
    row: Row,
}

/// A row being defined, and the cell of it that comes next.
#[derive(Debug, Default)]
struct Row {
    shape: Shape,
    next: CellShape,
}

/// The file as far as it is read.
#[derive(Debug, Default)]
pub struct Text {
    groups: Vec<Group>,
    /// Groups beyond the limit.
    too_deep: usize,
    /// Whether `\*` came last.
    optional: bool,
    /// Bytes not yet decoded.
    bytes: Vec<u8>,
    /// Half of a character.
    half: Option<u16>,
    /// Characters to pass over.
    skip: u32,
    page: i32,
    default_font: i32,
    /// Character sets of fonts, and the font that is being listed.
    fonts: Numbers<u32>,
    listed_font: i32,
    /// Levels of styles, and the name of the style that is being listed.
    styles: Numbers<u32>,
    change_authors: Vec<String>,
    /// What is read for no paragraph: names, a title, a number.
    name: String,
    comment_author: Option<String>,
    title: Option<String>,
    makers: Vec<(HiddenKind, String)>,
    /// The form's field being read.
    form: Option<Form>,
    picture: Size,
    /// The edges of the shape being read, in twips: left, right, top, bottom.
    shape: [Option<i32>; 4],
    paragraph: Paragraph,
    row: Row,
    inner_row: Row,
    apart: Vec<Apart>,
    out: Builder,
}

/// The size of a picture in twips, and its scale in per cent.
#[derive(Debug, Default)]
struct Size {
    sides: [Option<i32>; 2],
    scales: [Option<i32>; 2],
}

impl Default for Group {
    fn default() -> Self {
        Self {
            place: Place::Text,
            begins: false,
            fallback: 1,
            font: -1,
            hidden: false,
            struck: false,
            struck_twice: false,
            raised: false,
            moved: false,
            deleted: false,
            inserted: false,
            inserter: 0,
            deleter: 0,
            in_table: false,
            depth: None,
            style: 0,
            level: None,
        }
    }
}

impl Text {
    /// The begin of a group.
    pub fn open(&mut self) {
        self.write();
        (self.skip, self.optional) = (0, false);
        if self.groups.len() >= DEPTH {
            self.too_deep += 1;
            return;
        }
        let group = self.groups.last().cloned().unwrap_or_default();
        self.groups.push(Group { begins: false, ..group });
    }

    /// The end of a group.
    pub fn close(&mut self) -> Result<(), ReadError> {
        self.write();
        (self.skip, self.optional) = (0, false);
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return Ok(());
        }
        let Some(group) = self.groups.pop() else { return Ok(()) };
        let outer = self.groups.last().map_or(Place::Text, |group| group.place);
        match (group.place, group.begins) {
            (Place::Number, true) => {
                let text = std::mem::take(&mut self.name);
                let gap = text.ends_with(['\t', ' ']);
                let text = text.trim_matches(is_blank);
                // A bullet says nothing.
                if text.contains(char::is_alphanumeric) {
                    self.paragraph.label = Some((text.to_owned(), gap));
                }
            }
            (Place::Code, true) => {
                let code = std::mem::take(&mut self.name);
                if let Some(text) = fields::shown(&code).or(self.form.take().and_then(Form::shown)) {
                    self.put(&text);
                }
            }
            (Place::Entry, true) => {
                let entry = std::mem::take(&mut self.name);
                self.form.iter_mut().for_each(|form| form.entries.push(entry.clone()));
            }
            (Place::Title, true) => self.title = flow::meaningful_title(&std::mem::take(&mut self.name)),
            (Place::Author, true) => self.maker(HiddenKind::Author),
            (Place::Editor, true) => self.maker(HiddenKind::Editor),
            (Place::Company, true) => self.maker(HiddenKind::Company),
            (Place::CommentAuthor, true) => self.comment_author = Some(std::mem::take(&mut self.name)),
            (Place::ChangeAuthors, false) => {
                let name = std::mem::take(&mut self.name);
                self.change_authors.push(name.trim_end_matches(';').to_owned());
            }
            (Place::Styles, false) if outer == Place::Styles => self.style(&group),
            (Place::Picture, true) if outer != Place::Nowhere => {
                let shown = self.fate(&group).is_shown();
                let mut size = std::mem::take(&mut self.picture);
                if outer == Place::Shape {
                    size.of_shape(self.shape);
                }
                self.paragraph.pictures += usize::from(shown && size.is_large());
            }
            (Place::Aside | Place::Comment, true) => self.end_apart(&group)?,
            _ => {}
        }
        Ok(())
    }

    /// A control word or symbol.
    pub fn word(&mut self, word: &[u8], number: Option<i32>) -> Result<(), ReadError> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        self.write();
        if word == b"*" {
            self.optional = true;
            return Ok(());
        }
        let optional = std::mem::take(&mut self.optional);
        let place = self.groups.last().map_or(Place::Text, |group| group.place);
        if place == Place::Nowhere {
            return Ok(());
        }
        if let Some(place) = words::place(word, optional) {
            self.enter(place);
            return Ok(());
        }
        if word == b"u" {
            self.half_or_whole(number.unwrap_or(0) as u16);
            self.skip = self.groups.last().map_or(1, |group| group.fallback);
            return Ok(());
        }
        if let Some(c) = words::character(word) {
            self.put(c.encode_utf8(&mut [0; 4]));
            return Ok(());
        }
        self.row_word(word, number, place);
        self.format_word(word, number);
        match place {
            Place::Text | Place::Aside | Place::Comment => self.text_word(word),
            Place::InnerRow if word == b"nestrow" => {
                let shape = self.inner_row.shape.clone();
                let depth = self.depth().max(2);
                self.end_row(depth, shape)
            }
            _ => Ok(()),
        }
    }

    /// A byte of text.
    pub fn byte(&mut self, byte: u8) {
        self.optional = false;
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.groups.last().is_some_and(|group| !matches!(group.place, Place::Nowhere | Place::Picture)) {
            self.bytes.push(byte);
        }
    }

    /// Bytes that are no text.
    pub fn bytes(&mut self) {
        self.skip = self.skip.saturating_sub(1);
    }

    /// The document, once all is read.
    pub fn finish(mut self) -> Result<Document, ReadError> {
        self.write();
        // What is cut off would be missing from the report, and its author would be blamed.
        if !self.groups.is_empty() {
            return Err(ReadError::Damaged);
        }
        if !self.paragraph.is_blank() || self.paragraph.pictures > 0 {
            let depth = self.out.depth();
            self.end_paragraph(depth)?;
        }
        let mut document = self.out.finish()?;
        document.title = self.title;
        let makers = self.makers.into_iter().map(|(kind, text)| Hidden { kind, text, author: None, span: None });
        document.hidden.extend(makers);
        Ok(document)
    }

    /// The place of the innermost group from now on.
    fn enter(&mut self, place: Place) {
        let around = self.groups.iter().rfind(|group| group.place != Place::Twice).map(|group| group.place);
        let Some(group) = self.groups.last_mut() else { return };
        if place == Place::Unicode {
            group.place = around.unwrap_or_default();
            return;
        }
        // What is read in a shape or in lists of names is no text, whatever it says.
        let muted = matches!(
            group.place,
            Place::Code | Place::Fonts | Place::Styles | Place::Picture | Place::ChangeAuthors | Place::Twice
        );
        let muted = muted && place != Place::Form;
        (group.place, group.begins) = (if muted { Place::Nowhere } else { place }, true);
        match group.place {
            Place::Form => self.form = Some(Form::default()),
            Place::Aside | Place::Comment => {
                let groups = self.groups.len();
                self.apart.push(Apart {
                    groups,
                    out: self.out.begin_aside(),
                    paragraph: std::mem::take(&mut self.paragraph),
                    row: std::mem::take(&mut self.row),
                });
            }
            Place::Picture => self.picture = Size::default(),
            Place::Shape => self.shape = [None; 4],
            Place::Text | Place::Nowhere | Place::InnerRow | Place::Twice => {}
            _ => self.name.clear(),
        }
    }

    /// Ends a note, a text box or a comment and goes on where it was called for.
    fn end_apart(&mut self, group: &Group) -> Result<(), ReadError> {
        let groups = self.groups.len() + 1;
        let Some(apart) = self.apart.pop_if(|apart| apart.groups == groups) else { return Ok(()) };
        if !self.paragraph.is_blank() || self.paragraph.pictures > 0 {
            let depth = self.out.depth();
            self.end_paragraph(depth)?;
        }
        let mut flow = self.out.end_aside(apart.out);
        (self.paragraph, self.row) = (apart.paragraph, apart.row);
        if group.place == Place::Aside {
            if self.fate(group).is_shown() {
                self.paragraph.asides.append(&mut flow);
            }
            return Ok(());
        }
        let (text, author) = (words_of(&flow), self.comment_author.take());
        // LibreOffice writes a question mark for what it cannot write.
        let author = author.filter(|name| name.contains(|c| c != '?'));
        let at = self.paragraph.line.text.len();
        self.paragraph.line.marks.push(Mark { kind: HiddenKind::Comment, text, author, at: at..at });
        Ok(())
    }

    fn maker(&mut self, kind: HiddenKind) {
        let name = std::mem::take(&mut self.name);
        if name.contains(|c| !is_blank(c)) {
            // LibreOffice calls the editor an author too.
            let again = kind == HiddenKind::Author && self.makers.iter().any(|(kind, _)| *kind == HiddenKind::Author);
            let kind = if again { HiddenKind::Editor } else { kind };
            self.makers.push((kind, name.trim_matches(is_blank).to_owned()));
        }
    }

    /// A style of the style sheet: a heading by its level or by its name.
    fn style(&mut self, group: &Group) {
        let name = std::mem::take(&mut self.name);
        let name = name.trim_matches(|c| is_blank(c) || c == ';').to_ascii_lowercase();
        let named = ["heading ", "标题 "].iter().find_map(|word| name.strip_prefix(word)?.parse::<i32>().ok());
        if let Some(level) = group.level.or(named.map(|level| level - 1)) {
            self.styles.insert(group.style as u32, level as u32);
        }
    }

    /// Words that define rows and their cells.
    fn row_word(&mut self, word: &[u8], number: Option<i32>, place: Place) {
        let row = if place == Place::InnerRow { &mut self.inner_row } else { &mut self.row };
        match word {
            b"trowd" => *row = Row::default(),
            b"trleft" => row.shape.left = number.unwrap_or(0),
            b"trhdr" => row.shape.header = true,
            b"clmgf" => row.next.merged = false,
            b"clmrg" => row.next.merged = true,
            b"clvmgf" => row.next.vertical = Vertical::First,
            b"clvmrg" => row.next.vertical = Vertical::Continued,
            b"cellx" if row.shape.cells.len() < CELLS => {
                let next = std::mem::take(&mut row.next);
                row.shape.cells.push(CellShape { right: number.unwrap_or(0), ..next });
            }
            _ => {}
        }
    }

    /// Words that change the group, and those of the file's head.
    fn format_word(&mut self, word: &[u8], number: Option<i32>) {
        let (default_font, listing) = (self.default_font, self.listed_font);
        let Some(group) = self.groups.last_mut() else { return };
        let on = number != Some(0);
        match word {
            b"ansicpg" => self.page = number.unwrap_or(0),
            b"deff" => {
                self.default_font = number.unwrap_or(0);
                group.font = self.default_font;
            }
            b"fftype" | b"ffres" | b"ffdefres" if group.place == Place::Form => {
                let (form, number) = (self.form.get_or_insert_default(), number.unwrap_or(0).max(0) as usize);
                match word {
                    b"fftype" => form.is_check = number == 1,
                    b"ffres" => form.chosen = Some(number).filter(|chosen| *chosen != 25),
                    _ => form.default = number,
                }
            }
            b"f" if group.place == Place::Fonts => self.listed_font = number.unwrap_or(0),
            b"fcharset" if group.place == Place::Fonts => {
                self.fonts.insert(listing as u32, number.unwrap_or(0) as u32);
            }
            b"f" => group.font = number.unwrap_or(0),
            b"uc" => group.fallback = number.unwrap_or(1).clamp(0, 255) as u32,
            b"v" => group.hidden = on,
            b"strike" => group.struck = on,
            b"striked" => group.struck_twice = on,
            b"super" | b"sub" => group.raised = on,
            b"nosupersub" => group.raised = false,
            b"up" | b"dn" => group.moved = flow::is_raised(number.unwrap_or(6)),
            b"deleted" => group.deleted = on,
            b"revised" => group.inserted = on,
            b"revauth" => group.inserter = number.unwrap_or(0),
            b"revauthdel" => group.deleter = number.unwrap_or(0),
            b"intbl" => group.in_table = true,
            b"itap" => group.depth = number,
            b"s" => group.style = number.unwrap_or(0),
            b"outlinelevel" => group.level = number,
            b"pard" => {
                (group.in_table, group.depth, group.style, group.level) = (false, None, 0, None);
            }
            b"plain" => {
                (group.hidden, group.deleted, group.inserted) = (false, false, false);
                (group.struck, group.struck_twice) = (false, false);
                (group.raised, group.moved) = (false, false);
                group.font = default_font;
            }
            b"shpleft" => self.shape[0] = number,
            b"shpright" => self.shape[1] = number,
            b"shptop" => self.shape[2] = number,
            b"shpbottom" => self.shape[3] = number,
            b"picwgoal" => self.picture.sides[0] = number,
            b"pichgoal" => self.picture.sides[1] = number,
            b"picscalex" => self.picture.scales[0] = number,
            b"picscaley" => self.picture.scales[1] = number,
            _ => {}
        }
    }

    /// Words that end something in the text.
    fn text_word(&mut self, word: &[u8]) -> Result<(), ReadError> {
        let fate = self.groups.last().map_or(Fate::Shown, |group| self.fate(group));
        match word {
            // Where the end is deleted or hidden, the next paragraph's text goes on.
            b"par" | b"sect" if !fate.is_shown() => {}
            b"par" | b"sect" => {
                let depth = self.depth();
                self.end_paragraph(depth)?;
            }
            b"line" | b"softline" | b"page" | b"column" if fate.is_shown() => self.paragraph.break_line(),
            b"cell" => {
                self.end_paragraph(1)?;
                self.out.end_cell(1)?;
            }
            b"nestcell" => {
                let depth = self.depth().max(2);
                self.end_paragraph(depth)?;
                self.out.end_cell(depth)?;
            }
            b"row" => {
                let shape = self.row.shape.clone();
                self.end_row(1, shape)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, depth: usize, shape: Shape) -> Result<(), ReadError> {
        if !self.paragraph.is_blank() {
            self.end_paragraph(depth)?;
        }
        let deleted = self.groups.last().is_some_and(|group| self.fate(group) == Fate::Deleted);
        match deleted {
            true => self.out.end_deleted_row(depth, shape),
            false => self.out.end_row(depth, shape),
        }
        Ok(())
    }

    fn end_paragraph(&mut self, depth: usize) -> Result<(), ReadError> {
        let styled = |group: &Group| self.styles.get(group.style as u32).map(|&level| level as i32);
        let level = self.groups.last().and_then(|group| group.level.or_else(|| styled(group)));
        let level = level.filter(|level| (0..9).contains(level)).map_or(0, |level| level as u8 + 1);
        self.out.paragraph(depth, std::mem::take(&mut self.paragraph), level)
    }

    /// How many tables the paragraph stands in.
    fn depth(&self) -> usize {
        let Some(group) = self.groups.last() else { return self.out.depth() };
        match group.depth {
            Some(depth) if depth > 0 => depth as usize,
            _ => group.in_table.into(),
        }
    }

    fn fate(&self, group: &Group) -> Fate {
        match group {
            Group { deleted: true, .. } => Fate::Deleted,
            Group { hidden: true, .. } => Fate::Hidden,
            Group { struck: true, .. } | Group { struck_twice: true, .. } => Fate::Struck,
            Group { inserted: true, .. } => Fate::Inserted,
            _ => Fate::Shown,
        }
    }

    /// A unit of UTF-16. LibreOffice writes controls so where Word has words for them.
    fn half_or_whole(&mut self, unit: u16) {
        match unit {
            0x0a | 0x0d => return self.put("\n"),
            0..=8 | 0x0b..=0x1f => return,
            _ => {}
        }
        let units = match self.half.take() {
            Some(first) => vec![first, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.half = Some(unit);
                return;
            }
            None => vec![unit],
        };
        self.put(&String::from_utf16_lossy(&units));
    }

    /// Decodes the bytes so far.
    fn write(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let (font, place) = self.groups.last().map_or((-1, Place::Nowhere), |group| (group.font, group.place));
        let set = self.fonts.get(font as u32).map(|&set| set as i32);
        // A number in a font of signs is a bullet.
        if !(place == Place::Number && set == Some(charset::SIGNS)) {
            let text = charset::decode(&self.bytes, set, self.page);
            self.put(&text);
        }
        self.bytes.clear();
    }

    /// Puts text where the innermost group says.
    fn put(&mut self, text: &str) {
        let Some(group) = self.groups.last() else { return };
        match group.place {
            Place::Text | Place::Aside | Place::Comment => {
                let fate = self.fate(group);
                let number = if fate == Fate::Deleted { group.deleter } else { group.inserter };
                // The first in the list stands for nobody.
                let author = self.change_authors.get(number.max(0) as usize).filter(|_| number > 0);
                let author = author.map(String::as_str);
                self.paragraph.write(text, fate, group.raised || group.moved, author);
            }
            Place::Nowhere | Place::Shape | Place::InnerRow | Place::Picture | Place::Fonts | Place::Twice => {}
            _ if self.name.len() < limits::CELL_CHARACTERS => self.name.push_str(text),
            _ => {}
        }
    }
}

impl Size {
    /// The size of the shape that the picture fills, if that is known.
    fn of_shape(&mut self, [left, right, top, bottom]: [Option<i32>; 4]) {
        let side = |from: Option<i32>, to: Option<i32>| Some(to?.saturating_sub(from?));
        if let (Some(width), Some(height)) = (side(left, right), side(top, bottom)) {
            (self.sides, self.scales) = ([Some(width), Some(height)], [None, None]);
        }
    }

    /// Whether a picture of this size can show more than an icon; one whose size is not known can.
    fn is_large(&self) -> bool {
        let side = |index: usize| {
            let scale = self.scales[index].unwrap_or(100).clamp(1, 10_000);
            self.sides[index].map(|side| side.clamp(0, 100_000) * scale / 100)
        };
        side(0).max(side(1)).is_none_or(|longest| longest > ICON)
    }
}

/// The words of a flow, a line each.
fn words_of(flow: &Flow) -> String {
    let lines = flow.iter().filter_map(|item| match item {
        Item::Line(line) => Some(line.text.as_str()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}
