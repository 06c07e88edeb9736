//! A passage: one paragraph of prose, its lines joined, as the rules on prose read it.

use std::ops::Range;

use super::{
    aside::Marks,
    fold::Folded,
    lex::{Item, Kind},
    structure::{Heading, Line},
};
use crate::document::Document;

/// A paragraph of prose.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Its characters, white space removed and full-width letters, digits, brackets and signs narrowed
    /// (`，` is `,`, `（` is `(`, `；` is `;`; `。`, `、` and quotation marks stay), each with its place.
    pub folded: Folded,
    /// What stands in it beside ideographs.
    pub marks: Marks,
    /// Which of the form's sections it stands in; `None` before the first.
    pub section: Option<usize>,
    /// The block it starts with.
    pub block: usize,
    /// The line it starts with, among all lines outside of tables.
    pub line: usize,
}

/// Fragments of a table's header no longer than this may stand between its lines.
const LONGEST_FRAGMENT: usize = 16;
/// How many of them may stand together.
const MOST_FRAGMENTS: usize = 16;

/// The prose of a report: its lines without headings, title, signature and what belongs to tables.
pub fn passages(
    document: &Document,
    lines: &[Line],
    own: Range<usize>,
    headings: &[Heading],
    items: &[Item],
    used: &[bool],
    skip: impl Fn(usize) -> bool,
) -> Vec<Passage> {
    let tabular = tabular(document, lines, own.clone(), headings, items, used);
    let longest = own.clone().filter(|line| !tabular[*line]).map(|line| lines[line].folded.len()).max().unwrap_or(0);
    let mut passages: Vec<Passage> = Vec::new();
    let mut open = false;
    let mut section = None;
    for at in own {
        let line = &lines[at];
        let mut from = 0;
        if let Some(heading) = headings.iter().find(|heading| heading.lines.contains(&at)) {
            section = Some(heading.index);
            open = false;
            let glued = heading.lines.len() == 1 && heading.length < line.folded.len();
            if !glued {
                continue;
            }
            from = heading.length;
        }
        if skip(at) || tabular[at] {
            open = false;
            continue;
        }
        let (chars, places) = (&line.folded.chars[from..], &line.folded.places[from..]);
        match passages.last_mut() {
            Some(last) if open => {
                last.folded.chars.extend(chars);
                last.folded.places.extend(places);
            }
            _ => passages.push(Passage {
                folded: Folded { chars: chars.to_vec(), places: places.to_vec() },
                marks: Marks::default(),
                section,
                block: line.block,
                line: at,
            }),
        }
        open = continues(document, line, longest);
    }
    for passage in &mut passages {
        passage.marks = Marks::new(&passage.folded);
    }
    passages
}

/// Whether a line goes on in the next one: a source that knows only lines, a line as long as the others, no end of a sentence.
fn continues(document: &Document, line: &Line, longest: usize) -> bool {
    let wrapped = document.texts[line.span.text.0 as usize].origin.offset().is_some();
    let ended = matches!(line.folded.chars.last(), Some('。' | '!' | '?' | ';' | ':' | '…' | '”') | None);
    wrapped && !line.heading && !ended && line.folded.len() * 10 >= longest * 7
}

/// The lines that belong to tables: those with labels or figures of a cell, and the pieces of headers between them.
fn tabular(
    document: &Document,
    lines: &[Line],
    own: Range<usize>,
    headings: &[Heading],
    items: &[Item],
    used: &[bool],
) -> Vec<bool> {
    // Of each text, whether a figure or a label of a table stands in it, a figure, and anything else.
    let no = vec![false; document.texts.len()];
    let (mut of_table, mut figures, mut mixed) = (no.clone(), no.clone(), no);
    for (item, used) in items.iter().zip(used) {
        let text = item.span.text.0 as usize;
        of_table[text] |= used;
        if item.cell.is_none() {
            // 无 on a line of its own is a sentence, not a figure.
            let figure = item.kind == Kind::Value && !document.slice(item.span).contains('无');
            figures[text] |= figure;
            mixed[text] |= !figure;
        }
    }
    let mut tabular = vec![false; lines.len()];
    let mut last: Option<usize> = None;
    for at in own {
        let line = &lines[at];
        if headings.iter().any(|heading| heading.lines.contains(&at)) {
            last = None;
            continue;
        }
        let text = line.span.text.0 as usize;
        if !(of_table[text] || figures[text] && !mixed[text]) {
            continue;
        }
        tabular[at] = true;
        if let Some(last) = last
            && at - last <= MOST_FRAGMENTS
            && (last + 1..at).all(|between| {
                lines[between].folded.len() <= LONGEST_FRAGMENT && !lines[between].folded.chars.contains(&'。')
            })
        {
            tabular[last + 1..at].fill(true);
        }
        last = Some(at);
    }
    tabular
}
