//! Workbooks of Excel 97 to 2003 and of WPS ([MS-XLS], BIFF8), of Excel 5 and 95 (BIFF5), and the XML of Excel 2003.
//!
//! A workbook is a run of records: first what all sheets share, then the sheets, each at a place of its own. A cell
//! shows its stored value in its number format, a formula the value that was last calculated.

mod locked;
mod markup;
mod records;

use crate::{
    document::Document,
    reader::{ReadError, Reader},
    readers::{
        compound::{self, Compound, u16_at, u32_at},
        flow::Look,
        limits,
        sheet::{Area, Book, CellStyle, Comment, Mixed, Numbered, Runs, Texts, format},
        signatures, summary,
    },
};
use records::{Pieces, Records, long_text, short_text};

/// The reader of xls.
pub const READER: Reader = Reader { name: "xls", sniff, read };

/// The streams that hold a workbook: since Excel 97, and before.
const STREAMS: [&str; 2] = ["Workbook", "Book"];
/// The version that a workbook of Excel 97 begins with.
const BIFF8: u16 = 0x600;
/// What a sheet begins with that is nothing but a chart.
const CHART: u16 = 0x20;
/// Bytes of the header of a compound file.
const HEADER: usize = 512;
/// How many times its length may be read of a workbook whose sheets overlap.
const READINGS: usize = 4;

fn sniff(bytes: &[u8]) -> bool {
    if !compound::is_compound(bytes) {
        return markup::sniff(bytes);
    }
    match Compound::open(bytes) {
        Ok(file) => STREAMS.iter().any(|name| file.has(name)),
        // A file that is cut off, if at least its header is there.
        Err(_) => bytes.len() >= HEADER && signatures::name(bytes) == Some("xls"),
    }
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    if !compound::is_compound(bytes) {
        return markup::read(bytes);
    }
    let file = Compound::open(bytes)?;
    let mut stream = file.whole(&STREAMS)?;
    locked::unlock(&mut stream)?;
    let mut book = Book::default();
    Workbook::default().read(&stream, &mut book)?;
    let mut document = book.document()?;
    summary::describe(&file, &mut document);
    Ok(document)
}

/// What all sheets share.
#[derive(Debug, Default)]
struct Workbook {
    unicode: bool,
    from_1904: bool,
    strings: Texts,
    /// Number formats of the workbook's own.
    codes: Numbered,
    fonts: Vec<Look>,
    styles: Vec<CellStyle>,
}

impl Workbook {
    fn read(&mut self, stream: &[u8], book: &mut Book) -> Result<(), ReadError> {
        let mut records = Records::new(stream, 0);
        let Some((0x809, start)) = records.next() else { return Err(ReadError::Damaged) };
        self.unicode = u16_at(start, 0).is_some_and(|version| version >= BIFF8);
        let mut sheets = Vec::new();
        while let Some((kind, content)) = records.next() {
            match kind {
                // End of what is shared.
                0x0a => break,
                0x22 => self.from_1904 = u16_at(content, 0) == Some(1),
                0x85 if sheets.len() < limits::ARCHIVE_ENTRIES => {
                    let place = u32_at(content, 0).unwrap_or(u32::MAX) as usize;
                    let hidden = content.get(4).is_some_and(|state| state & 3 != 0);
                    sheets.push((place, hidden, short_text(content, 6, self.unicode)));
                }
                0x31 => {
                    let struck = u16_at(content, 2).is_some_and(|flags| flags & 8 != 0);
                    let raised = u16_at(content, 8).is_some_and(|script| matches!(script, 1 | 2));
                    self.fonts.push(Look { hidden: false, struck, raised });
                }
                0xe0 => self.style(content),
                0xfc => {
                    let mut pieces = vec![content];
                    pieces.append(&mut records.continued());
                    self.shared_strings(Pieces::new(pieces), book)?;
                }
                0x41e => {
                    let code = match self.unicode {
                        true => long_text(content, 2, true),
                        false => short_text(content, 2, false),
                    };
                    self.codes.insert(u16_at(content, 0).unwrap_or(0).into(), code);
                }
                _ => {}
            }
        }
        let mut left = stream.len().saturating_mul(READINGS);
        for (place, hidden, name) in sheets {
            book.open_sheet(name, hidden);
            let mut records = Records::new(stream, place);
            // A sheet that is a chart keeps copies of the cells that it shows.
            let is_sheet = |(kind, start): (u16, &[u8])| kind == 0x809 && u16_at(start, 2) != Some(CHART);
            if left > 0 && records.next().is_some_and(is_sheet) {
                let mut ahead = records.clone();
                let zeros = zeros(&mut ahead);
                SheetStream { workbook: self, book, texts: Numbered::default(), object: 0, zeros, formula: None }
                    .read(&mut records);
                left = left.saturating_sub(ahead.at().max(records.at()).saturating_sub(place));
            }
        }
        Ok(())
    }

    fn style(&mut self, content: &[u8]) {
        let boxed = match self.unicode {
            true => content.get(10).is_some_and(|lines| *lines != 0),
            false => u16_at(content, 12).is_some_and(|lines| lines >> 3 & 0x3f != 0),
        };
        let (font, format) = (u16_at(content, 0).unwrap_or(0), u16_at(content, 2).unwrap_or(0));
        self.styles.push(CellStyle { format: format.into(), boxed, struck: self.font(font).struck });
    }

    /// How text in a font looks.
    fn font(&self, number: u16) -> Look {
        // None has the number 4.
        self.fonts.get(usize::from(number) - usize::from(number > 4)).copied().unwrap_or_default()
    }

    fn shared_strings(&mut self, mut pieces: Pieces<'_>, book: &mut Book) -> Result<(), ReadError> {
        pieces.skip(8);
        while let Some(length) = pieces.u16() {
            let Some((text, fonts)) = pieces.formatted(length.into()) else { break };
            let runs = self.runs(&text, &fonts);
            self.strings.push(runs, book)?;
        }
        Ok(())
    }

    /// A text in runs that begin at places in it with fonts of their own; what stands before is in the cell's.
    fn runs(&self, mut rest: &str, fonts: &[[u16; 2]]) -> Runs {
        let (mut runs, mut font, mut units) = (Runs::default(), None, 0);
        for &[start, next] in fonts {
            let before = |c: &char| {
                let is_before = units < usize::from(start);
                units += if is_before { c.len_utf16() } else { 0 };
                is_before
            };
            let length = rest.chars().take_while(before).map(char::len_utf8).sum();
            let (run, behind) = rest.split_at(length);
            runs.write(run, font);
            (rest, font) = (behind, Some(self.font(next)));
        }
        runs.write(rest, font);
        runs
    }
}

/// A sheet being read.
struct SheetStream<'a> {
    workbook: &'a Workbook,
    book: &'a mut Book,
    /// The texts of boxes and comments, by the numbers of their objects.
    texts: Numbered,
    /// The object that was begun last.
    object: u16,
    /// Whether zeros are shown.
    zeros: bool,
    /// The cell whose formula gave a text, which follows.
    formula: Option<(u16, u16, u16)>,
}

impl SheetStream<'_> {
    /// Reads the records up to the sheet's end.
    fn read(mut self, records: &mut Records<'_>) {
        // How many charts are open within the sheet; what they hold is not the sheet's.
        let mut charts = 0;
        while let Some((kind, content)) = records.next() {
            match kind {
                0x809 => charts += 1,
                0x0a if charts == 0 => break,
                0x0a => charts -= 1,
                _ if charts > 0 => {}
                0x1b6 => self.text_box(content, records.continued()),
                _ => {
                    if self.record(kind, content) == Some(false) {
                        break;
                    }
                }
            }
        }
        for text in std::mem::take(&mut self.texts).into_values() {
            self.book.sheet().add_box(&text);
        }
    }

    /// Reads a record; answers whether there is room for more.
    fn record(&mut self, kind: u16, content: &[u8]) -> Option<bool> {
        let at = |place| u16_at(content, place).unwrap_or(0);
        let cell = (at(0), at(2), at(4));
        let room = match kind {
            // FORMULA: the value is a number, or says what kind it is of.
            0x06 => match content.get(6..14) {
                Some(&[0, .., 0xff, 0xff]) => {
                    self.formula = Some(cell);
                    true
                }
                Some(&[kind @ 1..=2, _, value, .., 0xff, 0xff]) => self.flag(cell, value, kind == 2),
                Some(&[_, _, _, _, _, _, 0xff, 0xff]) => self.put(cell, ""),
                Some(value) => self.number(cell, f64::from_le_bytes(*value.first_chunk()?)),
                None => true,
            },
            // NOTE
            0x1c => {
                self.comment(content);
                true
            }
            // OBJ
            0x5d => {
                self.object = at(6);
                if at(0) == 0x15 && at(4) == 8 {
                    self.book.sheet().pictures += 1;
                }
                true
            }
            // COLINFO
            0x7d => {
                if at(8) & 1 != 0 && at(0) <= at(2) {
                    self.book.sheet().hidden_columns.push(at(0).into()..u32::from(at(2)) + 1);
                }
                true
            }
            // MULRK
            0xbd => content
                .get(4..content.len().saturating_sub(2))
                .unwrap_or_default()
                .chunks_exact(6)
                .zip(at(2)..=u16::MAX)
                .all(|(one, column)| {
                    let (style, value) = (u16_at(one, 0).unwrap_or(0), u32_at(one, 2).unwrap_or(0));
                    self.number((at(0), column, style), packed(value))
                }),
            // MULBLANK
            0xbe => content
                .get(4..content.len().saturating_sub(2))
                .unwrap_or_default()
                .chunks_exact(2)
                .zip(at(2)..=u16::MAX)
                .all(|(style, column)| self.put((at(0), column, u16_at(style, 0).unwrap_or(0)), "")),
            // RSTRING, LABEL
            0xd6 | 0x204 => self.text(cell, &long_text(content, 6, self.workbook.unicode)),
            // MERGEDCELLS
            0xe5 => {
                for area in content.get(2..).unwrap_or_default().chunks_exact(8) {
                    let at = |place| u32::from(u16_at(area, place).unwrap_or(0));
                    if self.book.sheet().merges.len() < limits::CELLS {
                        let (rows, columns) = (at(0)..at(2) + 1, at(4)..at(6) + 1);
                        self.book.sheet().merges.push(Area { rows, columns });
                    }
                }
                true
            }
            // LABELSST
            0xfd => {
                let workbook = self.workbook;
                let number = u32_at(content, 6).map_or(usize::MAX, |number| number as usize);
                let text = format::text(self.code(cell.2), workbook.strings.get(number).unwrap_or_default());
                self.put_runs(cell, &text, workbook.strings.mixed(number))
            }
            // BLANK
            0x201 => self.put(cell, ""),
            // NUMBER
            0x203 => match content.get(6..).and_then(|value| value.first_chunk()) {
                Some(value) => self.number(cell, f64::from_le_bytes(*value)),
                None => true,
            },
            // BOOLERR
            0x205 => self.flag(cell, *content.get(6)?, *content.get(7)? != 0),
            // STRING: what the formula before gave
            0x207 => match self.formula.take() {
                Some(cell) => self.text(cell, &long_text(content, 0, self.workbook.unicode)),
                None => true,
            },
            // ROW
            0x208 => {
                if at(12) & 0x20 != 0 {
                    let row = u32::from(at(0));
                    self.book.sheet().hidden_rows.push(row..row + 1);
                }
                true
            }
            // RK
            0x27e => self.number(cell, packed(u32_at(content, 6).unwrap_or(0))),
            _ => true,
        };
        Some(room)
    }

    fn style(&self, number: u16) -> CellStyle {
        self.workbook.styles.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// The code of a style's number format.
    fn code(&self, style: u16) -> &str {
        let format = self.style(style).format;
        self.workbook.codes.get(format).map_or_else(|| format::builtin(format), String::as_str)
    }

    fn put(&mut self, cell: (u16, u16, u16), text: &str) -> bool {
        self.put_runs(cell, text, None)
    }

    /// Puts in what a cell shows, and what of it does where its font strikes out.
    fn put_runs(&mut self, (row, column, style): (u16, u16, u16), text: &str, mixed: Option<&Mixed>) -> bool {
        let CellStyle { boxed, struck, .. } = self.style(style);
        let rest = if struck { &self.book.struck(text.to_owned(), mixed) } else { text };
        self.book.put(row.into(), column.into(), rest, boxed)
    }

    fn number(&mut self, cell: (u16, u16, u16), value: f64) -> bool {
        let shown = match value {
            0.0 if !self.zeros => String::new(),
            _ => format::number(self.code(cell.2), value, self.workbook.from_1904),
        };
        self.put(cell, &shown)
    }

    fn text(&mut self, cell: (u16, u16, u16), text: &str) -> bool {
        let shown = format::text(self.code(cell.2), text);
        self.put(cell, &shown)
    }

    fn flag(&mut self, cell: (u16, u16, u16), value: u8, is_error: bool) -> bool {
        let shown = match (is_error, value) {
            (false, 0) => "FALSE",
            (false, _) => "TRUE",
            (true, 0x00) => "#NULL!",
            (true, 0x07) => "#DIV/0!",
            (true, 0x0f) => "#VALUE!",
            (true, 0x17) => "#REF!",
            (true, 0x1d) => "#NAME?",
            (true, 0x24) => "#NUM!",
            (true, _) => "#N/A",
        };
        self.put(cell, shown)
    }

    /// The text of the object that was begun last.
    fn text_box(&mut self, content: &[u8], continued: Vec<&[u8]>) {
        let length = u16_at(content, 10).unwrap_or(0);
        if length > 0
            && let Some(text) = Pieces::new(continued).text(length.into())
        {
            self.texts.insert(self.object.into(), text);
        }
    }

    fn comment(&mut self, content: &[u8]) {
        let at = |place| u16_at(content, place).unwrap_or(0);
        let (row, column) = (at(0).into(), at(2).into());
        let comment = match self.workbook.unicode {
            true => {
                let Some(text) = self.texts.get_mut(at(6).into()).map(std::mem::take) else { return };
                let author = Some(long_text(content, 8, true)).filter(|author| !author.is_empty());
                Comment { row, column, author, text }
            }
            false => Comment { row, column, author: None, text: long_text(content, 4, false) },
        };
        self.book.sheet().comments.push(comment);
    }
}

/// Whether a sheet shows its zeros, which it says behind its cells (WINDOW2).
fn zeros(records: &mut Records<'_>) -> bool {
    let mut open = 1;
    for (kind, content) in records {
        match kind {
            0x809 => open += 1,
            0x0a => open -= 1,
            0x23e if open == 1 => return u16_at(content, 0).is_none_or(|flags| flags & 0x10 != 0),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    true
}

/// A number in four bytes: thirty bits of a floating-point number or of a whole one, perhaps to be divided by 100.
fn packed(value: u32) -> f64 {
    let number = match value & 2 {
        0 => f64::from_bits(u64::from(value & !3) << 32),
        _ => f64::from(value as i32 >> 2),
    };
    if value & 1 != 0 { number / 100.0 } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_whole_or_floating_and_may_be_hundredths() {
        assert_eq!(packed(0x3ff0_0000), 1.0);
        assert_eq!(packed((1235 << 2) | 3), 12.35);
        assert_eq!(packed((-7i32 << 2) as u32 | 2), -7.0);
        assert_eq!(packed(0x4028_0001), 0.12);
    }

    fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
    }

    #[test]
    fn a_locked_workbook_needs_its_password() {
        let mut stream = [record(0x809, &[0, 6, 5, 0]), record(0x2f, &[1, 0])].concat();
        assert_eq!(locked::unlock(&mut stream), Err(ReadError::Password));
        let answer = Workbook::default().read(&stream[4..], &mut Book::default());
        assert_eq!(answer, Err(ReadError::Damaged));
    }

    #[test]
    fn rows_end_at_the_last_column() {
        let numbers = [&[0, 0, 0xfe, 0xff][..], &[0; 24], &[1, 0]].concat();
        let blanks = [&[0, 0, 0xfe, 0xff][..], &[0; 8], &[1, 0]].concat();
        let sheet = [record(0xbd, &numbers), record(0xbe, &blanks)].concat();
        let place = &[20, 0, 0, 0, 0, 0, 0, 0];
        let start = record(0x809, &[0, 6, 5, 0]);
        let stream = [&start[..], &record(0x85, place), &start, &sheet].concat();
        let mut book = Book::default();
        assert_eq!(Workbook::default().read(&stream, &mut book), Ok(()));
    }

    #[test]
    fn a_record_that_is_cut_off_ends_no_sheet() {
        let start = record(0x809, &[0, 6, 5, 0]);
        let number = record(0x203, &[[0; 6].as_slice(), &1f64.to_le_bytes()].concat());
        let place = &[20, 0, 0, 0, 0, 0, 0, 0];
        let stream = [&start[..], &record(0x85, place), &start, &record(0x205, &[0; 6]), &number].concat();
        let mut book = Book::default();
        assert_eq!(Workbook::default().read(&stream, &mut book), Ok(()));
        assert_eq!(&*book.document().unwrap().texts[0].content, "1");
    }

    #[test]
    fn a_cell_in_a_font_that_strikes_out_is_blank() {
        let mut stream = record(0x809, &[0, 6, 5, 0]);
        stream.extend([record(0x31, &[0, 0, 8, 0]), record(0x31, &[0; 4]), record(0xe0, &[0; 20])].concat());
        stream.extend(record(0xe0, &[&[1][..], &[0; 19]].concat()));
        let place = [stream.len() as u8 + 16, 0, 0, 0, 0, 0, 0, 0];
        stream.extend([record(0x85, &place), record(0x0a, &[]), record(0x809, &[0, 6, 0x10, 0])].concat());
        for (style, value) in [(0, 5f64), (1, 6f64)] {
            stream.extend(record(0x203, &[&[0, 0, style, 0, style, 0][..], &value.to_le_bytes()].concat()));
        }
        let mut book = Book::default();
        assert_eq!(Workbook::default().read(&stream, &mut book), Ok(()));
        let document = book.document().unwrap();
        let texts: Vec<_> = document.texts.iter().map(|text| &*text.content).collect();
        assert_eq!((texts, &*document.hidden[0].text), (vec!["6"], "5"));
    }

    #[test]
    fn a_texts_runs_look_as_their_fonts_have_it() {
        let mut workbook = Workbook { fonts: vec![Look::default(); 6], ..Workbook::default() };
        workbook.fonts[4].struck = true;
        workbook.fonts[5].raised = true;
        let (plain, struck, raised) = (0, 5, 6);
        for (text, fonts, shown, in_struck) in [
            ("1381", &[[3, raised]][..], "138¹", Some("1")),
            ("139138", &[[0, struck], [3, plain]], "138", Some("138")),
            ("139138", &[[3, plain]], "139138", Some("138")),
            ("\u{20000}件1", &[[2, struck], [3, plain]], "\u{20000}1", Some("1")),
            ("138", &[], "138", None),
            ("138", &[[9, struck]], "138", None),
            ("138", &[[2, plain], [1, struck], [7, 999]], "13", None),
        ] {
            let (all, mixed) = Book::default().text(workbook.runs(text, fonts));
            let own = mixed.map(|mixed| Book::default().struck(String::new(), Some(&mixed)));
            assert_eq!((&*all, own.as_deref()), (shown, in_struck), "{text}");
        }
    }

    #[test]
    fn sheets_that_overlap_are_read_a_few_times_only() {
        // Each sheet begins within the one before, and none ends.
        let count = 4_000;
        let start = record(0x809, &[0, 6, 5, 0]);
        let shared = start.len() + count * record(0x85, &[0; 8]).len() + 4;
        let mut stream = start.clone();
        for index in 0..count {
            let place = (shared + index * start.len()) as u32;
            stream.extend(record(0x85, &[&place.to_le_bytes()[..], &[0; 4]].concat()));
        }
        stream.extend(record(0x0a, &[]));
        for _ in 0..count {
            stream.extend_from_slice(&start);
        }
        stream.extend(record(0x203, &[&[0; 6][..], &1.5f64.to_le_bytes()].concat()).repeat(10_000));
        let mut book = Book::default();
        assert_eq!(Workbook::default().read(&stream, &mut book), Ok(()));
        assert_eq!(book.sheets.len(), count);
        // Reading ends early, looking ahead does not.
        let broken = shared + (count - 1) * start.len() + start.len();
        stream[broken..broken + 2].copy_from_slice(&0x205u16.to_le_bytes());
        stream[broken + 2..broken + 4].fill(0);
        stream.extend(record(1, &[]).repeat(1_000_000));
        assert_eq!(Workbook::default().read(&stream, &mut Book::default()), Ok(()));
    }

    #[test]
    fn a_sheet_that_is_a_chart_holds_no_cells() {
        for (kind, count) in [(0x10, 1), (0x20, 0)] {
            let mut stream =
                [record(0x809, &[0, 6, 5, 0]), record(0x85, &[24, 0, 0, 0, 0, 0, 0, 0]), record(0x0a, &[])].concat();
            stream.extend(record(0x809, &[0, 6, kind, 0]));
            stream.extend(record(0x203, &[&[0; 6][..], &1.5f64.to_le_bytes()].concat()));
            let mut book = Book::default();
            assert_eq!(Workbook::default().read(&stream, &mut book), Ok(()));
            assert_eq!(book.document().map_or(0, |document| document.texts.len()), count);
        }
    }
}
