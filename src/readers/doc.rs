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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_document_is_said_so_and_one_without_its_directory_is_damaged() {
        let mut bytes = include_bytes!("../../tests/readers/doc-pieces.doc").to_vec();
        assert!(sniff(&bytes) && read(&bytes).is_ok());
        // The stream with the text is the first in this file; its flags say whether it is encrypted.
        bytes[512 + 11] |= 1;
        assert_eq!(read(&bytes).unwrap_err(), ReadError::Password);
        bytes[0x30..0x34].fill(0xff);
        assert!(sniff(&bytes));
        assert_eq!(read(&bytes).unwrap_err(), ReadError::Damaged);
    }
}
