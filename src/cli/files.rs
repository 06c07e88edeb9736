//! Which files a call means, in which order.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use super::Exit;
use crate::readers::limits;

/// A file to check.
pub struct File {
    /// As it is called in the answer.
    pub name: String,
    path: PathBuf,
    /// Whether it was found in a folder, not named in the call.
    pub from_folder: bool,
}

/// Why there are no bytes.
pub enum Unopened {
    /// The system says no.
    Io(std::io::Error),
    /// More than is read of any file.
    TooLarge,
}

impl File {
    /// Its bytes.
    pub fn read(&self) -> Result<Vec<u8>, Unopened> {
        let limit = limits::FILE_BYTES as u64 + 1;
        let mut bytes = Vec::new();
        let read = if self.name == "-" {
            std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            fs::File::open(&self.path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        match read {
            Err(error) => Err(Unopened::Io(error)),
            Ok(_) if bytes.len() > limits::FILE_BYTES => Err(Unopened::TooLarge),
            Ok(_) => Ok(bytes),
        }
    }
}

/// The files that paths mean: themselves, and what is in folders, in byte order, hidden files and links left out.
pub fn list(paths: &[PathBuf]) -> (Vec<File>, Exit) {
    let mut files = Vec::new();
    let mut exit = Exit::Clean;
    for path in paths {
        if path.is_dir() {
            exit = exit.max(walk(path, &mut files));
        } else {
            files.push(File { name: path.display().to_string(), path: path.clone(), from_folder: false });
        }
    }
    (files, exit)
}

fn walk(folder: &Path, files: &mut Vec<File>) -> Exit {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            eprintln!("gouji: {}: {error}", folder.display());
            return Exit::Unread;
        }
    };
    // The order of whole paths: a folder sorts with a separator behind its name.
    let key = |entry: &fs::DirEntry| {
        let mut name = entry.file_name().as_encoded_bytes().to_vec();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            name.push(b'/');
        }
        name
    };
    entries.sort_by_key(key);
    let mut exit = Exit::Clean;
    for entry in entries {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let Ok(kind) = entry.file_type() else { continue };
        if hidden || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() {
            exit = exit.max(walk(&entry.path(), files));
        } else if kind.is_file() {
            let path = entry.path();
            files.push(File { name: path.display().to_string(), path, from_folder: true });
        }
    }
    exit
}
