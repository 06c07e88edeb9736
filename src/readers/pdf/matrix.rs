//! Places on a page and what moves them.

/// An affine map: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f32; 6]);

impl Matrix {
    /// The map that leaves everything where it is.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map, and then another.
    pub fn then(&self, next: &Self) -> Self {
        let Self([a, b, c, d, e, f]) = *self;
        let Self([na, nb, nc, nd, ne, nf]) = *next;
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Where a point comes to lie.
    pub fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        let Self([a, b, c, d, e, f]) = *self;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The rectangle around what a rectangle becomes.
    pub fn apply_box(&self, area: &Area) -> Area {
        let mut out = Area::NOTHING;
        for (x, y) in
            [(area.left, area.top), (area.right, area.top), (area.left, area.bottom), (area.right, area.bottom)]
        {
            let (x, y) = self.apply(x, y);
            out.include(x, y);
        }
        out
    }

    /// By how much it stretches lengths, on the average of all directions.
    pub fn scale(&self) -> f32 {
        let Self([a, b, c, d, ..]) = *self;
        (a * d - b * c).abs().sqrt()
    }
}

/// A rectangle along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The least x.
    pub left: f32,
    /// The least y.
    pub top: f32,
    /// The greatest x.
    pub right: f32,
    /// The greatest y.
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

    /// Whether it holds a point.
    pub fn holds(&self, x: f32, y: f32) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
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
}
