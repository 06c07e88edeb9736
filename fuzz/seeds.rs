//! Writes what a target starts from: the cases of `tests/readers/` of its format, and the folder's own corpus.
//!
//! Packages are packed anew without compression: what is changed in them is then XML, not noise for the inflater.

use std::{fs, io::Write, path::Path};

use gouji::readers::package::{self, Package};
use rawzip::{CompressionMethod, ZipArchiveWriter};

fn main() {
    let target = std::env::args().nth(1).expect("the name of a target");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = root.join("seeds").join(&target);
    fs::create_dir_all(&seeds).expect("a folder for the seeds");
    let is_ours = |path: &Path| {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        extension == *target
            || target == "text" && (extension == "txt" || extension == "md")
            || target == "archive" && extension == "zip"
    };
    for folder in [root.join("../tests/readers"), root.join("corpus").join(&target)] {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            let all = folder.ends_with(&target);
            if path.is_file() && (all || is_ours(&path)) {
                let bytes = fs::read(&path).expect("a seed");
                let name = path.file_name().expect("a file").to_owned();
                fs::write(seeds.join(name), stored(&bytes).unwrap_or(bytes)).expect("the seed is written");
            }
        }
    }
}

/// A package with its entries as they are, not packed.
fn stored(bytes: &[u8]) -> Option<Vec<u8>> {
    let package = Package::open(bytes).ok().filter(|_| package::is_archive(bytes))?;
    let mut all = Vec::new();
    let mut writer = ZipArchiveWriter::new(&mut all);
    for entry in package.entries() {
        let content = package.read(entry).ok()?;
        let (mut file, config) =
            writer.new_file(&entry.name).compression_method(CompressionMethod::STORE).start().ok()?;
        let mut data = config.wrap(&mut file);
        data.write_all(&content).ok()?;
        let (_, descriptor) = data.finish().ok()?;
        file.finish(descriptor).ok()?;
    }
    writer.finish().ok()?;
    Some(all)
}
