//! Rules to grids: the cells that lines on a page enclose.
//!
//! Pieces on one line are joined, lines that touch or accompany each other make one grid, and the faces between them
//! that no line divides are one cell. How a program draws a cell (one line from end to end, four edges of its own,
//! doubled or dashed ones) makes no difference then.

use super::page::{Area, Rule};
use crate::order::{Arrange, Numbers};

/// The cells that lines enclose.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The edges of its columns.
    pub xs: Vec<f32>,
    /// The edges of its rows.
    pub ys: Vec<f32>,
    /// Its cells.
    pub cells: Vec<Face>,
    /// Whether all its lines are drawn; else some were put where its columns seem to end.
    pub drawn: bool,
}

/// A cell of a grid, as ranges of its columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// The first column.
    pub left: usize,
    /// The first row.
    pub top: usize,
    /// The column behind the last.
    pub right: usize,
    /// The row behind the last.
    pub bottom: usize,
    /// Whether neither above or below nor beside it a line closes it: it may lie outside of the table.
    pub outside: bool,
}

/// A straight line: where it stands, and from where to where it runs.
#[derive(Clone, Copy, Debug)]
struct Stroke {
    at: f32,
    from: f32,
    to: f32,
}

/// Pieces of one line stand no further apart, across and along it.
const ASIDE: f32 = 1.2;
const BEFORE: f32 = 6.0;
/// Lines that touch may miss each other by so much.
const TOUCH: f32 = 3.0;
/// Lines that run beside each other at this distance belong together: doubled edges, boxes beside boxes.
const BESIDE: f32 = 5.0;
/// Edges of cells stand no closer; what does is one edge.
const EDGE: f32 = 3.5;
/// A line shorter than this divides nothing.
const SHORT: f32 = 5.0;
/// Lines of a page in one direction, joined, and how often they may cross; with more it is a drawing. The cells of a
/// page of paper have a tenth of that.
const STROKES: usize = 1_000;
const CROSSINGS: usize = 200_000;
/// Faces of a grid.
const FACES: usize = 100_000;

/// The grids that the rules of a page make, and the horizontal lines that only divide rows.
pub fn grids(rules: &[Rule]) -> (Vec<Grid>, Vec<Area>) {
    let (across, down) = strokes(rules);
    if across.len().max(down.len()) > STROKES || across.len() * down.len() > CROSSINGS {
        return (Vec::new(), Vec::new());
    }
    let (mut grids, mut rest) = (Vec::new(), Vec::new());
    for (across, down) in components(&across, &down) {
        match grid(&across, &down) {
            // Lines in a frame divide rows, as they do without it.
            Some(grid) if grid.xs.len() > 2 => grids.push(grid),
            grid if down.is_empty() || grid.is_some() => {
                rest.extend(across.iter().map(|s| Area { left: s.from, top: s.at, right: s.to, bottom: s.at }));
            }
            _ => {}
        }
    }
    (grids, rest)
}

/// The horizontal and the vertical lines, their pieces joined.
fn strokes(rules: &[Rule]) -> (Vec<Stroke>, Vec<Stroke>) {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for rule in rules {
        let (width, height) = (rule.right - rule.left, rule.bottom - rule.top);
        let horizontal = Stroke { at: (rule.top + rule.bottom) / 2.0, from: rule.left, to: rule.right };
        let vertical = Stroke { at: (rule.left + rule.right) / 2.0, from: rule.top, to: rule.bottom };
        // A dot is a piece of either.
        let dot = width.max(height) < 3.0 && width.max(height) < 1.6 * width.min(height).max(0.3);
        if dot || width >= height {
            across.push(horizontal);
        }
        if dot || width < height {
            down.push(vertical);
        }
    }
    (joined(across), joined(down))
}

fn joined(mut pieces: Vec<Stroke>) -> Vec<Stroke> {
    pieces.arrange_by(|a, b| a.at.total_cmp(&b.at));
    let mut strokes: Vec<Stroke> = Vec::new();
    let mut rest = pieces.as_mut_slice();
    while let Some(first) = rest.first() {
        let start = first.at;
        let mut last = start;
        let level = rest
            .iter()
            .take_while(|piece| {
                let near = piece.at - last <= ASIDE && piece.at - start <= 2.0 * ASIDE;
                last = piece.at;
                near
            })
            .count();
        let (line, behind) = rest.split_at_mut(level.max(1));
        rest = behind;
        line.arrange_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<(Stroke, f32)> = None;
        for piece in line {
            let length = (piece.to - piece.from).max(0.01);
            match &mut open {
                Some((stroke, weight)) if piece.from - stroke.to <= BEFORE => {
                    stroke.at = (stroke.at * *weight + piece.at * length) / (*weight + length);
                    *weight += length;
                    stroke.to = stroke.to.max(piece.to);
                }
                _ => {
                    strokes.extend(open.take().map(|(stroke, _)| stroke));
                    open = Some((*piece, length));
                }
            }
        }
        strokes.extend(open.map(|(stroke, _)| stroke));
    }
    strokes.retain(|stroke| stroke.to - stroke.from >= SHORT);
    strokes
}

type Component = (Vec<Stroke>, Vec<Stroke>);

/// Lines that touch or accompany each other, each such set by itself.
fn components(across: &[Stroke], down: &[Stroke]) -> Vec<Component> {
    let mut sets = Sets::new(across.len() + down.len());
    // Upright lines alone, which may be another table's than the one that they run beside.
    let mut alone = vec![true; across.len() + down.len()];
    alone[..across.len()].fill(false);
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            let on = |at: f32, stroke: &Stroke| at >= stroke.from - TOUCH && at <= stroke.to + TOUCH;
            if on(v.at, h) && on(h.at, v) {
                sets.join(i, across.len() + j);
                alone[across.len() + j] = false;
            }
        }
    }
    for (offset, strokes) in [(0, across), (across.len(), down)] {
        for (i, a) in strokes.iter().enumerate() {
            // They are in the order of their places, or nearly so.
            for (j, b) in strokes.iter().enumerate().skip(i + 1).take_while(|(_, b)| b.at - a.at <= BESIDE + ASIDE) {
                let shared = a.to.min(b.to) - a.from.max(b.from);
                let alike = alone[offset + i] == alone[offset + j];
                if alike && (b.at - a.at).abs() <= BESIDE && shared > 0.5 * (a.to - a.from).min(b.to - b.from) {
                    sets.join(offset + i, offset + j);
                }
            }
        }
    }
    let mut found: Numbers<Component> = Numbers::default();
    for (i, stroke) in across.iter().chain(down).enumerate() {
        let set = found.entry(sets.root(i) as u32, Component::default);
        if i < across.len() { set.0.push(*stroke) } else { set.1.push(*stroke) }
    }
    adopted(found.into_values())
}

/// Upright lines alone beside a table belong to it: the sides of a cell that the page cuts above and below.
fn adopted(components: Vec<Component>) -> Vec<Component> {
    /// The cell is no wider.
    const WIDE: f32 = 72.0;
    let (mut tables, sides): (Vec<Component>, Vec<Component>) =
        components.into_iter().partition(|(across, _)| !across.is_empty());
    let mut rest = Vec::new();
    for (_, side) in sides {
        let before = |(across, _): &Component| across.iter().any(|stroke| side[0].at < stroke.from);
        let beside = |(across, down): &Component| {
            let from = across.iter().map(|stroke| stroke.from).fold(f32::INFINITY, f32::min);
            let to = across.iter().map(|stroke| stroke.to).fold(f32::NEG_INFINITY, f32::max);
            let top = down.iter().map(|stroke| stroke.from).fold(f32::INFINITY, f32::min);
            let bottom = down.iter().map(|stroke| stroke.to).fold(f32::NEG_INFINITY, f32::max);
            side.iter().all(|stroke| {
                let near = stroke.at > from - WIDE && stroke.at < to + WIDE;
                let as_high = (stroke.to - stroke.from) > 0.6 * (bottom - top);
                near && as_high && stroke.from > top - 2.0 * EDGE && stroke.to < bottom + 2.0 * EDGE
            })
        };
        // The cells of groups stand on the left of a table, whatever stands there beside it.
        let beside = || (0..tables.len()).filter(|at| beside(&tables[*at]));
        match beside().find(|at| before(&tables[*at])).or(beside().next()) {
            Some(at) => tables[at].1.extend(side),
            None => rest.push((Vec::new(), side)),
        }
    }
    tables.extend(rest);
    tables
}

/// The cells between lines that belong together; `None` where they enclose fewer than two.
fn grid(across: &[Stroke], down: &[Stroke]) -> Option<Grid> {
    if down.is_empty() || across.is_empty() {
        return None;
    }
    // Where the lines of the other direction end, an open side of the table closes.
    let xs = edges(down, across);
    let ys = edges(across, down);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns * rows == 0 || columns * rows > FACES {
        return None;
    }
    // Whether a line runs above each face, and one to its left; one more of each for the far sides.
    let above = sides(across, &ys, &xs);
    let beside = sides(down, &xs, &ys);
    let mut sets = Sets::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let face = row * columns + column;
            if row > 0 && !above[row * columns + column] {
                sets.join(face, face - columns);
            }
            if column > 0 && !beside[column * rows + row] {
                sets.join(face, face - 1);
            }
        }
    }
    let roots: Vec<usize> = (0..columns * rows).map(|face| sets.root(face)).collect();
    let mut cells = rectangles(&roots, columns);
    for cell in &mut cells {
        let closed_row = |row: usize| (cell.left..cell.right).any(|column| above[row * columns + column]);
        let closed_column = |column: usize| (cell.top..cell.bottom).any(|row| beside[column * rows + row]);
        let is_closed =
            closed_row(cell.top) && closed_row(cell.bottom) || closed_column(cell.left) && closed_column(cell.right);
        cell.outside = !is_closed;
    }
    if cells.len() < 2 {
        return None;
    }
    Some(Grid { xs, ys, cells, drawn: true }.compact())
}

/// The places of lines, and the ends of the lines across them where those reach further.
fn edges(strokes: &[Stroke], across: &[Stroke]) -> Vec<f32> {
    let mut places: Vec<f32> = strokes.iter().map(|stroke| stroke.at).collect();
    places.arrange_by(f32::total_cmp);
    let mut edges: Vec<f32> = Vec::new();
    let mut start = 0;
    for i in 0..places.len() {
        let ends = places.get(i + 1).is_none_or(|next| next - places[i] > EDGE || next - places[start] > 2.0 * EDGE);
        if ends {
            edges.push((places[start] + places[i]) / 2.0);
            start = i + 1;
        }
    }
    let from = across.iter().map(|stroke| stroke.from).fold(f32::INFINITY, f32::min);
    let to = across.iter().map(|stroke| stroke.to).fold(f32::NEG_INFINITY, f32::max);
    if edges.first().is_none_or(|&first| from < first - 2.0 * EDGE) {
        edges.insert(0, from);
    }
    if edges.last().is_none_or(|&last| to > last + 2.0 * EDGE) {
        edges.push(to);
    }
    edges
}

/// For each edge and each space between the edges across, whether a line runs there.
fn sides(strokes: &[Stroke], edges: &[f32], across: &[f32]) -> Vec<bool> {
    let spaces = across.len() - 1;
    let mut covered = vec![0.0f32; edges.len() * spaces];
    for stroke in strokes {
        let nearest = |edge: &&f32| (**edge - stroke.at).abs();
        let Some((edge, _)) = edges.iter().enumerate().min_by(|a, b| nearest(&a.1).total_cmp(&nearest(&b.1))) else {
            continue;
        };
        for (space, sides) in across.windows(2).enumerate() {
            let shared = stroke.to.min(sides[1]) - stroke.from.max(sides[0]);
            let cell = &mut covered[edge * spaces + space];
            *cell = cell.max(shared / (sides[1] - sides[0]).max(0.1));
        }
    }
    covered.into_iter().map(|share| share > 0.6).collect()
}

/// Sets of faces as rectangles; a set of another shape is divided.
fn rectangles(roots: &[usize], columns: usize) -> Vec<Face> {
    let mut cells: Vec<Face> = Vec::new();
    // The cells that reach down to the row before, by their left columns.
    let mut open: Vec<Option<usize>> = vec![None; columns];
    for (row, faces) in roots.chunks(columns).enumerate() {
        let mut now: Vec<Option<usize>> = vec![None; columns];
        let mut left = 0;
        while left < columns {
            let right = (left..columns).find(|&column| faces[column] != faces[left]).unwrap_or(columns);
            let goes_on = open[left].filter(|&cell| {
                let before = row.checked_sub(1).map(|row| roots[row * columns + left]);
                cells[cell].right == right && before == Some(faces[left])
            });
            let cell = goes_on.unwrap_or_else(|| {
                cells.push(Face { left, top: row, right, bottom: row, outside: false });
                cells.len() - 1
            });
            cells[cell].bottom = row + 1;
            now[left] = Some(cell);
            left = right;
        }
        open = now;
    }
    cells
}

impl Grid {
    /// The box around it.
    pub fn area(&self) -> Area {
        let end = |edges: &[f32]| (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(0.0));
        let ((left, right), (top, bottom)) = (end(&self.xs), end(&self.ys));
        Area { left, top, right, bottom }
    }

    /// The box of a cell.
    pub fn cell(&self, face: &Face) -> Area {
        Area {
            left: self.xs[face.left],
            top: self.ys[face.top],
            right: self.xs[face.right],
            bottom: self.ys[face.bottom],
        }
    }

    /// The same without the edges at which no cell begins or ends.
    fn compact(mut self) -> Self {
        let columns = kept(&mut self.xs, self.cells.iter().flat_map(|face| [face.left, face.right]));
        let rows = kept(&mut self.ys, self.cells.iter().flat_map(|face| [face.top, face.bottom]));
        for face in &mut self.cells {
            (face.left, face.right) = (columns[face.left], columns[face.right]);
            (face.top, face.bottom) = (rows[face.top], rows[face.bottom]);
        }
        self
    }
}

/// Keeps the edges that are used, and says where each then stands.
pub fn kept(edges: &mut Vec<f32>, used: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut keep = vec![false; edges.len()];
    used.for_each(|at| keep[at] = true);
    let mut places = Vec::with_capacity(edges.len());
    let mut next = 0;
    for &keep in &keep {
        places.push(next);
        next += usize::from(keep);
    }
    let mut keep = keep.into_iter();
    edges.retain(|_| keep.next().unwrap_or(false));
    places
}

/// Disjoint sets of numbers.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut of: usize) -> usize {
        while self.0[of] != of {
            self.0[of] = self.0[self.0[of]];
            of = self.0[of];
        }
        of
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
