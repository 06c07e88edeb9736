//! What moves places on a page.

pub use crate::readers::paper::page::Area;

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

    /// How a way is turned and stretched.
    pub fn vector(&self, x: f32, y: f32) -> (f32, f32) {
        let Self([a, b, c, d, ..]) = *self;
        (a * x + c * y, b * x + d * y)
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
