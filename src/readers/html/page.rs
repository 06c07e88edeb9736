//! The page while its tags come in: the line being written, the tables that are open, and what is not shown.

use super::{
    elements::{ends_itself, is_block, is_foreign, is_unread, is_void, rank},
    grid::Grid,
    style::Sheet,
    tag::{INVISIBLE, LOOKS, PREFORMATTED, SIZED, SIZELESS, Tag, VISIBLE},
};
use crate::{
    document::{Document, Hidden, HiddenKind, Span, TextId},
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
    line: Line,
    /// White space that becomes a blank if text follows.
    space: Space,
    /// The level of the heading that is open, or 0.
    heading: u8,
    /// An element that is not shown.
    skipped: Option<Scope>,
    /// The elements that say how text in them looks, by what they say.
    looks: [Option<Scope>; LOOKS],
    /// What the page's sheets say of this.
    sheet: Sheet,
    /// Whether the sheet that is skipped is for some screens only, if it is to be read.
    perhaps: Option<bool>,
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
    /// How many tables are open within it if it is not shown; around it if it is.
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
        let says = self.sheet.says(tag);
        let looks = says.looks(tag);
        let skipped = tag.hidden
            || says.hidden == Some(true)
            || is_unread(name)
            || matches!(name, b"textarea" | b"select") && !in_cell
            || self.passes(tag);
        self.perhaps = tag.perhaps.filter(|_| name == b"style");
        self.leave(rank(name));
        for look in &mut self.looks {
            match look {
                Some(scope) if scope.name == name && ends_itself(name) => *look = None,
                Some(scope) if scope.name == b"p" && is_block(name) => *look = None,
                Some(scope) if scope.name == name => scope.depth += 1,
                _ => {}
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
            b"select" => self.list = (!skipped).then_some((self.line.text.len(), false)),
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
            return;
        }
        let around = self.tables.len().saturating_sub(usize::from(name == b"table"));
        for (place, is_so) in looks.into_iter().enumerate() {
            // Only what is unseen can be seen again, and only by what it is unseen for.
            let says = match place {
                SIZED => self.looks[SIZELESS].is_some(),
                VISIBLE => self.looks[INVISIBLE].is_some(),
                _ => true,
            };
            if is_so && says && self.looks[place].is_none() {
                self.looks[place] = Some(Scope { tables: around, ..Scope::new(tag) });
                match place {
                    SIZELESS => self.looks[SIZED] = None,
                    INVISIBLE => self.looks[VISIBLE] = None,
                    _ => {}
                }
            }
        }
    }

    /// An end tag.
    pub fn end(&mut self, name: &[u8]) {
        if self.exceeded || !self.ends_skipping_at(name) {
            return;
        }
        self.leave(if name == b"table" { u8::MAX } else { rank(name) });
        for place in 0..LOOKS {
            let Some(scope) = self.looks[place].as_mut().filter(|scope| scope.name == name) else { continue };
            scope.depth -= 1;
            if scope.depth == 0 {
                if place == PREFORMATTED {
                    self.end_line();
                }
                self.looks[place] = None;
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
        if self.exceeded {
            return;
        }
        if self.skipped.is_some() {
            if let Some(perhaps) = self.perhaps {
                self.sheet.read(text, perhaps);
            }
            return;
        }
        if self.in_title {
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            self.title = (!words.is_empty()).then(|| words.join(" "));
            return;
        }
        let is_blank_text = text.chars().all(is_blank);
        if self.line.text.is_empty() && !is_blank_text {
            self.leave_implied_table();
        }
        let [preformatted, struck, raised, sizeless, sized, invisible, visible] =
            self.looks.each_ref().map(Option::is_some);
        let at = self.line.text.len();
        if struck && !is_blank_text {
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            self.exceeded |= self.meter.characters(text).is_err();
            return self.line.mark(HiddenKind::Struck, &words.join(" "), None, at..at);
        }
        if (sizeless && !sized || invisible && !visible) && !is_blank_text {
            return;
        }
        if !raised {
            self.line.go_on(text);
        }
        let is_space = |byte: u8| matches!(byte, b'\r' | b' ' | b'\t' | b'\x0c') && !preformatted;
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.bytes().position(|byte| is_space(byte) || matches!(byte, b'\0' | b'\n'));
            let (words, behind) = rest.split_at(end.unwrap_or(rest.len()));
            if let Some(first) = words.chars().next() {
                if self.space != Space::None && !preformatted {
                    self.write_space(first);
                }
                self.line.text.push_str(words);
            }
            match behind.bytes().next() {
                Some(b'\n') if preformatted => self.end_line(),
                Some(b'\n' | b'\r') => self.space = Space::Break,
                Some(b'\0') | None => {}
                Some(_) => self.space = self.space.or_blank(),
            }
            rest = behind.get(1..).unwrap_or_default();
        }
        if raised {
            self.line.raise(at.min(self.line.text.len()));
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
        let says = |item: &Item| match item {
            Item::Line(line) => !line.text.is_empty(),
            Item::Table(_) => true,
            Item::Picture => false,
        };
        if !self.body.iter().any(says) {
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
                let Item::Line(line) = item else { continue };
                lines.push(&mut writer.document, &mut meter, &line.text, None)?;
                let texts = &writer.document.texts;
                let is_there = texts.last().is_some_and(|text| !line.text.is_empty() && text.content == line.text);
                let id = TextId(texts.len().saturating_sub(1) as u32);
                writer.document.hidden.extend(line.marks.iter().map(|mark| Hidden {
                    kind: mark.kind,
                    text: mark.text.clone(),
                    author: None,
                    span: is_there.then(|| Span::at(id, mark.at.start)),
                }));
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
        if again && tag.selected && self.line.text.is_char_boundary(*start) {
            self.line.text.truncate(*start);
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

    /// Where a part of a table begins or ends, what was said within smaller parts and in its cells holds no longer, whether
    /// or not it was ended.
    fn leave(&mut self, part: u8) {
        let around = self.tables.len();
        for look in self.looks.iter_mut().skip(PREFORMATTED + 1).filter(|_| part > 0) {
            look.take_if(|scope| scope.tables >= around && around > 0 && rank(&scope.name) <= part);
        }
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
        } else if !self.line.text.is_empty() {
            self.space = Space::None;
            self.line.text.push('\n');
        }
    }

    fn write_space(&mut self, next: char) {
        let space = std::mem::take(&mut self.space);
        let Some(last) = self.line.text.chars().next_back() else { return };
        // A line end of the source between two ideographs is no blank.
        let joins = space == Space::Break && is_ideographic(last) && is_ideographic(next);
        if !joins && last != '\n' {
            self.line.text.push(' ');
        }
    }

    fn picture(&mut self) {
        self.exceeded |= self.meter.paragraph().is_err();
        self.pictures += 1;
        if self.line.text.is_empty() {
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
        let mut line = std::mem::take(&mut self.line);
        if line.text.is_empty() && line.marks.is_empty() {
            return;
        }
        // Blanks before and behind may be a row's cells.
        let is_row = self.looks[PREFORMATTED].is_some() && line.text.contains('\t') && line.marks.is_empty();
        if is_row && !line.text.chars().all(is_blank) {
            line.text.truncate(line.text.trim_end_matches(' ').len());
        } else {
            line.trim();
        }
        if !line.text.is_empty() {
            line.level = std::mem::take(&mut self.heading);
            let counted = self.meter.characters(&line.text).and_then(|()| self.meter.paragraph());
            self.exceeded |= counted.is_err();
        }
        if !line.text.is_empty() || !line.marks.is_empty() {
            line.text.shrink_to_fit();
            self.flow().push(Item::Line(line));
        }
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
        // An element that was never ended would take the table's figures with it.
        self.looks.iter_mut().skip(PREFORMATTED + 1).for_each(|look| *look = None);
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
