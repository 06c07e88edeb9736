//! The contract: every answer fits the schema, and a golden answer holds what the schema cannot.

use std::path::Path;

use gouji::{form::Edition, forms, language::Language, outcome::Outcome, profile::Profile, source::Source};
use jsonschema::Validator;
use serde_json::Value;

use crate::{
    figures::{Dice, Size, consistent},
    shapes,
};

/// The contract's schema.
pub fn schema() -> Validator {
    let schema: Value = serde_json::from_str(include_str!("../report.schema.json")).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

fn answers(name: &str, bytes: &[u8], language: Language) -> Vec<Outcome> {
    gouji::check(&Source::bytes(name, bytes), &Profile { language, ..Profile::default() })
}

/// Holds an answer against the schema and against what the schema cannot say.
pub fn hold(schema: &Validator, outcome: &Outcome) {
    let value = serde_json::to_value(&outcome.report).expect("a report is JSON");
    let errors: Vec<String> = schema.iter_errors(&value).map(|e| format!("{} at {}", e, e.instance_path())).collect();
    assert!(errors.is_empty(), "{}: {errors:#?}", outcome.report.file);
    let Some(sheet) = &outcome.sheet else { return };
    let report = &outcome.report;
    // Every place points at the text that is quoted.
    for span in report.findings.iter().flat_map(|finding| &finding.spans) {
        let text: Vec<u16> = sheet.document.texts[span.at.0 as usize].content.encode_utf16().collect();
        let quoted = String::from_utf16(&text[span.at.1 as usize..span.at.2 as usize]).expect("a range on characters");
        assert_eq!(quoted, span.text);
    }
    for (cell, spot) in report.cells.iter().zip(&sheet.spots) {
        if let (Some(spot), Some(written)) = (spot, &cell.text) {
            let text: Vec<u16> = sheet.document.texts[spot.0 as usize].content.encode_utf16().collect();
            let quoted = String::from_utf16(&text[spot.1 as usize..spot.2 as usize]).expect("a range on characters");
            assert_eq!(&quoted, written, "{}", cell.key);
        }
    }
    let mut ids: Vec<&str> = report.findings.iter().map(|finding| finding.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), report.findings.len(), "ids are unique");
    assert!(report.findings.windows(2).all(|pair| pair[0].severity <= pair[1].severity), "worst first");
    for coverage in &report.coverage {
        assert!(coverage.failed + coverage.unclear <= coverage.examined, "{coverage:?}");
    }
    for finding in &report.findings {
        let fail: usize = report.coverage.iter().filter(|c| c.rule == finding.rule).map(|c| c.failed + c.unclear).sum();
        assert!(fail > 0, "{} found something in nothing", finding.rule);
    }
}

#[test]
fn every_answer_fits_the_schema() {
    let schema = schema();
    let mut inputs: Vec<(String, Vec<u8>)> = vec![
        ("empty".into(), vec![]),
        ("blank".into(), b" \n\t".to_vec()),
        ("picture".into(), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("noise".into(), (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
        ("letter".into(), "您好，附件请查收。".as_bytes().to_vec()),
    ];
    for edition in [Edition::E2021, Edition::E2019] {
        let form = forms::form(edition).expect("the edition has a form");
        for (i, shape) in shapes::all().enumerate() {
            let mut figures = consistent(form, Size::County, &mut Dice(i as u64));
            let text = (shape.write)(form, &figures);
            inputs.push((format!("{} clean", shape.name), text.clone().into_bytes()));
            // Several defects at once.
            figures.insert("requests.granted.total".into(), "7777".into());
            figures.insert("requests.new.legal".into(), String::new());
            figures.insert("disputes.review.total".into(), "/".into());
            figures.insert("proactive.license.decisions".into(), "若干".into());
            figures.insert("requests.partial.other".into(), "-3".into());
            let broken = (shape.write)(form, &figures).replace("总体情况", "总体概况").replace("1月18日", "5月20日");
            inputs.push((format!("{} broken", shape.name), broken.into_bytes()));
            // A page cut anywhere is still answered.
            let cut = text.len() / 3 * (i % 3);
            inputs.push((format!("{} cut", shape.name), text.into_bytes()[..cut].to_vec()));
        }
    }
    for entry in std::fs::read_dir("tests/samples").expect("the samples").flatten() {
        inputs.push((entry.path().display().to_string(), std::fs::read(entry.path()).expect("a sample")));
    }
    for (name, bytes) in &inputs {
        for language in [Language::Zh, Language::En] {
            for outcome in answers(name, bytes, language) {
                hold(&schema, &outcome);
            }
        }
    }
}

#[test]
fn the_golden_answer_is_as_it_was() {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let mut figures = consistent(form, Size::Small, &mut Dice(1));
    figures.insert("requests.granted.natural".into(), "31".into());
    figures.insert("disputes.review.pending".into(), String::new());
    let text = (shapes::all().next().expect("there are shapes").write)(form, &figures);
    let answer = answers("report.txt", text.as_bytes(), Language::Zh).remove(0);
    let got = serde_json::to_string_pretty(&answer.report).expect("a report is JSON") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report.golden.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &got).expect("the golden file can be written");
    }
    let want = std::fs::read_to_string(&path).expect("the golden file; BLESS=1 writes it");
    assert_eq!(got, want, "BLESS=1 takes this as the new golden answer");
}

#[test]
fn the_same_bytes_give_the_same_answer() {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    for shape in shapes::all() {
        let text = (shape.write)(form, &consistent(form, Size::Small, &mut Dice(3)));
        let print =
            || serde_json::to_string(&answers("a", text.as_bytes(), Language::Zh)[0].report).expect("a report is JSON");
        assert_eq!(print(), print());
    }
}

#[test]
fn places_count_in_utf16_however_long_the_text() {
    use gouji::{
        document::{Document, Span},
        outcome::Units,
    };
    // Characters of one to four bytes and of one and two units, over many stretches.
    let text: String = "a稽𠮷é".repeat(1500);
    let mut document = Document::default();
    let id = document.push_text(text.clone(), None);
    let units = Units::new(&document);
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut before = 0;
    for pair in offsets.windows(2) {
        let at = units.at(Span::new(id, pair[0], pair[1]));
        let length = text[pair[0]..pair[1]].encode_utf16().count() as u32;
        assert_eq!((at.1, at.2), (before, before + length));
        before += length;
    }
}
