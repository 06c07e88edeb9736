//! A passage: one paragraph of prose, its lines joined, as the rules on prose read it.

use super::fold::Folded;

/// A paragraph of prose.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Its characters, white space removed and full-width letters, digits, brackets and signs narrowed
    /// (`，` is `,`, `（` is `(`, `；` is `;`; `。`, `、` and quotation marks stay), each with its place.
    pub folded: Folded,
    /// Which of the form's sections it stands in; `None` before the first.
    pub section: Option<usize>,
    /// The block it starts with.
    pub block: usize,
}
