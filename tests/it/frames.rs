//! Claims in prose, in many phrasings: nothing is said while they are right, and each number that goes wrong is found.
//!
//! `tests/frames/README.md` tells the language of the frames. `open.md` is for whoever writes the rules to read,
//! `held.md` is not: what it finds shows how far the rules reach beyond the phrasings that they were written for.
//!
//! `FRAMES=open` or `FRAMES=held` takes one of them; `FRAMES_SHOW=1` lists what was missed and what was said wrongly in
//! `open.md`, `FRAMES_SHOW=held` in `held.md`.

mod language;
mod reports;
mod shown;
mod sum;

use std::{
    fmt::Write,
    fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use gouji::{
    check,
    finding::{Family, Severity},
    outcome::{FindingView, Outcome, bytes_of},
    profile::Profile,
    source::Source,
};

use crate::sample::Sample;
use language::{Change, Filled, Frame, Kind};
use reports::Report;

/// So many of a hundred changes are found, in `open.md` and in both together.
const FOUND: [usize; 2] = [95, 94];
/// So many frames, at most, of which something is said while they are right, in `open.md` and in `held.md`.
const FALSE: [usize; 2] = [0, 0];

/// The documents.
const DOCUMENTS: [&str; 2] = ["open", "held"];
/// Each holds at least so many frames.
const FRAMES: usize = 90;

/// How a frame did.
#[derive(Clone, Default)]
struct Score {
    /// How many reports it fits.
    fits: usize,
    /// Changes, those that were found, and those that were found at the number itself.
    made: usize,
    found: usize,
    exact: usize,
    /// What was said of it while it was right.
    wrongly: Vec<String>,
    missed: Vec<String>,
}

#[test]
fn numbers_that_go_wrong_in_prose_are_found() {
    let only = std::env::var("FRAMES").unwrap_or_else(|_| "both".to_owned());
    assert!(only == "both" || DOCUMENTS.contains(&only.as_str()), "FRAMES={only}");
    let show = std::env::var("FRAMES_SHOW").unwrap_or_default();
    let reports = reports::reports();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frames");
    let mut scores: [Vec<(Frame, Score)>; 2] = Default::default();
    for (name, scores) in DOCUMENTS.iter().zip(&mut scores).filter(|(name, _)| only == "both" || only == **name) {
        let path = folder.join(format!("{name}.md"));
        let document = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let frames = language::frames(&document);
        assert!(frames.len() >= FRAMES, "{name}: {} frames", frames.len());
        let found = examine_all(&frames, &reports);
        scores.extend(frames.into_iter().zip(found));
    }
    println!("{}", table(&scores));
    for ((name, scores), shown) in DOCUMENTS.iter().zip(&scores).zip(["1", "held"]) {
        for (frame, score) in scores.iter().filter(|_| show == shown) {
            let lines: Vec<&String> = score.wrongly.iter().chain(&score.missed).collect();
            if !lines.is_empty() {
                println!("{name} · {} | {}", frame.shape, frame.line);
            }
            lines.iter().for_each(|line| println!("    {line}"));
        }
    }
    for ((name, scores), allowed) in DOCUMENTS.iter().zip(&scores).zip(FALSE) {
        let wrongly = scores.iter().filter(|(_, score)| !score.wrongly.is_empty()).count();
        assert!(wrongly <= allowed, "{name}: something is said of {wrongly} frames that are right");
    }
    let share = |scores: &[&(Frame, Score)], least: usize| {
        let sum = |of: fn(&Score) -> usize| scores.iter().map(|(_, score)| of(score)).sum::<usize>();
        sum(|score| score.found) * 100 >= sum(|score| score.made) * least
    };
    let [open, both] = FOUND;
    assert!(share(&scores[0].iter().collect::<Vec<_>>(), open), "open: fewer than {open} % are found");
    assert!(share(&scores.iter().flatten().collect::<Vec<_>>(), both), "fewer than {both} % are found");
}

/// All frames, on as many threads as there are cores.
fn examine_all(frames: &[Frame], reports: &[Report]) -> Vec<Score> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(frame) = frames.get(at) else { return done };
            done.push((at, examine(frame, reports)));
        }
    };
    let mut scores = vec![Score::default(); frames.len()];
    thread::scope(|scope| {
        let threads: Vec<_> =
            (0..thread::available_parallelism().map_or(2, usize::from)).map(|_| scope.spawn(work)).collect();
        for (at, score) in threads.into_iter().flat_map(|thread| thread.join().expect("a frame that can be filled")) {
            scores[at] = score;
        }
    });
    scores
}

/// A frame in every report that it fits: what is said of it, and of its changes.
fn examine(frame: &Frame, reports: &[Report]) -> Score {
    let filled: Vec<(&Report, Filled)> =
        reports.iter().filter_map(|report| Some((report, frame.fill(report)?))).collect();
    assert!(!filled.is_empty(), "it fits no report: {}", frame.line);
    let fits = filled.len();
    let mut score = Score { fits, ..Score::default() };
    for (i, (report, filled)) in filled.iter().enumerate() {
        let text = filled.sample.to_text();
        let before: Vec<String> = figures(&outcome(&text)).map(identity).collect();
        score.wrongly.extend(before.iter().map(|said| format!("{}, said wrongly: {said}", report.name)));
        // Which two of them the numbers go wrong in differs from frame to frame; what no cell tells is the same in all.
        let turn = (i + frame.line.len()) % fits;
        if turn >= if frame.rests_on_cells() { 2 } else { 1 } {
            continue;
        }
        let mut missed = Vec::new();
        for change in &filled.changes {
            score.made += 1;
            match found(filled, &text, change, &before) {
                Some(exact) => {
                    score.found += 1;
                    score.exact += usize::from(exact);
                }
                None => missed.push(format!("{} → {}", change.from, change.to)),
            }
        }
        if !missed.is_empty() {
            score.missed.push(format!("{}, missed: {}", report.name, missed.join(", ")));
        }
    }
    score
}

/// Whether a change brings a finding that points at the frame, and whether that points at what was changed.
fn found(filled: &Filled, text: &str, change: &Change, before: &[String]) -> Option<bool> {
    let places: Vec<usize> =
        filled.paragraphs.iter().map(|p| text.find(p.as_str()).expect("it stands there")).collect();
    let mut paragraphs = filled.paragraphs.clone();
    let (mut changed, mut at) = (text.to_owned(), None);
    match &change.kind {
        Kind::Prose { paragraph, range } => {
            paragraphs[*paragraph].replace_range(range.clone(), &change.to);
            let start = places[*paragraph] + range.start;
            changed.replace_range(start..places[*paragraph] + range.end, &change.to);
            at = Some(start..start + change.to.len());
        }
        Kind::Cells(deltas) => changed = with_cells(&filled.sample, deltas).to_text(),
    }
    let ranges: Vec<_> =
        paragraphs.iter().map(|p| changed.find(p.as_str()).expect("it stands there")).zip(&paragraphs).collect();
    let outcome = outcome(&changed);
    let mut best = None;
    for finding in figures(&outcome).filter(|finding| finding.severity != Severity::Note) {
        if before.contains(&identity(finding)) {
            continue;
        }
        for span in places_of(&outcome, finding) {
            let within = ranges.iter().any(|(start, text)| (*start..start + text.len()).contains(&span.start));
            let exact = at.as_ref().is_some_and(|at| at.start < span.end && span.start < at.end);
            if within {
                best = Some(best.unwrap_or(false) || exact);
            }
        }
    }
    best
}

/// A report with other figures in some cells, as consistent as before.
fn with_cells(sample: &Sample, deltas: &[(String, i64)]) -> Sample {
    let mut sample = sample.clone();
    for (key, delta) in deltas {
        let value = sample.figure(key).checked_add_signed(*delta).unwrap_or_else(|| panic!("{key} is below {delta}"));
        sample.set(key, value);
    }
    sample.settle();
    assert!(reports::is_closed(&sample), "the table does not hold any more: {deltas:?}");
    sample
}

fn outcome(text: &str) -> Outcome {
    check(&Source::clipboard("frame", text, None), &Profile::default()).swap_remove(0)
}

fn figures(outcome: &Outcome) -> impl Iterator<Item = &FindingView> {
    outcome.report.findings.iter().filter(|finding| finding.family == Family::Figures)
}

fn identity(finding: &FindingView) -> String {
    format!("{}: {}", finding.rule, finding.message)
}

/// Where a finding points, in the source.
fn places_of(outcome: &Outcome, finding: &FindingView) -> Vec<std::ops::Range<usize>> {
    let texts = &outcome.sheet.as_ref().expect("it was read").document.texts;
    let place = |at: gouji::outcome::At| {
        let text = &texts[at.0 as usize];
        let origin = text.origin.offset()?;
        Some(origin + bytes_of(&text.content, at.1)..origin + bytes_of(&text.content, at.2))
    };
    finding.spans.iter().filter_map(|span| place(span.at)).collect()
}

/// What was made and found, a line a shape.
fn table(scores: &[Vec<(Frame, Score)>; 2]) -> String {
    let mut shapes: Vec<&str> = Vec::new();
    for (frame, _) in scores.iter().flatten() {
        if !shapes.contains(&frame.shape.as_str()) {
            shapes.push(&frame.shape);
        }
    }
    let mut out = "frames · found of changes (at the number itself) · said wrongly\n".to_owned();
    let line = |out: &mut String, name: &str, of: &dyn Fn(&Frame) -> bool| {
        write!(out, "{name}:").unwrap();
        for (document, scores) in DOCUMENTS.iter().zip(scores) {
            let own: Vec<&Score> = scores.iter().filter(|(frame, _)| of(frame)).map(|(_, score)| score).collect();
            let sum = |of: fn(&Score) -> usize| own.iter().map(|score| of(score)).sum::<usize>();
            let (frames, made, found, exact) = (own.len(), sum(|s| s.made), sum(|s| s.found), sum(|s| s.exact));
            let wrongly = sum(|s| usize::from(!s.wrongly.is_empty()));
            let share = (found * 1000).checked_div(made).unwrap_or(1000);
            let share = format!("{}.{} %", share / 10, share % 10);
            write!(out, "  {document} {frames} · {found}/{made} = {share} ({exact}) · {wrongly}").unwrap();
        }
        out.push('\n');
    };
    for shape in shapes {
        line(&mut out, shape, &|frame| frame.shape == shape);
    }
    line(&mut out, "all", &|_| true);
    let fits: usize = scores.iter().flatten().map(|(_, score)| score.fits).sum();
    let frames: usize = scores.iter().map(Vec::len).sum();
    writeln!(out, "{fits} reports of {frames} frames").unwrap();
    out
}
