//! Compound files ([MS-CFB]): the file system within a file that Word and Excel of 1997 to 2003 and WPS write to.
//!
//! Damage costs what it touches: a chain of sectors ends where it leaves the file or its table, and nothing is read
//! more than once for each sector that the file has.

use crate::{
    reader::ReadError,
    readers::{decoding, limits},
};

/// What a compound file begins with.
const MARK: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Bytes of a sector of the stream that holds the small streams.
const MINI_SECTOR: usize = 64;
/// Streams that are shorter stand in small sectors.
const MINI_BELOW: u64 = 4096;
/// What stands for no entry of the directory.
const NONE: usize = 0xffff_ffff;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A compound file's streams.
#[derive(Debug)]
pub struct Compound<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector: 512 or 4096.
    sector: usize,
    /// The sector behind each sector.
    table: Vec<u32>,
    /// The sectors that hold the small streams, and the small sector behind each small sector.
    mini: Vec<u32>,
    mini_table: Vec<u32>,
    /// The streams of the root storage.
    streams: Vec<Stream>,
    /// Whether the directory names entries that it does not have.
    is_cut: bool,
}

#[derive(Debug)]
struct Stream {
    name: String,
    start: u32,
    size: u64,
}

/// Whether bytes begin as a compound file does.
pub fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// Whether a compound file holds a document that a password locks ([MS-OFFCRYPTO] 2.3.4.4).
pub fn is_locked(bytes: &[u8]) -> bool {
    is_compound(bytes) && Compound::open(bytes).is_ok_and(|compound| compound.has("EncryptedPackage"))
}

/// Whether a compound file's directory is not there, or not all of it.
pub fn is_cut(bytes: &[u8]) -> bool {
    is_compound(bytes) && Compound::open(bytes).map_or(true, |compound| compound.is_cut)
}

impl<'a> Compound<'a> {
    /// Reads the tables and the directory; without a directory the file is damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let shift = u16_at(bytes, 0x1e).unwrap_or(0);
        if !is_compound(bytes) || !matches!(shift, 9 | 12) {
            return Err(ReadError::Damaged);
        }
        let field = |at| u32_at(bytes, at).ok_or(ReadError::Damaged);
        let sector = 1 << shift;
        let (mini, mini_table, streams) = Default::default();
        let mut file = Self { bytes, sector, table: Vec::new(), mini, mini_table, streams, is_cut: false };
        file.read_table(field(0x44)?);
        let mini_table = file.read(&file.chain(field(0x3c)?));
        file.mini_table = numbers(&mini_table).collect();
        let directory = file.read(&file.chain(field(0x30)?));
        file.read_directory(&directory)?;
        Ok(file)
    }

    /// The names of the root storage's streams.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.streams.iter().map(|stream| stream.name.as_str())
    }

    /// Whether the root storage has a stream with a name, whatever the case of its letters.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The content of the first that there is of some streams; damaged if any of it is missing.
    pub fn whole(&self, names: &[&str]) -> Result<Vec<u8>, ReadError> {
        let stream = names.iter().find_map(|name| self.entry(name)).ok_or(ReadError::Damaged)?;
        Some(self.content(stream)).filter(|content| content.len() as u64 == stream.size).ok_or(ReadError::Damaged)
    }

    /// The content of the root storage's stream with a name, whatever the case of its letters; of a damaged one as much
    /// as is there.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        self.entry(name).map(|stream| self.content(stream))
    }

    fn entry(&self, name: &str) -> Option<&Stream> {
        self.streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name))
    }

    fn content(&self, stream: &Stream) -> Vec<u8> {
        let mut content = match stream.size < MINI_BELOW {
            true => self.read_mini(stream.start),
            false => self.read(&self.chain(stream.start)),
        };
        content.truncate(stream.size.min(limits::ARCHIVE_ENTRY_BYTES as u64) as usize);
        content
    }

    /// How many sectors the file has, a last one that is cut off among them.
    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// The bytes of a sector, as many as the file has.
    fn sector(&self, number: u32) -> &'a [u8] {
        let start = (number as usize).saturating_add(1).saturating_mul(self.sector);
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Reads the table of sectors, whose own sectors are listed in the header and in the sectors that follow it.
    fn read_table(&mut self, mut more: u32) {
        let mut list: Vec<u32> = numbers(self.bytes.get(0x4c..0x200).unwrap_or_default()).collect();
        let per_sector = self.sector / 4;
        let most = self.sectors() / per_sector + 1;
        while list.len() < most {
            let sector = self.sector(more);
            if sector.len() < self.sector {
                break;
            }
            list.extend(numbers(sector));
            // The last number is where the list goes on.
            more = list.pop().unwrap_or(u32::MAX);
        }
        for number in list.into_iter().take(most) {
            let filled = self.table.len() + per_sector;
            self.table.extend(numbers(self.sector(number)));
            self.table.resize(filled, u32::MAX);
        }
        self.table.truncate(self.sectors());
    }

    /// The sectors that follow each other from one on; a circle ends once it is as long as the file.
    fn chain(&self, start: u32) -> Vec<u32> {
        let mut chain = Vec::new();
        let mut next = start;
        while let Some(&behind) = self.table.get(next as usize) {
            if chain.len() >= self.sectors() {
                break;
            }
            chain.push(next);
            next = behind;
        }
        chain
    }

    fn read(&self, chain: &[u32]) -> Vec<u8> {
        chain.iter().flat_map(|&number| self.sector(number)).copied().collect()
    }

    /// The content of small sectors from one on.
    fn read_mini(&self, start: u32) -> Vec<u8> {
        let mut content = Vec::new();
        let mut next = start;
        while let Some(&behind) = self.mini_table.get(next as usize) {
            let at = (next as usize).saturating_mul(MINI_SECTOR);
            let part = self.mini.get(at / self.sector).and_then(|&number| {
                let sector = self.sector(number);
                sector.get(at % self.sector..(at % self.sector + MINI_SECTOR).min(sector.len()))
            });
            content.extend_from_slice(part.unwrap_or_default());
            if part.is_none() || content.len() as u64 >= MINI_BELOW {
                break;
            }
            next = behind;
        }
        content
    }

    /// Finds the streams of the root storage: the root's child and all that hangs on it as a tree.
    fn read_directory(&mut self, directory: &[u8]) -> Result<(), ReadError> {
        let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
        let root = entries.first().filter(|entry| entry[66] == 5).ok_or(ReadError::Damaged)?;
        let link = |entry: &[u8], at| u32_at(entry, at).unwrap_or(u32::MAX);
        self.mini = self.chain(link(root, 0x74));
        let mut seen = vec![false; entries.len()];
        let mut open = vec![link(root, 0x4c)];
        while let Some(number) = open.pop() {
            let number = number as usize;
            let (Some(entry), Some(seen)) = (entries.get(number), seen.get_mut(number)) else {
                self.is_cut |= number < NONE;
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            open.extend([link(entry, 0x48), link(entry, 0x44)]);
            if entry[66] != 2 {
                continue;
            }
            let length = usize::from(u16_at(entry, 0x40).unwrap_or(0)).clamp(2, 64) - 2;
            let name = decoding::utf16le(&entry[..length]);
            let (low, high) = (u64::from(link(entry, 0x78)), u64::from(link(entry, 0x7c)));
            // Files with small sectors have no long streams, and some writers leave the upper half as it was.
            let size = if self.sector == 512 { low } else { low | high << 32 };
            self.streams.push(Stream { name, start: link(entry, 0x74), size });
        }
        Ok(())
    }
}

/// Two bytes as a number, the lower first; `None` beyond the end.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Four bytes as a number, the lowest first; `None` beyond the end.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: u32 = 0xffff_fffe;

    fn put(bytes: &mut [u8], at: usize, number: u32) {
        bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }

    /// A file with a long stream `Long` in sectors 3.., a short one `Short` in the small sectors of sector 2.
    fn file(sector: usize) -> Vec<u8> {
        let long = 5000usize.div_ceil(sector);
        let mut bytes = vec![0; (5 + long) * sector];
        bytes[..8].copy_from_slice(MARK);
        bytes[0x1e] = if sector == 512 { 9 } else { 12 };
        bytes[0x4c..0x200].fill(0xff);
        put(&mut bytes, 0x30, 1);
        put(&mut bytes, 0x3c, 3 + long as u32);
        put(&mut bytes, 0x44, END);
        put(&mut bytes, 0x4c, 0);
        let table = sector;
        for number in 0..4 + long {
            let next = if (3..2 + long).contains(&number) { number as u32 + 1 } else { END };
            put(&mut bytes, table + 4 * number, next);
        }
        let names = [("Root Entry", 5, 2, 128), ("Short", 2, 0, 100), ("Long", 2, 3, 5000), ("Lost", 1, 0, 0)];
        for (index, (name, kind, start, size)) in names.into_iter().enumerate() {
            let at = 2 * sector + index * ENTRY;
            for (place, unit) in name.encode_utf16().enumerate() {
                bytes[at + 2 * place..at + 2 * place + 2].copy_from_slice(&unit.to_le_bytes());
            }
            bytes[at + 0x40] = 2 * name.len() as u8 + 2;
            bytes[at + 0x42] = kind;
            for link in [0x44, 0x48, 0x4c] {
                put(&mut bytes, at + link, u32::MAX);
            }
            put(&mut bytes, at + 0x74, start);
            put(&mut bytes, at + 0x78, size);
        }
        put(&mut bytes, 2 * sector + 0x4c, 2);
        put(&mut bytes, 2 * sector + 2 * ENTRY + 0x44, 1);
        put(&mut bytes, 2 * sector + 2 * ENTRY + 0x48, 3);
        for (at, byte) in bytes[3 * sector..3 * sector + 128].iter_mut().enumerate() {
            *byte = at as u8;
        }
        for (at, byte) in bytes[4 * sector..4 * sector + 5000].iter_mut().enumerate() {
            *byte = (at / 7) as u8;
        }
        put(&mut bytes, (4 + long) * sector, 1);
        put(&mut bytes, (4 + long) * sector + 4, END);
        bytes
    }

    #[test]
    fn streams_are_found_by_name_in_either_size_of_sector() {
        for sector in [512, 4096] {
            let bytes = file(sector);
            let open = Compound::open(&bytes).unwrap();
            assert_eq!(open.names().collect::<Vec<_>>(), ["Long", "Short"]);
            assert_eq!(open.stream("SHORT").unwrap(), (0..100).collect::<Vec<u8>>());
            let long = open.stream("long").unwrap();
            assert_eq!((long.len(), long[4999]), (5000, (4999 / 7) as u8));
            assert!(open.stream("Lost").is_none() && !open.has("none"));
        }
    }

    #[test]
    fn a_locked_package_is_known_by_its_stream() {
        let mut bytes = file(512);
        assert!(!is_locked(&bytes));
        let at = 2 * 512 + 2 * ENTRY;
        for (place, letter) in b"EncryptedPackage".iter().enumerate() {
            bytes[at + 2 * place] = *letter;
        }
        bytes[at + 0x40] = 34;
        assert!(is_locked(&bytes));
    }

    #[test]
    fn circles_and_holes_end_a_stream() {
        let mut bytes = file(512);
        // The long stream's second sector leads back to its first, its length is a lie.
        put(&mut bytes, 512 + 4 * 4, 3);
        put(&mut bytes, 3 * 512 - 2 * ENTRY + 0x78, u32::MAX);
        // The directory's tree leads back to its root, the small sectors to themselves.
        put(&mut bytes, 2 * 512 + ENTRY + 0x48, 2);
        let mini_table = bytes.len() - 512;
        put(&mut bytes, mini_table, 0);
        let open = Compound::open(&bytes).unwrap();
        assert!(open.stream("Long").unwrap().len() <= bytes.len());
        assert_eq!(open.stream("Short").unwrap().len(), 100);
        let mut bytes = file(512);
        put(&mut bytes, 512 + 4 * 4, 0x7fff_ffff);
        assert_eq!(Compound::open(&bytes).unwrap().stream("Long").unwrap().len(), 1024);
        assert_eq!(Compound::open(&bytes).unwrap().whole(&["Long"]), Err(ReadError::Damaged));
        let whole = file(512);
        let cut = Compound::open(&whole[..6 * 512 + 100]).unwrap();
        assert_eq!(cut.stream("Long").unwrap().len(), 2 * 512 + 100);
        assert_eq!(Compound::open(&whole[..900]).unwrap_err(), ReadError::Damaged);
        // A last sector of which no more is there than what it holds.
        let mut short = file(512);
        put(&mut short, 512 + 4 * 12, END);
        put(&mut short, 0x3c, END);
        let open = Compound::open(&short[..4 * 512 + 5000]).unwrap();
        assert_eq!(open.whole(&["none", "LONG"]).unwrap().len(), 5000);
        assert!(!open.is_cut && open.whole(&["none"]).is_err());
        // A directory of which a part is missing.
        put(&mut short, 2 * 512 + ENTRY + 0x44, 4);
        assert!(Compound::open(&short).unwrap().is_cut);
    }
}
