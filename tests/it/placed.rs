//! Figures of which only their places on a page tell where they belong: kept where everything around them is clear or
//! the sums confirm them, and lost else.

use gouji::{
    document::{Block, Cell, Document, Origin, Table, origin::PageBox},
    filing::{self, Reading},
    form::Edition,
    forms,
    outcome::FindingView,
};

use crate::{
    figures::{Dice, Figures, Size, consistent},
    shapes,
};

/// The lines of a report as a page without ruling lines gives them: a row's label with its figures behind it.
fn lines(figures: &Figures) -> Vec<String> {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let shape =
        shapes::all().find(|shape| shape.name == "10 pdf, figures behind the label").expect("there is the shape");
    (shape.write)(form, figures).lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// How many cells of the table of requests are right, lost, and wrong.
fn read(lines: &[String], figures: &Figures) -> (usize, usize, usize) {
    let mut document = Document::default();
    for (line, top) in lines.iter().zip((0..).step_by(20)) {
        let place = PageBox { page: 1, left: 50, top, right: 500, bottom: top + 12, enclosed: false };
        let id = document.push_text(line.as_str(), Origin::Page(place));
        document.blocks.push(Block::Paragraph(id));
    }
    let filing = &filing::lay(&document)[0];
    let (mut right, mut lost, mut wrong) = (0, 0, 0);
    for (cell, found) in filing.form_cells.iter().zip(&filing.cells).filter(|(cell, _)| cell.table.key == "requests") {
        match &found.reading {
            Reading::Number { value, .. } if value.to_string() == figures[&cell.key] => right += 1,
            Reading::Lost => lost += 1,
            _ => wrong += 1,
        }
    }
    (right, lost, wrong)
}

/// A report with figures in every column, and its lines.
fn report() -> (Figures, Vec<String>) {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let figures = consistent(form, Size::County, &mut Dice(7));
    let lines = lines(&figures);
    assert_eq!(read(&lines, &figures), (175, 0, 0));
    (figures, lines)
}

/// The line of a row.
fn row(lines: &[String], label: &str) -> usize {
    lines.iter().position(|line| line.contains(label)).unwrap_or_else(|| panic!("there is no line {label}"))
}

#[test]
fn a_figure_left_over_harms_nothing_where_the_sums_confirm_the_rest() {
    let (figures, mut lines) = report();
    lines.insert(row(&lines, "一、本年新收"), "17".into());
    assert_eq!(read(&lines, &figures), (175, 0, 0));
    // Below a row it may be that row's.
    lines.insert(row(&lines, "8.属于行政查询事项") + 1, "17".into());
    let (_, lost, wrong) = read(&lines, &figures);
    // As many whole rows as the form has are its rows all the same, unless one of them is missing.
    assert_eq!((lost, wrong), (0, 0));
    lines.remove(row(&lines, "2.重复申请"));
    let (_, lost, wrong) = read(&lines, &figures);
    assert!(lost >= 14 && wrong == 0, "{lost} lost, {wrong} wrong");
}

#[test]
fn figures_in_the_rows_of_others_are_lost_or_read_in_order() {
    let (figures, mut lines) = report();
    // A row of figures stands above its label's line, and so does each below it.
    let (first, last) = (row(&lines, "1.信访举报投诉类申请"), row(&lines, "4.无正当理由大量反复申请"));
    let split = |line: &str| {
        let at = line.find(' ').expect("figures stand behind the label");
        (line[..at].to_owned(), line[at..].to_owned())
    };
    let parts: Vec<(String, String)> = lines[first..=last].iter().map(|line| split(line)).collect();
    for (at, (label, _)) in parts.iter().enumerate() {
        lines[first + at] = label.clone() + parts.get(at + 1).map_or("", |(_, figures)| figures);
    }
    lines.insert(first, parts[0].1.clone());
    let (right, lost, wrong) = read(&lines, &figures);
    assert_eq!((right, lost, wrong), (175, 0, 0));
    // With one row fewer nothing tells any more whose figures they are.
    lines.remove(row(&lines, "2.其他法律行政法规禁止公开"));
    let (_, lost, wrong) = read(&lines, &figures);
    assert!(lost >= 28, "{lost} lost");
    assert!(wrong <= 7, "{wrong} wrong: more than the row that is gone");
}

#[test]
fn figures_that_touch_are_no_figure_and_make_their_page_doubtful() {
    let (figures, mut lines) = report();
    let new = row(&lines, "一、本年新收");
    let label: String = lines[new].split(' ').next().expect("a label").to_owned();
    // The first digits of all cells run together, the last ones stand below them.
    lines[new] = "3244127312981456169114121037".into();
    lines.insert(new + 1, label + " 7 6 6 7 1 5 72");
    let (_, lost, wrong) = read(&lines, &figures);
    assert_eq!(wrong, 0);
    assert!(lost >= 7, "{lost} lost");
}

#[test]
fn a_figure_that_a_printer_put_above_its_row_is_not_the_first_of_it() {
    let (figures, lines) = report();
    let at = row(&lines, "1.信访举报投诉类申请");
    let words: Vec<&str> = lines[at].split(' ').collect();
    let (label, last) = (words[0].split_at(words[0].len() - "申请".len()), words.len() - 1);
    let mut text = lines.clone();
    text[at] = format!("{} {}\n{}\n{}", label.0, words[last], words[1..last].join(" "), label.1);
    let document = gouji::readers::read(&gouji::source::Source::bytes("report", text.join("\n"))).1.expect("a text");
    let filing = &filing::lay(&document)[0];
    for (cell, found) in filing.form_cells.iter().zip(&filing.cells) {
        if let Reading::Number { value, .. } = found.reading {
            assert_eq!(value.to_string(), figures[&cell.key], "{}", cell.key);
        }
    }
}

#[test]
fn pieces_of_labels_and_notes_are_no_other_wording() {
    let (figures, mut lines) = report();
    // The group's label stands between the lines of a row's, and the columns' headers between those of the note.
    let at = row(&lines, "费通知要求缴纳费用");
    let beside = lines.remove(at + 3);
    lines[at + 2] = format!("（六）其他 {} {beside}", lines[at + 2]);
    let note = row(&lines, "勾稽关系");
    lines[note].push_str(" 自然 商业 科研 社会");
    lines.insert(note, "请将下方表格中的数据按勾稽关系核对".into());
    let source = gouji::source::Source::bytes("report", lines.join("\n"));
    let outcome = gouji::check(&source, &gouji::profile::Profile::default()).swap_remove(0);
    for cell in outcome.report.cells.iter().filter(|cell| cell.key.starts_with("requests.") && cell.value.is_some()) {
        assert_eq!(cell.value.map(|value| value.to_string()).as_ref(), figures.get(cell.key), "{}", cell.key);
    }
    let about_report = |finding: &&FindingView| finding.cause == gouji::finding::Cause::Report;
    let said: Vec<_> = outcome.report.findings.iter().filter(about_report).map(|finding| &finding.message).collect();
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_row_is_not_blank_where_figures_of_no_row_stand_in_its_section() {
    let (_, mut lines) = report();
    let at = row(&lines, "规章 ");
    let (label, figures) = lines[at].split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a row");
    lines[at] = label;
    let blank = |lines: &[String]| {
        let source = gouji::source::Source::bytes("report", lines.join("\n"));
        let document = gouji::readers::read(&source).1.expect("a text");
        let filing = &filing::lay(&document)[0];
        let cells = filing.form_cells.iter().zip(&filing.cells).filter(|(cell, _)| cell.table.key == "proactive");
        cells.filter(|(_, found)| found.reading == Reading::Blank).count()
    };
    assert_eq!(blank(&lines), 3, "the row is blank");
    lines.insert(row(&lines, "二、主动公开") + 1, figures);
    assert_eq!(blank(&lines), 0, "nobody knows whose the figures are");
}

#[test]
fn figures_left_over_without_end_are_looked_at_once() {
    let (figures, mut lines) = report();
    let at = row(&lines, "一、本年新收");
    lines.splice(at..at, (0..100_000).map(|figure| figure.to_string()));
    assert_eq!(read(&lines, &figures), (175, 0, 0));
}

/// The report as a sheet that is wider than its pages: what stands right of a column of the tables comes behind all
/// else.
fn cut(document: &Document, column: u32) -> Document {
    let mut sheet = Document::default();
    for half in 0..2 {
        let place = PageBox { page: 1 + half, left: 50, top: 50, right: 500, bottom: 60, enclosed: true };
        for block in &document.blocks {
            match block {
                Block::Paragraph(id) | Block::Heading(_, id) if half == 0 => {
                    let id = sheet.push_text(document.text(*id), Origin::Page(place));
                    sheet.blocks.push(Block::Paragraph(id));
                }
                Block::Table(table) => {
                    let mut part = Table { cells: Vec::new(), ..*table };
                    for cell in table.cells.iter().filter(|cell| u32::from(cell.column >= column) == half) {
                        let text = sheet.push_text(document.text(cell.text), Origin::Page(place));
                        part.cells.push(Cell { text, ..cell.clone() });
                    }
                    sheet.blocks.push(Block::Table(part));
                }
                _ => {}
            }
        }
    }
    sheet
}

#[test]
fn nothing_is_said_to_be_missing_from_a_sheet_wider_than_its_pages() {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let figures = consistent(form, Size::County, &mut Dice(7));
    let shape = shapes::all().find(|shape| shape.name == "html plain").expect("there is the shape");
    let source = gouji::source::Source::bytes("report", (shape.write)(form, &figures));
    let whole = gouji::readers::read(&source).1.expect("a page");
    for column in 1..10 {
        let document = std::sync::Arc::new(cut(&whole, column));
        let filing = &filing::lay(&document)[0];
        for (cell, found) in filing.form_cells.iter().zip(&filing.cells) {
            match found.reading {
                Reading::Number { value, .. } => assert_eq!(value.to_string(), figures[&cell.key], "{}", cell.key),
                ref other => assert_eq!(*other, Reading::Lost, "{column}: {}", cell.key),
            }
        }
        let outcome = gouji::outcome::describe::outcome("report", None, &document, filing, &Default::default());
        let of_report = |finding: &&FindingView| finding.cause == gouji::finding::Cause::Report;
        let said: Vec<_> = outcome.report.findings.iter().filter(of_report).map(|finding| &finding.message).collect();
        assert!(said.is_empty(), "{column}: {said:?}");
    }
}

#[test]
fn the_first_line_of_a_label_on_a_page_is_no_shorter_wording() {
    let (figures, mut lines) = report();
    let at = row(&lines, "（二）部分公开");
    let label = lines[at].split(' ').next().expect("a label").to_owned();
    lines[at] = lines[at].replace(&label, "（二）部分公开");
    let said = |enclosed: bool| {
        let mut document = Document::default();
        for (line, top) in lines.iter().zip((0..).step_by(20)) {
            let place = PageBox { page: 1, left: 50, top, right: 500, bottom: top + 12, enclosed };
            let id = document.push_text(line.as_str(), Origin::Page(place));
            document.blocks.push(Block::Paragraph(id));
        }
        let document = std::sync::Arc::new(document);
        let filing = &filing::lay(&document)[0];
        let outcome = gouji::outcome::describe::outcome("report", None, &document, filing, &Default::default());
        outcome.report.findings.iter().filter(|finding| finding.rule == "form-row-differs").count()
    };
    assert_eq!(read(&lines, &figures), (175, 0, 0));
    assert_eq!((said(false), said(true)), (0, 1));
}
