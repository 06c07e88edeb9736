//! Published reports, where the environment variable `GOUJI_REPORTS` names a folder of them; none is in the repository.

use std::{collections::BTreeMap, fs, path::PathBuf};

use gouji::{
    finding::Severity,
    outcome::{ReadingKind, Report},
    profile::Profile,
    source::Source,
};

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
        match cell.key.as_str() {
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
    assert_eq!(said(&report, Severity::Warning), Vec::<String>::new());
    assert_eq!(
        said(&report, Severity::Note),
        [
            "corner-note-differs （本列数据的勾稽关系为：第一项加第二项",
            "form-row-differs 四、结转下年继续办理",
            "form-row-differs 规范性文件",
            "title-differs 海东市平安区公安局2023年度政府信息",
        ]
    );
}

#[test]
fn one_report_in_every_text_and_page_format_gives_one_answer() {
    let Some(folder) = folder() else { return };
    let folder = folder.join("formats");
    let known: BTreeMap<String, String> =
        serde_json::from_str(&fs::read_to_string(folder.join("report.cells.json")).expect("what is known of it"))
            .expect("JSON");
    let mut first: Option<String> = None;
    for name in [
        "report.html",
        "report.gb18030.html",
        "report-ttf.html",
        "report.utf8.txt",
        "report.gb18030.txt",
        "report.utf16le.txt",
    ] {
        let mut report = check(folder.join(name));
        for cell in &report.cells {
            assert_eq!(cell.value, known[&cell.key].parse().ok(), "{name} {}", cell.key);
        }
        // Only where things stand may differ between formats.
        report.file.clear();
        report.kind = None;
        for finding in &mut report.findings {
            finding.spans.clear();
            if let Some(fix) = &mut finding.fix {
                fix.edits.iter_mut().for_each(|edit| edit.at = gouji::outcome::At(0, 0, 0));
            }
        }
        let answer = serde_json::to_string_pretty(&report).expect("a report is JSON");
        match &first {
            None => first = Some(answer),
            Some(first) => assert_eq!(first, &answer, "{name}"),
        }
    }
}
