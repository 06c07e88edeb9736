//! Tables without lines between their columns: figures that stand one below the other, with labels before them.
//!
//! Where the figures stand tells the columns, a line of figures is a row, and the lines of a label around it belong to
//! it. What does not come out clear stays lines of text: a wrong table is worse than none.

mod columns;
mod layout;

use std::ops::Range;

use super::{
    Glyph,
    cells::is_figure,
    page::Area,
    sheet::{Block, Sheet},
    text::{Line, Run, Told, Writer, is_digit, is_space, is_wide},
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
    /// Where the words of another may begin, from left to right.
    seams: Vec<Seam>,
    /// Where digits alone follow behind words: the figure of a label that fills its cell, or its last word.
    tail: Option<Seam>,
}

/// Where one of two words that stand close may end.
#[derive(Clone, Copy, Debug)]
struct Seam {
    /// Where it is on the page, from the left, in points.
    at: f32,
    /// How wide the gap there is, in ems.
    gap: f32,
    /// How long the text before it is, in bytes.
    before: usize,
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
/// The two lines of a label stand no further from the middle between them, in ems.
const LABEL: f32 = 1.0;
/// A gap of so many ems stands between cells, and between a label and its figure.
const GAP: f32 = 0.5;
const NEAR: f32 = 0.3;
/// Digits of one figure may stand so far apart, in ems.
const DIGITS: f32 = 0.6;
/// What is drawn apart may overlap by so many ems.
const OVERLAP: f32 = -0.1;
/// A header has no more lines.
const HEADER_LINES: usize = 8;
/// Words of two cells stand further apart than letters of one word, by so many ems.
const SEAM: f32 = 0.08;
/// So many characters of a piece are looked at for the end of a header.
const SEAMS: usize = 60;
/// A run of more characters is no line of a table's.
const LONG: usize = 1_000;
/// What follows on in one text stands no further from it, in ems.
const TOUCHING: f32 = 0.03;

/// Finds the tables among the lines of all pages.
pub fn find(sheets: &mut [Sheet]) {
    // The columns of the table with which the page before ends.
    let mut known: Option<Vec<Area>> = None;
    for (page, sheet) in sheets.iter_mut().enumerate() {
        let mut blocks = Vec::with_capacity(sheet.blocks.len());
        let mut lines: Vec<Line> = Vec::new();
        let context = Context { page, rules: &sheet.rules, told: sheet.told };
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
    /// What the strings tell with which the page's characters were drawn.
    told: Told,
}

impl Context<'_> {
    /// The tables among lines that nothing stands between.
    fn tables(&self, lines: Vec<Line>, known: &mut Option<Vec<Area>>, blocks: &mut Vec<Block>) {
        let cut = Cut { gap: GAP, near: NEAR, told: self.told };
        let mut rows: Vec<Row> = lines.iter().map(|line| Row::of(line, cut)).collect();
        if rows.iter().map(|row| row.pieces.len()).sum::<usize>() > PIECES {
            blocks.extend(lines.into_iter().map(Block::Line));
            return;
        }
        let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
        let mut done = 0;
        let mut put = |range: Range<usize>, blocks: &mut Vec<Block>| {
            blocks.extend(lines[range].iter_mut().filter_map(Option::take).map(Block::Line));
        };
        let mut from = 0;
        while let Some(first) = (from..rows.len()).find(|&at| is_seed(&rows, at)) {
            let last = self.last_seed(&rows, first);
            from = last + 1;
            divide(&mut rows, done, first..from);
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
                !piece.figure && (piece.area.center() > edge || index > 0 && piece.reach() > edge + 0.3 * row.size)
            });
            // The middle of a figure's remark.
            let near = row.area.top - rows[at - 1].area.bottom < 0.6 * row.size;
            let piece = near && row.pieces.len() < 3 && row.pieces.iter().all(|p| p.area.left > edge && p.is_short());
            let words = words && !piece;
            let heading = row.pieces.len() == 1 && row.size > 1.06 * rows[last].size;
            let seed = is_seed(rows, at);
            if (words || heading) && !seed {
                break;
            }
            if seed {
                last = at;
                edge = edge.min(row.first_figure());
            }
        }
        last
    }
}

/// Divides the headers that touch on the lines above rows of figures, and labels and figures that touch in these; `from`
/// is where the table before them ended.
fn divide(rows: &mut [Row], from: usize, figures: Range<usize>) {
    let pieces: Vec<&Piece> = rows[figures.clone()].iter().flat_map(|row| &row.pieces).filter(|p| p.figure).collect();
    let Some(columns) = pieces.first().and_then(|first| columns(&pieces, first.size)) else { return };
    let start = from.max(figures.start.saturating_sub(HEADER_LINES));
    for row in &mut rows[start..figures.start] {
        part_headers(&mut row.pieces, &columns);
    }
    for row in &mut rows[figures] {
        part_label(&mut row.pieces, &columns);
    }
}

/// Parts the headers of several columns that stand close; a heading is none.
pub fn part_headers(pieces: &mut Vec<Piece>, columns: &[Area]) {
    if matches!(&pieces[..], [one] if is_chapter(&one.text)) {
        return;
    }
    let mut at = 0;
    while at < pieces.len() {
        if let Some(seam) = pieces[at].parts(columns) {
            split(pieces, at, seam);
        }
        at += 1;
    }
}

/// Parts a label and the figure behind it that stands in the first column, where a row has none.
pub fn part_label(pieces: &mut Vec<Piece>, columns: &[Area]) {
    let Some(first) = columns.first() else { return };
    let stands = |piece: &Piece| {
        let slack = 0.4 * piece.size;
        piece.tail.is_some_and(|tail| tail.at > first.left - slack) && piece.area.right < first.right + slack
    };
    let figure = pieces.iter().any(|piece| piece.figure && piece.area.left < first.right);
    if let (Some(at), false) = (pieces.iter().position(stands), figure)
        && let Some(tail) = pieces[at].tail
        && split(pieces, at, tail)
    {
        pieces[at + 1].figure = true;
        let label = &mut pieces[at];
        label.area.right = label.area.right.min(first.left - 0.1 * label.size);
    }
}

/// Parts a piece in two; whether it could be.
fn split(pieces: &mut Vec<Piece>, at: usize, seam: Seam) -> bool {
    let piece = &mut pieces[at];
    if !piece.text.is_char_boundary(seam.before) {
        return false;
    }
    let mut next = piece.clone();
    next.text = piece.text.split_off(seam.before);
    next.area.left = seam.at;
    next.seams.retain(|other| other.before > seam.before);
    next.seams.iter_mut().for_each(|other| other.before -= seam.before);
    piece.area.right = seam.at;
    piece.tail = None;
    next.tail = None;
    pieces.insert(at + 1, next);
    true
}

/// Whether a text is numbered as headings and the first labels are: 一、
pub fn is_chapter(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| "一二三四五六七八九十".contains(c)) && characters.next() == Some('、')
}

/// Whether a line holds figures as a table's row does: behind a label, beside the two lines of one, or several of them.
fn is_seed(rows: &[Row], at: usize) -> bool {
    let pieces = &rows[at].pieces;
    match pieces.iter().filter(|piece| piece.figure).count() {
        0 => false,
        1 if pieces.len() == 1 => {
            let area = pieces[0].area;
            let beside = |at: usize| {
                let label = rows.get(at).filter(|row| row.pieces.len() == 1)?.pieces[0].area;
                let near = (label.middle() - area.middle()).abs() < LABEL * pieces[0].size;
                (near && label.right < area.left).then_some(label)
            };
            let labels = at.checked_sub(1).and_then(beside).zip(beside(at + 1));
            labels.is_some_and(|(above, below)| above.left < below.right && below.left < above.right)
        }
        1 => pieces.len() == 2 && pieces[1].figure,
        _ => true,
    }
}

impl Row {
    fn of(line: &Line, cut: Cut) -> Self {
        Self { area: line.area, size: line.size, pieces: pieces(line, cut) }
    }

    /// Whether it runs from before the figures' left edge to behind it, as no cell does.
    fn is_prose(&self, edge: f32) -> bool {
        let crosses = |piece: &Piece| piece.area.left < edge - self.size && piece.reach() > edge + self.size;
        self.pieces.iter().any(|piece| crosses(piece) || piece.text.contains('。'))
    }

    /// Whether it has as many figures as there are columns, or none.
    fn is_full(&self, columns: usize) -> bool {
        matches!(self.pieces.iter().filter(|piece| piece.figure).count(), count if count == 0 || count == columns)
    }

    /// Whether it is numbered as headings and the first labels are: 一、
    fn is_chapter(&self) -> bool {
        matches!(&self.pieces[..], [one] if is_chapter(&one.text))
    }

    fn first_figure(&self) -> f32 {
        self.pieces.iter().filter(|piece| piece.figure).map(|piece| piece.area.left).fold(f32::INFINITY, f32::min)
    }
}

impl Piece {
    fn of(run: &Run, cut: Cut) -> Self {
        let mut writer = Writer::default();
        let (mut seams, mut tail) = (Vec::new(), None);
        for (at, glyph) in run.glyphs.iter().enumerate() {
            if let Some(before) = at.checked_sub(1).filter(|at| *at < SEAMS).map(|at| &run.glyphs[at]) {
                let wide = [before, glyph].map(|glyph| glyph.text.starts_with(is_wide) && !is_digit(glyph));
                let gap = (glyph.left - before.right) / run.size;
                let seam = Seam { at: (before.right + glyph.left) / 2.0, gap, before: writer.text.len() };
                if wide == [true; 2] && (gap > SEAM || cut.told.words && before.string != glyph.string) {
                    seams.push(seam);
                }
                // The right half of a closing bracket is blank.
                let least = if matches!(&*before.text, "）" | "》" | "”" | "】") { -0.5 } else { 0.0 };
                if is_digit(glyph) {
                    tail = tail.or((wide[0] && gap > least).then_some(seam));
                } else {
                    tail = None;
                }
            }
            writer.push(glyph);
        }
        let text = writer.text;
        // 无 alone may be a letter of a label down the side.
        let figure = is_figure(&text) && text != "无";
        Self { area: run.area, size: run.size, text, figure, seams, tail }
    }

    /// The first seam at which the headers of two columns part: between these, where the gap is widest, or else the only
    /// one.
    fn parts(&self, columns: &[Area]) -> Option<Seam> {
        columns.windows(2).find_map(|pair| {
            let here = |seam: &&Seam| pair[0].right <= seam.at && seam.at <= pair[1].left;
            let here = self.seams.iter().filter(here);
            let seam = here.clone().max_by(|a, b| a.gap.total_cmp(&b.gap))?;
            let clear = seam.gap > SEAM || here.count() == 1;
            let over = self.area.left < pair[0].center() && pair[1].center() < self.area.right;
            (clear && over).then_some(*seam)
        })
    }

    /// How far its words reach.
    fn reach(&self) -> f32 {
        self.tail.map_or(self.area.right, |tail| tail.at)
    }

    /// Whether it is as short as the end of a remark.
    fn is_short(&self) -> bool {
        self.text.chars().count() <= 6
    }
}

/// How the runs of a line are divided.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// A gap of so many ems stands between pieces.
    pub gap: f32,
    /// A narrower one stands between a label and its figure.
    pub near: f32,
    /// What the strings tell with which characters were drawn.
    pub told: Told,
}

/// The runs of a line as pieces: divided at gaps, before a running number, and where a figure was drawn by itself.
pub fn pieces(line: &Line, cut: Cut) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in &line.runs {
        let mut rest = Some(run.clone());
        while let Some(run) = rest {
            let long = run.glyphs.len() > LONG;
            let at = (1..run.glyphs.len()).find(|&at| !long && cut.divides(&run, at));
            let (piece, behind) = match at {
                Some(at) => run.split_at(at),
                None => (Some(run), None),
            };
            pieces.extend(piece.as_ref().map(|run| Piece::of(run, cut)));
            rest = behind;
        }
    }
    pieces
}

impl Cut {
    /// Whether a run is divided before one of its characters.
    fn divides(self, run: &Run, at: usize) -> bool {
        let (before, next) = (&run.glyphs[at - 1], &run.glyphs[at]);
        let width = (next.left - before.right) / run.size;
        let digits = (is_digit(before), is_digit(next));
        let figure = || run.glyphs[at..].iter().all(is_digit);
        let gap = match digits {
            (true, true) if run.is_apart(at, self.told) => return true,
            (true, true) => self.gap.max(DIGITS),
            (false, true) if !is_space(before) && figure() => self.near,
            _ => self.gap,
        };
        if width > gap {
            return true;
        }
        // `（四）1.本机关`: a number begins a label.
        let wide = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.text.starts_with(is_wide));
        let dot = |glyph: &Glyph| matches!(&*glyph.text, "." | "．" | "、");
        let begins = digits == (false, true)
            && wide(Some(before))
            && run.glyphs.get(at + 1).is_some_and(dot)
            && wide(run.glyphs.get(at + 2));
        // `三、本年度办（一）予以公开` is the label of a group and that of a row; `第（一）项` is none.
        let is = |at: usize, set: &str| {
            run.glyphs.get(at).is_some_and(|glyph| !glyph.text.is_empty() && set.contains(&*glyph.text))
        };
        let bracketed = is(at, "（(") && is(at + 1, "一二三四五六七八九十") && is(at + 2, "）)");
        let begins = begins || bracketed && wide(Some(before)) && &*before.text != "第" && !is(at + 3, "项");
        // Letters and digits of one text are two strings as well, where their fonts are; then they touch.
        let apart = self.told.all && before.string != next.string && width > OVERLAP;
        // Digits that were each drawn by themselves may be one figure.
        let longer = || {
            (at > 1 && run.glyphs[at - 2].string == before.string)
                || run.glyphs.get(at + 1).is_some_and(|glyph| glyph.string == next.string)
        };
        let apart = apart && if digits.0 { longer() } else { wide(Some(before)) && width.abs() > TOUCHING };
        begins || apart && digits.1 && figure()
    }
}
