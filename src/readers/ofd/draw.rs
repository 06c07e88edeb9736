//! Objects to what stands on the page: characters with their boxes, lines along the axes, pictures.

use std::rc::Rc;

use super::objects::{self, Code, Kind, Object, Path, Text, numbers, words};
use crate::{
    reader::ReadError,
    readers::{
        limits,
        matrix::{Area, Matrix},
        names::Names,
        paper::{Glyph, Page, Picture, Rule, page::Direction},
    },
};

/// Objects within objects; what lies deeper is left out.
const DEPTH: usize = 8;
/// What may be drawn on all pages: bytes of the pages' contents and of the objects that these name, as often as they
/// are drawn.
const WORK: usize = 64 << 20;
/// What it costs to keep an object that others name, or to draw it, beside its bytes.
const OBJECT: usize = 512;
/// Characters that glyphs share.
const SHARED: usize = 1 << 10;
/// A filled area no thicker than so many points is a line.
const LINE: f32 = 3.0;
/// How much of an em stands above the baseline; fonts of ideographs agree in it.
const ASCENT: f32 = 0.86;

/// Pages being drawn.
pub struct Draw {
    /// What is on the page so far.
    pub page: Page,
    /// The objects that others name, as they are written.
    units: Names<Rc<str>>,
    /// How much of [`WORK`] is left.
    work: usize,
    /// Characters, and lines and pictures, of all pages.
    glyphs: usize,
    shapes: usize,
    /// Texts that do not show.
    pub hidden: Vec<String>,
    shared: Vec<Rc<str>>,
}

impl Draw {
    /// Nothing drawn yet.
    pub fn new() -> Self {
        Self {
            page: Page::default(),
            units: Names::default(),
            work: WORK,
            glyphs: 0,
            shapes: 0,
            hidden: Vec::new(),
            shared: vec!["".into(); SHARED],
        }
    }

    fn spend(&mut self, source: &str) -> Result<(), ReadError> {
        self.work = self.work.checked_sub(source.len() + OBJECT).ok_or(ReadError::TooLarge)?;
        Ok(())
    }

    /// Remembers an object that others name.
    pub fn keep(&mut self, id: String, source: &str) -> Result<(), ReadError> {
        self.units.insert(id, source.into())?;
        self.spend(source)
    }

    /// Draws an object that another, or a page, names.
    pub fn kept(&mut self, id: &str, matrix: Matrix, depth: usize) -> Result<(), ReadError> {
        match self.units.get(id).cloned() {
            Some(unit) if depth < DEPTH => self.objects(&unit, matrix, depth + 1),
            _ => Ok(()),
        }
    }

    /// Draws the objects of a part's piece, which a matrix brings onto the page.
    pub fn objects(&mut self, source: &str, matrix: Matrix, depth: usize) -> Result<(), ReadError> {
        self.spend(source)?;
        objects::each(source, &mut |object| self.object(&object, matrix, depth))
    }

    fn object(&mut self, object: &Object, matrix: Matrix, depth: usize) -> Result<(), ReadError> {
        let [x, y, width, height] = object.boundary;
        let placed = Matrix::shift(x, y).then(&matrix);
        let own = object.matrix.then(&placed);
        match &object.kind {
            Kind::Text(text) if !object.visible => {
                let all: String = text.codes.iter().map(|code| code.text.as_str()).collect();
                if !all.trim().is_empty() {
                    self.hidden.push(all.trim().to_owned());
                }
                if self.hidden.len() > limits::PARAGRAPHS { Err(ReadError::TooLarge) } else { Ok(()) }
            }
            _ if !object.visible => Ok(()),
            Kind::Text(text) => self.text(text, own),
            Kind::Path(path) => self.path(path, own),
            Kind::Image => {
                let area = placed.apply_box(&Area { left: 0.0, top: 0.0, right: width, bottom: height });
                self.shape(&area)?;
                let Area { left, top, right, bottom } = area;
                self.page.pictures.push(Picture { left, top, right, bottom });
                Ok(())
            }
            Kind::Composite(id) => self.kept(id, own, depth),
        }
    }

    fn text(&mut self, text: &Text, matrix: Matrix) -> Result<(), ReadError> {
        let turn = turn(text.turned);
        let Some(direction) = direction(turn.then(&matrix)) else { return Ok(()) };
        text.codes.iter().try_for_each(|code| self.code(text, code, turn, matrix, direction))
    }

    /// A character as a text that all of the kind may share.
    fn shared(&mut self, c: char) -> Rc<str> {
        let (slot, mut bytes) = (&mut self.shared[c as usize % SHARED], [0; 4]);
        let text = &*c.encode_utf8(&mut bytes);
        if **slot != *text {
            *slot = text.into();
        }
        Rc::clone(slot)
    }

    fn code(
        &mut self,
        text: &Text,
        code: &Code,
        turn: Matrix,
        matrix: Matrix,
        direction: Direction,
    ) -> Result<(), ReadError> {
        let (mut x, mut y) = code.at;
        let (dx, dy) = (&code.offsets.0, &code.offsets.1);
        let (along_x, along_y) = self::turn(text.reading).vector(1.0, 0.0);
        let unsaid = dx.is_empty() && dy.is_empty();
        let mut chars = code.text.chars().peekable();
        let mut index = 0;
        let string = self.page.glyphs.len() as u32;
        while let Some(c) = chars.next() {
            let advance = text.size * text.stretch * ems(c);
            let step = match unsaid {
                true => (along_x * advance, along_y * advance),
                false => (offset(dx, index), offset(dy, index)),
            };
            // A character no wider than the way to the next one.
            let way = step.0.abs().max(step.1.abs());
            let width = if chars.peek().is_some() && way > 0.2 * advance { advance.min(way) } else { advance };
            let (ascent, descent) = (text.size * ASCENT, text.size * (1.0 - ASCENT));
            let place = turn.then(&Matrix::shift(x, y)).then(&matrix);
            let Area { left, top, right, bottom } =
                place.apply_box(&Area { left: 0.0, top: -ascent, right: width, bottom: descent });
            let (up_x, up_y) = place.vector(0.0, text.size);
            let downwards = |(x, y): (f32, f32)| {
                let (x, y) = matrix.vector(x, y);
                y > 2.0 * x.abs()
            };
            let direction = match direction {
                Direction::Right if code.text.chars().nth(1).is_some() && downwards((offset(dx, 0), offset(dy, 0))) => {
                    Direction::Down
                }
                direction => direction,
            };
            let size = up_x.hypot(up_y);
            if [left, top, right, bottom, size].iter().all(|number| number.is_finite()) {
                self.glyphs += 1;
                if self.glyphs > limits::GLYPHS {
                    return Err(ReadError::TooLarge);
                }
                let text = self.shared(c);
                self.page.glyphs.push(Glyph { text, left, top, right, bottom, size, direction, string });
            }
            (x, y) = (x + step.0, y + step.1);
            index += 1;
        }
        Ok(())
    }

    /// The lines along the axes that a path is drawn with.
    fn path(&mut self, path: &Path, matrix: Matrix) -> Result<(), ReadError> {
        let width = path.stroke.map(|width| {
            let (x, y) = matrix.vector(width, 0.0);
            x.hypot(y)
        });
        parts(&path.data, matrix, &mut |points| {
            if let Some(width) = width {
                points.windows(2).try_for_each(|pair| self.rule(pair, width))?;
            }
            if path.fill && points.len() >= 3 && path.stroke.is_none() {
                let area = around(points);
                if area.width().min(area.height()) <= LINE {
                    self.push(area)?;
                }
            }
            Ok(())
        })
    }

    fn rule(&mut self, ends: &[(f32, f32)], width: f32) -> Result<(), ReadError> {
        let line = around(ends);
        let half = (width / 2.0).min(LINE);
        if line.height() < 0.1 + 0.002 * line.width() {
            self.push(Area { top: line.top - half, bottom: line.bottom + half, ..line })
        } else if line.width() < 0.1 + 0.002 * line.height() {
            self.push(Area { left: line.left - half, right: line.right + half, ..line })
        } else {
            Ok(())
        }
    }

    fn push(&mut self, area: Area) -> Result<(), ReadError> {
        if self.shape(&area)? {
            let Area { left, top, right, bottom } = area;
            self.page.rules.push(Rule { left, top, right, bottom });
        }
        Ok(())
    }

    /// Counts a shape, and says whether it stands anywhere.
    fn shape(&mut self, area: &Area) -> Result<bool, ReadError> {
        self.shapes += 1;
        if self.shapes > limits::SHAPES {
            return Err(ReadError::TooLarge);
        }
        Ok([area.left, area.top, area.right, area.bottom].iter().all(|side| side.is_finite()))
    }
}

/// The width of a character in ems, as fonts of ideographs have it.
fn ems(c: char) -> f32 {
    if matches!(c, ' '..='\u{2ff}') { 0.5 } else { 1.0 }
}

fn offset(offsets: &[f32], index: usize) -> f32 {
    offsets.get(index).copied().unwrap_or(0.0)
}

/// A turn by right angles, clockwise.
fn turn(degrees: f32) -> Matrix {
    match (degrees / 90.0).round().rem_euclid(4.0) as u8 {
        1 => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
        2 => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
        3 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
        _ => Matrix::IDENTITY,
    }
}

/// Where letters point; `None` for text across the page, which is a watermark.
fn direction(matrix: Matrix) -> Option<Direction> {
    let (x, y) = matrix.vector(1.0, 0.0);
    let across = x.abs().min(y.abs()) > 0.05 * x.abs().max(y.abs());
    match () {
        () if across || !(x.is_finite() && y.is_finite()) => None,
        () if x.abs() >= y.abs() => Some(if x >= 0.0 { Direction::Right } else { Direction::Reversed }),
        () => Some(if y >= 0.0 { Direction::TurnedDown } else { Direction::TurnedUp }),
    }
}

/// The box around points.
fn around(points: &[(f32, f32)]) -> Area {
    let mut area = Area::NOTHING;
    points.iter().for_each(|&(x, y)| area.include(x, y));
    area
}

/// Takes the points of a part of a path.
type GivePoints<'a> = dyn FnMut(&[(f32, f32)]) -> Result<(), ReadError> + 'a;

/// Hands out the parts of a path that are straight lines from point to point, moved by a matrix.
fn parts(data: &str, matrix: Matrix, give: &mut GivePoints<'_>) -> Result<(), ReadError> {
    let mut part: Vec<(f32, f32)> = Vec::new();
    let mut rest = words(data);
    while let Some(word) = rest.next() {
        // How many numbers follow, of which the last two are a point.
        let count = match word {
            "M" | "S" | "L" => 2,
            "Q" => 4,
            "B" => 6,
            "A" => 7,
            "C" => {
                if let Some(&first) = part.first() {
                    part.push(first);
                }
                continue;
            }
            _ => continue,
        };
        let mut arguments = [""; 7];
        for argument in &mut arguments[..count] {
            *argument = rest.next().unwrap_or_default();
        }
        let number = |argument: &str| numbers(argument).first().copied();
        let (Some(x), Some(y)) = (number(arguments[count - 2]), number(arguments[count - 1])) else { continue };
        // What is bent is no line of a table: behind a curve another part begins.
        if word != "L" {
            give(&part)?;
            part.clear();
        }
        if part.len() > limits::SHAPES {
            return Err(ReadError::TooLarge);
        }
        part.push(matrix.apply(x, y));
    }
    give(&part)
}
