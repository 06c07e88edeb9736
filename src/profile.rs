//! The user's say: what a check takes from the person who runs it, not from the report.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// The settings of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// The language of messages and fixes.
    pub language: Language,
}
