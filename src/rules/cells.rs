//! What several rules ask of cells: which of them touch, what to call them, how to write a figure into one.

use std::ops::Range;

use crate::{
    document::{Span, draws_nothing},
    filing::{Filing, Quantity, Reading},
    finding::Edit,
    form::CellId,
    order::Arrange,
};

/// A cell's place on the grid of its table, all its blocks one below the other.
fn place(filing: &Filing, cell: CellId) -> (&'static str, usize, usize) {
    let at = filing.form_cell(cell);
    let mut row = 0;
    for block in at.table.blocks {
        if std::ptr::eq(block, at.block) {
            row += block.rows.iter().position(|r| std::ptr::eq(r, at.row)).unwrap_or(0);
            break;
        }
        row += block.rows.len();
    }
    let column = at.block.columns.iter().position(|c| std::ptr::eq(c, at.column)).unwrap_or(0);
    (at.table.key, row, column)
}

/// Groups cells that touch each other along a row or a column of their table, in the form's order.
pub fn runs(filing: &Filing, cells: &[CellId]) -> Vec<Vec<CellId>> {
    let mut rest: Vec<(CellId, (&str, usize, usize))> = cells.iter().map(|&cell| (cell, place(filing, cell))).collect();
    let mut runs = Vec::new();
    while !rest.is_empty() {
        let mut run = vec![rest.remove(0)];
        let mut next = 0;
        while next < run.len() {
            let (table, row, column) = run[next].1;
            let touches = |&(_, (t, r, c)): &(CellId, (&str, usize, usize))| {
                t == table && r.abs_diff(row) + c.abs_diff(column) == 1
            };
            let (near, far): (Vec<_>, Vec<_>) = rest.into_iter().partition(touches);
            run.extend(near);
            rest = far;
            next += 1;
        }
        let mut run: Vec<CellId> = run.into_iter().map(|(cell, _)| cell).collect();
        run.arrange();
        runs.push(run);
    }
    runs
}

/// What people call a cell inside its table: `一、本年新收 · 自然人`.
pub fn name(filing: &Filing, cell: CellId) -> String {
    let cell = filing.form_cell(cell);
    format!("{} · {}", cell.row.short, cell.column.label)
}

/// The edit that writes a figure into a cell; a measure word or a remark behind the old figure stays. `None` where
/// that cannot be told apart, or the cell's place is unknown.
pub fn number_edit(filing: &Filing, cell: CellId, value: Quantity) -> Option<Edit> {
    let span = filing.cells[cell.0 as usize].span?;
    let text = filing.document.slice(span);
    if text.is_empty() {
        // Where the blank is no cell of its own, the figure must not touch the label before it.
        let before = filing.document.text(span.text)[..span.start as usize].chars().next_back();
        let glued = before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '|' | '｜'));
        return Some(Edit { span, text: if glued { format!(" {value}") } else { value.to_string() } });
    }
    if matches!(filing.reading(cell), Reading::Mark) {
        return Some(Edit { span, text: value.to_string() });
    }
    let figure = figure(text)?;
    let wide = text[figure.clone()].chars().any(|c| ('０'..='９').contains(&c));
    let mut written = value.to_string();
    if wide {
        written = written.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect();
    }
    let start = span.start as usize;
    Some(Edit { span: Span::new(span.text, start + figure.start, start + figure.end), text: written })
}

/// Where the digits of a cell's figure stand, if nothing before them and no unit behind them counts.
fn figure(text: &str) -> Option<Range<usize>> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let blank = |c: char| c.is_whitespace() || draws_nothing(c);
    let start = text.find(digit)?;
    if !text[..start].chars().all(blank) {
        return None;
    }
    let inside = |c: char| digit(c) || draws_nothing(c) || matches!(c, '.' | '．' | ',' | '，');
    let figure = text[start..].find(|c| !inside(c)).map_or(&text[start..], |length| &text[start..start + length]);
    let figure = figure.trim_end_matches(draws_nothing);
    let behind = text[start + figure.len()..].trim_start_matches(blank);
    let counts = behind.starts_with(['万', '亿', '元']) || behind.starts_with(digit);
    (!counts).then_some(start..start + figure.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_all_of_its_digits_and_nothing_else() {
        for (text, digits) in [
            ("12件", Some("12")),
            (" 1,286（其中3件）", Some("1,286")),
            ("7¹", Some("7")),
            ("7①", Some("7")),
            ("\u{202a}1\u{ad}2\u{202c}", Some("1\u{ad}2")),
            ("1\u{200b}2\u{200b} 件", Some("1\u{200b}2")),
            ("12万", None),
            ("12\u{200b}元", None),
            ("12 345", None),
            ("减4", None),
        ] {
            assert_eq!(figure(text).map(|range| &text[range]), digits, "{text:?}");
        }
    }
}
