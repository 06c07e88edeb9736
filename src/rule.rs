//! A rule: one defect, what people are told of it, and the function that looks for it.

use crate::{
    filing::Filing,
    finding::{Family, Finding, Severity},
    form::CellId,
    language::Bilingual,
    profile::Profile,
};

/// A rule's declaration; its text and its check stand together in one file.
pub struct Rule {
    /// The defect, in kebab case: the contract between code, exports, tests and handbook.
    pub name: &'static str,
    /// The review it belongs to.
    pub family: Family,
    /// Its gravest severity unless a profile says otherwise.
    pub severity: Severity,
    /// The defect in a few words.
    pub title: Bilingual,
    /// What it examines and when it speaks.
    pub text: Bilingual,
    /// The clause it rests on.
    pub basis: Bilingual,
    /// A case of it.
    pub example: Bilingual,
    /// What to do about it.
    pub remedy: Bilingual,
    /// The check. Stateless; it depends on no other rule.
    pub check: fn(&Filing, &Profile) -> Verdict,
}

/// What a rule has to say of one filing.
#[derive(Debug, Default)]
pub struct Verdict {
    /// How many things of its kind it looked at (equations, cells, sections …), the unclear ones included.
    pub examined: usize,
    /// How many of them are wrong.
    pub failed: usize,
    /// How many it could not judge, because they were not read reliably or depend on what is not known.
    pub unclear: usize,
    /// Its findings. One finding may stand for several failures.
    pub findings: Vec<Finding>,
    /// The numbers of the prose that it held against something.
    pub checked: Vec<Checked>,
}

/// A number of the prose that a rule held against something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Which of the filing's [`prose`](Filing::prose).
    pub prose: usize,
    /// Which of its numbers.
    pub number: usize,
    /// The cells that it was held against; none where it was other numbers.
    pub cells: Vec<CellId>,
}
