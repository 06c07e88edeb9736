//! The page while its tags come in: the line being written, the tables that are open, and what is not shown.

use super::{grid::Grid, tag::Tag};
use crate::{
    document::Document,
    reader::ReadError,
    readers::{
        flow::{Flow, Item, Line, Writer},
        limits::{self, Meter},
        lines::{Lines, is_blank},
    },
};

/// The page as far as it is read.
#[derive(Debug, Default)]
pub struct Page {
    title: Option<String>,
    in_title: bool,
    body: Flow,
    /// The open tables, the outer first.
    tables: Vec<Grid>,
    /// Tables within tables beyond the limit.
    too_deep: usize,
    /// The line being written.
    line: String,
    /// White space that becomes a blank if text follows.
    space: Space,
    /// The level of the heading that is open, or 0.
    heading: u8,
    /// An element that is not shown.
    skipped: Option<Scope>,
    /// An element in which white space counts.
    preformatted: Option<Scope>,
    /// The list in a cell of which one option is shown: where that begins in the line, and whether one was read.
    list: Option<(usize, bool)>,
    has_pictures: bool,
    /// Pictures in the line being written: they come behind it, for they do not divide its words.
    pictures: usize,
    meter: Meter,
    exceeded: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Space {
    #[default]
    None,
    Blank,
    /// White space with a line end of the source in it.
    Break,
}

/// An element that lasts until its own end tag.
#[derive(Debug)]
struct Scope {
    name: Vec<u8>,
    /// How many elements of its name are open, itself counted.
    depth: usize,
    /// How many tables are open within it.
    tables: usize,
}

impl Scope {
    fn new(tag: &Tag) -> Self {
        Self { name: tag.name.clone(), depth: 1, tables: usize::from(tag.name == b"table") }
    }
}

impl Page {
    /// A start tag.
    pub fn start(&mut self, tag: &Tag) {
        if self.exceeded || !self.ends_skipping(tag) {
            return;
        }
        self.has_pictures |= tag.name == b"img";
        let name = tag.name.as_slice();
        // What a form's fields hold are a table's figures, elsewhere the site's search.
        let in_cell = self.tables.last().is_some_and(|grid| grid.in_cell);
        let skipped =
            tag.hidden || is_unread(name) || matches!(name, b"textarea" | b"select") && !in_cell || self.passes(tag);
        if let Some(scope) = &mut self.preformatted
            && scope.name == name
        {
            if ends_itself(name) {
                self.preformatted = None;
            } else {
                scope.depth += 1;
            }
        }
        match name {
            b"table" if !skipped => self.open_table(false),
            b"tr" if !skipped => self.open_row(),
            b"td" | b"th" if !skipped => self.open_cell(tag),
            b"table" => self.block(),
            b"tr" => self.in_table(Grid::close_row),
            b"td" | b"th" => self.in_table(|grid| grid.in_cell = false),
            b"thead" | b"tbody" | b"tfoot" => self.in_table(Grid::close_group),
            b"col" | b"colgroup" => {}
            b"br" => self.line_break(),
            b"img" if !skipped && tag.is_large() => self.picture(),
            b"input" if in_cell && tag.is_field && !skipped => self.characters(&tag.value),
            b"select" => self.list = (!skipped).then_some((self.line.len(), false)),
            b"title" => self.in_title = self.title.is_none(),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
                self.block();
                self.heading = name[1] - b'0';
            }
            _ if is_block(name) => self.block(),
            _ => {}
        }
        if is_void(name) || tag.self_closing && is_foreign(name) {
            return;
        }
        if skipped {
            self.skipped = Some(Scope::new(tag));
        } else if self.preformatted.is_none()
            && (tag.preformatted || matches!(name, b"pre" | b"xmp" | b"listing" | b"plaintext"))
        {
            self.preformatted = Some(Scope::new(tag));
        }
    }

    /// An end tag.
    pub fn end(&mut self, name: &[u8]) {
        if self.exceeded || !self.ends_skipping_at(name) {
            return;
        }
        if let Some(scope) = &mut self.preformatted
            && scope.name == name
        {
            scope.depth -= 1;
            if scope.depth == 0 {
                self.end_line();
                self.preformatted = None;
            }
        }
        match name {
            b"table" => self.close_table(),
            b"tr" => self.in_table(Grid::close_row),
            b"td" | b"th" => self.in_table(|grid| grid.in_cell = false),
            b"thead" | b"tbody" | b"tfoot" => self.in_table(Grid::close_group),
            b"title" => self.in_title = false,
            b"select" => self.list = None,
            b"br" => self.line_break(),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
                self.end_line();
                self.heading = 0;
            }
            _ if is_block(name) => self.end_line(),
            _ => {}
        }
    }

    /// Text between tags, entities decoded.
    pub fn characters(&mut self, text: &str) {
        if self.exceeded || self.skipped.is_some() {
            return;
        }
        if self.in_title {
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            self.title = (!words.is_empty()).then(|| words.join(" "));
            return;
        }
        if self.line.is_empty() && !text.chars().all(is_blank) {
            self.leave_implied_table();
        }
        for c in text.chars() {
            match c {
                '\0' => {}
                '\n' if self.preformatted.is_some() => self.end_line(),
                _ if self.preformatted.is_some() => self.line.push(c),
                '\n' | '\r' => self.space = Space::Break,
                ' ' | '\t' | '\x0c' => self.space = self.space.or_blank(),
                _ => {
                    if self.space != Space::None {
                        self.write_space(c);
                    }
                    self.line.push(c);
                }
            }
        }
    }

    /// The document, once all is read.
    pub fn finish(mut self) -> Result<Document, ReadError> {
        self.end_line();
        while !self.tables.is_empty() {
            self.close_innermost_table();
        }
        if self.exceeded {
            return Err(ReadError::TooLarge);
        }
        if !self.body.iter().any(|item| !matches!(item, Item::Picture)) {
            return Err(if self.has_pictures { ReadError::NoText } else { ReadError::Empty });
        }
        let mut writer = Writer::default();
        writer.document.title = self.title;
        let mut meter = Meter::default();
        let mut body = self.body.into_iter().peekable();
        while body.peek().is_some() {
            let plain: Vec<Item> = std::iter::from_fn(|| body.next_if(is_plain)).collect();
            // Lines may be rows here as well: text that was written for a fixed-width screen and wrapped in a page.
            let mut lines = Lines::default();
            for item in &plain {
                if let Item::Line(line) = item {
                    lines.push(&mut writer.document, &mut meter, &line.text, None)?;
                }
            }
            lines.finish(&mut writer.document, &mut meter)?;
            if let Some(item) = body.next() {
                writer.item(item);
            }
        }
        Ok(writer.document)
    }

    /// Whether an option is not the one that its list shows: the chosen one, or the first.
    fn passes(&mut self, tag: &Tag) -> bool {
        let Some((start, read)) = self.list.as_mut().filter(|_| tag.name == b"option") else { return false };
        let again = std::mem::replace(read, true);
        if again && tag.selected && self.line.is_char_boundary(*start) {
            self.line.truncate(*start);
            self.space = Space::None;
        }
        again && !tag.selected
    }

    /// Whether a start tag is to be looked at: nothing is being skipped, or it ends what is.
    fn ends_skipping(&mut self, tag: &Tag) -> bool {
        let in_table = !self.tables.is_empty();
        let Some(scope) = &mut self.skipped else { return true };
        let name = tag.name.as_slice();
        let ends = scope.tables == 0
            && match name {
                _ if rank(name) > 0 && in_table => rank(&scope.name) <= rank(name),
                b"p" | b"div" | b"table" | b"body" | b"h1" | b"h2" | b"h3" | b"ul" | b"ol" => {
                    is_foreign(&scope.name) || scope.name == b"p"
                }
                b"input" | b"textarea" => matches!(&*scope.name, b"select" | b"option"),
                _ => scope.name == name && ends_itself(name),
            };
        if ends {
            self.skipped = None;
            return true;
        }
        if name == b"table" {
            scope.tables += 1;
        }
        if scope.name == name && !(tag.self_closing && is_foreign(name)) {
            scope.depth += 1;
        }
        false
    }

    /// Whether an end tag is to be looked at.
    fn ends_skipping_at(&mut self, name: &[u8]) -> bool {
        let in_table = !self.tables.is_empty();
        let Some(scope) = &mut self.skipped else { return true };
        if scope.name == name {
            scope.depth -= 1;
            scope.tables -= usize::from(name == b"table");
            if scope.depth == 0 {
                self.skipped = None;
            }
            return false;
        }
        if scope.tables > 0 {
            scope.tables -= usize::from(name == b"table");
            return false;
        }
        // The end of what stands around the element ends it too.
        let ends = name == b"select" && scope.name == b"option"
            || in_table && (name == b"table" || rank(name) > 0 && rank(&scope.name) <= rank(name));
        if ends {
            self.skipped = None;
        }
        ends
    }

    /// The start of an element that begins a new line.
    fn block(&mut self) {
        self.end_line();
        self.leave_implied_table();
    }

    /// A break within a line: a new paragraph in running text, a line end in a heading.
    fn line_break(&mut self) {
        if self.heading == 0 {
            self.end_line();
        } else if !self.line.is_empty() {
            self.space = Space::None;
            self.line.push('\n');
        }
    }

    fn write_space(&mut self, next: char) {
        let space = std::mem::take(&mut self.space);
        let Some(last) = self.line.chars().next_back() else { return };
        // A line end of the source between two ideographs is no blank.
        let joins = space == Space::Break && is_ideographic(last) && is_ideographic(next);
        if !joins && last != '\n' {
            self.line.push(' ');
        }
    }

    fn picture(&mut self) {
        self.exceeded |= self.meter.paragraph().is_err();
        self.pictures += 1;
        if self.line.is_empty() {
            self.put_pictures();
        }
    }

    fn put_pictures(&mut self) {
        let pictures = std::mem::take(&mut self.pictures);
        self.flow().extend(std::iter::repeat_with(|| Item::Picture).take(pictures));
    }

    /// Ends the line being written and puts it where it belongs.
    fn end_line(&mut self) {
        self.space = Space::None;
        if self.line.is_empty() {
            return;
        }
        let is_row = self.preformatted.is_some() && self.line.contains('\t');
        let line = if is_row { self.line.trim_end_matches(' ') } else { self.line.trim_matches(is_blank) };
        if line.trim_matches(is_blank).is_empty() {
            self.line.clear();
            self.put_pictures();
            return;
        }
        let counted = self.meter.characters(line).and_then(|()| self.meter.paragraph());
        self.exceeded |= counted.is_err();
        let line = Line { level: std::mem::take(&mut self.heading), text: line.to_owned(), ..Line::default() };
        self.line.clear();
        self.flow().push(Item::Line(line));
        self.put_pictures();
    }

    /// Where text goes now: the innermost open cell. What stands in a table but in no cell comes before the table.
    fn flow(&mut self) -> &mut Flow {
        match self.tables.iter_mut().rev().find(|grid| grid.in_cell).and_then(|grid| grid.table.cells.last_mut()) {
            Some(cell) => &mut cell.content,
            None => &mut self.body,
        }
    }

    fn open_table(&mut self, implied: bool) {
        self.block();
        self.heading = 0;
        if self.tables.len() >= limits::TABLE_DEPTH {
            self.too_deep += 1;
            return;
        }
        // A table within a table but in none of its cells ends it.
        if self.tables.last().is_some_and(|grid| !grid.in_cell) {
            self.close_innermost_table();
        }
        self.tables.push(Grid::new(implied));
    }

    fn open_row(&mut self) {
        if self.tables.is_empty() {
            self.open_table(true);
        }
        self.in_table(Grid::open_row);
    }

    fn open_cell(&mut self, tag: &Tag) {
        if self.tables.is_empty() {
            self.open_table(true);
        }
        self.in_table(|_| {});
        if self.too_deep > 0 {
            return;
        }
        self.exceeded |= self.meter.cell().is_err();
        if let Some(grid) = self.tables.last_mut() {
            grid.open_cell(tag.rowspan, tag.colspan, tag.name == b"th");
        }
    }

    /// Does something to the innermost table, the line in it ended.
    fn in_table(&mut self, change: impl FnOnce(&mut Grid)) {
        self.end_line();
        self.heading = 0;
        if self.too_deep == 0
            && let Some(grid) = self.tables.last_mut()
        {
            change(grid);
        }
    }

    fn leave_implied_table(&mut self) {
        if self.too_deep == 0 && self.tables.last().is_some_and(|grid| grid.implied && !grid.in_cell) {
            self.close_innermost_table();
        }
    }

    fn close_table(&mut self) {
        self.end_line();
        self.heading = 0;
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else {
            self.close_innermost_table();
        }
    }

    fn close_innermost_table(&mut self) {
        let Some(grid) = self.tables.pop() else { return };
        grid.close().put(self.flow());
    }
}

impl Space {
    fn or_blank(self) -> Self {
        if self == Self::None { Self::Blank } else { self }
    }
}

fn is_plain(item: &Item) -> bool {
    matches!(item, Item::Line(line) if line.level == 0)
}

/// Characters between which no blank is written: ideographs, their punctuation, full-width forms.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Elements that say nothing of the text: programs, styles, drawings, controls, what was deleted, Office's own data.
fn is_unread(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"template"
            | b"noscript"
            | b"noframes"
            | b"noembed"
            | b"svg"
            | b"math"
            | b"object"
            | b"iframe"
            | b"canvas"
            | b"audio"
            | b"video"
            | b"datalist"
            | b"del"
            | b"xml"
            | b"w:data"
            | b"w:worddocument"
            | b"w:latentstyles"
            | b"o:documentproperties"
            | b"o:officedocumentsettings"
            | b"x:excelworkbook"
    )
}

/// Elements of other languages than HTML, which a tag of HTML ends and for which `/>` counts.
fn is_foreign(name: &[u8]) -> bool {
    name.contains(&b':') || matches!(name, b"svg" | b"math" | b"xml")
}

/// Elements that another one of their name ends.
fn ends_itself(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"li" | b"dd" | b"dt" | b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"tfoot" | b"select" | b"option"
    )
}

/// How far up in a table an element stands; 0 for all that is none of its parts.
fn rank(name: &[u8]) -> u8 {
    match name {
        b"td" | b"th" => 1,
        b"tr" => 2,
        b"tbody" | b"thead" | b"tfoot" => 3,
        _ => 0,
    }
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"basefont"
            | b"bgsound"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"button"
            | b"caption"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"dir"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"frameset"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"head"
            | b"header"
            | b"hgroup"
            | b"hr"
            | b"html"
            | b"legend"
            | b"li"
            | b"listing"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"plaintext"
            | b"pre"
            | b"search"
            | b"section"
            | b"summary"
            | b"ul"
            | b"xmp"
    )
}
