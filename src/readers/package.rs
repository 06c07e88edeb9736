//! Zip archives: what office formats are packed in, and what reports are sent in.

use std::{cell::Cell, sync::LazyLock};

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

use crate::{
    reader::ReadError,
    readers::{decoding, limits, signatures, xml},
};

/// An archive's entries, opened one by one and never more than the limits allow in all.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    /// The files in it, in the archive's order; folders are left out.
    entries: Vec<Entry>,
    /// How many bytes have been unpacked.
    unpacked: Cell<usize>,
    /// How many names have been asked for: each is looked for among all.
    asked: Cell<usize>,
}

/// A file in an archive.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path, with slashes, no slash in front.
    pub name: String,
    /// Whether it is locked with a password.
    pub locked: bool,
    place: rawzip::ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    /// The check sum of its content.
    sum: u32,
}

/// The name of a part as another part gives it: from that part's folder, or with a slash in front from the root.
pub fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// Whether bytes begin as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| bytes.starts_with(*mark))
}

/// Whether bytes are an OpenDocument file of a kind, `text` or `spreadsheet`: one XML file, or a package, be it whole or
/// damaged, of which the first part that says anything decides. One that is cut off is known by its `name` among the
/// signatures.
pub fn is_open_document(bytes: &[u8], kind: &str, name: &str) -> bool {
    let media = "application/vnd.oasis.opendocument.";
    let is_of = |text: &str, before| Some(text.split_once(before)?.1.starts_with(kind));
    let looks = |name| signatures::name(bytes) == Some(name);
    if !is_archive(bytes) {
        // The root comes with all its namespaces.
        let is_root = |text: &str| {
            let head = &text[..text.floor_char_boundary(8192)];
            head.contains("<office:document") && is_of(head, media) == Some(true)
        };
        return looks("xml") && decoding::decode_markup(bytes).is_some_and(|text| is_root(&text));
    }
    let Ok(package) = Package::open(bytes) else { return looks(name) };
    let parts = [("mimetype", media), ("META-INF/manifest.xml", media), ("content.xml", "<office:body><office:")];
    parts.into_iter().find_map(|(part, before)| is_of(&package.part(part).ok()??, before)) == Some(true)
}

impl<'a> Package<'a> {
    /// Reads an archive's list of entries.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::from_slice(bytes).map_err(|_| ReadError::Damaged)?;
        let mut entries = Vec::new();
        let mut list = archive.entries();
        while let Some(header) = list.next_entry().map_err(|_| ReadError::Damaged)? {
            if entries.len() >= limits::ARCHIVE_ENTRIES {
                return Err(ReadError::TooLarge);
            }
            if header.is_dir() {
                continue;
            }
            let path = header.file_path();
            let name = decoding::decode_name(path.as_bytes()).replace('\\', "/");
            entries.push(Entry {
                name: name.trim_start_matches('/').to_owned(),
                locked: header.flags().is_encrypted(),
                place: header.wayfinder(),
                method: header.compression_method(),
                sum: header.crc32(),
            });
        }
        Ok(Self { archive, entries, unpacked: Cell::new(0), asked: Cell::new(0) })
    }

    /// The files in it.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The file with a name, whatever the case of its letters.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        let name = name.trim_start_matches('/');
        let exact = self.entries.iter().find(|entry| entry.name == name);
        exact.or_else(|| self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)))
    }

    /// Unpacks a file.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        if entry.locked {
            return Err(ReadError::Password);
        }
        let local = self.archive.get_entry(entry.place).map_err(|_| ReadError::Damaged)?;
        let data = local.data();
        let within_ratio = data.len().saturating_mul(limits::ARCHIVE_RATIO).max(limits::ARCHIVE_FREE_BYTES);
        let left = limits::ARCHIVE_BYTES - self.unpacked.get();
        let most = within_ratio.min(limits::ARCHIVE_ENTRY_BYTES).min(left);
        let content = match entry.method {
            CompressionMethod::STORE if data.len() > most => return Err(ReadError::TooLarge),
            CompressionMethod::STORE => data.to_vec(),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(data, most).map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => ReadError::TooLarge,
                    _ => ReadError::Damaged,
                })?
            }
            _ => return Err(ReadError::Damaged),
        };
        // A changed bit would be another figure, and nobody would know.
        if !cfg!(fuzzing) && check_sum(&content) != entry.sum {
            return Err(ReadError::Damaged);
        }
        self.unpacked.set(self.unpacked.get() + content.len());
        Ok(content)
    }

    /// Unpacks the file with a name; `None` where there is none.
    pub fn read_named(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        self.asked.set(self.asked.get() + 1);
        if self.asked.get() > limits::ARCHIVE_ASKED {
            return Err(ReadError::TooLarge);
        }
        self.entry(name).map(|entry| self.read(entry)).transpose()
    }

    /// The characters of a part that a document can do without: none where it is missing or broken.
    pub fn beside(&self, name: &str) -> String {
        self.part(name).ok().flatten().unwrap_or_default()
    }

    /// The characters of the XML part with a name; `None` where there is none.
    pub fn part(&self, name: &str) -> Result<Option<String>, ReadError> {
        self.read_named(name)?.map(xml::decode).transpose()
    }
}

/// The check sum of archives (CRC-32), four bytes at a time. Its tables are worked out when they are first asked for:
/// written down they would weigh more than this whole file.
fn check_sum(bytes: &[u8]) -> u32 {
    static TABLES: LazyLock<[[u32; 256]; 4]> = LazyLock::new(|| {
        let bit = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        let first: [u32; 256] = std::array::from_fn(|byte| (0..8).fold(byte as u32, bit));
        let next = |table: [u32; 256]| table.map(|sum| sum >> 8 ^ first[(sum & 255) as usize]);
        let (second, third) = (next(first), next(next(first)));
        [first, second, third, next(third)]
    });
    let [first, second, third, fourth] = &*TABLES;
    let of = |table: &[u32; 256], sum: u32| table[(sum & 255) as usize];
    let (words, rest) = bytes.as_chunks();
    let sum = words.iter().fold(!0, |sum, word| {
        let sum = sum ^ u32::from_le_bytes(*word);
        of(fourth, sum) ^ of(third, sum >> 8) ^ of(second, sum >> 16) ^ of(first, sum >> 24)
    });
    !rest.iter().fold(sum, |sum, &byte| sum >> 8 ^ of(first, sum ^ u32::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_sums_are_those_of_the_standard() {
        assert_eq!([&b""[..], b"a", b"123456789"].map(check_sum), [0, 0xe8b7_be43, 0xcbf4_3926]);
    }
}
