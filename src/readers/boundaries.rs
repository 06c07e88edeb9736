//! Rows whose cells are given by where their edges are, as Word keeps them: which columns a cell covers follows from
//! all rows of its table.

use super::flow::{Flow, Grid, GridCell, Item, Line};
use crate::document::HiddenKind;
use crate::order::Arrange;

/// Edges that are no further apart, in twips (a twentieth of a point), are one.
const TOLERANCE: i32 = 30;
/// The width of a cell that has none, in twips.
const WIDTH: i32 = 1000;

/// How a row is divided.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Where the first cell begins, in twips.
    pub left: i32,
    /// The cells from left to right.
    pub cells: Vec<CellShape>,
    /// Whether the row is a header that comes again on every page.
    pub header: bool,
}

/// One cell of a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellShape {
    /// Where it ends, in twips.
    pub right: i32,
    /// Whether it belongs to the cell to its left.
    pub merged: bool,
    /// How it belongs to the cell above.
    pub vertical: Vertical,
}

/// Cells merged over rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vertical {
    /// The cell stands alone.
    #[default]
    Single,
    /// The first of several.
    First,
    /// It belongs to the cell above.
    Continued,
}

/// A row: its shape and what its cells hold.
#[derive(Debug)]
pub struct Row {
    /// The edges of its cells; there may be more or fewer of them than cells.
    pub shape: Shape,
    /// What the cells hold.
    pub cells: Vec<Flow>,
}

/// A cell with its edges, those merged into it counted.
struct Placed {
    left: i32,
    right: i32,
    vertical: Vertical,
    content: Flow,
}

/// Lays rows on a grid.
pub fn grid(rows: Vec<Row>) -> Grid {
    let rows: Vec<(bool, Vec<Placed>)> = rows.into_iter().map(|row| (row.shape.header, placed(row))).collect();
    let edges = edges(rows.iter().flat_map(|(_, row)| row).flat_map(|cell| [cell.left, cell.right]).collect());
    let column = |edge: i32| edges.partition_point(|&start| start <= edge).saturating_sub(1) as u32;
    let mut grid = Grid::default();
    // The cells that the row above ends with: their columns, the number of each, and whether it may go on below.
    let mut above: Vec<(u32, u32, usize, bool)> = Vec::new();
    for (header, cells) in rows {
        let mut here = Vec::with_capacity(cells.len());
        let (mut free, mut next_above) = (0, 0);
        for cell in cells {
            let start = column(cell.left).max(free);
            let end = column(cell.right).max(start);
            // A sliver without text is no cell; one with text gets a column.
            if start == end && cell.content.is_empty() {
                continue;
            }
            let end = end.max(start + 1);
            free = end;
            while above.get(next_above).is_some_and(|upper| upper.0 < start) {
                next_above += 1;
            }
            let owner = above
                .get(next_above)
                .filter(|upper| cell.vertical == Vertical::Continued && upper.3 && (upper.0, upper.1) == (start, end));
            let number = match owner {
                Some(&(_, _, number, _)) => {
                    let upper = &mut grid.cells[number];
                    upper.rowspan = grid.rows + 1 - upper.row;
                    cover(&mut upper.content, cell.content);
                    number
                }
                None => {
                    let (row, colspan, content) = (grid.rows, end - start, cell.content);
                    grid.cells.push(GridCell { row, column: start, rowspan: 1, colspan, header, content });
                    grid.cells.len() - 1
                }
            };
            here.push((start, end, number, cell.vertical != Vertical::Single));
        }
        grid.columns = grid.columns.max(free);
        grid.rows += 1;
        above = here;
    }
    grid
}

/// What stands in a cell that another one covers is not shown.
fn cover(content: &mut Flow, covered: Flow) {
    for item in covered {
        if let Item::Line(Line { text, mut marks, .. }) = item {
            let mut line = Line::default();
            if !text.is_empty() {
                line.mark(HiddenKind::Text, &text, None, 0..0);
            }
            marks.iter_mut().for_each(|mark| mark.at = 0..0);
            line.marks.append(&mut marks);
            content.push(Item::Line(line));
        }
    }
}

/// The cells of a row with their edges, from left to right.
fn placed(row: Row) -> Vec<Placed> {
    let mut cells: Vec<Placed> = Vec::with_capacity(row.cells.len());
    let mut shapes = row.shape.cells.into_iter();
    let mut left = row.shape.left;
    for content in row.cells {
        let next = CellShape { right: left.saturating_add(WIDTH), ..CellShape::default() };
        let shape = shapes.next().unwrap_or(next);
        let right = shape.right.max(left);
        match cells.last_mut() {
            Some(last) if shape.merged => {
                last.right = right;
                last.content.extend(content);
            }
            _ => cells.push(Placed { left, right, vertical: shape.vertical, content }),
        }
        left = right;
    }
    cells
}

/// Where columns begin: the edges in order, near ones as one.
fn edges(mut all: Vec<i32>) -> Vec<i32> {
    all.arrange();
    all.dedup();
    // The first of the edges that are one, and the last of them so far.
    let mut run: Option<(i32, i32)> = None;
    all.retain(|&edge| {
        let (first, last) = run.unwrap_or((edge, edge));
        let near = edge.saturating_sub(last) <= TOLERANCE && edge.saturating_sub(first) <= 3 * TOLERANCE;
        let begins = run.is_none() || !near;
        run = Some((if begins { edge } else { first }, edge));
        begins
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(left: i32, rights: &[i32]) -> Shape {
        let cells = rights.iter().map(|&right| CellShape { right, ..CellShape::default() }).collect();
        Shape { left, cells, header: false }
    }

    fn row(shape: Shape, texts: &[&str]) -> Row {
        let line = |text: &&str| match *text {
            "" => Flow::new(),
            text => vec![Item::Line(Line { text: text.to_owned(), ..Line::default() })],
        };
        Row { shape, cells: texts.iter().map(line).collect() }
    }

    fn places(rows: Vec<Row>) -> Vec<(u32, u32, u32, u32)> {
        grid(rows).cells.iter().map(|cell| (cell.row, cell.column, cell.rowspan, cell.colspan)).collect()
    }

    #[test]
    fn columns_follow_from_the_edges_of_all_rows() {
        let rows = vec![
            row(shape(-108, &[2000, 6000]), &["甲", "乙"]),
            row(shape(-98, &[1990, 4000, 6012]), &["1", "2", "3"]),
            row(shape(-108, &[6000]), &["丙"]),
        ];
        assert_eq!(places(rows), [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 3)]);
    }

    #[test]
    fn cells_are_merged_over_rows_and_columns() {
        let with = |rights: &[i32], index: usize, cell: CellShape| {
            let mut shape = shape(0, rights);
            shape.cells[index] = CellShape { right: rights[index], ..cell };
            shape
        };
        let first = CellShape { vertical: Vertical::First, ..CellShape::default() };
        let goes_on = CellShape { vertical: Vertical::Continued, ..CellShape::default() };
        let merged = CellShape { merged: true, ..CellShape::default() };
        let rows = vec![
            row(with(&[500, 1000, 1500], 0, first), &["甲", "1", "2"]),
            row(with(&[500, 1000, 1500], 0, goes_on), &["", "3", "4"]),
            row(with(&[500, 1000, 1500], 0, goes_on), &["unseen", "5", "6"]),
            row(with(&[500, 1000, 1500], 2, merged), &["乙", "7", ""]),
            // Nothing above to go on from.
            row(with(&[500, 1500], 0, goes_on), &["丙", "8"]),
        ];
        let grid = grid(rows);
        assert_eq!((grid.rows, grid.columns), (5, 3));
        let covered =
            grid.cells[0].content.iter().any(|item| matches!(item, Item::Line(line) if line.marks.len() == 1));
        assert!(covered);
        let all: Vec<_> = grid.cells.iter().map(|cell| (cell.row, cell.column, cell.rowspan, cell.colspan)).collect();
        let expected = [
            (0, 0, 3, 1),
            (0, 1, 1, 1),
            (0, 2, 1, 1),
            (1, 1, 1, 1),
            (1, 2, 1, 1),
            (2, 1, 1, 1),
            (2, 2, 1, 1),
            (3, 0, 1, 1),
            (3, 1, 1, 2),
            (4, 0, 1, 1),
            (4, 1, 1, 2),
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn cells_without_edges_and_edges_without_width_still_stand_side_by_side() {
        assert_eq!(places(vec![row(Shape::default(), &["1", "2"])]), [(0, 0, 1, 1), (0, 1, 1, 1)]);
        let rows = vec![row(shape(0, &[i32::MAX, 5, -7]), &["1", "2", "3"]), row(shape(0, &[10, 4000]), &["", "4"])];
        assert_eq!(places(rows), [(0, 0, 1, 2), (0, 2, 1, 1), (0, 3, 1, 1), (1, 0, 1, 1)]);
    }
}
