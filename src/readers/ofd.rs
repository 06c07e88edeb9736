//! OFD (GB/T 33190): pages of fixed layout, described as XML in an archive.
//!
//! Writers in use bind wrong namespaces, leave out what the standard asks for and mix their slashes; so names count
//! without prefixes, and a part is looked for by its path as written, from its folder and from the root.

mod draw;
mod objects;

use std::ops::Range;

use crate::{
    document::{Document, Hidden, HiddenKind},
    reader::{ReadError, Reader},
    readers::{
        matrix::Matrix,
        package::{Package, resolved},
        paper::{self, Page},
        signatures,
        xml::Xml,
    },
};
use draw::Draw;
use objects::numbers;

/// The reader of OFD.
pub const READER: Reader = Reader { name: "ofd", sniff, read };

/// Pages of a file, and pieces that one may be made of; no report has as many.
const PAGES: usize = 2_000;
/// Points of a millimetre, the unit of OFD.
const POINTS: f32 = 72.0 / 25.4;
/// A4, for a file that says nothing of its pages' size.
const A4: [f32; 4] = [0.0, 0.0, 210.0, 297.0];

fn sniff(bytes: &[u8]) -> bool {
    signatures::name(bytes) == Some("ofd")
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let package = Package::open(bytes)?;
    // GM/T 0099: what is encrypted is listed beside the root.
    let encrypted = |name: &str| {
        let name = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
        matches!(name.as_str(), "encryptions.xml" | "encryptentries.xml" | "decryptseed.dat")
    };
    if package.entries().iter().any(|entry| encrypted(&entry.name)) {
        return Err(ReadError::Password);
    }
    let root = package.part("OFD.xml")?.ok_or(ReadError::Damaged)?;
    let (mut pages, mut hidden, mut title, mut draw) = (Vec::new(), Vec::new(), None, Draw::new());
    let mut xml = Xml::new(&root);
    while let Some(element) = xml.within(0)? {
        match element.name() {
            "DocRoot" => {
                let path = xml.text()?;
                Body::open(&package, &path, &mut draw)?.pages(&mut pages)?;
            }
            "Title" => title = title.or(meaningful(xml.text()?)),
            "Author" => {
                let text = xml.text()?.trim().to_owned();
                if !text.is_empty() {
                    hidden.push(Hidden { kind: HiddenKind::Author, text, author: None, span: None });
                }
            }
            _ => {}
        }
    }
    hidden.extend(draw.hidden.into_iter().map(|text| Hidden {
        kind: HiddenKind::Text,
        text,
        author: None,
        span: None,
    }));
    let mut document = paper::document(pages)?;
    document.title = title;
    document.hidden.extend(hidden);
    Ok(document)
}

/// A title that an author gave: what a program puts there is a file's name or nothing in words.
fn meaningful(title: String) -> Option<String> {
    let title = title.trim();
    let ideographs = title.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    (ideographs >= 4 && !title.contains(['.', '/', '\\'])).then(|| title.to_owned())
}

/// A document of the file: its parts, and what its pages share.
struct Body<'p, 'd> {
    package: &'p Package<'p>,
    /// The folder of `Document.xml`, with the slash.
    folder: String,
    size: [f32; 4],
    /// The pages' paths.
    pages: Vec<String>,
    /// Templates: their identifiers, and their paths until they are needed.
    templates: Vec<(String, String)>,
    draw: &'d mut Draw,
}

impl<'p, 'd> Body<'p, 'd> {
    fn open(package: &'p Package<'p>, path: &str, draw: &'d mut Draw) -> Result<Self, ReadError> {
        let (path, text) = part(package, "", path)?.ok_or(ReadError::Damaged)?;
        let folder = folder(&path).to_owned();
        let mut body = Self { package, folder, size: A4, pages: Vec::new(), templates: Vec::new(), draw };
        let mut resources = Vec::new();
        let mut xml = Xml::new(&text);
        while let Some(element) = xml.within(0)? {
            match element.name() {
                "PhysicalBox" => body.size = area(&xml.text()?).unwrap_or(body.size),
                "PublicRes" | "DocumentRes" => resources.push(xml.text()?),
                "Page" => body.pages.extend(element.attribute("BaseLoc")),
                "TemplatePage" => {
                    if let (Some(id), Some(path)) = (element.attribute("ID"), element.attribute("BaseLoc")) {
                        body.templates.push((id, path));
                    }
                }
                _ => {}
            }
            few(body.pages.len() + body.templates.len() + resources.len())?;
        }
        for path in resources {
            body.resources(&path)?;
        }
        Ok(body)
    }

    /// Reads the composite objects of a part of resources; one that is missing or damaged is none.
    fn resources(&mut self, path: &str) -> Result<(), ReadError> {
        let text = match part(self.package, &self.folder, path) {
            Ok(Some((_, text))) => text,
            Ok(None) | Err(ReadError::Damaged) => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut xml = Xml::new(&text);
        while let Ok(Some(element)) = xml.within(0) {
            if element.name() == "CompositeGraphicUnit"
                && let Some(id) = element.attribute("ID")
                && let Ok(unit) = xml.content()
            {
                self.draw.keep(id, &text[unit])?;
            }
        }
        Ok(())
    }

    /// Draws the pages behind those that are there.
    fn pages(mut self, pages: &mut Vec<Page>) -> Result<(), ReadError> {
        few(self.pages.len() + pages.len())?;
        for (id, path) in std::mem::take(&mut self.templates) {
            match self.content(&path) {
                Ok(Some(Content { text, objects, .. })) => {
                    let all: String = objects.into_iter().map(|piece| &text[piece]).collect();
                    self.draw.keep(template(&id), &all)?;
                }
                Ok(None) | Err(ReadError::Damaged) => {}
                Err(error) => return Err(error),
            }
        }
        for path in std::mem::take(&mut self.pages) {
            // A page that is missing would make its figures look forgotten.
            let content = self.content(&path)?.ok_or(ReadError::Damaged)?;
            let [left, top, width, height] = content.size.unwrap_or(self.size);
            let to_points = Matrix([POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS]);
            self.draw.page = Page { width: width * POINTS, height: height * POINTS, ..Page::default() };
            for id in content.templates {
                self.draw.kept(&template(&id), to_points, 0)?;
            }
            for piece in content.objects {
                self.draw.objects(&content.text[piece], to_points, 0)?;
            }
            pages.push(std::mem::take(&mut self.draw.page));
        }
        Ok(())
    }

    /// Reads a page's or a template's content; `None` where there is no such part.
    fn content(&mut self, path: &str) -> Result<Option<Content>, ReadError> {
        let Some((found, text)) = part(self.package, &self.folder, path)? else { return Ok(None) };
        let mut content = Content::default();
        let mut xml = Xml::new(&text);
        while let Some(element) = xml.within(0)? {
            match element.name() {
                "PhysicalBox" => content.size = area(&xml.text()?),
                "Template" => content.templates.extend(element.attribute("TemplateID")),
                "PageRes" => {
                    let path = xml.text()?;
                    let own = folder(&found).to_owned() + &path;
                    let path = if self.package.entry(&own).is_some() { own } else { path };
                    self.resources(&path)?;
                }
                "Content" => content.objects.push(xml.content()?),
                _ => {}
            }
            few(content.templates.len() + content.objects.len())?;
        }
        content.text = text;
        Ok(Some(content))
    }
}

/// A page's content.
#[derive(Default)]
struct Content {
    size: Option<[f32; 4]>,
    templates: Vec<String>,
    /// The part that it stands in, and where in it the objects do. They are read as they are drawn: what they say takes
    /// several times as much as how it is written.
    text: String,
    objects: Vec<Range<usize>>,
}

/// What a template is kept as: its identifier may be that of another object.
fn template(id: &str) -> String {
    "\t".to_owned() + id
}

/// Whether there are no more of something than a file may have pages.
fn few(count: usize) -> Result<(), ReadError> {
    if count > PAGES { Err(ReadError::TooLarge) } else { Ok(()) }
}

/// A box in millimetres: left, top, width, height.
fn area(text: &str) -> Option<[f32; 4]> {
    let area: [f32; 4] = numbers(text).get(..4)?.try_into().ok()?;
    (area[2] > 1.0 && area[3] > 1.0 && area.iter().all(|side| side.abs() < 1e5)).then_some(area)
}

/// The folder of a path, with the slash.
fn folder(path: &str) -> &str {
    &path[..path.rfind('/').map_or(0, |at| at + 1)]
}

/// A part by its path as a part in a folder names it, and where it was found.
fn part(package: &Package, folder: &str, path: &str) -> Result<Option<(String, String)>, ReadError> {
    let path = path.trim();
    let from_folder = resolved("", &format!("{folder}{path}"));
    let from_root = resolved("", path);
    let names = if path.starts_with(['/', '\\']) { [from_root, from_folder] } else { [from_folder, from_root] };
    for name in names {
        if let Some(text) = package.part(&name)? {
            return Ok(Some((name, text)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of files as they are.
    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let (mut bytes, mut list) = (Vec::new(), Vec::new());
        for (name, content) in files {
            let at = bytes.len() as u32;
            let head = |bytes: &mut Vec<u8>, mark: &[u8]| {
                bytes.extend(mark);
                bytes.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
                bytes.extend(rawzip::crc32(content.as_bytes()).to_le_bytes());
                bytes.extend((content.len() as u32).to_le_bytes());
                bytes.extend((content.len() as u32).to_le_bytes());
                bytes.extend((name.len() as u16).to_le_bytes());
                bytes.extend([0, 0]);
            };
            head(&mut bytes, b"PK\x03\x04");
            bytes.extend(name.bytes().chain(content.bytes()));
            head(&mut list, b"PK\x01\x02\x14\0");
            list.extend([0; 10]);
            list.extend(at.to_le_bytes());
            list.extend(name.bytes());
        }
        let (start, length) = (bytes.len() as u32, list.len() as u32);
        bytes.extend(list);
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend([(files.len() as u16).to_le_bytes(), (files.len() as u16).to_le_bytes()].concat());
        bytes.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
        bytes.extend([0, 0]);
        bytes
    }

    const ROOT: (&str, &str) = ("OFD.xml", "<OFD><DocBody><DocRoot>Doc.xml</DocRoot></DocBody></OFD>");
    const DOCUMENT: (&str, &str) = ("Doc.xml", "<Document><Pages><Page BaseLoc='Page.xml'/></Pages></Document>");

    fn error(files: &[(&str, &str)]) -> ReadError {
        let bytes = packed(files);
        assert!(sniff(&bytes));
        read(&bytes).unwrap_err()
    }

    fn page(content: &str) -> String {
        format!("<Page><Content><Layer>{content}</Layer></Content></Page>")
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(error(&[ROOT]), ReadError::Damaged);
        assert_eq!(error(&[ROOT, DOCUMENT]), ReadError::Damaged);
        assert_eq!(error(&[ROOT, DOCUMENT, ("Page.xml", "<Page><Content>")]), ReadError::Damaged);
        assert_eq!(error(&[ROOT, DOCUMENT, ("Doc_0/Encryptions.xml", "<x/>")]), ReadError::Password);
        assert_eq!(error(&[ROOT, DOCUMENT, ("Page.xml", &page(""))]), ReadError::Empty);
        let scan = page("<ImageObject Boundary='0 0 210 297'/>");
        assert_eq!(error(&[ROOT, DOCUMENT, ("Page.xml", &scan)]), ReadError::Scan);
        let pages = format!("<Document><Pages>{}</Pages></Document>", "<Page BaseLoc='Page.xml'/>".repeat(PAGES + 1));
        assert_eq!(error(&[ROOT, ("Doc.xml", &pages), ("Page.xml", &page(""))]), ReadError::TooLarge);
    }

    #[test]
    fn objects_of_themselves_and_numbers_without_sense_end() {
        let own = "<Res><CompositeGraphicUnit ID='1'><CompositeObject ResourceID='1'/></CompositeGraphicUnit></Res>";
        let document = "<Document><PublicRes>Res.xml</PublicRes><Pages><Page BaseLoc='Page.xml'/></Pages></Document>";
        let odd = "<TextObject Size='1e38' CTM='1e38 0 0 1e38 0 0' Boundary='x'><TextCode X='1e38' DeltaX='g 9 1e38'>\
                   一二三</TextCode></TextObject><PathObject><AbbreviatedData>L 1 M 5 C A 1 2 L 9e37 0 L</AbbreviatedData>\
                   </PathObject><TextObject Size='4' Boundary='20 20 9 9'><TextCode X='0' Y='4'>文</TextCode></TextObject>";
        let page = page(&format!("<CompositeObject ResourceID='1'/>{odd}"));
        let document = read(&packed(&[ROOT, ("Doc.xml", document), ("Res.xml", own), ("Page.xml", &page)])).unwrap();
        assert_eq!(document.texts.len(), 1);
        assert_eq!(document.texts[0].content, "文");
    }

    #[test]
    fn objects_drawn_without_end_are_too_many() {
        let document = "<Document><PublicRes>Res.xml</PublicRes><Pages><Page BaseLoc='Page.xml'/></Pages></Document>";
        for drawn in [
            "<CompositeObject ResourceID='1'/>".repeat(100),
            "<ImageObject Boundary='0 0 9 9'/>".repeat(20_000),
            format!("<PathObject><AbbreviatedData>{}</AbbreviatedData></PathObject>", "M 0 0 L 9 0 ".repeat(20_000)),
        ] {
            let unit = format!("<Res><CompositeGraphicUnit ID='1'>{drawn}</CompositeGraphicUnit></Res>");
            let page = page(&"<CompositeObject ResourceID='1'/>".repeat(1_000));
            let files = [ROOT, ("Doc.xml", document), ("Res.xml", &unit), ("Page.xml", &page)];
            assert_eq!(error(&files), ReadError::TooLarge);
        }
    }

    #[test]
    fn pieces_and_parts_without_end_are_too_many() {
        let list = |more: &str| format!("<Document>{more}<Pages><Page BaseLoc='Page.xml'/></Pages></Document>");
        let text = "<TextObject Size='4' Boundary='20 20 9 9'><TextCode X='0' Y='4'>文</TextCode></TextObject>";
        let page = |more: &str| format!("<Page>{more}<Content>{text}</Content></Page>");
        let root = format!("<OFD><DocBody>{}</DocBody></OFD>", "<DocRoot>Doc.xml</DocRoot>".repeat(20_000));
        let many = |piece: &str| piece.repeat(30_000);
        let empty = "<Document/>".to_owned();
        for (root, document, page) in [
            (ROOT.1, list(""), page(&many("<PageRes>No.xml</PageRes>"))),
            (ROOT.1, list(""), page(&many("<Template TemplateID='1'/>"))),
            (ROOT.1, list(""), page(&many("<Content/>"))),
            (ROOT.1, list(&many("<PublicRes>No.xml</PublicRes>")), page("")),
            (ROOT.1, list(&many("<TemplatePage ID='1' BaseLoc='No.xml'/>")), page("")),
            (ROOT.1, list(""), page(&format!("<Content><TextObject>{}</TextObject></Content>", many("<TextCode/> ")))),
            (&root, empty, page("")),
        ] {
            let bytes = packed(&[("OFD.xml", root), ("Doc.xml", &document), ("Page.xml", &page)]);
            assert_eq!(read(&bytes).map(|document| document.texts.len()), Err(ReadError::TooLarge));
        }
    }

    #[test]
    fn what_text_is_filled_with_or_bounded_by_is_not_read() {
        let own = |text: &str| format!("<TextCode X='0' Y='4'>{text}</TextCode>");
        let other = format!("<TextObject Size='4' Boundary='0 0 9 9'>{}</TextObject>", own("纹"));
        let page = page(&format!(
            "<TextObject Size='4' Boundary='20 20 9 9'><Clips><Clip><Area>{other}</Area></Clip></Clips>\
             <FillColor><Pattern><CellContent>{other}</CellContent></Pattern></FillColor>{}</TextObject>",
            own("文")
        ));
        let document = read(&packed(&[ROOT, DOCUMENT, ("Page.xml", &format!("\u{feff}{page}"))])).unwrap();
        assert_eq!(document.texts.iter().map(|text| &*text.content).collect::<Vec<_>>(), ["文"]);
    }

    #[test]
    fn paths_are_found_as_they_are_meant() {
        assert_eq!(resolved("", "/Doc_0/./a/../Pages//P.xml"), "Doc_0/Pages/P.xml");
        assert_eq!((folder("Doc_0/Document.xml"), folder("OFD.xml")), ("Doc_0/", ""));
    }
}
