//! Word's binary format: what Word 6 to 2003 wrote ([MS-DOC]), and WPS under its own name or Word's.

mod file;
mod formats;
mod lists;
mod pieces;
mod shapes;
mod story;
mod styles;

use crate::{
    document::Document,
    reader::{ReadError, Reader},
    readers::{
        compound::{self, Compound},
        signatures, summary,
    },
};

/// The reader of Word's binary format.
pub const READER: Reader = Reader { name: "doc", sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    compound::is_compound(bytes)
        && match Compound::open(bytes) {
            Ok(compound) => compound.has("WordDocument"),
            Err(_) => signatures::name(bytes) == Some("doc"),
        }
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let file = file::File::open(bytes)?;
    let mut document = story::Reading::new(&file).document()?;
    summary::describe(&Compound::open(bytes)?, &mut document);
    Ok(document)
}
