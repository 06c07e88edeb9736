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
pub mod cli;
