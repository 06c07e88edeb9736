//! A document as a row of items: label words, figures and blanks, each with its line or its cell.
//!
//! Tables and loose lines become the same kind of sequence, because the same table comes as cells from a browser, as
//! one cell a line from a spreadsheet, and as words between numbers from a PDF viewer.

use std::ops::Range;

use super::{
    align::look_up,
    fold::{fold, fold_char, fold_label},
    quantity::looks_like_value,
};
use crate::document::{Block, Cell, Document, Origin, Span, TextId, draws_nothing};

/// One item.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Where it stands; trimmed, empty for a blank cell.
    pub span: Span,
    /// Its block.
    pub block: usize,
    /// A number that its line or its table row has alone.
    pub line: u32,
    /// Its cell, in a table.
    pub cell: Option<CellPlace>,
    /// Whether a cell or a line begins with it.
    pub first: bool,
    /// What of it is compared with labels; empty but for words.
    pub label: String,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words: a label, a piece of one, or anything else.
    Words,
    /// A figure or a mark.
    Value,
    /// An empty cell.
    Blank,
    /// A line that is too long for a label and stands between what is before and behind it.
    Prose,
}

/// The grid positions that a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// First row.
    pub row: u32,
    /// Row behind the last.
    pub row_end: u32,
    /// First column.
    pub column: u32,
    /// Column behind the last.
    pub column_end: u32,
}

/// Lines longer than this are prose, in folded characters; the longest label has 36, the corner note 31.
const LONGEST_LABEL_LINE: usize = 64;

/// Lays out the blocks of a report as items.
pub fn lex(document: &Document, extent: Range<usize>) -> Vec<Item> {
    let mut lexer = Lexer { document, items: Vec::new(), line: 0 };
    for index in extent {
        match &document.blocks[index] {
            Block::Paragraph(id) | Block::Heading(_, id) => lexer.paragraph(index, *id),
            Block::Picture => {}
            Block::Table(table) => {
                for row in table.cells.chunk_by(|a, b| a.row == b.row) {
                    lexer.line += 1;
                    for cell in row {
                        let place = CellPlace {
                            row: cell.row,
                            row_end: cell.row + cell.rowspan,
                            column: cell.column,
                            column_end: cell.column + cell.colspan,
                        };
                        lexer.cell(index, cell.text, place, row);
                    }
                }
            }
        }
    }
    lexer.items
}

struct Lexer<'d> {
    document: &'d Document,
    items: Vec<Item>,
    line: u32,
}

impl Lexer<'_> {
    fn push(&mut self, kind: Kind, span: Span, block: usize, cell: Option<CellPlace>, first: bool) {
        let label = if kind == Kind::Words { fold_label(self.document.slice(span)) } else { String::new() };
        self.items.push(Item { kind, span, block, line: self.line, cell, first, label });
    }

    /// A cell, with all cells of its row.
    fn cell(&mut self, block: usize, id: TextId, place: CellPlace, row: &[Cell]) {
        let text = self.document.text(id);
        let span = trimmed(id, text, 0);
        if span.start == span.end {
            return self.push(Kind::Blank, span, block, Some(place), true);
        }
        let content = self.document.slice(span);
        if looks_like_value(content) {
            return self.push(Kind::Value, span, block, Some(place), true);
        }
        // A whole cell is one label, however it is broken; figures behind or before words in the same cell are split off.
        let words = words(id, content, span.start as usize);
        let values = |w: &Span| looks_like_value(self.document.slice(*w));
        let leading = words.iter().take_while(|w| values(w)).count();
        let trailing = words.iter().rev().take_while(|w| values(w)).count();
        // Several figures beside other cells with figures are one that is broken, or nobody knows what: no row of its own.
        if leading == words.len() && (leading < 3 || !self.is_alone(row)) {
            self.push(Kind::Value, span, block, Some(place), true);
        } else if leading == words.len() {
            for (i, word) in words.into_iter().enumerate() {
                self.push(Kind::Value, word, block, Some(place), i == 0);
            }
        } else if (trailing >= 3 || leading >= 3) && !self.is_broken(&words, leading, trailing) {
            self.runs(block, &words, leading, trailing, Some(place));
        } else {
            self.push(Kind::Words, span, block, Some(place), true);
        }
    }

    /// Whether only one cell of a row holds figures.
    fn is_alone(&self, row: &[Cell]) -> bool {
        let figures = |cell: &&Cell| {
            let mut words = self.document.text(cell.text).split_whitespace().peekable();
            words.peek().is_some() && words.all(looks_like_value)
        };
        row.iter().filter(figures).nth(1).is_none()
    }

    /// Whether figures beside a label stand on several lines of a page: then they are pieces, not one row.
    fn is_broken(&self, words: &[Span], leading: usize, trailing: usize) -> bool {
        let figures = if leading < trailing { &words[words.len() - trailing..] } else { &words[..leading] };
        let (first, last) = (figures[0], figures[figures.len() - 1]);
        let placed = matches!(self.document.texts[first.text.0 as usize].origin, Origin::Page(_));
        placed && self.document.slice(Span { end: last.end, ..first }).contains('\n')
    }

    fn paragraph(&mut self, block: usize, id: TextId) {
        let text = self.document.text(id);
        let mut offset = 0;
        for line in text.split_inclusive(is_line_end) {
            self.line += 1;
            let span = trimmed(id, line, offset);
            offset += line.len();
            if span.start == span.end {
                continue;
            }
            let content = self.document.slice(span);
            // Cheap first: a long line is prose unless figures stand at its end.
            if content.len() > LONGEST_LABEL_LINE * 4 && !content.ends_with(|c: char| c.is_ascii_digit()) {
                self.push(Kind::Prose, span, block, None, true);
                continue;
            }
            if is_page_number(content) {
                // Behind a label it may as well be a row of marks and figures: then nobody knows.
                let open = |item: &Item| item.cell.is_none() && look_up(&item.label).0.is_some();
                if content.contains(char::is_whitespace) && self.items.last().is_some_and(open) {
                    self.push(Kind::Value, span, block, None, true);
                }
                continue;
            }
            let words = words(id, content, span.start as usize);
            // Outside of cells a lone 三 is more likely a piece of an upright label than a figure.
            let values = |w: &Span| {
                let word = self.document.slice(*w);
                !word.starts_with(|c: char| "一二三四五六七八九十".contains(c)) && looks_like_value(word)
            };
            let leading = words.iter().take_while(|w| values(w)).count();
            let trailing =
                if leading == words.len() { 0 } else { words.iter().rev().take_while(|w| values(w)).count() };
            let middle: usize =
                words[leading..words.len() - trailing].iter().map(|w| self.document.slice(*w).chars().count()).sum();
            if middle > LONGEST_LABEL_LINE {
                self.push(Kind::Prose, span, block, None, true);
            } else {
                self.runs(block, &words, leading, trailing, None);
            }
        }
    }

    fn runs(&mut self, block: usize, words: &[Span], leading: usize, trailing: usize, cell: Option<CellPlace>) {
        for (i, word) in words.iter().enumerate() {
            let value = i < leading || i >= words.len() - trailing;
            self.push(if value { Kind::Value } else { Kind::Words }, *word, block, cell, i == 0);
        }
    }
}

/// The text without white space at its ends, as a span; `offset` is where the part starts.
fn trimmed(id: TextId, part: &str, offset: usize) -> Span {
    let blank = |c: char| c.is_whitespace() || draws_nothing(c);
    let start = part.len() - part.trim_start_matches(blank).len();
    let end = part.trim_end_matches(blank).len().max(start);
    Span::new(id, offset + start, offset + end)
}

fn words(id: TextId, content: &str, offset: usize) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in content.char_indices().chain([(content.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                // What draws nothing is no word and no part of one.
                let word = trimmed(id, &content[from..at], offset + from);
                if word.start < word.end {
                    words.push(word);
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// What ends a line within a text.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{b}' | '\u{c}')
}

/// `- 3 -`, `第3页`, `3/6`: what the printer adds, not the author.
pub fn is_page_number(line: &str) -> bool {
    let digit = |c: char| fold_char(c).is_some_and(|c| c.is_ascii_digit());
    if line.len() > 48 || !line.contains(digit) {
        return false;
    }
    let folded = fold(line);
    let digits = |s: &str| !s.is_empty() && s.len() <= 3 && s.bytes().all(|b| b.is_ascii_digit());
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '―' | '·' | '~');
    let inner = folded.trim_matches(dash);
    if inner.len() < folded.len() && folded.starts_with(dash) && folded.ends_with(dash) && digits(inner) {
        return true;
    }
    if let Some(page) = folded.strip_prefix('第') {
        let numbers: String = page.chars().filter(char::is_ascii_digit).collect();
        let words: String = page.chars().filter(|c| !c.is_ascii_digit()).collect();
        return !numbers.is_empty()
            && matches!(words.trim_matches(',').replace(',', "").as_str(), "页" | "页共页" | "页/共页");
    }
    // Not a row of figures with a dash between.
    let whole = |s: &str| !s.trim().contains(char::is_whitespace) && digits(&fold(s));
    line.split_once(['/', '／']).is_some_and(|(a, b)| whole(a) && whole(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_no_figures() {
        for line in ["- 3 -", "— 3 —", "－3－", "第3页", "第 3 页 共 6 页", "3/6"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["3", "0 0 0", "- - -", "第三方", "第二十条第（一）项", "2/3/4", "1 0 0 / 0 0 1", "12 / 3 4"]
        {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
