//! How the form's equations stand over the figures read, and which single cells explain those that fail.

use super::quantity::Quantity;
use crate::form::CellId;

/// The equations of a filing, weighed.
#[derive(Clone, Debug, Default)]
pub struct Balance {
    /// How each equation stands, in the order of [`Filing::equations`](super::Filing::equations).
    pub states: Vec<Weighed>,
    /// What explains the failing ones: each failing equation is in exactly one diagnosis.
    pub diagnoses: Vec<Diagnosis>,
    /// For every blank, marked or absent cell that stands in an equation: what the sums say it should hold, where they say it.
    pub blanks: Vec<(CellId, Option<Quantity>)>,
}

/// An equation with its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// How it stands.
    pub state: State,
    /// What its left side adds up to; blanks count nothing.
    pub left: Quantity,
    /// What its right side adds up to; blanks count nothing.
    pub right: Quantity,
}

/// How an equation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its sides are equal.
    Holds,
    /// All its cells were read and its sides differ.
    Fails,
    /// Some cell of it is blank, words or lost, and its sides differ without it.
    Unclear,
}

/// One cause of failing equations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The equations it explains, as indexes, the gravest rule's first.
    pub equations: Vec<usize>,
    /// The one cell that the equations single out.
    pub cell: Option<CellId>,
    /// The value that repairs all of them.
    pub expected: Option<Quantity>,
    /// Which slip of the hand leads from the expected to the written value.
    pub slip: Option<Slip>,
}

/// A slip of the hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One digit is another.
    Digit,
    /// Two neighbouring digits changed places.
    Swap,
    /// A zero too many or too few at the end.
    Zero,
    /// A digit was left out or typed twice.
    Length,
    /// The value of a neighbour in the same row.
    Neighbour(CellId),
    /// The value that belongs in the row above or below.
    Row(CellId),
}
