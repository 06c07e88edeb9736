//! The outcome of a check: what every way of using Gouji gets.
//!
//! [`Report`] is the contract that `gouji check --format jsonl` prints and the JavaScript API returns; its JSON
//! Schema is `tests/report.schema.json`. [`Sheet`] is what the page needs beside it to draw the report.

pub mod describe;
pub mod flat;
pub mod numbers;
pub mod unreadable;

use std::{cell::RefCell, ops::Range, sync::Arc};

use serde::{Deserialize, Serialize, Serializer};

use numbers::NumberView;

use crate::{
    document::{Document, Span, TextId},
    finding::{Applicability, Cause, Family, Severity},
    form::Edition,
    order::Numbers,
};

/// What is said of one report, and what it is said of.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The contract.
    pub report: Report,
    /// The report as written; `None` where nothing could be read.
    pub sheet: Option<Sheet>,
}

/// The report as written, with what is needed to draw marks in it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The document; all `at`s of the report point into it. Several reports of one file share it.
    pub document: Arc<Document>,
    /// The blocks that belong to the report; what stands around them is the site's.
    pub extent: Range<usize>,
    /// Where each of the report's `cells` was read, in their order: `None` for absent cells and for those whose place
    /// in the text is unknown. An empty range marks a blank.
    pub spots: Vec<Option<At>>,
}

/// A place: the number of a paragraph or cell in document order, and a range in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At(pub u32, pub u32, pub u32);

/// Turns places in bytes into places in UTF-16 code units. A long text is counted once, not again for each place in it.
#[derive(Debug)]
pub struct Units<'d> {
    document: &'d Document,
    /// For long texts, the units before each stretch of [`STRETCH`](Self::STRETCH) bytes.
    counted: RefCell<Numbers<Vec<u32>>>,
}

impl<'d> Units<'d> {
    const STRETCH: usize = 1024;

    /// Counts in a document.
    pub fn new(document: &'d Document) -> Self {
        Self { document, counted: RefCell::default() }
    }

    /// The place of a span.
    pub fn at(&self, span: Span) -> At {
        let start = self.before(span.text, span.start as usize);
        let length = units(self.document.slice(span));
        At(span.text.0, start, start + length)
    }

    fn before(&self, id: TextId, offset: usize) -> u32 {
        let text = self.document.text(id);
        // The first character boundary of a stretch.
        let start_of = |stretch: usize| text.ceil_char_boundary(stretch * Self::STRETCH);
        if offset < Self::STRETCH {
            return units(&text[..offset]);
        }
        let mut counted = self.counted.borrow_mut();
        let stretches = counted.entry(id.0, || {
            let mut sum = 0;
            (0..=text.len() / Self::STRETCH)
                .map(|stretch| {
                    let before = sum;
                    sum += units(&text[start_of(stretch)..start_of(stretch + 1)]);
                    before
                })
                .collect()
        });
        // A boundary may lie a few bytes behind the stretch's nominal start, and the offset before it.
        let stretch = (0..=offset / Self::STRETCH).rev().find(|&stretch| start_of(stretch) <= offset).unwrap_or(0);
        stretches[stretch] + units(&text[start_of(stretch)..offset])
    }
}

/// How many UTF-16 code units a text has.
pub fn units(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

/// How many bytes the first so many UTF-16 code units of a text take.
pub fn bytes_of(text: &str, units: u32) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(c.len_utf16() as u32);
    }
    text.len()
}

/// One report's answer. Every key is always there, null where unknown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// The contract's version: 1.
    pub schema: u32,
    /// The source's name; `file#2` for the second report in one file.
    pub file: String,
    /// The reader's name.
    pub kind: Option<String>,
    /// The report's title, white space removed and full-width letters, digits and brackets narrowed, so that it is the
    /// same however its lines were broken.
    pub title: Option<String>,
    /// The body that reports, as the title names it.
    pub body: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The form's edition: that of most of its labels.
    pub edition: Option<Edition>,
    /// The name of last year's report that it was held against.
    pub last_year: Option<String>,
    /// Every cell of the edition in the form's order.
    #[serde(skip_deserializing)]
    pub cells: Vec<CellReading>,
    /// What was found: by severity, then place in the document, then rule.
    pub findings: Vec<FindingView>,
    /// What else was found, and waved away by the user's profile.
    pub dismissed: Vec<FindingView>,
    /// What each rule examined.
    pub coverage: Vec<Coverage>,
    /// The numbers of the prose, each with what it was held against or why it was not.
    #[serde(skip_deserializing)]
    pub numbers: Vec<NumberView>,
    /// Why nothing was read; all lists are empty then.
    pub unreadable: Option<Unreadable>,
}

/// How a cell was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadingKind {
    /// A figure.
    Number,
    /// A mark that stands for none: `/`, `-`.
    Mark,
    /// Nothing.
    Blank,
    /// Words.
    Words,
    /// There, but unreadable or its position unknown.
    Lost,
    /// Not in the document.
    Absent,
}

impl ReadingKind {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [Self::Number, Self::Mark, Self::Blank, Self::Words, Self::Lost, Self::Absent];
}

/// A cell as read.
#[derive(Clone, Debug, Serialize)]
pub struct CellReading {
    /// Its key: `requests.new.natural`.
    pub key: &'static str,
    /// How it was read.
    pub reading: ReadingKind,
    /// What stands there, trimmed; null for lost and absent.
    pub text: Option<String>,
    /// Its figure in the cell's unit; null unless `reading` is `number`.
    #[serde(serialize_with = "number")]
    pub value: Option<f64>,
    /// Where it is, for people.
    pub place: &'static str,
}

/// A finding in the words of one language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FindingView {
    /// A hash of rule, cells, the spans' texts and what was found; it survives an edit elsewhere.
    pub id: String,
    /// The rule's name.
    pub rule: String,
    /// The review it belongs to.
    pub family: Family,
    /// How grave.
    pub severity: Severity,
    /// Whose doing.
    pub cause: Cause,
    /// The sentence.
    pub message: String,
    /// Keys of the cells concerned, the first first to look at.
    pub cells: Vec<String>,
    /// Places in the text, the first first to look at.
    pub spans: Vec<SpanView>,
    /// The failing equations.
    pub sums: Vec<SumView>,
    /// What it rests on in other reports.
    pub related: Vec<RelatedView>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// What would mend it.
    pub fix: Option<FixView>,
}

/// A place in the author's text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SpanView {
    /// The author's text as written.
    pub text: String,
    /// A few characters before it.
    pub before: String,
    /// A few characters behind it.
    pub after: String,
    /// Where.
    pub at: At,
    /// Where, for people.
    pub place: String,
}

/// An equation with its numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SumView {
    /// The rule that speaks of it.
    pub rule: String,
    /// Keys of the parts.
    pub left: Vec<String>,
    /// Keys of what they should add up to.
    pub right: Vec<String>,
    /// What the parts add up to.
    #[serde(serialize_with = "plain_number")]
    pub left_value: f64,
    /// What is stated.
    #[serde(serialize_with = "plain_number")]
    pub right_value: f64,
}

/// What a finding rests on in another report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RelatedView {
    /// The report's name.
    pub file: String,
    /// The key of its cell; null where it is the text.
    pub key: Option<String>,
    /// The figure there.
    #[serde(serialize_with = "number")]
    pub value: Option<f64>,
}

/// A correction in the words of one language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FixView {
    /// What it does.
    pub title: String,
    /// The replacements.
    pub edits: Vec<EditView>,
    /// How safely it may be applied.
    pub applicability: Applicability,
}

/// A replacement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EditView {
    /// What is replaced.
    pub at: At,
    /// What stands there afterwards.
    pub text: String,
}

/// What a rule examined.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Coverage {
    /// The rule's name.
    pub rule: String,
    /// How many things it looked at.
    pub examined: usize,
    /// How many of them are wrong.
    pub failed: usize,
    /// How many it could not judge.
    pub unclear: usize,
}

/// Why nothing was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unreadable {
    /// One word of the contract.
    pub reason: Reason,
    /// One sentence: what it is.
    pub message: String,
    /// One sentence: what to do.
    pub advice: String,
}

/// The contract's reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Nothing in it.
    Empty,
    /// No format that Gouji reads.
    UnknownFormat,
    /// Readable, but no report.
    NoReport,
    /// Pictures of pages.
    Scan,
    /// Pages without text.
    NoText,
    /// Locked.
    Password,
    /// Broken.
    Damaged,
    /// Beyond a limit.
    TooLarge,
    /// Ended by whoever ran the check: the page ends a worker after ten seconds. The engine itself has no clock; the
    /// limits of reading bound its work.
    Timeout,
    /// A defect of Gouji's.
    Crash,
}

/// Writes whole numbers without a fraction, so that `12` is 12 on both sides of the wasm boundary.
fn plain_number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

fn number<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => plain_number(value, serializer),
        None => serializer.serialize_none(),
    }
}
