//! The parts of the pages: properties in, callbacks out.

pub mod about;
pub mod announce;
pub mod bar;
pub mod busy;
pub mod coverage;
pub mod dialog;
pub mod equation;
pub mod files;
pub mod findings;
pub mod keys;
pub mod manuscript;
pub mod mark;
pub mod more;
pub mod rules;
pub mod tables;
pub mod tabs;
pub mod trouble;
pub mod verdict;

use crate::language::{Argument, Bilingual, Language, Message};

/// A template with its `{name}`s filled.
pub fn fill<const N: usize>(template: Bilingual, language: Language, arguments: [(&'static str, String); N]) -> String {
    let arguments = arguments.into_iter().map(|(name, text)| (name, Argument::Plain(text))).collect();
    Message { template, arguments }.render(language)
}

/// The report's name for people: its body and year, as far as they are known.
pub fn heading(report: &crate::outcome::Report, language: Language) -> String {
    let body = report.body.as_deref().unwrap_or(super::words::UNNAMED.get(language));
    match report.year {
        Some(year) => {
            let year = fill(super::words::YEAR, language, [("year", year.to_string())]);
            format!("{body} {year}")
        }
        None => body.to_owned(),
    }
}
