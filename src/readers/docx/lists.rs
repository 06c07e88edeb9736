//! The lists of a Word document (ECMA-376, 17.9): what number stands before a paragraph.

use super::{
    is_on,
    styles::{Paragraph, Styles},
};
use crate::{
    reader::ReadError,
    readers::{
        names::Names,
        numbering::{Counters, LEVELS, Level},
        xml::{Element, Xml},
    },
};

/// Characters of a label or of a format's name; none has more.
const LABEL_CHARACTERS: usize = 256;
/// Definitions that refer to another one by a style.
const LINKS: usize = 4;

/// The lists, and how far each has come.
#[derive(Default)]
pub struct Lists {
    definitions: Names<Definition>,
    lists: Names<List>,
}

/// An `abstractNum`: lists that share it count on together.
#[derive(Default)]
struct Definition {
    levels: Vec<Numbered>,
    /// The style whose list this one is.
    linked: Option<String>,
    counters: Counters,
}

/// A `num`: a list, with what differs from its definition.
#[derive(Default)]
struct List {
    definition: String,
    starts: [Option<u32>; LEVELS],
    levels: Vec<Numbered>,
}

/// A level with its number, from 0, and the style whose paragraphs stand on it.
struct Numbered {
    index: usize,
    level: Level,
    style: Option<String>,
}

impl Lists {
    /// Reads the part.
    pub fn read(part: &str) -> Result<Self, ReadError> {
        let (mut lists, mut xml) = (Self::default(), Xml::new(part));
        while let Some(element) = xml.within(0)? {
            match element.name() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    let definition = Definition::read(&mut xml)?;
                    lists.definitions.insert(id, definition)?;
                }
                "num" => {
                    let id = element.attribute("numId").unwrap_or_default();
                    let list = List::read(&mut xml)?;
                    lists.lists.insert(id, list)?;
                }
                _ => {}
            }
        }
        Ok(lists)
    }

    /// Counts a paragraph: its label, and whether a gap stands behind it.
    pub fn label(&mut self, paragraph: &Paragraph, styles: &Styles) -> Option<(String, bool)> {
        if let Some(label) = &paragraph.label {
            return Some((label.clone(), true));
        }
        let by_style = styles.list(paragraph.style.as_deref());
        let list = paragraph.list.as_deref().or(by_style.map(|(list, ..)| list)).filter(|list| *list != "0")?;
        let mut id = self.lists.get(list)?.definition.clone();
        for _ in 0..LINKS {
            let Some(style) = self.definitions.get(&id)?.linked.as_deref() else { break };
            let Some((list, ..)) = styles.list(Some(style)) else { break };
            id.clone_from(&self.lists.get(list)?.definition);
        }
        let (own, definition) = (self.lists.get_mut(list)?, self.definitions.get_mut(&id)?);
        let of_style = |style: &str| {
            definition.levels.iter().find(|level| level.style.as_deref() == Some(style)).map(|level| level.index)
        };
        let by_style = match by_style {
            // The list is the style's: so is the level.
            Some((_, level, style)) if paragraph.list.is_none() => of_style(style).or(level),
            Some((_, level, _)) => level,
            None => None,
        };
        let level = paragraph.level.or(by_style).unwrap_or(0);
        // Only the first item of a list begins where the list says.
        if let Some(start) = own.starts.get_mut(level).and_then(Option::take) {
            definition.counters.restart(level, start);
        }
        let unknown = Level::default();
        let levels: [&Level; LEVELS] = std::array::from_fn(|index| {
            let mut known = own.levels.iter().chain(&definition.levels);
            known.find(|level| level.index == index).map_or(&unknown, |level| &level.level)
        });
        Some((definition.counters.next(&levels, level), levels.get(level)?.gap))
    }
}

impl Definition {
    fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut read = Self::default();
        let outside = xml.depth() - 1;
        while let Some(element) = xml.within(outside)? {
            match element.name() {
                "numStyleLink" => read.linked = element.attribute("val"),
                "lvl" => {
                    let index = element.number("ilvl");
                    Numbered::read(xml, index, &mut read.levels)?;
                }
                _ => {}
            }
        }
        Ok(read)
    }
}

impl List {
    fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut read = Self::default();
        let outside = xml.depth() - 1;
        let mut index = 0;
        while let Some(element) = xml.within(outside)? {
            match element.name() {
                "abstractNumId" => read.definition = element.attribute("val").unwrap_or_default(),
                "lvlOverride" => index = element.number("ilvl").unwrap_or(LEVELS),
                "startOverride" => {
                    if let Some(start) = read.starts.get_mut(index) {
                        *start = element.number("val");
                    }
                }
                "lvl" => Numbered::read(xml, Some(index), &mut read.levels)?,
                _ => {}
            }
        }
        Ok(read)
    }
}

impl Numbered {
    /// Reads the element `lvl` that began last, and adds it to the levels of its list.
    fn read(xml: &mut Xml, index: Option<usize>, levels: &mut Vec<Self>) -> Result<(), ReadError> {
        let (mut level, mut style) = (Level { start: 0, ..Level::default() }, None);
        let value = |element: &Element| -> String {
            element.attribute("val").unwrap_or_default().chars().take(LABEL_CHARACTERS).collect()
        };
        let outside = xml.depth() - 1;
        while let Some(element) = xml.within(outside)? {
            match element.name() {
                "start" => level.start = element.number("val").unwrap_or_default(),
                "numFmt" => {
                    level.format = value(&element);
                    // 01, 02, 03, …
                    if level.format == "custom" {
                        level.format = "decimalZero".to_owned();
                    }
                }
                "lvlRestart" => level.restart = element.number("val"),
                "pStyle" => style = element.attribute("val"),
                "isLgl" => level.legal = is_on(&element),
                "suff" => level.gap = element.attribute("val").as_deref() != Some("nothing"),
                "lvlText" => level.label = value(&element),
                "Fallback" | "pPr" | "rPr" => xml.skip()?,
                _ => {}
            }
        }
        if let Some(index) = index.filter(|index| *index < LEVELS && levels.len() < LEVELS) {
            levels.push(Self { index, level, style });
        }
        Ok(())
    }
}
