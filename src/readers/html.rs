//! HTML: published pages, what Word, WPS and spreadsheets save, and what they put on the clipboard.
//!
//! A tolerant reader on a tokenizer that follows the standard. It keeps no tree of elements: what a report needs is
//! where a line ends, which table and cell is open, and what is not shown. So no nesting, however deep or broken,
//! costs more than its length.

mod elements;
mod grid;
mod page;
mod references;
mod style;
mod tag;
mod tokens;

use crate::{
    document::Document,
    reader::{ReadError, Reader},
    readers::{decoding, lines, signatures},
};
use page::Page;
use tokens::{Token, tokens};

/// The reader of HTML.
pub const READER: Reader = Reader { name: "html", sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    signatures::name(bytes).is_none() && decoding::decode_markup(bytes).is_some_and(|text| looks_like(&text))
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    document(&decoding::decode(bytes).ok_or(ReadError::UnknownFormat(None))?)
}

/// Whether a text is HTML's source: it begins with a tag, a comment or the clipboard's own header, or it names the
/// elements that only a page has.
pub fn looks_like(text: &str) -> bool {
    /// Elements with which a page or a piece of one begins.
    const FIRST: &[&str] = &[
        "!--",
        "!doctype html",
        "?xml",
        "a",
        "article",
        "b",
        "base",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "col",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "img",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "p",
        "pre",
        "script",
        "section",
        "span",
        "strong",
        "style",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "u",
        "ul",
    ];
    let start = text.trim_start_matches(lines::is_blank);
    if is_clipboard_header(start) {
        return true;
    }
    let head = &start[..start.floor_char_boundary(8192)];
    // What stands behind each `<`: the first decides if the text begins with it.
    let mut tags = head.split('<');
    let before = tags.next();
    let stands = |tag: &str, name: &str| tag.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
    let is_first = |tag: &str| {
        FIRST.iter().any(|name| stands(tag, name) && (*name == "!--" || tag[name.len()..].starts_with(ends)))
    };
    before == Some("") && tags.clone().next().is_some_and(is_first)
        || tags.any(|tag| ["!doctype html", "html", "body", "table"].iter().any(|mark| stands(tag, mark)))
}

/// The lines that Windows puts before HTML on the clipboard.
fn is_clipboard_header(text: &str) -> bool {
    text.starts_with("Version:") && text.lines().take(8).any(|line| line.starts_with("StartHTML:"))
}

/// Reads decoded HTML.
pub fn document(source: &str) -> Result<Document, ReadError> {
    let start = match is_clipboard_header(source) {
        true => source.find('<').unwrap_or(source.len()),
        false => 0,
    };
    let mut page = Page::default();
    tokens(&source[start..], |token| match token {
        Token::Start(tag) => page.start(tag),
        Token::End(name) => page.end(name),
        Token::Text(text) => page.characters(text),
    });
    page.finish()
}
