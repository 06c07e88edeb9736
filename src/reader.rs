//! A reader turns the bytes of one format into a [`Document`]. It judges nothing.

use crate::document::Document;

/// A format that Gouji reads.
pub struct Reader {
    /// The format's name: the contract's `kind`.
    pub name: &'static str,
    /// Whether the bytes are of this format, by their content alone. Cheap, and never wrong about another format
    /// that stands before it in [`READERS`](crate::readers::READERS).
    pub sniff: fn(&[u8]) -> bool,
    /// Reads the bytes.
    pub read: fn(&[u8]) -> Result<Document, ReadError>,
}

/// Why there is no document. Everything that reads *something* is no error: what is missing is a fact for later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No bytes, or nothing but blanks.
    Empty,
    /// No reader knows the format; the word says what it looks like, if that can be told (`png`, `zip`).
    UnknownFormat(Option<&'static str>),
    /// The document cannot be opened without a password.
    Password,
    /// The file ends early or contradicts itself.
    Damaged,
    /// A limit of [`limits`](crate::readers::limits) is exceeded.
    TooLarge,
    /// Pages are pictures.
    Scan,
    /// There are pages, but no text on them.
    NoText,
}
