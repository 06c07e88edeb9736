//! What the readers make of sources: every file of `tests/readers/` beside its expected document, and bad input.
//!
//! `BLESS=1` writes the expectations anew; read the difference before you commit it.

use std::{fmt::Write, fs, path::Path};

use gouji::{
    document::{Block, Document, draws_nothing},
    reader::ReadError,
    readers::{self, archive::Archive, decoding},
    source::Source,
};

/// A document in lines: `p` paragraphs, `h1` headings, tables with their cells at row and column.
fn dump(document: &Document) -> String {
    let mut out = String::new();
    if let Some(title) = &document.title {
        writeln!(out, "title {title:?}").unwrap();
    }
    for block in &document.blocks {
        match block {
            Block::Paragraph(id) => writeln!(out, "p {} {:?}", id.0, document.text(*id)).unwrap(),
            Block::Heading(level, id) => writeln!(out, "h{level} {} {:?}", id.0, document.text(*id)).unwrap(),
            Block::Picture => writeln!(out, "picture").unwrap(),
            Block::Table(table) => {
                writeln!(out, "table {}x{}", table.rows, table.columns).unwrap();
                for cell in &table.cells {
                    write!(out, "  [{},{}", cell.row, cell.column).unwrap();
                    if (cell.rowspan, cell.colspan) != (1, 1) {
                        write!(out, " {}x{}", cell.rowspan, cell.colspan).unwrap();
                    }
                    let header = if cell.header { " th" } else { "" };
                    writeln!(out, "]{header} {:?}", document.text(cell.text)).unwrap();
                }
            }
        }
    }
    for hidden in &document.hidden {
        write!(out, "hidden {:?}", hidden.kind).unwrap();
        if let Some(span) = hidden.span {
            write!(out, " at {}:{}-{}", span.text.0, span.start, span.end).unwrap();
        }
        let author = hidden.author.as_ref().map_or(String::new(), |author| format!(" by {author:?}"));
        writeln!(out, " {:?}{author}", hidden.text).unwrap();
    }
    out
}

/// What must hold of every document, whatever was read.
fn check_invariants(name: &str, document: &Document, source: Option<&str>) {
    let mut next = 0;
    let mut in_order = |id: gouji::document::TextId| {
        assert_eq!(id.0, next, "{name}: texts are numbered in document order");
        next += 1;
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(id) | Block::Heading(_, id) => {
                in_order(*id);
                assert!(!document.text(*id).trim().is_empty(), "{name}: no blank paragraph");
            }
            Block::Picture => {}
            Block::Table(table) => {
                for cell in &table.cells {
                    in_order(cell.text);
                    assert!(cell.rowspan >= 1 && cell.colspan >= 1, "{name}: every cell covers a place");
                    assert!(cell.row + cell.rowspan <= table.rows, "{name}: cells stay within the rows");
                    assert!(cell.column + cell.colspan <= table.columns, "{name}: cells stay within the columns");
                }
            }
        }
    }
    assert_eq!(next as usize, document.texts.len(), "{name}: every text is in a block");
    for span in document.hidden.iter().filter_map(|hidden| hidden.span) {
        assert!(document.text(span.text).get(span.start as usize..span.end as usize).is_some(), "{name}: {span:?}");
    }
    for text in &document.texts {
        match (source, text.origin.offset()) {
            (Some(source), Some(at)) => {
                assert_eq!(source.get(at..at + text.content.len()), Some(&*text.content), "{name}: origin {at}");
            }
            (None, None) => {}
            _ => panic!("{name}: texts of plain text, and only those, know their origin"),
        }
    }
}

/// Reads bytes and checks what holds of every answer.
pub fn read(name: &str, bytes: &[u8]) -> (Option<&'static str>, Result<Document, ReadError>) {
    let (kind, answer) = readers::read(&Source::bytes(name, bytes));
    if let Ok(document) = &answer {
        let source = (kind == Some("text")).then(|| decoding::decode(bytes).expect("what was read was text"));
        check_invariants(name, document, source.as_deref());
    }
    (kind, answer)
}

/// Every character of a text source that is neither blank nor part of a table's drawing comes out, in order.
fn check_nothing_lost(name: &str, source: &str, document: &Document) {
    let kept = |c: &char| {
        let drawn = matches!(c, '|' | '+' | '#' | '"' | '-' | ':' | '\u{2500}'..='\u{257f}');
        let divides = matches!(c, ',' | ';') && name.ends_with(".csv");
        !(c.is_whitespace() || draws_nothing(*c) || drawn || divides)
    };
    let before: String = source.chars().filter(kept).collect();
    let after: String = document.texts.iter().flat_map(|text| text.content.chars()).filter(kept).collect();
    assert_eq!(before, after, "{name}: every character survives");
}

#[test]
fn sources_give_the_documents_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    let mut paths: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "expected"));
    paths.sort();
    assert!(paths.len() > 25, "the cases are there");
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(&path).unwrap();
        let (kind, answer) = read(name, &bytes);
        if let (Some("text"), Ok(document)) = (kind, &answer) {
            check_nothing_lost(name, &decoding::decode(&bytes).unwrap(), document);
        }
        let said = answer.map_or_else(|error| format!("refused {error:?}\n"), |document| dump(&document));
        let found = format!("{}\n{said}", kind.unwrap_or("no reader"));
        let beside = folder.join(format!("{name}.expected"));
        if bless {
            fs::write(&beside, &found).unwrap();
        } else if fs::read_to_string(&beside).unwrap_or_default() != found {
            wrong.push(format!("{name} gives\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Bytes that come out the same on every machine.
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..length).map(|_| next()).collect()
}

fn refusal(bytes: &[u8]) -> ReadError {
    match read("refused", bytes).1 {
        Ok(document) => panic!("read as {} texts", document.texts.len()),
        Err(error) => error,
    }
}

#[test]
fn what_is_no_text_is_named() {
    // A presentation: the directory is there, and names neither a text nor a workbook.
    let mut ole = include_bytes!("../readers/doc-pieces.doc").to_vec();
    for at in 0..ole.len() - 24 {
        if ole[at..].starts_with(b"W\0o\0r\0d\0") {
            ole[at] = b'X';
        }
    }
    let cut = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0\0\0".as_slice();
    assert_eq!(refusal(cut), ReadError::Damaged);
    assert_eq!(refusal(&ole[..ole.len() / 2]), ReadError::Damaged);
    let mut program = [b"MZ".as_slice(), &[0; 58], b"\x40\0\0\0PE\0\0"].concat();
    program.extend(noise(1, 100));
    for (name, bytes) in [
        ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice()),
        ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("gif", b"GIF89a\x01\0\x01\0"),
        ("webp", b"RIFF\x10\0\0\0WEBPVP8 "),
        ("bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0"),
        ("tiff", b"II*\0\x08\0\0\0"),
        ("gz", b"\x1f\x8b\x08\0\0\0"),
        ("ole", &ole),
        ("elf", b"\x7fELF\x02\x01\x01"),
        ("exe", &program),
        ("svg", b"<?xml version='1.0'?>\n<svg xmlns='x'><text>1</text></svg>"),
        ("xml", b"<?xml version='1.0'?><w:document/>"),
        ("mhtml", b"MIME-Version: 1.0\r\n\r\n<html>"),
    ] {
        assert_eq!(refusal(bytes), ReadError::UnknownFormat(Some(name)));
    }
}

#[test]
fn noise_is_no_text() {
    for seed in 0..50 {
        assert_eq!(refusal(&noise(seed, 4096)), ReadError::UnknownFormat(None), "seed {seed}");
        let marked = [b"\xff\xfe".as_slice(), &noise(seed, 4096)].concat();
        assert_eq!(refusal(&marked), ReadError::UnknownFormat(None), "seed {seed}");
    }
    assert_eq!(refusal(&[0; 1000]), ReadError::UnknownFormat(None));
    let mut most = noise(7, 1 << 20).repeat(64);
    assert_eq!(refusal(&most), ReadError::UnknownFormat(None));
    most.push(0);
    assert_eq!(refusal(&most), ReadError::TooLarge);
}

#[test]
fn nothing_is_empty() {
    for bytes in ["", " \r\n\t ", "\u{feff}", "\u{3000}\u{a0}\n", "<html><body><p>&nbsp;</p></body></html>", "<!-- -->"]
    {
        assert_eq!(refusal(bytes.as_bytes()), ReadError::Empty, "{bytes:?}");
    }
    assert_eq!(refusal(b"\xff\xfe \0\n\0"), ReadError::Empty);
    assert_eq!(refusal(b"<p><img src=scan.jpg></p>"), ReadError::NoText);
}

#[test]
fn the_clipboard_counts_as_html_if_that_holds_text() {
    let read = |text: &str, html: Option<&str>| readers::read(&Source::clipboard("paste", text, html.map(Into::into)));
    let (kind, document) = read("\u{feff}甲\t1", Some("<table><tr><td>甲<td>1</table>"));
    assert_eq!((kind, dump(&document.unwrap())), (Some("html"), "table 1x2\n  [0,0] \"甲\"\n  [0,1] \"1\"\n".into()));
    for html in [None, Some(""), Some("<img src=x>"), Some("<p>&nbsp;")] {
        let (kind, document) = read("\u{feff}甲\t1", html);
        let document = document.unwrap();
        check_invariants("paste", &document, Some("\u{feff}甲\t1"));
        assert_eq!((kind, document.texts.len()), (Some("text"), 2), "{html:?}");
    }
    let (kind, document) = read("<!DOCTYPE html><p>页面的源代码", None);
    assert_eq!((kind, dump(&document.unwrap())), (Some("html"), "p 0 \"页面的源代码\"\n".into()));
    assert_eq!(read(" \n", Some("<p>")).1.unwrap_err(), ReadError::Empty);
}

/// Every case, cut off anywhere and with a byte changed anywhere, gives an answer, and a sound one.
#[test]
fn damage_gives_an_answer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|extension| extension == "expected") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let name = path.to_str().unwrap();
        for (index, random) in noise(3, 200).into_iter().enumerate() {
            let at = index * bytes.len() / 200;
            let _ = read(name, &bytes[..at]);
            let _ = read(name, &bytes[at..]);
            let mut flipped = bytes.clone();
            flipped[at] ^= random | 1;
            let _ = read(name, &flipped);
            flipped.splice(at..at, *b"\0<td><table rowspan=0>\t|\"");
            let _ = read(name, &flipped);
        }
    }
}

/// What the fuzzers found on their way: `fuzz/corpus/`, each file read by the reader of its folder's name.
#[test]
fn the_corpora_give_an_answer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for target in fs::read_dir(root.join("targets")).unwrap().map(|entry| entry.unwrap().path()) {
        let target = target.file_stem().unwrap().to_str().unwrap();
        let reader = readers::READERS.iter().find(|reader| reader.name == target);
        assert!(reader.is_some() || target == "archive", "a target is called as a reader");
        let folder = fs::read_dir(root.join("corpus").join(target));
        let paths: Vec<_> = folder.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        assert!(!paths.is_empty(), "{target} has no corpus");
        for path in paths {
            let (bytes, name) = (fs::read(&path).unwrap(), path.to_string_lossy());
            let _ = read(&name, &bytes);
            if let Some(Ok(document)) = reader.map(|reader| (reader.read)(&bytes)) {
                // Where a text stands in its source can only be said of what is text.
                let source = (target == "text").then(|| decoding::decode(&bytes).unwrap());
                check_invariants(&name, &document, source.as_deref());
                let _ = gouji::filing::lay(&document);
            }
            let archive = Archive::of(&bytes).filter(|_| target == "archive").and_then(Result::ok);
            for file in archive.iter().flat_map(|archive| 0..archive.names().len()) {
                let source = archive.as_ref().unwrap().source(file, "a.zip");
                let _ = source.map(|source| readers::read(&source));
            }
        }
    }
    let readers = readers::READERS.iter().map(|reader| root.join("targets").join(format!("{}.rs", reader.name)));
    readers.for_each(|target| assert!(target.is_file(), "{target:?}"));
}

/// Sources made to cost more than their length: each is read or refused, and soon.
#[test]
fn hostile_sources_give_an_answer() {
    let many = |part: &str, count: usize| part.repeat(count);
    let wide_row = "<td rowspan=65534 colspan=1000>1".repeat(1100);
    let cases = [
        ("divs", many("<div>", 100_000) + "一"),
        ("spans", many("<span style=display:none>", 100_000) + "一"),
        ("struck", many("一<s>二</s>", 50_000)),
        ("raised", many("<sup>1</sup>", 100_000) + &many("一<sup>1</sup>", 50_000)),
        ("looks", many("<table><tr style=visibility:hidden><td style=font-size:0><s><sup>一", 10_000)),
        (
            "sheets",
            format!("<style>{}</style>", many(".a .b,x.y{display:none}@media{", 20_000))
                + &many("<p class='a b x'>一", 50_000),
        ),
        (
            "classes",
            format!("<style>{}</style><p class='{}'>一", many(".a.b.c{font-size:0}", 10_000), many("a b ", 50_000)),
        ),
        ("rules of sheets", format!("<style>{}</style>", many("{", 200_000) + &many("}/*", 200_000)) + "一"),
        ("pres", many("<pre>", 100_000) + "一" + &many("</pre>", 100_000)),
        ("tables", many("<table><tr><td>", 100_000) + "一" + &many("</table>", 100_000)),
        ("tables with text", many("<table><tr><td>一", 60_000)),
        ("headings", many("<h1>一<table>", 50_000)),
        ("end tags", many("<p>一", 1000) + &many("</span></table></td></div>", 50_000)),
        ("rows", many("<tr>", 200_000) + "<table>" + &many("<tr>", 200_000) + "<td>一"),
        (
            "spans of cells",
            format!("<table><tr>{wide_row}{}</table>", many("<tr><td>1<td colspan=1000 rowspan=65534>2", 10_000)),
        ),
        ("one row", format!("<table><tr>{}</table>", many("<td colspan=9999 rowspan=0>", 60_000) + "一")),
        ("attributes", format!("<p {}>一", many("a=b style=x hidden2 ", 50_000))),
        ("comments", many("<!--", 100_000) + "一"),
        ("entities", many("&amp;&nbsp&#x110000;&notanentity;", 30_000)),
        ("half tags", many("<", 300_000)),
        ("quotes", many("\"一\n", 100_000)),
        ("quotes and tabs", many("一\t\"二\n", 100_000)),
        ("tabs", many("\t", 1_000_000) + "一"),
        ("pipes", many("|", 150_000)),
        ("rules", many("|-", 90_000) + "\n" + &many("-|", 90_000)),
        ("indents", many("\t一\n一\t\n\t\n", 60_000)),
        (
            "blank cells again and again",
            "<?xml version=\"1.0\"?><office:document mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">\
             <office:body><office:spreadsheet><table:table><table:table-row table:number-rows-repeated=\"1048576\">\
             <table:table-cell table:number-columns-repeated=\"16384\"><text:p><text:s/></text:p></table:table-cell>\
             </table:table-row></table:table></office:spreadsheet></office:body></office:document>"
                .to_owned(),
        ),
        ("blank lines", "一|二".to_owned() + &many("\n", 1_000_000) + "三|四"),
    ];
    for (name, source) in cases {
        let (kind, answer) = read(name, source.as_bytes());
        assert!(kind.is_some() || answer.is_err(), "{name}");
        assert!(matches!(answer, Ok(_) | Err(ReadError::TooLarge | ReadError::Empty)), "{name}: {:?}", answer.err());
    }
}

#[test]
fn what_goes_beyond_a_limit_is_too_large() {
    let cells = "<table><tr>".to_owned() + &"<td>".repeat(200_001);
    let lines = "一\n".repeat(200_001);
    let characters = "一".repeat(5_000_001);
    for source in [
        &cells,
        &"1\t2\n".repeat(100_001),
        &lines,
        &characters,
        &format!("<p>{characters}"),
        &lines.replace('一', "<p>一"),
    ] {
        assert_eq!(refusal(source.as_bytes()), ReadError::TooLarge);
    }
    assert!(read("just within", "一".repeat(5_000_000).as_bytes()).1.is_ok());
}

/// Any pieces of pages and of tables in text, in any order.
#[test]
fn any_mixture_gives_a_sound_document() {
    const PIECES: &[&str] = &[
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th colspan=3>",
        "<td rowspan=2>",
        "<td rowspan=0 colspan=2>",
        "<tbody>",
        "</thead>",
        "<caption>",
        "<p>",
        "</p>",
        "<div hidden>",
        "</div>",
        "<td hidden>",
        "<tr style='display:none'>",
        "<table hidden>",
        "<span style='white-space:pre'>",
        "</span>",
        "<s>",
        "</s>",
        "<sup>",
        "</sup>",
        "<td style='text-decoration:line-through'>",
        "<tr style='visibility:hidden'>",
        "<span style='font-size:0'>",
        "<p style='font-size:9pt;vertical-align:super'>",
        "<pre>",
        "</pre>",
        "<h1>",
        "</h2>",
        "<br>",
        "<li>",
        "<select>",
        "</select>",
        "<svg>",
        "<svg/>",
        "</svg>",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<input value=5>",
        "<!--",
        "-->",
        "<xml>",
        "<o:p>",
        "<![if x]>",
        "&nbsp;",
        "文",
        "字",
        "12",
        " ",
        "\n",
        "\t",
        "|",
        "\"",
        "- ",
        "|-|-|\n",
        "\r\n",
        "# ",
    ];
    let mut random = noise(11, 400_000).into_iter();
    for round in 0..4_000 {
        let mut source = if round % 2 == 0 { "<p>".to_owned() } else { String::new() };
        for _ in 0..60 {
            // The later pieces alone make plain text.
            let from = if round % 2 == 0 { 0 } else { 51 };
            let pick = random.next().unwrap() as usize;
            source.push_str(PIECES[from + pick % (PIECES.len() - from)]);
        }
        let (kind, answer) = read(&source, source.as_bytes());
        if let (Some("text"), Ok(document)) = (kind, &answer) {
            check_nothing_lost(&source, &source, document);
        }
        assert!(matches!(answer, Ok(_) | Err(ReadError::Empty | ReadError::NoText)), "{source:?}: {:?}", answer.err());
    }
}
