//! Where the parts of a Word document are: a package in an archive, a package in one XML file, or one XML file.

use std::borrow::Cow;

use crate::{
    reader::ReadError,
    readers::{
        package::{Package, resolved},
        relations::{self, Relation, target},
    },
};

/// The relation to a part of a format of its own.
const FOREIGN: &str = "aFChunk";

/// The parts of a document.
pub struct Parts<'a> {
    store: Store<'a>,
    /// The name of the main part; empty for Word 2003's one file.
    pub main: String,
    /// What the main part refers to.
    relations: Vec<Relation>,
    /// What the package refers to.
    properties: Vec<Relation>,
}

enum Store<'a> {
    Archive(Package<'a>),
    /// Flat OPC: the parts by their names.
    Flat(Vec<(&'a str, &'a str)>),
    /// Word 2003: everything in one.
    One(&'a str),
}

impl<'a> Parts<'a> {
    /// The parts of an archive.
    pub fn in_archive(bytes: &'a [u8]) -> Result<Self, ReadError> {
        Self::new(Store::Archive(Package::open(bytes)?))
    }

    /// The parts of a document that is one XML file.
    pub fn in_text(text: &'a str) -> Result<Self, ReadError> {
        Self::new(if is_flat(text) { Store::Flat(flat(text)) } else { Store::One(text) })
    }

    fn new(store: Store<'a>) -> Result<Self, ReadError> {
        let mut parts = Self { store, main: String::new(), relations: Vec::new(), properties: Vec::new() };
        if matches!(parts.store, Store::One(_)) {
            return Ok(parts);
        }
        parts.properties = parts.relations_of("")?;
        let main = target(&parts.properties, "officeDocument").filter(|name| parts.has(name));
        parts.main = main.unwrap_or("word/document.xml").to_owned();
        parts.relations = parts.relations_of(&parts.main)?;
        Ok(parts)
    }

    fn has(&self, name: &str) -> bool {
        match &self.store {
            Store::Archive(package) => package.entry(name).is_some(),
            Store::Flat(parts) => parts.iter().any(|(part, _)| part.trim_start_matches('/') == name),
            Store::One(_) => name.is_empty(),
        }
    }

    /// Whether runs can be found again in a part of an archive.
    pub fn is_archive(&self) -> bool {
        matches!(self.store, Store::Archive(_))
    }

    /// The main part.
    pub fn main(&self) -> Result<Cow<'_, str>, ReadError> {
        self.named(&self.main)?.ok_or(ReadError::Damaged)
    }

    /// A part that the main part refers to by this kind of relation, and its name.
    pub fn related(&self, kind: &str) -> Result<Option<(String, Cow<'_, str>)>, ReadError> {
        // A writer that forgot the relation put the part where everybody puts it.
        let usual = || resolved(self.main.rsplit_once('/').map_or("", |(folder, _)| folder), &format!("{kind}.xml"));
        let name = target(&self.relations, kind).map_or_else(usual, str::to_owned);
        Ok(self.named(&name)?.map(|part| (name, part)))
    }

    /// The parts of formats of their own, by the ids of their relations.
    pub fn foreign(&self) -> impl Iterator<Item = Result<(&str, Vec<u8>), ReadError>> {
        let found = self.relations.iter().filter(|relation| relation.kind == FOREIGN);
        found.map(|relation| {
            let part = match &self.store {
                Store::Archive(package) => package.read_named(&relation.target)?,
                _ => self.named(&relation.target)?.map(|part| part.into_owned().into_bytes()),
            };
            Ok((&*relation.id, part.ok_or(ReadError::Damaged)?))
        })
    }

    /// As if there were none.
    pub fn forget_foreign(&mut self) {
        self.relations.retain(|relation| relation.kind != FOREIGN);
    }

    /// The parts with the document's properties.
    pub fn properties(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let kinds = ["core-properties", "extended-properties", "extendedProperties"];
        let names = kinds.into_iter().filter_map(|kind| target(&self.properties, kind));
        names.filter_map(|name| self.named(name).ok().flatten())
    }

    fn named(&self, name: &str) -> Result<Option<Cow<'_, str>>, ReadError> {
        match &self.store {
            Store::Archive(package) => Ok(package.part(name)?.map(Cow::Owned)),
            Store::Flat(parts) => {
                let found = parts.iter().find(|(part, _)| part.trim_start_matches('/') == name);
                Ok(found.map(|(_, text)| Cow::Borrowed(*text)))
            }
            Store::One(text) => Ok(name.is_empty().then_some(Cow::Borrowed(*text))),
        }
    }

    fn relations_of(&self, source: &str) -> Result<Vec<Relation>, ReadError> {
        relations::read(source, &self.named(&relations::list_of(source))?.unwrap_or_default())
    }
}

/// Whether an XML file is a Word document of one of the two kinds that are one file.
pub fn is_document(head: &str) -> bool {
    is_flat(head) && (head.contains("Word.Document") || head.contains("/word/")) || is_word_2003(head)
}

fn is_flat(text: &str) -> bool {
    start(text).contains("<pkg:package")
}

fn is_word_2003(text: &str) -> bool {
    start(text).contains("<w:wordDocument")
}

/// As much of a text as a root element can be looked for in.
fn start(text: &str) -> &str {
    &text[..text.floor_char_boundary(4096)]
}

/// The XML parts of a package in one file (ECMA-376 has none; Word's Flat OPC).
fn flat(text: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    for part in text.split("<pkg:part ").skip(1) {
        let name = part.split_once("pkg:name=\"").and_then(|(_, rest)| rest.split_once('"'));
        let data = part.split_once("<pkg:xmlData").and_then(|(_, rest)| rest.split_once('>'));
        if let (Some((name, _)), Some((_, data))) = (name, data) {
            parts.push((name, data.rsplit_once("</pkg:xmlData>").map_or(data, |(data, _)| data)));
        }
    }
    parts
}
