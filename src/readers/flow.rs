//! What stands on a page or in a cell, in reading order, and how it becomes a document.
//!
//! Readers of formats that flow collect lines, tables and pictures while they read; only when a table is whole is it
//! known what it is for, and only then do its texts get their numbers.

use std::ops::Range;

use crate::{
    document::{Block, Cell, Document, Hidden, HiddenKind, Origin, Span, Table, TextId, origin::Piece},
    reader::ReadError,
    readers::{
        limits::{self, Meter},
        lines::{is_blank, trimmed},
    },
};

/// The longest side, in pixels, of what is no picture but an icon.
pub const ICON: u32 = 64;

/// How text looks, as far as a report shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it is struck out.
    pub struck: bool,
    /// Whether it is raised or lowered.
    pub raised: bool,
}

/// The same as far as a format says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Whether it is hidden.
    pub hidden: Option<bool>,
    /// Whether it is struck out.
    pub struck: Option<bool>,
    /// Whether it is raised or lowered.
    pub raised: Option<bool>,
}

/// How far from its line text is raised or lowered at least, in half points; less only sets it right.
const RAISED_BY: u32 = 4;
/// Digits of a note's sign; longer numbers that are raised are figures.
pub const NOTE_DIGITS: usize = 2;

/// Whether text so far from its line, in half points, is raised. Notes have lowered signs as well, if seldom: all that is
/// said of what is raised holds for what is lowered.
pub fn is_raised(half_points: i32) -> bool {
    half_points.unsigned_abs() >= RAISED_BY
}

/// Whether a word for where text stands (`superscript`, `sub 58%`) says that it is raised or lowered.
pub fn is_raising(word: &str) -> bool {
    word.starts_with("su")
}

impl Said {
    /// All that is said, where another says less.
    pub fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
        }
    }

    /// How text looks whose own format says this, in what looks so.
    pub fn within(self, around: Look) -> Look {
        Look {
            hidden: self.hidden.unwrap_or(around.hidden),
            struck: self.struck.unwrap_or(around.struck),
            raised: self.raised.unwrap_or(around.raised),
        }
    }
}

/// What stands in the page or in a cell, in order.
pub type Flow = Vec<Item>;

/// A part of a flow.
#[derive(Debug)]
pub enum Item {
    /// A line of text; one without text only bears marks.
    Line(Line),
    /// A table with figures in it.
    Table(Grid),
    /// A picture that may show more than an icon.
    Picture,
}

/// A line (or a paragraph) of text.
#[derive(Debug, Default)]
pub struct Line {
    /// Its level if it is a heading's, 0 if not.
    pub level: u8,
    /// What it says.
    pub text: String,
    /// The runs that it is made of, where the format has such.
    pub pieces: Vec<Piece>,
    /// What is hidden at it.
    pub marks: Vec<Mark>,
    /// Where what is raised ends, and only looks so: nothing else stands before it, or there are words in it.
    pub raised: usize,
}

/// Something hidden at a line.
#[derive(Debug)]
pub struct Mark {
    /// What it is.
    pub kind: HiddenKind,
    /// What it says.
    pub text: String,
    /// Who made it.
    pub author: Option<String>,
    /// Where it is in the line, in bytes.
    pub at: Range<usize>,
}

impl Line {
    /// Adds text as it looks: what is hidden or struck out is remembered instead. Answers whether it now stands there as
    /// it was given.
    pub fn write(&mut self, text: &str, look: Look) -> bool {
        let at = self.text.len();
        if look.hidden || look.struck {
            self.mark(if look.hidden { HiddenKind::Text } else { HiddenKind::Struck }, text, None, at..at);
            return false;
        }
        if !look.raised {
            self.go_on(text);
        }
        self.text.push_str(text);
        !(look.raised && self.raise(at))
    }

    /// Says what text comes next that is not raised. Digits that are raised before a figure are the sign of a note there,
    /// which the line begins with.
    pub fn go_on(&mut self, text: &str) {
        let Some((start, rest)) = self.text.split_at_checked(self.raised).filter(|(start, _)| !start.is_empty()) else {
            return;
        };
        let is_figure = |c: char| matches!(c, '0'..='9' | '０'..='９');
        let is_sign = (1..=NOTE_DIGITS).contains(&start.trim_matches(is_blank).len())
            && start.trim_matches(is_blank).bytes().all(|byte| byte.is_ascii_digit());
        if !is_sign || !rest.chars().all(is_blank) || !text.trim_start_matches(is_blank).starts_with(is_figure) {
            return;
        }
        let signs: String = start.chars().map(sign).collect();
        // Where a place before the text's end comes to stand.
        let moved = |at: usize| {
            let (start, rest) = (start.get(..at.min(start.len())), at.saturating_sub(start.len()));
            start.unwrap_or_default().chars().map(|c| sign(c).len_utf8()).sum::<usize>() + rest
        };
        self.pieces.retain(|piece| piece.at as usize >= self.raised);
        self.pieces.iter_mut().for_each(|piece| piece.at = moved(piece.at as usize) as u32);
        self.marks.iter_mut().for_each(|mark| mark.at = moved(mark.at.start)..moved(mark.at.end));
        self.text = signs + rest;
        self.raised = 0;
    }

    /// Says that the text from a place on is raised. Behind other text its digits are the signs of notes and powers and
    /// no part of a figure there: they become Unicode's own, one for one. What is raised as a whole, or has words in it,
    /// only looks so. Answers whether anything was changed.
    pub fn raise(&mut self, from: usize) -> bool {
        let Some((before, raised)) = self.text.split_at_checked(from) else { return false };
        let goes_on = before.get(self.raised..).unwrap_or_default().chars().all(is_blank);
        // What stands in brackets may come in several runs.
        let opens = raised.contains(['（', '(']) && !raised.contains(['）', ')']);
        if goes_on || opens || raised.contains(char::is_alphabetic) {
            self.raised = self.text.len();
            return false;
        }
        if !raised.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        // No report has a hundred notes.
        if raised.bytes().filter(u8::is_ascii_digit).count() > NOTE_DIGITS {
            return false;
        }
        let signs: String = raised.chars().map(sign).collect();
        self.text.truncate(from);
        self.text.push_str(&signs);
        true
    }

    /// Remembers something hidden; what follows its like at the same place continues it, but for comments.
    pub fn mark(&mut self, kind: HiddenKind, text: &str, author: Option<&str>, at: Range<usize>) {
        match self.marks.last_mut() {
            Some(last)
                if kind != HiddenKind::Comment
                    && last.kind == kind
                    && last.author.as_deref() == author
                    && last.at.end == at.start =>
            {
                last.text.push_str(text);
                last.at.end = at.end;
            }
            _ => self.marks.push(Mark { kind, text: text.to_owned(), author: author.map(str::to_owned), at }),
        }
    }

    /// Adds a line behind this one; its level is not asked.
    pub fn append(&mut self, mut other: Self) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        for piece in &mut other.pieces {
            piece.at += before as u32;
        }
        for mark in &mut other.marks {
            mark.at = mark.at.start + before..mark.at.end + before;
        }
        self.pieces.append(&mut other.pieces);
        self.marks.append(&mut other.marks);
    }

    /// Without the blanks at its ends.
    pub fn trim(&mut self) {
        let Range { start, end } = trimmed(&self.text, 0..self.text.len());
        if (start, end) == (0, self.text.len()) {
            return;
        }
        self.text.truncate(end);
        self.text.drain(..start);
        self.pieces.retain_mut(|piece| {
            let (at, until) = (piece.at as usize, (piece.at + piece.length) as usize);
            let (from, to) = (at.max(start), until.min(end));
            if from >= to {
                return false;
            }
            piece.offset += (from - at) as u32;
            piece.at = (from - start) as u32;
            piece.length = (to - from) as u32;
            true
        });
        for mark in &mut self.marks {
            mark.at = mark.at.start.clamp(start, end) - start..mark.at.end.clamp(start, end) - start;
        }
    }
}

/// A digit as a sign of Unicode's own that is raised.
pub fn sign(c: char) -> char {
    match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + 0x2070).unwrap_or(c),
        c => c,
    }
}

/// Adds a line to a flow, trimmed and counted, if it holds anything.
pub fn push_line(flow: &mut Flow, mut line: Line, meter: &mut Meter) -> Result<(), ReadError> {
    line.trim();
    if !line.text.is_empty() {
        meter.paragraph()?;
        meter.characters(&line.text)?;
    } else if line.marks.is_empty() {
        return Ok(());
    }
    // Most cells hold one line, and most lines one piece.
    line.pieces.shrink_to_fit();
    if flow.is_empty() {
        flow.reserve_exact(1);
    }
    flow.push(Item::Line(line));
    Ok(())
}

/// A table: cells on a grid, in row-major order.
#[derive(Debug, Default)]
pub struct Grid {
    /// The cells.
    pub cells: Vec<GridCell>,
    /// How many rows there are.
    pub rows: u32,
    /// The width of the widest row.
    pub columns: u32,
    /// Whether it divides the cell that it stands in.
    pub divides: bool,
}

/// A cell on the grid, with the same fields as [`Cell`].
#[derive(Debug, Default)]
pub struct GridCell {
    /// Its first row.
    pub row: u32,
    /// Its first column.
    pub column: u32,
    /// How many rows it covers.
    pub rowspan: u32,
    /// How many columns it covers.
    pub colspan: u32,
    /// Whether it is marked as a header.
    pub header: bool,
    /// What stands in it.
    pub content: Flow,
}

impl Grid {
    /// Adds the table, now that it is whole, to a flow: as a table if its cells belong to rows and columns, as what it
    /// holds if it lays out a page: one cell, or cells with tables, pictures or long texts.
    pub fn put(self, flow: &mut Flow) {
        let is_picture = |item: &Item| matches!(item, Item::Picture);
        let wordless = |cell: &GridCell| {
            cell.content.iter().all(|item| match item {
                Item::Picture => true,
                Item::Line(line) => line.text.is_empty(),
                Item::Table(_) => false,
            })
        };
        // In one column a cell with a picture alone is a place for it: no figures stand in rows there.
        let shows =
            self.columns == 1 && self.cells.iter().any(|cell| wordless(cell) && cell.content.iter().any(is_picture));
        if self.cells.len() == 1 || shows || self.cells.iter().all(wordless) || self.cells.iter().any(GridCell::is_page)
        {
            flow.extend(self.cells.into_iter().flat_map(|cell| cell.content));
        } else {
            flow.push(Item::Table(self));
        }
    }
}

impl GridCell {
    /// Whether it holds a part of a page: a table, or more text than any cell of a form.
    fn is_page(&self) -> bool {
        let mut characters = 0;
        self.content.iter().any(|item| match item {
            Item::Table(_) => true,
            Item::Picture => false,
            Item::Line(line) => {
                characters += line.text.chars().count();
                characters > limits::CELL_CHARACTERS
            }
        })
    }
}

/// Writes flows into a document.
#[derive(Debug, Default)]
pub struct Writer {
    /// The document so far.
    pub document: Document,
    /// What is hidden in lines without text: it stands before the next text.
    carried: Vec<Mark>,
}

impl Writer {
    /// Appends an item.
    pub fn item(&mut self, item: Item) {
        match item {
            Item::Line(line) if line.text.is_empty() => self.carried.extend(line.marks),
            Item::Line(line) => {
                let level = line.level;
                let text = self.text(line);
                self.document.blocks.push(if level > 0 { Block::Heading(level, text) } else { Block::Paragraph(text) });
            }
            Item::Table(grid) => self.table(grid),
            Item::Picture => self.document.blocks.push(Block::Picture),
        }
    }

    /// Appends a table; what its cells show beside their text comes behind it.
    fn table(&mut self, grid: Grid) {
        let mut table = Table { rows: grid.rows, columns: grid.columns, cells: Vec::with_capacity(grid.cells.len()) };
        let mut pictures = 0;
        for cell in grid.cells {
            let mut all = Line::default();
            for item in cell.content {
                match item {
                    Item::Line(mut line) => {
                        line.trim();
                        if !all.text.is_empty() && !line.text.is_empty() {
                            all.text.push('\n');
                        }
                        if all.text.is_empty() && all.marks.is_empty() {
                            all = line;
                        } else {
                            all.append(line);
                        }
                    }
                    Item::Picture => pictures += 1,
                    Item::Table(_) => {}
                }
            }
            let text = self.text(all);
            let GridCell { row, column, rowspan, colspan, header, .. } = cell;
            table.cells.push(Cell { row, column, rowspan, colspan, header, text });
        }
        self.document.blocks.push(Block::Table(table));
        self.document.blocks.extend(std::iter::repeat_n(Block::Picture, pictures));
    }

    fn text(&mut self, line: Line) -> TextId {
        let origin = if line.pieces.is_empty() { Origin::Unknown } else { Origin::Runs(line.pieces) };
        let id = self.document.push_text(line.text, origin);
        let carried = self.carried.drain(..).map(|mark| hidden(mark, |_| Some(Span::at(id, 0))));
        let own = line.marks.into_iter().map(|mark| hidden(mark, |at| Some(Span::new(id, at.start, at.end))));
        self.document.hidden.extend(carried.chain(own));
        id
    }

    /// The document of a whole flow. Without any text the error says whether there are pictures in its place.
    pub fn write(mut self, flow: Flow) -> Result<Document, ReadError> {
        let blank = |cell: &GridCell| {
            !cell.content.iter().any(|item| matches!(item, Item::Line(line) if !line.text.is_empty()))
        };
        let (mut says, mut shows) = (false, false);
        for item in flow {
            match &item {
                Item::Line(line) => says |= !line.text.is_empty(),
                Item::Picture => shows = true,
                Item::Table(grid) => {
                    says |= !grid.cells.iter().all(blank);
                    shows |= grid.cells.iter().flat_map(|cell| &cell.content).any(|item| matches!(item, Item::Picture));
                }
            }
            self.item(item);
        }
        if !says {
            return Err(if shows { ReadError::Scan } else { ReadError::Empty });
        }
        let nowhere = self.carried.into_iter().map(|mark| hidden(mark, |_| None));
        self.document.hidden.extend(nowhere);
        Ok(self.document)
    }
}

fn hidden(mark: Mark, span: impl Fn(Range<usize>) -> Option<Span>) -> Hidden {
    Hidden { kind: mark.kind, text: mark.text, author: mark.author, span: span(mark.at) }
}

/// A file's title, if it says something: not what programs put there by themselves.
pub fn meaningful_title(title: &str) -> Option<String> {
    let title = title.trim_matches(is_blank);
    let title = title.strip_prefix("Microsoft Word - ").unwrap_or(title);
    let words = title.chars().filter(|c| ('\u{3400}'..='\u{9fff}').contains(c)).count();
    let own = ["新建", "无标题", "未命名", "演示文稿", "工作簿", "工作表"].iter().any(|word| title.starts_with(word));
    (words >= 4 && !own).then(|| title.to_owned())
}

/// A length as styles write it, in whole pixels, 96 of which are an inch.
pub fn pixels(length: &str) -> Option<u32> {
    /// Units, in hundredths of a pixel.
    const UNITS: &[(&str, u32)] = &[("cm", 3780), ("mm", 378), ("in", 9600), ("pt", 133), ("pc", 1600), ("px", 100)];
    let (number, unit) = length.trim().split_at(length.trim().find(|c: char| c.is_ascii_alphabetic())?);
    let (_, size) = UNITS.iter().find(|(name, _)| *name == unit)?;
    // Two digits behind the point tell a picture from an icon.
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let hundredths =
        rest.bytes().chain(*b"00").take(2).fold(0, |sum, digit| sum * 10 + u32::from(digit.wrapping_sub(b'0')) % 10);
    let all = whole.parse::<u32>().ok()?.saturating_mul(100).saturating_add(hundredths);
    Some(all.saturating_mul(*size) / 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_behind_text_are_signs() {
        let line = |parts: &[(&str, bool)]| {
            let mut line = Line::default();
            let as_given =
                parts.iter().map(|(text, raised)| line.write(text, Look { raised: *raised, ..Look::default() })).last();
            (line.text, as_given.unwrap())
        };
        for (parts, text, as_given) in [
            (&[("0", false), ("1", true)][..], "0¹", false),
            (&[("5m", false), ("2", true)], "5m²", false),
            (&[("3", false), ("[10]", true)], "3[¹⁰]", false),
            (&[("7", false), ("12", true)], "7¹²", false),
            (&[("7", false), ("4567890", true)], "74567890", true),
            (&[("7", false), ("2023", true), ("5", false)], "720235", true),
            (&[("1", true), ("123", false)], "¹123", true),
            (&[(" 1", true), ("0", true), (" ", false), ("７", false)], " ¹⁰ ７", true),
            (&[("123", true), ("4", false)], "1234", true),
            (&[("1", true), ("件", false), ("2", false)], "1件2", true),
            (&[("4", false), ("（", true), ("3", true), ("件）", true)], "4（3件）", true),
            (&[("1", true), ("0", true)], "10", true),
            (&[(" ", false), ("1", true), ("0", true)], " 10", true),
            (&[("4", false), ("（含2022年）", true)], "4（含2022年）", true),
            (&[("4", false), ("（含", true), ("2022", true), ("年）", true)], "4（含2022年）", true),
            (&[("8", false), ("①", true)], "8①", true),
            (&[("1", true), ("2023年", false), ("3", true)], "¹2023年³", false),
        ] {
            assert_eq!(line(parts), (text.to_owned(), as_given));
        }
    }

    #[test]
    fn what_stands_behind_raised_digits_moves_with_them() {
        let mut line = Line::default();
        let run = |at, offset| Piece { at, length: 1, part: "".into(), paragraph: 0, run: 0, offset };
        line.write("1", Look { raised: true, ..Look::default() });
        line.pieces.push(run(0, 7));
        line.write("删", Look { struck: true, ..Look::default() });
        line.write(" ", Look::default());
        line.pieces.push(run(1, 9));
        line.write("5", Look::default());
        assert_eq!(line.text, "¹ 5");
        assert_eq!(line.pieces.iter().map(|piece| (piece.at, piece.offset)).collect::<Vec<_>>(), [(2, 9)]);
        assert_eq!(line.marks[0].at, 2..2);
    }

    #[test]
    fn lengths_are_pixels() {
        for (length, size) in [
            ("1in", Some(96)),
            (" 2.54cm ", Some(96)),
            ("0.5in", Some(48)),
            ("72pt", Some(95)),
            ("99999999999in", None),
            ("4000000000in", Some(429_496)),
            ("x", None),
            ("12", None),
        ] {
            assert_eq!(pixels(length), size, "{length}");
        }
    }

    #[test]
    fn a_title_says_something() {
        let cases = [
            ("", None),
            ("文档1", None),
            ("新建文本文档", None),
            ("Document", None),
            ("云岭县报告", Some("云岭县报告")),
        ];
        for (title, kept) in cases {
            assert_eq!(meaningful_title(title).as_deref(), kept);
        }
        assert_eq!(meaningful_title("Microsoft Word - 年度报告2023.doc").as_deref(), Some("年度报告2023.doc"));
    }
}
