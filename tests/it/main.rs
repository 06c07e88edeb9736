//! The tests of the whole: one binary, so that it links once.

mod figures;
mod readers;
mod shapes;
