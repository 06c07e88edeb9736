//! Paths: which of them pass for straight lines along the axes.

use crate::readers::matrix::{Area, Matrix};

/// Filled areas thinner than this are lines, in points.
const THIN: f32 = 3.0;
/// Strokes thicker than this are no lines but areas, in points.
const THICK: f32 = 5.0;
/// Points of a filled line: more make a shape.
const CORNERS: usize = 8;
/// Curves of a rectangle with round corners: more make a shape.
const CURVES: usize = 4;
/// A shape no larger than a letter is none of a table, if it has more lines than a rectangle and a cross.
const LETTER: f32 = 24.0;
const LINES: usize = 6;
/// Points of a path; one with more is a shape.
const POINTS: usize = 1 << 18;
/// The thickness of the thinnest line.
const HAIR: f32 = 0.1;

/// A path under construction, in coordinates of the page.
#[derive(Clone, Debug, Default)]
pub struct Path {
    parts: Vec<Part>,
    curves: usize,
    /// How many points it has, not all of which are kept where there are too many.
    points: usize,
}

#[derive(Clone, Debug, Default)]
struct Part {
    points: Vec<(f32, f32)>,
    /// Whether anything but straight lines belongs to it.
    curved: bool,
    /// Whether a line is drawn back to the first point.
    closed: bool,
}

impl Path {
    /// Begins another part at a point.
    pub fn move_to(&mut self, matrix: &Matrix, x: f32, y: f32) {
        self.push(Part { points: vec![matrix.apply(x, y)], ..Part::default() });
    }

    /// Begins another part.
    fn push(&mut self, part: Part) {
        self.points += part.points.len();
        if self.points <= POINTS {
            self.parts.push(part);
        }
    }

    /// A straight line to a point.
    pub fn line_to(&mut self, matrix: &Matrix, x: f32, y: f32) {
        match self.parts.last_mut() {
            Some(part) if !part.closed => {
                self.points += 1;
                if self.points <= POINTS {
                    part.points.push(matrix.apply(x, y));
                }
            }
            // What follows a closed part begins where that began.
            Some(part) => {
                let points = vec![part.points[0], matrix.apply(x, y)];
                self.push(Part { points, ..Part::default() });
            }
            None => self.move_to(matrix, x, y),
        }
    }

    /// A curve to a point: the lines before and after it stand, the curve itself does not count.
    pub fn curve_to(&mut self, matrix: &Matrix, x: f32, y: f32) {
        self.curves += 1;
        if let Some(part) = self.parts.last_mut() {
            part.curved = true;
        }
        self.push(Part { points: vec![matrix.apply(x, y)], curved: true, closed: false });
    }

    /// A line back to where the part began.
    pub fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.closed = true;
        }
    }

    /// A rectangle.
    pub fn rectangle(&mut self, matrix: &Matrix, [x, y, width, height]: [f32; 4]) {
        let points = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let points = points.map(|(x, y)| matrix.apply(x, y)).to_vec();
        self.push(Part { points, curved: false, closed: true });
    }

    /// The rectangle around all of it.
    pub fn area(&self) -> Area {
        let mut area = Area::NOTHING;
        for &(x, y) in self.parts.iter().flat_map(|part| &part.points) {
            area.include(x, y);
        }
        area
    }

    /// Whether it is the outline of something, such as a letter.
    fn is_shape(&self) -> bool {
        let area = self.area();
        // The dashes of a short line are many, but all on it.
        let small = area.width() < LETTER && area.height() < LETTER && area.width().min(area.height()) > THIN;
        self.curves > CURVES || self.points > POINTS || self.points > LINES && small
    }

    /// The lines that it makes when it is drawn with a pen so thick.
    pub fn stroked(&self, thickness: f32) -> Vec<Area> {
        let mut lines = Vec::new();
        if thickness > THICK || self.is_shape() {
            return lines;
        }
        let half = thickness.max(HAIR) / 2.0;
        for part in &self.parts {
            let back = (part.closed && !part.curved).then(|| part.points[0]);
            let ends = part.points.iter().copied().skip(1).chain(back);
            for (&from, to) in part.points.iter().zip(ends) {
                let line = Area::between([from.0, from.1, to.0, to.1]);
                let (width, height) = (line.width(), line.height());
                if width.max(height) > HAIR && width.min(height) <= (width.max(height) / 16.0).min(1.0) {
                    lines.push(if width >= height {
                        Area { top: line.top - half, bottom: line.bottom + half, ..line }
                    } else {
                        Area { left: line.left - half, right: line.right + half, ..line }
                    });
                }
            }
        }
        lines
    }

    /// The lines that it makes when it is filled.
    pub fn filled(&self) -> Vec<Area> {
        if self.is_shape() {
            return Vec::new();
        }
        let straight = |part: &&Part| !part.curved && (2..=CORNERS).contains(&part.points.len());
        let areas: Vec<Area> = self.parts.iter().filter(straight).map(Part::area).collect();
        if let [one, other] = areas[..] {
            let (outer, inner) = if one.width() >= other.width() { (one, other) } else { (other, one) };
            let sides = [
                Area { right: inner.left, ..outer },
                Area { bottom: inner.top, ..outer },
                Area { left: inner.right, ..outer },
                Area { top: inner.bottom, ..outer },
            ];
            // A frame: a rectangle with nearly all of it cut out.
            if !is_thin(&outer) && sides.iter().all(|side| !side.is_nothing() && is_thin(side)) {
                return sides.to_vec();
            }
        }
        areas.into_iter().filter(is_thin).collect()
    }
}

/// Whether an area is thin enough to pass for a line.
pub fn is_thin(area: &Area) -> bool {
    area.width().min(area.height()) < THIN
}

impl Part {
    fn area(&self) -> Area {
        let mut area = Area::NOTHING;
        for &(x, y) in &self.points {
            area.include(x, y);
        }
        area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rectangle(path: &mut Path, area: [f32; 4]) {
        path.rectangle(&Matrix::IDENTITY, area);
    }

    #[test]
    fn lines_are_what_is_straight_and_thin() {
        let mut path = Path::default();
        rectangle(&mut path, [0.0, 0.0, 100.0, 1.0]);
        rectangle(&mut path, [0.0, 0.0, 100.0, 20.0]);
        rectangle(&mut path, [0.0, 0.0, 1.0, -20.0]);
        assert_eq!(path.filled().len(), 2);
        assert_eq!(path.stroked(0.5).len(), 12);
        assert_eq!(path.stroked(12.0), []);
    }

    #[test]
    fn curves_and_slants_are_none() {
        let mut path = Path::default();
        let place = Matrix::shift(10.0, 0.0);
        path.move_to(&place, 0.0, 0.0);
        path.line_to(&place, 50.0, 0.0);
        path.curve_to(&place, 60.0, 10.0);
        path.line_to(&place, 60.0, 50.0);
        path.line_to(&place, 0.0, 0.0);
        path.close();
        let lines = path.stroked(1.0);
        assert_eq!(lines[0], Area { left: 10.0, top: -0.5, right: 60.0, bottom: 0.5 });
        assert_eq!((lines.len(), path.filled().len()), (2, 0));
    }

    #[test]
    fn dashes_of_a_short_line_are_lines_and_strokes_of_a_letter_are_none() {
        let dashes = |step: [f32; 2]| {
            let mut path = Path::default();
            (0..4).for_each(|at| rectangle(&mut path, [step[0] * at as f32, step[1] * at as f32, 3.0, 1.0]));
            path.filled().len()
        };
        assert_eq!((dashes([5.0, 0.0]), dashes([5.0, 5.0])), (4, 0));
    }

    #[test]
    fn a_path_without_end_is_a_shape() {
        for build in [
            |path: &mut Path| rectangle(path, [0.0, 0.0, 100.0, 1.0]),
            |path: &mut Path| path.move_to(&Matrix::IDENTITY, 0.0, 0.0),
            |path: &mut Path| path.line_to(&Matrix::IDENTITY, 100.0, 0.0),
        ] {
            let mut path = Path::default();
            (0..2 * POINTS).for_each(|_| build(&mut path));
            assert!(path.parts.iter().map(|part| part.points.len()).sum::<usize>() <= POINTS);
            assert_eq!((path.filled(), path.stroked(1.0)), (Vec::new(), Vec::new()));
        }
    }

    #[test]
    fn a_frame_has_four_sides() {
        let mut path = Path::default();
        rectangle(&mut path, [0.0, 0.0, 100.0, 50.0]);
        rectangle(&mut path, [1.0, 1.0, 98.0, 48.0]);
        assert_eq!(path.filled().len(), 4);
    }
}
