//! A page as its parts: tables, lines of text and pictures in reading order.

use std::rc::Rc;

use super::{
    Glyph, Page, Picture, Rule, banded,
    cells::{self, Part},
    marks,
    page::{Area, Direction},
    ruled,
    text::{self, Line, Run},
};
use crate::order::Arrange;

/// A page's parts.
#[derive(Debug)]
pub struct Sheet {
    /// Its width as it is read.
    pub width: f32,
    /// Its height as it is read.
    pub height: f32,
    /// How it was turned.
    pub turn: Turn,
    /// What stands on it, in reading order.
    pub blocks: Vec<Block>,
    /// Horizontal lines that enclose nothing, from top to bottom.
    pub rules: Vec<Area>,
    /// What the strings tell with which its characters were drawn.
    pub told: text::Told,
    /// What stood on it and was struck out.
    pub struck: String,
}

/// A part of a page.
#[derive(Debug)]
pub enum Block {
    /// A line of text.
    Line(Line),
    /// Text down the side, or upside down.
    Aside(Line),
    /// A table or a part of one.
    Table(Part),
    /// A picture.
    Picture(Area),
}

/// How a page was turned to be read, and its size as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    direction: Direction,
    width: f32,
    height: f32,
    /// How far from the left edge of what is shown the page begins.
    left: f32,
}

/// A picture is larger than an icon.
const ICON: f32 = 48.0;
/// What covers so much of a page lies behind it.
const BACKGROUND: f32 = 0.85;

impl Block {
    /// The box around it.
    pub fn area(&self) -> Area {
        match self {
            Self::Line(line) | Self::Aside(line) => line.area,
            Self::Table(part) => part.area,
            Self::Picture(area) => *area,
        }
    }
}

impl Turn {
    /// A box on the page as it is shown.
    pub fn back(self, area: Area) -> Area {
        let Self { direction, width, height, left } = self;
        let (x, y, back) = match direction {
            Direction::TurnedDown => (0.0, -width, Direction::TurnedUp),
            Direction::TurnedUp => (-height, 0.0, Direction::TurnedDown),
            Direction::Reversed => (-width, -height, Direction::Reversed),
            Direction::Right | Direction::Down => return moved(area, left, 0.0),
        };
        moved(moved(area, x, y).upright(back), left, 0.0)
    }

    /// A box on the page as it is read.
    fn there(self, area: Area) -> Area {
        let Self { direction, width, height, .. } = self;
        match direction {
            Direction::TurnedDown => moved(area.upright(direction), 0.0, width),
            Direction::TurnedUp => moved(area.upright(direction), height, 0.0),
            Direction::Reversed => moved(area.upright(direction), width, height),
            Direction::Right | Direction::Down => area,
        }
    }
}

fn moved(area: Area, x: f32, y: f32) -> Area {
    Area { left: area.left + x, top: area.top + y, right: area.right + x, bottom: area.bottom + y }
}

impl Sheet {
    /// The parts of a page, which has a number from 0.
    pub fn new(page: Page, number: usize) -> Self {
        let (page, turn) = upright(page);
        let Page { width, height, mut glyphs, mut rules, pictures, .. } = page;
        let struck = marks::strike(&mut glyphs, &mut rules);
        marks::raise(&mut glyphs, &rules);
        let (mut grids, mut rules) = ruled::grids(&rules);
        rules.arrange_by(|a, b| a.top.total_cmp(&b.top));
        let sides = banded::sides(&rules, &glyphs);
        if !sides.is_empty() {
            let level = |area: &Area| Rule { left: area.left, top: area.top, right: area.right, bottom: area.bottom };
            let all: Vec<Rule> = rules.iter().map(level).chain(sides).collect();
            let (more, rest) = ruled::grids(&all);
            grids.extend(more.into_iter().map(|grid| ruled::Grid { drawn: false, ..grid }));
            rules = rest;
        }
        let pictures: Vec<Area> = pictures
            .iter()
            .map(|Picture { left, top, right, bottom }| Area { left: *left, top: *top, right: *right, bottom: *bottom })
            .filter(|area| shows(area, width, height, &glyphs))
            .collect();
        let told = text::tell(&glyphs);
        let (parts, rest) = cells::fill(grids, glyphs, number);
        let (upright, turned): (Vec<Glyph>, Vec<Glyph>) =
            rest.into_iter().partition(|glyph| glyph.direction == Direction::Right);
        let mut blocks: Vec<Block> = parts.into_iter().map(Block::Table).collect();
        let on_page = |area: &Area| area.right > 0.0 && area.left < width && area.bottom > 0.0 && area.top < height;
        let mut runs = text::runs(upright, 1.0);
        text::part_figures(&mut runs, told);
        let lines = text::lines(runs).into_iter();
        blocks.extend(lines.filter(|line| on_page(&line.area)).map(Block::Line));
        for (direction, back) in [
            (Direction::Down, Direction::TurnedUp),
            (Direction::TurnedDown, Direction::TurnedUp),
            (Direction::TurnedUp, Direction::TurnedDown),
            (Direction::Reversed, Direction::Reversed),
        ] {
            for mut line in text::lines(text::runs(text::upright(&turned, direction), 1.0)) {
                line.area = line.area.upright(back);
                if on_page(&line.area) {
                    blocks.push(Block::Aside(line));
                }
            }
        }
        blocks.extend(pictures.into_iter().map(Block::Picture));
        order(&mut blocks);
        Self { width, height, turn, blocks, rules, told, struck }
    }
}

impl Sheet {
    /// How many cells its tables have.
    pub fn cells(&self) -> usize {
        let cells = |block: &Block| if let Block::Table(part) = block { part.cells.len() } else { 0 };
        self.blocks.iter().map(cells).sum()
    }
}

/// A page turned so that most of its text stands upright.
fn upright(mut page: Page) -> (Page, Turn) {
    const QUARTERS: [Direction; 4] =
        [Direction::Right, Direction::TurnedDown, Direction::Reversed, Direction::TurnedUp];
    let quarter = |direction| QUARTERS.iter().position(|d| *d == direction);
    let mut counts = [0usize; 4];
    let mut all = 0;
    for glyph in page.glyphs.iter().filter(|glyph| !text::is_space(glyph)) {
        all += 1;
        if let Some(at) = quarter(glyph.direction) {
            counts[at] += 1;
        }
    }
    let most = (1..4).find(|&at| counts[at] * 10 > all * 6).unwrap_or(0);
    let turn = Turn { direction: QUARTERS[most], width: page.width, height: page.height, left: page.left };
    if most == 0 {
        return (page, turn);
    }
    if most % 2 == 1 {
        std::mem::swap(&mut page.width, &mut page.height);
    }
    for glyph in &mut page.glyphs {
        let Area { left, top, right, bottom } = turn.there(glyph.area());
        let direction = quarter(glyph.direction).map_or(glyph.direction, |at| QUARTERS[(at + 4 - most) % 4]);
        *glyph = Glyph { left, top, right, bottom, direction, text: Rc::clone(&glyph.text), ..*glyph };
    }
    for rule in &mut page.rules {
        let Rule { left, top, right, bottom } = *rule;
        let Area { left, top, right, bottom } = turn.there(Area { left, top, right, bottom });
        *rule = Rule { left, top, right, bottom };
    }
    for picture in &mut page.pictures {
        let Picture { left, top, right, bottom } = *picture;
        let Area { left, top, right, bottom } = turn.there(Area { left, top, right, bottom });
        *picture = Picture { left, top, right, bottom };
    }
    (page, turn)
}

/// Whether a picture shows something of its own: no icon, no background, no stamp over the text.
fn shows(area: &Area, width: f32, height: f32, glyphs: &[Glyph]) -> bool {
    let (wide, high) = (area.right.min(width) - area.left.max(0.0), area.bottom.min(height) - area.top.max(0.0));
    if wide < ICON || high < ICON {
        return false;
    }
    let background = wide * high > BACKGROUND * width * height && !glyphs.is_empty();
    let over = glyphs.iter().filter(|glyph| area.holds(glyph.area().center(), glyph.area().middle())).take(3).count();
    !background && over < 3
}

/// Puts parts in reading order: from top to bottom; tables side by side from left to right.
fn order(blocks: &mut Vec<Block>) {
    blocks.arrange_by(|a, b| {
        let (a, b) = (a.area(), b.area());
        a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left))
    });
    let mut start = 0;
    while start < blocks.len() {
        let mut end = start + 1;
        if matches!(blocks[start], Block::Table(_)) {
            let first = blocks[start].area();
            let beside = |block: &Block| matches!(block, Block::Table(_)) && first.is_beside(&block.area());
            while blocks.get(end).is_some_and(beside) {
                end += 1;
            }
            blocks[start..end].arrange_by(|a, b| a.area().left.total_cmp(&b.area().left));
            // Each with its caption.
            if let Some(captions) = start.checked_sub(1).and_then(|above| captions(&blocks[above], &blocks[start..end]))
            {
                let tables: Vec<Block> = blocks.drain(start - 1..end).skip(1).collect();
                let all = captions.into_iter().map(Block::Line).zip(tables).flat_map(|(line, table)| [line, table]);
                let behind = blocks.split_off(start - 1);
                blocks.extend(all);
                end = blocks.len();
                blocks.extend(behind);
            }
        }
        start = end;
    }
}

/// The captions of tables side by side, where a line above them consists of these.
fn captions(above: &Block, tables: &[Block]) -> Option<Vec<Line>> {
    let Block::Line(line) = above else { return None };
    let over = |run: &Run| {
        let inside = |table: &Block| table.area().left < run.area.center() && run.area.center() < table.area().right;
        tables.iter().position(inside)
    };
    let places: Vec<usize> = line.runs.iter().map(over).collect::<Option<_>>()?;
    let of = |table: usize| {
        let runs = line.runs.iter().zip(&places).filter(|(_, place)| **place == table);
        Line::of(runs.map(|(run, _)| run.clone()).collect())
    };
    if tables.len() > 1 { (0..tables.len()).map(of).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_turned_there_and_back() {
        let area = Area { left: 10.0, top: 20.0, right: 40.0, bottom: 25.0 };
        for direction in [Direction::Right, Direction::TurnedDown, Direction::TurnedUp, Direction::Reversed] {
            let turn = Turn { direction, width: 600.0, height: 800.0, left: 0.0 };
            let there = turn.there(area);
            assert!(there.left >= 0.0 && there.top >= 0.0 && there.bottom <= 800.0, "{there:?}");
            assert_eq!(turn.back(there), area);
        }
    }
}
