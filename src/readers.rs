//! The formats, and what reads a source.

use crate::reader::Reader;

/// The readers, in the order in which they look at a file.
pub static READERS: &[Reader] = &[];
