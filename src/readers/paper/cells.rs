//! What stands in the cells of a grid, and tables as they stand on one page.

use super::{
    Glyph,
    page::{Area, Direction},
    ruled::{Grid, kept},
    text::{self, KERNED, Line, Run, Told},
};
use crate::{order::Arrange, readers::limits};

/// A table, or the part of one that stands on a page.
#[derive(Clone, Debug)]
pub struct Part {
    /// The box around it.
    pub area: Area,
    /// The edges of its columns.
    pub xs: Vec<f32>,
    /// How many rows it has.
    pub rows: usize,
    /// Its cells, row by row.
    pub cells: Vec<Cell>,
    /// Whether lines enclose its cells, or at least its rows.
    pub ruled: bool,
    /// Whether drawn lines enclose all its cells.
    pub drawn: bool,
}

impl Part {
    /// Drops the edges at which no cell begins or ends.
    pub fn compact(&mut self) {
        let columns = kept(&mut self.xs, self.cells.iter().flat_map(|cell| [cell.column, cell.column_end]));
        for cell in &mut self.cells {
            (cell.column, cell.column_end) = (columns[cell.column], columns[cell.column_end]);
        }
    }
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its first row.
    pub row: usize,
    /// The row behind its last.
    pub row_end: usize,
    /// Its first column.
    pub column: usize,
    /// The column behind its last.
    pub column_end: usize,
    /// What it says.
    pub text: String,
    /// Whether nothing reaches into it or out of it.
    pub whole: bool,
    /// The page, from 0, and the box around its text or of itself.
    pub place: (usize, Area),
}

/// Tables of a page; what more there is is a drawing.
const TABLES: usize = 200;

/// Figures below each other in one cell: no figure is broken into so many lines.
const LONG: usize = 5;

/// So many ems beside a table what reaches out of it is looked for.
const REACH: f32 = 2.0;

/// Lays the characters of a page into the cells of its grids: the tables, and what characters stand in none.
pub fn fill(grids: Vec<Grid>, glyphs: Vec<Glyph>, page: usize) -> (Vec<Part>, Vec<Glyph>) {
    let areas: Vec<Area> = grids.iter().map(Grid::area).collect();
    let holds = |outer: &Area, inner: &Area| {
        outer.holds(inner.left + 1.0, inner.top + 1.0) && outer.holds(inner.right - 1.0, inner.bottom - 1.0)
    };
    // A grid with another one in a cell lays out the page.
    let mut kept = Vec::new();
    for (grid, area) in grids.into_iter().zip(&areas).take(TABLES) {
        let inner: Vec<&Area> = areas.iter().filter(|other| *other != area && holds(area, other)).collect();
        let lays_out = grid.cells.iter().any(|face| inner.iter().any(|inner| holds(&grid.cell(face), inner)));
        if !lays_out {
            kept.push((grid, *area));
        }
    }
    let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); kept.len()];
    let mut rest = Vec::new();
    for glyph in glyphs {
        let (x, y) = (glyph.area().center(), glyph.area().middle());
        // A figure too wide for the last cell reaches out of the table.
        let near = |area: &Area| x > area.left - REACH * glyph.size && x < area.right + REACH * glyph.size;
        let beside = || kept.iter().position(|(_, area)| near(area) && area.holds(area.left, y));
        match kept.iter().position(|(_, area)| area.holds(x, y)).or_else(beside) {
            Some(at) => inside[at].push(glyph),
            None => rest.push(glyph),
        }
    }
    let mut parts = Vec::new();
    for ((grid, area), glyphs) in kept.into_iter().zip(inside) {
        match part(&grid, area, &glyphs, page) {
            Some((part, outside)) => {
                parts.push(part);
                rest.extend(outside);
            }
            None => rest.extend(glyphs),
        }
    }
    (parts, rest)
}

/// The table of a grid, and what characters stand beside it; `None` where it is none.
fn part(grid: &Grid, area: Area, glyphs: &[Glyph], page: usize) -> Option<(Part, Vec<Glyph>)> {
    let mut inside: Vec<Inside> = vec![Inside::default(); grid.cells.len()];
    let places = Places::new(grid, glyphs);
    let (upright, turned): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.iter().cloned().partition(|glyph| glyph.direction == Direction::Right);
    let mut drawn: Vec<Vec<&Glyph>> = vec![Vec::new(); grid.cells.len()];
    let within = |glyph: &&Glyph| area.holds(glyph.area().center(), glyph.area().middle());
    for glyph in upright.iter().filter(within).filter(|glyph| !text::is_space(glyph)) {
        drawn[places.at(glyph.area().center(), glyph.area().middle())].push(glyph);
    }
    let down: Vec<Option<String>> = drawn.iter().map(|glyphs| written_down(glyphs)).collect();
    let mut outside = Vec::new();
    for run in text::runs(upright, 0.3) {
        if area.holds(run.area.center(), run.area.middle()) {
            places.put(run, &mut inside);
        } else {
            outside.extend(run.glyphs);
        }
    }
    for glyph in turned {
        let (x, y) = (glyph.area().center(), glyph.area().middle());
        if area.holds(x, y) { inside[places.at(x, y)].glyphs.push(glyph) } else { outside.push(glyph) }
    }
    // Where nothing divides columns, figures of several stand in a cell.
    let told = (!grid.drawn).then(|| text::tell(glyphs));
    let mut cells = Vec::new();
    let mut written = 0;
    for ((face, Inside { glyphs, doubtful, torn }), down) in grid.cells.iter().zip(inside).zip(down) {
        let area = grid.cell(face);
        let (text, around) = cell_text(&glyphs, area, told);
        let mut text = down.unwrap_or(text);
        if doubtful && (text.is_empty() || text.contains(text::is_digit_char)) {
            text.push('\u{fffd}');
        }
        if text.chars().count() > limits::CELL_CHARACTERS {
            return None;
        }
        written += usize::from(!text.is_empty());
        let whole = text.is_empty() || is_figure(&text);
        if face.outside && !is_figure(&text) {
            outside.extend(glyphs);
            continue;
        }
        cells.push(Cell {
            row: face.top,
            row_end: face.bottom,
            column: face.left,
            column_end: face.right,
            text,
            whole: whole || !(doubtful || torn),
            place: (page, around.unwrap_or(area)),
        });
    }
    // Lines divide columns alone.
    let long = |cell: &&Cell| cell.text.lines().filter(|line| is_figure(line)).count() >= LONG;
    if cells.iter().filter(long).nth(1).is_some() {
        return None;
    }
    // A frame around one text, or a drawing.
    let row = grid.ys.len() == 2;
    if written < if row { 1 } else { 2 } || cells.len() < 2 {
        return None;
    }
    cells.arrange_by_key(|cell| (cell.row, cell.column));
    Some((Part { area, xs: grid.xs.clone(), rows: grid.ys.len() - 1, cells, ruled: true, drawn: grid.drawn }, outside))
}

/// What stands in a cell.
#[derive(Clone, Default)]
struct Inside {
    glyphs: Vec<Glyph>,
    /// Whether its figures may be others.
    doubtful: bool,
    /// Whether words reach out of it or into it.
    torn: bool,
}

/// Which cell a place on the page belongs to.
struct Places<'a> {
    grid: &'a Grid,
    /// The characters in it, in the order in which they were drawn.
    glyphs: &'a [Glyph],
    /// The cell of each face, row by row.
    faces: Vec<usize>,
    /// Whether what was drawn as one string is one text.
    told: bool,
    /// Whether it is one figure: no figure in a cell was drawn with several, but for pairs of digits that are kerned.
    digits_told: bool,
    /// Which pairs of digits these are, a bit for each.
    kerned: u128,
}

/// The bit of a pair of digits.
fn digits(pair: [&Glyph; 2]) -> Option<u128> {
    let digit = |glyph: &Glyph| glyph.text.chars().next().and_then(|c| c.to_digit(10));
    Some(1 << (digit(pair[0])? * 10 + digit(pair[1])?))
}

impl<'a> Places<'a> {
    fn new(grid: &'a Grid, glyphs: &'a [Glyph]) -> Self {
        let columns = grid.xs.len() - 1;
        let mut faces = vec![0; columns * (grid.ys.len() - 1)];
        for (index, face) in grid.cells.iter().enumerate() {
            for row in face.top..face.bottom {
                faces[row * columns + face.left..row * columns + face.right].fill(index);
            }
        }
        let told = text::tell(glyphs).all;
        // Two ones are moved together in most fonts.
        let mut places = Self { grid, glyphs, faces, told, digits_told: true, kerned: 1 << 11 };
        for pair in glyphs.windows(2) {
            let [before, next] = pair else { continue };
            let gap = (next.left - before.right) / before.size;
            let cell = |glyph: &Glyph| places.at(glyph.area().center(), glyph.area().middle());
            let touch = (-0.1..0.3).contains(&gap) && before.top == next.top && before.string != next.string;
            if touch
                && cell(before) == cell(next)
                && let Some(kerned) = digits([before, next])
            {
                places.kerned |= kerned;
                places.digits_told &= gap < KERNED;
            }
        }
        places
    }

    fn at(&self, x: f32, y: f32) -> usize {
        let space = |edges: &[f32], at: f32| edges.partition_point(|&edge| edge <= at).clamp(1, edges.len() - 1) - 1;
        let (column, row) = (space(&self.grid.xs, x), space(&self.grid.ys, y));
        self.faces[row * (self.grid.xs.len() - 1) + column]
    }

    /// Whether the side of a cell is near.
    fn has_edge(&self, x: f32, y: f32, near: f32) -> bool {
        let sides = self.grid.xs.iter().filter(|&&edge| (edge - x).abs() < near);
        sides.clone().any(|&edge| self.at(edge - 0.5, y) != self.at(edge + 0.5, y))
    }

    /// Puts a run into its cell. One that reaches over an edge is divided there if its strings or a gap say so; else it
    /// is a figure too wide for its cell, and belongs where most of it stands.
    fn put(&self, run: Run, inside: &mut [Inside]) {
        // A figure among others that overlap it is told by its string alone.
        let lost = run.crossed && !(self.digits_told && self.is_string(&run.glyphs));
        let crossed = run.crossed;
        let texts = self.texts(run, inside);
        let crowded = crossed || texts.len() > 1;
        for text in texts {
            self.put_text(text, crowded, lost, inside);
        }
    }

    /// Whether characters are all those of one string.
    fn is_string(&self, text: &[Glyph]) -> bool {
        let Some(string) = text.first().map(|glyph| glyph.string) else { return false };
        let from = self.glyphs.partition_point(|glyph| glyph.string < string);
        let all = self.glyphs[from..].iter().take_while(|glyph| glyph.string == string).count();
        all == text.len() && text.iter().all(|glyph| glyph.string == string)
    }

    /// The texts of a run that reaches over an edge. What meets at an edge, and could be one text as well as two, is
    /// lost in both cells.
    fn texts(&self, run: Run, inside: &mut [Inside]) -> Vec<Run> {
        let middle = run.area.middle();
        let cell = |glyph: &Glyph| self.at(glyph.area().center(), middle);
        let written: Vec<&Glyph> = run.glyphs.iter().filter(|glyph| !text::is_space(glyph)).collect();
        if written.iter().all(|glyph| cell(glyph) == cell(written[0])) {
            return vec![run];
        }
        let mut strings: Vec<Vec<&Glyph>> = Vec::new();
        for &glyph in &written {
            // Two strings may overlap where they meet, no more.
            match strings.iter_mut().rev().take(8).find(|string| string[0].string == glyph.string) {
                Some(string) => string.push(glyph),
                None => strings.push(vec![glyph]),
            }
        }
        let glyphs: Vec<&Glyph> = strings.into_iter().flatten().collect();
        let gap = |pair: &[&Glyph]| (pair[1].left - pair[0].right) / run.size;
        let numerals = |pair: &[&Glyph]| pair.iter().all(|glyph| text::is_numeral(glyph));
        let mut gaps: Vec<f32> = glyphs.windows(2).map(gap).collect();
        gaps.arrange_by(f32::total_cmp);
        let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
        // How far apart the digits of one figure stand.
        let within = |pair: &&[&Glyph]| numerals(pair) && cell(pair[0]) == cell(pair[1]);
        let spaced = glyphs.windows(2).filter(within).map(gap).fold(0.0, f32::max);
        let mut texts: Vec<Vec<Glyph>> = vec![Vec::new()];
        for (at, &glyph) in glyphs.iter().enumerate() {
            let seam = match at.checked_sub(1).map(|before| &glyphs[before..=at]) {
                None => Seam::One,
                Some(pair) if numerals(pair) => self.figure_seam(pair, gap(pair), spaced, middle),
                Some(pair) => self.seam(pair, gap(pair), usual, middle),
            };
            match seam {
                Seam::One => {}
                Seam::Two => texts.push(Vec::new()),
                Seam::Lost => {
                    inside[cell(glyphs[at - 1])].doubtful = true;
                    inside[cell(glyph)].doubtful = true;
                }
            }
            if let Some(text) = texts.last_mut() {
                text.push(glyph.clone());
            }
        }
        texts.into_iter().filter_map(Run::of).collect()
    }

    /// Whether one figure ends and another begins between two digits, which stand `gap` ems apart where those of one
    /// figure stand `spaced` ems apart.
    fn figure_seam(&self, pair: &[&Glyph], gap: f32, spaced: f32, middle: f32) -> Seam {
        /// The room that an edge has on either side, in ems and in spaces between digits of one figure: where an edge
        /// happens to pass between two of these, it has half of one on one side at most.
        const ROOM: f32 = 0.02;
        const SPACES: f32 = 0.65;
        let [before, next] = pair else { return Seam::One };
        let (from, to) = (before.area().center(), next.area().center());
        let same = self.digits_told && before.string == next.string;
        if self.at(from, middle) == self.at(to, middle) {
            return if self.digits_told && !same && !(-0.1..0.3).contains(&gap) { Seam::Two } else { Seam::One };
        }
        if same {
            return if gap > spaced + 0.08 { Seam::Lost } else { Seam::One };
        }
        let room = before.size.max(next.size) * (SPACES * spaced).max(ROOM);
        let clear = |edge: &f32| edge - before.right > room && next.left - edge > room;
        let kerned = || gap < KERNED && digits([before, next]).is_none_or(|pair| pair & self.kerned != 0);
        if self.digits_told && !kerned() || self.grid.xs.iter().any(clear) { Seam::Two } else { Seam::Lost }
    }

    /// Whether one text ends and another begins between two characters that are not both a figure's.
    fn seam(&self, pair: &[&Glyph], gap: f32, usual: f32, middle: f32) -> Seam {
        let [before, next] = pair else { return Seam::One };
        let size = before.size.max(next.size);
        let place = (before.right + next.left) / 2.0;
        let apart = self.at(before.area().center(), middle) != self.at(next.area().center(), middle);
        let edge = apart && self.has_edge(place, middle, 0.3 * size);
        let wide = pair.iter().filter(|glyph| glyph.text.starts_with(text::is_wide)).count();
        let strings = self.told && before.string != next.string;
        // Letters of two fonts are two strings in one text.
        if strings && (!(-0.1..0.3).contains(&gap) || edge && (wide == 0 || gap > 0.1)) {
            return Seam::Two;
        }
        // Ideographs are wrapped, never too wide: where an edge passes between two, there are two texts.
        let wrapped = wide == 2 && edge && (strings || !self.told);
        if wrapped || apart && gap > usual + 0.08 && self.has_edge(place, middle, 0.7 * size) {
            return Seam::Two;
        }
        let digit = text::is_digit(before) || text::is_digit(next);
        if edge && digit && gap < 0.1 { Seam::Lost } else { Seam::One }
    }

    /// Puts a text where most of it stands. `crowded` is one beside others, `lost` what is not known.
    fn put_text(&self, text: Run, crowded: bool, lost: bool, inside: &mut [Inside]) {
        let middle = text.area.middle();
        let cell = |glyph: &Glyph| self.at(glyph.area().center(), middle);
        let glyphs = &text.glyphs;
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for glyph in glyphs {
            let cell = cell(glyph);
            match counts.iter_mut().find(|(known, _)| *known == cell) {
                Some((_, count)) => *count += 1,
                None => counts.push((cell, 1)),
            }
        }
        let Some(most) = counts.iter().map(|(_, count)| *count).max() else { return };
        let best = counts.iter().filter(|(_, count)| *count == most).map(|(cell, _)| *cell);
        let preferred = self.at(text.area.center(), middle);
        let into = best.clone().find(|&cell| cell == preferred).or(best.min()).unwrap_or(preferred);
        let figure = glyphs.iter().all(|glyph| text::is_numeral(glyph) || text::is_space(glyph));
        // Half of a figure here and half of it there, and another one beside it.
        if figure && (lost || crowded && most * 5 < glyphs.len() * 3) {
            counts.iter().for_each(|&(cell, _)| inside[cell].doubtful = true);
        }
        // A character that lies across an edge reaches over from one cell to another, over what stands there.
        for (index, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.text.starts_with(text::is_wide)) {
            let mut beside = [index.wrapping_sub(1), index + 1].into_iter().filter_map(|at| glyphs.get(at));
            if self.told && !beside.any(text::is_digit) {
                continue;
            }
            let over = |x: f32| self.at(x, middle);
            let (left, right) = (over(glyph.left + 0.2 * text.size), over(glyph.right - 0.2 * text.size));
            for cell in [left, right] {
                inside[cell].doubtful |= left != right;
            }
        }
        // Figures that words took along may be those of the cell in which they stand.
        if !figure {
            counts.iter().for_each(|&(cell, _)| inside[cell].torn |= counts.len() > 1);
            for glyph in glyphs.iter().filter(|glyph| text::is_digit(glyph) && cell(glyph) != into) {
                inside[cell(glyph)].doubtful = true;
            }
        }
        inside[into].glyphs.extend(text.glyphs);
    }
}

/// What lies between two characters that stand beside each other.
enum Seam {
    /// Nothing: they are of one text.
    One,
    /// The end of one text.
    Two,
    /// Either, and nothing tells which.
    Lost,
}

/// What characters say that are written from top to bottom, one by one; they are in the order in which they are drawn.
fn written_down(glyphs: &[&Glyph]) -> Option<String> {
    let below = |pair: &&[&Glyph]| {
        let (before, next) = (pair[0].area(), pair[1].area());
        let em = pair[0].size.max(0.1);
        (next.center() - before.center()).abs() < 0.6 * em && next.middle() - before.middle() > 0.5 * em
    };
    let steps = glyphs.windows(2);
    let down = steps.clone().filter(below).count();
    let columns = steps.len() > down;
    let ideograph = |glyph: &Glyph| glyph.text.starts_with(text::is_wide) && !text::is_digit(glyph);
    let ideographs = glyphs.iter().all(|glyph| glyph.text.is_empty() || ideograph(glyph));
    // In one column their places say the same.
    (columns && ideographs && down >= 3 && down * 10 >= steps.len() * 7)
        .then(|| glyphs.iter().map(|glyph| if glyph.text.is_empty() { "\u{fffd}" } else { &glyph.text }).collect())
}

/// What characters in a box say, and the box around them; `told` where figures of several columns may stand in it.
fn cell_text(glyphs: &[Glyph], area: Area, told: Option<Told>) -> (String, Option<Area>) {
    const DIRECTIONS: [Direction; 5] =
        [Direction::Right, Direction::Down, Direction::TurnedDown, Direction::TurnedUp, Direction::Reversed];
    let around = Area::around(glyphs.iter().filter(|glyph| !text::is_space(glyph)).map(Glyph::area));
    let mut all = String::new();
    for direction in DIRECTIONS {
        let upright = text::upright(glyphs, direction);
        if upright.is_empty() {
            continue;
        }
        let area = area.upright(direction);
        let mut runs = text::runs(upright, 1.0);
        if let Some(told) = told {
            text::part_figures(&mut runs, told);
        }
        let said = lines_text(&text::lines(runs), area.right - area.left);
        if !all.is_empty() && !said.is_empty() {
            all.push('\n');
        }
        all.push_str(&said);
    }
    (all, around)
}

/// The text of lines in a box of some width: what was only wrapped goes on, what was ended stays a line.
pub fn lines_text(lines: &[Line], width: f32) -> String {
    /// The room that office programs leave beside the text, on both sides together.
    const PADDING: f32 = 11.0;
    let widest = lines.iter().map(|line| line.area.right - line.area.left).fold(0.0, f32::max);
    // A label down the side, one character or two a line.
    let stacked = lines.len() > 1 && lines.iter().all(|line| line.count() <= 2) && widest < 0.75 * width.max(1.0);
    let stacked = stacked && lines.iter().all(|line| !line.text.contains(text::is_digit_char));
    // Two figures one above the other are not one figure: only one that is as long as its cell was wrapped.
    let long = lines.first().map_or(0, Line::count);
    let figure = lines.len() <= 3
        && lines
            .iter()
            .all(|line| line.count() <= long && line.text.chars().all(|c| text::is_digit_char(c) || c == '.'))
        && lines.windows(2).all(|pair| pair[1].area.middle() - pair[0].area.middle() < 1.7 * pair[0].size)
        && lines.iter().rev().skip(1).all(|line| line.count() == long);
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(before) = before {
            let taken = before.area.right - before.area.left;
            let digits = before.text.ends_with(text::is_digit_char) && line.text.starts_with(text::is_digit_char);
            let wrapped = if digits {
                figure && width - taken < line.first + if long > 1 { PADDING + 1.0 } else { 0.0 }
            } else {
                stacked
                    || width - taken < 1.1 * line.first + PADDING + 2.0
                    || lines.len() > 2 && widest > 0.6 * width && widest - taken < line.first
            };
            if wrapped {
                text::join(&mut text, before.open, &line.text);
            } else {
                text.push('\n');
                text.push_str(&line.text);
            }
        } else {
            text.push_str(&line.text);
        }
        before = Some(line);
    }
    text
}

/// Whether a text can stand as a figure or a mark: digits and signs, a unit or a remark behind them.
pub fn is_figure(text: &str) -> bool {
    let mut rest = text.trim_start_matches(['+', '-', '－', '＋', '增', '减']).trim_start();
    let mark = |c: char| matches!(c, '/' | '／' | '-' | '－' | '—' | '–' | '\\' | '*') || c.is_whitespace();
    if !text.is_empty() && text.chars().all(mark) || matches!(text, "无" | "N/A") {
        return true;
    }
    let digit = |c: char| text::is_digit_char(c) || c == '\u{fffd}';
    if !rest.starts_with(digit) {
        return false;
    }
    rest = rest.trim_start_matches(|c| digit(c) || matches!(c, ',' | '，' | '.' | ' ' | '\n'));
    rest.is_empty() || rest.starts_with(['万', '亿', '元', '件', '条', '项', '个', '宗', '（', '(', '%'])
}

/// Whether a text begins with a running number: 一、 （一） 1. 第一条 ①.
pub fn is_numbered(text: &str) -> bool {
    const NUMBERS: &str = "一二三四五六七八九十";
    let digit = |c: char| text::is_digit_char(c) || NUMBERS.contains(c);
    let text = text.trim_start();
    match text.chars().next() {
        Some('（' | '(') => text.chars().nth(1).is_some_and(digit),
        Some('第') => {
            let rest = text['第'.len_utf8()..].trim_start_matches(digit);
            text.chars().nth(1).is_some_and(digit) && rest.starts_with(['条', '章', '项', '款', '节', '部'])
        }
        Some('①'..='⑳' | '⑴'..='⒛') => true,
        Some(c) if digit(c) => {
            let rest = text.trim_start_matches(digit);
            text.chars().count() - rest.chars().count() <= 3
                && (rest.starts_with(['、', '.', '．', ',', '，'])
                    || !NUMBERS.contains(c) && rest.starts_with([')', '）']))
                && !is_figure(text)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_running_numbers_are_told_apart() {
        for figure in ["0", "1286", "1.2万", "12.35", "22（其中修订16件）", "/", "—", "减4", "1,286", "3\u{fffd}"]
        {
            assert!(is_figure(figure) && !is_numbered(figure), "{figure}");
        }
        for label in [
            "1.属于国家秘密",
            "1、申请人",
            "（一）予以公开",
            "(三)不",
            "一、本年",
            "四、",
            "第二十条第（一）项",
            "10.其他",
        ] {
            assert!(is_numbered(label) && !is_figure(label), "{label}");
        }
        for words in ["", "规章", "（本列数据", "六）其他", "第三方合法权益", "组织", "一致", "统一缴费"]
        {
            assert!(!is_figure(words) && !is_numbered(words), "{words}");
        }
    }
}
