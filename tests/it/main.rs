//! The tests of the whole: one binary, so that it links once.

mod cli;
mod contract;
mod figures;
mod readers;
mod real;
mod rules;
mod sample;
mod shapes;
