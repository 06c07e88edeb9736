//! Fonts: from the bytes of a string to characters and their widths (ISO 32000-2, 9.6 to 9.10).

mod widths;

use std::{cell::RefCell, collections::BTreeMap};

use hayro_syntax::object::{Dict, Object};

use super::{
    cmap::{self, CMap},
    encoding::{self, Encoding},
    filter, object, unicode,
};
use crate::{reader::ReadError, readers::decoding};
use widths::Widths;

/// Bytes of a CMap: one for every character there is takes no more.
const CMAP_BYTES: usize = 16 << 20;

/// A font, as far as it tells what is written and how far it reaches.
#[derive(Debug)]
pub struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// Whether it is for vertical writing.
    pub vertical: bool,
    /// What has been found out about codes.
    texts: RefCell<BTreeMap<u32, String>>,
}

/// What the bytes of a string are.
#[derive(Debug)]
enum Codes {
    /// A byte a character, the encoding and the names of the glyphs that differ from it.
    Simple(Option<Encoding>, BTreeMap<u32, Vec<u8>>),
    /// Two bytes a character: the number of its glyph.
    Identity,
    /// UTF-16; the first glyph's number of ASCII.
    Utf16(u32),
    /// UTF-8.
    Utf8,
    /// UTF-32.
    Utf32,
    /// GBK or GB18030; the first glyph's number of ASCII.
    Gbk(u32),
    /// As an embedded CMap says, and what it adds to.
    Embedded(CMap, Box<Codes>),
    /// Two bytes a character, of which nothing is known.
    Unknown,
}

/// A character of a string.
#[derive(Clone, Debug, PartialEq)]
pub struct Char {
    /// What it stands for; empty if that is not known.
    pub text: String,
    /// How many bytes it takes.
    pub length: usize,
    /// Whether word spacing is added to it: the single byte 32.
    pub is_blank: bool,
    /// How far it moves to the right, in units of the font's size.
    pub width: f32,
    /// In vertical writing: how far it moves down.
    pub height: f32,
    /// In vertical writing: where its origin lies, from its place of writing: to the left, and down.
    pub origin: (f32, f32),
}

impl Font {
    /// Reads a font's dictionary.
    pub fn load(font: &Dict) -> Result<Self, ReadError> {
        let to_unicode = match object::get(font, "ToUnicode") {
            Some(Object::Stream(stream)) => Some(CMap::parse(&filter::unpack(&stream, CMAP_BYTES)?.bytes)),
            _ => None,
        };
        let to_unicode = to_unicode.filter(CMap::has_texts);
        let (codes, vertical, widths) = match object::name(font, "Subtype").as_deref() {
            Some(b"Type0") => {
                let below = object::array(font, "DescendantFonts");
                let below = below.and_then(|fonts| object::items(&fonts).find_map(object::as_dict)).unwrap_or_default();
                let (codes, vertical) = composite_codes(object::get(font, "Encoding"))?;
                (codes, vertical, Widths::composite(&below))
            }
            _ => (simple_codes(font), false, Widths::simple(font)),
        };
        Ok(Self { codes, to_unicode, widths, vertical, texts: RefCell::default() })
    }

    /// The character that a string's rest begins with; `None` at its end.
    pub fn next(&self, bytes: &[u8]) -> Option<Char> {
        let length = self.codes.length(bytes)?.min(bytes.len());
        let code = cmap::value(&bytes[..length]);
        let cid = self.codes.cid(code, length);
        let width = self.widths.of(cid);
        let (height, origin) = self.widths.vertical_of(cid);
        let known = self.texts.borrow().get(&code).cloned();
        let text = known.unwrap_or_else(|| {
            let text = self.text(code, &bytes[..length]).unwrap_or_default();
            self.texts.borrow_mut().insert(code, text.clone());
            text
        });
        Some(Char { text, length, is_blank: length == 1 && code == 32, width, height, origin })
    }

    fn text(&self, code: u32, bytes: &[u8]) -> Option<String> {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code));
        mapped.and_then(unicode::readable).or_else(|| unicode::readable(self.codes.text(code, bytes)?))
    }
}

fn simple_codes(font: &Dict) -> Codes {
    let mut names = BTreeMap::new();
    let mut encoding = None;
    match object::get(font, "Encoding") {
        Some(Object::Name(name)) => encoding = Encoding::named(&name),
        Some(Object::Dict(dict)) => {
            encoding = object::name(&dict, "BaseEncoding").and_then(|name| Encoding::named(&name));
            let differences = object::array(&dict, "Differences");
            let mut code = 0;
            for item in differences.iter().flat_map(object::items) {
                if let Some(number) = object::as_number(&item) {
                    code = number as u32;
                } else if let Some(name) = object::as_name(item) {
                    names.insert(code, name);
                    code = code.saturating_add(1);
                }
            }
        }
        _ => {}
    }
    if encoding.is_none() {
        let name = object::name(font, "BaseFont").unwrap_or_default();
        encoding = match &name[..] {
            b"Symbol" => Some(Encoding::Symbol),
            b"ZapfDingbats" => Some(Encoding::Dingbats),
            _ => Some(Encoding::Standard),
        };
    }
    Codes::Simple(encoding, names)
}

/// What an encoding says, and whether it is for vertical writing.
fn composite_codes(encoding: Option<Object>) -> Result<(Codes, bool), ReadError> {
    match encoding {
        Some(Object::Name(name)) => Ok((predefined(&name), name.ends_with(b"-V"))),
        Some(Object::Stream(stream)) => {
            let map = CMap::parse(&filter::unpack(&stream, CMAP_BYTES)?.bytes);
            let base = map.base.clone().or_else(|| object::name(stream.dict(), "UseCMap"));
            let base = base.map_or(Codes::Unknown, |name| predefined(&name));
            let vertical = map.vertical || object::number(stream.dict(), "WMode") == Some(1.0);
            Ok((Codes::Embedded(map, Box::new(base)), vertical))
        }
        _ => Ok((Codes::Identity, false)),
    }
}

/// The codes of a CMap that readers are to know by name (ISO 32000-2, table 116). Those of Chinese fonts are GBK or
/// Unicode, so that no table is needed for them.
fn predefined(name: &[u8]) -> Codes {
    /// The number of ASCII's blank among the glyphs: of proportional width, half as wide as an ideograph.
    const PROPORTIONAL: u32 = 1;
    const HALF: u32 = 813;
    let name = std::str::from_utf8(name).unwrap_or_default();
    let stem = name.strip_suffix("-H").or_else(|| name.strip_suffix("-V")).unwrap_or(name);
    match stem {
        "Identity" => Codes::Identity,
        "GBK-EUC" | "GB-EUC" => Codes::Gbk(HALF),
        "GBKp-EUC" | "GBK2K" | "GBpc-EUC" => Codes::Gbk(PROPORTIONAL),
        "UniJIS-UCS2-HW" => Codes::Utf16(231),
        _ if !stem.starts_with("Uni") => Codes::Unknown,
        _ if stem.ends_with("UCS2") || stem.ends_with("UTF16") => Codes::Utf16(PROPORTIONAL),
        _ if stem.ends_with("UTF8") => Codes::Utf8,
        _ if stem.ends_with("UTF32") => Codes::Utf32,
        _ => Codes::Unknown,
    }
}

impl Codes {
    /// How many bytes the next code takes; it may want more than there are.
    fn length(&self, bytes: &[u8]) -> Option<usize> {
        let first = *bytes.first()?;
        let second = bytes.get(1).copied().unwrap_or(0);
        Some(match self {
            Self::Simple(..) => 1,
            Self::Identity | Self::Unknown => 2,
            Self::Utf16(_) => {
                if matches!(first, 0xd8..=0xdb) {
                    4
                } else {
                    2
                }
            }
            Self::Utf8 => match first {
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                0xf0.. => 4,
                _ => 1,
            },
            Self::Utf32 => 4,
            Self::Gbk(_) => match (first, second) {
                (..=0x80 | 0xff, _) => 1,
                (_, b'0'..=b'9') => 4,
                _ => 2,
            },
            Self::Embedded(map, base) => map.code_length(bytes).or_else(|| base.length(bytes))?,
        })
    }

    /// The number of the glyph by which widths are known.
    fn cid(&self, code: u32, length: usize) -> Option<u32> {
        let ascii = |code: u32, first: u32| (0x20..0x7f).contains(&code).then(|| code - 0x20 + first);
        match self {
            Self::Simple(..) | Self::Identity => Some(code),
            Self::Utf16(first) | Self::Gbk(first) => ascii(code, *first),
            Self::Utf8 | Self::Utf32 => ascii(code, 1),
            Self::Embedded(map, base) => map.cid(code).or_else(|| base.cid(code, length)),
            Self::Unknown => None,
        }
    }

    fn text(&self, code: u32, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Simple(encoding, names) => match names.get(&code) {
                Some(name) => encoding::named(name),
                None => Some((*encoding)?.char(code as u8)?.into()),
            },
            Self::Utf16(_) => Some(object::utf16(bytes)),
            Self::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
            Self::Utf32 => Some(char::from_u32(code)?.into()),
            Self::Gbk(_) => Some(decoding::gb18030(bytes)),
            Self::Embedded(_, base) => base.text(code, bytes),
            Self::Identity | Self::Unknown => None,
        }
    }
}
