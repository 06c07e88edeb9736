//! The pages of a file, each with what it inherits from the tree above it (ISO 32000-2, 7.7.3).

use super::object::{self, Array, Dict, Object, Stream};
use crate::{
    order::Numbers,
    reader::ReadError,
    readers::matrix::{Area, Matrix},
};

/// Levels of the tree.
const DEPTH: usize = 64;
/// Pages, and what stands in the tree above them.
const NODES: usize = 10_000;
/// Units that a page may be wide and high.
const SIDE: f32 = 100_000.0;
/// How far text may run over the edge, as a share of the page's longer side.
const OVER: f32 = 0.25;
/// A4, for pages that do not say how large they are.
const PAPER: [f32; 4] = [0.0, 0.0, 595.0, 842.0];

/// A page.
pub struct Leaf<'a> {
    /// Its dictionary.
    pub dict: Dict<'a>,
    /// What its content refers to.
    pub resources: Dict<'a>,
    /// The part of it that is shown, in its own coordinates.
    shown: Area,
    /// Whether that is all of it, and not cut out of more.
    whole: bool,
    /// By how many right angles it is turned clockwise.
    turns: u8,
    /// How many points a unit is.
    unit: f32,
}

#[derive(Clone, Default)]
struct Inherited<'a> {
    resources: Dict<'a>,
    media: Option<[f32; 4]>,
    crop: Option<[f32; 4]>,
    turn: f32,
}

impl<'a> Inherited<'a> {
    fn below(&self, dict: &Dict<'a>) -> Self {
        Self {
            resources: object::dict(dict, "Resources").unwrap_or_else(|| self.resources.clone()),
            media: object::numbers(dict, "MediaBox").or(self.media),
            crop: object::numbers(dict, "CropBox").or(self.crop),
            turn: object::number(dict, "Rotate").unwrap_or(self.turn),
        }
    }
}

/// Hands out all pages in order. A page that the file promises and does not hold makes it damaged.
pub fn each<'a>(catalog: &Dict<'a>, give: &mut dyn FnMut(Leaf<'a>) -> Result<(), ReadError>) -> Result<(), ReadError> {
    let root = object::dict(catalog, "Pages").ok_or(ReadError::Damaged)?;
    let mut seen = Numbers::default();
    if let Some(number) = root.number() {
        seen.insert(number, ());
    }
    let mut nodes = 0;
    let inherited = Inherited::default().below(&root);
    let mut stack: Vec<_> = kids(&root).map(|kids| (kids, 0, inherited)).into_iter().collect();
    while let Some((kids, at, above)) = stack.last_mut() {
        let Some(kid) = kids.slot(*at) else {
            stack.pop();
            continue;
        };
        *at += 1;
        let kid = kid.and_then(object::as_dict).ok_or(ReadError::Damaged)?;
        // A page that stands in the tree a second time is the same page.
        if kid.number().is_some_and(|number| !seen.insert(number, ())) {
            continue;
        }
        nodes += 1;
        if nodes > NODES {
            return Err(ReadError::TooLarge);
        }
        let inherited = above.below(&kid);
        match self::kids(&kid) {
            Some(kids) if stack.len() < DEPTH => stack.push((kids, 0, inherited)),
            Some(_) => {}
            None => give(Leaf::new(kid, inherited))?,
        }
    }
    Ok(())
}

/// What stands below a dictionary of the tree; `None` for a page.
fn kids<'a>(dict: &Dict<'a>) -> Option<Array<'a>> {
    if object::name(dict, "Type").as_deref() == Some(b"Page") { None } else { object::array(dict, "Kids") }
}

impl<'a> Leaf<'a> {
    fn new(dict: Dict<'a>, inherited: Inherited<'a>) -> Self {
        let media = Area::between(inherited.media.unwrap_or(PAPER));
        let crop = inherited.crop.map_or(media, Area::between).intersect(&media);
        let usable = |area: &Area| [area.width(), area.height()].iter().all(|side| (1.0..=SIDE).contains(side));
        let shown = [crop, media].into_iter().find(usable).unwrap_or(Area::between(PAPER));
        let whole = shown.left <= media.left && shown.right >= media.right;
        let whole = whole && shown.top <= media.top && shown.bottom >= media.bottom;
        let turns = (inherited.turn / 90.0).rem_euclid(4.0) as u8;
        let unit = object::number(&dict, "UserUnit").filter(|unit| (0.01..=100.0).contains(unit)).unwrap_or(1.0);
        Self { dict, resources: inherited.resources, shown, whole, turns, unit }
    }

    /// Hands out the streams that its content is made of. One that is not there makes the file damaged.
    pub fn contents(&self, each: &mut dyn FnMut(Stream<'a>) -> Result<(), ReadError>) -> Result<(), ReadError> {
        let mut part = |part| match part {
            Some(Object::Stream(stream)) => each(stream),
            Some(Object::Null) => Ok(()),
            _ => Err(ReadError::Damaged),
        };
        match object::get(&self.dict, "Contents") {
            Some(Object::Array(array)) => array.slots().try_for_each(part),
            None if !self.dict.has(b"Contents") => Ok(()),
            one => part(one),
        }
    }

    /// Width and height as it is shown, in points.
    pub fn size(&self) -> (f32, f32) {
        let (width, height) = (self.shown.width() * self.unit, self.shown.height() * self.unit);
        if self.turns.is_multiple_of(2) { (width, height) } else { (height, width) }
    }

    /// What counts as shown: text that runs over the edge of the paper was written nevertheless, but text beside a
    /// part that is cut out of a larger page belongs to another.
    pub fn shown(&self) -> Area {
        let (right, bottom) = self.size();
        let page = Area { left: 0.0, top: 0.0, right, bottom };
        page.grown(if self.whole { right.max(bottom) * OVER } else { 0.0 })
    }

    /// From its own coordinates to those of the page as it is shown.
    pub fn matrix(&self) -> Matrix {
        let Area { left, top, right, bottom } = self.shown;
        let u = self.unit;
        match self.turns {
            1 => Matrix([0.0, u, u, 0.0, -top * u, -left * u]),
            2 => Matrix([-u, 0.0, 0.0, u, right * u, -top * u]),
            3 => Matrix([0.0, -u, -u, 0.0, bottom * u, right * u]),
            _ => Matrix([u, 0.0, 0.0, -u, -left * u, bottom * u]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_page_stands_upright() {
        for (turn, size, corner) in [
            (0.0, (200.0, 100.0), (0.0, 100.0)),
            (90.0, (100.0, 200.0), (0.0, 0.0)),
            (180.0, (200.0, 100.0), (200.0, 0.0)),
            (-90.0, (100.0, 200.0), (100.0, 200.0)),
        ] {
            let inherited = Inherited { media: Some([10.0, 20.0, 210.0, 120.0]), turn, ..Inherited::default() };
            let leaf = Leaf::new(Dict::default(), inherited);
            assert_eq!((leaf.size(), leaf.matrix().apply(10.0, 20.0)), (size, corner), "{turn}");
        }
    }
}
