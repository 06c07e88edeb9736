//! Workbooks of Excel since 2007 and of WPS (ECMA-376, SpreadsheetML), transitional and strict.
//!
//! Parts are found through relationships, never by their usual names. A cell shows its stored value in its number
//! format. A formula whose value is not stored has not been calculated by any program: what its cell shows
//! is not known.

use std::ops::Range;

use crate::{
    document::{Document, HiddenKind},
    reader::{ReadError, Reader},
    readers::{
        flow::{self, Look},
        limits,
        package::{self, Package},
        relations::{self, target},
        sheet::{Area, Book, CellStyle, Comment, LOST, Numbered, Runs, Texts, format},
        summary,
        xml::{Element, Xml},
    },
};

/// The reader of xlsx and xlsm.
pub const READER: Reader = Reader { name: "xlsx", sniff, read };

/// Columns of a sheet.
const COLUMNS: u32 = 16_384;
/// Rows of a sheet.
const ROWS: u32 = 1 << 20;
/// Rows that a picture lies over if it may hold more than a mark, and its height in units of 1/914400 inch.
const PICTURE: (u32, u64) = (5, 900_000);

fn sniff(bytes: &[u8]) -> bool {
    package::is_archive(bytes) && relations::is_of_kind(bytes, ["spreadsheetml", "ms-excel"], "xl/", READER.name)
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let package = Package::open(bytes)?;
    let top = relations::of(&package, "")?;
    let workbook = target(&top, "officeDocument").unwrap_or("xl/workbook.xml");
    let parts = relations::of(&package, workbook)?;
    let mut book = Book::default();
    for kind in ["core-properties", "extended-properties"] {
        let part = package.beside(target(&top, kind).unwrap_or_default());
        let _ = summary::read(&part, HiddenKind::Author, &mut book.title, &mut book.properties);
    }
    let strings = match target(&parts, "sharedStrings") {
        Some(name) => shared_strings(&package.part(name)?.unwrap_or_default(), &mut book)?,
        None => Texts::default(),
    };
    let styles = match target(&parts, "styles") {
        Some(name) => Styles::read(&package.part(name)?.unwrap_or_default())?,
        None => Styles::default(),
    };
    let source = package.part(workbook)?.ok_or(ReadError::Damaged)?;
    let mut xml = Xml::new(&source);
    let mut from_1904 = false;
    while let Some(element) = xml.within(0)? {
        match element.name() {
            "workbookPr" => from_1904 = is_true(&element, "date1904", false),
            "sheet" => {
                let hidden = element.attribute("state").is_some_and(|state| state != "visible");
                book.open_sheet(element.attribute("name").unwrap_or_default(), hidden);
                let id = element.attribute("id").unwrap_or_default();
                let part = parts.iter().find(|relation| relation.id == id).ok_or(ReadError::Damaged)?;
                // A sheet may be nothing but a chart.
                if part.kind == "worksheet" {
                    let source = package.part(&part.target)?.ok_or(ReadError::Damaged)?;
                    SheetPart { book: &mut book, strings: &strings, styles: &styles, from_1904 }.read(&source)?;
                    let _ = attached(&package, &part.target, &mut book);
                }
            }
            _ => {}
        }
    }
    if book.sheets.is_empty() {
        return Err(ReadError::Damaged);
    }
    book.document()
}

fn shared_strings(source: &str, book: &mut Book) -> Result<Texts, ReadError> {
    let (mut xml, mut texts) = (Xml::new(source), Texts::default());
    while let Some(element) = xml.within(0)? {
        if element.name() == "si" {
            texts.push(rich_text(&mut xml)?, book)?;
        }
    }
    Ok(texts)
}

/// The text of the element that began last, in one piece or in runs; what says how to pronounce it is left out. A run in a
/// font of its own has nothing of the cell's.
fn rich_text(xml: &mut Xml<'_>) -> Result<Runs, ReadError> {
    let outside = xml.depth() - 1;
    let (mut runs, mut font) = (Runs::default(), None);
    while let Some(element) = xml.within(outside)? {
        match element.name() {
            "r" => font = None,
            "rPr" => font = Some(Look::default()),
            "strike" => font.get_or_insert_default().struck = is_true(&element, "val", true),
            "vertAlign" => {
                let is_raised = element.attribute("val").is_some_and(|word| flow::is_raising(&word));
                font.get_or_insert_default().raised = is_raised;
            }
            "t" => runs.write(&unescaped(&xml.text()?), font),
            "rPh" => xml.skip()?,
            _ => {}
        }
    }
    Ok(runs)
}

/// A string with its `_x000D_` resolved: characters that XML cannot hold, or that programs did not trust it to.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 7).and_then(|code| code.strip_suffix('_'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let length = if c.is_some() { 7 } else { 2 };
        out.push_str(&rest[..at]);
        match c {
            Some(c) => out.push(c),
            None => out.push_str("_x"),
        }
        rest = &rest[at + length..];
    }
    out + rest
}

/// What of the cells' styles is seen in their texts and their lines.
#[derive(Debug, Default)]
struct Styles {
    /// The codes of number formats of the workbook's own.
    codes: Numbered,
    cells: Vec<CellStyle>,
}

impl Styles {
    fn read(source: &str) -> Result<Self, ReadError> {
        let (mut xml, mut styles) = (Xml::new(source), Self::default());
        let (mut borders, mut fonts): (Vec<bool>, Vec<bool>) = Default::default();
        let mut in_cells = false;
        while let Some(element) = xml.within(0)? {
            match element.name() {
                "numFmt" if !in_cells => {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    if let Some(id) = element.number("numFmtId") {
                        styles.codes.insert(id, code);
                    }
                }
                "font" => fonts.push(false),
                "strike" => {
                    let is_struck = is_true(&element, "val", true);
                    fonts.last_mut().into_iter().for_each(|font| *font = is_struck);
                }
                "border" => borders.push(false),
                "left" | "right" | "start" | "end" => {
                    let drawn = element.attribute("style").is_some_and(|style| style != "none");
                    if let Some(border) = borders.last_mut() {
                        *border |= drawn;
                    }
                }
                "cellStyleXfs" => in_cells = false,
                "cellXfs" => in_cells = true,
                "cellStyles" | "dxfs" => break,
                "xf" if in_cells => {
                    let is = |all: &[bool], name| {
                        element.number(name).and_then(|id: usize| all.get(id).copied()).unwrap_or(false)
                    };
                    styles.cells.push(CellStyle {
                        format: element.number("numFmtId").unwrap_or(0),
                        boxed: is(&borders, "borderId"),
                        struck: is(&fonts, "fontId"),
                    });
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    fn code(&self, number: u32) -> &str {
        self.codes.get(number).map_or_else(|| format::builtin(number), String::as_str)
    }
}

/// A sheet's part being read.
struct SheetPart<'a> {
    book: &'a mut Book,
    strings: &'a Texts,
    styles: &'a Styles,
    from_1904: bool,
}

impl SheetPart<'_> {
    fn read(&mut self, source: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(source);
        let (mut row, mut column) = (0, 0);
        let mut zeros = true;
        while let Some(element) = xml.within(0)? {
            match element.name() {
                "sheetView" => zeros = is_true(&element, "showZeros", true),
                "col" => {
                    let first = element.number("min").unwrap_or(1).clamp(1, COLUMNS);
                    let last = element.number("max").unwrap_or(first).clamp(first, COLUMNS);
                    let narrow = element.attribute("width").is_some_and(|width| width.parse() == Ok(0.0));
                    if is_true(&element, "hidden", false) || narrow {
                        self.book.sheet().hidden_columns.push(first - 1..last);
                    }
                }
                "row" => {
                    row = element.number("r").unwrap_or(row + 1).clamp(1, ROWS);
                    column = 0;
                    if is_true(&element, "hidden", false) {
                        self.book.sheet().hidden_rows.push(row - 1..row);
                    }
                }
                "c" => {
                    let place = element.attribute("r").and_then(|name| cell(&name));
                    let (y, x) = place.unwrap_or((row.max(1) - 1, column));
                    (row, column) = (y + 1, x + 1);
                    if !self.cell(&mut xml, &element, y, x, zeros)? {
                        break;
                    }
                }
                "mergeCell" => {
                    let merge = element.attribute("ref").and_then(|name| area(&name));
                    self.book.sheet().merges.extend(merge);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads a cell; answers whether there is room for more.
    fn cell(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        y: u32,
        x: u32,
        zeros: bool,
    ) -> Result<bool, ReadError> {
        let style = self.styles.cells.get(element.number("s").unwrap_or(0usize));
        let CellStyle { format, boxed, struck } = style.copied().unwrap_or_default();
        let kind = element.attribute("t").unwrap_or_default();
        let (mut value, mut inline, mut formula) = (String::new(), None, String::new());
        let (mut mixed, mut mixed_shared) = (None, None);
        let outside = xml.depth() - 1;
        while let Some(element) = xml.within(outside)? {
            match element.name() {
                "v" => value = xml.text()?,
                "is" => {
                    let (text, in_struck) = self.book.text(rich_text(xml)?);
                    (inline, mixed) = (Some(text), in_struck);
                }
                "f" => formula = xml.text()?,
                _ => xml.skip()?,
            }
        }
        let code = self.styles.code(format);
        let shown = match kind.as_str() {
            "s" => {
                let number = value.trim().parse::<usize>().ok();
                mixed_shared = number.and_then(|number| self.strings.mixed(number));
                format::text(code, number.and_then(|number| self.strings.get(number)).unwrap_or_default())
            }
            "inlineStr" => format::text(code, &inline.unwrap_or_default()),
            // How WPS puts a picture into a cell.
            "str" if value.starts_with("=DISPIMG(") => {
                self.book.sheet().pictures += 1;
                String::new()
            }
            "str" => format::text(code, &unescaped(&value)),
            "b" => match value.trim() {
                "" => String::new(),
                "0" | "false" => "FALSE".to_owned(),
                _ => "TRUE".to_owned(),
            },
            // An error's name, or a date in ISO 8601 at midnight.
            "e" | "d" => value.strip_suffix("T00:00:00").unwrap_or(&value).to_owned(),
            _ => match value.trim().parse::<f64>() {
                Ok(0.0) if !zeros => String::new(),
                Ok(number) => format::number(code, number, self.from_1904),
                // Never calculated: one that was may show nothing, but its value is stored.
                Err(_) if zeros && value.is_empty() && !formula.is_empty() => LOST.to_owned(),
                Err(_) => value,
            },
        };
        let shown = if struck { self.book.struck(shown, mixed_shared.or(mixed.as_ref())) } else { shown };
        Ok(self.book.put(y, x, &shown, boxed))
    }
}

fn is_true(element: &Element<'_>, name: &str, otherwise: bool) -> bool {
    element.attribute(name).map_or(otherwise, |value| matches!(value.as_str(), "1" | "true" | "on"))
}

/// The row and the column of a cell named `B12`.
fn cell(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |number, byte| number * 26 + u32::from(byte.to_ascii_uppercase() - b'@'));
    let row = digits.parse().ok().filter(|row| (1..=ROWS).contains(row))?;
    (column <= COLUMNS).then_some((row - 1, column - 1))
}

fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':')?;
    let (first, last) = (cell(first)?, cell(last)?);
    let range = |a: u32, b: u32| -> Range<u32> { a.min(b)..a.max(b) + 1 };
    Some(Area { rows: range(first.0, last.0), columns: range(first.1, last.1) })
}

/// What stands in parts of its own: comments, boxes with text, pictures.
fn attached(package: &Package<'_>, sheet: &str, book: &mut Book) -> Result<(), ReadError> {
    for relation in relations::of(package, sheet)? {
        if !matches!(relation.kind.as_str(), "comments" | "drawing") {
            continue;
        }
        if let Some(source) = package.part(&relation.target)? {
            match relation.kind.as_str() {
                "comments" => comments(&source, book)?,
                _ => drawing(&source, book)?,
            }
        }
    }
    Ok(())
}

fn comments(source: &str, book: &mut Book) -> Result<(), ReadError> {
    let (mut xml, mut authors) = (Xml::new(source), Vec::new());
    while let Some(element) = xml.within(0)? {
        match element.name() {
            "author" => authors.push(xml.text()?),
            "comment" => {
                let place = element.attribute("ref").and_then(|name| cell(&name));
                let author = element.number("authorId").and_then(|id: usize| authors.get(id)).cloned();
                let text = rich_text(&mut xml)?.into_text();
                if let Some((row, column)) = place
                    && book.sheet().comments.len() < limits::PARAGRAPHS
                {
                    let author = author.filter(|author| !author.is_empty());
                    book.sheet().comments.push(Comment { row, column, author, text });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn drawing(source: &str, book: &mut Book) -> Result<(), ReadError> {
    let mut xml = Xml::new(source);
    let (mut rows, mut height) = ([0u32; 2], 0u64);
    let mut end = 0;
    while let Some(element) = xml.within(0)? {
        match element.name() {
            "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => (rows, height) = ([0; 2], 0),
            "from" => end = 0,
            "to" => end = 1,
            "row" => rows[end] = xml.text()?.trim().parse().unwrap_or(0),
            "ext" => height = element.number("cy").unwrap_or(height),
            "txBody" => {
                let text = xml.words()?;
                book.sheet().add_box(&text);
            }
            // The same again for programs that do not know how it is written.
            "Fallback" => xml.skip()?,
            "pic" if rows[1].saturating_sub(rows[0]) >= PICTURE.0 || height >= PICTURE.1 => {
                book.sheet().pictures += 1;
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_by_letters_and_a_number() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("$AA$64"), Some((63, 26)));
        assert_eq!(cell("XFD1048576"), Some((1_048_575, 16_383)));
        for name in ["", "A", "1", "A0", "XFE1", "A1048577", "ABCD1", "甲1", "A99999999999"] {
            assert_eq!(cell(name), None, "{name}");
        }
        assert_eq!(area("C3:A1"), Some(Area { rows: 0..3, columns: 0..3 }));
    }

    #[test]
    fn characters_are_written_by_number() {
        assert_eq!(unescaped("一_x000D_\n二_x005F_x0041__x"), "一\r\n二_x0041__x");
    }
}
