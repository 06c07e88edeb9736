//! The ways to print.

mod jsonl;
mod text;

use crate::printer::Printer;

/// The printers; the first is the default.
pub static PRINTERS: &[Printer] = &[text::PRINTER, jsonl::PRINTER];
