//! A file's objects: where they stand, and how they are read (ISO 32000-2, 7.3 and 7.5).

mod places;

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use super::{
    crypt::Crypt,
    filter::{self, Budget},
    lexer::{Lexer, Token},
    object::{self, Array, Dict, Object, Raw, Stream},
};
use crate::{order::Numbers, reader::ReadError};
use places::{Place, Places};

/// How far one object may lead to another: a reference to a reference, a length that stands elsewhere.
const DEPTH: u32 = 16;

/// What it costs to look at an object.
const LOOK: usize = 32;

/// A file.
#[derive(Debug)]
pub struct File<'a> {
    bytes: &'a [u8],
    /// How much may still be read and unpacked.
    pub budget: Budget,
    places: RefCell<Places>,
    /// Streams that hold objects, unpacked.
    packs: RefCell<Vec<Rc<Pack>>>,
    /// Which of them is that of an object.
    numbers: RefCell<Numbers<usize>>,
    crypt: OnceCell<Crypt>,
    depth: Cell<u32>,
    /// From here on no stream ends.
    endless: Cell<usize>,
}

/// Objects in a stream: the number of each, and where it stands.
#[derive(Debug, Default)]
struct Pack {
    bytes: Vec<u8>,
    objects: Vec<(u32, usize)>,
}

impl<'a> File<'a> {
    /// A file whose objects are yet to be found.
    pub fn new(bytes: &'a [u8]) -> Self {
        // Places count from the mark.
        let bytes = &bytes[super::header(bytes).unwrap_or(0)..];
        Self {
            bytes,
            budget: Budget::new(),
            places: RefCell::default(),
            packs: RefCell::default(),
            numbers: RefCell::default(),
            crypt: OnceCell::new(),
            depth: Cell::new(0),
            endless: Cell::new(bytes.len()),
        }
    }

    /// Finds the objects: the catalog.
    pub fn open(&'a self) -> Result<Dict<'a>, ReadError> {
        if let Some(places) = places::read(self) {
            self.places.replace(places);
            self.unlock()?;
            if let Some(catalog) = self.catalog() {
                return Ok(catalog);
            }
        }
        self.rebuild()?;
        self.catalog().ok_or(ReadError::Damaged)
    }

    /// Whether the objects are not where the file says.
    pub fn is_rebuilt(&self) -> bool {
        self.places.borrow().rebuilt
    }

    /// The dictionary at the file's end.
    pub fn trailer(&'a self) -> Dict<'a> {
        Dict::new(self, Rc::clone(&self.places.borrow().trailer), 0)
    }

    fn catalog(&'a self) -> Option<Dict<'a>> {
        object::dict(&self.trailer(), "Root").filter(|catalog| object::dict(catalog, "Pages").is_some())
    }

    /// Finds the key of an encrypted file.
    fn unlock(&'a self) -> Result<(), ReadError> {
        let trailer = self.trailer();
        if self.crypt.get().is_none()
            && let Some(dict) = object::dict(&trailer, "Encrypt")
        {
            let id = object::array(&trailer, "ID").and_then(|id| id.items().find_map(object::as_string));
            let crypt = Crypt::open(&dict, &id.unwrap_or_default())?;
            // What was unpacked before there was a key is no object.
            *self.numbers.borrow_mut() = Numbers::default();
            let _ = self.crypt.set(crypt);
        }
        Ok(())
    }

    fn rebuild(&'a self) -> Result<(), ReadError> {
        self.places.replace(places::search(self));
        self.unlock()?;
        let packs = self.places.borrow().packs.clone();
        for number in packs {
            if let Some(pack) = self.pack(number) {
                self.places.borrow_mut().add_pack(number, pack.objects.iter().map(|object| object.0));
            }
        }
        Ok(())
    }

    /// The object with a number; `None` if it is not there.
    pub fn object(&'a self, number: u32) -> Option<Object<'a>> {
        if self.depth.get() >= DEPTH || self.budget.is_spent() {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let mut object = self.placed(number);
        if object.is_none()
            && !self.is_rebuilt()
            && self.places.borrow().get(number).is_some()
            && self.rebuild().is_ok()
        {
            object = self.placed(number);
        }
        self.depth.set(self.depth.get() - 1);
        object
    }

    fn placed(&'a self, number: u32) -> Option<Object<'a>> {
        let place = self.places.borrow().get(number)?;
        match place {
            Place::Free => Some(Object::Null),
            Place::At(at) => self.object_at(at, Some(number)),
            Place::In(pack, index) => {
                let pack = self.pack(pack)?;
                let objects = &pack.objects;
                let listed = objects.get(index as usize).filter(|object| object.0 == number);
                let at = listed.or_else(|| objects.iter().find(|object| object.0 == number))?.1;
                let mut lexer = Lexer::new(pack.bytes.get(at..)?);
                let raw = object::parse(&mut lexer, &|bytes| bytes)?;
                self.budget.spend(lexer.cost());
                self.shown(raw, number)
            }
        }
    }

    /// The object at a place, if it is one and has the number expected.
    fn object_at(&'a self, at: usize, expected: Option<u32>) -> Option<Object<'a>> {
        if self.budget.is_spent() {
            return None;
        }
        let mut lexer = Lexer::new(self.bytes.get(at..)?);
        let (number, generation) = match (lexer.next()?, lexer.next()?, lexer.next()?) {
            (Token::Number(number), Token::Number(generation), Token::Word(b"obj")) => {
                (number as u32, generation as u16)
            }
            _ => return None,
        };
        if expected.is_some_and(|expected| expected != number) {
            return None;
        }
        let id = (number, generation);
        let raw = object::parse(&mut lexer, &|bytes| match self.crypt.get() {
            Some(crypt) => crypt.string(bytes, id),
            None => bytes,
        });
        lexer.skip_blanks();
        self.budget.spend(lexer.cost());
        // Something always follows an object, unless the file is cut in it.
        if lexer.rest().is_empty() {
            return None;
        }
        match raw.unwrap_or(Raw::Null) {
            Raw::Dict(entries) if lexer.rest().starts_with(b"stream") => {
                lexer.skip(b"stream".len());
                lexer.skip(match lexer.rest() {
                    [b'\r', b'\n', ..] => 2,
                    [b'\r' | b'\n', ..] => 1,
                    _ => 0,
                });
                let dict = Dict::new(self, entries, number);
                let (bytes, whole) = self.stream(at + lexer.at(), &dict);
                Some(Object::Stream(Stream { dict, bytes, whole, id }))
            }
            raw => self.shown(raw, number),
        }
    }

    /// The bytes of a stream that begins at a place, and whether they are all there.
    fn stream(&'a self, start: usize, dict: &Dict<'a>) -> (&'a [u8], bool) {
        let rest = &self.bytes[start.min(self.bytes.len())..];
        let length = object::number_of(dict, "Length").map(|length| length as usize);
        if let Some((bytes, after)) = length.and_then(|length| rest.split_at_checked(length)) {
            let after = after.trim_ascii_start();
            if after.starts_with(b"endstream") || after.starts_with(b"endobj") {
                return (bytes, true);
            }
        }
        // The length is wrong, or not there.
        let end = if start < self.endless.get() { places::find(rest, b"endstream", 0) } else { None };
        self.budget.spend(end.unwrap_or(0));
        match end {
            Some(end) => {
                let bytes = &rest[..end];
                let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
                (bytes.strip_suffix(b"\r").unwrap_or(bytes), true)
            }
            None => {
                self.endless.set(start.min(self.endless.get()));
                (rest, false)
            }
        }
    }

    /// A stream of objects, by its number.
    fn pack(&'a self, number: u32) -> Option<Rc<Pack>> {
        if let Some(pack) = self.numbers.borrow().get(number) {
            return self.packs.borrow().get(*pack).cloned();
        }
        // No such stream stands in another.
        let Some(Place::At(at)) = self.places.borrow().get(number) else { return None };
        let stream = object::as_stream(self.object_at(at, Some(number))?)?;
        let bytes = filter::unpack(&stream).ok()?.bytes;
        let first = object::number(&stream.dict, "First")? as usize;
        let mut lexer = Lexer::new(&bytes[..first.min(bytes.len())]);
        let mut objects = Vec::new();
        while !self.budget.is_spent()
            && let (Some(Token::Number(number)), Some(Token::Number(at))) = (lexer.next(), lexer.next())
        {
            self.budget.spend(places::PLACE);
            objects.push((number as u32, first.saturating_add(at as usize)));
        }
        let pack = Rc::new(Pack { bytes, objects });
        let mut packs = self.packs.borrow_mut();
        self.numbers.borrow_mut().insert(number, packs.len());
        packs.push(Rc::clone(&pack));
        Some(pack)
    }

    /// Follows a reference; anything else is what it is. Costs its length, for it is copied.
    pub fn resolve(&'a self, raw: &Raw) -> Option<Object<'a>> {
        self.budget.spend(match raw {
            Raw::Name(bytes) | Raw::String(bytes) => LOOK + bytes.len() * 4,
            _ => LOOK,
        });
        if self.budget.is_spent() {
            return None;
        }
        self.shown(raw.clone(), 0)
    }

    fn shown(&'a self, raw: Raw, number: u32) -> Option<Object<'a>> {
        Some(match raw {
            Raw::Null => Object::Null,
            Raw::Bool(value) => Object::Bool(value),
            Raw::Number(value) => Object::Number(value),
            Raw::Name(name) => Object::Name(name),
            Raw::String(bytes) => Object::String(bytes),
            Raw::Array(items) => Object::Array(Array::new(self, items)),
            Raw::Dict(entries) => Object::Dict(Dict::new(self, entries, number)),
            Raw::Reference(number) => return self.object(number),
        })
    }

    /// A stream's bytes, decrypted.
    pub fn decrypted(&self, stream: &Stream<'a>, named: Option<Vec<u8>>) -> Vec<u8> {
        let plain = named.is_some_and(|name| name == b"Identity");
        match self.crypt.get() {
            Some(crypt) if !plain && object::name(&stream.dict, "Type").as_deref() != Some(b"XRef") => {
                crypt.stream(stream.bytes.to_vec(), stream.id)
            }
            _ => stream.bytes.to_vec(),
        }
    }
}
