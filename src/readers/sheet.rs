//! A workbook of any format: sheets of cells as they are shown, and how they become a document.
//!
//! A reader puts in what is written and where lines are drawn; nothing here is as large as a sheet could be, only as
//! large as what stands in it. Sheets follow each other in the order of their tabs.

mod blocks;
pub mod format;

use std::ops::Range;

use crate::{
    document::{Block, Document, Hidden, HiddenKind, Origin, Span, TextId},
    order::{Arrange, Numbers},
    reader::ReadError,
    readers::{
        flow::{Line, Look, Said},
        limits::{self, Meter},
        lines::is_blank,
        names::Names,
    },
};

/// What stands for a value that no program has calculated yet.
pub const LOST: &str = "\u{fffd}";

/// Blank cells with lines around them that are kept: enough for every form, and no more than a program that draws
/// lines around whole columns may cost.
const BLANKS: usize = 100_000;
/// Rows, and columns, of a sheet: more than any program knows of.
const PLACES: u32 = 1 << 20;
/// Texts that cells may share.
const STRINGS: usize = 1_000_000;
/// Columns beyond which a blank cell says nothing.
const BLANK_COLUMNS: u32 = 256;

/// A workbook that is being read.
#[derive(Debug, Default)]
pub struct Book {
    /// The sheets in the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// The title among the file's properties.
    pub title: Option<String>,
    /// What the file's properties say of its making.
    pub properties: Vec<Hidden>,
    meter: Meter,
    blanks: usize,
    /// Whether there is no room for more.
    is_full: bool,
    too_large: bool,
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// What its tab says.
    pub name: String,
    /// Whether the workbook does not show it.
    pub hidden: bool,
    /// Ranges of cells that are merged into one.
    pub merges: Vec<Area>,
    /// Rows that are not shown.
    pub hidden_rows: Vec<Range<u32>>,
    /// Columns that are not shown.
    pub hidden_columns: Vec<Range<u32>>,
    /// What is noted at cells.
    pub comments: Vec<Comment>,
    /// The texts of boxes that lie on it.
    boxes: Vec<String>,
    /// Pictures on it that may hold more than a mark.
    pub pictures: usize,
    cells: Vec<Cell>,
}

/// A rectangle of cells; the ends are those behind the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its rows.
    pub rows: Range<u32>,
    /// Its columns.
    pub columns: Range<u32>,
}

/// Texts by number: codes of number formats, and what else a workbook numbers.
pub type Numbered = Numbers<String>;

/// What of a named style is seen.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The code of the number format.
    pub code: String,
    /// Whether a line is drawn on the left or the right of a cell.
    pub boxed: bool,
    /// Whether a sheet is not shown.
    pub hidden: bool,
    /// How text looks.
    pub said: Said,
}

/// What of a numbered style of cells is seen.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellStyle {
    /// The number of its number format.
    pub format: u32,
    /// Whether a line is drawn on the left or the right of a cell.
    pub boxed: bool,
    /// Whether text is struck out.
    pub struck: bool,
}

/// Styles by their names.
pub type Styles = Names<Style>;

/// A comment at a cell.
#[derive(Debug, Default)]
pub struct Comment {
    /// The cell's row.
    pub row: u32,
    /// The cell's column.
    pub column: u32,
    /// Who made it.
    pub author: Option<String>,
    /// What it says.
    pub text: String,
}

/// The texts that a workbook's cells refer to by number.
#[derive(Debug, Default)]
pub struct Strings {
    all: String,
    ends: Vec<usize>,
}

/// The texts that cells refer to by number, some of them in runs.
#[derive(Debug, Default)]
pub struct Texts {
    all: Strings,
    /// Of those with runs in fonts of their own, what they say in a cell whose font strikes out.
    mixed: Numbers<Mixed>,
}

/// What a text says in a cell whose font strikes out: what is in fonts of its own, and what is in the cell's.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mixed {
    own: String,
    struck: String,
}

/// A text in runs that is being read.
#[derive(Debug, Default)]
pub struct Runs {
    line: Line,
    /// Those in fonts of their own.
    own: Line,
    /// Those in the cell's.
    rest: String,
}

/// A cell that something is written in, or that lines are drawn around.
#[derive(Clone, Debug, Default)]
struct Cell {
    row: u32,
    column: u32,
    rows: u32,
    columns: u32,
    /// What it shows; empty for a blank one.
    text: String,
    /// Whether a line is drawn on its left or its right.
    boxed: bool,
}

impl Strings {
    /// Adds the next.
    pub fn push(&mut self, text: &str) -> Result<(), ReadError> {
        if self.ends.len() >= STRINGS {
            return Err(ReadError::TooLarge);
        }
        self.all.push_str(text);
        self.ends.push(self.all.len());
        Ok(())
    }

    /// The one with a number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.all.get(start..*self.ends.get(number)?)
    }
}

impl Texts {
    /// Adds the next; what is struck out in it is remembered.
    pub fn push(&mut self, runs: Runs, book: &mut Book) -> Result<(), ReadError> {
        let number = self.all.ends.len() as u32;
        let (text, mixed) = book.text(runs);
        if let Some(mixed) = mixed {
            self.mixed.insert(number, mixed);
        }
        self.all.push(&text)
    }

    /// The one with a number.
    pub fn get(&self, number: usize) -> Option<&str> {
        self.all.get(number)
    }

    /// What the one with a number says in a cell whose font strikes out, if that is not nothing.
    pub fn mixed(&self, number: usize) -> Option<&Mixed> {
        self.mixed.get(number as u32)
    }
}

impl Runs {
    /// Adds a run; one without a font of its own has its cell's.
    pub fn write(&mut self, text: &str, font: Option<Look>) {
        if text.is_empty() {
            return;
        }
        self.line.write(text, font.unwrap_or_default());
        match font {
            Some(look) => drop(self.own.write(text, look)),
            None => self.rest.push_str(text),
        }
    }

    /// What they say, whatever is struck out.
    pub fn into_text(self) -> String {
        self.line.text
    }
}

impl Book {
    /// Begins the next sheet.
    pub fn open_sheet(&mut self, name: String, hidden: bool) {
        self.sheets.push(Sheet { name, hidden, ..Sheet::default() });
    }

    /// The sheet that was begun last.
    pub fn sheet(&mut self) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.sheets.push(Sheet::default());
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    /// What of a text stands in the document, in a cell whose font strikes out as well; what is struck out in it by fonts
    /// of its own is remembered.
    pub fn text(&mut self, runs: Runs) -> (String, Option<Mixed>) {
        for mark in runs.line.marks {
            self.strike(mark.text);
        }
        let mixed = Mixed { own: runs.own.text, struck: runs.rest };
        (runs.line.text, (!mixed.own.is_empty()).then_some(mixed))
    }

    /// What of a text that may have runs stands in the document in a cell whose font strikes out; the rest is remembered.
    pub fn struck(&mut self, text: String, mixed: Option<&Mixed>) -> String {
        let Some(mixed) = mixed else { return self.strike(text) };
        self.strike(mixed.struck.clone());
        mixed.own.clone()
    }

    /// What of a cell's text stands in the document if it is struck out: nothing, and it is remembered.
    pub fn strike(&mut self, text: String) -> String {
        if text.contains(|c| !is_blank(c)) && self.properties.len() < limits::PARAGRAPHS {
            // Cells that share a long text remember it once for each.
            if self.meter.characters(&text).is_err() {
                self.is_full = true;
                self.too_large |= !self.sheets.last().is_some_and(|sheet| sheet.hidden);
                return String::new();
            }
            self.properties.push(Hidden { kind: HiddenKind::Struck, text, author: None, span: None });
        }
        String::new()
    }

    /// Puts what a cell shows into the sheet that was begun last. A blank cell counts where a line is drawn on its left
    /// or its right. Answers whether there is room for more.
    pub fn put(&mut self, row: u32, column: u32, text: &str, boxed: bool) -> bool {
        let text = text.trim_matches(is_blank);
        if row.max(column) >= PLACES {
            return true;
        }
        if self.is_full {
            self.too_large |= !self.sheet().hidden;
            return false;
        }
        if text.is_empty() {
            if boxed && column < BLANK_COLUMNS && self.blanks < BLANKS {
                self.blanks += 1;
                self.sheet().cells.push(Cell { row, column, rows: 1, columns: 1, text: String::new(), boxed });
            }
            return true;
        }
        if self.meter.cell().and_then(|()| self.meter.characters(text)).is_err() {
            // What is hidden is read only as far as there is room for it.
            self.too_large |= !self.sheet().hidden;
            return false;
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.sheet().cells.push(Cell { row, column, rows: 1, columns: 1, text, boxed });
        true
    }

    /// The document that the workbook is. Hidden sheets are part of it only if nothing else is.
    pub fn document(mut self) -> Result<Document, ReadError> {
        if self.too_large {
            return Err(ReadError::TooLarge);
        }
        let is_written =
            |sheet: &Sheet| sheet.cells.iter().any(|cell| !cell.text.is_empty()) || !sheet.boxes.is_empty();
        let shown = |sheet: &Sheet| !sheet.hidden && is_written(sheet);
        let all = !self.sheets.iter().any(shown);
        if all && !self.sheets.iter().any(is_written) {
            let pictures = self.sheets.iter().any(|sheet| sheet.pictures > 0);
            return Err(if pictures { ReadError::NoText } else { ReadError::Empty });
        }
        let mut document = Document { title: self.title, hidden: self.properties, ..Document::default() };
        let mut meter = Meter::default();
        for (number, sheet) in self.sheets.iter_mut().enumerate() {
            if sheet.hidden {
                let (kind, text) = (HiddenKind::Sheet, sheet.name.clone());
                document.hidden.push(Hidden { kind, text, author: None, span: None });
            }
            if all || !sheet.hidden {
                sheet.write(number as u32, &mut document, &mut meter)?;
            }
        }
        if document.texts.is_empty() {
            return Err(ReadError::Empty);
        }
        Ok(document)
    }
}

impl Sheet {
    /// Adds a text that lies on the sheet in a box of its own.
    pub fn add_box(&mut self, text: &str) {
        let text = text.trim_matches(is_blank);
        if !text.is_empty() && self.boxes.len() < limits::PARAGRAPHS {
            self.boxes.push(text.to_owned());
        }
    }

    fn write(&mut self, number: u32, document: &mut Document, meter: &mut Meter) -> Result<(), ReadError> {
        let first = document.texts.len();
        blocks::write(self, number, document, meter)?;
        let mut places: Vec<u64> = Vec::new();
        for (index, text) in document.texts[first..].iter().enumerate() {
            if let Origin::Sheet { row, column, .. } = text.origin
                && !text.content.is_empty()
            {
                places.push(key(row, column, index));
            }
        }
        places.arrange();
        let id = |key: u64| TextId((first + index(key)) as u32);
        for text in &self.boxes {
            meter.paragraph()?;
            meter.characters(text)?;
            let id = document.push_text(text.as_str(), None);
            document.blocks.push(Block::Paragraph(id));
        }
        document.blocks.extend(std::iter::repeat_n(Block::Picture, self.pictures.min(limits::ARCHIVE_ENTRIES)));
        let end = |document: &Document, id: TextId| Span::at(id, document.text(id).len());
        for comment in std::mem::take(&mut self.comments) {
            let at = places.binary_search_by_key(&(comment.row, comment.column), |key| place(*key));
            let place = at.ok().map(|at| end(document, id(places[at])));
            let (kind, text) = (HiddenKind::Comment, comment.text);
            document.hidden.push(Hidden { kind, text, author: comment.author, span: place });
        }
        Ok(())
    }
}

/// A cell's place and an index in one number, so that all that is sorted here is sorted in one way.
fn key(row: u32, column: u32, index: usize) -> u64 {
    u64::from(row) << 44 | u64::from(column) << 24 | index as u64
}

/// The row and the column of a key.
fn place(key: u64) -> (u32, u32) {
    ((key >> 44) as u32, (key >> 24) as u32 & (PLACES - 1))
}

/// The index of a key.
fn index(key: u64) -> usize {
    key as usize & 0xff_ffff
}

/// Ranges in order, those that touch made one.
fn joined(ranges: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut sorted: Vec<u64> = ranges.iter().map(|range| u64::from(range.start) << 32 | u64::from(range.end)).collect();
    sorted.arrange();
    let mut all: Vec<Range<u32>> = Vec::new();
    for range in sorted {
        let (start, end) = ((range >> 32) as u32, range as u32);
        match all.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => all.push(start..end),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(rows: &[&[&str]]) -> Book {
        let mut book = Book::default();
        book.open_sheet("年报".to_owned(), false);
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                assert!(book.put(row as u32, column as u32, text, false));
            }
        }
        book
    }

    #[test]
    fn what_is_not_shown_is_remembered_where_it_would_be() {
        let mut book = book(&[&["项目", "上年", "本年"], &["新收", "7", "3"], &["底稿", "1", "2"], &["核对", "", "5"]]);
        book.sheet().hidden_rows.extend([3..4, 2..3, 9..1000]);
        book.sheet().hidden_columns.push(1..2);
        let (author, text) = (Some("王五".to_owned()), "待核".to_owned());
        book.sheet().comments.push(Comment { row: 1, column: 2, author: author.clone(), text: text.clone() });
        book.properties.push(Hidden { kind: HiddenKind::Author, text: "张三".to_owned(), author: None, span: None });
        book.open_sheet("往年".to_owned(), true);
        book.put(0, 0, "隐藏的表", false);
        let document = book.document().unwrap();
        assert_eq!(document.texts.len(), 4);
        assert_eq!(document.texts[3].origin, Origin::Sheet { sheet: 0, row: 1, column: 2 });
        let none = |kind, text: &str| Hidden { kind, text: text.to_owned(), author: None, span: None };
        assert_eq!(
            document.hidden,
            [
                none(HiddenKind::Author, "张三"),
                none(HiddenKind::Cells, "底稿\t1\t2\t核对\t5"),
                none(HiddenKind::Cells, "上年\t7"),
                Hidden { kind: HiddenKind::Comment, text, author, span: Some(Span::at(TextId(3), 1)) },
                none(HiddenKind::Sheet, "往年"),
            ]
        );
    }

    #[test]
    fn what_is_merged_over_hidden_cells_stands_in_the_rest() {
        let rows: [&[&str]; 5] = [
            &["", "", "", "", ""],
            &["", "合计", "", "", "5"],
            &["甲", "新收", "3", "6", "7"],
            &["乙"],
            &["丙", "旧", "4"],
        ];
        let mut book = book(&rows);
        let (mut rows, mut columns) = (vec![3..4, 9..PLACES], vec![0..1, 2..4]);
        for (area, text) in [((0..1, 0..5), "标题"), ((1..2, 1..4), ""), ((2..4, 4..5), ""), ((3..4, 0..5), "")] {
            let (rows, columns) = area;
            book.put(rows.start, columns.start, text, true);
            book.sheet().merges.push(Area { rows, columns });
        }
        book.sheet().hidden_rows.append(&mut rows);
        book.sheet().hidden_columns.append(&mut columns);
        book.put(4, 4, "8", false);
        let document = book.document().unwrap();
        let texts: Vec<_> = document.texts.iter().map(|text| &*text.content).collect();
        assert_eq!(texts, ["标题", "合计", "5", "新收", "7", "旧", "8"]);
        let [Block::Paragraph(_), Block::Table(table)] = &document.blocks[..] else { panic!("{:?}", document.blocks) };
        assert_eq!((table.rows, table.columns), (3, 2));
        assert!(table.cells.iter().all(|cell| (cell.rowspan, cell.colspan) == (1, 1)));
        let hidden: Vec<_> = document.hidden.iter().map(|hidden| &*hidden.text).collect();
        assert_eq!(hidden, ["乙", "甲\t丙", "3\t6\t4"]);
    }

    #[test]
    fn a_hidden_sheet_is_read_where_nothing_else_is() {
        let mut book = Book::default();
        book.open_sheet("空".to_owned(), false);
        book.open_sheet("内容".to_owned(), true);
        book.put(3, 4, "云岭县", true);
        let document = book.document().unwrap();
        assert_eq!(document.texts[0].origin, Origin::Sheet { sheet: 1, row: 3, column: 4 });
        let mut book = Book::default();
        assert_eq!(std::mem::take(&mut book).document().unwrap_err(), ReadError::Empty);
        book.put(0, 0, " \u{3000}", true);
        book.sheet().pictures = 1;
        assert_eq!(book.document().unwrap_err(), ReadError::NoText);
    }

    #[test]
    fn what_is_too_much_is_refused_if_it_is_shown() {
        for hidden in [false, true] {
            let mut book = book(&[&["甲", "乙"]]);
            book.open_sheet("多".to_owned(), hidden);
            let room = (0..300_000).take_while(|row| book.put(*row, 0, "1", false)).count();
            assert!(room <= limits::CELLS);
            assert_eq!(book.document().is_ok(), hidden);
        }
        // As many rows as columns, and nearly all between them blank.
        let mut wide = Book::default();
        for place in 0..16_000 {
            wide.put(place, place, "1", false);
            wide.put(place, place + 1, "1", false);
        }
        assert_eq!(wide.document().err(), Some(ReadError::TooLarge));
        // A cell merged over what many rows and columns make large.
        let mut merged = Book::default();
        for place in 0..60_000 {
            merged.put(0, place, "1", false);
            merged.put(place, 60_001, "1", false);
            merged.put(place, 60_002, "1", false);
        }
        merged.sheet().merges.push(Area { rows: 1..60_000, columns: 0..60_000 });
        assert_eq!(merged.document().err(), Some(ReadError::TooLarge));
    }

    #[test]
    fn merged_cells_that_overlap_leave_a_sound_table() {
        let mut book = book(&[&["甲", "乙", "丙"], &["1", "2", "3"], &["4", "5", "6"]]);
        for (rows, columns) in [(0..2, 0..2), (1..3, 1..3), (1..2, 2..3), (0..9, 2..9), (0..0, 0..5), (5..9, 5..9)] {
            book.sheet().merges.push(Area { rows, columns });
        }
        let document = book.document().unwrap();
        let [Block::Table(table)] = &document.blocks[..] else { panic!("one table") };
        // In the second row no cell begins.
        assert_eq!((table.rows, table.columns), (2, 3));
        let ends = |cell: &crate::document::Cell| (cell.row + cell.rowspan, cell.column + cell.colspan);
        assert!(table.cells.iter().all(|cell| ends(cell).0 <= 2 && ends(cell).1 <= 3));
    }
}
