//! What the fuzz targets share: read the bytes, and hold the document against what must be true of every document.

use std::io::Write;

use gouji::{
    document::{Block, TextId},
    filing,
    reader::Reader,
    readers::package::{self, Package},
};
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// Reads bytes with one reader, whether or not it would take them, and lays the document over the forms.
pub fn read(reader: &Reader, bytes: &[u8]) {
    let _ = (reader.sniff)(bytes);
    let Ok(document) = (reader.read)(bytes) else { return };
    let mut next = 0;
    let mut in_order = |id: TextId| {
        assert_eq!(id.0, next, "texts are numbered in document order");
        next += 1;
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(id) | Block::Heading(_, id) => in_order(*id),
            Block::Picture => {}
            Block::Table(table) => {
                for cell in &table.cells {
                    in_order(cell.text);
                    assert!(cell.rowspan >= 1 && cell.colspan >= 1, "every cell covers a place");
                    assert!(cell.row + cell.rowspan <= table.rows, "cells stay within the rows");
                    assert!(cell.column + cell.colspan <= table.columns, "cells stay within the columns");
                }
            }
        }
    }
    assert_eq!(next as usize, document.texts.len(), "every text is in a block");
    let _ = filing::lay(&document);
}

/// The target of a reader whose files are packages: what is changed is a file within, and the package stays whole.
///
/// Bytes changed at random would break the package far more often than they would reach what is in it.
#[macro_export]
macro_rules! packages {
    ($read:expr) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $read(bytes));
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
            $crate::mutate(data, size, most, seed)
        });
    };
}

/// Changes one file of a package; one time in eight, and where there is no package, whatever bytes.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    if !seed.is_multiple_of(8)
        && let Some(mut files) = unpacked(&data[..size])
        && !files.is_empty()
    {
        let which = (seed / 64) as usize % files.len();
        if (seed / 8).is_multiple_of(8) && files.len() > 1 {
            files.swap_remove(which);
        } else {
            let content = &mut files[which].1;
            let length = content.len();
            content.resize(length + most.saturating_sub(size).min(4096), 0);
            let room = content.len();
            let changed = libfuzzer_sys::fuzzer_mutate(content, length, room);
            content.truncate(changed);
        }
        if let Some(all) = packed(&files)
            && all.len() <= most
        {
            data[..all.len()].copy_from_slice(&all);
            return all.len();
        }
    }
    libfuzzer_sys::fuzzer_mutate(data, size, most)
}

/// The files of a package, by name; `None` where the bytes are none.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let package = Package::open(bytes).ok().filter(|_| package::is_archive(bytes))?;
    package.entries().iter().map(|entry| Some((entry.name.clone(), package.read(entry).ok()?))).collect()
}

/// A package of files, without compression.
pub fn packed(files: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    let mut writer = ZipArchiveWriter::new(&mut all);
    for (name, content) in files {
        let (mut file, config) = writer.new_file(name).compression_method(CompressionMethod::STORE).start().ok()?;
        let mut data = config.wrap(&mut file);
        data.write_all(content).ok()?;
        let (_, descriptor) = data.finish().ok()?;
        file.finish(descriptor).ok()?;
    }
    writer.finish().ok()?;
    Some(all)
}
