//! What is drawn over the text: where text boxes and pictures are anchored ([MS-DOC] 2.8.37, 2.8.32).

use super::file::{File, Places, part};
use crate::{
    order::{Arrange, Numbers},
    readers::compound::{u16_at, u32_at},
};

/// The type of a shape that is a picture ([MS-ODRAW] 2.4.24).
const PICTURE: u16 = 75;
/// The mark of a shape that belongs to a group.
const IN_GROUP: u32 = 2;
/// Icons are no larger, in twips: 64 pixels.
const ICON: i64 = 64 * 15;

/// The shapes of the main text.
#[derive(Debug)]
pub struct Shapes<'a> {
    anchors: Places<'a>,
    /// The text boxes by the shape that is anchored for them, each with its number and whether it was read.
    boxes: Vec<(u32, usize, bool)>,
    /// The anchored shapes that show a picture.
    pictures: Numbers<u32>,
}

impl<'a> Shapes<'a> {
    pub fn new(file: &'a File) -> Self {
        let (anchors, texts) = (file.places(part::SHAPE_PLACES, 26), file.places(part::TEXT_BOXES, 22));
        // Each shape with the one that is anchored for it. A group is anchored as one: its shapes follow it among the
        // drawings.
        let mut owners: Numbers<u32> = Numbers::default();
        for index in 0..anchors.len() {
            let shape = u32_at(anchors.item(index), 0).unwrap_or(0);
            owners.insert(shape, shape);
        }
        let (mut pictures, mut owner) = (Numbers::default(), 0);
        for record in file.part(part::DRAWINGS).windows(16) {
            if record[2..8] != [0x0a, 0xf0, 8, 0, 0, 0] {
                continue;
            }
            let shape = u32_at(record, 8).unwrap_or(0);
            let is_inner = u32_at(record, 12).is_some_and(|marks| marks & IN_GROUP != 0);
            if !is_inner || owners.get(shape) == Some(&shape) {
                owner = shape;
            }
            owners.entry(shape, || owner);
            if u16_at(record, 0).is_some_and(|kind| kind >> 4 == PICTURE) {
                pictures.insert(owner, shape);
            }
        }
        let owner = |index: usize| owners.get(u32_at(texts.item(index), 14).unwrap_or(0)).copied().unwrap_or(0);
        let mut boxes: Vec<_> = (0..texts.len()).map(|index| (owner(index), index, false)).collect();
        boxes.arrange();
        Self { anchors, boxes, pictures }
    }

    /// The text boxes that are anchored at a character and not yet read, and whether a picture of some size is.
    pub fn at(&mut self, place: u32) -> (Vec<usize>, bool) {
        let Some(index) = self.anchors.at(place) else { return Default::default() };
        let anchor = self.anchors.item(index);
        let number = |at: usize| i64::from(u32_at(anchor, at).unwrap_or(0) as i32);
        let shape = number(0) as u32;
        let size = (number(12) - number(4)).max(number(16) - number(8));
        let first = self.boxes.partition_point(|(owner, ..)| *owner < shape);
        let here = self.boxes[first..].iter_mut().take_while(|(owner, _, read)| *owner == shape && !*read);
        let read = |(_, index, read): &mut (u32, usize, bool)| {
            *read = true;
            *index
        };
        let boxes = here.map(read).collect();
        (boxes, size > ICON && self.pictures.get(shape).is_some())
    }

    /// The text boxes that were not read, in order.
    pub fn rest(&self) -> Vec<usize> {
        let mut rest: Vec<_> = self.boxes.iter().filter(|(.., read)| !read).map(|(_, index, _)| *index).collect();
        rest.arrange();
        rest
    }
}

/// Whether what stands in the text, described at a place in the data ([MS-DOC] 2.9.192), is a picture larger than an
/// icon. One of no known size may be.
pub fn is_large(data: &[u8], place: u32) -> bool {
    let number = |at: usize| u16_at(data, (place as usize).saturating_add(at)).map(i64::from);
    let side = |goal, scale| Some(number(goal)? * number(scale)? / 1000);
    let longest = side(0x1c, 0x20).max(side(0x1e, 0x22));
    // Behind the description and a file's name stands the shape, of which the type is asked: it may be a text box.
    let drawing = number(4).map_or(0, |length| length as usize);
    let name = match number(6) {
        Some(0x66) => number(drawing).map_or(0, |length| 1 + (length & 0xff) as usize),
        _ => 0,
    };
    let is_other = number(drawing + name + 10) == Some(0xf00a)
        && number(drawing + name + 8).is_some_and(|kind| kind >> 4 != i64::from(PICTURE));
    !is_other && longest.is_none_or(|longest| longest == 0 || longest > ICON)
}
