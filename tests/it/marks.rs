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
        let figure = &figures[place.key.as_str()];
        let is_right = match &cell.reading {
            Reading::Number { value, .. } => value.to_string() == *figure,
            Reading::Blank => figure.is_empty(),
            _ => false,
        };
        (!is_right).then(|| format!("{} is {figure}, read as {:?}", place.key, cell.reading))
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
        ("<style>p,.x , span.old{ text-decoration : line-through }</style>", "span class='a old'"),
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
fn raised_and_lowered_digits_are_notes_signs_in_every_format() {
    let runs = |props: [&str; 5]| -> String {
        let run = |props: &str| {
            format!("<w:r><w:t>138</w:t></w:r><w:r><w:rPr>{props}</w:rPr><w:t>1</w:t></w:r><w:r><w:t>件</w:t></w:r>")
        };
        props.map(run).concat()
    };
    let word = runs([
        "<w:vertAlign w:val='superscript'/>",
        "<w:position w:val='0'/><w:vertAlign w:val='subscript'/>",
        "<w:position w:val='6'/><w:vertAlign w:val='baseline'/>",
        "<w:position w:val='-6'/>",
        "<w:position w:val='2'/>",
    ]);
    let word = format!(
        "<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'><w:body>\
         <w:p>{word}</w:p></w:body></w:wordDocument>"
    );
    let rich = r"{\rtf1\uc1 138{\super 1}\u20214?138{\sub 1}\u20214?138{\up6 1}\u20214?138\dn8 1\dn0\u20214?138{\up2 1}\u20214?\par}";
    let open = |kind: &str, open: &str, close: &str| {
        let place = |at: (usize, &str)| {
            let (at, place) = at;
            format!(
                "<style:style style:name='T{at}' style:family='text'><style:text-properties \
                 style:text-position='{place} 58%'/></style:style>"
            )
        };
        let styles: String = ["super", "sub", "33%", "-33%", "0%"].into_iter().enumerate().map(place).collect();
        let text: String = (0..5).map(|at| format!("138<text:span text:style-name='T{at}'>1</text:span>件")).collect();
        format!(
            "<?xml version='1.0'?><office:document \
             xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
             xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
             xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
             xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
             office:mimetype='application/vnd.oasis.opendocument.{kind}'><office:automatic-styles>{styles}\
             </office:automatic-styles><office:body>{open}<text:p>{text}</text:p>{close}</office:body></office:document>"
        )
    };
    let text = open("text", "<office:text>", "</office:text>");
    let sheet = open(
        "spreadsheet",
        "<office:spreadsheet><table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table></office:spreadsheet>",
    );
    let html = "138<sup>1</sup>件138<sub>1</sub>件138<span style='position:relative;top:-4pt'>1</span>件\
                138<span style='vertical-align:sub'>1</span>件138<span style='vertical-align:top'>1</span>件";
    for source in [word, rich.to_owned(), text, sheet, format!("<p>{html}")] {
        let document = gouji::readers::read(&Source::bytes("report", source.as_str())).1.expect("a document");
        let texts: Vec<_> = document.texts.iter().map(|text| &*text.content).collect();
        assert_eq!(texts, ["138¹件138¹件138¹件138¹件1381件"], "{source}");
    }
}

#[test]
fn a_cells_runs_look_as_they_say_and_else_as_their_cell_does() {
    let style = |name: &str, family: &str, line: &str| {
        format!(
            "<style:style style:name='{name}' style:family='{family}'><style:text-properties {line}/></style:style>\
             <number:number-style style:name='N'><style:text-properties fo:color='#ff0000'/></number:number-style>"
        )
    };
    let styles = style("old", "table-cell", "style:text-line-through-style='solid'")
        + &style("T1", "text", "style:text-line-through-type='single'")
        + &style("T2", "text", "style:text-line-through-type='none'")
        + &style("T3", "text", "fo:color='#ff0000'");
    for (style, text, read, struck) in [
        ("", "<text:span text:style-name='T1'>139</text:span>138", "138", "139"),
        ("old", "139<text:span text:style-name='T2'>138</text:span>", "138", "139"),
        (
            "old",
            "139<text:span text:style-name='T3'>7</text:span> <text:span text:style-name='T2'>138</text:span>",
            "138",
            "1397",
        ),
        ("", "13<text:span text:style-name='T3'>8</text:span>", "138", ""),
    ] {
        let source = format!(
            "<?xml version='1.0'?><office:document \
             xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
             office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>{styles}<office:spreadsheet><table:table>\
             <table:table-row><table:table-cell table:style-name='{style}'><text:p>{text}</text:p></table:table-cell>\
             </table:table-row></table:table></office:spreadsheet></office:document>"
        );
        let document = gouji::readers::read(&Source::bytes("report", source)).1.expect("a document");
        assert_eq!(&*document.texts[0].content, read, "{text}");
        let hidden: String = document.hidden.iter().map(|hidden| hidden.text.trim()).collect();
        assert_eq!(hidden, struck, "{text}");
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

#[test]
fn what_moves_a_raised_sign_leaves_it_raised() {
    for rich in [r"9{\super\up0 1}", r"9{\super\dn0 1}", r"9{\super\up3 1}", r"9{\up6\nosupersub 1}"] {
        let rich = format!(r"{{\rtf1\uc1 {rich}\par}}");
        let document = gouji::readers::read(&Source::bytes("report.rtf", rich.clone())).1.expect("a document");
        assert_eq!(document.texts[0].content, "9¹", "{rich}");
    }
}
