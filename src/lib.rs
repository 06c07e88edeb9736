#![doc = include_str!("README.md")]

pub mod language;
pub mod order;
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
use reader::ReadError;
use readers::archive::{self, Archive};
use source::{Content, Source};

/// Checks a source: one outcome for each report in it, and always at least one. An archive is read as a folder.
pub fn check(source: &Source, profile: &Profile) -> Vec<Outcome> {
    let archive = match &source.content {
        Content::Bytes(bytes) => Archive::of(bytes),
        Content::Clipboard { .. } => None,
    };
    match archive {
        None => check_one(source, profile),
        Some(Err(error)) => vec![unread(&source.name, None, &error, profile)],
        Some(Ok(archive)) => {
            (0..archive.names().len()).flat_map(|file| check_file(&archive, &source.name, file, profile)).collect()
        }
    }
}

/// Checks one of the files of an archive that has this name.
pub fn check_file(archive: &Archive, name: &str, file: usize, profile: &Profile) -> Vec<Outcome> {
    match archive.source(file, name) {
        Ok(source) => check_one(&source, profile),
        Err(error) => {
            let file = archive::name(name, archive.names().nth(file).unwrap_or_default());
            vec![unread(&file, None, &error, profile)]
        }
    }
}

fn unread(name: &str, kind: Option<&'static str>, error: &ReadError, profile: &Profile) -> Outcome {
    describe::unreadable(name, kind, unreadable::of_error(error, kind, profile.language), None)
}

fn check_one(source: &Source, profile: &Profile) -> Vec<Outcome> {
    let (kind, read) = readers::read(source);
    let document = match read {
        Ok(document) => Arc::new(document),
        Err(error) => return vec![unread(&source.name, kind, &error, profile)],
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
