//! What the rules against last year's report share.

use super::blank_form::is_blank_form;
use crate::{
    filing::{Filing, Quantity},
    form::CellId,
};

/// Last year's report, where one was given and both have figures.
pub fn filing<'f>(filing: &Filing<'f>) -> Option<&'f Filing<'f>> {
    let last = filing.last_year?.filing;
    (!is_blank_form(filing) && !is_blank_form(last)).then_some(last)
}

/// Whether a figure is what the equations say should stand in one of some cells, so that what they make would fit.
pub fn explains(filing: &Filing, cells: &[CellId], made: Quantity, fits: impl Fn(Quantity) -> bool) -> bool {
    let mut diagnoses = filing.balance.diagnoses.iter();
    diagnoses.any(|diagnosis| {
        let blamed = diagnosis.cell.filter(|cell| cells.contains(cell));
        let repaired = blamed.and_then(|cell| Some(made - filing.value(cell)? + diagnosis.expected?));
        repaired.is_some_and(&fits)
    })
}
