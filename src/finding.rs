//! A finding: one defect, where it is, why it is one, and what would mend it.

use serde::{Deserialize, Serialize};

use crate::{
    document::Span,
    form::CellId,
    language::{Bilingual, Message},
};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Wrong by the form, the law or arithmetic.
    Error,
    /// Probably wrong, or wrong and of less weight.
    Warning,
    /// Worth a look.
    Note,
}

/// The four reviews an office gives a text before it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// 数核.
    Figures,
    /// 法核.
    Form,
    /// 文核.
    Wording,
    /// 密核.
    Privacy,
}

/// Whose doing a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The report's author.
    Report,
    /// The reading's: what the format lost. At most a note.
    Reading,
}

/// How safely a fix may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Together with all other sure ones, unseen.
    Sure,
    /// Most probably what was meant; a person should look.
    Likely,
    /// One of several possibilities.
    Unsure,
}

/// What a rule found, in the terms of the filing it examined.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Whose doing.
    pub cause: Cause,
    /// The sentence for people.
    pub message: Message,
    /// The cells concerned; the first is the place to look first.
    pub cells: Vec<CellId>,
    /// The places in the text; the first is the place to look first.
    pub spans: Vec<Span>,
    /// The failing equations, as indexes into the filing's.
    pub equations: Vec<usize>,
    /// What it rests on in last year's report: cells of its form, or `None` for its text.
    pub related: Vec<Option<CellId>>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// What would mend it.
    pub fix: Option<Fix>,
}

/// A correction.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, for people.
    pub title: Message,
    /// The replacements; they do not overlap.
    pub edits: Vec<Edit>,
    /// How safely.
    pub applicability: Applicability,
}

/// A replacement of the characters of one span.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Finding {
    /// A finding about the report, with nothing but its sentence yet.
    pub fn new(rule: &'static str, severity: Severity, template: Bilingual) -> Self {
        Self {
            rule,
            severity,
            cause: Cause::Report,
            message: Message::new(template),
            cells: Vec::new(),
            spans: Vec::new(),
            equations: Vec::new(),
            related: Vec::new(),
            expected: None,
            found: None,
            fix: None,
        }
    }
}
