//! Pages on which characters and lines are only drawn (pdf, ofd): what stands where, and how that becomes a document.

pub mod page;

pub use page::{Glyph, Page, Picture, Rule};
