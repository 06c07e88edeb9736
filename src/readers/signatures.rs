//! Formats known by their first bytes: what to call a file that no reader takes.

/// A name and the marks that together make it out, each with the place where it stands.
type Signature = (&'static str, &'static [(usize, &'static [u8])]);

/// The more particular before the more general.
static SIGNATURES: &[Signature] = &[
    ("png", &[(0, b"\x89PNG\r\n\x1a\n")]),
    ("jpeg", &[(0, b"\xff\xd8\xff")]),
    ("gif", &[(0, b"GIF87a")]),
    ("gif", &[(0, b"GIF89a")]),
    ("webp", &[(0, b"RIFF"), (8, b"WEBP")]),
    ("bmp", &[(0, b"BM"), (6, b"\0\0\0\0\x36\0\0\0")]),
    ("bmp", &[(0, b"BM"), (6, b"\0\0\0\0\x36\x04\0\0")]),
    ("bmp", &[(0, b"BM"), (6, b"\0\0\0\0\x3e\0\0\0")]),
    ("bmp", &[(0, b"BM"), (6, b"\0\0\0\0\x8a\0\0\0")]),
    ("tiff", &[(0, b"II*\0")]),
    ("tiff", &[(0, b"MM\0*")]),
    ("ico", &[(0, b"\0\0\x01\0")]),
    ("heic", &[(4, b"ftypheic")]),
    ("heic", &[(4, b"ftypmif1")]),
    ("mp4", &[(4, b"ftyp")]),
    ("wav", &[(0, b"RIFF"), (8, b"WAVE")]),
    ("avi", &[(0, b"RIFF"), (8, b"AVI ")]),
    ("mp3", &[(0, b"ID3")]),
    ("pdf", &[(0, b"%PDF-")]),
    ("ps", &[(0, b"%!PS")]),
    ("djvu", &[(0, b"AT&TFORM")]),
    ("caj", &[(0, b"CAJ\0")]),
    ("caj", &[(0, b"HN\0\0")]),
    ("rtf", &[(0, b"{\\rtf")]),
    // Word, Excel and PowerPoint of 1997 to 2003, and WPS.
    ("ole", &[(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]),
    // docx, xlsx, ofd, odt and plain archives.
    ("zip", &[(0, b"PK\x03\x04")]),
    ("zip", &[(0, b"PK\x05\x06")]),
    ("zip", &[(0, b"PK\x07\x08")]),
    ("rar", &[(0, b"Rar!\x1a\x07")]),
    ("7z", &[(0, b"7z\xbc\xaf\x27\x1c")]),
    ("gz", &[(0, b"\x1f\x8b\x08")]),
    ("bz2", &[(0, b"BZh")]),
    ("xz", &[(0, b"\xfd7zXZ\0")]),
    ("zst", &[(0, b"\x28\xb5\x2f\xfd")]),
    ("elf", &[(0, b"\x7fELF")]),
    ("wasm", &[(0, b"\0asm")]),
    ("class", &[(0, b"\xca\xfe\xba\xbe")]),
    ("mach-o", &[(0, b"\xcf\xfa\xed\xfe")]),
    ("sqlite", &[(0, b"SQLite format 3\0")]),
    ("mhtml", &[(0, b"MIME-Version:")]),
    ("mhtml", &[(0, b"From: <Saved by ")]),
    ("mhtml", &[(0, b"From: \"Saved by ")]),
];

/// What a container's entries make of it: the container, the name and a word that stands among its entries' names.
static CONTENTS: &[(&str, &str, &[u8])] = &[
    ("zip", "docx", b"word/document.xml"),
    ("zip", "xlsb", b"xl/workbook.bin"),
    ("zip", "xlsx", b"xl/workbook."),
    ("zip", "pptx", b"ppt/presentation.xml"),
    ("zip", "ofd", b"OFD.xml"),
    ("zip", "ofd", b"Doc_0/Document.xml"),
    ("zip", "odt", b"application/vnd.oasis.opendocument.text"),
    ("zip", "ods", b"application/vnd.oasis.opendocument.spreadsheet"),
    ("ole", "doc", b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
    ("ole", "xls", b"W\0o\0r\0k\0b\0o\0o\0k\0"),
    ("ole", "ppt", b"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0"),
];

/// How much of a container's two ends is searched for its entries' names.
const ENDS: usize = 64 << 10;

/// What the bytes look like, if that can be told.
pub fn name(bytes: &[u8]) -> Option<&'static str> {
    let stands = |(at, mark): &(usize, &[u8])| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark));
    if let Some((name, _)) = SIGNATURES.iter().find(|(_, marks)| marks.iter().all(stands)) {
        return Some(content(name, bytes).unwrap_or(name));
    }
    if is_program(bytes) {
        return Some("exe");
    }
    markup(bytes)
}

fn content(container: &str, bytes: &[u8]) -> Option<&'static str> {
    let (start, end) = (&bytes[..bytes.len().min(ENDS)], &bytes[bytes.len().saturating_sub(ENDS)..]);
    // A small file is all start.
    let end = if bytes.len() > ENDS { end } else { &[] };
    let has = |word: &[u8]| [start, end].iter().any(|part| holds(part, word));
    CONTENTS.iter().find(|(within, _, word)| *within == container && has(word)).map(|(_, name, _)| *name)
}

/// Whether a word stands anywhere.
pub fn holds(bytes: &[u8], word: &[u8]) -> bool {
    (0..bytes.len()).any(|at| bytes[at] == word[0] && bytes[at..].starts_with(word))
}

/// A Windows program: the two letters alone may begin a text, so its second header is looked for.
fn is_program(bytes: &[u8]) -> bool {
    let at = bytes.get(0x3c..0x40).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize);
    bytes.starts_with(b"MZ") && at.is_some_and(|at| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"PE\0\0")))
}

/// Markup that is text, but no page.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |mark: &&[u8]| bytes.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    if ![&b"<?xml"[..], b"<svg", b"<!doctype svg"].iter().any(begins) {
        return None;
    }
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let has = |word: &[u8]| holds(&head, word);
    match () {
        () if has(b"<html") || has(b"<!doctype html") => None,
        () if has(b"<svg") => Some("svg"),
        () => Some("xml"),
    }
}
