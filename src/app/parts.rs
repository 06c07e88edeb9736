//! The parts of the pages: the state or properties of it in, actions and wishes out.

pub mod about;
pub mod announce;
pub mod bar;
pub mod busy;
pub mod button;
pub mod coverage;
pub mod dialog;
pub mod dismissed;
pub mod equation;
pub mod field;
pub mod files;
pub mod findings;
pub mod keys;
pub mod last_year;
pub mod line;
pub mod manuscript;
pub mod mark;
pub mod more;
pub mod rules;
pub mod settings;
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
    heading_of(report.body.as_deref(), report.year, language)
}

/// The name of the report of a body for a year, as far as they are known.
pub fn heading_of(body: Option<&str>, year: Option<u16>, language: Language) -> String {
    let body = body.unwrap_or(super::words::UNNAMED.get(language));
    match year {
        Some(year) => {
            let year = fill(super::words::YEAR, language, [("year", year.to_string())]);
            format!("{body} {year}")
        }
        None => body.to_owned(),
    }
}
