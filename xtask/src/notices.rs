//! The notices of what the page ships: name, version, licence and licence text of every crate that is compiled into
//! its wasm, and of the tables in it that are others' work.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_json::Value;

use crate::{
    Result,
    run::{cargo, output},
};

const FILE: &str = "www/notices.txt";
const TARGET: &str = "wasm32-unknown-unknown";
/// For crates that come without the text of their licence.
const MIT: &str = include_str!("licences/MIT.txt");
const APACHE: &str = include_str!("licences/Apache-2.0.txt");

/// Tables that are shipped without the crate that they were made from: what they are, and whose.
const TABLES: &[(&str, &str)] = &[
    ("the table of GB18030 (BSD-3-Clause), from the Encoding Standard", include_str!("licences/Encoding-Standard.txt")),
    ("the table of Adobe-GB1 (BSD-3-Clause), from Adobe's CMap resources", include_str!("licences/Adobe-CMaps.txt")),
];

/// Writes the notices.
pub fn write() -> Result {
    let notices = notices()?;
    fs::create_dir_all("www").map_err(|error| format!("www: {error}"))?;
    fs::write(FILE, &notices).map_err(|error| format!("{FILE}: {error}"))?;
    println!("{FILE}: {} bytes", notices.len());
    Ok(())
}

/// An error if the notices are not those that [`write`] would write.
pub fn check() -> Result {
    let there = fs::read_to_string(FILE).map_err(|error| format!("{FILE}: {error}"))?;
    if there.replace("\r\n", "\n") == notices()? {
        Ok(())
    } else {
        Err(format!("{FILE} is not of the dependencies in Cargo.lock; `cargo xtask notices` writes it anew"))
    }
}

fn notices() -> Result<String> {
    let arguments = ["metadata", "--locked", "--format-version=1", "--filter-platform", TARGET, "--features=app"];
    let metadata = output(&mut cargo(&arguments)).ok_or("`cargo metadata` failed")?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    // Crates by the text of the licence they are used under: many share one to the letter.
    let mut by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    for (name, version) in shipped()? {
        let package = packages.iter().find(|package| package["name"] == *name && package["version"] == *version);
        let package = package.ok_or_else(|| format!("`cargo metadata` does not know {name} {version}"))?;
        let word = |key: &str| package[key].as_str().unwrap_or_default();
        let licence = word("license");
        if licence.is_empty() {
            return Err(format!("{} names no licence", word("name")));
        }
        let text = licence_text(package)?;
        by_text.entry(text).or_default().insert(format!("{} {} ({licence})", word("name"), word("version")));
    }
    let std = "the Rust standard library (MIT OR Apache-2.0)".to_owned();
    by_text.entry(mit("The Rust Project Contributors")).or_default().insert(std);

    for (table, text) in TABLES {
        by_text.entry(tidy(text)).or_default().insert((*table).to_owned());
    }

    let mut groups: Vec<(Vec<String>, String)> =
        by_text.into_iter().map(|(text, crates)| (crates.into_iter().collect(), text)).collect();
    groups.sort();
    let mut notices = "Gouji is made with the following software. Each part is named with its version and the licence \
                       it is offered under, followed by the text of the licence it is used under here.\n"
        .to_owned();
    for (crates, text) in groups {
        notices.push_str(&format!("\n{}\n{}\n\n{text}\n", "=".repeat(80), crates.join("\n")));
    }
    Ok(notices)
}

/// Name and version of each crate whose code is in the wasm: what ours depends on at run time, without macros, whose
/// code runs in the compiler. From `cargo tree`, because metadata also lists what only tests switch on.
fn shipped() -> Result<BTreeSet<(String, String)>> {
    let mut tree = cargo(&["tree", "--locked", "--package=gouji", "--no-default-features", "--features=app"]);
    tree.args(["--target", TARGET, "--edges=normal,no-proc-macro", "--prefix=none", "--no-dedupe", "--format={p}"]);
    let printed = output(&mut tree).ok_or("`cargo tree` failed")?;
    let mut crates = BTreeSet::new();
    for line in printed.lines() {
        let mut words = line.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        if name != "gouji" {
            crates.insert((name.to_owned(), version.trim_start_matches('v').to_owned()));
        }
    }
    Ok(crates)
}

/// The text that comes with the crate: of its MIT licence where it has a choice, that being the shorter one; else of all
/// its licences, but not of Apache's where that is one of a choice.
fn licence_text(package: &Value) -> Result<String> {
    let name = package["name"].as_str().unwrap_or_default();
    let licence = package["license"].as_str().unwrap_or_default();
    let folder = package["manifest_path"].as_str().and_then(|path| Path::new(path).parent());
    let folder = folder.ok_or_else(|| format!("{name} lies nowhere"))?;
    let mut files: Vec<String> = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|file| {
            let upper = file.to_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT", "UNLICENSE"]
                .iter()
                .any(|word| upper.starts_with(word))
        })
        .filter(|file| folder.join(file).is_file())
        .collect();
    files.sort();
    let read = |file: &String| -> Result<String> {
        let text = fs::read_to_string(folder.join(file)).map_err(|error| format!("{name}: {file}: {error}"))?;
        Ok(tidy(&text))
    };
    let choice = licence.contains(" OR ") || licence.contains('/');
    if choice && licence.contains("MIT") && !licence.contains(" AND ") {
        if let Some(file) = files.iter().find(|file| file.to_uppercase().contains("MIT")) {
            return read(file);
        }
        for file in &files {
            let text = read(file)?;
            if text.contains("Permission is hereby granted, free of charge") {
                return Ok(text);
            }
        }
    }
    let apache = |file: &String| file.to_uppercase().contains("APACHE");
    if choice && !files.iter().all(apache) {
        files.retain(|file| !apache(file));
    }
    if !files.is_empty() {
        let texts: Vec<String> = files.iter().map(read).collect::<Result<_>>()?;
        return Ok(texts.join("\n\n"));
    }
    let authors: Vec<&str> = package["authors"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    // Addresses are for correspondence, not for a notice.
    let authors: Vec<&str> = authors.iter().map(|author| author.split('<').next().unwrap_or(author).trim()).collect();
    let holders = if authors.is_empty() { format!("the authors of {name}") } else { authors.join(", ") };
    match licence {
        _ if licence.contains("MIT") && !licence.contains(" AND ") => Ok(mit(&holders)),
        _ if licence.contains("Apache-2.0") && !licence.contains(" AND ") => Ok(tidy(APACHE)),
        _ => Err(format!("{name} ({licence}) comes without the text of its licence")),
    }
}

fn mit(holders: &str) -> String {
    tidy(&MIT.replace("<holders>", holders))
}

/// Without differences that only the editor made: line ends, blanks at the ends of lines and of the text, and where the
/// lines of the MIT licence break.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    let text = lines.join("\n").trim_matches('\n').to_owned();
    match (permission(&text), permission(MIT)) {
        (Some(own), Some(common)) if own.split_whitespace().eq(common.split_whitespace()) => text.replace(own, common),
        _ => text,
    }
}

/// What all copies of the MIT licence say alike, behind whose copyright it is.
fn permission(text: &str) -> Option<&str> {
    let start = text.find("Permission is hereby granted, free of charge")?;
    const LAST: &str = "SOFTWARE.";
    let end = text.rfind(LAST)? + LAST.len();
    text.get(start..end)
}
