//! Where the findings' marks stand in the report: which cells, which pieces of which texts.
//!
//! No browser type stands here, so all of it is tested natively.

use super::state::Spot;
use crate::{
    finding::Severity,
    order::{Arrange, Numbers},
    outcome::{At, CellReading, FindingView, Outcome, bytes_of, units},
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
    what: What,
}

/// What a cover says of its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Finding(usize),
    Light(Light),
    Cell(usize),
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

/// The marks that stand in a report whatever is selected.
#[derive(Default)]
pub struct Marks {
    covers: Numbers<Vec<Cover>>,
    by_cell: Numbers<Vec<usize>>,
    data: Numbers<()>,
}

/// The places of the selected finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lights {
    covers: Numbers<Vec<Cover>>,
    cells: Numbers<Light>,
}

/// A report's cells by their keys, and where each was read.
struct Places<'a> {
    cells: &'a [CellReading],
    spots: &'a [Option<At>],
}

impl<'a> Places<'a> {
    fn of(outcome: &'a Outcome) -> Self {
        Self { cells: &outcome.report.cells, spots: outcome.sheet.as_ref().map_or(&[], |sheet| &sheet.spots) }
    }

    fn cell(&self, key: &str) -> Option<usize> {
        self.cells.iter().position(|cell| cell.key == key)
    }

    fn spot(&self, cell: usize) -> Option<At> {
        self.spots.get(cell).copied().flatten()
    }
}

impl Marks {
    /// Places the marks of all findings.
    pub fn new(outcome: &Outcome) -> Self {
        let places = Places::of(outcome);
        let mut marks = Self::default();
        for (number, finding) in outcome.report.findings.iter().enumerate() {
            for cell in marked_cells(finding).iter().filter_map(|key| places.cell(key)) {
                marks.by_cell.entry(cell as u32, Vec::new).push(number);
                if let Some(at) = places.spot(cell) {
                    cover(&mut marks.covers, at, What::Finding(number));
                }
            }
            // A span that repeats a cell's own place would mark it twice.
            let known: Vec<u32> =
                finding.cells.iter().filter_map(|key| places.spot(places.cell(key)?)).map(|at| at.0).collect();
            for span in marked_spans(finding).iter().filter(|span| !known.contains(&span.at.0)) {
                cover(&mut marks.covers, span.at, What::Finding(number));
            }
        }
        for (cell, at) in places.spots.iter().enumerate().filter_map(|(cell, at)| Some((cell, (*at)?))) {
            marks.data.insert(at.0, ());
            cover(&mut marks.covers, at, What::Cell(cell));
        }
        marks
    }

    /// The findings that mark a cell of the form, worst first.
    pub fn on_cell(&self, cell: usize) -> &[usize] {
        self.by_cell.get(cell as u32).map_or(&[], |findings| findings)
    }

    /// Whether a figure of the form was read in a text.
    pub fn is_data(&self, text: u32) -> bool {
        self.data.get(text).is_some()
    }

    /// How many marks a text carries.
    pub fn count(&self, text: u32) -> usize {
        self.covers.get(text).map_or(0, Vec::len)
    }

    /// A text cut into pieces that are marked alike.
    pub fn pieces(&self, lights: &Lights, text: u32, content: &str) -> Vec<Piece> {
        let of = |covers: &Numbers<Vec<Cover>>| covers.get(text).cloned().unwrap_or_default();
        let mut covers = of(&self.covers);
        covers.extend(of(&lights.covers));
        if covers.is_empty() {
            return vec![Piece { text: content.to_owned(), ..Piece::default() }];
        }
        let length = units(content);
        let mut cuts: Vec<u32> = covers
            .iter()
            .flat_map(|cover| [cover.start, cover.end])
            .chain([0, length])
            .map(|at| at.min(length))
            .collect();
        cuts.arrange();
        cuts.dedup();
        covers.arrange_by_key(|cover| cover.start);
        let mut coming = covers.iter().peekable();
        // What covers the characters behind the cut.
        let mut over: Vec<&Cover> = Vec::new();
        let mut pieces = Vec::new();
        let mut rest = content;
        for (i, &cut) in cuts.iter().enumerate() {
            over.retain(|cover| cover.end > cut);
            let (empty, begun): (Vec<&Cover>, Vec<&Cover>) =
                std::iter::from_fn(|| coming.next_if(|cover| cover.start <= cut)).partition(|cover| cover.end <= cut);
            pieces.extend(piece("", &empty));
            over.extend(begun);
            let Some(&next) = cuts.get(i + 1) else { break };
            let (head, tail) = rest.split_at(bytes_of(rest, next - cut));
            rest = tail;
            pieces.push(piece(head, &over).unwrap_or(Piece { text: head.to_owned(), ..Piece::default() }));
        }
        pieces
    }
}

impl Lights {
    /// Lights the places of a finding. `visited` is the place to light first instead of the finding's own first one.
    pub fn new(outcome: &Outcome, selected: Option<usize>, visited: Option<&Spot>) -> Self {
        let mut lights = Self::default();
        let Some(finding) = selected.and_then(|selected| outcome.report.findings.get(selected)) else { return lights };
        let places = Places::of(outcome);
        let concerned = finding.cells.iter().chain(finding.sums.iter().flat_map(|s| s.left.iter().chain(&s.right)));
        let (first, first_span) = match visited {
            Some(Spot::Cell(key)) => (Some(&**key), None),
            Some(Spot::Span(number)) => (None, Some(*number)),
            None => (finding.cells.first().map(|key| &**key), None),
        };
        for key in concerned.map(|key| &**key).chain(first) {
            let Some(cell) = places.cell(key) else { continue };
            let light = if Some(key) == first { Light::First } else { Light::Also };
            lights.cells.insert(cell as u32, light);
        }
        for (cell, &light) in lights.cells.iter() {
            if let Some(at) = places.spot(cell as usize) {
                cover(&mut lights.covers, at, What::Light(light));
            }
        }
        // Where no cell of the finding has a place in the text, its own spans say where to look.
        let placed = first.and_then(|key| places.spot(places.cell(key)?)).is_some();
        let first_span = first_span.or(if placed { None } else { Some(0) });
        for (number, span) in finding.spans.iter().enumerate() {
            let light = if Some(number) == first_span { Light::First } else { Light::Also };
            cover(&mut lights.covers, span.at, What::Light(light));
        }
        lights
    }

    /// How a cell of the form is lit.
    pub fn of_cell(&self, cell: usize) -> Option<Light> {
        self.cells.get(cell as u32).copied()
    }

    /// The text that is lit first, if one is.
    pub fn first(&self) -> Option<u32> {
        let first = |covers: &[Cover]| covers.iter().any(|cover| cover.what == What::Light(Light::First));
        self.covers.iter().find(|(_, covers)| first(covers)).map(|(text, _)| text)
    }

    /// Those in some of the texts only: equal as long as nothing changes there.
    pub fn within(&self, texts: impl Fn(u32) -> bool) -> Self {
        let mut within = Self::default();
        for (text, covers) in self.covers.iter().filter(|(text, _)| texts(*text)) {
            within.covers.insert(text, covers.clone());
        }
        within
    }

    /// Whether nothing is lit in any text.
    pub fn is_dark(&self) -> bool {
        self.covers.is_empty()
    }
}

fn cover(covers: &mut Numbers<Vec<Cover>>, at: At, what: What) {
    covers.entry(at.0, Vec::new).push(Cover { start: at.1, end: at.2, what });
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

fn piece(text: &str, covers: &[&Cover]) -> Option<Piece> {
    if covers.is_empty() {
        return None;
    }
    let mut piece = Piece { text: text.to_owned(), ..Piece::default() };
    for cover in covers {
        match cover.what {
            What::Finding(finding) => piece.findings.push(finding),
            What::Light(light) => piece.light = piece.light.max(Some(light)),
            What::Cell(cell) => piece.cell = piece.cell.or(Some(cell)),
        }
    }
    piece.findings.arrange();
    piece.findings.dedup();
    Some(piece)
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

    fn cut(content: &str, covers: &[(u32, u32, usize)]) -> Vec<(String, Vec<usize>)> {
        let mut marks = Marks::default();
        for &(start, end, finding) in covers {
            cover(&mut marks.covers, At(0, start, end), What::Finding(finding));
        }
        let pieces = marks.pieces(&Lights::default(), 0, content);
        pieces.into_iter().map(|piece| (piece.text, piece.findings)).collect()
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
    fn ten_thousand_marks_in_one_text_are_swept_once() {
        let content = "0123456789".repeat(10_000);
        let covers: Vec<_> = (0..10_000).map(|i| (10 * i as u32, 10 * i as u32 + 3, i)).collect();
        let pieces = cut(&content, &covers);
        assert_eq!(pieces.len(), 20_000);
        assert_eq!(pieces[19_998], ("012".into(), vec![9_999]));
        assert_eq!(pieces.iter().map(|(text, _)| &**text).collect::<String>(), content);
    }

    #[test]
    fn lights_are_told_apart_by_their_texts() {
        let outcome = outcome();
        let lights = Lights::new(&outcome, Some(0), None);
        let text = lights.first().unwrap();
        assert_eq!(lights.within(|other| other == text).first(), Some(text));
        assert!(!lights.within(|other| other != text).is_dark(), "the parts stand in texts of their own");
        assert!(lights.within(|_| false).is_dark());
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
            related: Vec::new(),
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
        let (marks, lights) = (Marks::new(&outcome), Lights::new(&outcome, Some(0), None));
        assert_eq!((marks.on_cell(total), lights.of_cell(total)), (&[0][..], Some(Light::First)));
        assert_eq!((marks.on_cell(part), lights.of_cell(part)), (&[][..], Some(Light::Also)));
        assert_eq!((marks.on_cell(other), lights.of_cell(other)), (&[][..], None));
        assert_eq!(Lights::new(&outcome, None, None), Lights::default());
    }

    #[test]
    fn the_same_marks_stand_in_the_manuscript() {
        let outcome = outcome();
        let sheet = outcome.sheet.as_ref().unwrap();
        let total = index(&outcome, "disputes.review.total");
        let at = sheet.spots[total].unwrap();
        let content = &sheet.document.texts[at.0 as usize].content;
        let (marks, lights) = (Marks::new(&outcome), Lights::new(&outcome, Some(0), None));
        let piece = Piece { text: "4".into(), findings: vec![0], light: Some(Light::First), cell: Some(total) };
        assert_eq!(marks.pieces(&lights, at.0, content), [piece]);
        assert_eq!(lights.first(), Some(at.0));
        assert!(marks.is_data(at.0));
    }

    #[test]
    fn a_link_moves_the_first_light() {
        let outcome = outcome();
        let part = "disputes.review.upheld";
        let lights = Lights::new(&outcome, Some(0), Some(&Spot::Cell(part.into())));
        assert_eq!(lights.of_cell(index(&outcome, part)), Some(Light::First));
        assert_eq!(lights.of_cell(index(&outcome, "disputes.review.total")), Some(Light::Also));
    }

    #[test]
    fn blanks_without_a_sum_are_marked_one_and_all() {
        let mut outcome = outcome();
        let finding = &mut outcome.report.findings[0];
        finding.sums.clear();
        finding.cells.push("disputes.review.upheld".into());
        let marks = Marks::new(&outcome);
        assert_eq!(marks.on_cell(index(&outcome, "disputes.review.upheld")), [0]);
    }
}
