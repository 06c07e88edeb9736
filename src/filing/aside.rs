//! An aside: what the author wrote beside the prose, as the rules on wording and privacy read it.

use super::{
    CellFound, Reading, SectionFound, Signature, Title,
    fold::{Folded, LOST},
    lex::{Item, Kind},
    structure::Line,
};
use crate::document::{Block, Document, Span};

/// A text that is no paragraph of prose.
#[derive(Clone, Debug)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Its characters, as those of a passage.
    pub folded: Folded,
    /// What stands in it beside ideographs.
    pub marks: Marks,
}

/// The kinds of asides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsideKind {
    /// The report's title.
    Title,
    /// The heading of a section.
    Heading,
    /// Words in a table, which are no label of the form.
    Cell,
    /// The body's name at the end.
    Signature,
}

/// What stands in a text beside plain ideographs; most rules on wording look at nothing else.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Where, in characters.
    pub at: Vec<u32>,
    /// Behind which characters something was left out: white space.
    pub gaps: Vec<u32>,
    /// Which ASCII characters are among them, and which of these are so in the source, not only narrowed.
    pub ascii: u128,
    /// See [`ascii`](Self::ascii).
    pub narrow: u128,
    /// How many digits stand together at most.
    pub digits: u32,
    /// Whether some characters were lost in reading.
    pub lost: bool,
}

impl Marks {
    /// The marks of a text.
    pub fn new(text: &Folded) -> Self {
        let mut marks = Self { at: Vec::with_capacity(text.len() / 4), ..Self::default() };
        let (mut end, mut digits) = (0, 0);
        for (at, (c, place)) in text.chars.iter().zip(&text.places).enumerate() {
            if place.start != end && at > 0 {
                marks.gaps.push(at as u32 - 1);
            }
            end = place.end;
            if matches!(c, '\u{4e00}'..='\u{9fff}') {
                digits = 0;
                continue;
            }
            marks.at.push(at as u32);
            marks.lost |= *c == LOST;
            digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
            marks.digits = marks.digits.max(digits);
            if c.is_ascii() {
                marks.ascii |= 1 << *c as u32;
                marks.narrow |= u128::from(place.end - place.start == 1) << *c as u32;
            }
        }
        marks
    }
}

/// What the asides of a report are found by.
pub struct Sources<'a> {
    /// The document.
    pub document: &'a Document,
    /// The report's lines, which are prose or headings.
    pub lines: &'a [Line],
    /// Its title.
    pub title: Option<&'a Title>,
    /// Its headings.
    pub sections: &'a [SectionFound],
    /// What was read in its cells.
    pub cells: &'a [CellFound],
    /// What it was laid out as.
    pub items: &'a [Item],
    /// Which of these became labels and figures.
    pub used: &'a [bool],
    /// Its end.
    pub signature: Option<&'a Signature>,
}

/// The asides of a report.
pub fn asides(sources: &Sources) -> Vec<Aside> {
    let document = sources.document;
    let mut asides = Vec::new();
    let mut push = |kind, spans: &[Span]| {
        let mut folded = Folded::default();
        for span in spans {
            folded.push(span.text, document.slice(*span), span.start as usize);
        }
        let marks = Marks::new(&folded);
        asides.push(Aside { kind, folded, marks });
    };
    if let Some(title) = sources.title {
        push(AsideKind::Title, &title.spans);
    }
    for section in sources.sections {
        push(AsideKind::Heading, &[section.span]);
    }
    // A cell alone in its row is prose or a heading already.
    let mut taken = vec![false; document.texts.len()];
    for line in sources.lines.iter().filter(|line| matches!(document.blocks[line.block], Block::Table(_))) {
        taken[line.span.text.0 as usize] = true;
    }
    // A figure with a remark, or words where a figure belongs; figures alone are short, or all digits.
    let wordy = |span: &Span| span.end - span.start > 3 && !document.slice(*span).is_ascii();
    let read = sources.cells.iter().filter(|cell| matches!(cell.reading, Reading::Words | Reading::Number { .. }));
    for span in read.filter_map(|cell| cell.span).filter(wordy) {
        taken[span.text.0 as usize] = true;
        push(AsideKind::Cell, &[span]);
    }
    for (item, used) in sources.items.iter().zip(sources.used) {
        let words = !used && item.cell.is_some() && matches!(item.kind, Kind::Words | Kind::Prose);
        let span = Span::new(item.span.text, 0, document.text(item.span.text).len());
        if words && wordy(&span) && !std::mem::replace(&mut taken[span.text.0 as usize], true) {
            push(AsideKind::Cell, &[span]);
        }
    }
    if let Some((_, span)) = sources.signature.and_then(|signature| signature.body.as_ref()) {
        push(AsideKind::Signature, &[*span]);
    }
    asides
}
