//! What a file says of its title and its makers: in the property sets of a compound file ([MS-OLEPS]), or in XML, which
//! all formats do in much the same words.

use super::{
    compound::{Compound, u16_at, u32_at},
    decoding, flow,
    lines::is_blank,
    xml::Xml,
};
use crate::{
    document::{Document, Hidden, HiddenKind},
    reader::ReadError,
};

/// A code page that stands for UTF-16.
const UTF16: u16 = 1200;

/// Adds the title and the makers that an XML part names, `creator` being who the word stands for there. What is read by
/// then stays if the part turns out damaged: properties are no reason to refuse a document.
pub fn read(
    part: &str,
    creator: HiddenKind,
    title: &mut Option<String>,
    makers: &mut Vec<Hidden>,
) -> Result<(), ReadError> {
    let mut xml = Xml::new(part);
    while let Some(element) = xml.within(0)? {
        if matches!(element.name(), "coreProperties" | "Properties" | "DocumentProperties" | "meta") {
            break;
        }
    }
    let outside = xml.depth().saturating_sub(1);
    while let Some(element) = xml.within(outside)? {
        let kind = match element.name() {
            "title" | "Title" => {
                *title = title.take().or(flow::meaningful_title(&xml.text()?));
                continue;
            }
            "creator" => creator,
            "initial-creator" | "Author" => HiddenKind::Author,
            "lastModifiedBy" | "LastAuthor" => HiddenKind::Editor,
            "Company" => HiddenKind::Company,
            _ => continue,
        };
        let text = xml.text()?.trim_matches(is_blank).to_owned();
        if !text.is_empty() {
            makers.push(Hidden { kind, text, author: None, span: None });
        }
    }
    Ok(())
}

/// Gives a document the title and the makers that its file names.
pub fn describe(compound: &Compound<'_>, document: &mut Document) {
    let set = |name| compound.stream(name).unwrap_or_default();
    let (about, more) = (set("\u{5}SummaryInformation"), set("\u{5}DocumentSummaryInformation"));
    document.title = property(&about, 2).and_then(|title| flow::meaningful_title(&title));
    let makers = [(&about, 4, HiddenKind::Author), (&about, 8, HiddenKind::Editor), (&more, 15, HiddenKind::Company)];
    for (set, number, kind) in makers {
        if let Some(text) = property(set, number) {
            document.hidden.push(Hidden { kind, text, author: None, span: None });
        }
    }
}

/// A property of the first set in a stream, if it is text and not blank.
fn property(stream: &[u8], number: u32) -> Option<String> {
    let set = stream.get(u32_at(stream, 44)? as usize..)?;
    let count = u32_at(set, 4)? as usize;
    let value = |wanted: u32| {
        let mut entries = set.get(8..)?.chunks_exact(8).take(count);
        let entry = entries.find(|entry| u32_at(entry, 0) == Some(wanted))?;
        set.get(u32_at(entry, 4)? as usize..)
    };
    let (value, page) = (value(number)?, value(1).and_then(|value| u16_at(value, 4)));
    let length = u32_at(value, 4)? as usize;
    let bytes = |length: usize| value.get(8..8usize.saturating_add(length).min(value.len()));
    let text = match u32_at(value, 0)? & 0xffff {
        0x1e if page == Some(UTF16) => decoding::utf16le(bytes(length)?),
        0x1e => decoding::decode_name(bytes(length)?.split(|&byte| byte == 0).next()?),
        0x1f => decoding::utf16le(bytes(length.saturating_mul(2))?),
        _ => return None,
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_found_by_their_words() {
        let (mut title, mut makers) = (None, Vec::new());
        let part = "<x><title>云岭县的画</title><meta><title>云岭县年度报告</title><creator> 张三 </creator><Company> </Company>
            </meta><creator>李四</creator></x>";
        read(part, HiddenKind::Editor, &mut title, &mut makers).unwrap();
        assert_eq!(title.as_deref(), Some("云岭县年度报告"));
        assert_eq!(makers.len(), 1);
        assert_eq!((makers[0].kind, &*makers[0].text), (HiddenKind::Editor, "张三"));
        assert_eq!(read("<x/>", HiddenKind::Editor, &mut title, &mut makers), Ok(()));
    }

    #[test]
    fn properties_are_found_by_number_and_code_page() {
        let mut set = vec![0; 0x2c];
        set.extend([0x30, 0, 0, 0]);
        for number in [0, 3, 1, 32, 4, 40, 8, 60, 2, 936] {
            set.extend(u32::to_le_bytes(number));
        }
        set.extend([30, 0, 0, 0, 5, 0, 0, 0]);
        set.extend(b"\xd5\xc5\xc8\xfd\0\0\0\0\0\0\0\0");
        set.extend([31, 0, 0, 0, 2, 0, 0, 0, 0x4e, 0x67, 0, 0]);
        assert_eq!(property(&set, 4).as_deref(), Some("张三"));
        assert_eq!(property(&set, 8).as_deref(), Some("李"));
        assert_eq!(property(&set, 2), None);
        for length in 0..set.len() {
            property(&set[..length], 4);
            property(&set[..length], 8);
        }
    }
}
