//! Tables without lines between their columns: figures that stand one below the other, with labels before them.
//!
//! Where the figures stand tells the columns, a line of figures is a row, and the lines of a label around it belong to
//! it. What does not come out clear stays lines of text: a wrong table is worse than none.

mod columns;
mod layout;

use super::{
    cells::is_figure,
    page::Area,
    sheet::{Block, Sheet},
    text::{Line, Run, is_digit, is_space},
};
pub use columns::{columns, widen};
use layout::Layout;

/// A run of a line that may be a part of a table.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The box around it.
    pub area: Area,
    /// The size of its characters.
    pub size: f32,
    /// What it says.
    pub text: String,
    /// Whether it is a figure or a mark.
    pub figure: bool,
}

/// A line as its pieces.
#[derive(Clone, Debug)]
struct Row {
    area: Area,
    size: f32,
    pieces: Vec<Piece>,
}

/// Rows of one table stand no further apart, in ems.
const APART: f32 = 10.0;
/// Pieces of a page; with more it is no report's.
pub const PIECES: usize = 5_000;
/// Lines of a header stand no further apart, in ems.
const HEADER: f32 = 3.0;
/// A gap of so many ems stands between cells, and between a label and its figure.
const GAP: f32 = 0.5;
const NEAR: f32 = 0.3;
/// Digits of one figure may stand so far apart, in ems.
const DIGITS: f32 = 0.6;

/// Finds the tables among the lines of all pages.
pub fn find(sheets: &mut [Sheet]) {
    // The columns of the table with which the page before ends.
    let mut known: Option<Vec<Area>> = None;
    for (page, sheet) in sheets.iter_mut().enumerate() {
        let mut blocks = Vec::with_capacity(sheet.blocks.len());
        let mut lines: Vec<Line> = Vec::new();
        let context = Context { page, rules: &sheet.rules };
        for block in std::mem::take(&mut sheet.blocks) {
            match block {
                Block::Line(line) => lines.push(line),
                other => {
                    context.tables(std::mem::take(&mut lines), &mut known, &mut blocks);
                    known = None;
                    blocks.push(other);
                }
            }
        }
        context.tables(lines, &mut known, &mut blocks);
        sheet.blocks = blocks;
    }
}

struct Context<'a> {
    page: usize,
    rules: &'a [Area],
}

impl Context<'_> {
    /// The tables among lines that nothing stands between.
    fn tables(&self, lines: Vec<Line>, known: &mut Option<Vec<Area>>, blocks: &mut Vec<Block>) {
        let rows: Vec<Row> = lines.iter().map(Row::of).collect();
        if rows.iter().map(|row| row.pieces.len()).sum::<usize>() > PIECES {
            blocks.extend(lines.into_iter().map(Block::Line));
            return;
        }
        let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
        let mut done = 0;
        let mut put = |range: std::ops::Range<usize>, blocks: &mut Vec<Block>| {
            blocks.extend(lines[range].iter_mut().filter_map(Option::take).map(Block::Line));
        };
        let mut from = 0;
        while let Some(first) = (from..rows.len()).find(|&at| rows[at].is_seed()) {
            let last = self.last_seed(&rows, first);
            from = last + 1;
            let before = if first <= done + 6 && done == 0 { known.as_deref() } else { None };
            let layout = Layout::of(&rows, first..last + 1, done, before, self.rules);
            if let Some(layout) = layout
                && let Some((part, columns)) = layout.part(self.page)
            {
                put(done..layout.lines.start, blocks);
                blocks.push(Block::Table(part));
                done = layout.lines.end;
                from = from.max(done);
                *known = Some(columns);
            }
        }
        if rows.len() > done + 2 {
            *known = None;
        }
        put(done..rows.len(), blocks);
    }

    /// The last row of figures that goes on with the first one.
    fn last_seed(&self, rows: &[Row], first: usize) -> usize {
        let mut last = first;
        let mut edge = rows[first].first_figure();
        for at in first + 1..rows.len() {
            let row = &rows[at];
            if row.is_prose(edge) || row.area.top - rows[last].area.bottom > APART * row.size {
                break;
            }
            // Words over the figures begin another table, a heading in larger letters ends this one.
            let words = row.pieces.iter().enumerate().any(|(index, piece)| {
                !piece.figure && (piece.area.center() > edge || index > 0 && piece.area.right > edge + 0.3 * row.size)
            });
            // The middle of a figure's remark.
            let near = row.area.top - rows[at - 1].area.bottom < 0.6 * row.size;
            let piece = near && row.pieces.len() < 3 && row.pieces.iter().all(|p| p.area.left > edge && p.is_short());
            let words = words && !piece;
            let heading = row.pieces.len() == 1 && row.size > 1.06 * rows[last].size;
            if (words || heading) && !row.is_seed() {
                break;
            }
            if row.is_seed() {
                last = at;
                edge = edge.min(row.first_figure());
            }
        }
        last
    }
}

impl Row {
    fn of(line: &Line) -> Self {
        Self { area: line.area, size: line.size, pieces: pieces(line, GAP, NEAR) }
    }

    /// Whether it holds figures as a table's row does: behind a label, or several of them.
    fn is_seed(&self) -> bool {
        let figures = self.pieces.iter().filter(|piece| piece.figure).count();
        figures >= 2 || figures == 1 && self.pieces.len() == 2 && self.pieces[1].figure
    }

    /// Whether it runs from before the figures' left edge to behind it, as no cell does.
    fn is_prose(&self, edge: f32) -> bool {
        let crosses = |piece: &Piece| piece.area.left < edge - self.size && piece.area.right > edge + self.size;
        self.pieces.iter().any(|piece| crosses(piece) || piece.text.contains('。'))
    }

    fn first_figure(&self) -> f32 {
        self.pieces.iter().filter(|piece| piece.figure).map(|piece| piece.area.left).fold(f32::INFINITY, f32::min)
    }
}

impl Piece {
    fn of(run: &Run) -> Self {
        let text = run.text();
        // 无 alone may be a letter of a label down the side.
        let figure = is_figure(&text) && text != "无";
        Self { area: run.area, size: run.size, text, figure }
    }

    /// Whether it is as short as the end of a remark.
    fn is_short(&self) -> bool {
        self.text.chars().count() <= 6
    }
}

/// The runs of a line as pieces: divided at gaps of so many ems, and by a narrower one between a label and its figure.
pub fn pieces(line: &Line, gap: f32, near: f32) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in &line.runs {
        let mut rest = Some(run.clone());
        while let Some(run) = rest {
            let gaps = run.glyphs.windows(2).map(|pair| pair[1].left - pair[0].right);
            let at = gaps.enumerate().position(|(at, width)| {
                let figure = run.glyphs[at + 1..].iter().all(is_digit) && !is_digit(&run.glyphs[at]);
                let wide =
                    if is_digit(&run.glyphs[at]) && is_digit(&run.glyphs[at + 1]) { gap.max(DIGITS) } else { gap };
                width > if figure && !is_space(&run.glyphs[at]) { near } else { wide } * run.size
            });
            let (piece, behind) = match at {
                Some(at) => run.split_at(at + 1),
                None => (Some(run), None),
            };
            pieces.extend(piece.as_ref().map(Piece::of));
            rest = behind;
        }
    }
    pieces
}
