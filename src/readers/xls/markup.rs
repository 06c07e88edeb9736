//! The XML that Excel 2002 and 2003 save, and that many programs write as their way to Excel: "XML Spreadsheet 2003".

use crate::{
    document::{Document, HiddenKind},
    reader::ReadError,
    readers::{
        decoding, limits,
        sheet::{Area, Book, Comment, Styles, format},
        signatures, summary,
        xml::{self, Element, Xml},
    },
};

/// What the workbook's element is bound to.
const NAMESPACE: &str = "urn:schemas-microsoft-com:office:spreadsheet";
/// How far it is looked for.
const HEAD: usize = 4_096;
/// Rows and columns beyond which nothing is looked for.
const MOST: u32 = 1 << 20;

/// Whether bytes are such a workbook, and not a page that only names its words.
pub fn sniff(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Hardly a page holds the word.
    if !head.contains(&0) && !signatures::holds(head, b"Workbook") {
        return false;
    }
    let Some(text) = decoding::decode_markup(head) else { return false };
    text.contains("Workbook") && text.contains(NAMESPACE) && !text.to_ascii_lowercase().contains("<html")
}

/// Reads such a workbook.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let source = xml::decode(bytes.to_vec())?;
    let mut xml = Xml::new(&source);
    let mut workbook = Workbook::default();
    let _ = summary::read(&source, HiddenKind::Author, &mut workbook.book.title, &mut workbook.book.properties);
    let mut last = String::new();
    while let Some(element) = xml.within(0)? {
        match element.name() {
            "Date1904" => workbook.from_1904 = true,
            "Style" => {
                last = element.attribute("ID").unwrap_or_default();
                let parent = element.attribute("Parent").and_then(|id| workbook.styles.get(&id).cloned());
                let parent = parent.or_else(|| workbook.styles.get("Default").cloned());
                workbook.styles.insert(last.clone(), parent.unwrap_or_default())?;
            }
            "Borders" | "Border" | "Font" | "NumberFormat" => {
                let Some(style) = workbook.styles.get_mut(&last) else { continue };
                let attribute = |name| element.attribute(name).unwrap_or_default();
                match element.name() {
                    "Borders" => style.boxed = false,
                    "Font" => style.said.struck = Some(attribute("StrikeThrough") == "1"),
                    "Border" => style.boxed |= matches!(&*attribute("Position"), "Left" | "Right"),
                    _ => named(&attribute("Format")).clone_into(&mut style.code),
                }
            }
            "Worksheet" => {
                workbook.book.open_sheet(element.attribute("Name").unwrap_or_default(), false);
                workbook.sheet(&mut xml)?;
            }
            _ => {}
        }
    }
    workbook.book.document()
}

/// The code of a format that has a name.
fn named(code: &str) -> &str {
    match code {
        "General Number" => "General",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        "Short Date" => "yyyy/m/d",
        "Long Date" => "yyyy年m月d日",
        "General Date" => "yyyy/m/d h:mm",
        _ => code,
    }
}

#[derive(Default)]
struct Workbook {
    book: Book,
    from_1904: bool,
    styles: Styles,
}

impl Workbook {
    /// Reads the sheet whose element began last.
    fn sheet(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let outside = xml.depth() - 1;
        let (mut row, mut column, mut of_columns) = (0u32, 0u32, 0u32);
        let mut row_end = 0u32;
        // For each column the first row that no merged cell above reaches into.
        let mut free_from: Vec<u32> = Vec::new();
        while let Some(element) = xml.within(outside)? {
            let index = element.number("Index").and_then(|index: u32| index.checked_sub(1)).filter(|at| *at < MOST);
            let hidden = element.attribute("Hidden").is_some_and(|hidden| hidden == "1");
            let more = |name| element.number(name).unwrap_or(0u32).min(MOST);
            match element.name() {
                "Column" => {
                    let first = index.unwrap_or(of_columns);
                    of_columns = first + 1 + more("Span");
                    if hidden {
                        self.book.sheet().hidden_columns.push(first..of_columns);
                    }
                }
                "Row" => {
                    row = index.unwrap_or(row_end);
                    row_end = (row + 1 + more("Span")).min(MOST);
                    column = 0;
                    if hidden {
                        self.book.sheet().hidden_rows.push(row..row_end);
                    }
                }
                "Cell" => {
                    // A cell that does not say where it stands comes behind those that reach into its row.
                    while index.is_none() && free_from.get(column as usize).is_some_and(|&free| free > row) {
                        column += 1;
                    }
                    let first = index.unwrap_or(column);
                    let (down, across) = (more("MergeDown"), more("MergeAcross"));
                    column = (first + 1 + across).min(MOST);
                    if down + across > 0 && self.book.sheet().merges.len() < limits::CELLS {
                        let (rows, columns) = (row..row + 1 + down, first..first + 1 + across);
                        self.book.sheet().merges.push(Area { rows, columns });
                    }
                    let reach =
                        first.min(limits::SPANNED_COLUMNS) as usize..column.min(limits::SPANNED_COLUMNS) as usize;
                    if down > 0 {
                        free_from.resize(free_from.len().max(reach.end), 0);
                        free_from[reach].fill(row + 1 + down);
                    }
                    if !self.cell(xml, &element, row, first)? {
                        return Ok(());
                    }
                }
                "Visible" => self.book.sheet().hidden = xml.text()? != "SheetVisible",
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads a cell; answers whether there is room for more.
    fn cell(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, row: u32, column: u32) -> Result<bool, ReadError> {
        let outside = xml.depth() - 1;
        let style = self.styles.get(element.attribute("StyleID").as_deref().unwrap_or("Default"));
        let (code, boxed, struck) = style
            .map_or(("", false, false), |style| (style.code.as_str(), style.boxed, style.said.struck == Some(true)));
        let mut shown = String::new();
        while let Some(inner) = xml.within(outside)? {
            match inner.name() {
                "Comment" => {
                    let author = inner.attribute("Author").filter(|author| !author.is_empty());
                    let text = xml.text()?.trim().to_owned();
                    self.book.sheet().comments.push(Comment { row, column, author, text });
                }
                "Data" => {
                    let kind = inner.attribute("Type").unwrap_or_default();
                    let value = xml.text()?;
                    shown = match (kind.as_str(), value.trim().parse::<f64>()) {
                        ("Number", Ok(number)) => format::number(code, number, self.from_1904),
                        ("Boolean", Ok(number)) => if number == 0.0 { "FALSE" } else { "TRUE" }.to_owned(),
                        ("DateTime", _) => match moment(&value) {
                            Some(days) => {
                                format::number(code, days - if self.from_1904 { 1462.0 } else { 0.0 }, self.from_1904)
                            }
                            None => value,
                        },
                        ("String", _) => format::text(code, &value),
                        _ => value,
                    };
                }
                // Furigana.
                "PhoneticText" => xml.skip()?,
                _ => {}
            }
        }
        let shown = if struck { self.book.strike(shown) } else { shown };
        Ok(self.book.put(row, column, &shown, boxed))
    }
}

/// Days since 1900 of a moment in ISO 8601.
fn moment(text: &str) -> Option<f64> {
    let (date, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let mut numbers = date.split('-').map(|number| number.parse::<i64>().ok().filter(|n| (0..10_000).contains(n)));
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    // Counted from 1 March, so that a leap year's day is the last.
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * years + years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    let days = days + (153 * months + 2) / 5 + day - 1 - 693_899;
    let mut seconds = 0.0;
    for (part, weight) in time.trim_end_matches('Z').split(':').zip([3600.0, 60.0, 1.0]) {
        seconds += part.parse::<f64>().unwrap_or(0.0) * weight;
    }
    Some(days as f64 + seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_days() {
        assert_eq!(moment("2024-01-18T00:00:00.000"), Some(45309.0));
        assert_eq!(moment("2000-02-29T12:00:00"), Some(36585.5));
        assert_eq!(moment("2024-01-18"), Some(45309.0));
        assert_eq!(moment("2024年"), None);
    }
}
