//! Lines to blocks: paragraphs, and tables drawn with tabs or pipes, or all of it one table of cells between commas or
//! semicolons.
//!
//! A line is a row by its look alone. Rows of one kind that follow each other, blank lines between them or not, are
//! one table; nothing is merged and nothing is guessed.

use std::ops::Range;

use crate::{
    document::{Block, Cell, Document, Table, draws_nothing},
    reader::ReadError,
    readers::limits::Meter,
};

/// Collects lines and appends the blocks that they form to a document.
#[derive(Debug, Default)]
pub struct Lines<'a> {
    /// The rows of a table that may still grow.
    run: Vec<Line<'a>>,
    /// Whether the line before was blank.
    after_blank: bool,
    /// What stands between the cells if the lines are rows as spreadsheets write them (RFC 4180): commas, or semicolons
    /// where commas stand in figures, or tabs and pipes between quoted cells.
    pub separator: Option<char>,
}

#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    text: &'a str,
    origin: Option<usize>,
    shape: Shape,
    /// Whether a blank line stands before it.
    after_blank: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Prose,
    /// Cells between pipes.
    Pipes,
    /// A line drawn between such rows.
    Border,
    /// Cells between tabs.
    Tabs,
    /// Cells between commas, or whatever the separator is.
    Separated(char),
    /// Nothing but tabs: a row of blanks within a table, a blank line elsewhere.
    OnlyTabs,
    /// Tabs before the text and nowhere else: a paragraph's indent, or a row that begins with blanks.
    TabsBefore,
    /// One tab behind the text: a trailing blank, or a row whose last cell is blank.
    TabBehind,
}

impl Shape {
    fn of(line: &str) -> Self {
        let inner = line.trim_matches(is_blank);
        let before = line.len() - line.trim_start_matches(is_blank).len();
        let leading = line[..before].matches('\t').count();
        let trailing = line.matches('\t').count() - leading - inner.matches('\t').count();
        match (leading, trailing) {
            _ if inner.is_empty() => Self::OnlyTabs,
            _ if inner.contains('\t') => Self::Tabs,
            _ if inner.contains(is_pipe) => Self::Pipes,
            _ if is_border(inner) => Self::Border,
            (0, 0) => Self::Prose,
            (0, 1) => Self::TabBehind,
            (_, 0) => Self::TabsBefore,
            _ => Self::Tabs,
        }
    }

    /// Whether the line may stand in one table with rows of `other`'s kind.
    fn joins(self, other: Shape) -> bool {
        let drawn = |shape| matches!(shape, Self::Pipes | Self::Border);
        drawn(self) == drawn(other)
    }
}

impl<'a> Lines<'a> {
    /// For the lines of a text.
    pub fn of(source: &str) -> Self {
        let quoted = ['\t', '|'].into_iter().find(|separator| divides_quoted(*separator, source));
        let separator = quoted.or_else(|| [',', ';'].into_iter().find(|separator| divides(*separator, source)));
        Self { separator, ..Self::default() }
    }

    /// Adds a line without its line end. `origin` is where it stands in the decoded source.
    pub fn push(
        &mut self,
        document: &mut Document,
        meter: &mut Meter,
        text: &'a str,
        origin: Option<usize>,
    ) -> Result<(), ReadError> {
        // Blank lines neither end a table nor make a paragraph.
        if text.trim_matches(is_blank).is_empty() && !text.contains('\t') {
            self.after_blank = true;
            return Ok(());
        }
        let after_blank = std::mem::take(&mut self.after_blank);
        let shape = self.separator.map_or_else(|| Shape::of(text), Shape::Separated);
        let line = Line { text, origin, shape, after_blank };
        if line.shape == Shape::Prose {
            self.finish(document, meter)?;
            return line.paragraph(document, meter);
        }
        if self.run.last().is_some_and(|last| !line.shape.joins(last.shape)) {
            self.finish(document, meter)?;
        }
        self.run.push(line);
        Ok(())
    }

    /// Ends a table that is under way.
    pub fn finish(&mut self, document: &mut Document, meter: &mut Meter) -> Result<(), ReadError> {
        let run = std::mem::take(&mut self.run);
        let edges = Edges::of(&run);
        let mut rest = rows_among(&run).into_iter().zip(&run).peekable();
        while let Some((is_row, line)) = rest.next() {
            if !is_row {
                line.paragraph(document, meter)?;
                continue;
            }
            let mut table = Table::default();
            line.row(&mut table, edges, false, document, meter)?;
            let mut before = line;
            let mut is_first = true;
            while let Some((_, line)) = rest.next_if(|(is_row, _)| *is_row) {
                line.row(&mut table, edges, is_first || before.after_blank, document, meter)?;
                (before, is_first) = (line, false);
            }
            if table.rows > 0 {
                document.blocks.push(Block::Table(table));
            }
        }
        Ok(())
    }
}

/// Which lines of a run are rows: those that divide text, and of the doubtful ones those that their neighbours vouch
/// for.
fn rows_among(run: &[Line]) -> Vec<bool> {
    let sure = |line: &Line| matches!(line.shape, Shape::Pipes | Shape::Tabs);
    let near = |before: Option<bool>, line: &Line| if sure(line) { Some(line.text.starts_with('\t')) } else { before };
    // What the sure row nearest to each line begins with, if no blank line stands between: a tab, or something else.
    let mut above = Vec::with_capacity(run.len());
    let mut row = None;
    for line in run {
        row = if line.after_blank { None } else { row };
        above.push(row);
        row = near(row, line);
    }
    let mut below = vec![None; run.len()];
    let mut row = None;
    for (line, below) in run.iter().zip(&mut below).rev() {
        *below = row;
        row = if line.after_blank { None } else { near(row, line) };
    }
    let (first, last) = (run.iter().position(sure), run.iter().rposition(sure));
    let within = |index| first.is_some_and(|first| first < index) && last.is_some_and(|last| index < last);
    run.iter()
        .enumerate()
        .map(|(index, line)| match line.shape {
            Shape::Prose => false,
            Shape::Pipes | Shape::Tabs | Shape::Separated(_) => true,
            Shape::Border => first.is_some(),
            Shape::OnlyTabs => within(index),
            Shape::TabsBefore => above[index] == Some(true) || below[index] == Some(true),
            Shape::TabBehind => above[index].is_some() || below[index].is_some(),
        })
        .collect()
}

impl Line<'_> {
    fn paragraph(self, document: &mut Document, meter: &mut Meter) -> Result<(), ReadError> {
        let range = trimmed(self.text, 0..self.text.len());
        if range.is_empty() {
            return Ok(());
        }
        meter.paragraph()?;
        let (level, range) = marked_heading(self.text, range);
        meter.characters(&self.text[range.clone()])?;
        let text = document.push_text(&self.text[range.clone()], self.origin.map(|origin| origin + range.start));
        document.blocks.push(if level > 0 { Block::Heading(level, text) } else { Block::Paragraph(text) });
        Ok(())
    }

    /// Appends the line to a table. `under_header` says that the row before may be a header.
    fn row(
        self,
        table: &mut Table,
        edges: Edges,
        under_header: bool,
        document: &mut Document,
        meter: &mut Meter,
    ) -> Result<(), ReadError> {
        let ranges = match self.shape {
            Shape::Border => return Ok(()),
            Shape::Pipes => pieces(self.text, edges.inside(self.text), is_pipe),
            Shape::Separated(separator) => fields(self.text, separator),
            _ => pieces(self.text, 0..self.text.len(), |c| c == '\t')
                .into_iter()
                .map(|cell| unquoted(self.text, cell))
                .collect(),
        };
        if self.shape == Shape::Pipes && is_rule(self.text, &ranges, under_header) {
            return Ok(());
        }
        for (column, range) in ranges.into_iter().enumerate() {
            meter.cell()?;
            meter.characters(&self.text[range.clone()])?;
            let text = document.push_text(&self.text[range.clone()], self.origin.map(|origin| origin + range.start));
            let column = column as u32;
            table.columns = table.columns.max(column + 1);
            table.cells.push(Cell { row: table.rows, column, rowspan: 1, colspan: 1, header: false, text });
        }
        table.rows += 1;
        Ok(())
    }
}

/// The level of a line that Markdown's `#` makes a heading (0 if not), and the line without the mark.
fn marked_heading(line: &str, range: Range<usize>) -> (u8, Range<usize>) {
    let text = &line[range.clone()];
    let level = text.len() - text.trim_start_matches('#').len();
    let rest = trimmed(line, range.start + level..range.end);
    match level {
        1..=6 if text[level..].starts_with(' ') && !rest.is_empty() => (level as u8, rest),
        _ => (0, range),
    }
}

/// Whether a table's pipes stand at the edges of its rows too, or only between cells.
///
/// A pipe at an edge opens or closes a cell and makes none, if every row has it; if only some have it, it stands beside
/// a cell that is blank.
#[derive(Clone, Copy, Debug)]
struct Edges {
    opened: bool,
    closed: bool,
}

impl Edges {
    fn of(run: &[Line]) -> Self {
        let mut rows =
            run.iter().filter(|line| line.shape == Shape::Pipes).map(|line| line.text.trim_matches(is_blank));
        let (opened, closed) = rows
            .try_fold((true, true), |(opened, closed), row| {
                let edges = (opened && row.starts_with(is_pipe), closed && row.ends_with(is_pipe));
                (edges.0 || edges.1).then_some(edges)
            })
            .unwrap_or((false, false));
        Self { opened, closed }
    }

    /// What of a row its cells are, the pipes at its edges left out.
    fn inside(self, line: &str) -> Range<usize> {
        let mut range = trimmed(line, 0..line.len());
        let opens = line[range.clone()].starts_with(is_pipe);
        if let Some(rest) = line[range.clone()].strip_prefix(is_pipe).filter(|_| self.opened) {
            range.start = range.end - rest.len();
        }
        // A row that opens with a pipe closes with one, whatever the others do.
        if let Some(rest) = line[range.clone()].strip_suffix(is_pipe).filter(|_| self.closed || opens && self.opened) {
            range.end = range.start + rest.len();
        }
        range
    }
}

/// The trimmed pieces between separators.
fn pieces(line: &str, whole: Range<usize>, separates: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = whole.start;
    for (at, mark) in line[whole.clone()].match_indices(separates) {
        ranges.push(trimmed(line, start..whole.start + at));
        start = whole.start + at + mark.len();
    }
    ranges.push(trimmed(line, start..whole.end));
    ranges
}

/// Whether a text is rows of cells between commas, or another separator: several have many, and most of what stands
/// between them is blank or a figure. Semicolons divide prose as well, so those rows follow each other and all have as
/// many.
fn divides(separator: char, source: &str) -> bool {
    let blank = |cell: &Range<usize>, line: &str| {
        let text = line[cell.clone()].trim_matches('"').trim_end_matches(['件', '条', '元', '个', '宗', '项']);
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '０'..='９' | '.' | ','))
    };
    let (mut rows, mut before) = (0, 0);
    for line in source.split(is_line_end).filter(|line| !line.is_empty()) {
        let cells = pieces(line, 0..line.len(), |c| c == separator);
        let is_row = cells.len() > 6 && cells.iter().filter(|cell| blank(cell, line)).count() * 2 > cells.len();
        if separator == ';' && cells.len() != before {
            (rows, before) = (0, cells.len());
        }
        rows += u32::from(is_row);
        if rows > 4 {
            return true;
        }
    }
    false
}

/// Whether a text is rows of quoted cells between separators that need no quotes.
fn divides_quoted(separator: char, source: &str) -> bool {
    source.matches(&format!("\"{separator}\"")).nth(20).is_some()
}

/// The cells between a line's separators, without the quotes around them; two quotes within stay as they are.
fn fields(line: &str, separator: char) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    loop {
        let quoted = line[start..].starts_with('"');
        let mut close = start + usize::from(quoted);
        while quoted && let Some(at) = line[close..].find('"') {
            close += at;
            if !line[close + 1..].starts_with('"') {
                break;
            }
            close += 2;
        }
        let end = line[close..].find(separator).map_or(line.len(), |at| close + at);
        let is_closed = quoted && line[close..].starts_with('"');
        ranges.push(trimmed(line, if is_closed { start + 1..close } else { start..end }));
        if end == line.len() {
            return ranges;
        }
        start = end + 1;
    }
}

/// A spreadsheet's cell of several lines without the quotes that the spreadsheet puts around it.
fn unquoted(line: &str, cell: Range<usize>) -> Range<usize> {
    let content = line[cell.clone()].strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match content.filter(|content| content.contains(is_line_end)) {
        Some(content) => trimmed(line, cell.start + 1..cell.start + 1 + content.len()),
        None => cell,
    }
}

/// The line ends of all systems, Word's soft one and the page's end.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a row is Markdown's line under the header, or one drawn between rows. A single dash in each cell is that
/// only under what may be a header; elsewhere it is a row of marks.
fn is_rule(line: &str, cells: &[Range<usize>], under_header: bool) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '=' | '+' | '\u{2500}'..='\u{257f}');
    cells.iter().all(|range| {
        let cell = line[range.clone()].trim_matches(':');
        !cell.is_empty() && cell.chars().all(is_dash) && (under_header || cell.chars().count() >= 3)
    })
}

/// Whether a line is drawn from corner to corner: `+---+---+`, or the same in box characters.
fn is_border(line: &str) -> bool {
    let is_box = |c| matches!(c, '\u{2500}'..='\u{257f}');
    let is_joint = |c| c == '+' || is_box(c) && !matches!(c, '\u{2500}' | '\u{2501}' | '\u{2550}');
    line.starts_with(is_joint)
        && line.ends_with(is_joint)
        && line.chars().all(|c| matches!(c, '+' | '-' | '=') || is_box(c))
        && line.chars().nth(2).is_some()
}

/// The range without the blanks at its ends. An empty range stays where it begins.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = text[range.clone()].trim_end_matches(is_blank);
    let end = range.start + content.len();
    let start = end - content.trim_start_matches(is_blank).len();
    if start == end { range.start..range.start } else { start..end }
}

/// White space of any script, and the characters without width that editors leave behind.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || draws_nothing(c)
}

fn is_pipe(c: char) -> bool {
    matches!(c, '|' | '\u{ff5c}' | '\u{2502}' | '\u{2503}')
}
