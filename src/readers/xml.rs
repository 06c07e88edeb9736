//! XML as office formats use it: elements by their local names, text with its entities resolved, nothing from outside.
//!
//! Writers in use bind prefixes to wrong namespaces, so names count without them. A document type is refused: it is
//! where entities without end come from, and no office format has one.

use std::borrow::Cow;

use quick_xml::{Reader, events::Event as Raw};

use crate::{
    reader::ReadError,
    readers::{decoding, limits},
};

/// What comes next in a part.
#[derive(Debug)]
pub enum Event<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element ends; its local name is that of the innermost open one. An element written `<x/>` begins and ends.
    End,
    /// Text between tags, entities resolved, white space kept. A long text may come in several pieces.
    Text(Cow<'a, str>),
}

/// A start tag.
#[derive(Debug)]
pub struct Element<'a>(quick_xml::events::BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The prefix before the name, empty where there is none.
    pub fn prefix(&self) -> &str {
        self.0.name().into_inner().rsplit_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The value of the first attribute with this local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.0.attributes().with_checks(false).flatten().find_map(|attribute| {
            let key = attribute.key.into_inner();
            let found = key.ends_with(name) && local(key) == name && !key.starts_with("xmlns");
            found.then(|| unescaped(&attribute.value))
        })
    }

    /// The value of an attribute as a whole number.
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.bytes().rposition(|byte| byte == b':').map_or(name, |colon| &name[colon + 1..])
}

/// A part being read, element by element.
#[derive(Debug)]
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Whether the element that began last is written `<x/>`, so that its end is still to come.
    ends: bool,
    /// Where the reader's characters begin.
    start: usize,
}

/// The characters of a part: UTF-8 almost always, UTF-16 and GB18030 where a program wrote so.
pub fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => decoding::decode(error.as_bytes()).ok_or(ReadError::Damaged),
    }
}

impl<'a> Xml<'a> {
    /// Reads from a part's characters.
    pub fn new(text: &'a str) -> Self {
        let marked = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::from_str(marked);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        // What is open counts, not what an end tag calls it.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self { reader, depth: 0, ends: false, start: text.len() - marked.len() }
    }

    /// The next event; `None` at the end. A part that is cut off or is no XML is damaged, one nested too deep is too
    /// large.
    #[expect(clippy::should_implement_trait, reason = "an iterator's `next` has nowhere to put the error")]
    pub fn next(&mut self) -> Result<Option<Event<'a>>, ReadError> {
        if std::mem::take(&mut self.ends) {
            self.depth -= 1;
            return Ok(Some(Event::End));
        }
        loop {
            match self.reader.read_event().map_err(|_| ReadError::Damaged)? {
                Raw::Start(tag) => return self.start(tag, false),
                Raw::Empty(tag) => return self.start(tag, true),
                // An end of nothing is passed over.
                Raw::End(_) if self.depth == 0 => {}
                Raw::End(_) => {
                    self.depth -= 1;
                    return Ok(Some(Event::End));
                }
                Raw::Text(text) => return Ok(Some(Event::Text(text.xml10_content()))),
                Raw::CData(text) => return Ok(Some(Event::Text(text.xml10_content()))),
                Raw::GeneralRef(name) => {
                    return Ok(Some(Event::Text(Cow::Owned(entity(&name.into_inner()).to_string()))));
                }
                Raw::DocType(_) => return Err(ReadError::Damaged),
                Raw::Eof if self.depth > 0 => return Err(ReadError::Damaged),
                Raw::Eof => return Ok(None),
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that began last, its end included.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            if self.next()?.is_none() {
                return Err(ReadError::Damaged);
            }
        }
        Ok(())
    }

    /// Where in the part the content of the element that began last stands, its end passed and, if it is written,
    /// included.
    pub fn content(&mut self) -> Result<std::ops::Range<usize>, ReadError> {
        let from = self.position();
        self.skip()?;
        Ok(from..self.position())
    }

    fn position(&self) -> usize {
        self.start + self.reader.buffer_position() as usize
    }

    /// All text within the element that began last, its end passed.
    pub fn text(&mut self) -> Result<String, ReadError> {
        let outside = self.depth - 1;
        let mut all = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Event::Text(text)) => all.push_str(&text),
                Some(_) => {}
                None => return Err(ReadError::Damaged),
            }
        }
        Ok(all)
    }

    /// The text of the paragraphs within the element that began last, a line each, its end passed.
    pub fn words(&mut self) -> Result<String, ReadError> {
        let outside = self.depth - 1;
        let mut all = String::new();
        while let Some(element) = self.within(outside)? {
            match element.name() {
                "p" if !all.is_empty() => all.push('\n'),
                "br" => all.push('\n'),
                "t" => all.push_str(&self.text()?),
                "pPr" | "rPr" => self.skip()?,
                _ => {}
            }
        }
        Ok(all.trim().to_owned())
    }

    /// The next element that begins within the one that has `outside` elements around it, however deep; `None` when that
    /// one has ended.
    pub fn within(&mut self, outside: usize) -> Result<Option<Element<'a>>, ReadError> {
        loop {
            match self.next()? {
                Some(Event::Start(element)) => return Ok(Some(element)),
                Some(Event::End) if self.depth <= outside => return Ok(None),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    fn start(&mut self, tag: quick_xml::events::BytesStart<'a>, empty: bool) -> Result<Option<Event<'a>>, ReadError> {
        self.depth += 1;
        self.ends = empty;
        if self.depth > limits::XML_DEPTH {
            return Err(ReadError::TooLarge);
        }
        Ok(Some(Event::Start(Element(tag))))
    }
}

/// The character that a reference stands for; what is unknown stands for the one that says so.
fn entity(name: &str) -> char {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => match name.strip_prefix('#') {
            Some(code) => match code.strip_prefix(['x', 'X']) {
                Some(code) => number(code, 16),
                None => number(code, 10),
            },
            None => None,
        }
        .unwrap_or('\u{fffd}'),
    }
}

/// An attribute's value with its references resolved.
fn unescaped(value: &str) -> String {
    let mut pieces = value.split('&');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(';') {
            Some((name, rest)) if name.len() <= 8 => {
                text.push(entity(name));
                text.push_str(rest);
            }
            _ => {
                text.push('&');
                text.push_str(piece);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events in a line: `<name`, `>` and the text.
    fn events(source: &str) -> Result<String, ReadError> {
        let (mut xml, mut all) = (Xml::new(source), String::new());
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(element) => {
                    all.push('<');
                    all.push_str(element.name());
                }
                Event::End => all.push('>'),
                Event::Text(text) => all.push_str(&text),
            }
        }
        Ok(all)
    }

    #[test]
    fn names_count_without_prefixes_and_entities_are_resolved() {
        let source =
            "<?xml version='1.0'?><w:p xmlns:w='x'><a:t>1&#20;&#x4e00;<![CDATA[<&]]>&amp;&none;</a:t><w:br/></w:p>";
        assert_eq!(events(source).unwrap(), "<p<t1\u{14}一<&&\u{fffd}><br>>");
        let mut xml = Xml::new("<a w:val='1&amp;2&lt;' xmlns:val='no' other='甲'/>");
        let Some(Event::Start(element)) = xml.next().unwrap() else { panic!("an element") };
        assert_eq!(element.attribute("val").as_deref(), Some("1&2<"));
        assert_eq!(element.attribute("other").as_deref(), Some("甲"));
        assert_eq!(element.attribute("none"), None);
    }

    #[test]
    fn what_is_broken_or_deep_or_brings_a_type_is_refused() {
        for source in ["<a>", "<a", "<a><b></b>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"] {
            assert_eq!(events(source), Err(ReadError::Damaged), "{source}");
        }
        assert_eq!(events(&"<a>".repeat(limits::XML_DEPTH + 1)), Err(ReadError::TooLarge));
        assert_eq!(events("</a><b></c></b></b>").unwrap(), "<b>");
    }

    #[test]
    fn an_element_is_skipped_or_read_as_text() {
        let mut xml = Xml::new("<a><b>1<c>2</c></b><d/><e>3<f>4</f>5</e>6</a>");
        let mut all = String::new();
        while let Some(event) = xml.next().unwrap() {
            match event {
                Event::Start(element) if matches!(element.name(), "b" | "d") => xml.skip().unwrap(),
                Event::Start(element) if element.name() == "e" => all.push_str(&xml.text().unwrap()),
                Event::Text(text) => all.push_str(&text),
                _ => {}
            }
        }
        assert_eq!(all, "3456");
    }
}
