//! What stands around figures and labels and is no part of them: signs of notes, characters that draw nothing, text that
//! is struck out or not seen.

use gouji::{
    document::HiddenKind,
    filing::{self, Reading},
    profile::Profile,
    source::Source,
};

use crate::{
    figures::Figures,
    places::{self, TABS},
};

const HTML: &str = "html plain";
/// The start of a page's cell.
const CELL: &str = "<td rowspan=1 colspan=\"1\">";

/// A report's figures, and its text in a shape, of which nothing is found.
fn report(shape: &str) -> (Figures, String) {
    let (figures, text) = places::report(shape);
    assert_eq!(wrong(&text, &figures), [""; 0], "{text}");
    (figures, text)
}

/// The cells that are read as something else than what the figures say, and what is found besides.
fn wrong(text: &str, figures: &Figures) -> Vec<String> {
    let document = gouji::readers::read(&Source::bytes("report", text)).1.expect("a document");
    let filings = filing::lay(&document);
    let filing = &filings[0];
    assert!(!filing.cells.is_empty(), "{text}");
    let cells = filing.form_cells.iter().zip(&filing.cells).filter_map(|(place, cell)| {
        let figure = &figures[place.key().as_str()];
        let is_right = match &cell.reading {
            Reading::Number { value, .. } => value.to_string() == *figure,
            Reading::Blank => figure.is_empty(),
            _ => false,
        };
        (!is_right).then(|| format!("{} is {figure}, read as {:?}", place.key(), cell.reading))
    });
    cells.collect()
}

/// The rules that find something.
fn found(text: &str) -> Vec<String> {
    let outcome = gouji::check(&Source::bytes("report", text), &Profile::default()).remove(0);
    outcome.report.findings.into_iter().map(|finding| finding.rule).collect()
}

/// A report in cells between tabs, each of its figures and each of its other cells written otherwise.
fn rewritten(text: &str, figure: impl Fn(&str) -> String, words: impl Fn(&str) -> String) -> String {
    let cell = |cell: &str| match cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        true if cell.is_empty() => String::new(),
        true => figure(cell),
        false => words(cell),
    };
    let line = |line: &str| line.split('\t').map(cell).collect::<Vec<_>>().join("\t");
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn notes_are_no_part_of_figures_and_labels() {
    let (figures, text) = report(TABS);
    for note in ["¹", "①", "¹²", "*", "[1]", "（注1）"] {
        let noted = rewritten(&text, |figure| format!("{figure}{note}"), str::to_owned);
        assert_eq!((wrong(&noted, &figures), found(&noted)), (vec![], found(&text)), "{note}");
    }
    // A label of a table, and a heading.
    for note in ["¹", "①"] {
        let noted = rewritten(&text, str::to_owned, |words| format!("{words}{note}"));
        assert_eq!(wrong(&noted, &figures), [""; 0], "{note}");
    }
    let (figures, page) = report(HTML);
    for (open, close) in
        [("<sup>", "</sup>"), ("<span style='vertical-align:super'>", "</span>"), ("<sup>[<a>", "</a>]</sup>")]
    {
        let noted = page.replace("</td>", &format!("{open}1{close}</td>"));
        // In a cell without a figure of its own the number is the cell's.
        let blank = format!("{CELL}{open}1{close}</td>");
        assert_eq!(wrong(&noted.replace(&blank, &format!("{CELL}</td>")), &figures), [""; 0], "{open}");
    }
    // What follows a figure and is no note is not dropped.
    let glued = rewritten(&text, |figure| format!("{figure}x"), str::to_owned);
    assert!(wrong(&glued, &figures).len() > 150);
}

#[test]
fn what_draws_nothing_says_nothing() {
    let (figures, text) = report(TABS);
    for (before, behind) in [
        ("\u{202a}", "\u{202c}"),
        ("\u{202d}", "\u{202c}"),
        ("\u{2066}", "\u{2069}"),
        ("\u{200e}", "\u{200f}"),
        ("\u{200b}", "\u{200b}"),
        ("\u{feff}", ""),
        ("", "\u{ad}"),
        ("\u{2060}", "\u{2060}"),
    ] {
        let around = |text: &str| format!("{before}{text}{behind}");
        let written = rewritten(&text, around, around);
        assert_eq!((wrong(&written, &figures), found(&written)), (vec![], found(&text)), "{before:?}");
        let within = |text: &str| text.chars().map(|c| format!("{before}{c}{behind}")).collect::<String>();
        let written = rewritten(&text, within, within);
        assert_eq!((wrong(&written, &figures), found(&written)), (vec![], found(&text)), "{before:?}");
    }
    // Between two figures it makes neither one figure nor a third.
    let document = |text: &str| gouji::readers::read(&Source::bytes("text", text)).1.expect("a document");
    assert_eq!(document("\u{202a}5\u{202c}\n\u{ad}6\u{200f}").texts.len(), 2);
    assert_eq!(document(" \u{202a}甲\u{ad}乙\u{202c}\u{3000}").text(gouji::document::TextId(0)), "甲\u{ad}乙");
}

#[test]
fn struck_text_is_remembered_and_not_read() {
    let (figures, page) = report(HTML);
    for (open, close) in
        [("<s>", "</s>"), ("<del>", "</del>"), ("<span style='text-decoration:line-through'>", "</span>")]
    {
        let struck = page.replace(CELL, &format!("{CELL}{open}9{close}"));
        assert_eq!(wrong(&struck, &figures), [""; 0], "{open}");
        let document = gouji::readers::read(&Source::bytes("report", struck)).1.expect("a document");
        let is_placed = |hidden: &&gouji::document::Hidden| hidden.kind == HiddenKind::Struck && hidden.span.is_some();
        assert!(document.hidden.iter().filter(is_placed).count() > 150, "{open}");
    }
    for style in ["visibility:hidden", "font-size:0"] {
        let unseen = page.replace("</td>", &format!("<span style='{style}'>9</span></td>"));
        assert_eq!(wrong(&unseen, &figures), [""; 0], "{style}");
    }
    let seen = page.replace(CELL, &format!("{CELL}<span style='color:#fff'>9</span>"));
    assert!(wrong(&seen, &figures).len() > 150, "colour tells nothing");
}

#[test]
fn the_sheets_of_a_page_say_how_text_looks() {
    let (figures, page) = report(HTML);
    let noted = |sheet: &str, tag: &str| {
        let name = tag.split(' ').next().unwrap_or_default();
        let noted = page.replace("</td>", &format!("<{tag}>9</{name}></td>"));
        // In a cell without a figure of its own the number is the cell's.
        sheet.to_owned() + &noted.replace(&format!("{CELL}<{tag}>9</{name}>"), CELL)
    };
    for (sheet, tag) in [
        ("<style>.old{display:none}</style>", "span class=old"),
        ("<style>p,.x , span.old{ text-decoration : line-through }</style>", "span class='a Old'"),
        ("<style><!--\n/* a */ @page A\n\t{margin:2cm}\nspan.Old\n\t{mso-hide:all}\n--></style>", "span class=Old"),
        ("<style media='screen, print'>#n1{visibility:hidden}</style>", "span id=n1"),
        ("<style>@media all{.n{vertical-align:super;font-size:60%}}</style>", "span class=n"),
        ("<style>table td .n{font-size:0}</style>", "span class=n"),
        ("<style>.n{position:relative;top:-.5em}</style>", "b class=n"),
        ("<style>sub{vertical-align:baseline}</style>", "sub"),
        ("", "span style='position:relative;top:-4pt'"),
    ] {
        assert_eq!(wrong(&noted(sheet, tag), &figures), [""; 0], "{sheet} {tag}");
    }
    for (sheet, tag) in [
        ("<style>.old{color:red}.older{display:none}</style>", "span class=old"),
        ("<style>@media print{.old{display:none}}</style>", "span class=old"),
        ("<style media=print>.old{display:none}</style>", "span class=old"),
        ("<style>.old{display:none}.old{display:inline}</style>", "span class=old"),
        ("<style>.old{display:none}@media (min-width:9px){.old{display:inline}}</style>", "span class=old"),
        ("<style>.old{display:none}</style>", "span class=old style='display:inline'"),
        ("<style>.js .old, .old:hover, ul li span{display:none}</style>", "span class=old"),
        ("<style>.old{vertical-align:middle;position:relative;top:1px}</style>", "span class=old"),
        ("<template><style>.old{display:none}</style></template>", "span class=old"),
    ] {
        let seen = sheet.to_owned() + &page.replace(CELL, &format!("{CELL}<{tag}>9</span>"));
        assert!(wrong(&seen, &figures).len() > 150, "{sheet} {tag}");
    }
    // What holds tables may be shown by a program.
    let within = format!("<style>.page, td.x{{display:none}}</style><div class=page>{page}</div>");
    assert_eq!(wrong(&within, &figures), [""; 0]);
    // And what is broken is no sheet.
    for sheet in ["{", "}", "a{b:c", "@media", "@media{", "/*", "<!--{-->", ".{:}#{;}", "{}{{}.a{:none;display:}"] {
        assert_eq!(wrong(&format!("<style>{sheet}</style>{page}"), &figures), [""; 0], "{sheet}");
    }
}

#[test]
fn semicolons_divide_cells_as_commas_do() {
    let (figures, text) = report(TABS);
    let columns = text.lines().map(|line| line.matches('\t').count()).max().expect("lines");
    let row = |line: &str| line.replace('\t', ";") + &";".repeat(columns - line.matches('\t').count());
    let semicolons = |text: &str| text.lines().map(row).collect::<Vec<_>>().join("\r\n");
    assert_eq!(wrong(&semicolons(&text), &figures), [""; 0]);
    assert_eq!(wrong(&semicolons(&text).replace("\r\n", "\n"), &figures), [""; 0]);
}
