//! Tables that go on overleaf: their parts put together, repeated headers dropped, rows that the page cut made whole.
//!
//! Whether a row was cut no line tells, for programs close the frame at the page's end. What the cells hold tells: the
//! rest of a cut row says nothing that its first half says already, and begins with no running number.

use super::{
    cells::{Cell, Part, is_figure, is_numbered},
    text::{self, Line, Run},
};
use crate::order::Arrange;

/// Edges of the parts of one table stand no further apart.
const SAME_EDGE: f32 = 4.0;
/// A part on a page with other margins is moved by no more.
const MOVED: f32 = 80.0;
/// Columns of labels in a table without lines.
const LABELS: usize = 3;
/// So many cells of a table tell how it goes on: more than stand on a page.
const LAST: usize = 1_000;
/// Rows of a header that is printed again.
const HEADER_ROWS: usize = 6;

/// Joins a part to the one on the page before; gives it back where it is a table of its own.
pub fn join(above: &mut Part, mut below: Part) -> Result<(), Part> {
    if above.ruled != below.ruled {
        return Err(below);
    }
    if !below.ruled {
        // Nothing is known of its edges but how far its text reaches.
        let near = |(a, b): (&f32, &f32)| (a - b).abs() < 3.0 * SAME_EDGE;
        let inner = |part: &Part| part.xs[..part.xs.len() - 1].iter().skip(LABELS).copied().collect::<Vec<f32>>();
        if above.xs.len() != below.xs.len() || !inner(above).iter().zip(&inner(&below)).all(near) {
            return Err(below);
        }
        below.xs.clone_from(&above.xs);
        below.area = above.area;
    }
    let moved = above.area.left - below.area.left;
    let wider = (below.area.right - below.area.left) - (above.area.right - above.area.left);
    if wider.abs() > 2.0 * SAME_EDGE || moved.abs() > MOVED {
        return Err(below);
    }
    below.xs.iter_mut().for_each(|x| *x += moved);
    let xs = united(&above.xs, &below.xs);
    let place = |part: &Part, column: usize| nearest(&xs, part.xs.get(column).copied().unwrap_or(0.0));
    for part in [&mut *above, &mut below] {
        let columns: Vec<usize> = (0..part.xs.len()).map(|column| place(part, column)).collect();
        if columns.iter().enumerate().all(|(at, column)| at == *column) {
            continue;
        }
        // A gap beside the table is no column of it.
        part.cells.retain(|cell| columns[cell.column] < columns[cell.column_end] || !cell.text.is_empty());
        for cell in &mut part.cells {
            let end = columns[cell.column_end];
            cell.column = columns[cell.column].min(xs.len() - 2);
            cell.column_end = end.max(cell.column + 1);
        }
    }
    above.xs = xs;
    above.drawn &= below.drawn;
    drop_header(above, &mut below);
    if below.rows > 0 {
        append(above, below);
    }
    Ok(())
}

/// Gives the cells of a part's last row the line below it that hangs out of them: a page's end cuts a label down the side
/// and leaves its next line under the frame. Whether it did.
pub fn hang(part: &mut Part, line: &Line) -> bool {
    if !part.ruled || line.area.top - part.area.bottom > 0.5 * line.size {
        return false;
    }
    let over = |run: &Run| {
        let around = |cell: &Cell| {
            let edge = |column: usize| part.xs.get(column).copied().unwrap_or_default();
            edge(cell.column) - SAME_EDGE < run.area.left && run.area.right < edge(cell.column_end) + SAME_EDGE
        };
        let words = |cell: &Cell| !cell.text.is_empty() && !is_figure(&cell.text);
        part.cells
            .iter()
            .rposition(|cell| cell.row_end == part.rows && around(cell))
            .filter(|at| words(&part.cells[*at]))
    };
    let Some(cells) = line.runs.iter().map(over).collect::<Option<Vec<usize>>>() else { return false };
    for (run, at) in line.runs.iter().zip(cells) {
        text::join(&mut part.cells[at].text, false, &run.text());
    }
    true
}

/// The edges of both, those that are the same once.
fn united(a: &[f32], b: &[f32]) -> Vec<f32> {
    let mut all: Vec<f32> = a.to_vec();
    for &x in b {
        if (all[nearest(&all, x)] - x).abs() > 2.0 * SAME_EDGE {
            all.push(x);
        }
    }
    all.arrange_by(f32::total_cmp);
    all
}

fn nearest(xs: &[f32], x: f32) -> usize {
    (0..xs.len()).min_by(|&a, &b| (xs[a] - x).abs().total_cmp(&(xs[b] - x).abs())).unwrap_or(0)
}

/// Takes the rows away with which the table begins too.
fn drop_header(above: &Part, below: &mut Part) {
    let row = |part: &Part, row: usize| -> Vec<(usize, usize, usize, String)> {
        let from = part.cells.partition_point(|cell| cell.row < row);
        let cells = part.cells[from..].iter().take_while(|cell| cell.row == row);
        cells.map(|cell| (cell.column, cell.column_end, cell.row_end, said(&cell.text))).collect()
    };
    let header = |at: &usize| {
        let cells = row(below, *at);
        let words = cells.iter().any(|(.., text)| text.chars().any(char::is_alphabetic));
        words && !cells.iter().any(|(.., text)| is_figure(text)) && cells == row(above, *at)
    };
    let mut rows = (0..HEADER_ROWS.min(below.rows)).take_while(header).count();
    while below.cells.iter().any(|cell| cell.row < rows && cell.row_end > rows) {
        rows -= 1;
    }
    below.cells.retain(|cell| cell.row >= rows);
    for cell in &mut below.cells {
        cell.row -= rows;
        cell.row_end -= rows;
    }
    below.rows -= rows;
}

fn said(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Puts the rows of a part behind those of another.
fn append(above: &mut Part, below: Part) {
    // A figure before a label is the row's running number.
    let first_figure = |part: &Part| {
        let last = &part.cells[part.cells.len().saturating_sub(LAST)..];
        let is_number = |at: usize| {
            let next = last.get(at + 1).filter(|next| next.row == last[at].row);
            next.is_some_and(|next| !next.text.is_empty() && !is_figure(&next.text))
        };
        let figures = (0..last.len()).filter(|at| is_figure(&last[*at].text) && !is_number(*at));
        figures.map(|at| last[at].column).min().unwrap_or(usize::MAX)
    };
    let figures = first_figure(above).min(first_figure(&below));
    let rows = above.rows;
    // The cell above each cell of the first row, where it has the same sides.
    let ends: Vec<usize> = (above.cells.len().saturating_sub(LAST)..above.cells.len())
        .filter(|&at| above.cells[at].row_end == rows)
        .collect();
    let over = |cell: &Cell| {
        let same = |at: &&usize| {
            let other = &above.cells[**at];
            (other.column, other.column_end) == (cell.column, cell.column_end)
        };
        ends.iter().find(same).copied()
    };
    let firsts: Vec<(&Cell, Option<usize>)> =
        below.cells.iter().filter(|cell| cell.row == 0).map(|cell| (cell, over(cell))).collect();
    let pairs: Option<Vec<(&Cell, &Cell)>> =
        firsts.iter().map(|(cell, over)| over.map(|over| (*cell, &above.cells[over]))).collect();
    let cut = pairs.is_some_and(|pairs| is_cut(&pairs, figures));
    // Only beside the label of a row a cell can be a group's.
    let labelled = firsts.iter().any(|(cell, _)| !cell.text.is_empty() && !is_figure(&cell.text));
    // Cells of the first part that go on in the second, and what they say there.
    let mut goes_on: Vec<(usize, usize)> = Vec::new();
    for (index, cell) in below.cells.iter().enumerate().filter(|(_, cell)| cell.row == 0) {
        if let Some(over) = over(cell)
            && (cut || labelled && spans_on(&above.cells[over], cell, figures))
        {
            goes_on.push((over, index));
        }
    }
    let offset = if cut { rows - 1 } else { rows };
    let (taken, mut kept): (Vec<_>, Vec<_>) =
        below.cells.into_iter().enumerate().partition(|(index, _)| goes_on.iter().any(|(_, gone)| gone == index));
    for (index, rest) in taken {
        let Some((over, _)) = goes_on.iter().find(|(_, gone)| *gone == index) else { continue };
        let cell = &mut above.cells[*over];
        cell.row_end = (offset + rest.row_end).max(cell.row_end);
        cell.whole &= rest.whole;
        if said(&cell.text) != said(&rest.text) {
            if cell.text.is_empty() {
                cell.place = rest.place;
            }
            text::join(&mut cell.text, false, &rest.text);
        }
    }
    for (_, cell) in &mut kept {
        cell.row += offset;
        cell.row_end += offset;
    }
    above.cells.extend(kept.into_iter().map(|(_, cell)| cell));
    let from = above.cells.partition_point(|cell| cell.row < offset);
    above.cells[from..].arrange_by_key(|cell| (cell.row, cell.column));
    above.rows = offset + below.rows;
}

/// Whether a first row is the rest of the last row before: each cell with the one above it, from left to right;
/// `figures` is the first column that has any.
fn is_cut(pairs: &[(&Cell, &Cell)], figures: usize) -> bool {
    let is_label =
        |pair: &&(&Cell, &Cell)| if figures == usize::MAX { pair.0.column == 0 } else { pair.0.column_end <= figures };
    let digits = |text: &str| text.chars().all(text::is_digit_char);
    // The end of a figure that did not fit on its line, as far as one cell can tell.
    let figure_goes_on = |(cell, over): &(&Cell, &Cell)| {
        let (end, start) = (cell.text.chars().count(), over.text.chars().count());
        end > 0 && start > 1 && end <= start && digits(&cell.text) && digits(&over.text)
    };
    let clash = |pair: &(&Cell, &Cell)| {
        let (cell, over) = pair;
        // A label down the side may stand on the second page alone.
        let whole = over.text.is_empty() && cell.row_end > 1;
        let two = !cell.text.is_empty() && !over.text.is_empty() && (is_figure(&cell.text) || is_figure(&over.text));
        is_numbered(&cell.text) && !whole || two && !figure_goes_on(pair)
    };
    // Cells that span rows alone say nothing of one row.
    if pairs.iter().all(|(cell, _)| cell.row_end > 1) || pairs.iter().any(clash) {
        return false;
    }
    /// A cell and the one below it overleaf.
    type Pairs<'a> = Vec<&'a (&'a Cell, &'a Cell)>;
    let (labels, values): (Pairs, Pairs) = pairs.iter().partition(|pair| is_label(pair));
    let (here, over) = (Kinds::of(values.iter().map(|pair| pair.0)), Kinds::of(values.iter().map(|pair| pair.1)));
    let goes_on: Vec<&(&Cell, &Cell)> =
        labels.iter().filter(|(cell, over)| !cell.text.is_empty() && !over.text.is_empty()).copied().collect();
    if !goes_on.is_empty() {
        // One half of the row has the figures, or none has.
        let open = goes_on.iter().all(|(_, over)| is_open(&over.text));
        let known = goes_on.iter().all(|(_, over)| is_numbered(&over.text) || is_open(&over.text));
        let ends =
            values.iter().all(|pair| pair.0.text.is_empty() || figure_goes_on(pair)) && here.figures < over.figures;
        let apart = here.figures == 0 || over.figures == 0 || ends;
        // Words behind the figures are a remark.
        let remark = here.words == 0 && (over.words == 0 || over.figures > 0);
        return known && apart && (remark || open && here.figures + over.figures == 0);
    }
    let labelled = labels.iter().any(|(_, over)| !over.text.is_empty());
    // Nothing is left of the row but its frame; or its figures; or words of its header.
    match (here.figures, here.words) {
        (0, 0) => over.words == 0 && labelled || over.figures > 0,
        // Without a label of its own a few ends of figures are no row.
        (ends, 0) if values.iter().any(|pair| figure_goes_on(pair)) => {
            ends < over.figures && values.iter().all(|pair| pair.0.text.is_empty() || figure_goes_on(pair))
        }
        (_, 0) => over.figures == 0 && over.words == 0 && labelled,
        (0, _) => over.figures == 0 && here.words <= over.words && here.words < values.len(),
        _ => false,
    }
}

/// How many cells hold figures, and how many words.
struct Kinds {
    figures: usize,
    words: usize,
}

impl Kinds {
    fn of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Self {
        let mut kinds = Self { figures: 0, words: 0 };
        for cell in cells.filter(|cell| !cell.text.is_empty()) {
            *if is_figure(&cell.text) { &mut kinds.figures } else { &mut kinds.words } += 1;
        }
        kinds
    }
}

/// Whether a bracket is open at a text's end.
pub fn is_open(text: &str) -> bool {
    text.matches(['（', '(']).count() > text.matches(['）', ')']).count()
}

/// Whether a cell that spans rows goes on in the one below it; `figures` is the first column that has any.
fn spans_on(over: &Cell, cell: &Cell, figures: usize) -> bool {
    let spans = cell.row_end > 1 || over.row_end - over.row > 1;
    let label = if figures == usize::MAX { spans } else { cell.column_end <= figures };
    if !spans || !label || is_figure(&cell.text) || is_figure(&over.text) {
        return false;
    }
    let same = said(&cell.text) == said(&over.text);
    cell.text.is_empty() || over.text.is_empty() || same || is_numbered(&over.text) && !is_numbered(&cell.text)
}
