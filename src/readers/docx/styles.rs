//! What styles say of paragraphs and runs (ECMA-376, 17.7), as far as it shows in the text.

use super::is_on;
use crate::{
    reader::ReadError,
    readers::{
        flow::{self, Look, Said},
        names::Names,
        numbering::LEVELS,
        xml::Xml,
    },
};

/// The styles of a document by their ids.
#[derive(Default)]
pub struct Styles {
    styles: Names<Style>,
    /// The style of paragraphs that name none.
    default: String,
}

#[derive(Default)]
struct Style {
    based_on: String,
    name: String,
    paragraph: Paragraph,
}

/// The properties of a paragraph, its own or its style's.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// The style's id.
    pub style: Option<String>,
    /// Its list's id; `0` takes it out of one.
    pub list: Option<String>,
    /// Its level in the list, from 0.
    pub level: Option<usize>,
    /// Its level in the outline, from 0; 9 for text.
    pub outline: Option<u8>,
    /// The label of its list where it is written out (Word 2003).
    pub label: Option<String>,
    /// The properties of the paragraph's mark; in a style those of its text.
    pub run: Run,
}

/// The properties of a run.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// The style's id.
    pub style: Option<String>,
    /// How it looks.
    pub said: Said,
    /// Whether it (a paragraph's mark) is deleted.
    pub deleted: bool,
}

impl Paragraph {
    /// Reads the element `pPr` that began last.
    pub fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut read = Self::default();
        let outside = xml.depth() - 1;
        while let Some(element) = xml.within(outside)? {
            match element.name() {
                "pStyle" => read.style = element.attribute("val"),
                "numId" | "ilfo" => read.list = element.attribute("val"),
                "ilvl" => read.level = element.number("val").map(|level: usize| level.min(LEVELS - 1)),
                "outlineLvl" => read.outline = element.number("val"),
                // A lone letter is the sign of a bullet in a font of signs.
                "t" => {
                    let says = |label: &String| label.chars().any(char::is_alphanumeric) && label.len() > 1;
                    read.label = element.attribute("val").filter(says);
                }
                "rPr" => read.run = Run::read(xml)?,
                "pPrChange" | "sectPr" => xml.skip()?,
                _ => {}
            }
        }
        Ok(read)
    }
}

impl Run {
    /// Reads the element `rPr` that began last.
    pub fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut read = Self::default();
        let outside = xml.depth() - 1;
        while let Some(element) = xml.within(outside)? {
            match element.name() {
                "rStyle" => read.style = element.attribute("val"),
                "vanish" => read.said.hidden = Some(is_on(&element)),
                "strike" | "dstrike" => read.said.struck = Some(is_on(&element) || read.said.struck == Some(true)),
                // Either raises.
                "vertAlign" | "position" => {
                    let word = element.attribute("val").is_some_and(|word| flow::is_raising(&word));
                    let is_raised = word || element.number("val").is_some_and(flow::is_raised);
                    read.said.raised = Some(is_raised || read.said.raised == Some(true));
                }
                "del" | "moveFrom" => read.deleted = true,
                // Word 2003.
                "annotation" => read.deleted |= element.attribute("type").as_deref() == Some("Word.Deletion"),
                "rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(read)
    }
}

impl Styles {
    /// Reads the part.
    pub fn read(part: &str) -> Result<Self, ReadError> {
        let (mut styles, mut xml) = (Self::default(), Xml::new(part));
        while let Some(element) = xml.within(0)? {
            if element.name() != "style" {
                continue;
            }
            let id = element.attribute("styleId").unwrap_or_default();
            let default = element.attribute("default").is_some_and(|value| matches!(&*value, "1" | "on" | "true"));
            if default && element.attribute("type").as_deref() == Some("paragraph") {
                styles.default.clone_from(&id);
            }
            let style = Style::read(&mut xml)?;
            styles.styles.insert(id, style)?;
        }
        Ok(styles)
    }

    /// A paragraph style and those it is based on, the nearest first, each with its id.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        self.styles.chain(id.unwrap_or(&self.default), |style| &style.based_on)
    }

    /// The list that a style puts its paragraphs in, the level there, and the id of the style that says so.
    pub fn list<'s>(&'s self, id: Option<&'s str>) -> Option<(&'s str, Option<usize>, &'s str)> {
        let (by, list) = self.chain(id).find_map(|(id, style)| Some((id, style.paragraph.list.as_deref()?)))?;
        Some((list, self.chain(id).find_map(|(_, style)| style.paragraph.level), by))
    }

    /// The level of a heading that a paragraph is, 1 for the highest and for a title; 0 for text.
    pub fn heading(&self, own: &Paragraph) -> u8 {
        let id = own.style.as_deref();
        let by_style = || match self.chain(id).find_map(|(_, style)| style.heading()) {
            // A writer that named a style and gave none.
            None => id.map_or(0, |id| if self.styles.get(id).is_some() { 0 } else { named(id) }),
            Some(level) => level,
        };
        own.outline.map_or_else(by_style, level)
    }

    /// What a style, or the one of paragraphs that name none, says of how its text looks.
    pub fn says(&self, id: Option<&str>) -> Said {
        self.chain(id).fold(Said::default(), |said, (_, style)| said.or(style.paragraph.run.said))
    }

    /// How a run looks: by itself, by its style, or as its paragraph's style has it.
    pub fn look(&self, run: &Run, by_paragraph: Look) -> Look {
        let by_style = run.style.as_deref().map_or(Said::default(), |id| self.says(Some(id)));
        run.said.or(by_style).within(by_paragraph)
    }
}

impl Style {
    fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut read = Self::default();
        let outside = xml.depth() - 1;
        while let Some(element) = xml.within(outside)? {
            match element.name() {
                "name" => read.name = element.attribute("val").unwrap_or_default(),
                "basedOn" => read.based_on = element.attribute("val").unwrap_or_default(),
                "pPr" => {
                    let run = std::mem::take(&mut read.paragraph.run);
                    read.paragraph = Paragraph { run, ..Paragraph::read(xml)? };
                }
                "rPr" => read.paragraph.run = Run::read(xml)?,
                // What a table's style says of its parts, and of its text, is not asked.
                "tblStylePr" => xml.skip()?,
                _ => {}
            }
        }
        Ok(read)
    }

    fn heading(&self) -> Option<u8> {
        self.paragraph.outline.map(level).or_else(|| Some(named(&self.name)).filter(|level| *level > 0))
    }
}

/// A heading's level by its place in the outline.
fn level(outline: u8) -> u8 {
    if outline < 9 { outline + 1 } else { 0 }
}

/// A heading's level by the name of its style; 0 for text.
fn named(name: &str) -> u8 {
    let name = name.to_ascii_lowercase();
    if matches!(&*name, "title" | "标题") {
        return 1;
    }
    let number = ["heading", "标题"].iter().find_map(|word| name.strip_prefix(word)).map(str::trim);
    number.and_then(|number| number.parse().ok()).filter(|level| (1..=9).contains(level)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_inherit() {
        let styles = Styles::read(
            "<w:styles><w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>
            <w:style w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/><w:pPr><w:numPr><w:numId w:val='3'/>
            </w:numPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val='9'/></w:numPr></w:pPr></w:pPrChange></w:pPr></w:style>
            <w:style w:styleId='b'><w:name w:val='章'/><w:basedOn w:val='1'/><w:rPr><w:vanish/></w:rPr></w:style>
            <w:style w:styleId='c'><w:basedOn w:val='d'/></w:style><w:style w:styleId='d'><w:basedOn w:val='c'/></w:style>
            <w:style w:styleId='e'><w:name w:val='标题 2'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style></w:styles>",
        )
        .unwrap();
        let heading = |style: &str, outline| {
            styles.heading(&Paragraph { style: Some(style.into()), outline, ..Paragraph::default() })
        };
        assert_eq!(styles.list(Some("b")), Some(("3", None, "1")));
        assert_eq!(styles.list(Some("c")), None);
        assert_eq!(["a", "1", "b", "c", "e", "Heading3", "Title"].map(|id| heading(id, None)), [0, 1, 1, 0, 0, 3, 1]);
        assert_eq!([Some(1), Some(9)].map(|outline| heading("1", outline)), [2, 0]);
        assert_eq!((styles.says(Some("b")).hidden, styles.says(None)), (Some(true), Said::default()));
        let shown = Run { said: Said { hidden: Some(false), ..Said::default() }, ..Run::default() };
        let around = Look { hidden: true, raised: true, ..Look::default() };
        assert_eq!(styles.look(&shown, around), Look { hidden: false, ..around });
    }
}
