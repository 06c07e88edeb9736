//! The tests of the whole: one binary, so that it links once.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests read files and start programs")]

mod added;
mod cli;
mod contract;
mod copies;
mod figures;
mod filing;
mod formats;
mod frames;
mod hostile;
mod last_year;
mod marks;
mod office;
mod placed;
mod places;
mod profile;
mod readers;
mod real;
mod rules;
mod runs;
mod sample;
mod shapes;
mod tidy;
