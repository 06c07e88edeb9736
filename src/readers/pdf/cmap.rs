//! CMaps: from character codes to texts (ToUnicode) or to the numbers of glyphs (an encoding).

use super::{
    lexer::{Lexer, Token},
    object,
};
use crate::order::Arrange;

/// Operands that stand before a word, and entries of a list: more than there are codes of two bytes.
const MOST: usize = 1 << 18;
/// Ranges that say how long codes are.
const SPACES: usize = 64;

/// What a CMap says.
#[derive(Clone, Debug, Default)]
pub struct CMap {
    /// How long codes are: the bytes' least and greatest values.
    spaces: Vec<(Vec<u8>, Vec<u8>)>,
    /// Texts of codes from first to last; the last character counts up with the code. Sorted by the first code.
    texts: Vec<(u32, u32, String)>,
    /// Numbers of glyphs for codes from first to last, counting up. Sorted by the first code.
    cids: Vec<(u32, u32, u32)>,
    /// The name of the CMap that this one adds to.
    pub base: Option<Vec<u8>>,
    /// Whether it is for vertical writing.
    pub vertical: bool,
}

impl CMap {
    /// Reads a CMap's source, as far as it makes sense.
    pub fn parse(source: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(source);
        let mut operands: Vec<Token> = Vec::new();
        while let Some(token) = lexer.next() {
            let Token::Word(word) = token else {
                if operands.len() < MOST {
                    operands.push(token);
                }
                continue;
            };
            match word {
                b"endcodespacerange" => map.add_spaces(&operands),
                b"endbfchar" => map.add_chars(&operands),
                b"endbfrange" => map.add_ranges(&operands),
                b"endcidchar" => map.add_cids(&operands, 2),
                b"endcidrange" => map.add_cids(&operands, 3),
                b"usecmap" => map.base = operands.last().and_then(Token::name).map(<[u8]>::to_vec),
                b"def" => {
                    if let [.., key, Token::Number(mode)] = &operands[..]
                        && key.name() == Some(b"WMode")
                    {
                        map.vertical = *mode == 1.0;
                    }
                }
                _ => {}
            }
            operands.clear();
            lexer.forget();
            map.spaces.truncate(SPACES);
            map.texts.truncate(MOST);
            map.cids.truncate(MOST);
        }
        map.texts = ordered(map.texts);
        map.cids = ordered(map.cids);
        map
    }

    fn add_spaces(&mut self, operands: &[Token]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::String(low), Token::String(high)] = pair
                && low.len() == high.len()
                && (1..=4).contains(&low.len())
            {
                self.spaces.push((low.to_vec(), high.to_vec()));
            }
        }
    }

    fn add_chars(&mut self, operands: &[Token]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::String(code), Token::String(text)] = pair {
                let code = value(code);
                self.texts.push((code, code, decode(text)));
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Token]) {
        for triple in operands.chunks_exact(3) {
            let [Token::String(first), Token::String(last), target] = triple else { continue };
            let (first, last) = (value(first), value(last));
            match target {
                Token::String(text) => self.texts.push((first, last, decode(text))),
                Token::Array(texts) => {
                    let texts = texts.iter().map(|text| text.string().map(decode).unwrap_or_default());
                    self.texts.extend((first..=last).zip(texts).map(|(code, text)| (code, code, text)));
                }
                _ => {}
            }
        }
    }

    fn add_cids(&mut self, operands: &[Token], size: usize) {
        for entry in operands.chunks_exact(size) {
            if let (Some(first), Some(last), Some(cid)) =
                (entry[0].string(), entry[size - 2].string(), entry[size - 1].number())
            {
                self.cids.push((value(first), value(last), cid as u32));
            }
        }
    }

    /// The text of a code; `None` where the CMap has none.
    pub fn text(&self, code: u32) -> Option<String> {
        let (first, _, text) = find(&self.texts, code, |entry| (entry.0, entry.1))?;
        let mut text = text.clone();
        if code > *first {
            let last = text.pop()?;
            text.push(char::from_u32((last as u32).checked_add(code - first)?)?);
        }
        Some(text)
    }

    /// The number of the glyph of a code.
    pub fn cid(&self, code: u32) -> Option<u32> {
        let (first, _, cid) = find(&self.cids, code, |entry| (entry.0, entry.1))?;
        cid.checked_add(code - first)
    }

    /// What it costs to keep it.
    pub fn cost(&self) -> usize {
        /// Bytes of an entry and of a short text.
        const ENTRY: usize = 192;
        (self.texts.len() + self.cids.len()) * ENTRY
    }

    /// Whether it gives any code a text.
    pub fn has_texts(&self) -> bool {
        !self.texts.is_empty()
    }

    /// The length of the code that the bytes begin with, where the CMap says how long codes are.
    pub fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        let begins = |(low, high): &&(Vec<u8>, Vec<u8>)| {
            bytes.len() >= low.len() && bytes.iter().zip(low.iter().zip(high)).all(|(b, (l, h))| (l..=h).contains(&b))
        };
        let space = self.spaces.iter().find(begins);
        // A code outside of all ranges is as long as the shortest.
        space.map(|(low, _)| low.len()).or_else(|| self.spaces.iter().map(|(low, _)| low.len()).min())
    }
}

/// Sorts entries by their first codes; of two with one code, the later one stays behind the other. They nearly always
/// are in order.
pub fn ordered<T>(entries: Vec<(u32, u32, T)>) -> Vec<(u32, u32, T)> {
    if entries.is_sorted_by_key(|entry| entry.0) {
        return entries;
    }
    let mut order: Vec<u64> = (0..).zip(&entries).map(|(at, entry)| u64::from(entry.0) << 32 | at).collect();
    order.arrange();
    let mut slots: Vec<_> = entries.into_iter().map(Some).collect();
    order.into_iter().filter_map(|key| slots.get_mut(key as u32 as usize)?.take()).collect()
}

/// The entry for a code in a list sorted by first codes: the last of those that begin at or before it, unless it ends
/// before. A few entries further back are looked at, for ranges that others interrupt.
pub fn find<T>(entries: &[T], code: u32, range: impl Fn(&T) -> (u32, u32)) -> Option<&T> {
    let end = entries.partition_point(|entry| range(entry).0 <= code);
    entries[..end].iter().rev().take(8).find(|entry| range(entry).1 >= code)
}

/// The number that a code's bytes are.
pub fn value(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u32::from(byte))
}

/// A text as a CMap writes it. One byte alone is a character too: some producers save the zero before it.
fn decode(bytes: &[u8]) -> String {
    match bytes {
        [byte] => char::from(*byte).to_string(),
        _ => object::utf16(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_chars_and_ranges() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <80> <8140> <fefe> endcodespacerange\n\
              3 beginbfchar <01> <4e00> <02> <d840dc00> <03> <0066006c> endbfchar\n\
              3 beginbfrange <10> <12> <0041> <20><21>[<4e01><4e02>] <8140> <8142> <4e10> endbfrange\n\
              1 begincidrange <8140> <8150> 100 endcidrange /WMode 1 def",
        );
        for (code, text) in [
            (1, Some("一")),
            (2, Some("𠀀")),
            (3, Some("fl")),
            (0x12, Some("C")),
            (0x13, None),
            (0x21, Some("\u{4e02}")),
            (0x8142, Some("\u{4e12}")),
        ] {
            assert_eq!(map.text(code).as_deref(), text, "{code:x}");
        }
        assert_eq!(map.cid(0x8141), Some(101));
        assert_eq!(map.cid(0x8139), None);
        assert_eq!((map.code_length(b"\x20\x81"), map.code_length(b"\x90\x81\x50")), (Some(1), Some(2)));
        assert!(map.vertical);
    }

    #[test]
    fn later_entries_count() {
        let map = CMap::parse(b"beginbfchar <05> <0041> <03> <0042> <05> <0043> endbfchar");
        assert_eq!((map.text(3).as_deref(), map.text(5).as_deref()), (Some("B"), Some("C")));
    }

    #[test]
    fn broken_ones_give_what_they_hold() {
        let map =
            CMap::parse(b"beginbfchar <01> <4e00> <02> endbfchar beginbfrange <05> <ffffffff> <ffff> endbfrange [");
        assert_eq!(map.text(1).as_deref(), Some("一"));
        assert_eq!(map.text(0xffff_ffff), None);
    }
}
