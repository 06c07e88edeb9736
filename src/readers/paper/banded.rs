//! Tables with lines only between their rows: the sides of their cells, put where the columns of figures end.

use super::{
    Glyph, Rule,
    aligned::{Cut, PIECES, Piece, columns, is_chapter, part_headers, part_label, pieces, widen},
    cells::is_numbered,
    page::{Area, Direction},
    text,
};
use crate::order::Arrange;

/// Lines of one table end at the same place on the right, within so many points.
const EVEN: f32 = 4.0;
/// A row is no higher.
const ROW: f32 = 220.0;
/// Lines of figures in one band are rows where they stand so many ems apart.
const ROWS: f32 = 1.8;
/// A table has at least so many lines.
const STACK: usize = 3;
/// Tables of a page.
const STACKS: usize = 50;
/// Pieces of a row stand so far apart, in ems.
const RULED_GAP: f32 = 0.35;
/// A line of more characters over figures without labels is a header's.
const WORDS: usize = 10;
/// A figure may stand nearer to a label.
const RULED_NEAR: f32 = 0.12;

/// What stands between two lines.
#[derive(Clone)]
struct Band {
    top: f32,
    bottom: f32,
    pieces: Vec<Piece>,
}

/// The sides of the cells of tables whose rows alone are divided. `rules` are horizontal lines, from top to bottom.
pub fn sides(rules: &[Area], glyphs: &[Glyph]) -> Vec<Rule> {
    let mut stacks: Vec<Vec<Area>> = Vec::new();
    for rule in rules {
        let goes_on = |stack: &&mut Vec<Area>| {
            let last = stack[stack.len() - 1];
            (last.right - rule.right).abs() < EVEN && rule.top - last.top < ROW
        };
        match stacks.iter_mut().rev().take(8).find(goes_on) {
            Some(stack) => stack.push(*rule),
            None => stacks.push(vec![*rule]),
        }
    }
    let mut sides = Vec::new();
    for stack in stacks.iter().filter(|stack| stack.len() >= STACK).take(STACKS) {
        of_stack(stack, glyphs, &mut sides);
    }
    sides
}

fn of_stack(stack: &[Area], glyphs: &[Glyph], sides: &mut Vec<Rule>) {
    let Some(whole) = Area::around(stack.iter().copied()) else { return };
    let bands = bands(stack, whole, glyphs);
    if bands.iter().map(|band| band.pieces.len()).sum::<usize>() > PIECES {
        return;
    }
    for bands in tables(bands) {
        // Few lines in all, as around a header and at the end, enclose many rows at once. Where only their distance tells
        // so, most bands must: a page may have cut one line of many.
        let count = |holds: fn(&Band) -> bool| bands.iter().filter(|band| holds(band)).count();
        if count(|band| band.holds_rows(false)) > 0
            || count(|band| band.holds_rows(true)) * 2 > count(Band::has_figures)
        {
            continue;
        }
        // Columns end where another header begins.
        let mut start = 0;
        for at in 0..=bands.len() {
            let heads = |band: &Band| band.is_head(edge(&bands[start..at]));
            let behind = bands[start..at].iter().any(Band::has_figures);
            if at == bands.len() || behind && heads(&bands[at]) {
                section(&bands[start..at], stack, whole, sides);
                start = at;
            }
        }
    }
}

/// The bands of each table: one ends where a heading or prose stands, whatever else stands in that band.
fn tables(bands: Vec<Band>) -> Vec<Vec<Band>> {
    let lines: Vec<&[Piece]> = bands.iter().flat_map(|band| band.pieces.chunk_by(level)).collect();
    let chapter = |line: &[Piece]| matches!(line, [one] if is_chapter(&one.text) && one.text.chars().count() > 5);
    let ends = |at: usize| {
        // The label of a row without figures may begin with a number as well; behind a heading stands a header.
        let mut behind = lines[at + 1..].iter().take(12).skip_while(|line| line.len() == 1 && !chapter(line));
        let head = |line: &&[Piece]| line.len() > 1 && !line.iter().any(|piece| piece.figure);
        lines[at].len() == 1 && lines[at][0].text.contains('。')
            || chapter(lines[at]) && behind.next().is_some_and(head)
    };
    let ends: Vec<bool> = (0..lines.len()).map(ends).collect();
    let mut ends = ends.into_iter();
    let mut tables = vec![Vec::new()];
    for mut band in bands {
        let mut rest = band.pieces.as_slice();
        let (mut above, mut below) = (band.pieces.len(), None);
        for line in band.pieces.chunk_by(level) {
            let at = band.pieces.len() - rest.len();
            rest = &rest[line.len()..];
            if ends.next() == Some(true) {
                above = above.min(at);
                below = Some((line[0].area, at + line.len()));
            }
        }
        if let Some((end, from)) = below {
            let below = band.pieces.split_off(from);
            band.pieces.truncate(above);
            let bottom = std::mem::replace(&mut band.bottom, end.top);
            if let Some(table) = tables.last_mut().filter(|_| band.has_figures()) {
                table.push(band);
            }
            tables.push(Vec::new());
            band = Band { top: end.bottom, bottom, pieces: below };
            if band.pieces.is_empty() {
                continue;
            }
        }
        if let Some(table) = tables.last_mut() {
            table.push(band);
        }
    }
    tables
}

/// Whether two pieces stand at one height.
fn level(a: &Piece, b: &Piece) -> bool {
    (a.area.middle() - b.area.middle()).abs() < 0.4 * a.size
}

fn bands(stack: &[Area], whole: Area, glyphs: &[Glyph]) -> Vec<Band> {
    let within = |glyph: &&Glyph| {
        glyph.direction == Direction::Right && whole.holds(glyph.area().center(), glyph.area().middle())
    };
    let inside: Vec<Glyph> = glyphs.iter().filter(within).cloned().collect();
    let lines = text::lines(text::runs(inside, RULED_GAP));
    let cut = Cut { gap: RULED_GAP, near: RULED_NEAR, told: text::tell(glyphs) };
    let mut pieces = lines.iter().flat_map(|line| pieces(line, cut)).peekable();
    let mut heights: Vec<f32> = stack.iter().map(|rule| rule.top).collect();
    heights.dedup_by(|a, b| *a - *b < EVEN);
    let band = |edges: &[f32]| {
        let mut here = Vec::new();
        while let Some(piece) = pieces.next_if(|piece| piece.area.middle() < edges[1]) {
            here.push(piece);
        }
        Band { top: edges[0], bottom: edges[1], pieces: here }
    };
    heights.windows(2).map(band).collect()
}

/// Where the figures of rows begin.
fn edge(bands: &[Band]) -> f32 {
    let figures = bands.iter().flat_map(|band| &band.pieces).filter(|piece| piece.figure);
    figures.map(|piece| piece.area.left).fold(f32::INFINITY, f32::min)
}

impl Band {
    fn has_figures(&self) -> bool {
        self.pieces.iter().any(|piece| piece.figure)
    }

    /// Whether it holds several rows: a header over figures, or lines of figures in the same columns, each with its label
    /// or more of them than figures break into. `by_distance` also lets numbers of labels and the room between lines tell.
    fn holds_rows(&self, by_distance: bool) -> bool {
        let mut lines = self.pieces.chunk_by(level).skip_while(|line| !self.is_head_line(line));
        if lines.next().is_some() && lines.any(|line| line.iter().any(|piece| piece.figure)) {
            return true;
        }
        let figures = |line: &&[Piece]| line.iter().any(|piece| piece.figure);
        let rows: Vec<&[Piece]> = self.pieces.chunk_by(level).filter(figures).collect();
        let columns = |row: &[Piece]| row.iter().filter(|piece| piece.figure).map(|piece| piece.area).collect();
        let all: Vec<Vec<Area>> = rows.iter().map(|row| columns(row)).collect();
        let meet = |(a, b): (&Area, &Area)| a.left < b.right && b.left < a.right;
        let same = |row: &Vec<Area>| row.len() == all[0].len() && row.iter().zip(&all[0]).all(meet);
        let labelled = |row: &&[Piece]| !row[0].figure;
        // Further apart than the lines into which a figure breaks.
        let apart = |pair: &[&[Piece]]| pair[1][0].area.middle() - pair[0][0].area.middle() > ROWS * pair[0][0].size;
        let whole = || rows.iter().all(labelled) || by_distance && rows.windows(2).all(apart);
        let numbered = rows.iter().filter(|row| is_numbered(&row[0].text) && row.len() > 1).count();
        by_distance && numbered > 1 || rows.len() > 1 && all.iter().all(same) && (rows.len() > 3 || whole())
    }

    /// Whether a line is a header's: words of some length where figures stand, and other words before them; or many words
    /// where nothing stands before them.
    fn is_head_line(&self, line: &[Piece]) -> bool {
        let edge = edge(std::slice::from_ref(self));
        let (over, before): (Vec<&Piece>, Vec<&Piece>) = line.iter().partition(|piece| piece.area.right > edge);
        let characters = |piece: &&Piece| piece.text.chars().count();
        let digits = over.iter().any(|piece| piece.text.contains(|c: char| c.is_ascii_digit()));
        let long = match before.is_empty() {
            true => over.iter().map(characters).sum::<usize>() > WORDS,
            false => !over.is_empty() && over.iter().all(|piece| characters(piece) > 4),
        };
        long && !digits
    }

    /// Whether words stand where figures do, and no figure: a header.
    fn is_head(&self, edge: f32) -> bool {
        let over = |piece: &Piece| edge == f32::INFINITY || piece.area.center() > edge;
        !self.has_figures() && self.pieces.len() > 1 && self.pieces.iter().any(over)
    }
}

/// Bands of one set of columns, the headers and labels that touch divided.
fn divided(bands: &[Band]) -> Vec<Band> {
    let mut bands = bands.to_vec();
    let figures: Vec<&Piece> = bands.iter().flat_map(|band| &band.pieces).filter(|piece| piece.figure).collect();
    let Some(columns) = figures.first().and_then(|first| columns(&figures, first.size)) else { return bands };
    for band in &mut bands {
        if band.has_figures() {
            part_label(&mut band.pieces, &columns);
        } else {
            part_headers(&mut band.pieces, &columns);
        }
    }
    bands
}

/// Puts sides to the rows of one set of columns.
fn section(bands: &[Band], stack: &[Area], whole: Area, sides: &mut Vec<Rule>) {
    let bands = &divided(bands)[..];
    let side = |at: f32, band: &Band| Rule { left: at - 0.1, top: band.top, right: at + 0.1, bottom: band.bottom };
    let hard = starts(bands, stack, whole);
    for (band, starts) in bands.iter().zip(&hard) {
        sides.extend([side(whole.left, band), side(whole.right, band)]);
        sides.extend(starts.iter().map(|&at| side(at, band)));
    }
    let hard: Vec<f32> = hard.into_iter().flatten().collect();
    let Some((columns, em)) = section_columns(bands) else { return };
    let label = columns.first().map_or(0.0, |column| column.left) - 0.2 * em;
    let mut edges = Vec::new();
    let labelled = bands.iter().filter(|band| band.has_figures()).flat_map(|band| &band.pieces);
    if labelled.clone().any(|piece| piece.area.center() < label) {
        edges.push((label - em, label));
    }
    let zone = edges.len();
    edges.extend(columns.windows(2).map(|pair| (pair[0].right, pair[1].left)));
    // Where a line begins in the space between two columns, there the edge is.
    let place = |(left, right): (f32, f32), at: usize| {
        let between = hard.iter().find(|&&x| x > left - 0.3 * em && x < right + 0.3 * em);
        between.copied().unwrap_or(if at < zone { right } else { (left + right) / 2.0 })
    };
    let edges: Vec<f32> = edges.iter().enumerate().map(|(at, &space)| place(space, at)).collect();
    for band in bands {
        // Labels beside each other, where no line tells their edge.
        let mut before: Vec<Area> = band.pieces.iter().map(|p| p.area).filter(|area| area.center() < label).collect();
        before.arrange_by(|a, b| a.left.total_cmp(&b.left));
        let mut reach = f32::NEG_INFINITY;
        for area in before {
            let between = |x: &f32| *x > reach - EVEN && *x < area.left + EVEN;
            if reach.is_finite() && area.left - reach > em && band.has_figures() && !hard.iter().any(between) {
                sides.push(side((reach + area.left) / 2.0, band));
            }
            reach = reach.max(area.right);
        }
    }
    // Whether the rows have one figure, over all columns.
    let mut single = false;
    for band in bands {
        let values = band.pieces.iter().filter(|piece| piece.area.center() > label).count();
        if values > 0 && !band.has_figures() {
            single = values == 1;
        }
        for &edge in edges.iter().take(if single && values <= 1 { zone } else { edges.len() }) {
            let across = |piece: &&Piece| piece.area.left < edge - 1.0 && piece.area.right > edge + 1.0;
            match band.pieces.iter().filter(across).collect::<Vec<_>>()[..] {
                [] => sides.push(side(edge, band)),
                [over] if !band.has_figures() => sides.extend(below(over, edge, band, &edges)),
                _ => {}
            }
        }
    }
}

/// The side between headers that stand below one of several columns, and the line between it and them.
fn below(over: &Piece, edge: f32, band: &Band, edges: &[f32]) -> Vec<Rule> {
    let left = edges.iter().copied().filter(|x| *x < over.area.left + 1.0).fold(f32::NAN, f32::max);
    let right = edges.iter().copied().filter(|x| *x > over.area.right - 1.0).fold(f32::NAN, f32::min);
    // Where it reaches out of the columns one of them is no number, and nothing stands under it.
    let under = |piece: &&Piece| piece.area.center() > left && piece.area.center() < right;
    let (above, below): (Vec<&Piece>, Vec<&Piece>) =
        band.pieces.iter().filter(under).partition(|piece| piece.area.middle() < over.area.bottom);
    let top = below.iter().map(|piece| piece.area.top).fold(f32::INFINITY, f32::min);
    if above.len() > 1 || below.is_empty() || top < over.area.middle() {
        return Vec::new();
    }
    let y = (over.area.bottom + top) / 2.0;
    vec![
        Rule { left, top: y - 0.1, right, bottom: y + 0.1 },
        Rule { left: edge - 0.1, top: y, right: edge + 0.1, bottom: band.bottom },
    ]
}

/// The columns of rows, by their figures and by the words over them; and the size of what stands there.
fn section_columns(bands: &[Band]) -> Option<(Vec<Area>, f32)> {
    let figures: Vec<&Piece> = bands.iter().flat_map(|band| &band.pieces).filter(|piece| piece.figure).collect();
    let em = figures.first().copied().or_else(|| bands.iter().flat_map(|band| &band.pieces).next())?.size;
    let mut all = if figures.is_empty() { Vec::new() } else { columns(&figures, em)? };
    let edge = all.first().map_or(f32::INFINITY, |column| column.left);
    let rows = bands.iter().filter(|band| band.has_figures()).flat_map(|band| &band.pieces);
    let labels = rows.filter(|piece| !piece.figure && piece.area.center() < edge).map(|piece| piece.area.right);
    let labels = labels.fold(f32::NEG_INFINITY, f32::max);
    for band in bands.iter().rev().filter(|band| !band.has_figures() && band.pieces.len() > 1) {
        let first = band.pieces.iter().map(|piece| piece.area.left).fold(f32::INFINITY, f32::min);
        let over = |piece: &&Piece| match figures.is_empty() {
            true => piece.area.left > first,
            false => piece.area.center() > edge || piece.area.left > labels,
        };
        let words: Vec<Area> = band.pieces.iter().filter(over).map(|piece| piece.area).collect();
        if !widen(&mut all, &words, em) {
            let level = |a: &Area| words.iter().filter(|b| (a.middle() - b.middle()).abs() < 0.4 * em).count();
            let wider = |columns: &[Area]| words.iter().any(|words| level(words) > columns.len());
            // Rows that are full need no header, unless it has more columns than they.
            let full = bands.iter().map(|band| band.pieces.iter().filter(|piece| piece.figure).count());
            all = columns(&figures, em)?;
            if wider(&all) || full.filter(|&count| count > 0).any(|count| count != all.len()) {
                return None;
            }
            break;
        }
    }
    (!all.is_empty()).then_some((all, em))
}

/// For each band, where lines begin within the table: there a cell ends that they do not divide. So it is in the bands
/// above and below as well, up to a line that passes.
fn starts(bands: &[Band], stack: &[Area], whole: Area) -> Vec<Vec<f32>> {
    let at = |y: f32| stack.iter().filter(move |rule| (rule.top - y).abs() < EVEN);
    let pass = |active: &mut Vec<f32>, y: f32| {
        for rule in at(y) {
            active.retain(|&x| rule.left > x - EVEN || rule.right < x);
        }
        for rule in at(y).filter(|rule| rule.left > whole.left + EVEN) {
            if active.iter().all(|x| (x - rule.left).abs() > EVEN) {
                active.push(rule.left);
            }
        }
    };
    let mut all: Vec<Vec<f32>> = Vec::with_capacity(bands.len());
    let mut active = Vec::new();
    for band in bands {
        pass(&mut active, band.top);
        all.push(active.clone());
    }
    active.clear();
    for (band, all) in bands.iter().zip(&mut all).rev() {
        pass(&mut active, band.bottom);
        for &x in &active {
            if all.iter().all(|known| (known - x).abs() > EVEN) {
                all.push(x);
            }
        }
    }
    all
}
