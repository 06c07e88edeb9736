//! Objects of a file, as the rest of the reader asks for them: by key, in one type, references followed.

use hayro_syntax::{
    object::{Array, Dict, MaybeRef, Object, Stream},
    xref::XRef,
};

use crate::readers::decoding;

/// A dictionary's value.
pub fn get<'a>(dict: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    dict.get::<Object>(key)
}

/// A dictionary's value that is a dictionary; a stream's own dictionary too.
pub fn dict<'a>(parent: &Dict<'a>, key: &str) -> Option<Dict<'a>> {
    as_dict(get(parent, key)?)
}

/// A dictionary's value that is an array.
pub fn array<'a>(dict: &Dict<'a>, key: &str) -> Option<Array<'a>> {
    get(dict, key)?.into_array()
}

/// A dictionary's value that is a stream.
pub fn stream<'a>(dict: &Dict<'a>, key: &str) -> Option<Stream<'a>> {
    get(dict, key)?.into_stream()
}

/// A dictionary's value that is a name.
pub fn name(dict: &Dict, key: &str) -> Option<Vec<u8>> {
    as_name(get(dict, key)?)
}

/// A dictionary's value that is a number.
pub fn number(dict: &Dict, key: &str) -> Option<f32> {
    as_number(&get(dict, key)?)
}

/// A dictionary's value that is an array of at least so many numbers.
pub fn numbers<const N: usize>(dict: &Dict, key: &str) -> Option<[f32; N]> {
    let mut numbers = [0.0; N];
    let array = array(dict, key)?;
    let mut items = items(&array);
    for number in &mut numbers {
        *number = as_number(&items.next()?)?;
    }
    Some(numbers)
}

/// A dictionary's value that is a text: UTF-16 or UTF-8 with their marks, else what its author's system wrote.
pub fn text(dict: &Dict, key: &str) -> Option<String> {
    get(dict, key)?.into_string().map(|bytes| decode_text(&bytes))
}

/// The characters of a text string (ISO 32000-2, 7.9.2.2).
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
        Object::Stream(stream) => Some(stream.dict().clone()),
        _ => None,
    }
}

/// The characters of a name.
pub fn as_name(object: Object) -> Option<Vec<u8>> {
    object.into_name().map(|name| name.to_vec())
}

/// The value of a number.
pub fn as_number(object: &Object) -> Option<f32> {
    if let Object::Number(number) = object { Some(number.as_f32()) } else { None }
}

/// What an array holds.
pub fn items<'a>(array: &Array<'a>) -> impl Iterator<Item = Object<'a>> {
    array.iter::<Object>()
}

/// Where an object's bytes stand: what tells two dictionaries apart.
pub fn identity(dict: &Dict) -> usize {
    dict.data().as_ptr() as usize
}

/// A stream's filters in the order in which they are undone, each with its parameters.
pub fn filters<'a>(stream: &Stream<'a>) -> Vec<(Vec<u8>, Option<Dict<'a>>)> {
    let dict = stream.dict();
    let either = |long, short| get(dict, long).or_else(|| get(dict, short));
    let list = |object: Option<Object<'a>>| match object {
        Some(Object::Array(array)) => items(&array).collect(),
        Some(object) => vec![object],
        None => Vec::new(),
    };
    let parameters = list(either("DecodeParms", "DP"));
    let names = list(either("Filter", "F")).into_iter().filter_map(as_name);
    names.enumerate().map(|(at, name)| (name, parameters.get(at).cloned().and_then(as_dict))).collect()
}

/// What an array holds, references followed one by one; `None` for what cannot be found.
pub fn slots<'a>(array: &Array<'a>, xref: &'a XRef) -> impl Iterator<Item = Option<Object<'a>>> {
    array.raw_iter().map(move |item| match item {
        MaybeRef::Ref(reference) => xref.get(reference.into()),
        MaybeRef::NotRef(object) => Some(object),
    })
}
