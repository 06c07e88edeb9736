//! The two pages: nothing on the desk, and a report on it.

pub mod desk;
pub mod start;
