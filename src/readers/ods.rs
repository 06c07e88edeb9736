//! OpenDocument spreadsheets (OASIS OpenDocument 1.3, part 3, chapter 9), as LibreOffice, WPS and Excel write them.
//!
//! A cell holds the text that it shows; the value beside it counts only where a program left the text out.

use std::ops::Range;

use crate::{
    document::{Document, HiddenKind},
    reader::{ReadError, Reader},
    readers::{
        decoding,
        flow::{Line, Look, Said, pixels},
        limits,
        lines::is_blank,
        odt::styles::text_properties,
        package::{self, Package},
        sheet::{Area, Book, Comment, LOST, Style, Styles, format},
        summary,
        xml::{Element, Event, Xml},
    },
};

/// The reader of ods.
pub const READER: Reader = Reader { name: "ods", sniff, read };

/// Rows and columns beyond which nothing is looked for.
const MOST: u32 = 1 << 20;
/// How often a repeated row without text is put in: it is blank however often it stands there.
const BLANK_ROWS: u32 = 2;
/// The height in pixels of a picture that may hold more than a mark.
const PICTURE: u32 = 94;

fn sniff(bytes: &[u8]) -> bool {
    package::is_open_document(bytes, "spreadsheet", READER.name)
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    if !package::is_archive(bytes) {
        let all = decoding::decode(bytes).ok_or(ReadError::Damaged)?;
        return document(&all, &all, "", &all);
    }
    let package = Package::open(bytes)?;
    if package.beside("META-INF/manifest.xml").contains("encryption-data")
        || package.entry("encrypted-package").is_some()
    {
        return Err(ReadError::Password);
    }
    let styles = package.part("styles.xml")?.unwrap_or_default();
    let content = package.part("content.xml")?.ok_or(ReadError::Damaged)?;
    document(&package.beside("meta.xml"), &package.beside("settings.xml"), &styles, &content)
}

fn document(meta: &str, settings: &str, styles: &str, sheets: &str) -> Result<Document, ReadError> {
    let mut book = Book::default();
    let _ = summary::read(meta, HiddenKind::Editor, &mut book.title, &mut book.properties);
    let zeros = settings.split_once("ShowZeroValues").and_then(|(_, rest)| rest.split('<').next());
    let mut content = Content { zeros: !zeros.is_some_and(|rest| rest.contains(">false")), ..Content::default() };
    for part in [styles, sheets] {
        content.read(part, &mut book)?;
    }
    book.document()
}

/// The parts with styles and sheets.
#[derive(Debug, Default)]
struct Content {
    /// By family and name.
    styles: Styles,
    /// Whether zeros are shown.
    zeros: bool,
}

/// The key of a style: names are given anew in each family.
fn named(family: &str, name: &str) -> String {
    [family, name].join("/")
}

/// A cell of a row that may be repeated.
#[derive(Debug)]
struct RowCell {
    /// The columns that it stands in, again in each.
    columns: Range<u32>,
    text: String,
    boxed: bool,
    /// Rows and columns that it covers.
    spans: (u32, u32),
}

impl Content {
    fn read(&mut self, source: &str, book: &mut Book) -> Result<(), ReadError> {
        let mut xml = Xml::new(source);
        let mut last = String::new();
        while let Some(element) = xml.within(0)? {
            match element.name() {
                "style" => {
                    let attribute = |name| element.attribute(name).unwrap_or_default();
                    last = named(&attribute("family"), &attribute("name"));
                    self.styles.insert(last.clone(), Style::default())?;
                }
                "table-properties" | "table-cell-properties" => {
                    let style = self.styles.get_mut(&last);
                    let drawn = |name| element.attribute(name).is_some_and(|line| line != "none");
                    if let Some(style) = style {
                        style.hidden |= element.attribute("display").is_some_and(|display| display == "false");
                        style.boxed |= ["border", "border-left", "border-right"].into_iter().any(drawn);
                    }
                }
                "text-properties" => {
                    if let Some(style) = self.styles.get_mut(&last) {
                        let said = text_properties(&element);
                        // A format of numbers behind it may have such properties as well.
                        style.said = said.or(style.said);
                    }
                }
                "table" => {
                    let hidden = self.style("table", &element).is_some_and(|style| style.hidden);
                    book.open_sheet(element.attribute("name").unwrap_or_default(), hidden);
                    self.sheet(&mut xml, book)?;
                }
                "tracked-changes" => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    fn style(&self, family: &str, element: &Element<'_>) -> Option<&Style> {
        let name = element.attribute(if family == "column" { "default-cell-style-name" } else { "style-name" })?;
        let family = if family == "column" { "table-cell" } else { family };
        self.styles.get(&named(family, &name))
    }

    /// Reads the sheet whose element began last.
    fn sheet(&self, xml: &mut Xml<'_>, book: &mut Book) -> Result<(), ReadError> {
        let outside = xml.depth() - 1;
        let (mut row, mut column) = (0u32, 0u32);
        // The columns' own styles, each up to the column behind its last.
        let mut columns: Vec<(u32, bool)> = Vec::new();
        while let Some(element) = xml.within(outside)? {
            match element.name() {
                "table-column" => {
                    let first = column;
                    column = first.saturating_add(repeated(&element, "number-columns-repeated")).min(MOST);
                    columns.push((column, self.style("column", &element).is_some_and(|style| style.boxed)));
                    if is_hidden(&element) {
                        book.sheet().hidden_columns.push(first..column);
                    }
                }
                "table-row" => {
                    let times = repeated(&element, "number-rows-repeated");
                    let end = row.saturating_add(times).min(MOST);
                    if is_hidden(&element) {
                        book.sheet().hidden_rows.push(row..end);
                    }
                    let cells = self.row(xml, row, &columns, book)?;
                    let written = cells.iter().any(|cell| !cell.text.is_empty());
                    let rows = row..if written { end } else { end.min(row + BLANK_ROWS) };
                    if !rows.into_iter().all(|row| cells.iter().all(|cell| put(book, row, cell))) {
                        return Ok(());
                    }
                    row = end;
                }
                // A copy of another file's sheet.
                "table-source" => {
                    book.sheets.pop();
                    while xml.depth() > outside {
                        xml.next()?.ok_or(ReadError::Damaged)?;
                    }
                    return Ok(());
                }
                "shapes" => shapes(xml, book)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(
        &self,
        xml: &mut Xml<'_>,
        row: u32,
        columns: &[(u32, bool)],
        book: &mut Book,
    ) -> Result<Vec<RowCell>, ReadError> {
        let outside = xml.depth() - 1;
        let (mut cells, mut column) = (Vec::new(), 0u32);
        while let Some(element) = xml.within(outside)? {
            if !matches!(element.name(), "table-cell" | "covered-table-cell") {
                continue;
            }
            let times = repeated(&element, "number-columns-repeated");
            let end = column.saturating_add(times).min(MOST);
            let covered = element.name() == "covered-table-cell";
            let of_column = || columns.get(columns.partition_point(|(end, _)| *end <= column)).is_some_and(|c| c.1);
            let boxed = self.style("table-cell", &element).map_or_else(of_column, |style| style.boxed);
            let span = |name| element.number(name).unwrap_or(1u32).max(1);
            let spans = (span("number-rows-spanned"), span("number-columns-spanned"));
            let said = self.style("table-cell", &element).map_or(Said::default(), |style| style.said);
            let mut text = self.cell(xml, &element, (row, column), said.within(Look::default()), book)?;
            if text.trim_matches(is_blank).is_empty() {
                text.clear();
            }
            let counts = (boxed || spans != (1, 1)) && column < limits::SPANNED_COLUMNS;
            if !covered && (counts || !text.is_empty()) {
                // Blank ones on the right are many, and say nothing.
                let last = if text.is_empty() { end.min(limits::SPANNED_COLUMNS) } else { end };
                cells.push(RowCell { columns: column..last, text, boxed, spans });
            }
            column = end;
        }
        Ok(cells)
    }

    /// What the cell whose element began last shows.
    fn cell(
        &self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        place: (u32, u32),
        look: Look,
        book: &mut Book,
    ) -> Result<String, ReadError> {
        let outside = xml.depth() - 1;
        let mut lines: Option<Line> = None;
        let mut struck = String::new();
        while let Some(inner) = xml.within(outside)? {
            match inner.name() {
                "p" | "h" => {
                    let lines = match &mut lines {
                        Some(lines) => {
                            lines.text.push('\n');
                            lines
                        }
                        None => lines.insert(Line::default()),
                    };
                    self.paragraph(xml, look, lines, &mut struck)?;
                }
                "annotation" => {
                    let comment = annotation(xml, place)?;
                    if book.sheet().comments.len() < limits::PARAGRAPHS {
                        book.sheet().comments.push(comment);
                    }
                }
                "frame" | "custom-shape" | "rect" => shape(xml, &inner, book)?,
                _ => {}
            }
        }
        book.strike(struck);
        let value = element.attribute("value").and_then(|value| value.trim().parse::<f64>().ok());
        if !self.zeros && value == Some(0.0) {
            return Ok(String::new());
        }
        if let Some(lines) = lines {
            return Ok(lines.text);
        }
        let others = ["string-value", "date-value", "time-value", "boolean-value"];
        let stored = value.map(format::general).or_else(|| others.iter().find_map(|name| element.attribute(name)));
        let uncalculated = || element.attribute("formula").map(|_| LOST.to_owned());
        let shown = stored.or_else(uncalculated).unwrap_or_default();
        Ok(if look.struck { book.strike(shown) } else { shown })
    }

    /// Appends the text of the paragraph that began last, what is struck out in it apart. White space is one blank, unless
    /// it is written as an element. What a span's style says of it counts for more than what its cell's does.
    fn paragraph(&self, xml: &mut Xml<'_>, look: Look, line: &mut Line, struck: &mut String) -> Result<(), ReadError> {
        let outside = xml.depth() - 1;
        let starts = [line.text.len(), struck.len()];
        // How text in the open spans looks, and how deep they stand.
        let mut spans: Vec<(usize, Look)> = Vec::new();
        while xml.depth() > outside {
            let event = xml.next()?.ok_or(ReadError::Damaged)?;
            let depth = xml.depth();
            while spans.pop_if(|(of_span, _)| *of_span > depth).is_some() {}
            let look = spans.last().map_or(look, |(_, look)| *look);
            if let Event::Text(text) = &event
                && !look.struck
                && !look.raised
            {
                line.go_on(text);
            }
            let at = line.text.len();
            let (all, start) = if look.struck { (&mut *struck, starts[1]) } else { (&mut line.text, starts[0]) };
            match event {
                Event::Text(text) => {
                    for c in text.chars() {
                        match c {
                            ' ' | '\t' | '\r' | '\n' if all.len() == start || all.ends_with([' ', '\n']) => {}
                            ' ' | '\t' | '\r' | '\n' => all.push(' '),
                            _ => all.push(c),
                        }
                    }
                    if look.raised && !look.struck {
                        line.raise(at);
                    }
                }
                Event::Start(element) => match element.name() {
                    "s" => all.extend(std::iter::repeat_n(' ', element.number("c").unwrap_or(1usize).min(1000))),
                    "tab" => all.push('\t'),
                    "line-break" => all.push('\n'),
                    "annotation" | "ruby-text" | "frame" => xml.skip()?,
                    "span" => {
                        let said = self.style("text", &element).map_or(Said::default(), |style| style.said);
                        spans.push((depth, said.within(look)));
                    }
                    _ => {}
                },
                Event::End => {}
            }
        }
        Ok(())
    }
}

fn put(book: &mut Book, row: u32, cell: &RowCell) -> bool {
    cell.columns.clone().all(|column| {
        if cell.spans != (1, 1) && book.sheet().merges.len() < limits::CELLS {
            let rows = row..row.saturating_add(cell.spans.0);
            let columns = column..column.saturating_add(cell.spans.1);
            book.sheet().merges.push(Area { rows, columns });
        }
        book.put(row, column, &cell.text, cell.boxed)
    })
}

fn repeated(element: &Element<'_>, name: &str) -> u32 {
    element.number(name).unwrap_or(1u32).max(1)
}

fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|visibility| visibility != "visible")
}

/// Appends the text of the paragraph that began last, however it looks.
fn paragraph(xml: &mut Xml<'_>, all: &mut String) -> Result<(), ReadError> {
    let mut line = Line { text: std::mem::take(all), ..Line::default() };
    Content::default().paragraph(xml, Look::default(), &mut line, &mut String::new())?;
    *all = line.text;
    Ok(())
}

/// The text of all paragraphs within the element that began last.
fn paragraphs(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let outside = xml.depth() - 1;
    let mut all = String::new();
    while let Some(element) = xml.within(outside)? {
        match element.name() {
            "p" | "h" => {
                if !all.is_empty() {
                    all.push('\n');
                }
                paragraph(xml, &mut all)?;
            }
            // A chart, with a copy of the cells that it shows.
            "object" => xml.skip()?,
            _ => {}
        }
    }
    Ok(all)
}

fn annotation(xml: &mut Xml<'_>, (row, column): (u32, u32)) -> Result<Comment, ReadError> {
    let outside = xml.depth() - 1;
    let mut comment = Comment { row, column, ..Comment::default() };
    while let Some(element) = xml.within(outside)? {
        match element.name() {
            "creator" => comment.author = Some(xml.text()?).filter(|author| !author.is_empty()),
            "p" | "h" => {
                if !comment.text.is_empty() {
                    comment.text.push('\n');
                }
                paragraph(xml, &mut comment.text)?;
            }
            "date" | "date-string" => xml.skip()?,
            _ => {}
        }
    }
    Ok(comment)
}

/// The shapes that lie on a sheet but in none of its cells.
fn shapes(xml: &mut Xml<'_>, book: &mut Book) -> Result<(), ReadError> {
    let outside = xml.depth() - 1;
    while let Some(element) = xml.within(outside)? {
        if matches!(element.name(), "frame" | "custom-shape" | "rect") {
            shape(xml, &element, book)?;
        }
    }
    Ok(())
}

/// A box with text, or a picture.
fn shape(xml: &mut Xml<'_>, element: &Element<'_>, book: &mut Book) -> Result<(), ReadError> {
    let height = element.attribute("height").and_then(|height| pixels(&height));
    let text = paragraphs(xml)?;
    if !text.is_empty() {
        book.sheet().add_box(&text);
    } else if element.name() == "frame" && height.is_some_and(|height| height >= PICTURE) {
        book.sheet().pictures += 1;
    }
    Ok(())
}
