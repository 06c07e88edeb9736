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

pub mod last_year;

#[cfg(feature = "cli")]
pub mod printer;
#[cfg(feature = "cli")]
pub mod printers;

use std::sync::Arc;

use document::Document;
use filing::{Earlier, Filing};
use last_year::LastYear;
use outcome::{Outcome, Reason, describe, unreadable};
use profile::Profile;
use reader::ReadError;
use readers::archive::{self, Archive};
use source::{Content, Source};

/// Checks a source: one outcome for each report in it, and always at least one. An archive is read as a folder.
pub fn check(source: &Source, profile: &Profile) -> Vec<Outcome> {
    check_with(source, &LastYear::default(), profile)
}

/// Checks a source, each report in it also against the one that its body gave for the year before.
pub fn check_with(source: &Source, last_year: &LastYear, profile: &Profile) -> Vec<Outcome> {
    let archive = match &source.content {
        Content::Bytes(bytes) => Archive::of(bytes),
        Content::Clipboard { .. } => None,
    };
    match archive {
        None => check_one(source, last_year, profile),
        Some(Err(error)) => vec![unread(&source.name, None, &error, profile)],
        Some(Ok(archive)) => {
            let files = 0..archive.names().len();
            files.flat_map(|file| check_file(&archive, &source.name, file, last_year, profile)).collect()
        }
    }
}

/// Checks one of the files of an archive that has this name.
pub fn check_file(archive: &Archive, name: &str, file: usize, last_year: &LastYear, profile: &Profile) -> Vec<Outcome> {
    match archive.source(file, name) {
        Ok(source) => check_one(&source, last_year, profile),
        Err(error) => vec![unread(&name_in(archive, name, file), None, &error, profile)],
    }
}

fn name_in(archive: &Archive, name: &str, file: usize) -> String {
    archive::name(name, archive.names().nth(file).unwrap_or_default())
}

fn unread(name: &str, kind: Option<&'static str>, error: &ReadError, profile: &Profile) -> Outcome {
    describe::unreadable(name, kind, unreadable::of_error(error, kind, profile.language), None)
}

fn check_one(source: &Source, last_year: &LastYear, profile: &Profile) -> Vec<Outcome> {
    let checked = each_report(source, profile, |file, kind, document, _, filing| {
        let past = last_year.of(&filing);
        let laid = past.and_then(|past| past.lay());
        let last_year = past.zip(laid.as_ref()).map(|(past, filing)| Earlier { file: &past.file, filing });
        let filing = Filing { last_year, ..filing };
        describe::outcome(&file, kind, document, &filing, profile)
    });
    checked.unwrap_or_else(|unread| unread)
}

/// Reads a source, and makes something of each report in it; the answer where there is none. A report comes with its
/// name, its reader's name, its document, and which of the document's reports it is.
fn each_report<T>(
    source: &Source,
    profile: &Profile,
    make: impl Fn(String, Option<&str>, &Arc<Document>, usize, Filing) -> T,
) -> Result<Vec<T>, Vec<Outcome>> {
    let (kind, read) = readers::read(source);
    let document = Arc::new(read.map_err(|error| vec![unread(&source.name, kind, &error, profile)])?);
    let filings = filing::lay(&document);
    if filings.is_empty() {
        let reason = unreadable::of_reason(Reason::NoReport, profile.language);
        return Err(vec![describe::unreadable(&source.name, kind, reason, Some(Arc::clone(&document)))]);
    }
    let name = |i: usize| if i == 0 { source.name.clone() } else { format!("{}#{}", source.name, i + 1) };
    Ok(filings.into_iter().enumerate().map(|(i, filing)| make(name(i), kind, &document, i, filing)).collect())
}

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(any(feature = "app", test))]
pub mod app;
#[cfg(feature = "worker")]
pub mod worker;
