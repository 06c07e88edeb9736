//! The page: a report on the desk, its findings beside it. It draws what the engine says and decides nothing.
//!
//! One [`state::State`], one [`state::Action`], one [`state::reduce`]; the root holds them, pages and parts take
//! properties and give callbacks. The report is drawn from the engine's document, node by node, never as HTML.
//!
//! What tests and scripts may hold on to:
//! - `html[data-ready="1"]`: everything is loaded and the final policy stands; nothing is requested from here on.
//! - `[data-finding="0"]`: a finding, by its number in the report; `data-severity`, `data-family`, `data-cause`,
//!   `data-rule`; the selected one has `aria-current="true"`.
//! - `[data-mark="0 3"]`: a mark in the report, with the numbers of its findings; `[data-cell="requests.new.natural"]`:
//!   where a cell of the form was read (in the manuscript) or stands (in the tables).
//! - `[data-more="120"]`: a button where something long is not drawn whole, with how much is left out.
//! - `[data-lit="first"]`, `[data-lit="also"]`: places of the selected finding.
//! - Regions by role and name: 报告, 意见; tabs 文稿, 三张表 (and 意见 where the page is narrow); the line above is
//!   `[data-verdict]`; trouble is `role="alert"`; the selected finding is read out by
//!   `[data-announce]`, unless the focus goes to it: then its head is, with its sentence as description.

pub mod marks;
pub mod portions;
pub mod shared;
pub mod state;
pub mod tally;
pub mod words;

#[cfg(feature = "app")]
mod hooks;
#[cfg(feature = "app")]
mod pages;
#[cfg(feature = "app")]
mod parts;
#[cfg(feature = "app")]
mod root;

#[cfg(feature = "app")]
pub use root::main;
