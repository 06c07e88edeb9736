//! Where the findings' marks stand in the report: which cells, which pieces of which texts.
//!
//! No browser type stands here, so all of it is tested natively.

use std::collections::{BTreeMap, BTreeSet};

use super::state::Spot;
use crate::{
    finding::Severity,
    outcome::{At, FindingView, Outcome},
};

/// How a place of the selected finding is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// It belongs to the equation.
    Also,
    /// It is the place to look at first.
    First,
}

/// Something that covers a range of a text, in UTF-16 code units.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cover {
    start: u32,
    end: u32,
    finding: Option<usize>,
    light: Option<Light>,
    cell: Option<usize>,
}

/// A piece of a text, all of it marked alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The characters; empty at a place between characters.
    pub text: String,
    /// The findings that mark it, worst first.
    pub findings: Vec<usize>,
    /// How it is lit.
    pub light: Option<Light>,
    /// The form's cell that was read here.
    pub cell: Option<usize>,
}

/// All marks of a report, with one of its findings selected.
pub struct Marks {
    covers: BTreeMap<u32, Vec<Cover>>,
    by_cell: BTreeMap<usize, Vec<usize>>,
    lit: BTreeMap<usize, Light>,
    data: BTreeSet<u32>,
}

impl Marks {
    /// Places the marks. `visited` is the place to light first instead of the finding's own first place.
    pub fn new(outcome: &Outcome, selected: Option<usize>, visited: Option<&Spot>) -> Self {
        let report = &outcome.report;
        let index: BTreeMap<&str, usize> = report.cells.iter().enumerate().map(|(i, c)| (&*c.key, i)).collect();
        let spots: &[Option<At>] = outcome.sheet.as_ref().map_or(&[], |sheet| &sheet.spots);
        let spot = |cell: usize| spots.get(cell).copied().flatten();
        let mut marks =
            Self { covers: BTreeMap::new(), by_cell: BTreeMap::new(), lit: BTreeMap::new(), data: BTreeSet::new() };

        for (number, finding) in report.findings.iter().enumerate() {
            let cells = marked_cells(finding);
            for cell in cells.iter().filter_map(|key| index.get(&**key).copied()) {
                marks.by_cell.entry(cell).or_default().push(number);
                if let Some(at) = spot(cell) {
                    marks.cover(at, Some(number), None, None);
                }
            }
            // A span that repeats a cell's own place would mark it twice.
            let known: Vec<u32> =
                finding.cells.iter().filter_map(|key| spot(*index.get(&**key)?)).map(|at| at.0).collect();
            for span in marked_spans(finding).iter().filter(|span| !known.contains(&span.at.0)) {
                marks.cover(span.at, Some(number), None, None);
            }
        }

        if let Some(finding) = selected.and_then(|selected| report.findings.get(selected)) {
            let concerned = finding.cells.iter().chain(finding.sums.iter().flat_map(|s| s.left.iter().chain(&s.right)));
            let (first, first_span) = match visited {
                Some(Spot::Cell(key)) => (Some(&**key), None),
                Some(Spot::Span(number)) => (None, Some(*number)),
                None => (finding.cells.first().map(|key| &**key), None),
            };
            for key in concerned.map(|key| &**key).chain(first) {
                let Some(&cell) = index.get(key) else { continue };
                let light = if Some(key) == first { Light::First } else { Light::Also };
                marks.lit.insert(cell, light);
            }
            let lit: Vec<_> = marks.lit.iter().map(|(&cell, &light)| (cell, light)).collect();
            for (cell, light) in lit {
                if let Some(at) = spot(cell) {
                    marks.cover(at, None, Some(light), None);
                }
            }
            // Where no cell of the finding has a place in the text, its own spans say where to look.
            let placed = first.and_then(|key| spot(*index.get(key)?)).is_some();
            let first_span = first_span.or(if placed { None } else { Some(0) });
            for (number, span) in finding.spans.iter().enumerate() {
                let light = if Some(number) == first_span { Light::First } else { Light::Also };
                marks.cover(span.at, None, Some(light), None);
            }
        }

        for (cell, at) in spots.iter().enumerate().filter_map(|(cell, at)| Some((cell, (*at)?))) {
            marks.data.insert(at.0);
            marks.cover(at, None, None, Some(cell));
        }
        marks
    }

    fn cover(&mut self, at: At, finding: Option<usize>, light: Option<Light>, cell: Option<usize>) {
        self.covers.entry(at.0).or_default().push(Cover { start: at.1, end: at.2, finding, light, cell });
    }

    /// The findings that mark a cell of the form, worst first.
    pub fn on_cell(&self, cell: usize) -> &[usize] {
        self.by_cell.get(&cell).map_or(&[], |findings| findings)
    }

    /// How a cell of the form is lit.
    pub fn light(&self, cell: usize) -> Option<Light> {
        self.lit.get(&cell).copied()
    }

    /// Whether a figure of the form was read in a text.
    pub fn is_data(&self, text: u32) -> bool {
        self.data.contains(&text)
    }

    /// A text cut into pieces that are marked alike.
    pub fn pieces(&self, text: u32, content: &str) -> Vec<Piece> {
        let Some(covers) = self.covers.get(&text) else {
            return vec![Piece { text: content.to_owned(), ..Piece::default() }];
        };
        let length = content.chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        let mut cuts: Vec<u32> = covers
            .iter()
            .flat_map(|cover| [cover.start, cover.end])
            .chain([0, length])
            .map(|at| at.min(length))
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut pieces = Vec::new();
        let mut rest = content;
        for (i, &cut) in cuts.iter().enumerate() {
            let empty = covers.iter().filter(|cover| cover.start == cut && cover.end == cut);
            if let Some(piece) = piece("", empty) {
                pieces.push(piece);
            }
            let Some(&next) = cuts.get(i + 1) else { break };
            let (head, tail) = rest.split_at(bytes_of(rest, next - cut));
            rest = tail;
            let over = covers.iter().filter(|cover| cover.start <= cut && cover.end >= next);
            pieces.push(piece(head, over).unwrap_or(Piece { text: head.to_owned(), ..Piece::default() }));
        }
        pieces
    }
}

/// The cells that a finding marks for good. Of an equation whose fault lies in no single cell that is its stated
/// total; of blanks it is every one.
fn marked_cells(finding: &FindingView) -> &[String] {
    if finding.sums.is_empty() { &finding.cells } else { &finding.cells[..finding.cells.len().min(1)] }
}

/// The spans that a finding marks for good: the first is the fault, the others only belong to it.
fn marked_spans(finding: &FindingView) -> &[crate::outcome::SpanView] {
    &finding.spans[..finding.spans.len().min(1)]
}

/// How many bytes a number of UTF-16 code units takes.
fn bytes_of(text: &str, units: u32) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(c.len_utf16() as u32);
    }
    text.len()
}

fn piece<'a>(text: &str, covers: impl Iterator<Item = &'a Cover>) -> Option<Piece> {
    let mut piece: Option<Piece> = None;
    for cover in covers {
        let piece = piece.get_or_insert_with(|| Piece { text: text.to_owned(), ..Piece::default() });
        piece.findings.extend(cover.finding);
        piece.light = piece.light.max(cover.light);
        piece.cell = piece.cell.or(cover.cell);
    }
    if let Some(piece) = &mut piece {
        piece.findings.sort_unstable();
        piece.findings.dedup();
    }
    piece
}

/// The sign of a severity: a shape, so that nothing hangs on colour.
pub fn shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✕",
        Severity::Warning => "▲",
        Severity::Note => "●",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::SumView;

    fn marks(covers: &[(u32, u32, usize)]) -> Marks {
        let mut marks =
            Marks { covers: BTreeMap::new(), by_cell: BTreeMap::new(), lit: BTreeMap::new(), data: BTreeSet::new() };
        for &(start, end, finding) in covers {
            marks.cover(At(0, start, end), Some(finding), None, None);
        }
        marks
    }

    fn cut(content: &str, covers: &[(u32, u32, usize)]) -> Vec<(String, Vec<usize>)> {
        marks(covers).pieces(0, content).into_iter().map(|piece| (piece.text, piece.findings)).collect()
    }

    #[test]
    fn a_text_is_cut_at_its_marks_and_keeps_every_character() {
        assert_eq!(
            cut("全年512条", &[(2, 5, 3)]),
            [("全年".into(), vec![]), ("512".into(), vec![3]), ("条".into(), vec![])]
        );
    }

    #[test]
    fn overlapping_marks_share_their_piece() {
        assert_eq!(
            cut("abcdef", &[(0, 4, 1), (2, 6, 0)]),
            [("ab".into(), vec![1]), ("cd".into(), vec![0, 1]), ("ef".into(), vec![0])]
        );
    }

    #[test]
    fn an_empty_place_stands_between_characters() {
        assert_eq!(cut("ab", &[(2, 2, 0)]), [("ab".into(), vec![]), ("".into(), vec![0])]);
        assert_eq!(cut("", &[(0, 0, 0)]), [("".into(), vec![0])]);
    }

    #[test]
    fn ranges_count_utf16_units() {
        assert_eq!(cut("𠮷野", &[(2, 3, 0)]), [("𠮷".into(), vec![]), ("野".into(), vec![0])]);
    }

    #[test]
    fn a_range_beyond_the_text_ends_with_it() {
        assert_eq!(cut("ab", &[(1, 9, 0)]), [("a".into(), vec![]), ("b".into(), vec![0])]);
    }

    const SAMPLE: &str = include_str!("../../www/samples/report.html");

    /// The sample's outcome with one finding of our own: the sum of a row fails.
    fn outcome() -> Outcome {
        let source = crate::source::Source::bytes("sample", SAMPLE);
        let mut outcome = crate::check(&source, &Default::default()).remove(0);
        let row =
            |columns: &[&str]| columns.iter().map(|column| format!("disputes.review.{column}")).collect::<Vec<_>>();
        let (left, right) = (row(&["upheld", "corrected", "other", "pending"]), row(&["total"]));
        outcome.report.findings = vec![FindingView {
            id: String::new(),
            rule: "disputes-sum-mismatch".into(),
            family: crate::finding::Family::Figures,
            severity: Severity::Error,
            cause: crate::finding::Cause::Report,
            message: String::new(),
            cells: right.clone(),
            spans: Vec::new(),
            sums: vec![SumView {
                rule: "disputes-sum-mismatch".into(),
                left,
                right,
                left_value: 3.0,
                right_value: 4.0,
            }],
            expected: None,
            found: None,
            fix: None,
        }];
        outcome
    }

    fn index(outcome: &Outcome, key: &str) -> usize {
        outcome.report.cells.iter().position(|cell| cell.key == key).unwrap()
    }

    #[test]
    fn a_sum_marks_its_total_and_lights_all_of_its_cells() {
        let outcome = outcome();
        let [total, part, other] = ["disputes.review.total", "disputes.review.upheld", "disputes.suit_direct.upheld"]
            .map(|k| index(&outcome, k));
        let marks = Marks::new(&outcome, Some(0), None);
        assert_eq!((marks.on_cell(total), marks.light(total)), (&[0][..], Some(Light::First)));
        assert_eq!((marks.on_cell(part), marks.light(part)), (&[][..], Some(Light::Also)));
        assert_eq!((marks.on_cell(other), marks.light(other)), (&[][..], None));
        let idle = Marks::new(&outcome, None, None);
        assert_eq!((idle.on_cell(total), idle.light(total)), (&[0][..], None));
    }

    #[test]
    fn the_same_marks_stand_in_the_manuscript() {
        let outcome = outcome();
        let sheet = outcome.sheet.as_ref().unwrap();
        let total = index(&outcome, "disputes.review.total");
        let at = sheet.spots[total].unwrap();
        let content = &sheet.document.texts[at.0 as usize].content;
        let marks = Marks::new(&outcome, Some(0), None);
        let piece = Piece { text: "4".into(), findings: vec![0], light: Some(Light::First), cell: Some(total) };
        assert_eq!(marks.pieces(at.0, content), [piece]);
        assert!(marks.is_data(at.0));
    }

    #[test]
    fn a_link_moves_the_first_light() {
        let outcome = outcome();
        let part = "disputes.review.upheld";
        let marks = Marks::new(&outcome, Some(0), Some(&Spot::Cell(part.into())));
        assert_eq!(marks.light(index(&outcome, part)), Some(Light::First));
        assert_eq!(marks.light(index(&outcome, "disputes.review.total")), Some(Light::Also));
    }

    #[test]
    fn blanks_without_a_sum_are_marked_one_and_all() {
        let mut outcome = outcome();
        let finding = &mut outcome.report.findings[0];
        finding.sums.clear();
        finding.cells.push("disputes.review.upheld".into());
        let marks = Marks::new(&outcome, None, None);
        assert_eq!(marks.on_cell(index(&outcome, "disputes.review.upheld")), [0]);
    }
}
