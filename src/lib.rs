#![doc = include_str!("README.md")]

pub mod language;
pub mod source;

pub mod document;
pub mod reader;
pub mod readers;

pub mod form;
pub mod forms;

pub mod filing;

pub mod finding;
pub mod profile;
pub mod rule;
pub mod rules;

pub mod outcome;
#[cfg(feature = "cli")]
pub mod printer;
#[cfg(feature = "cli")]
pub mod printers;

use std::sync::Arc;

use outcome::{Outcome, Reason, describe, unreadable};
use profile::Profile;
use source::Source;

/// Checks a source: one outcome for each report in it, and always at least one.
pub fn check(source: &Source, profile: &Profile) -> Vec<Outcome> {
    let (kind, read) = readers::read(source);
    let document = match read {
        Ok(document) => Arc::new(document),
        Err(error) => {
            let reason = unreadable::of_error(&error, profile.language);
            return vec![describe::unreadable(&source.name, kind, reason, None)];
        }
    };
    let filings = filing::lay(&document);
    if filings.is_empty() {
        let reason = unreadable::of_reason(Reason::NoReport, profile.language);
        return vec![describe::unreadable(&source.name, kind, reason, Some(Arc::clone(&document)))];
    }
    filings
        .iter()
        .enumerate()
        .map(|(i, filing)| {
            let file = if i == 0 { source.name.clone() } else { format!("{}#{}", source.name, i + 1) };
            describe::outcome(&file, kind, &document, filing, profile)
        })
        .collect()
}

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(any(feature = "app", test))]
pub mod app;
#[cfg(feature = "worker")]
pub mod worker;
