//! Objects, and how the rest of the reader asks for them: by key, in one type, references followed
//! (ISO 32000-2, 7.3).

use std::rc::Rc;

use super::{
    file::File,
    lexer::{Lexer, Token},
};
use crate::readers::decoding;

/// An object as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number, whole or not.
    Number(f64),
    /// A name.
    Name(Vec<u8>),
    /// A string, decrypted.
    String(Vec<u8>),
    /// A list.
    Array(Rc<Vec<Raw>>),
    /// Keys and values.
    Dict(Rc<Vec<(Vec<u8>, Raw)>>),
    /// The object with a number.
    Reference(u32),
}

/// An object, its references still to be followed.
#[derive(Clone, Debug, PartialEq)]
pub enum Object<'a> {
    /// Yes or no.
    Bool(bool),
    /// A number, whole or not.
    Number(f64),
    /// A name.
    Name(Vec<u8>),
    /// A string.
    String(Vec<u8>),
    /// A list.
    Array(Array<'a>),
    /// Keys and values.
    Dict(Dict<'a>),
    /// A run of bytes.
    Stream(Stream<'a>),
    /// Nothing, which is there.
    Null,
}

/// A list.
#[derive(Clone, Debug)]
pub struct Array<'a> {
    file: &'a File<'a>,
    items: Rc<Vec<Raw>>,
}

/// Keys and values.
#[derive(Clone, Debug, Default)]
pub struct Dict<'a> {
    file: Option<&'a File<'a>>,
    entries: Rc<Vec<(Vec<u8>, Raw)>>,
    /// The number of the object that it is; 0 for one inside another.
    number: u32,
}

/// A run of bytes, packed as its dictionary says.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream<'a> {
    /// Its dictionary.
    pub dict: Dict<'a>,
    /// Its bytes in the file.
    pub bytes: &'a [u8],
    /// Whether the file holds all of them.
    pub whole: bool,
    /// Its number and generation, by which it is encrypted.
    pub id: (u32, u16),
}

impl PartialEq for Array<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl PartialEq for Dict<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<'a> Dict<'a> {
    /// The dictionary of an object.
    pub fn new(file: &'a File<'a>, entries: Rc<Vec<(Vec<u8>, Raw)>>, number: u32) -> Self {
        Self { file: Some(file), entries, number }
    }

    fn raw(&self, key: &[u8]) -> Option<&Raw> {
        let budget = &self.file?.budget;
        budget.spend(self.entries.len());
        if budget.is_spent() {
            return None;
        }
        self.entries.iter().find(|entry| entry.0 == key).map(|entry| &entry.1)
    }

    /// A value; `None` where there is none, or where its reference leads nowhere.
    pub fn get(&self, key: &[u8]) -> Option<Object<'a>> {
        self.file?.resolve(self.raw(key)?).filter(|object| *object != Object::Null)
    }

    /// Whether there is a value, even one that cannot be found.
    pub fn has(&self, key: &[u8]) -> bool {
        self.raw(key).is_some_and(|value| *value != Raw::Null)
    }

    /// The number of the object that a value refers to.
    pub fn reference(&self, key: &[u8]) -> Option<u32> {
        if let Raw::Reference(number) = self.raw(key)? { Some(*number) } else { None }
    }

    /// The number of the object that it is itself.
    pub fn number(&self) -> Option<u32> {
        Some(self.number).filter(|number| *number > 0)
    }

    /// Its keys and values, references not followed.
    pub fn entries(&self) -> &Rc<Vec<(Vec<u8>, Raw)>> {
        &self.entries
    }

    /// The file that it belongs to.
    pub fn file(&self) -> Option<&'a File<'a>> {
        self.file
    }
}

impl<'a> Array<'a> {
    /// A list in a file.
    pub fn new(file: &'a File<'a>, items: Rc<Vec<Raw>>) -> Self {
        Self { file, items }
    }

    /// The item with an index; `Some(None)` for a reference that leads nowhere.
    pub fn slot(&self, index: usize) -> Option<Option<Object<'a>>> {
        self.items.get(index).map(|item| self.file.resolve(item))
    }

    /// What it holds; nothing for a reference that leads nowhere.
    pub fn slots(&self) -> impl Iterator<Item = Option<Object<'a>>> {
        self.items.iter().map(|item| self.file.resolve(item))
    }

    /// What it holds, without what cannot be found.
    pub fn items(&self) -> impl Iterator<Item = Object<'a>> {
        self.slots().flatten()
    }

    /// The numbers of the objects that it refers to.
    pub fn references(&self) -> Vec<u32> {
        self.file.budget.spend(self.items.len());
        let number = |item: &Raw| if let Raw::Reference(number) = item { Some(*number) } else { None };
        self.items.iter().filter_map(number).collect()
    }
}

/// Reads an object; strings go through a function first. `None` where there is none.
pub fn parse(lexer: &mut Lexer, decrypt: &dyn Fn(Vec<u8>) -> Vec<u8>) -> Option<Raw> {
    let first = lexer.next()?;
    // A reference that stands alone.
    if let Token::Number(number) = first {
        let mut ahead = lexer.clone();
        if let (Some(Token::Number(_)), Some(Token::Word(b"R"))) = (ahead.next(), ahead.next()) {
            *lexer = ahead;
            return Some(Raw::Reference(number as u32));
        }
    }
    Some(raw(first, decrypt))
}

fn raw(token: Token, decrypt: &dyn Fn(Vec<u8>) -> Vec<u8>) -> Raw {
    match token {
        Token::Number(value) => Raw::Number(value),
        Token::Name(name) => Raw::Name(name.into_owned()),
        Token::String(bytes) => Raw::String(decrypt(bytes.into_owned())),
        Token::Array(tokens) => Raw::Array(Rc::new(list(tokens, decrypt))),
        Token::Dict(tokens) => {
            let mut entries: Vec<(Vec<u8>, Raw)> = Vec::new();
            let mut key = None;
            for item in list(tokens, decrypt) {
                match (key.take(), item) {
                    // Whatever stands where a key should be is left out.
                    (None, Raw::Name(name)) => key = Some(name),
                    (None, _) => {}
                    (Some(key), value) => entries.push((key, value)),
                }
            }
            Raw::Dict(Rc::new(entries))
        }
        Token::Word(b"true") => Raw::Bool(true),
        Token::Word(b"false") => Raw::Bool(false),
        Token::Word(_) => Raw::Null,
    }
}

/// The objects of a list, with what makes references put together.
fn list(tokens: Vec<Token>, decrypt: &dyn Fn(Vec<u8>) -> Vec<u8>) -> Vec<Raw> {
    let mut items: Vec<Raw> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if token == Token::Word(b"R")
            && let [.., Raw::Number(number), Raw::Number(_)] = items[..]
        {
            items.truncate(items.len() - 2);
            items.push(Raw::Reference(number as u32));
        } else {
            items.push(raw(token, decrypt));
        }
    }
    items
}

/// A dictionary's value.
pub fn get<'a>(dict: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    dict.get(key.as_bytes())
}

/// A dictionary's value that is a dictionary; a stream's own dictionary too.
pub fn dict<'a>(parent: &Dict<'a>, key: &str) -> Option<Dict<'a>> {
    as_dict(get(parent, key)?)
}

/// A dictionary's value that is a list.
pub fn array<'a>(dict: &Dict<'a>, key: &str) -> Option<Array<'a>> {
    if let Object::Array(array) = get(dict, key)? { Some(array) } else { None }
}

/// A dictionary's value that is a stream.
pub fn stream<'a>(dict: &Dict<'a>, key: &str) -> Option<Stream<'a>> {
    as_stream(get(dict, key)?)
}

/// A dictionary's value that is a name.
pub fn name(dict: &Dict, key: &str) -> Option<Vec<u8>> {
    as_name(get(dict, key)?)
}

/// A dictionary's value that is a number.
pub fn number(dict: &Dict, key: &str) -> Option<f32> {
    as_number(&get(dict, key)?)
}

/// A dictionary's value that is a whole number, exactly: a place in the file, or a length.
pub fn number_of(dict: &Dict, key: &str) -> Option<u64> {
    if let Object::Number(number) = get(dict, key)? { Some(number as u64) } else { None }
}

/// A dictionary's value that is an array of at least so many numbers.
pub fn numbers<const N: usize>(dict: &Dict, key: &str) -> Option<[f32; N]> {
    let mut numbers = [0.0; N];
    let array = array(dict, key)?;
    let mut items = array.items();
    for number in &mut numbers {
        *number = as_number(&items.next()?)?;
    }
    Some(numbers)
}

/// A dictionary's value that is a text.
pub fn text(dict: &Dict, key: &str) -> Option<String> {
    get(dict, key).and_then(as_string).map(|bytes| decode_text(&bytes))
}

/// The characters of a text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with their marks, else what its author's
/// system wrote.
pub fn decode_text(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(units);
    }
    if let Some(units) = bytes.strip_prefix(b"\xff\xfe") {
        return decoding::utf16le(units);
    }
    decoding::decode_name(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

/// UTF-16 with the higher byte first, as most of PDF has it.
pub fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The dictionary that an object is or has.
pub fn as_dict(object: Object<'_>) -> Option<Dict<'_>> {
    match object {
        Object::Dict(dict) => Some(dict),
        Object::Stream(stream) => Some(stream.dict),
        _ => None,
    }
}

/// The stream that an object is.
pub fn as_stream(object: Object<'_>) -> Option<Stream<'_>> {
    if let Object::Stream(stream) = object { Some(stream) } else { None }
}

/// The characters of a name.
pub fn as_name(object: Object) -> Option<Vec<u8>> {
    if let Object::Name(name) = object { Some(name) } else { None }
}

/// The bytes of a string.
pub fn as_string(object: Object) -> Option<Vec<u8>> {
    if let Object::String(bytes) = object { Some(bytes) } else { None }
}

/// The value of a number.
pub fn as_number(object: &Object) -> Option<f32> {
    if let Object::Number(number) = object { Some(*number as f32) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_put_together() {
        let source = b"<</A 1 0 R/B[1 2 3 0 R true]/C<</D(x)>> 7/E null>> 5 0 R";
        let mut lexer = Lexer::new(source);
        let Some(Raw::Dict(entries)) = parse(&mut lexer, &|bytes| [bytes, b"!".to_vec()].concat()) else { panic!() };
        let value = |key: &[u8]| entries.iter().find(|entry| entry.0 == key).map(|entry| entry.1.clone());
        assert_eq!(value(b"A"), Some(Raw::Reference(1)));
        let items = vec![Raw::Number(1.0), Raw::Number(2.0), Raw::Reference(3), Raw::Bool(true)];
        assert_eq!(value(b"B"), Some(Raw::Array(Rc::new(items))));
        let inner = vec![(b"D".to_vec(), Raw::String(b"x!".to_vec()))];
        assert_eq!(value(b"C"), Some(Raw::Dict(Rc::new(inner))));
        assert_eq!(value(b"E"), Some(Raw::Null));
        assert_eq!(parse(&mut lexer, &|bytes| bytes), Some(Raw::Reference(5)));
    }
}
