//! Tables without lines between their columns: figures that stand one below the other, with labels before them.
//!
//! Where the figures stand tells the columns, a line of figures is a row, and the lines of a label around it belong to
//! it. What does not come out clear stays lines of text: a wrong table is worse than none.

mod layout;

use super::{
    cells::is_figure,
    page::Area,
    sheet::{Block, Sheet},
    text::{Line, Run},
};
use layout::Layout;
pub use layout::columns;

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
/// Lines of a header stand no further apart, in ems.
const HEADER: f32 = 3.0;
/// A gap of so many ems stands between a label and its figure.
const GAP: f32 = 0.3;
/// So much of the page's width a line of prose takes.
const PROSE: f32 = 0.55;

/// Finds the tables among the lines of all pages.
pub fn find(sheets: &mut [Sheet]) {
    // The columns of the table with which the page before ends.
    let mut known: Option<Vec<Area>> = None;
    for (page, sheet) in sheets.iter_mut().enumerate() {
        let mut blocks = Vec::with_capacity(sheet.blocks.len());
        let mut lines: Vec<Line> = Vec::new();
        let context = Context { page, width: sheet.width, rules: &sheet.rules };
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
    width: f32,
    rules: &'a [Area],
}

impl Context<'_> {
    /// The tables among lines that nothing stands between.
    fn tables(&self, lines: Vec<Line>, known: &mut Option<Vec<Area>>, blocks: &mut Vec<Block>) {
        let rows: Vec<Row> = lines.iter().map(Row::of).collect();
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
            if row.is_prose(self.width) || row.area.top - rows[last].area.bottom > APART * row.size {
                break;
            }
            // Words over the figures begin another table.
            let words =
                |piece: &Piece| !piece.figure && piece.area.center() > edge && piece.area.left > edge - row.size;
            if row.pieces.iter().any(words) && !row.is_seed() {
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
        Self { area: line.area, size: line.size, pieces: pieces(line, GAP) }
    }

    /// Whether it holds figures as a table's row does: behind a label, or several of them.
    fn is_seed(&self) -> bool {
        let figures = self.pieces.iter().filter(|piece| piece.figure).count();
        figures >= 2 || figures == 1 && self.pieces.len() == 2 && self.pieces[1].figure
    }

    fn is_prose(&self, width: f32) -> bool {
        let one = self.pieces.iter().any(|piece| piece.area.right - piece.area.left > PROSE * width);
        one || self.pieces.iter().any(|piece| piece.text.contains('。'))
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
}

/// The runs of a line as pieces, labels and figures apart.
/// A gap of so many ems divides them.
pub fn pieces(line: &Line, gap: f32) -> Vec<Piece> {
    line.runs.iter().map(|run| divided(run, gap)).flat_map(|(label, figure)| [label, figure]).flatten().collect()
}

/// A run as one piece, or as a label and the figure that stands near behind it.
fn divided(run: &Run, least: f32) -> (Option<Piece>, Option<Piece>) {
    let digits =
        run.glyphs.iter().rev().take_while(|glyph| glyph.text.starts_with(|c: char| c.is_ascii_digit())).count();
    let at = run.glyphs.len() - digits;
    let gap = match (at.checked_sub(1).and_then(|before| run.glyphs.get(before)), run.glyphs.get(at)) {
        (Some(before), Some(first)) if !super::text::is_space(before) => first.left - before.right,
        _ => 0.0,
    };
    if gap > least * run.size {
        let (label, figure) = run.clone().split_at(at);
        return (label.as_ref().map(Piece::of), figure.as_ref().map(Piece::of));
    }
    (Some(Piece::of(run)), None)
}
