//! What is drawn on a page.
//!
//! Everything is in points (1/72 inch) from the upper left corner of the page as it is shown, x to the right, y down,
//! rotation of the page already applied.

use std::rc::Rc;

/// A page as it is drawn.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The width of what is shown of it.
    pub width: f32,
    /// The height of what is shown of it.
    pub height: f32,
    /// How far from the left edge of a sheet it begins that shows it beside another.
    pub left: f32,
    /// The characters, in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Straight lines along the axes: stroked, or filled rectangles thin enough to pass for one, or the edges of
    /// stroked rectangles.
    pub rules: Vec<Rule>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// Characters that are written, but not shown: what a machine read from a scan, or the text of what is drawn as
    /// shapes.
    pub invisible: Vec<Glyph>,
}

/// A character on a page, or what one glyph stands for (a ligature's letters).
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// What it stands for; empty where that is not known: the character is there, and lost. What is written again and
    /// again is kept once.
    pub text: Rc<str>,
    /// Where its advance begins: the left edge of upright text.
    pub left: f32,
    /// The upper edge of its line: ascent above the baseline.
    pub top: f32,
    /// Where its advance ends: the right edge of upright text.
    pub right: f32,
    /// The lower edge of its line: descent below the baseline.
    pub bottom: f32,
    /// The size of its font on the page.
    pub size: f32,
    /// The direction in which the text runs.
    pub direction: Direction,
    /// The number of the string that it was drawn with: what stands in two cells is not drawn as one.
    pub string: u32,
}

/// The direction in which a line of text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right, letters upright.
    #[default]
    Right,
    /// From top to bottom, letters upright: a vertical writing mode.
    Down,
    /// From top to bottom, letters turned clockwise by a right angle.
    TurnedDown,
    /// From bottom to top, letters turned the other way.
    TurnedUp,
    /// From right to left, upside down.
    Reversed,
}

/// A line along an axis, as the thin rectangle that it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// The right edge.
    pub right: f32,
    /// The lower edge.
    pub bottom: f32,
}

impl Rule {
    /// Whether it runs from left to right.
    pub fn is_horizontal(&self) -> bool {
        self.right - self.left >= self.bottom - self.top
    }
}

/// A picture, whose content no reader reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// The right edge.
    pub right: f32,
    /// The lower edge.
    pub bottom: f32,
}

/// A box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// The right edge.
    pub right: f32,
    /// The lower edge.
    pub bottom: f32,
}

impl Area {
    /// The rectangle that holds no point.
    pub const NOTHING: Self =
        Self { left: f32::INFINITY, top: f32::INFINITY, right: f32::NEG_INFINITY, bottom: f32::NEG_INFINITY };

    /// The rectangle between two opposite corners.
    pub fn between([x0, y0, x1, y1]: [f32; 4]) -> Self {
        Self { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) }
    }

    /// Grows to hold a point.
    pub fn include(&mut self, x: f32, y: f32) {
        self.left = self.left.min(x);
        self.top = self.top.min(y);
        self.right = self.right.max(x);
        self.bottom = self.bottom.max(y);
    }

    /// What two rectangles share.
    pub fn intersect(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// Whether it holds no point. Neither does one with an edge that is no number.
    pub fn is_nothing(&self) -> bool {
        !(self.left <= self.right && self.top <= self.bottom)
    }

    /// From left to right.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// From top to bottom.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The rectangle with every edge so much further out.
    pub fn grown(&self, by: f32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The box around others; `None` around nothing.
    pub fn around(areas: impl Iterator<Item = Self>) -> Option<Self> {
        areas.reduce(|a, b| Self {
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
        })
    }

    /// The height of its middle.
    pub fn middle(&self) -> f32 {
        (self.top + self.bottom) / 2.0
    }

    /// The place of its middle from left to right.
    pub fn center(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    /// Whether a point lies in it.
    pub fn holds(&self, x: f32, y: f32) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Whether it stands at about the height of another one.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.bottom.min(other.bottom) - self.top.max(other.top) > 0.5 * self.height().min(other.height())
    }

    /// The box as it stands when what runs in a direction is turned to run from left to right. Down is a vertical
    /// writing mode, whose lines follow each other from right to left.
    pub fn upright(self, direction: Direction) -> Self {
        let Self { left, top, right, bottom } = self;
        match direction {
            Direction::Right => self,
            Direction::Down | Direction::TurnedDown => Self { left: top, top: -right, right: bottom, bottom: -left },
            Direction::TurnedUp => Self { left: -bottom, top: left, right: -top, bottom: right },
            Direction::Reversed => Self { left: -right, top: -bottom, right: -left, bottom: -top },
        }
    }
}

impl Glyph {
    /// Its box.
    pub fn area(&self) -> Area {
        Area { left: self.left, top: self.top, right: self.right, bottom: self.bottom }
    }
}
