//! Where objects stand: as the file's tables say, or as they are found (ISO 32000-2, 7.5.4 and 7.5.8).

use std::rc::Rc;

use super::File;
use crate::order::Numbers;
use crate::readers::pdf::{
    filter,
    lexer::{Lexer, Token},
    object::{self, Object, Raw},
};

/// How far from the file's end the word that leads to the tables may stand.
const END: usize = 64 << 10;
/// Tables, each from before a change.
const TABLES: usize = 1_000;

/// What it costs to know where an object stands.
pub const PLACE: usize = 256;

/// Where an object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nowhere: it is deleted.
    Free,
    /// At a byte of the file.
    At(usize),
    /// In a stream with a number, as the one with an index.
    In(u32, u32),
}

/// Where the objects stand.
#[derive(Debug, Default)]
pub struct Places {
    map: Numbers<Place>,
    /// The dictionary that leads to the catalog.
    pub trailer: Rc<Vec<(Vec<u8>, Raw)>>,
    /// Whether they were looked for.
    pub rebuilt: bool,
    /// The streams found that hold objects.
    pub packs: Vec<u32>,
}

impl Places {
    /// Where an object stands.
    pub fn get(&self, number: u32) -> Option<Place> {
        self.map.get(number).copied()
    }

    /// Adds the objects of a stream, but for those that stand further back in the file.
    pub fn add_pack(&mut self, pack: u32, numbers: impl Iterator<Item = u32>) {
        let place_of = |places: &Self, number: u32| match places.get(number) {
            Some(Place::At(at)) => at,
            _ => 0,
        };
        for (index, number) in numbers.enumerate() {
            if place_of(self, number) <= place_of(self, pack) {
                self.map.insert(number, Place::In(pack, index as u32));
            }
        }
    }

    /// Takes a place from an older table, unless a newer one had it.
    fn add(&mut self, number: u32, place: Place) {
        self.map.entry(number, || place);
    }

    fn add_trailer(&mut self, entries: &Rc<Vec<(Vec<u8>, Raw)>>) {
        if self.trailer.is_empty() && entries.iter().any(|entry| entry.0 == b"Root") {
            self.trailer = Rc::clone(entries);
        }
    }
}

/// Where a word stands, from a place on.
pub fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.windows(word.len()).position(|part| part == word)?;
    Some(from + found)
}

/// Reads the tables, the newest first.
pub fn read<'a>(file: &'a File<'a>) -> Option<Places> {
    const WORD: &[u8] = b"startxref";
    let end = file.bytes.len().saturating_sub(END);
    let last = end + file.bytes[end..].windows(WORD.len()).rposition(|part| part == WORD)?;
    let mut places = Places::default();
    let mut seen = Vec::new();
    let mut next = number(&mut Lexer::new(&file.bytes[last + WORD.len()..]));
    while let Some(at) = next
        && !seen.contains(&at)
        && seen.len() < TABLES
    {
        seen.push(at);
        let mut lexer = Lexer::new(file.bytes.get(at..)?);
        lexer.skip_blanks();
        next = if lexer.rest().starts_with(b"xref") {
            table(file, &mut lexer, &mut places)?
        } else {
            stream(file, at, &mut places)?
        };
    }
    (!places.trailer.is_empty()).then_some(places)
}

fn number(lexer: &mut Lexer) -> Option<usize> {
    if let Token::Number(number) = lexer.next()? { Some(number as usize) } else { None }
}

fn entry(entries: &[(Vec<u8>, Raw)], key: &[u8]) -> Option<usize> {
    match entries.iter().find(|entry| entry.0 == key)? {
        (_, Raw::Number(number)) => Some(*number as usize),
        _ => None,
    }
}

/// Reads a table, and says where the one before stands.
fn table<'a>(file: &'a File<'a>, lexer: &mut Lexer, places: &mut Places) -> Option<Option<usize>> {
    lexer.next()?;
    let mut found = Vec::new();
    loop {
        let first = match lexer.next()? {
            Token::Number(first) => first as u32,
            Token::Word(b"trailer") => break,
            _ => return None,
        };
        for at in 0..number(lexer)? as u32 {
            let mut ahead = lexer.clone();
            let (Some(Token::Number(place)), Some(Token::Number(_)), Some(Token::Word(kind))) =
                (ahead.next(), ahead.next(), ahead.next())
            else {
                break;
            };
            let place = match kind {
                b"n" => Place::At(place as usize),
                b"f" => Place::Free,
                _ => break,
            };
            *lexer = ahead;
            file.budget.spend(PLACE);
            if file.budget.is_spent() {
                return None;
            }
            found.push((first.checked_add(at)?, place));
        }
    }
    let Raw::Dict(entries) = object::parse(lexer, &|bytes| bytes)? else { return None };
    places.add_trailer(&entries);
    // What only newer programs are to see stands in a stream beside the table, which calls it deleted.
    if let Some(at) = entry(&entries, b"XRefStm") {
        stream(file, at, places)?;
    }
    found.into_iter().for_each(|(number, place)| places.add(number, place));
    Some(entry(&entries, b"Prev"))
}

/// Reads a table that is a stream, and says where the one before stands.
fn stream<'a>(file: &'a File<'a>, at: usize, places: &mut Places) -> Option<Option<usize>> {
    let Object::Stream(stream) = file.object_at(at, None)? else { return None };
    let widths: [f32; 3] = object::numbers(&stream.dict, "W")?;
    let widths = widths.map(|width| (width as usize).min(8));
    let sections: Vec<u32> = match object::array(&stream.dict, "Index") {
        Some(index) => index.items().filter_map(|item| Some(object::as_number(&item)? as u32)).collect(),
        None => vec![0, object::number(&stream.dict, "Size")? as u32],
    };
    let bytes = filter::unpack(&stream).ok()?.bytes;
    let mut rows = bytes.chunks_exact(widths.iter().sum::<usize>().max(1));
    for section in sections.chunks_exact(2) {
        for (at, row) in (0..section[1]).zip(rows.by_ref()) {
            file.budget.spend(PLACE);
            if file.budget.is_spent() {
                return None;
            }
            let mut row = row;
            let [kind, second, third] = widths.map(|width| {
                let (field, rest) = row.split_at(width.min(row.len()));
                row = rest;
                field.iter().fold(0u64, |value, &byte| value << 8 | u64::from(byte))
            });
            let place = match if widths[0] == 0 { 1 } else { kind } {
                1 => Place::At(second as usize),
                2 => Place::In(second as u32, third as u32),
                _ => Place::Free,
            };
            places.add(section[0].checked_add(at)?, place);
        }
    }
    places.add_trailer(stream.dict.entries());
    Some(object::number_of(&stream.dict, "Prev").map(|at| at as usize))
}

/// Looks for the objects themselves; of several with one number, the last counts.
pub fn search<'a>(file: &'a File<'a>) -> Places {
    let mut places = Places { rebuilt: true, ..Places::default() };
    let bytes = file.bytes;
    let mut from = 0;
    while let Some(at) = find(bytes, b"obj", from) {
        from = at + 3;
        if file.budget.is_spent() {
            return places;
        }
        if let Some((number, start)) = header(&bytes[..at]) {
            file.budget.spend(PLACE);
            places.map.insert(number, Place::At(start));
        }
    }
    // The last one that leads to a catalog.
    let mut last = 0;
    let mut take = |at: usize, entries: &Rc<Vec<(Vec<u8>, Raw)>>, places: &mut Places| {
        if at >= last && entries.iter().any(|entry| entry.0 == b"Root") {
            last = at;
            places.trailer = Rc::clone(entries);
        }
    };
    let mut catalog = None;
    let found: Vec<(u32, Place)> = places.map.iter().map(|(number, place)| (number, *place)).collect();
    for (number, place) in found {
        let Place::At(at) = place else { continue };
        let Some(dict) = file.object_at(at, Some(number)).and_then(object::as_dict) else { continue };
        match object::name(&dict, "Type").as_deref() {
            Some(b"XRef") => take(at, dict.entries(), &mut places),
            Some(b"ObjStm") => places.packs.push(number),
            Some(b"Catalog") => catalog = Some(number),
            _ => {}
        }
    }
    from = 0;
    while let Some(at) = find(bytes, b"trailer", from) {
        from = at + 7;
        let mut lexer = Lexer::new(&bytes[from..]);
        if !file.budget.is_spent()
            && let Some(Raw::Dict(entries)) = object::parse(&mut lexer, &|bytes| bytes)
        {
            file.budget.spend(lexer.cost());
            take(at, &entries, &mut places);
        }
    }
    if places.trailer.is_empty()
        && let Some(catalog) = catalog
    {
        places.trailer = Rc::new(vec![(b"Root".to_vec(), Raw::Reference(catalog))]);
    }
    places
}

/// The number of the object that begins with two numbers at the bytes' end, and where they begin.
fn header(bytes: &[u8]) -> Option<(u32, usize)> {
    let digits =
        |bytes: &[u8]| bytes.len() - bytes.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let bytes = bytes.trim_ascii_end();
    let before = digits(bytes);
    let number = bytes[..before].trim_ascii_end();
    let start = digits(number);
    if before == bytes.len() || number.len() == before {
        return None;
    }
    Some((std::str::from_utf8(&number[start..]).ok()?.parse().ok()?, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_by_their_numbers() {
        for (source, found) in [
            (&b"junk 12 0 "[..], Some((12, 5))),
            (b"endobj\r\n7 0\r\n", Some((7, 8))),
            (b"end", None),
            (b"12", None),
            (b"x 0 ", None),
        ] {
            assert_eq!(header(source), found);
        }
    }
}
