//! One report in every format gives one answer: the same cells, the same findings.

use std::{fs, path::Path};

use gouji::{
    finding::Family,
    outcome::{At, Report},
    profile::Profile,
    readers::READERS,
    rule::Rule,
    rules::RULES,
    source::Source,
};

/// What is said of a file, but for what may differ between formats: names, places, and white space within cells.
pub fn answer(name: &str, bytes: Vec<u8>) -> Report {
    let mut report = gouji::check(&Source::bytes(name, bytes), &Profile::default()).remove(0).report;
    let squeezed = |text: &mut String| text.retain(|c| !c.is_whitespace());
    report.file.clear();
    for cell in &mut report.cells {
        cell.text.iter_mut().for_each(squeezed);
    }
    for number in &mut report.numbers {
        number.at = At(0, 0, 0);
        squeezed(&mut number.text);
    }
    for finding in &mut report.findings {
        finding.spans.clear();
        squeezed(&mut finding.message);
        finding.found.iter_mut().for_each(squeezed);
        finding.expected.iter_mut().for_each(squeezed);
        if let Some(fix) = &mut finding.fix {
            squeezed(&mut fix.title);
            fix.edits.iter_mut().for_each(|edit| edit.at = At(0, 0, 0));
        }
    }
    // What blanks stand on a page is told by distances, and how its lines make paragraphs, that are counted as texts.
    report.findings.retain(|finding| finding.rule != "stray-space");
    let texts = |rule: &Rule| matches!(rule.family, Family::Wording | Family::Privacy);
    report.coverage.retain(|coverage| !RULES.iter().any(|rule| rule.name == coverage.rule && texts(rule)));
    // Documents differ in where the title's lines or a note stand, and with that the order of equally grave findings.
    report.findings.sort_by(|a, b| (&a.severity, &a.rule, &a.id).cmp(&(&b.severity, &b.rule, &b.id)));
    report
}

/// The answer as text, without the kind.
pub fn printed(mut report: Report) -> String {
    report.kind = None;
    serde_json::to_string_pretty(&report).expect("a report is JSON")
}

#[test]
fn the_sample_says_the_same_in_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let first = answer("page", fs::read(root.join("www/samples/report.html")).expect("the sample"));
    assert_eq!(first.findings.len(), 7, "the planted errors");
    let first = printed(first);
    let mut kinds = vec!["html", "mhtml", "text"];
    let mut files: Vec<_> = fs::read_dir(root.join("tests/samples")).expect("samples").flatten().collect();
    files.retain(|file| file.path().extension().is_some_and(|extension| extension != "md"));
    files.sort_by_key(|file| file.path());
    for file in &files {
        let name = file.file_name().to_string_lossy().into_owned();
        let report = answer(&name, fs::read(file.path()).expect("a sample"));
        let kind = report.kind.clone().unwrap_or_default();
        assert!(name.ends_with(&format!(".{kind}")), "{name} is read as {kind}");
        kinds.extend(READERS.iter().map(|reader| reader.name).filter(|name| *name == kind));
        let said = printed(report);
        if said != first {
            let line = first.lines().zip(said.lines()).find(|(a, b)| a != b);
            panic!("{name} says something else, first {line:?}");
        }
    }
    // Pages and text are tried in the browser tests and by the shapes, mhtml by its cases.
    for reader in READERS {
        assert!(kinds.contains(&reader.name), "there is no sample of {}", reader.name);
    }
}
