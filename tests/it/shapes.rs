//! The table test: reports with agreeing figures, written in every shape that people paste, every cell read; then
//! each figure changed in turn, and found.

mod html;
mod text;

use std::collections::BTreeMap;

use gouji::{
    finding::{Cause, Severity},
    form::{Edition, Equation, Form},
    forms,
    outcome::{Outcome, ReadingKind},
    profile::Profile,
    source::Source,
};

use crate::figures::{Dice, Figures, SIZES, Size, consistent};

/// A way of writing a report down.
pub struct Shape {
    pub name: &'static str,
    /// Whether a blank cell leaves a trace; where it does not, its row's figures are lost with it.
    pub keeps_blanks: bool,
    pub write: fn(&Form, &Figures) -> String,
}

/// All shapes that keep the figures.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    text::SHAPES.iter().chain(html::SHAPES)
}

fn check(text: &str) -> Outcome {
    gouji::check(&Source::bytes("report", text.as_bytes()), &Profile::default()).remove(0)
}

fn form(edition: Edition) -> &'static Form {
    forms::form(edition).expect("the edition has a form")
}

/// The cells read otherwise than written.
fn misread(outcome: &Outcome, figures: &Figures) -> Vec<String> {
    let cells: BTreeMap<&str, _> = outcome.report.cells.iter().map(|cell| (cell.key, cell)).collect();
    figures
        .iter()
        .filter_map(|(key, want)| {
            let got = cells.get(key.as_str());
            let right = match (got, want.as_str()) {
                (Some(cell), "") => cell.reading == ReadingKind::Blank,
                (Some(cell), want) => cell.value.is_some() && cell.value == want.parse().ok(),
                (None, _) => false,
            };
            (!right).then(|| {
                format!("{key}: {want:?} read as {:?} {:?}", got.map(|c| c.reading), got.and_then(|c| c.value))
            })
        })
        .collect()
}

/// What is said above a note.
fn grave(outcome: &Outcome) -> Vec<String> {
    let findings = outcome.report.findings.iter();
    findings
        .filter(|f| f.severity != Severity::Note)
        .map(|f| format!("{}: {} {:?}", f.rule, f.message, f.cells))
        .collect()
}

#[test]
fn every_cell_is_read_in_every_shape() {
    let mut cells = 0;
    let mut reports = 0;
    let mut wrong = Vec::new();
    for edition in [Edition::E2021, Edition::E2019] {
        for shape in all() {
            for (s, size) in SIZES.into_iter().enumerate() {
                for round in 0..rounds() {
                    let figures = consistent(form(edition), size, &mut Dice(1000 * round + s as u64));
                    let text = (shape.write)(form(edition), &figures);
                    let outcome = check(&text);
                    let misread = misread(&outcome, &figures);
                    reports += 1;
                    cells += figures.len();
                    let grave = grave(&outcome);
                    if !misread.is_empty() || !grave.is_empty() || outcome.report.edition != Some(edition) {
                        wrong.push(format!(
                            "{} {edition:?} {size:?}: {} cells wrong, {:?} … {grave:?}",
                            shape.name,
                            misread.len(),
                            misread.iter().take(3).collect::<Vec<_>>()
                        ));
                    }
                }
            }
        }
    }
    println!("{cells} cells of {reports} reports in {} shapes and 2 editions", all().count());
    assert!(wrong.is_empty(), "{} of {reports}:\n{}", wrong.len(), wrong.join("\n"));
}

fn rounds() -> u64 {
    if full() { 5 } else { 1 }
}

/// All cells in all shapes and sizes take minutes; without this every shape still gets its turn at other cells.
fn full() -> bool {
    std::env::var_os("GOUJI_FULL").is_some()
}

/// The cells that, changed alone, satisfy every equation.
fn explaining(form: &Form, equations: &[Equation], figures: &Figures) -> Vec<String> {
    let keys: Vec<String> = form.cells().iter().map(|cell| cell.key.clone()).collect();
    let value = |i: u16| figures[&keys[i as usize]].parse::<i64>().unwrap_or(0);
    let residual = |e: &Equation| -> i64 {
        e.left.iter().map(|c| value(c.0)).sum::<i64>() - e.right.iter().map(|c| value(c.0)).sum::<i64>()
    };
    let residuals: Vec<i64> = equations.iter().map(residual).collect();
    (0..keys.len() as u16)
        .filter(|i| {
            let mut change = None;
            let consistent = equations.iter().zip(&residuals).all(|(e, residual)| {
                let left = e.left.iter().any(|c| c.0 == *i);
                let right = e.right.iter().any(|c| c.0 == *i);
                match (left, right) {
                    (false, false) => *residual == 0,
                    _ => {
                        let needed = if left { -residual } else { *residual };
                        *change.get_or_insert(needed) == needed && needed != 0
                    }
                }
            });
            consistent && change.is_some_and(|change| value(*i) + change >= 0)
        })
        .map(|i| keys[i as usize].clone())
        .collect()
}

/// Two unlike digits swapped, the number still one.
fn swapped(figure: &str) -> Option<String> {
    let digits = figure.as_bytes();
    let at = (0..digits.len().saturating_sub(1))
        .find(|&i| digits[i] != digits[i + 1] && (i > 0 || digits[i + 1] != b'0'))?;
    let mut out = digits.to_vec();
    out.swap(at, at + 1);
    String::from_utf8(out).ok()
}

#[derive(Default, Debug)]
struct Score {
    tried: usize,
    found: usize,
    singled: usize,
    first: usize,
    lost: usize,
}

#[test]
fn every_changed_figure_is_found() {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    for edition in [Edition::E2021, Edition::E2019] {
        let form = form(edition);
        let equations = form.equations();
        let keys: Vec<String> = form.cells().iter().map(|cell| cell.key.clone()).collect();
        let summed: Vec<usize> = (0..keys.len())
            .filter(|&i| equations.iter().any(|e| e.left.iter().chain(&e.right).any(|c| usize::from(c.0) == i)))
            .collect();
        assert_eq!(summed.len(), if edition == Edition::E2021 { 190 } else { 176 });
        for (s, shape) in all().enumerate() {
            for (z, size) in [Size::Small, Size::County, Size::Province].into_iter().enumerate() {
                let figures = consistent(form, size, &mut Dice(77 + z as u64));
                for (n, &cell) in summed.iter().enumerate() {
                    // The fast subset: each shape and size takes other cells.
                    if !full() && (n + s * 5 + z * 3) % 19 != 0 {
                        continue;
                    }
                    let key = &keys[cell];
                    let value: i64 = figures[key].parse().expect("a count");
                    let changes = [
                        ("+1", Some((value + 1).to_string())),
                        ("swap", swapped(&figures[key])),
                        ("blank", Some(String::new())),
                    ];
                    for (kind, change) in changes {
                        let Some(change) = change else { continue };
                        let mut changed = figures.clone();
                        changed.insert(key.clone(), change);
                        let outcome = check(&(shape.write)(form, &changed));
                        judge(
                            shape,
                            kind,
                            key,
                            &changed,
                            form,
                            equations,
                            &outcome,
                            scores.entry(kind).or_default(),
                            &mut wrong,
                        );
                    }
                }
            }
        }
    }
    for (kind, score) in &scores {
        println!("{kind}: {score:?}");
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n"));
}

#[allow(clippy::too_many_arguments, reason = "one case's circumstances, used once")]
fn judge(
    shape: &Shape,
    kind: &str,
    key: &str,
    changed: &Figures,
    form: &Form,
    equations: &[Equation],
    outcome: &Outcome,
    score: &mut Score,
    wrong: &mut Vec<String>,
) {
    score.tried += 1;
    let report = &outcome.report;
    let mut fail = |why: &str| {
        let said: Vec<String> = report.findings.iter().map(|f| format!("{} {:?}", f.rule, f.cells.first())).collect();
        wrong.push(format!("{} {:?} {kind} {key}: {why}; said {said:?}", shape.name, form.edition));
    };
    if kind == "blank" {
        let cell = report.cells.iter().find(|cell| cell.key == key).expect("the cell is listed");
        if !shape.keeps_blanks && cell.reading == ReadingKind::Lost {
            score.lost += 1;
            if !grave(outcome).is_empty() {
                fail("a finding from what was lost");
            }
            return;
        }
        match report.findings.iter().find(|f| f.rule == "blank-cell" && f.cause == Cause::Report) {
            Some(finding) if finding.cells.first().map(String::as_str) == Some(key) => {
                score.found += 1;
                score.singled += 1;
                score.first += 1;
            }
            _ => fail("the blank is not found"),
        }
        return;
    }
    let mut found = report
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error && f.cells.iter().any(|cell| cell == key))
        .peekable();
    let Some(first) = found.peek() else { return fail("not found") };
    score.found += 1;
    if explaining(form, equations, changed) == [key.to_owned()] {
        score.singled += 1;
        if first.cells[0] == key && report.findings[0].cells[0] == key && first.expected.is_some() {
            score.first += 1;
        } else {
            fail("singled out by the sums, but not first");
        }
    }
}

#[test]
fn what_is_lost_is_called_lost() {
    let mut lost = 0;
    for edition in [Edition::E2021, Edition::E2019] {
        for shape in text::LOSSY {
            for (s, size) in [Size::Small, Size::County, Size::Province].into_iter().enumerate() {
                let figures = consistent(form(edition), size, &mut Dice(5 + s as u64));
                let outcome = check(&(shape.write)(form(edition), &figures));
                assert_eq!(grave(&outcome), Vec::<String>::new(), "{} {edition:?} {size:?}", shape.name);
                for cell in &outcome.report.cells {
                    let want = &figures[cell.key];
                    if cell.reading == ReadingKind::Lost {
                        lost += 1;
                    }
                    let right = cell.value.is_none() || cell.value == want.parse().ok();
                    assert!(
                        right,
                        "{} {edition:?} {size:?} {}: {want} guessed as {:?}",
                        shape.name, cell.key, cell.value
                    );
                    let blank = cell.reading == ReadingKind::Blank && !want.is_empty() && want != "0";
                    assert!(!blank, "{} {edition:?} {size:?} {}: {want} called blank", shape.name, cell.key);
                }
                let dropped = figures.iter().any(|(key, figure)| key.starts_with("requests.") && figure == "0");
                let any_lost = outcome.report.cells.iter().any(|cell| cell.reading == ReadingKind::Lost);
                assert_eq!(any_lost, dropped || !shape.name.starts_with("04"), "{}", shape.name);
            }
        }
    }
    println!("{lost} cells called lost, none guessed");
}

/// What is said of several wrong cells of the table of requests at once.
#[test]
fn several_wrong_cells_are_several_findings() {
    let form = form(Edition::E2021);
    let shape = all().next().expect("there are shapes");
    let keys: Vec<String> =
        form.cells().iter().map(|cell| cell.key.clone()).filter(|key| key.starts_with("requests.")).collect();
    let rounds = if full() { 2000 } else { 150 };
    for count in [2, 3] {
        let (mut singled, mut right, mut silent) = (0, 0, 0);
        for round in 0..rounds {
            let dice = &mut Dice(round * 7 + count);
            let figures = consistent(form, Size::County, dice);
            let mut changed = figures.clone();
            let mut wrong: Vec<&String> = Vec::new();
            while wrong.len() < count as usize {
                let key = &keys[dice.below(keys.len() as u64) as usize];
                if !wrong.contains(&key) {
                    let value: i64 = figures[key].parse().expect("a count");
                    changed.insert(key.clone(), (value + 1 + dice.below(97) as i64).to_string());
                    wrong.push(key);
                }
            }
            let outcome = check(&(shape.write)(form, &changed));
            let findings: Vec<_> = outcome.report.findings.iter().filter(|f| !f.sums.is_empty()).collect();
            silent += usize::from(findings.len() < count as usize);
            for finding in findings.iter().filter(|finding| finding.expected.is_some()) {
                singled += 1;
                let key = &finding.cells[0];
                right += usize::from(wrong.contains(&key) && finding.expected.as_ref() == Some(&figures[key]));
            }
        }
        println!("{count} wrong cells, {rounds} times: {singled} singled out, {right} of them rightly");
        assert_eq!(silent, 0, "fewer findings than wrong cells");
        assert_eq!(singled, right, "{count}: a cell is blamed that is right");
        assert!(singled as u64 * 10 >= rounds * count * 9, "{count}: too few are singled out");
    }
}

/// Table 二 of one edition beside the other tables of the other: read whole, said once, and nothing made of it.
#[test]
fn hybrids_are_read_completely() {
    let (new, old) = (form(Edition::E2021), form(Edition::E2019));
    for (s, size) in SIZES.into_iter().enumerate() {
        for (of_requests, of_proactive) in [(new, old), (old, new)] {
            let mut figures = consistent(of_proactive, size, &mut Dice(s as u64));
            figures.retain(|key, _| key.starts_with("proactive."));
            let rest = consistent(of_requests, size, &mut Dice(9 + s as u64));
            figures.extend(rest.into_iter().filter(|(key, _)| !key.starts_with("proactive.")));
            let outcome = check(&text::hybrid(of_requests, of_proactive, &figures));
            let report = &outcome.report;
            assert_eq!(report.edition, Some(Edition::E2021));
            for cell in report.cells.iter().filter(|cell| !cell.key.starts_with("proactive.")) {
                match figures.get(cell.key) {
                    Some(want) => assert_eq!(cell.value, want.parse().ok(), "{}", cell.key),
                    None => assert_eq!(cell.reading, ReadingKind::Absent, "{}", cell.key),
                }
            }
            let rules: Vec<&str> =
                report.findings.iter().filter(|f| f.severity != Severity::Note).map(|f| f.rule.as_str()).collect();
            assert_eq!(rules, ["outdated-form"], "{:?}", grave(&outcome));
        }
    }
}

/// A label that the lines lost is no row of the other edition.
#[test]
fn a_lost_label_does_not_change_the_edition() {
    let form = form(Edition::E2019);
    let shape = text::SHAPES.iter().find(|shape| shape.name.starts_with("10 pdf")).expect("the shape is there");
    let figures = consistent(form, Size::County, &mut Dice(4));
    let outcome = check(&(shape.write)(form, &figures).replace("（六）其他处理", "（六）"));
    assert_eq!(outcome.report.edition, Some(Edition::E2019));
    assert_eq!(grave(&outcome), Vec::<String>::new());
    for cell in &outcome.report.cells {
        let lost = cell.key.starts_with("requests.other.") && cell.reading == ReadingKind::Lost;
        assert!(lost || cell.value == figures[cell.key].parse().ok(), "{} {:?}", cell.key, cell.reading);
    }
}
