//! HTML's source to tags and text, as the standard's tokenizer divides it (WHATWG HTML, 13.2.5), errors included.
//!
//! By hand, because the crates for it weigh a tenth of the page, most of it in states and names that no report needs.
//! The tests hold it against one of them.

use super::{references::reference, tag::Tag};

/// What the source consists of, in order. Comments, document types and instructions are left out.
#[derive(Debug)]
pub enum Token<'t> {
    /// A start tag.
    Start(&'t Tag),
    /// An end tag's name, in lower case.
    End(&'t [u8]),
    /// The text between two tags, references resolved, line ends as `\n`.
    Text(&'t str),
}

/// Hands over one token after the other.
pub fn tokens(source: &str, mut take: impl FnMut(Token)) {
    Tokenizer { source, at: 0, text: String::new(), tag: Tag::default() }.run(&mut take);
}

struct Tokenizer<'s> {
    source: &'s str,
    /// What comes next, in bytes.
    at: usize,
    /// Text that no tag has ended yet.
    text: String,
    tag: Tag,
}

/// How the text of an element is read, by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Tags and references.
    Markup,
    /// References, and nothing but its own end tag.
    References,
    /// Nothing but its own end tag.
    Raw,
    /// A program.
    Script,
    /// All the rest of the source.
    Rest,
}

impl Content {
    fn of(name: &[u8]) -> Self {
        match name {
            b"title" | b"textarea" => Self::References,
            b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" | b"noscript" => Self::Raw,
            b"script" => Self::Script,
            b"plaintext" => Self::Rest,
            _ => Self::Markup,
        }
    }
}

impl<'s> Tokenizer<'s> {
    fn run(&mut self, take: &mut dyn FnMut(Token)) {
        while self.at < self.source.len() {
            let rest = &self.source.as_bytes()[self.at..];
            self.push(rest.iter().position(|byte| matches!(byte, b'<' | b'&')).unwrap_or(rest.len()));
            match self.byte(0) {
                Some(b'&') => self.reference(),
                Some(_) => self.markup(take),
                None => {}
            }
        }
        self.end_text(take);
    }

    /// The byte so far ahead.
    fn byte(&self, ahead: usize) -> Option<u8> {
        self.source.as_bytes().get(self.at + ahead).copied()
    }

    /// Takes characters as text.
    fn push(&mut self, length: usize) {
        let piece = &self.source[self.at..self.at + length];
        self.at += length;
        push_lines(&mut self.text, piece);
    }

    fn reference(&mut self) {
        match reference(&self.source[self.at + 1..], false) {
            Some((c, length)) => {
                self.text.push(c);
                self.at += 1 + length;
            }
            None => self.push(1),
        }
    }

    fn end_text(&mut self, take: &mut dyn FnMut(Token)) {
        if !self.text.is_empty() {
            take(Token::Text(&self.text));
            self.text.clear();
        }
    }

    /// What a `<` begins.
    fn markup(&mut self, take: &mut dyn FnMut(Token)) {
        match (self.byte(1), self.byte(2)) {
            (Some(b'!'), _) => self.declaration(),
            (Some(b'?'), _) => self.pass(">"),
            (Some(b'/'), Some(b'>')) => self.at += 3,
            (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                self.at += 2;
                if self.tag() {
                    self.end_text(take);
                    take(Token::End(&self.tag.name));
                }
            }
            (Some(b'/'), Some(_)) => self.pass(">"),
            (Some(letter), _) if letter.is_ascii_alphabetic() => {
                self.at += 1;
                if self.tag() {
                    self.end_text(take);
                    take(Token::Start(&self.tag));
                    self.content();
                }
            }
            _ => self.push(1),
        }
    }

    /// Passes over all up to an end, and over that, or over all the rest.
    fn pass(&mut self, end: &str) {
        let rest = &self.source[self.at..];
        self.at += rest.find(end).map_or(rest.len(), |at| at + end.len());
    }

    /// Passes over a comment, or over what else begins with `<!`.
    fn declaration(&mut self) {
        let Some(comment) = self.source[self.at..].strip_prefix("<!--") else { return self.pass(">") };
        let abrupt = [">", "->"].into_iter().find(|end| comment.starts_with(end));
        let length = match abrupt {
            Some(end) => end.len(),
            None => {
                let ends = comment.match_indices('>').map(|(at, _)| at);
                let end = ends.into_iter().find(|at| ["--", "--!"].iter().any(|end| comment[..*at].ends_with(end)));
                end.map_or(comment.len(), |at| at + 1)
            }
        };
        self.at += "<!--".len() + length;
    }

    /// Reads a tag from its name on; false where the source ends before it does.
    fn tag(&mut self) -> bool {
        let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name = self.take_until(is_end);
        self.tag.open(name.as_bytes());
        loop {
            while self.byte(0).is_some_and(|byte| byte.is_ascii_whitespace()) {
                self.at += 1;
            }
            match (self.byte(0), self.byte(1)) {
                (None, _) => return false,
                (Some(b'>'), _) => {
                    self.at += 1;
                    return true;
                }
                (Some(b'/'), Some(b'>')) => {
                    self.tag.self_closing = true;
                    self.at += 2;
                    return true;
                }
                (Some(b'/'), _) => self.at += 1,
                _ => self.attribute(),
            }
        }
    }

    fn take_until(&mut self, is_end: impl Fn(u8) -> bool) -> &'s str {
        let start = self.at;
        let rest = &self.source.as_bytes()[start..];
        self.at += rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len());
        &self.source[start..self.at]
    }

    fn attribute(&mut self) {
        let start = self.at;
        // A name may begin with the sign that ends all others.
        self.at += usize::from(self.byte(0) == Some(b'='));
        self.take_until(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        let name = self.source[start..self.at].to_ascii_lowercase();
        let named = self.at;
        while self.byte(0).is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        self.tag.attribute(name.as_bytes());
        if self.byte(0) != Some(b'=') {
            self.at = named;
            return;
        }
        self.at += 1;
        while self.byte(0).is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        let (start, end) = match self.byte(0) {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let start = self.at;
                self.take_until(|byte| byte == quote);
                self.at += 1;
                (start, self.at.min(self.source.len() + 1) - 1)
            }
            Some(b'>') | None => return,
            Some(_) => {
                let start = self.at;
                self.take_until(|byte| byte.is_ascii_whitespace() || byte == b'>');
                (start, self.at)
            }
        };
        self.at = self.at.min(self.source.len());
        let value = resolved(&self.source[start..end]);
        self.tag.value(value.as_bytes());
    }

    /// The text of an element that is not read as markup.
    fn content(&mut self) {
        let content = Content::of(&self.tag.name);
        let rest = &self.source[self.at..];
        let length = match content {
            Content::Markup => return,
            Content::Rest => rest.len(),
            Content::Script => script_length(rest),
            Content::References | Content::Raw => end_tag(rest, &self.tag.name).unwrap_or(rest.len()),
        };
        let end = self.at + length;
        while content == Content::References && self.at < end {
            let rest = &self.source[self.at..end];
            self.push(rest.find('&').unwrap_or(rest.len()));
            if self.at < end {
                self.reference();
            }
        }
        self.push(end - self.at);
    }
}

/// Where an element's own end tag stands.
fn end_tag(text: &str, name: &[u8]) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| begins_tag(&text[at + 2..], name))
}

/// Whether a tag's name stands first, whole.
fn begins_tag(text: &str, name: &[u8]) -> bool {
    let (head, next) = (text.as_bytes().get(..name.len()), text.as_bytes().get(name.len()));
    head.is_some_and(|head| head.eq_ignore_ascii_case(name))
        && next.is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>'))
}

/// How long a program is: in a comment within it, a further start tag makes the next end tag a part of the comment.
fn script_length(text: &str) -> usize {
    let (mut escaped, mut doubly) = (false, false);
    let mut at = 0;
    while let Some(found) = text[at..].find(['<', '-']) {
        at += found;
        let rest = &text[at..];
        if rest.starts_with("-->") {
            (escaped, doubly) = (false, false);
        } else if rest.starts_with("<!--") {
            escaped = true;
            // The dashes may be those that end it.
            at += 1;
        } else if let Some(name) = rest.strip_prefix("</") {
            if begins_tag(name, b"script") {
                if !doubly {
                    return at;
                }
                doubly = false;
            }
        } else if escaped && rest.strip_prefix('<').is_some_and(|name| begins_tag(name, b"script")) {
            doubly = true;
        }
        at += 1;
    }
    text.len()
}

/// An attribute's value with its references resolved.
fn resolved(value: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(value.len()), value);
    while let Some(at) = rest.find('&') {
        push_lines(&mut text, &rest[..at]);
        rest = &rest[at + 1..];
        match reference(rest, true) {
            Some((c, length)) => {
                text.push(c);
                rest = &rest[length..];
            }
            None => text.push('&'),
        }
    }
    push_lines(&mut text, rest);
    text
}

/// Appends text with its line ends made one.
fn push_lines(text: &mut String, piece: &str) {
    if !piece.contains('\r') {
        text.push_str(piece);
        return;
    }
    let mut lines = piece.split('\r');
    text.extend(lines.next());
    for line in lines {
        text.push('\n');
        text.push_str(line.strip_prefix('\n').unwrap_or(line));
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use html5gum::{
        Tokenizer,
        emitters::callback::{CallbackEmitter, CallbackEvent},
    };

    use super::{
        super::references::{WITH_SEMICOLON, WITHOUT_SEMICOLON},
        *,
    };

    /// The tokens as lines, text in one piece.
    fn ours(source: &str) -> String {
        let mut all = String::new();
        tokens(source, |token| match token {
            Token::Start(tag) => all.push_str(&format!("\n{tag:?}\n")),
            Token::End(name) => all.push_str(&format!("\n/{}\n", String::from_utf8_lossy(name))),
            Token::Text(text) => all.push_str(text),
        });
        all
    }

    /// The same by the crate.
    fn theirs(source: &str) -> String {
        let (mut all, mut tag) = (String::new(), Tag::default());
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<Infallible> {
                match event {
                    CallbackEvent::OpenStartTag { name } => tag.open(name),
                    CallbackEvent::AttributeName { name } => tag.attribute(name),
                    CallbackEvent::AttributeValue { value } => tag.value(value),
                    CallbackEvent::CloseStartTag { self_closing } => {
                        tag.self_closing = self_closing;
                        all.push_str(&format!("\n{tag:?}\n"));
                    }
                    CallbackEvent::EndTag { name } => all.push_str(&format!("\n/{}\n", String::from_utf8_lossy(name))),
                    CallbackEvent::String { value } => all.push_str(&String::from_utf8_lossy(value)),
                    CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
                }
                None
            });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
        all
    }

    /// Pieces of which tags, comments, programs and references are made, in any order.
    #[test]
    fn any_mixture_is_divided_as_by_the_crate() {
        const PIECES: &[&str] = &[
            "<",
            ">",
            "</",
            "/>",
            "/",
            "=",
            "\"",
            "'",
            " ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "!",
            "-",
            "--",
            "-->",
            "--!>",
            "<!--",
            "<!",
            "<!DOCTYPE",
            "<?",
            "<![CDATA[",
            "]]>",
            "td",
            "P",
            "a1",
            "甲",
            "script",
            "<script>",
            "</script>",
            "</SCRIPT ",
            "<style>",
            "</style>",
            "<title>",
            "</title>",
            "<textarea",
            "</textarea/",
            "<noscript>",
            "</noscript>",
            "&",
            "&amp",
            "&amp;",
            "&nbsp;",
            "&notit;",
            "&copy=",
            "&ldquo;",
            "&#",
            "&#x",
            "&#65",
            "&#x4e00;",
            "&#128;",
            "&#0;",
            "&#x110000;",
            "&#xd800;",
            ";",
            "12",
            "x",
            "colspan",
            "rowspan",
            "style",
            "value",
            "hidden",
            "display:none",
            "<td colspan=2>",
            "<p hidden>",
            "<br/>",
        ];
        let mut state = 17u64;
        let mut pick = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            PIECES[(state >> 40) as usize % PIECES.len()]
        };
        for _ in 0..60_000 {
            let source: String = (0..12).map(|_| pick()).collect();
            assert_eq!(ours(&source), theirs(&source), "{source:?}");
        }
    }

    #[test]
    fn references_are_resolved_as_by_the_crate() {
        for list in [WITHOUT_SEMICOLON, WITH_SEMICOLON] {
            for entry in list.split(' ') {
                let name = &entry[..entry.len() - entry.chars().next_back().unwrap().len_utf8()];
                for source in [
                    format!("&{name};1"),
                    format!("&{name}"),
                    format!("&{name}1"),
                    format!("<input value=\"&{name};&{name}=1&{name}2&{name}\">"),
                ] {
                    assert_eq!(ours(&source), theirs(&source), "{source:?}");
                }
            }
        }
    }
}
