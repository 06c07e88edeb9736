//! The numbers of the prose: each with what it was held against, or with the reason why it was not.

use serde::{Deserialize, Serialize};

use super::{At, Units};
use crate::{
    filing::{
        Filing,
        prose::{Era, Kind, Number, Plainness, Prose},
    },
    form::Form,
    order::Arrange,
    rule::Checked,
    rules::RULES,
};

/// A number of the prose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NumberView {
    /// As written.
    pub text: String,
    /// Where.
    pub at: At,
    /// What it was held against.
    pub checks: Vec<Check>,
    /// Why it was held against nothing; null where it was.
    pub reason: Option<Unchecked>,
}

/// What a number was held against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// The rule that did it.
    pub rule: &'static str,
    /// Keys of the cells that it was held against; none where it was other numbers of the prose.
    pub cells: Vec<&'static str>,
}

/// Why a number was held against nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unchecked {
    /// A year, a date, a time.
    Date,
    /// The number of a document or of an item.
    Ordinal,
    /// A length, a telephone number: nothing that is counted.
    Other,
    /// It is last year's, or the change against it, and nothing here says what that was.
    LastYear,
    /// It is another year's, or planned.
    OtherYear,
    /// It counts only some of what the form counts: of some channel, subject or body.
    Qualified,
    /// The cells that it speaks of were not read, or are no numbers.
    Unread,
    /// The form has no cell for it, and no other number of the prose goes with it.
    NoCounterpart,
}

impl Unchecked {
    /// All of them, in their order.
    pub const ALL: [Self; 8] = [
        Self::Date,
        Self::Ordinal,
        Self::Other,
        Self::LastYear,
        Self::OtherYear,
        Self::Qualified,
        Self::Unread,
        Self::NoCounterpart,
    ];

    /// Whether it is nothing that is counted.
    pub fn is_no_figure(self) -> bool {
        matches!(self, Self::Date | Self::Ordinal | Self::Other)
    }
}

/// The numbers of a filing's prose, with what the rules (by their places in the list) held them against.
pub fn numbers(filing: &Filing, checked: &[(usize, Checked)], units: &Units) -> Vec<NumberView> {
    let place = |(_, checked): &(usize, Checked)| (checked.prose, checked.number);
    let mut sorted: Vec<&(usize, Checked)> = checked.iter().collect();
    sorted.arrange_by_key(|checked| place(checked));
    let keys = filing.form.map(Form::cells).unwrap_or_default();
    let mut views = Vec::new();
    for (at, prose) in filing.prose.iter().enumerate() {
        let folded = &filing.passages[prose.passage].folded;
        for (index, number) in prose.numbers.iter().enumerate() {
            let Some(&span) = folded.spans(number.digits.clone()).first() else { continue };
            let from = sorted.partition_point(|checked| place(checked) < (at, index));
            let own = sorted[from..].iter().take_while(|checked| place(checked) == (at, index));
            let checks: Vec<Check> = own
                .map(|(rule, checked)| Check {
                    rule: RULES[*rule].name,
                    cells: checked.cells.iter().map(|cell| &*keys[usize::from(cell.0)].key).collect(),
                })
                .collect();
            let reason = checks.is_empty().then(|| reason(prose, index, number));
            views.push(NumberView { text: filing.document.slice(span).to_owned(), at: units.at(span), checks, reason });
        }
    }
    views
}

fn reason(prose: &Prose, index: usize, number: &Number) -> Unchecked {
    match (number.kind, prose.eras[index]) {
        (Kind::Date, _) => return Unchecked::Date,
        (Kind::Ordinal, _) => return Unchecked::Ordinal,
        (Kind::Other, _) => return Unchecked::Other,
        (_, Era::Base | Era::Difference) => return Unchecked::LastYear,
        (_, Era::Other) => return Unchecked::OtherYear,
        _ => {}
    }
    match prose.claims.iter().find(|claim| claim.number == Some(index)) {
        Some(claim) if claim.standing <= Plainness::Scoped => Unchecked::Qualified,
        Some(_) => Unchecked::Unread,
        None => Unchecked::NoCounterpart,
    }
}
