//! What styles say of paragraphs, spans and lists, as far as it shows in the text.

use crate::{
    reader::ReadError,
    readers::{
        flow::{self, Said},
        names::Names,
        numbering::{LEVELS, Level},
        xml::{Element, Xml},
    },
};

/// Characters around a number; no label has more.
const LABEL_CHARACTERS: usize = 64;
/// The name of the list that headings stand in by themselves.
pub const OUTLINE: &str = "\0outline";

/// The styles of a document by their names.
#[derive(Default)]
pub struct Styles {
    /// Of paragraphs.
    paragraphs: Names<Style>,
    /// Of spans.
    spans: Names<Style>,
    lists: Names<Vec<(usize, Level)>>,
}

#[derive(Default)]
struct Style {
    parent: String,
    display_name: String,
    said: Said,
    /// The list that its paragraphs stand in; empty for none.
    list: Option<String>,
}

impl Styles {
    /// Reads the styles in a part; they stand before those that were read before. Those of pages are left out.
    pub fn read(&mut self, part: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(part);
        while let Some(element) = xml.within(0)? {
            match element.name() {
                "body" | "master-styles" => xml.skip()?,
                "style" => {
                    let family = match element.attribute("family").as_deref() {
                        Some("paragraph") => &mut self.paragraphs,
                        Some("text") => &mut self.spans,
                        _ => continue,
                    };
                    let style = Style::read(&element, &mut xml)?;
                    family.insert(element.attribute("name").unwrap_or_default(), style)?;
                }
                "list-style" | "outline-style" => {
                    let name = match element.name() {
                        "list-style" => element.attribute("name").unwrap_or_default(),
                        _ => OUTLINE.to_owned(),
                    };
                    let levels = levels(&mut xml)?;
                    self.lists.insert(name, levels)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What a paragraph's style says of how its text looks.
    pub fn of_paragraph(&self, name: &str) -> Said {
        said(&self.paragraphs, name)
    }

    /// What a span's style says of that.
    pub fn of_span(&self, name: &str) -> Said {
        said(&self.spans, name)
    }

    /// The list that a paragraph's style puts it in; empty where it takes it out of one.
    pub fn list<'s>(&'s self, name: &'s str) -> Option<&'s str> {
        self.paragraphs.chain(name, Style::parent).find_map(|(_, style)| style.list.as_deref())
    }

    /// Whether a paragraph's style is the one for titles.
    pub fn is_title(&self, name: &str) -> bool {
        let is_title = |name: &str| matches!(name, "Title" | "标题");
        self.paragraphs.chain(name, Style::parent).any(|(name, style)| is_title(name) || is_title(&style.display_name))
    }

    /// The levels of a list.
    pub fn levels<'s>(&'s self, list: &str, unknown: &'s Level) -> Option<[&'s Level; LEVELS]> {
        let known = self.lists.get(list)?;
        Some(std::array::from_fn(|index| {
            known.iter().find(|(level, _)| *level == index).map_or(unknown, |(_, level)| level)
        }))
    }
}

impl Style {
    fn parent(&self) -> &str {
        &self.parent
    }

    fn read(element: &Element, xml: &mut Xml) -> Result<Self, ReadError> {
        let mut read = Self {
            parent: element.attribute("parent-style-name").unwrap_or_default(),
            display_name: element.attribute("display-name").unwrap_or_default(),
            list: element.attribute("list-style-name"),
            said: Said::default(),
        };
        let outside = xml.depth() - 1;
        while let Some(element) = xml.within(outside)? {
            if element.name() == "text-properties" {
                read.said = text_properties(&element);
            }
        }
        Ok(read)
    }
}

/// What an element `text-properties` says of how text looks.
pub fn text_properties(element: &Element) -> Said {
    // LibreOffice may give either.
    let line = element.attribute("text-line-through-type").or_else(|| element.attribute("text-line-through-style"));
    // How far up or down, in words or in per cent: super 58%, -33% 58%.
    let is_raised = |place: String| flow::is_raising(&place) || place.starts_with(|c| matches!(c, '-' | '1'..='9'));
    Said {
        hidden: element.attribute("display").map(|display| display == "none"),
        struck: line.map(|line| line != "none"),
        raised: element.attribute("text-position").map(is_raised),
    }
}

/// What a style and those that it is based on say, the nearest first.
fn said(styles: &Names<Style>, name: &str) -> Said {
    styles.chain(name, Style::parent).fold(Said::default(), |said, (_, style)| said.or(style.said))
}

/// The levels of the list style that began last.
fn levels(xml: &mut Xml) -> Result<Vec<(usize, Level)>, ReadError> {
    let mut levels: Vec<(usize, Level)> = Vec::new();
    let outside = xml.depth() - 1;
    while let Some(element) = xml.within(outside)? {
        match element.name() {
            "list-level-style-number"
            | "outline-level-style"
            | "list-level-style-bullet"
            | "list-level-style-image" => {
                let index = element.number::<usize>("level").unwrap_or_default().wrapping_sub(1);
                if index < LEVELS && levels.len() < LEVELS {
                    levels.push((index, level(index, &element)));
                }
            }
            "list-level-label-alignment" => {
                if let (Some((_, level)), Some(follows)) = (levels.last_mut(), element.attribute("label-followed-by")) {
                    level.gap = follows != "nothing";
                }
            }
            _ => {}
        }
    }
    Ok(levels)
}

fn level(index: usize, element: &Element) -> Level {
    let text =
        |name: &str| -> String { element.attribute(name).unwrap_or_default().chars().take(LABEL_CHARACTERS).collect() };
    let start = element.number("start-value").unwrap_or(1);
    if let Some(sign) = element.attribute("bullet-char") {
        let label = format!("{}{sign}{}", text("num-prefix"), text("num-suffix"));
        return Level { start, format: "bullet".to_owned(), label, ..Level::default() };
    }
    let format = format(&text("num-format")).to_owned();
    let label = match element.attribute("num-list-format") {
        // LibreOffice's own: %1%.%2%、
        Some(_) => text("num-list-format").split('%').enumerate().map(placeholder).collect(),
        None => {
            let shown = element.number("display-levels").unwrap_or(1usize).clamp(1, index + 1);
            let numbers: Vec<String> = (index + 1 - shown..=index).map(|index| format!("%{}", index + 1)).collect();
            let number = if format == "none" { String::new() } else { numbers.join(".") };
            format!("{}{number}{}", text("num-prefix"), text("num-suffix"))
        }
    };
    Level { start, format, label, ..Level::default() }
}

/// Of a label cut at its `%`, every second piece is the number of a level.
fn placeholder((index, piece): (usize, &str)) -> String {
    if index % 2 == 1 { format!("%{piece}") } else { piece.to_owned() }
}

/// The format that OpenDocument describes by its first numbers.
fn format(described: &str) -> &'static str {
    match described.chars().next() {
        None => "none",
        Some('a') => "lowerLetter",
        Some('A') => "upperLetter",
        Some('i') => "lowerRoman",
        Some('I') => "upperRoman",
        Some('一') => "chineseCountingThousand",
        Some('壹') if described.contains('贰') => "chineseLegalSimplified",
        Some('壹') => "ideographLegalTraditional",
        Some('甲') => "ideographTraditional",
        Some('子') => "ideographZodiac",
        Some('①') => "decimalEnclosedCircle",
        Some('㊀') => "ideographEnclosedCircle",
        Some('１') => "decimalFullWidth",
        Some('0') => "decimalZero",
        Some(_) => "decimal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_described_by_their_first_numbers() {
        let mut styles = Styles::default();
        styles
            .read(
                "<a><text:list-style style:name='L'>
                <text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>
                <text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2'>
                <x><style:list-level-label-alignment text:label-followed-by='nothing'/></x></text:list-level-style-number>
                <text:list-level-style-number text:level='3' style:num-format='甲' loext:num-list-format='（%3%）'/>
                <text:list-level-style-bullet text:level='4' text:bullet-char='•'/>
                <text:list-level-style-number text:level='5' style:num-format='' style:num-prefix='附件'/>
                <text:list-level-style-number text:level='0'/><text:list-level-style-number text:level='10'/>
                </text:list-style></a>",
            )
            .unwrap();
        let unknown = Level::default();
        let levels = styles.levels("L", &unknown).unwrap();
        let labels = levels.map(|level| (&*level.format, &*level.label, level.gap));
        assert_eq!(
            labels[..6],
            [
                ("chineseCountingThousand", "%1、", true),
                ("decimal", "%1.%2", false),
                ("ideographTraditional", "（%3）", true),
                ("bullet", "•", true),
                ("none", "附件", true),
                ("decimal", "", true),
            ]
        );
        assert!(styles.levels("M", &unknown).is_none());
    }
}
