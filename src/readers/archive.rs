//! Archives of reports, read as a folder: each file in it is a source of its own, `a.zip/b.docx`.

use crate::{
    order::Arrange,
    reader::ReadError,
    readers::package::{self, Entry, Package},
    source::Source,
};

/// An archive that is no document itself.
#[derive(Debug)]
pub struct Archive<'a> {
    package: Package<'a>,
    files: Vec<Entry>,
}

/// Entries that only a document packed into a zip has, be it damaged, and programs.
const OF_DOCUMENTS: &[&str] = &[
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "xl/workbook.xml",
    "mimetype",
    "content.xml",
    "OFD.xml",
    "Doc_0/Document.xml",
    "META-INF/MANIFEST.MF",
];

impl<'a> Archive<'a> {
    /// Opens an archive; `None` where the bytes are none, or are a document, or are too damaged to tell.
    pub fn of(bytes: &'a [u8]) -> Option<Result<Self, ReadError>> {
        let package = if package::is_archive(bytes) { Package::open(bytes).ok()? } else { return None };
        if OF_DOCUMENTS.iter().any(|name| package.entry(name).is_some()) {
            return None;
        }
        let mut files: Vec<Entry> = package.entries().iter().filter(|entry| !is_litter(&entry.name)).cloned().collect();
        files.arrange_by(|a, b| a.name.cmp(&b.name));
        Some(if files.is_empty() { Err(ReadError::Empty) } else { Ok(Self { package, files }) })
    }

    /// The paths of the files in it, in byte order; what systems leave behind is passed over as in folders.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.files.iter().map(|file| &*file.name)
    }

    /// One of the files as a source. An archive within an archive is not opened.
    pub fn source(&self, index: usize, archive: &str) -> Result<Source, ReadError> {
        let file = self.files.get(index).ok_or(ReadError::Damaged)?;
        let bytes = self.package.read(file)?;
        if Archive::of(&bytes).is_some_and(|inner| inner.is_ok()) {
            return Err(ReadError::UnknownFormat(Some("zip")));
        }
        Ok(Source::bytes(name(archive, &file.name), bytes))
    }
}

/// What a file of an archive is called in answers.
pub fn name(archive: &str, file: &str) -> String {
    format!("{archive}/{file}")
}

/// Hidden files, what macOS packs beside each file, and the locks of open documents.
fn is_litter(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part.starts_with("~$") || part == "__MACOSX")
}
