//! The rules.

use crate::rule::Rule;

/// The rules, by family.
pub static RULES: &[Rule] = &[];
