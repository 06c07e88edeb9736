//! Lines with figures laid out as a table: its columns, its rows, its labels.

mod labels;

use std::ops::Range;

use super::{
    HEADER, Piece, Row,
    columns::{adopt, columns, widen},
};
use crate::{
    order::Arrange,
    readers::paper::{
        cells::{Cell, Part, is_numbered},
        page::Area,
    },
};

/// What stands in a cell whose figure is not known.
const LOST: &str = "\u{fffd}";
/// A line that is so little nearer to one label than to another, in ems, may be either's.
const DOUBT: f32 = 0.3;
/// Columns of groups before the labels of rows.
const LEVELS: usize = 2;

/// Lines that make a table.
#[derive(Debug)]
pub struct Layout<'a> {
    /// Which lines they are.
    pub lines: Range<usize>,
    rows: &'a [Row],
    rules: &'a [Area],
    /// The size of the characters.
    em: f32,
    /// The first line of figures.
    first: usize,
    /// The columns of figures, as they stand from left to right.
    columns: Vec<Area>,
    /// The right edge of the labels.
    edge: f32,
    /// Whether the columns are those of the page before.
    adopted: bool,
}

/// Pieces one below the other that are one label.
#[derive(Clone, Debug)]
struct Label {
    area: Area,
    text: String,
    /// The middle of the first line of it.
    first: f32,
    /// The last line of it.
    last: Area,
    /// Whether labels of rows stand behind it.
    group: bool,
}

/// A row: the height of its figures, its label, and the figures by their columns.
struct Line {
    middle: f32,
    label: Option<usize>,
    figures: Vec<Option<(String, Area)>>,
}

impl<'a> Layout<'a> {
    /// The table around lines of figures; lines before `from` belong to what stands above. `known` are the columns of
    /// the table that the page before ends with.
    pub fn of(
        rows: &'a [Row],
        seeds: Range<usize>,
        from: usize,
        known: Option<&[Area]>,
        rules: &'a [Area],
    ) -> Option<Self> {
        let figures: Vec<&Piece> =
            rows[seeds.clone()].iter().flat_map(|row| &row.pieces).filter(|p| p.figure).collect();
        let mut sizes: Vec<f32> = figures.iter().map(|piece| piece.size).collect();
        sizes.arrange_by(f32::total_cmp);
        let em = *sizes.get(sizes.len() / 2)?;
        let mut columns = columns(&figures, em)?;
        // Many figures without any label stand under a header alone, which may reach further to the left.
        let bare = figures.len() >= 4 * seeds.len()
            && rows[seeds.clone()].iter().all(|row| row.pieces.iter().all(|p| p.figure));
        let before = if bare { 4.0 } else { 0.2 } * em;
        let first = columns.first()?.left;
        // The labels end where they reach furthest: further right stand headers of columns, with figures or without.
        let labels = rows[seeds.clone()].iter().filter_map(|row| row.pieces.first()).filter(|piece| !piece.figure);
        // A lone figure stands beside the two lines of its label.
        let around = seeds.start.saturating_sub(1)..rows.len().min(seeds.end + 1);
        let lone = rows[around].iter().filter(|row| rows[seeds.start].pieces.len() == 1 && row.pieces.len() == 1);
        let labels = labels.chain(lone.filter_map(|row| row.pieces.first()).filter(|piece| !piece.figure));
        let labels = labels.map(|piece| piece.area.right).filter(|&right| right < first).fold(f32::NAN, f32::max);
        let edge = if labels.is_nan() { first - before } else { (labels + 0.3 * em).min(first - before) };
        let mut layout = Self {
            lines: seeds.clone(),
            rows,
            rules,
            em,
            first: seeds.start,
            columns: Vec::new(),
            edge,
            adopted: false,
        };
        layout.reach_up(from);
        layout.reach_down();
        let alone = columns.clone();
        let headed = match layout.add_headed(&mut columns) {
            Some(headed) => headed,
            // Rows that are full need no header, unless it has more columns than they.
            None if rows[seeds].iter().all(|row| row.is_full(alone.len())) && layout.most_words() <= alone.len() => {
                columns = alone;
                true
            }
            None => return None,
        };
        if !headed && let Some(known) = known {
            layout.adopted = adopt(&mut columns, known, em);
        }
        // One figure a line is a list, unless a word stands over it.
        if columns.len() < 2 && !headed || columns.len() > 40 {
            return None;
        }
        layout.edge = layout.edge.min(columns.first()?.left - before);
        layout.columns = columns;
        Some(layout)
    }

    /// Takes in the lines above that are the header or the first row's label.
    fn reach_up(&mut self, from: usize) {
        let mut headed = false;
        while self.lines.start > from {
            let (row, below) = (&self.rows[self.lines.start - 1], &self.rows[self.lines.start]);
            let far = below.area.top - row.area.bottom > HEADER * self.em;
            let other = (row.size - self.em).abs() > 0.25 * self.em || row.pieces.iter().any(|p| p.text.contains('。'));
            let value = |piece: &Piece| piece.area.left > self.edge;
            let figures = row.pieces.iter().any(|piece| piece.figure);
            if far || other || figures && !(self.lines.start == self.first && row.pieces.iter().all(value)) {
                break;
            }
            // The beginning of broken figures of the first row.
            if figures {
                self.lines.start -= 1;
                self.first -= 1;
                continue;
            }
            let header = row.pieces.iter().any(|piece| piece.area.left > self.edge);
            let label = |piece: &Piece| piece.area.right <= self.edge + 0.5 * self.em;
            let crosses = |piece: &Piece| piece.area.left < self.edge && !label(piece);
            // What stands over labels and figures alike is a heading.
            if row.pieces.iter().any(crosses) {
                break;
            }
            if headed && row.is_chapter() {
                break;
            }
            headed |= header;
            self.lines.start -= 1;
        }
    }

    /// Takes in the lines below that are the last row's label, or labels of rows without a figure.
    fn reach_down(&mut self) {
        while let Some(row) = self.rows.get(self.lines.end) {
            let above = &self.rows[self.lines.end - 1];
            let gap = row.area.top - above.area.bottom;
            let numbered = row.pieces.iter().any(|piece| is_numbered(&piece.text));
            let near = gap < if numbered { 3.0 } else { 1.2 } * self.em;
            let label = row.pieces.iter().all(|piece| piece.area.right <= self.edge + 0.5 * self.em);
            // The end of a broken figure or its remark.
            let end = row.pieces.iter().all(|piece| piece.area.left > self.edge && !piece.figure && piece.is_short());
            // What follows under a heading are headers again.
            let header = |row: &Row| row.pieces.iter().any(|piece| piece.area.right > self.edge && !piece.figure);
            if row.is_chapter() && self.rows.get(self.lines.end + 1).is_some_and(header) {
                break;
            }
            if !near || !(label || end && gap < 0.8 * self.em) || (row.size - self.em).abs() > 0.25 * self.em {
                break;
            }
            self.lines.end += 1;
        }
    }

    /// How many words a line of the header has over the figures.
    fn most_words(&self) -> usize {
        let words = |row: &Row| row.pieces.iter().filter(|piece| piece.area.left > self.edge && !piece.figure).count();
        self.rows[self.lines.start..self.first].iter().map(words).max().unwrap_or(0)
    }

    /// Adds the columns that only have a header; whether there is any. `None` where it is not clear which these are.
    fn add_headed(&self, columns: &mut Vec<Area>) -> Option<bool> {
        let mut headed = false;
        for row in self.rows[self.lines.start..self.first].iter().rev() {
            let words = row.pieces.iter().filter(|piece| piece.area.left > self.edge && !piece.figure);
            let words: Vec<Area> = words.map(|piece| piece.area).collect();
            headed |= !words.is_empty();
            if !widen(columns, &words, self.em) {
                return None;
            }
        }
        Some(headed)
    }

    /// The table; `None` where it is not clear.
    pub fn part(&self, page: usize) -> Option<(Part, Vec<Area>)> {
        let rows = &self.rows[self.lines.clone()];
        // The header ends with the last line above the figures that has words over them.
        let over = |row: &Row| row.pieces.iter().any(|piece| piece.area.left > self.edge);
        let header = rows[..self.first - self.lines.start].iter().rposition(over).map_or(0, |at| at + 1);
        let header_end = header.checked_sub(1).map(|at| rows[at].area.middle());
        let labels = self.labels(rows);
        let mut lines = self.figures(&rows[header..])?;
        if !self.is_sure(&rows[..header], &lines) {
            return None;
        }
        // Lines of figures without labels that stand close are figures on two lines.
        let close = |pair: &[Line]| pair[1].middle - pair[0].middle < 1.8 * self.em;
        self.assign(&labels, &mut lines, header_end)?;
        if lines.iter().all(|line| line.label.is_none()) && lines.windows(2).any(close) {
            return None;
        }
        let groups = self.groups(&labels, &lines, header_end);
        let mut levels: Vec<f32> = Vec::new();
        for &group in &groups {
            let center = labels[group].area.center();
            if levels.iter().all(|level| (level - center).abs() > 2.0 * self.em) {
                levels.push(center);
            }
        }
        levels.arrange_by(f32::total_cmp);
        if levels.len() > LEVELS {
            return None;
        }
        // The inner groups stand next to the rows' labels, however many levels a page has.
        let outer = LEVELS - levels.len();
        let area = Area::around(rows.iter().map(|row| row.area))?;
        // Figures under a header alone have no column of labels.
        let depth = if lines.iter().all(|line| line.label.is_none()) { 0 } else { LEVELS + 1 };
        let mut cells = self.header(&rows[..header], &labels, header_end, depth, page);
        let offset = cells.iter().map(|cell| cell.row_end).max().unwrap_or(0);
        // Each group reaches from its first row to its last.
        let mut covered: Vec<usize> = vec![0; lines.len()];
        for &group in &groups {
            let label = &labels[group];
            let level = levels.iter().position(|level| (level - label.area.center()).abs() <= 2.0 * self.em)?;
            let level = level + outer;
            let reach = self.reach(label, &labels, &lines, level + 1 == LEVELS);
            for row in reach.clone() {
                // Two groups of one row are not told apart.
                if covered[row] > level && level + 1 == covered[row] {
                    return None;
                }
                covered[row] = covered[row].max(level + 1);
            }
            cells.push(Cell {
                row: offset + reach.start,
                row_end: offset + reach.end,
                column: level,
                column_end: level + 1,
                text: label.text.clone(),
                whole: true,
                place: (page, label.area),
            });
        }
        let covers = |cells: &[Cell], row: usize, column: usize| {
            cells.iter().any(|c| c.row <= row && row < c.row_end && c.column <= column && column < c.column_end)
        };
        for (at, line) in lines.iter().enumerate() {
            let row = offset + at;
            let own = (0..depth).rev().find(|&column| column == 0 || covers(&cells, row, column - 1)).unwrap_or(0);
            let label = line.label.map(|label| &labels[label]);
            let here = Area { top: line.middle - self.em / 2.0, bottom: line.middle + self.em / 2.0, ..area };
            cells.extend(label.map(|label| Cell {
                row,
                row_end: row + 1,
                column: own,
                column_end: depth,
                text: label.text.clone(),
                whole: true,
                place: (page, label.area),
            }));
            for (index, figure) in line.figures.iter().enumerate() {
                let column = self.columns[index];
                let (text, area) = figure
                    .clone()
                    .unwrap_or_else(|| (String::new(), Area { left: column.left, right: column.right, ..here }));
                let column = depth + index;
                cells.push(Cell {
                    row,
                    row_end: row + 1,
                    column,
                    column_end: column + 1,
                    text,
                    whole: true,
                    place: (page, area),
                });
            }
        }
        cells.arrange_by_key(|cell| (cell.row, cell.column));
        let labels_width = (self.edge - area.left).max(1.0);
        let mut xs: Vec<f32> =
            (0..depth).map(|level| area.left + labels_width * level as f32 / depth as f32).chain([self.edge]).collect();
        xs.extend(self.columns.windows(2).map(|pair| (pair[0].right + pair[1].left) / 2.0));
        xs.push(area.right);
        Some((Part { area, xs, rows: offset + lines.len(), cells, ruled: false, drawn: false }, self.columns.clone()))
    }

    /// Whether it is sure in which column each figure stands: where cells are blank, the columns must be known by
    /// their headers, by enough figures, or from the page before.
    fn is_sure(&self, header: &[Row], lines: &[Line]) -> bool {
        let count = |column: usize| lines.iter().filter(|line| line.figures[column].is_some()).count();
        let full = (0..self.columns.len()).all(|column| count(column) == lines.len());
        let enough = lines.len() >= 4 && (0..self.columns.len()).all(|column| count(column) >= 2);
        // Each column has words of its own over it.
        let mut headed = vec![false; self.columns.len()];
        for piece in header.iter().flat_map(|row| &row.pieces).filter(|piece| piece.area.left > self.edge) {
            let meets = |column: &Area| piece.area.left < column.right && piece.area.right > column.left;
            let mut over = (0..self.columns.len()).filter(|&at| meets(&self.columns[at]));
            if let (Some(one), None) = (over.next(), over.next()) {
                headed[one] = true;
            }
        }
        let exact = headed.into_iter().all(|headed| headed);
        full || enough || exact || self.adopted
    }

    /// Whether a piece stands among the figures.
    fn is_value(&self, piece: &Piece) -> bool {
        piece.area.center() > self.edge
    }

    /// The lines of figures, each figure in its column; words among them are a remark's.
    fn figures(&self, rows: &[Row]) -> Option<Vec<Line>> {
        let mut lines: Vec<Line> = Vec::new();
        for piece in rows.iter().flat_map(|row| &row.pieces) {
            let mut over: Vec<usize> =
                (0..self.columns.len()).filter(|&at| self.share(piece, at) > 0.3 * self.em).collect();
            if self.is_value(piece) && over.len() < 2 {
                over = vec![self.column(piece)?];
            }
            let middle = piece.area.middle();
            let near = |line: &&mut Line| (line.middle - middle).abs() < 0.5 * self.em;
            if over.is_empty() {
                continue;
            }
            let line = match lines.iter_mut().rev().take(3).find(near) {
                Some(line) => line,
                None => {
                    lines.push(Line { middle, label: None, figures: vec![None; self.columns.len()] });
                    lines.last_mut()?
                }
            };
            // What reaches over a column hides what stands there.
            let hides = over.len() > 1 || !self.is_value(piece);
            for column in over {
                let text = if hides { LOST.to_owned() } else { piece.text.clone() };
                put(&mut line.figures[column], (text, piece.area), ' ');
            }
        }
        lines.arrange_by(|a, b| a.middle.total_cmp(&b.middle));
        Some(lines)
    }

    /// The column in which a piece stands.
    fn column(&self, piece: &Piece) -> Option<usize> {
        let best = (0..self.columns.len()).max_by(|&a, &b| self.share(piece, a).total_cmp(&self.share(piece, b)))?;
        (self.share(piece, best) > 0.0).then_some(best)
    }

    /// How much of a piece stands in a column.
    fn share(&self, piece: &Piece, column: usize) -> f32 {
        let column = &self.columns[column];
        piece.area.right.min(column.right) - piece.area.left.max(column.left)
    }

    /// Gives each line of figures its label, and labels without figures lines of their own.
    fn assign(&self, labels: &[Label], lines: &mut Vec<Line>, header_end: Option<f32>) -> Option<()> {
        let slack = 0.5 * self.em;
        for line in lines.iter_mut() {
            let beside = |(_, label): &(usize, &Label)| {
                label.area.top - slack < line.middle && line.middle < label.area.bottom + slack
            };
            let all = || labels.iter().enumerate().filter(beside);
            // The rightmost is the row's own; of two about as far right, the one whose middle is nearer.
            let most = all().map(|(_, label)| label.area.right).fold(f32::NEG_INFINITY, f32::max);
            let own = all().filter(|(_, Label { area, .. })| {
                area.right > most - 3.0 * self.em || area.center() > area.left + 0.6 * (most - area.left)
            });
            // To stand outside of a label weighs more than to stand far from its middle.
            let far = |area: &Area| {
                let outside = (area.top - line.middle).max(line.middle - area.bottom).max(0.0);
                outside * 10.0 + (area.middle() - line.middle).abs() / area.height().max(1.0)
            };
            line.label = own.min_by(|a, b| far(&a.1.area).total_cmp(&far(&b.1.area))).map(|(at, _)| at);
        }
        if lines.iter().any(|line| line.label.is_some()) {
            self.merge(labels, lines)?;
        }
        let below = |label: &Label| header_end.is_none_or(|end| label.area.middle() > end);
        let blank: Vec<usize> = (0..labels.len())
            .filter(|label| lines.iter().all(|line| line.label != Some(*label)) && below(&labels[*label]))
            .filter(|&label| self.is_row(&labels[label], labels, lines))
            .collect();
        // Among numbered rows, words without a number and a figure are no row, but whose they are is not known.
        let numbered = lines.iter().filter(|line| line.label.is_some_and(|at| is_numbered(&labels[at].text))).count();
        // At the top of a page it may be the rest of a row that the page cut.
        let first = lines.iter().map(|line| line.middle).fold(f32::INFINITY, f32::min);
        let cut = |label: usize| header_end.is_none() && labels[label].area.bottom < first;
        if numbered * 2 > lines.len() && blank.iter().any(|&label| !is_numbered(&labels[label].text) && !cut(label)) {
            return None;
        }
        for label in blank {
            let middle = labels[label].area.middle();
            lines.push(Line { middle, label: Some(label), figures: vec![None; self.columns.len()] });
        }
        lines.arrange_by(|a, b| a.middle.total_cmp(&b.middle));
        Some(())
    }

    /// Makes one row of the lines that one label has: figures and remarks broken in their cells. Where a line stands as
    /// near to another label, what it holds is lost in both rows.
    fn merge(&self, labels: &[Label], lines: &mut Vec<Line>) -> Option<()> {
        let mut rows: Vec<usize> = lines.iter().filter_map(|line| line.label).collect();
        rows.dedup();
        let mut merged: Vec<Line> = Vec::with_capacity(rows.len());
        let mut doubtful: Vec<(usize, usize)> = Vec::new();
        for line in std::mem::take(lines) {
            let away = |label: usize| {
                let area = &labels[label].area;
                (area.top - line.middle).max(line.middle - area.bottom).max(0.0)
            };
            let nearest = || rows.iter().copied().min_by(|&a, &b| away(a).total_cmp(&away(b)));
            let own = line.label.or_else(nearest)?;
            if away(own) > 1.7 * self.em {
                return None;
            }
            let either: Vec<usize> =
                rows.iter().copied().filter(|&row| away(row) < away(own) + DOUBT * self.em).collect();
            for column in (0..self.columns.len()).filter(|&at| either.len() > 1 && line.figures[at].is_some()) {
                doubtful.extend(either.iter().map(|&row| (row, column)));
            }
            match merged.iter_mut().find(|row| row.label == Some(own)) {
                Some(row) => {
                    for (all, figure) in row.figures.iter_mut().zip(line.figures) {
                        if let Some(figure) = figure {
                            put(all, figure, '\n');
                        }
                    }
                }
                None => merged.push(Line { label: Some(own), ..line }),
            }
        }
        for (label, column) in doubtful {
            for line in merged.iter_mut().filter(|line| line.label == Some(label)) {
                put(&mut line.figures[column], (LOST.to_owned(), labels[label].area), ' ');
            }
        }
        *lines = merged;
        Some(())
    }

    /// Whether a label without figures is a row's: it reaches as far right as rows' labels do.
    fn is_row(&self, label: &Label, labels: &[Label], lines: &[Line]) -> bool {
        let beside = |other: &Label| {
            !std::ptr::eq(other, label)
                && other.area.left > label.area.center()
                && other.area.top < label.area.bottom + 0.5 * self.em
                && other.area.bottom > label.area.top - 0.5 * self.em
        };
        if labels.iter().any(beside) {
            return false;
        }
        let rows: Vec<&Label> = lines.iter().filter_map(|line| Some(&labels[line.label?])).collect();
        let left = |label: &&&Label| label.area.left;
        let nested = rows.iter().filter(|row| row.text.starts_with(|c: char| c.is_ascii_digit()));
        let first = nested.clone().map(|row| left(&row)).fold(f32::INFINITY, f32::min);
        label.text.starts_with(|c: char| c.is_ascii_digit())
            || label.area.right > first + self.em
            || first.is_infinite()
    }

    /// Labels that are neither rows' nor the header's.
    fn groups(&self, labels: &[Label], lines: &[Line], header_end: Option<f32>) -> Vec<usize> {
        let below = |label: &Label| header_end.is_none_or(|end| label.area.middle() > end);
        (0..labels.len())
            .filter(|&label| below(&labels[label]) && lines.iter().all(|line| line.label != Some(label)))
            .collect()
    }

    /// The rows that a group's label stands for: from the one numbered 1 to the one before the next 1.
    fn reach(&self, label: &Label, labels: &[Label], lines: &[Line], inner: bool) -> Range<usize> {
        let at = |y: f32| lines.iter().position(|line| line.middle > y).unwrap_or(lines.len());
        let (top, bottom) = (label.area.top - 0.5 * self.em, label.area.bottom + 0.5 * self.em);
        let mut start = at(top).min(lines.len() - 1);
        let mut end = at(bottom).max(start + 1);
        let text = |row: usize| lines[row].label.map_or("", |label| labels[label].text.as_str());
        let number = |row: usize| text(row).chars().next().and_then(|c| c.to_digit(10));
        if inner {
            while start > 0 && number(start).is_some_and(|n| n > 1) && number(start - 1).is_some() {
                start -= 1;
            }
            end = end.max(start + 1);
            while end < lines.len() && number(end).is_some_and(|n| n > 1) {
                end += 1;
            }
        }
        start..end.min(lines.len())
    }

    /// The cells of the header: each piece over the columns that it covers.
    fn header(&self, rows: &[Row], labels: &[Label], end: Option<f32>, depth: usize, page: usize) -> Vec<Cell> {
        let Some(end) = end else { return Vec::new() };
        // Pieces over one column are one cell; a wider one is a cell of its own.
        let mut heads: Vec<(Range<usize>, usize, String, Area)> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            for piece in row.pieces.iter().filter(|piece| piece.area.left > self.edge) {
                let covered = |column: &Area| piece.area.left < column.right && piece.area.right > column.left;
                let first = self.columns.iter().position(covered);
                let last = self.columns.iter().rposition(covered);
                let (first, last) = match (first, last) {
                    (Some(first), Some(last)) => (first, last + 1),
                    _ => {
                        let near = self.columns.iter().filter(|column| column.center() < piece.area.center()).count();
                        let first = near.min(self.columns.len() - 1);
                        (first, first + 1)
                    }
                };
                match heads.iter_mut().find(|head| head.0 == (first..last) && last - first == 1) {
                    Some(head) => {
                        head.2.push_str(&piece.text);
                        head.3 = Area::around([head.3, piece.area].into_iter()).unwrap_or(head.3);
                    }
                    None => heads.push((first..last, at, piece.text.clone(), piece.area)),
                }
            }
        }
        let corner: Vec<&Label> = labels.iter().filter(|label| label.area.middle() <= end).collect();
        // Wide ones each on a row of their own, then the columns' own.
        let mut wide: Vec<usize> = heads.iter().filter(|head| head.0.len() > 1).map(|head| head.1).collect();
        wide.dedup();
        let rows = wide.len() + 1;
        let mut cells = Vec::new();
        if let Some(area) = Area::around(corner.iter().map(|label| label.area)).filter(|_| depth > 0) {
            let text = corner.iter().map(|label| label.text.as_str()).collect();
            cells.push(Cell {
                row: 0,
                row_end: rows,
                column: 0,
                column_end: depth,
                text,
                whole: true,
                place: (page, area),
            });
        }
        for (columns, at, text, area) in heads {
            let row = wide.iter().position(|row| *row == at).filter(|_| columns.len() > 1).unwrap_or(rows - 1);
            let (column, column_end) = (depth + columns.start, depth + columns.end);
            cells.push(Cell { row, row_end: row + 1, column, column_end, text, whole: true, place: (page, area) });
        }
        cells
    }
}

/// Adds a figure to what stands in its cell.
fn put(cell: &mut Option<(String, Area)>, (text, area): (String, Area), between: char) {
    match cell {
        Some((all, around)) => {
            all.push(between);
            all.push_str(&text);
            *around = Area::around([*around, area].into_iter()).unwrap_or(area);
        }
        None => *cell = Some((text, area)),
    }
}
