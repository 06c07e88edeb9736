//! Writes what a target starts from: the cases of the tests that its reader takes, and the folder's own corpus; and
//! beside them the words that stand in these, `TARGET.dict`, for the fuzzer to put in elsewhere.
//!
//! Packages are packed anew without compression: what is changed in them is then XML, not noise for the inflater.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use gouji::readers::READERS;
use gouji_fuzz::{packed, unpacked};

/// Bytes of the largest seed: the fuzzer makes little of a file that takes long to read.
const MOST: usize = 128 << 10;
/// How many words the fuzzer is given.
const WORDS: usize = 2_000;

fn main() {
    let target = std::env::args().nth(1).expect("the name of a target");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = root.join("seeds").join(&target);
    fs::create_dir_all(&seeds).expect("a folder for the seeds");
    let mut found = Vec::new();
    for folder in ["../tests/readers", "../tests/samples", "../www/samples"] {
        found.extend(files(&root.join(folder)).into_iter().filter(|(name, _)| !name.ends_with(".expected")));
    }
    if target == "archive" {
        found.retain(|(_, bytes)| bytes.len() < 3_000);
        let archives = found.chunks(4).enumerate();
        found = archives.filter_map(|(at, files)| Some((format!("{at}.zip"), packed(files)?))).collect();
    } else {
        let taker = |bytes: &[u8]| READERS.iter().find(|reader| (reader.sniff)(bytes));
        found.retain(|(_, bytes)| taker(bytes).is_some_and(|reader| reader.name == target));
    }
    found.extend(files(&root.join("corpus").join(&target)));
    let mut words = BTreeSet::new();
    for (name, bytes) in found {
        let bytes = unpacked(&bytes).and_then(|files| packed(&files)).unwrap_or(bytes);
        if bytes.len() <= MOST {
            let pieces = bytes.split(|byte| b" \t\r\n\0\"'>;,()[]{}=".contains(byte));
            words.extend(pieces.flat_map(|piece| piece.chunk_by(|_, next| !b"<\\/".contains(next))).filter_map(word));
            fs::write(seeds.join(name), bytes).expect("the seed is written");
        }
    }
    let mut list = String::new();
    for word in words.iter().take(WORDS) {
        writeln!(list, "\"{}\"", word.replace('\\', "\\\\")).expect("a string takes what is written");
    }
    fs::write(root.join("seeds").join(format!("{target}.dict")), list).expect("the words are written");
}

/// The files of a folder, by name; none where there is no such folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_file());
    let mut files: Vec<_> = entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a seed")))
        .collect();
    files.sort();
    files
}

/// What could be a name of the format: printable, with a letter in it, not long.
fn word(bytes: &[u8]) -> Option<String> {
    let fits = (2..=24).contains(&bytes.len())
        && bytes.iter().all(u8::is_ascii_graphic)
        && bytes.iter().any(u8::is_ascii_alphabetic);
    fits.then(|| String::from_utf8_lossy(bytes).into_owned())
}
