//! Word's and OpenDocument's text made to cost more than its length, or put together at random.

use gouji::{reader::ReadError, readers::limits};

use super::readers::{noise, read};

/// A package in one file around a body, a part of styles and one of lists.
fn word(body: &str, styles: &str, lists: &str) -> String {
    let part = |name: &str, content: &str| {
        format!("<pkg:part pkg:name=\"/word/{name}.xml\"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>")
    };
    format!(
        "<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg='x'>{}{}{}</pkg:package>",
        part("document", &format!("<w:document><w:body>{body}</w:body></w:document>")),
        part("styles", &format!("<w:styles>{styles}</w:styles>")),
        part("numbering", &format!("<w:numbering>{lists}</w:numbering>")),
    )
}

fn open_document(styles: &str, body: &str) -> String {
    format!(
        "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>
        <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>
        </office:body></office:document>"
    )
}

#[test]
fn hostile_documents_give_an_answer() {
    let many = |part: &str, count: usize| part.repeat(count);
    let each = |count: usize, part: fn(usize) -> String| (0..count).map(part).collect::<String>();
    let paragraph = |inside: &str| format!("<w:p><w:r><w:t>一</w:t></w:r>{inside}</w:p>");
    let plain = |body: &str| word(body, "", "");
    let lists = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='4294967295'/>
        <w:lvlText w:val='%1%1%1%1%1%1%1%1%1%9%8'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val='4294967295'/><w:vMerge/></w:tcPr></w:tc>";
    let cases = [
        ("paragraphs", plain(&many("<w:p>", 250))),
        ("deep tables", plain(&(many("<w:tbl><w:tr><w:tc>", 80) + "<w:p/>"))),
        ("too deep", plain(&many("<w:tbl><w:tr><w:tc>", 100))),
        ("deep text boxes", plain(&many("<w:p><w:r><w:txbxContent>", 83))),
        ("fields", plain(&paragraph(&many("<w:fldChar w:fldCharType='begin'/><w:fldChar w:fldCharType='separate'/>", 50_000)))),
        ("ends", plain(&paragraph(&many("<w:fldChar w:fldCharType='end'/>", 100_000)))),
        ("comments", plain(&paragraph(&each(50_000, |n| format!("<w:commentRangeStart w:id='{n}'/>"))))),
        ("alternates", plain(&paragraph(&many("<mc:AlternateContent/><mc:Choice><w:p/><w:r/></mc:Choice>", 50_000)))),
        ("held", plain(&many("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>", 60_000))),
        ("rows", plain(&format!("<w:tbl>{}</w:tbl>", many("<w:tr/>", 200_000)))),
        ("spans", plain(&format!("<w:tbl>{}</w:tbl>", many(&format!("<w:tr>{}</w:tr>", many(cell, 1000)), 100)))),
        ("before", plain(&format!("<w:tbl>{}</w:tbl>", many("<w:tr><w:trPr><w:gridBefore w:val='4294967295'/></w:trPr><w:tc/></w:tr>", 50_000)))),
        ("beside", plain(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", many("<w:tc><w:tcPr><w:hMerge/><w:gridSpan w:val='4000000000'/></w:tcPr></w:tc>", 50_000)))),
        ("numbers", word(&many("<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p>", 50_000), "", lists)),
        (
            "circle",
            word(
                &many("<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>一</w:t></w:r></w:p>", 10_000),
                "<w:style w:styleId='a'><w:basedOn w:val='b'/></w:style><w:style w:styleId='b'><w:basedOn w:val='a'/></w:style>",
                "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='a'/></w:abstractNum>",
            ),
        ),
        ("styles", word("<w:p/>", &each(60_000, |n| format!("<w:style w:styleId='{n}'/>")), "")),
        ("lists", word("<w:p/>", "", &each(60_000, |n| format!("<w:num w:numId='{n}'/>")))),
        ("insertions", plain(&paragraph(&many("<w:ins w:author='a'><w:r><w:t>1</w:t></w:r></w:ins><w:del><w:r><w:delText>2</w:delText></w:r></w:del>", 40_000)))),
        ("runs", plain(&paragraph(&many("<w:r><w:t>1</w:t></w:r>", 100_000)))),
        ("blanks", open_document("", &format!("<text:p>一{}</text:p>", many("<text:s text:c='4294967295'/>", 4_000)))),
        ("too many blanks", open_document("", &format!("<text:p>一{}一</text:p>", many("<text:s text:c='4294967295'/>", 6_000)))),
        (
            "repeated",
            open_document(
                "",
                "<table:table><table:table-row table:number-rows-repeated='1048576'><table:table-cell
                table:number-columns-repeated='16384'><text:p>0</text:p></table:table-cell></table:table-row></table:table>",
            ),
        ),
        (
            "covered",
            open_document(
                "",
                &format!(
                    "<table:table>{}</table:table>",
                    many("<table:table-row table:number-rows-repeated='4294967295'><table:covered-table-cell table:number-columns-repeated='4294967295'/></table:table-row>", 10_000)
                ),
            ),
        ),
        (
            "spanned",
            open_document(
                "",
                &format!(
                    "<table:table>{}</table:table>",
                    many(&format!("<table:table-row>{}</table:table-row>", many("<table:table-cell table:number-columns-spanned='999' table:number-rows-spanned='65534'/>", 1000)), 90)
                ),
            ),
        ),
        ("deep lists", open_document("", &many("<text:list><text:list-item>", 120))),
        ("lists", open_document("", &each(60_000, |n| format!("<text:list text:style-name='{n}'/>")))),
        ("changes", open_document("", &format!("<text:tracked-changes>{}</text:tracked-changes>", each(60_000, |n| format!("<text:changed-region text:id='{n}'/>"))))),
        (
            "open changes",
            open_document(
                "",
                &format!(
                    "<text:tracked-changes>{}</text:tracked-changes><text:p>{}{}</text:p>",
                    each(40_000, |n| format!("<text:changed-region text:id='{n}'><text:insertion/></text:changed-region>")),
                    each(40_000, |n| format!("<text:change-start text:change-id='{n}'/>一")),
                    each(40_000, |n| format!("<text:change-end text:change-id='{n}'/>")),
                ),
            ),
        ),
    ];
    for (name, source) in cases {
        let (kind, answer) = read(name, source.as_bytes());
        assert!(matches!(kind, Some("docx" | "odt")), "{name}: {kind:?}");
        let expected = |error| matches!(error, ReadError::TooLarge | ReadError::Empty | ReadError::Damaged);
        assert!(answer.map_or_else(expected, |_| true), "{name}");
    }
}

#[test]
fn limits_hold_for_documents() {
    for source in [
        word(&"<w:p><w:r><w:t>一</w:t></w:r></w:p>".repeat(limits::PARAGRAPHS + 1), "", ""),
        word(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(limits::CELLS + 1)), "", ""),
        word(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "一".repeat(limits::CHARACTERS + 1)), "", ""),
        word(
            &format!(
                "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r></w:p>",
                "一".repeat(limits::CHARACTERS + 1)
            ),
            "",
            "",
        ),
        open_document("", &"<text:p>一</text:p>".repeat(limits::PARAGRAPHS + 1)),
        open_document("", &format!("<text:p>{}</text:p>", "一".repeat(limits::CHARACTERS + 1))),
    ] {
        assert_eq!(read("large", source.as_bytes()).1.err(), Some(ReadError::TooLarge));
    }
}

/// Any tags of Word's or of OpenDocument's, in any order, closed or not.
#[test]
fn any_mixture_of_tags_gives_a_sound_document() {
    const WORD: &[&str] = &[
        "<w:p>",
        "</w:p>",
        "<w:p/>",
        "<w:r>",
        "</w:r>",
        "<w:t>一",
        "</w:t>",
        "<w:t xml:space='preserve'> 2 </w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:tcPr>",
        "</w:tcPr>",
        "<w:vMerge/>",
        "<w:vMerge w:val='restart'/>",
        "<w:gridSpan w:val='2'/>",
        "<w:hMerge/>",
        "<w:trPr><w:del/></w:trPr>",
        "<w:pPr>",
        "</w:pPr>",
        "<w:numPr><w:numId w:val='1'/></w:numPr>",
        "<w:rPr><w:del/></w:rPr>",
        "<w:vanish/>",
        "<w:ins w:author='a'>",
        "</w:ins>",
        "<w:del>",
        "</w:del>",
        "<w:delText>三</w:delText>",
        "<w:txbxContent>",
        "</w:txbxContent>",
        "<mc:AlternateContent>",
        "</mc:AlternateContent>",
        "<mc:Choice>",
        "</mc:Choice>",
        "<mc:Fallback>",
        "</mc:Fallback>",
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:fldChar w:fldCharType='end'/>",
        "<w:sdt>",
        "</w:sdt>",
        "<w:br/>",
        "<w:drawing>",
        "</w:drawing>",
        "<a:blip/>",
        "<w:footnote>",
        "</w:footnote>",
        "<w:commentRangeStart w:id='1'/>",
        "<w:ruby>",
        "</w:ruby>",
        "<w:rt>",
        "</w:rt>",
        "<m:r>",
        "</m:r>",
        "四",
    ];
    const OPEN: &[&str] = &[
        "<text:p>",
        "</text:p>",
        "<text:p/>",
        "<text:h text:outline-level='2'>",
        "</text:h>",
        "<text:span>",
        "</text:span>",
        "一",
        " 2 ",
        "<text:s text:c='3'/>",
        "<text:tab/>",
        "<text:list text:style-name='L'>",
        "</text:list>",
        "<text:list-item>",
        "</text:list-item>",
        "<table:table>",
        "</table:table>",
        "<table:table-row>",
        "<table:table-row table:number-rows-repeated='2'>",
        "</table:table-row>",
        "<table:table-cell>",
        "</table:table-cell>",
        "<table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='3'>",
        "<table:covered-table-cell/>",
        "<table:table-cell table:number-columns-repeated='3'>",
        "<table:table-header-rows>",
        "</table:table-header-rows>",
        "<text:note>",
        "</text:note>",
        "<text:note-body>",
        "</text:note-body>",
        "<text:section text:display='none'>",
        "</text:section>",
        "<draw:frame svg:width='9cm'>",
        "</draw:frame>",
        "<draw:image/>",
        "<draw:text-box>",
        "</draw:text-box>",
        "<office:annotation office:name='a'>",
        "</office:annotation>",
        "<office:annotation-end office:name='a'/>",
        "<text:change-start text:change-id='1'/>",
        "<text:change text:change-id='2'/>",
        "<text:change-end text:change-id='1'/>",
    ];
    let lists = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";
    let list = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='一'/></text:list-style>";
    let changes = "<text:tracked-changes><text:changed-region text:id='1'><text:insertion/></text:changed-region>
        <text:changed-region text:id='2'><text:deletion><text:p>三</text:p></text:deletion></text:changed-region></text:tracked-changes>";
    for seed in 0..3000 {
        let bytes = noise(seed, 90);
        let mix = |pieces: &[&'static str]| -> String {
            bytes.iter().map(|byte| pieces[usize::from(*byte) % pieces.len()]).collect()
        };
        // What is open at the end is closed, or all would be damaged.
        let ends = "</x>".repeat(90);
        let _ = read("word", word(&(mix(WORD) + &ends), "", lists).as_bytes());
        let _ = read("open", open_document(list, &(changes.to_owned() + &mix(OPEN) + &ends)).as_bytes());
    }
}

/// A package without a compressor: its parts as they are.
pub fn package(parts: &[(&str, &str)], locked: bool) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let at = bytes.len() as u32;
        let mut head = vec![20, 0, u8::from(locked), 0, 0, 0, 0, 0, 0, 0];
        head.extend(check_sum(content.as_bytes()).to_le_bytes());
        head.extend((content.len() as u32).to_le_bytes());
        head.extend((content.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(content.as_bytes());
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let at = bytes.len() as u32;
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((parts.len() as u16).to_le_bytes());
    bytes.extend((parts.len() as u16).to_le_bytes());
    bytes.extend((list.len() as u32).to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// Packages that lost a part, or whose main part is none: what they were is known all the same.
#[test]
fn a_damaged_package_is_still_of_its_kind() {
    let types = |kind: &str| format!("<Types><Override PartName='/a/main.xml' ContentType='{kind}'/></Types>");
    let word = types("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
    let sheets = types("application/vnd.ms-excel.sheet.macroEnabled.main+xml");
    let slides = types("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml");
    let binary = types("application/vnd.ms-excel.sheet.binary.macroEnabled.main");
    let root = "<r><Relationship Type='x/officeDocument' Target='a/main.xml'/></r>";
    let list = "[Content_Types].xml";
    let (text, cells) = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet");
    let damaged = Some(ReadError::Damaged);
    let unknown = |name| Some(ReadError::UnknownFormat(Some(name)));
    let cases: &[(&[(&str, &str)], _, _)] = &[
        (&[(list, &word)], Some("docx"), damaged.clone()),
        (&[(list, &word), ("_rels/.rels", root), ("a/main.xml", "")], Some("docx"), damaged.clone()),
        (&[(list, &word), ("_rels/.rels", "<r"), ("a/main.xml", "<w:document/>")], Some("docx"), damaged.clone()),
        (&[(list, "<"), ("word/document.xml", "<w:document><w:body")], Some("docx"), damaged.clone()),
        (&[("word/document.xml", "no XML")], Some("docx"), damaged.clone()),
        (&[("word/document.xml", "<!DOCTYPE html><html/>")], Some("docx"), damaged.clone()),
        (&[(list, "<Types/>"), ("word/styles.xml", "<w:styles/>")], Some("docx"), damaged.clone()),
        (&[(list, &sheets)], Some("xlsx"), damaged.clone()),
        (&[(list, &sheets), ("_rels/.rels", root), ("a/main.xml", "<workbook>")], Some("xlsx"), damaged.clone()),
        (&[("xl/workbook.xml", "<workbook/>")], Some("xlsx"), damaged.clone()),
        (&[(list, "<Types/>"), ("xl/worksheets/sheet1.xml", "")], Some("xlsx"), damaged.clone()),
        (&[("mimetype", text)], Some("odt"), damaged.clone()),
        (&[("mimetype", text), ("content.xml", "<office:document-content>")], Some("odt"), damaged.clone()),
        (&[("mimetype", ""), ("META-INF/manifest.xml", text)], Some("odt"), damaged.clone()),
        (&[("content.xml", "<o><office:body><office:text/>")], Some("odt"), damaged.clone()),
        (&[("mimetype", cells)], Some("ods"), damaged.clone()),
        (&[("content.xml", "<o><office:body><office:spreadsheet/>")], Some("ods"), damaged.clone()),
        (&[("OFD.xml", "")], Some("ofd"), Some(ReadError::Empty)),
        (&[("OFD.xml", "<ofd:OFD")], Some("ofd"), damaged.clone()),
        (&[("Doc_0/Document.xml", "<ofd:Document/>")], Some("ofd"), damaged.clone()),
        (
            &[(list, &slides), ("_rels/.rels", root), ("a/main.xml", ""), ("ppt/presentation.xml", "")],
            None,
            unknown("pptx"),
        ),
        (&[(list, &binary), ("_rels/.rels", root), ("a/main.xml", ""), ("xl/workbook.bin", "")], None, unknown("xlsb")),
    ];
    for (parts, kind, error) in cases {
        let (found, answer) = read("damaged", &package(parts, false));
        assert_eq!((found, &answer.err()), (*kind, error), "{parts:?}");
    }
    // The list of entries is at the end.
    for (kind, part) in [
        ("docx", ("word/document.xml", "")),
        ("xlsx", ("xl/workbook.xml", "")),
        ("odt", ("mimetype", text)),
        ("ods", ("mimetype", cells)),
        ("ofd", ("OFD.xml", "")),
    ] {
        let whole = package(&[part], false);
        let (found, answer) = read("cut", &whole[..whole.len() - 30]);
        assert_eq!((found, answer.err()), (Some(kind), damaged.clone()));
    }
}

/// The check sum of archives.
fn check_sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

#[test]
fn what_cannot_be_read_is_said_so() {
    let refused = |bytes: &[u8]| {
        let (kind, answer) = read("refused", bytes);
        (kind, answer.err())
    };
    let cases = include_bytes!("../readers/docx-tables.docx");
    assert_eq!(refused(&cases[..cases.len() - 30]), (Some("docx"), Some(ReadError::Damaged)));
    let word = |body: &str, locked| {
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)], locked)
    };
    let picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>";
    for (body, locked, error) in [
        ("<w:p/>", false, Some(ReadError::Empty)),
        (picture, false, Some(ReadError::Scan)),
        ("<w:p><w:r><w:t>一</w:t></w:r></w:p>", false, None),
        ("<w:p><w:r><w:t>一</w:t></w:r></w:p>", true, Some(ReadError::Password)),
        ("<w:p", false, Some(ReadError::Damaged)),
    ] {
        assert_eq!(refused(&word(body, locked)), (Some("docx"), error), "{body} {locked}");
    }
    let open = |manifest: &str, body: &str| {
        let content = format!("<office:document-content><office:body>{body}</office:body></office:document-content>");
        let kind = ("mimetype", "application/vnd.oasis.opendocument.text");
        package(&[kind, ("META-INF/manifest.xml", manifest), ("content.xml", &content)], false)
    };
    let locked = "<m><file-entry><encryption-data/></file-entry></m>";
    let text = "<text:p>一</text:p>";
    for (manifest, body, error) in [
        ("<m/>", "<text:p/>", Some(ReadError::Empty)),
        ("<m/>", "<text:p><draw:frame svg:width='9cm'><draw:image/></draw:frame></text:p>", Some(ReadError::Scan)),
        ("<m/>", text, None),
        (locked, text, Some(ReadError::Password)),
    ] {
        assert_eq!(refused(&open(manifest, body)), (Some("odt"), error), "{manifest} {body}");
    }
    // A workbook and a plain archive are somebody else's.
    let workbook = package(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")], false);
    assert!(!matches!(refused(&workbook).0, Some("docx" | "odt")));
    let archive = package(&[("报告/word/document.xml", "<w:document/>")], false);
    assert!(!matches!(refused(&archive).0, Some("docx" | "odt")));
}
