//! Published reports, where the environment variable `GOUJI_REPORTS` names a folder of them; none is in the repository.

use std::{collections::BTreeMap, fs, path::PathBuf};

use gouji::{
    finding::{Cause, Severity},
    outcome::{ReadingKind, Reason, Report},
    profile::Profile,
    source::Source,
};

use crate::formats::{answer, printed};

/// The folder, or a word on what is not tested.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("GOUJI_REPORTS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: GOUJI_REPORTS is not set, published reports are not tested");
    }
    folder
}

fn check(path: PathBuf) -> Report {
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().expect("a file").to_string_lossy().into_owned();
    gouji::check(&Source::bytes(name, bytes), &Profile::default()).remove(0).report
}

/// `rule: first cell or quoted text`, by severity.
fn said(report: &Report, severity: Severity) -> Vec<String> {
    let findings = report.findings.iter().filter(|finding| finding.severity == severity);
    let mut said: Vec<String> = findings
        .map(|f| {
            let what = f.cells.first().or(f.spans.first().map(|span| &span.text)).cloned().unwrap_or_default();
            format!("{} {}", f.rule, what.split_whitespace().collect::<String>())
        })
        .collect();
    said.sort();
    said
}

#[test]
fn a_text_layer_with_rows_of_another_table_is_read_whole() {
    let Some(folder) = folder() else { return };
    let report = check(folder.join("pingan-police-2023.txt"));
    assert_eq!(report.year, Some(2023));
    assert_eq!(report.cells.len(), 200);
    for cell in &report.cells {
        match cell.key {
            "proactive.license.decisions" => assert_eq!(cell.reading, ReadingKind::Blank),
            "proactive.fees.amount" => assert_eq!(cell.reading, ReadingKind::Words),
            "proactive.penalty.decisions" => assert_eq!(cell.value, Some(202.0)),
            _ => assert_eq!(cell.value, Some(0.0), "{}", cell.key),
        }
    }
    assert_eq!(
        said(&report, Severity::Error),
        ["blank-cell proactive.license.decisions", "breakdown-sum-mismatch 706", "not-a-count proactive.fees.amount"]
    );
    assert_eq!(
        said(&report, Severity::Warning),
        [
            "fee-not-reported ",
            "half-width-punctuation ,",
            "half-width-punctuation ,",
            "missing-aspect ",
            "numbering-gap 一是",
            "wrong-word 依法申请公开",
            "wrong-word 依法申请公开",
            "wrong-word 无发",
            "wrong-word 治稳定",
        ]
    );
    let aspects: Vec<_> = report.findings.iter().filter(|f| f.rule == "missing-aspect").map(|f| &f.expected).collect();
    assert_eq!(aspects, [&Some("依申请公开".to_owned()), &Some("政府信息公开平台建设".to_owned())]);
    assert_eq!(
        said(&report, Severity::Note),
        [
            "claim-contradicts-table proactive.normative.issued",
            "corner-note-differs （本列数据的勾稽关系为：第一项加第二项",
            "form-row-differs 四、结转下年继续办理",
            "form-row-differs 规范性文件",
            "missing-aspect ",
            "number-reused 706",
            "stray-space ",
            "title-differs 海东市平安区公安局2023年度政府信息",
            "wrong-measure-word 片",
            "wrong-word 之前",
            "wrong-word 人大建议",
            "wrong-word 其它",
        ]
    );
}

/// The figures that are known of a report.
fn known(path: PathBuf) -> BTreeMap<String, f64> {
    let known: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(path).expect("what is known of it")).expect("JSON");
    let figure = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text.replace(',', "").parse().expect("a figure"),
        value => value.as_f64().expect("a figure"),
    };
    known.into_iter().map(|(key, value)| (key, figure(value))).collect()
}

fn assert_cells(name: &str, report: &Report, known: &BTreeMap<String, f64>) {
    assert_eq!(report.cells.len(), known.len(), "{name}: {:?}", report.unreadable);
    for cell in &report.cells {
        assert_eq!(cell.value, Some(known[cell.key]), "{name} {}", cell.key);
    }
}

/// Files of a folder by their names, in byte order.
fn files(folder: PathBuf) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).expect("the folder").flatten();
    let mut files: Vec<_> =
        entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect();
    files.retain(|(name, _)| !name.ends_with(".json"));
    files.sort();
    files
}

#[test]
fn one_report_in_every_format_gives_one_answer() {
    let Some(folder) = folder() else { return };
    let known = known(folder.join("formats/report.cells.json"));
    let first = printed(answer("page", fs::read(folder.join("formats/report.html")).expect("the page")));
    let mut count = 0;
    for (name, path) in files(folder.join("formats")).into_iter().chain(files(folder.join("pdf-cases"))) {
        // These are looked at below.
        if ["enc-userpw", "notounicode", "scan", "trunc"].iter().any(|stem| name.starts_with(stem)) {
            continue;
        }
        let report = answer(&name, fs::read(path).expect("a file"));
        assert_cells(&name, &report, &known);
        let said = printed(report);
        let line = said.lines().zip(first.lines()).find(|(said, first)| said != first);
        assert_eq!(line, None, "{name}");
        count += 1;
    }
    assert!(count >= 26, "{count} files");
}

#[test]
fn what_cannot_be_read_gets_its_one_sentence() {
    let Some(folder) = folder() else { return };
    for (name, reason) in
        [("scan.pdf", Reason::Scan), ("enc-userpw.pdf", Reason::Password), ("trunc.pdf", Reason::Damaged)]
    {
        let report = check(folder.join("pdf-cases").join(name));
        assert_eq!(report.unreadable.map(|unreadable| unreadable.reason), Some(reason), "{name}");
        assert!(report.findings.is_empty() && report.cells.is_empty(), "{name}");
    }
}

#[test]
fn glyphs_without_a_character_are_lost_and_not_guessed() {
    let Some(folder) = folder() else { return };
    let known = known(folder.join("formats/report.cells.json"));
    let report = check(folder.join("pdf-cases/notounicode.pdf"));
    let right = report.cells.iter().filter(|cell| cell.value == Some(known[cell.key])).count();
    let lost = report.cells.iter().filter(|cell| cell.reading == ReadingKind::Lost).count();
    assert_eq!((right + lost, report.cells.len()), (200, 200));
    assert!(right >= 185, "{right} cells right");
    // What is said of it is said of the same report in other formats, or of the reading.
    let whole = check(folder.join("formats/report.html"));
    for finding in report.findings.iter().filter(|finding| finding.cause == Cause::Report) {
        assert!(whole.findings.iter().any(|other| other.id == finding.id), "{finding:?}");
    }
}

#[test]
fn a_report_of_wps_is_read_whole_and_nothing_is_said_of_its_figures() {
    let Some(folder) = folder() else { return };
    let report = check(folder.join("huaian-2024.pdf"));
    assert_cells("huaian-2024.pdf", &report, &known(folder.join("huaian-2024.cells.json")));
    assert_eq!(said(&report, Severity::Error), Vec::<String>::new());
    assert_eq!(said(&report, Severity::Warning), ["government-duties-missing "]);
    let notes = report.findings.iter().filter(|finding| finding.severity == Severity::Note);
    let notes: Vec<&str> = notes.map(|finding| &*finding.rule).collect();
    assert_eq!(notes, ["personal-mailbox", "unsigned", "hidden-content"]);
}

#[test]
fn the_blank_form_is_said_to_be_blank() {
    let Some(folder) = folder() else { return };
    let report = check(folder.join("blank-form-2021.docx"));
    assert_eq!(report.cells.len(), 200);
    assert!(report.cells.iter().all(|cell| cell.reading == ReadingKind::Blank), "every label is found");
    let rules: Vec<&str> = report.findings.iter().map(|finding| &*finding.rule).collect();
    // Its wording is right; who made the file is not blank.
    assert_eq!(rules, ["blank-form", "hidden-content"]);
}
