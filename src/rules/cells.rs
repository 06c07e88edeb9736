//! What several rules ask of cells: which of them touch, what to call them, how to write a figure into one.

use crate::{
    document::Span,
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
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let start = text.find(digit)?;
    if !text[..start].trim().is_empty() {
        return None;
    }
    let inside = |c: char| digit(c) || matches!(c, '.' | '．' | ',' | '，');
    let length = text[start..].find(|c| !inside(c)).unwrap_or(text.len() - start);
    let (figure, behind) = text[start..].split_at(length);
    if behind.trim_start().starts_with(['万', '亿', '元']) || behind.trim_start().starts_with(digit) {
        return None;
    }
    let wide = figure.chars().any(|c| ('０'..='９').contains(&c));
    let mut written = value.to_string();
    if wide {
        written = written.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect();
    }
    let start = span.start as usize + start;
    Some(Edit { span: Span::new(span.text, start, start + figure.len()), text: written })
}
