//! Fonts: from the bytes of a string to characters and their widths (ISO 32000-2, 9.6 to 9.10).

mod gb1;
mod program;
mod widths;

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use super::{
    cmap::{self, CMap},
    encoding::{self, Encoding},
    filter,
    object::{self, Array, Dict, Object, Stream},
    unicode,
};
use crate::{order::Numbers, reader::ReadError, readers::decoding};
use program::Program;
use widths::Widths;

/// Codes of a font whose texts are remembered: far more than a report writes.
const KNOWN: usize = 1 << 16;

/// A font, as far as it tells what is written and how far it reaches.
pub struct Font<'a> {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// Whether it is for vertical writing.
    pub vertical: bool,
    /// The dictionary that describes the glyphs: of a composite font the one below.
    dict: Dict<'a>,
    /// What the embedded font says, once it is asked; nothing where none is embedded.
    program: OnceCell<Option<Embedded>>,
    /// What has been found out about codes.
    texts: RefCell<Numbers<Rc<str>>>,
    stock: Rc<Stock>,
}

/// What all fonts share.
#[derive(Default)]
pub struct Stock {
    /// The characters of Adobe-GB1, once they are needed.
    gb1: OnceCell<Vec<char>>,
}

/// An embedded font.
struct Embedded {
    program: Program,
    /// Two bytes for each number: the glyph in the font. Empty where numbers and glyphs are the same.
    glyphs: Vec<u8>,
}

/// What the bytes of a string are.
#[derive(Debug)]
enum Codes {
    /// A byte a character, the encoding, and the names of the glyphs that differ from it.
    Simple(Option<Encoding>, Vec<(u32, Vec<u8>)>),
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
    pub text: Rc<str>,
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

impl<'a> Font<'a> {
    /// Reads a font's dictionary.
    pub fn load(font: &Dict<'a>, stock: &Rc<Stock>) -> Result<Self, ReadError> {
        let to_unicode = match object::get(font, "ToUnicode") {
            Some(Object::Stream(stream)) => Some(read_cmap(&stream)?),
            _ => None,
        };
        let to_unicode = to_unicode.filter(CMap::has_texts);
        let (codes, vertical, dict, widths);
        if object::name(font, "Subtype").as_deref() == Some(b"Type0") {
            let below = object::array(font, "DescendantFonts");
            dict = below.and_then(|fonts| fonts.items().find_map(object::as_dict)).unwrap_or_default();
            (codes, vertical) = composite_codes(object::get(font, "Encoding"))?;
            widths = Widths::composite(&dict);
        } else {
            (codes, vertical) = (simple_codes(font), false);
            widths = Widths::simple(font);
            dict = font.clone();
        }
        let (program, texts) = (OnceCell::new(), RefCell::default());
        Ok(Self { codes, to_unicode, widths, vertical, dict, program, texts, stock: Rc::clone(stock) })
    }

    /// The character that a string's rest begins with; `None` at its end.
    pub fn next(&self, bytes: &[u8]) -> Option<Char> {
        let length = self.codes.length(bytes)?.min(bytes.len());
        let code = cmap::value(&bytes[..length]);
        let cid = self.codes.cid(code);
        let width = self.widths.of(cid);
        let (height, origin) = self.widths.vertical_of(cid);
        let known = self.texts.borrow().get(code).cloned();
        let text = known.unwrap_or_else(|| {
            let text: Rc<str> = self.text(code, &bytes[..length]).unwrap_or_default().into();
            if self.texts.borrow().len() < KNOWN {
                self.texts.borrow_mut().insert(code, text.clone());
            }
            text
        });
        Some(Char { text, length, is_blank: length == 1 && code == 32, width, height, origin })
    }

    /// What a code stands for, by what is trusted most: the file's own word for it, an encoding or a glyph's name, the
    /// embedded font, the collection that the glyphs are numbered by. What none of them knows is not guessed.
    fn text(&self, code: u32, bytes: &[u8]) -> Option<String> {
        let ways: [&dyn Fn() -> Option<String>; 4] = [
            &|| self.to_unicode.as_ref()?.text(code),
            &|| self.codes.text(code, bytes),
            &|| self.embedded_text(code),
            &|| self.collection_text(code),
        ];
        let text = ways.iter().find_map(|way| unicode::readable(&way()?))?;
        (!self.is_doubtful(code, &text)).then_some(text)
    }

    /// Whether a text is one that programs write which do not know what a glyph stands for: a letter or figure where
    /// the glyph is as wide as an ideograph, which but a few letters of any font are.
    fn is_doubtful(&self, code: u32, text: &str) -> bool {
        const WIDE: f32 = 0.9;
        const WIDE_LETTERS: &str = "@%MWmw";
        let is_narrow =
            |c: char| c < '\u{250}' && (c.is_alphanumeric() || c.is_ascii_graphic()) && !WIDE_LETTERS.contains(c);
        matches!(self.codes, Codes::Simple(..))
            && self.widths.of(Some(code)) >= WIDE
            && text.chars().all(is_narrow)
            && (self.is_type3() || self.file().is_some())
    }

    fn is_type3(&self) -> bool {
        object::name(&self.dict, "Subtype").as_deref() == Some(b"Type3")
    }

    /// The embedded font.
    fn file(&self) -> Option<Stream<'a>> {
        let descriptor = object::dict(&self.dict, "FontDescriptor")?;
        ["FontFile2", "FontFile3", "FontFile"].iter().find_map(|key| object::stream(&descriptor, key))
    }

    fn embedded_text(&self, code: u32) -> Option<String> {
        let embedded = self.program.get_or_init(|| self.embedded()).as_ref();
        match (&self.codes, embedded) {
            (Codes::Simple(..), Some(embedded)) => {
                let code = u8::try_from(code).ok()?;
                embedded
                    .program
                    .byte(code)
                    .or_else(|| Some(self.is_latin().then(|| Encoding::Standard.char(code))??.into()))
            }
            // A font that is not there is the reader's own, with the encoding of all such.
            (Codes::Simple(..), None) if !self.is_type3() => {
                let name = object::name(&self.dict, "BaseFont").unwrap_or_default();
                let encoding = match &name[..] {
                    b"Symbol" => Encoding::Symbol,
                    b"ZapfDingbats" => Encoding::Dingbats,
                    _ => Encoding::Standard,
                };
                Some(encoding.char(u8::try_from(code).ok()?)?.into())
            }
            (_, Some(embedded)) => {
                let cid = self.codes.cid(code)?;
                if embedded.glyphs.is_empty() {
                    return embedded.program.glyph(cid);
                }
                let place = usize::try_from(cid).ok()?.checked_mul(2)?;
                embedded.program.glyph(cmap::value(embedded.glyphs.get(place..)?.get(..2)?))
            }
            (_, None) => None,
        }
    }

    /// Whether a font says that its characters are those of the standard encoding.
    fn is_latin(&self) -> bool {
        const NONSYMBOLIC: u32 = 32;
        let flags = object::dict(&self.dict, "FontDescriptor").and_then(|dict| object::number(&dict, "Flags"));
        flags.is_some_and(|flags| flags as u32 & NONSYMBOLIC != 0)
    }

    fn embedded(&self) -> Option<Embedded> {
        let file = self.file()?;
        let bytes = filter::unpack(&file).ok()?.bytes;
        let glyphs = object::stream(&self.dict, "CIDToGIDMap");
        let glyphs = glyphs.and_then(|map| filter::unpack(&map).ok());
        let program = Program::read(&bytes);
        spend(&file.dict, program.cost());
        Some(Embedded { program, glyphs: glyphs.unwrap_or_default().bytes })
    }

    fn collection_text(&self, code: u32) -> Option<String> {
        if matches!(self.codes, Codes::Simple(..)) {
            return None;
        }
        let system = object::dict(&self.dict, "CIDSystemInfo")?;
        let ordering = object::get(&system, "Ordering").and_then(object::as_string)?;
        if ordering != b"GB1" {
            return None;
        }
        let table = self.stock.gb1.get_or_init(gb1::table);
        Some((*table.get(self.codes.cid(code)? as usize)?).into())
    }
}

fn simple_codes(font: &Dict) -> Codes {
    match object::get(font, "Encoding") {
        Some(Object::Name(name)) => Codes::Simple(Encoding::named(&name), Vec::new()),
        Some(Object::Dict(dict)) => {
            let encoding = object::name(&dict, "BaseEncoding").and_then(|name| Encoding::named(&name));
            Codes::Simple(encoding, object::array(&dict, "Differences").map(|list| named(&list)).unwrap_or_default())
        }
        _ => Codes::Simple(None, Vec::new()),
    }
}

/// The codes and names of glyphs in a list of names, each number in which is the code of the name behind it.
fn named(differences: &Array) -> Vec<(u32, Vec<u8>)> {
    let mut code = 0u32;
    let mut names = Vec::new();
    for item in differences.items() {
        match item {
            Object::Number(number) => code = number as u32,
            item => {
                names.extend(object::as_name(item).filter(|_| names.len() < 256).map(|name| (code, name)));
                code = code.saturating_add(1);
            }
        }
    }
    names
}

fn read_cmap(stream: &Stream) -> Result<CMap, ReadError> {
    let map = CMap::parse(&filter::unpack(stream)?.bytes);
    spend(&stream.dict, map.cost());
    Ok(map)
}

/// Counts what is kept of a font's streams: the same ones may be read for many fonts.
fn spend(dict: &Dict, cost: usize) {
    if let Some(file) = dict.file() {
        file.budget.spend(cost);
    }
}

/// What an encoding says, and whether it is for vertical writing.
fn composite_codes(encoding: Option<Object<'_>>) -> Result<(Codes, bool), ReadError> {
    match encoding {
        Some(Object::Name(name)) => Ok((predefined(&name), name.ends_with(b"-V"))),
        Some(Object::Stream(stream)) => {
            let map = read_cmap(&stream)?;
            let base = map.base.clone().or_else(|| object::name(&stream.dict, "UseCMap"));
            let base = base.map_or(Codes::Unknown, |name| predefined(&name));
            let vertical = map.vertical || object::number(&stream.dict, "WMode") == Some(1.0);
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
    fn cid(&self, code: u32) -> Option<u32> {
        let ascii = |code: u32, first: u32| (0x20..0x7f).contains(&code).then(|| code - 0x20 + first);
        match self {
            Self::Simple(..) | Self::Identity => Some(code),
            Self::Utf16(first) | Self::Gbk(first) => ascii(code, *first),
            Self::Utf8 | Self::Utf32 => ascii(code, 1),
            Self::Embedded(map, base) => map.cid(code).or_else(|| base.cid(code)),
            Self::Unknown => None,
        }
    }

    fn text(&self, code: u32, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Simple(encoding, differences) => match differences.iter().find(|entry| entry.0 == code) {
                Some((_, name)) => encoding::named(name),
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
