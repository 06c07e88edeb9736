//! A filing: a document laid over a form; all that rules see.

/// TODO
pub struct Filing;
