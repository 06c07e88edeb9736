//! What operators are drawn with.

use std::rc::Rc;

use super::super::{
    font::Font,
    lexer::Token,
    object::{self, Dict, Object},
};
use crate::readers::matrix::{Area, Matrix};

/// The state that `q` saves.
#[derive(Clone)]
pub struct State<'a> {
    /// From the coordinates that operators use to those of the page.
    pub matrix: Matrix,
    /// What is shown of what is drawn.
    pub clip: Area,
    /// The thickness of lines.
    pub line_width: f32,
    /// What areas and text are filled with.
    pub fill: Paint,
    /// What lines are drawn with.
    pub stroke: Paint,
    /// How text is written.
    pub text: TextState<'a>,
}

/// How text is written (ISO 32000-2, 9.3).
#[derive(Clone)]
pub struct TextState<'a> {
    /// The font.
    pub font: Option<Rc<Font<'a>>>,
    /// Its size.
    pub size: f32,
    /// What is added after every character.
    pub char_spacing: f32,
    /// What is added after every blank.
    pub word_spacing: f32,
    /// The horizontal scale; 1 for none.
    pub stretch: f32,
    /// From line to line.
    pub leading: f32,
    /// How far above the line.
    pub rise: f32,
    /// Filled, drawn, invisible, for clipping.
    pub mode: u8,
    /// Where the next character stands.
    pub matrix: Matrix,
    /// Where the line began.
    pub line: Matrix,
}

/// A colour, as far as it can be seen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paint {
    /// What the numbers mean.
    pub space: Space,
    /// Whether it is the paper's own colour.
    white: bool,
    /// Whether it is all transparent.
    pub clear: bool,
}

/// Kinds of colour spaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    /// All ones are white.
    #[default]
    Additive,
    /// All zeros are white.
    Subtractive,
    /// Patterns, palettes.
    Other,
}

impl State<'_> {
    /// The state in which a page begins.
    pub fn new(matrix: Matrix, clip: Area) -> Self {
        let text = TextState {
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            matrix: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        };
        Self { matrix, clip, line_width: 1.0, fill: Paint::default(), stroke: Paint::default(), text }
    }
}

impl Paint {
    /// Takes a colour's numbers.
    pub fn set(&mut self, space: Space, operands: &[Token]) {
        /// As near to white as nobody sees.
        const NEAR: f32 = 0.015;
        self.space = space;
        let all = |white: fn(f32) -> bool| {
            !operands.is_empty() && operands.iter().all(|operand| operand.number().is_some_and(white))
        };
        self.white = match space {
            Space::Additive => all(|value| value >= 1.0 - NEAR),
            Space::Subtractive => all(|value| value <= NEAR),
            Space::Other => false,
        };
    }

    /// Takes a colour space by its name.
    pub fn set_space(&mut self, name: Option<&[u8]>, spaces: &Dict) {
        let Some(name) = name else { return };
        self.white = false;
        self.space = match spaces.get(name) {
            Some(Object::Array(array)) => {
                let mut items = array.items();
                match items.next().and_then(object::as_name).as_deref() {
                    Some(b"CalGray" | b"CalRGB") => Space::Additive,
                    Some(b"Separation" | b"DeviceN") => Space::Subtractive,
                    Some(b"ICCBased") => {
                        let components = items.next().and_then(object::as_dict).and_then(|d| object::number(&d, "N"));
                        if components == Some(4.0) { Space::Subtractive } else { Space::Additive }
                    }
                    _ => Space::Other,
                }
            }
            Some(Object::Name(name)) => Space::named(&name),
            _ => Space::named(name),
        };
    }

    /// Whether anything is to be seen of it on paper.
    pub fn shows(self) -> bool {
        !self.white && !self.clear
    }
}

impl Space {
    fn named(name: &[u8]) -> Self {
        match name {
            b"DeviceGray" | b"DeviceRGB" => Self::Additive,
            b"DeviceCMYK" => Self::Subtractive,
            _ => Self::Other,
        }
    }
}
