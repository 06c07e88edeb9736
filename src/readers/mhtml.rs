//! Pages saved as one file: MIME with its parts (RFC 2045, RFC 2046, RFC 2557), as browsers, Word and WPS write them.
//!
//! The first page in it is the document; where that only says which frames to show (a workbook with several sheets),
//! the other pages are. What a part's header says of its characters is not asked, as of no page.

use crate::{
    document::Document,
    reader::{ReadError, Reader},
    readers::{decoding, html},
};

/// The reader of mhtml.
pub const READER: Reader = Reader { name: "mhtml", sniff, read };

/// How far the lines that begin a message are looked at.
const HEAD: usize = 8_192;
/// Parts that are looked at.
const PARTS: usize = 4_096;
/// Boundaries of parts within parts.
const BOUNDARIES: usize = 16;

fn sniff(bytes: &[u8]) -> bool {
    let (headers, _) = split_headers(trimmed(bytes));
    let kind = headers.get("content-type").unwrap_or_default().to_ascii_lowercase();
    headers.has("mime-version") && (kind.starts_with("multipart/") || kind.starts_with("text/html"))
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let pages = pages(trimmed(bytes));
    let mut first = None;
    for (index, page) in pages.iter().enumerate() {
        let source = decoding::decode(page).ok_or(ReadError::UnknownFormat(None));
        match source.and_then(|source| html::document(&source)) {
            // A page of frames.
            Err(ReadError::Empty | ReadError::NoText) if index == 0 && pages.len() > 1 => {}
            answer if index == 0 => return answer,
            Ok(_) => {
                let rest: Vec<String> = pages[index..].iter().filter_map(|page| decoding::decode(page)).collect();
                return html::document(&rest.concat());
            }
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(first.unwrap_or(ReadError::Empty))
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

/// The pages, decoded to their bytes, in their order.
fn pages(message: &[u8]) -> Vec<Vec<u8>> {
    let mut boundaries: Vec<Vec<u8>> = Vec::new();
    let mut pages = Vec::new();
    let mut rest = message;
    for _ in 0..PARTS {
        let (headers, body) = split_headers(rest);
        if let Some(boundary) = headers.parameter("content-type", "boundary")
            && boundaries.len() < BOUNDARIES
        {
            boundaries.push([b"--", boundary.as_bytes()].concat());
        }
        let (part, next) = split_part(body, &boundaries);
        let kind = headers.get("content-type").unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("text/html") || kind.starts_with("application/xhtml") {
            let encoding = headers.get("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
            pages.push(match encoding.trim() {
                "base64" => base64(part),
                "quoted-printable" => quoted_printable(part),
                _ => part.to_vec(),
            });
        }
        match next {
            Some(next) => rest = next,
            None => break,
        }
    }
    pages
}

/// What stands before the next line that is a boundary, and what stands behind it.
fn split_part<'a>(body: &'a [u8], boundaries: &[Vec<u8>]) -> (&'a [u8], Option<&'a [u8]>) {
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let end = at + line.len();
        if line.starts_with(b"--") && boundaries.iter().any(|boundary| is_boundary(line, boundary)) {
            return (&body[..at], Some(&body[end..]));
        }
        at = end;
    }
    (body, None)
}

fn is_boundary(line: &[u8], boundary: &[u8]) -> bool {
    line.strip_prefix(boundary).is_some_and(|rest| matches!(rest.trim_ascii_end(), b"" | b"--"))
}

/// The lines before a part's content.
struct Headers(Vec<(String, String)>);

impl Headers {
    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of the first with a name, given in small letters.
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// A parameter of a header's value.
    fn parameter(&self, name: &str, parameter: &str) -> Option<String> {
        let value = self.get(name)?;
        let found = value.split(';').skip(1).find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case(parameter).then_some(value.trim().trim_matches('"'))
        });
        found.filter(|value| !value.is_empty()).map(str::to_owned)
    }
}

/// The headers, and what stands behind the blank line that ends them.
fn split_headers(part: &[u8]) -> (Headers, &[u8]) {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    for line in part.split_inclusive(|&byte| byte == b'\n') {
        let end = at + line.len();
        let text = String::from_utf8_lossy(line.trim_ascii_end());
        if text.is_empty() || at > HEAD {
            return (Headers(headers), &part[end..]);
        }
        match (text.starts_with([' ', '\t']), headers.last_mut(), text.split_once(':')) {
            // A long line goes on.
            (true, Some((_, value)), _) => value.push_str(text.trim()),
            (_, _, Some((name, value))) if name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-') => {
                headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
            // No header: the content begins without a blank line.
            _ => return (Headers(headers), &part[at..]),
        }
        at = end;
    }
    (Headers(headers), &[])
}

fn base64(text: &[u8]) -> Vec<u8> {
    let (mut out, mut bits, mut count) = (Vec::with_capacity(text.len() / 4 * 3), 0u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let hex = |byte: Option<&u8>| (*byte? as char).to_digit(16);
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        match (hex(text.get(at)), hex(text.get(at + 1))) {
            (Some(high), Some(low)) => {
                out.push((high << 4 | low) as u8);
                at += 2;
            }
            _ => {
                // Blanks up to the line's end, and the end itself, are none of the text.
                let blanks = text[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
                match text.get(at + blanks) {
                    Some(b'\n') => at += blanks + 1,
                    Some(_) => out.push(b'='),
                    None => at = text.len(),
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mail_could_not_carry_is_decoded() {
        assert_eq!(base64(b"5LqR\r\n5bKt5Y6/\n"), "云岭县".as_bytes());
        assert_eq!(base64(b"YQ=="), b"a");
        assert_eq!(quoted_printable(b"a=3D=E4=BA=91=\r\n=e5=b2=ad= \n=zz="), "a=云岭=zz".as_bytes());
        assert_eq!(quoted_printable(b"a="), b"a");
    }

    #[test]
    fn parts_within_parts_are_found() {
        let message =
            b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\"; boundary=\"x y\"\n\n\
            preamble\n--x y\nContent-Type: multipart/alternative; boundary=in\n\n--in\nContent-Type: text/plain\n\nno\n\
            --in\ncontent-type: TEXT/HTML\n\none\n--in--\n--x y\nContent-Type: image/png\n\n--x yz\n--x y\n\
            Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\ndHdv\n--x y--\nafter";
        assert!(sniff(message));
        assert_eq!(pages(message), [b"one\n".to_vec(), b"two".to_vec()]);
        assert!(!sniff(b"MIME-Version: 1.0\n\n<html>") && !sniff("题目: 一\n\n二".as_bytes()));
    }
}
