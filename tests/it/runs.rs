//! The way back from a text to the runs of its package: what a correction is written into.

use std::{collections::BTreeMap, fs, path::Path};

use gouji::{
    document::{Document, Origin},
    readers::{
        self,
        package::Package,
        xml::{Event, Xml},
    },
    source::Source,
};

/// The texts of a part's runs, by the numbers of their paragraphs and theirs within the paragraph; counted plainly.
fn runs(part: &str) -> BTreeMap<(u32, u32), String> {
    let (mut xml, mut runs, mut paragraphs) = (Xml::new(part), BTreeMap::new(), 0);
    // What is open: paragraphs with how many runs they have had, and runs with their keys.
    let (mut open, mut keys, mut prefix) = (Vec::new(), Vec::new(), None);
    let mut inside = Vec::new();
    while let Some(event) = xml.next().unwrap() {
        match event {
            Event::Start(element) => {
                let own = element.prefix() == prefix.get_or_insert_with(|| element.prefix().to_owned());
                let name = element.name().to_owned();
                inside.push(if own { name.clone() } else { String::new() });
                match (&*name, own) {
                    ("p", true) => {
                        open.push((paragraphs, 0));
                        paragraphs += 1;
                    }
                    ("r", true) => {
                        let (paragraph, count): &mut (u32, u32) = open.last_mut().unwrap();
                        keys.push((*paragraph, *count));
                        runs.insert((*paragraph, *count), String::new());
                        *count += 1;
                    }
                    _ => {}
                }
                let written = match &*name {
                    "t" | "delText" => {
                        let text = xml.text().unwrap();
                        inside.pop();
                        let kept = element.attribute("space").as_deref() == Some("preserve") || name == "delText";
                        if kept { text } else { text.trim_matches([' ', '\t', '\r', '\n']).to_owned() }
                    }
                    "tab" | "ptab" if !inside.iter().any(|name| name == "pPr") => "\t".to_owned(),
                    "br" | "cr" => "\n".to_owned(),
                    "noBreakHyphen" => "\u{2011}".to_owned(),
                    "sym" if element.attribute("char").as_deref() == Some("F0FE") => "☑".to_owned(),
                    _ => String::new(),
                };
                if let Some(key) = keys.last() {
                    runs.get_mut(key).unwrap().push_str(&written);
                }
            }
            Event::End => match &*inside.pop().unwrap() {
                "p" => drop(open.pop()),
                "r" => drop(keys.pop()),
                _ => {}
            },
            Event::Text(_) => {}
        }
    }
    runs
}

fn document(bytes: &[u8]) -> Document {
    readers::read(&Source::bytes("case", bytes)).1.unwrap()
}

#[test]
fn every_piece_is_what_its_run_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    let mut pieces = 0;
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if !path.extension().is_some_and(|extension| extension == "docx" || extension == "docm") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        // Some show that a file is locked.
        let Ok(package) = Package::open(&bytes) else { continue };
        let document = document(&bytes);
        let mut parts = BTreeMap::new();
        for text in &document.texts {
            let Origin::Runs(runs_of_text) = &text.origin else { continue };
            let mut end = 0;
            for piece in runs_of_text {
                let runs = parts
                    .entry(piece.part.to_string())
                    .or_insert_with_key(|name| runs(&package.part(name).unwrap().unwrap()));
                let run = &runs[&(piece.paragraph, piece.run)];
                let (at, offset, length) = (piece.at as usize, piece.offset as usize, piece.length as usize);
                assert!(at >= end && length > 0, "{path:?}: pieces in order: {text:?}");
                end = at + length;
                assert_eq!(run.get(offset..offset + length), text.content.get(at..end), "{path:?}: {text:?}");
                pieces += 1;
            }
        }
    }
    assert!(pieces > 100, "the cases have runs");
}

/// A part in which every way to be in no run, or in a run of another kind, or in none of the paragraph's own, occurs.
#[test]
fn what_is_passed_over_is_counted() {
    let bytes =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/docx-boxes-and-notes.docx")).unwrap();
    let document = document(&bytes);
    let places = |content: &str| -> Vec<(u32, u32, u32)> {
        let text = document.texts.iter().find(|text| text.content == content).unwrap();
        let Origin::Runs(pieces) = &text.origin else { panic!("{content} has runs") };
        pieces.iter().map(|piece| (piece.paragraph, piece.run, piece.offset)).collect()
    };
    assert_eq!(places("锚定的段落。"), [(0, 1, 0), (0, 3, 0)]);
    assert_eq!(places("文本框"), [(1, 0, 0)]);
    // The same text box stands once more, for older readers: its paragraph is the third.
    assert_eq!(places("旧式文本框"), [(3, 1, 0)]);
    assert_eq!(places("脚注"), [(1, 1, 1)]);
}
