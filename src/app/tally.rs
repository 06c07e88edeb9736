//! What the line above the report says: how much was examined, how much failed, how much could not be judged.
//!
//! No browser type stands here, so all of it is tested natively.

use crate::{
    finding::{Cause, Severity},
    forms,
    outcome::{ReadingKind, Report, numbers::Unchecked},
};

/// What was examined of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// How many.
    pub all: usize,
    /// How many are wrong.
    pub failed: usize,
    /// How many could not be judged.
    pub unclear: usize,
}

/// The numbers of the verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The form's cells.
    pub cells: usize,
    /// Cells that stand in the document and could not be read.
    pub lost: usize,
    /// Cells that do not stand in the document.
    pub absent: usize,
    /// The tables' equations.
    pub sums: Examined,
    /// The numbers of the prose that count something.
    pub numbers: usize,
    /// How many of them were held against something.
    pub checked: usize,
    /// Whether any rule found anything to look at.
    pub examined: bool,
    /// Findings about the report that are errors.
    pub errors: usize,
    /// Findings about the report that are warnings.
    pub warnings: usize,
    /// Findings about the report that are notes.
    pub notes: usize,
    /// Findings about the reading.
    pub readings: usize,
}

/// Counts a report.
pub fn tally(report: &Report) -> Tally {
    let read = |kind| report.cells.iter().filter(|cell| cell.reading == kind).count();
    let equations = report.edition.and_then(forms::form).map(|form| form.equations()).unwrap_or_default();
    let is_sum = |rule: &str| equations.iter().any(|equation| equation.rule == rule);
    let examined = |wanted: &dyn Fn(&str) -> bool| {
        report.coverage.iter().filter(|coverage| wanted(&coverage.rule)).fold(Examined::default(), |sum, coverage| {
            Examined {
                all: sum.all + coverage.examined,
                failed: sum.failed + coverage.failed,
                unclear: sum.unclear + coverage.unclear,
            }
        })
    };
    let numbers = || report.numbers.iter().filter(|number| !number.reason.is_some_and(Unchecked::is_no_figure));
    let count =
        |severity| report.findings.iter().filter(|f| f.cause == Cause::Report && f.severity == severity).count();
    Tally {
        cells: report.cells.len(),
        lost: read(ReadingKind::Lost),
        absent: read(ReadingKind::Absent),
        sums: examined(&|rule| is_sum(rule)),
        numbers: numbers().count(),
        checked: numbers().filter(|number| number.reason.is_none()).count(),
        examined: report.coverage.iter().any(|coverage| coverage.examined > coverage.unclear),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        readings: report.findings.iter().filter(|f| f.cause == Cause::Reading).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        outcome::{
            At, CellReading, Coverage,
            numbers::{Check, NumberView},
        },
        profile::Profile,
    };

    fn report() -> Report {
        let source = crate::source::Source::bytes("empty", []);
        let mut report = crate::check(&source, &Profile::default()).remove(0).report;
        report.edition = Some(crate::form::Edition::E2021);
        report.unreadable = None;
        report
    }

    fn coverage(rule: &str, examined: usize, failed: usize, unclear: usize) -> Coverage {
        Coverage { rule: rule.into(), examined, failed, unclear }
    }

    #[test]
    fn equations_are_counted_over_the_rules_that_speak_of_them() {
        let mut report = report();
        report.coverage = vec![
            coverage("row-sum-mismatch", 25, 1, 2),
            coverage("disputes-sum-mismatch", 3, 0, 0),
            coverage("blank-cell", 200, 1, 0),
        ];
        let tally = tally(&report);
        assert_eq!(tally.sums, Examined { all: 28, failed: 1, unclear: 2 });
        assert!(tally.examined);
    }

    #[test]
    fn what_could_only_be_left_undecided_was_not_examined() {
        let mut report = report();
        report.coverage = vec![coverage("row-sum-mismatch", 25, 0, 25)];
        assert!(!tally(&report).examined);
    }

    #[test]
    fn numbers_that_count_something_are_told_from_dates() {
        let mut report = report();
        let number = |reason, checks: usize| NumberView {
            text: "12".into(),
            at: At(0, 0, 2),
            checks: vec![Check { rule: "wrong-percentage", cells: Vec::new() }; checks],
            reason,
        };
        report.numbers =
            vec![number(None, 1), number(Some(Unchecked::Date), 0), number(Some(Unchecked::NoCounterpart), 0)];
        let tally = tally(&report);
        assert_eq!((tally.numbers, tally.checked), (2, 1));
    }

    #[test]
    fn cells_are_counted_by_how_they_were_read() {
        let mut report = report();
        let cell = |reading| CellReading { key: "", reading, text: None, value: None, place: "" };
        use ReadingKind::*;
        report.cells = [Number, Blank, Lost, Absent, Absent].into_iter().map(cell).collect();
        let tally = tally(&report);
        assert_eq!((tally.cells, tally.lost, tally.absent), (5, 1, 2));
    }
}
