//! A printer turns outcomes into something to look at or to send on. It decides nothing.

use crate::{language::Language, outcome::Outcome};

/// A way to print outcomes.
pub struct Printer {
    /// Its name on the command line.
    pub name: &'static str,
    /// Prints one outcome, with a line end behind it.
    pub print: fn(&Outcome, Language) -> String,
}
