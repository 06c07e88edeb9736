//! Operators that write text.

use super::{Canvas, numbers, state::State};
use crate::{
    reader::ReadError,
    readers::{
        limits,
        matrix::{Area, Matrix},
        paper::{Glyph, page::Direction},
        pdf::{font::Char, lexer::Token},
    },
};

/// How far every character's box reaches above and below its line, in units of the font's size. Fonts' own words on
/// this are often wrong; what counts is that characters of one line have one height.
const ASCENT: f32 = 0.88;
const DESCENT: f32 = 0.12;
/// How far a line may lean, as a share of its length. What leans more is a mark across the page, not its text.
const LEAN: f32 = 0.25;

impl Canvas<'_, '_> {
    pub(super) fn text_operator(
        &mut self,
        state: &mut State,
        word: &[u8],
        operands: &[Token],
    ) -> Result<(), ReadError> {
        let text = &mut state.text;
        let number = || numbers(operands).map(|[number]| number);
        self.string = self.shared.glyphs as u32;
        match word {
            b"BT" => {
                text.matrix = Matrix::IDENTITY;
                text.line = Matrix::IDENTITY;
            }
            b"Tc" => text.char_spacing = number().unwrap_or(text.char_spacing),
            b"Tw" => text.word_spacing = number().unwrap_or(text.word_spacing),
            b"Tz" => text.stretch = number().map_or(text.stretch, |percent| percent / 100.0),
            b"TL" => text.leading = number().unwrap_or(text.leading),
            b"Ts" => text.rise = number().unwrap_or(text.rise),
            b"Tr" => text.mode = number().map_or(text.mode, |mode| mode as u8),
            b"Td" | b"TD" => {
                if let Some([x, y]) = numbers(operands) {
                    if word == b"TD" {
                        text.leading = -y;
                    }
                    next_line(state, x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = numbers(operands) {
                    text.line = Matrix(matrix);
                    text.matrix = text.line;
                }
            }
            b"T*" => {
                let leading = text.leading;
                next_line(state, 0.0, -leading);
            }
            b"Tj" | b"'" | b"\"" => {
                if let ([Token::Number(word_spacing), Token::Number(char_spacing), _], b"\"") = (operands, word) {
                    text.word_spacing = *word_spacing as f32;
                    text.char_spacing = *char_spacing as f32;
                }
                if word != b"Tj" {
                    let leading = text.leading;
                    next_line(state, 0.0, -leading);
                }
                self.show(state, operands.last().and_then(Token::string).unwrap_or_default())?;
            }
            b"TJ" => {
                for item in operands.last().map(Token::items).unwrap_or_default() {
                    match item {
                        Token::String(bytes) => self.show(state, bytes)?,
                        Token::Number(back) => {
                            let text = &state.text;
                            let back = -*back as f32 / 1000.0 * text.size;
                            let vertical = text.font.as_ref().is_some_and(|font| font.vertical);
                            let (x, y) = if vertical { (0.0, back) } else { (back * text.stretch, 0.0) };
                            state.text.matrix = Matrix::shift(x, y).then(&state.text.matrix);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, state: &mut State, bytes: &[u8]) -> Result<(), ReadError> {
        let Some(font) = state.text.font.clone() else { return Ok(()) };
        let mut rest = bytes;
        while let Some(char) = font.next(rest) {
            rest = &rest[char.length.max(1)..];
            let text = &state.text;
            let spacing = text.char_spacing + if char.is_blank { text.word_spacing } else { 0.0 };
            let (x, y) = if font.vertical {
                (0.0, spacing - char.height * text.size)
            } else {
                ((char.width * text.size + spacing) * text.stretch, 0.0)
            };
            self.glyph(state, char, font.vertical)?;
            state.text.matrix = Matrix::shift(x, y).then(&state.text.matrix);
        }
        Ok(())
    }

    fn glyph(&mut self, state: &State, char: Char, vertical: bool) -> Result<(), ReadError> {
        let text = &state.text;
        let scale = Matrix([text.size * text.stretch, 0.0, 0.0, text.size, 0.0, text.rise]);
        let matrix = scale.then(&text.matrix).then(&state.matrix);
        let Matrix([a, b, c, d, ..]) = matrix;
        let size = c.hypot(d);
        let Some(direction) = direction((a, b), (c, d), vertical) else { return Ok(()) };
        let shape = if vertical {
            let middle = char.width / 2.0 - char.origin.0;
            [middle - 0.5, -char.height, middle + 0.5, 0.0]
        } else {
            [0.0, -DESCENT, char.width, ASCENT]
        };
        let area = matrix.apply_box(&Area::between(shape));
        let center = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
        // What is larger than the page is no letter.
        let on_page = self.shown.holds(center.0, center.1) && size <= self.shown.width().max(self.shown.height());
        let shown = !self.marks.hides() && on_page && !area.intersect(&state.clip.grown(0.1)).is_nothing();
        // What has no width and no meaning is no character.
        if !shown || (char.text.is_empty() && char.width <= 0.0) {
            return Ok(());
        }
        self.shared.glyphs += 1;
        if self.shared.glyphs > limits::GLYPHS {
            return Err(ReadError::TooLarge);
        }
        let Area { left, top, right, bottom } = area;
        let glyph = Glyph { text: char.text, left, top, right, bottom, size, direction, string: self.string };
        if matches!(text.mode, 3 | 7) || state.fill.clear {
            self.page.invisible.push(glyph);
        } else {
            self.slope(if a.abs() > b.abs() { b / a } else { -a / b });
            self.page.glyphs.push(glyph);
        }
        Ok(())
    }
}

impl Canvas<'_, '_> {
    /// Lets a character vote on how far lines fall.
    fn slope(&mut self, slope: f32) {
        match &mut self.slope {
            (of, more) if (slope - *of).abs() < 0.001 => *more += 1,
            (of, more @ 0) => (*of, *more) = (slope, 1),
            (_, more) => *more -= 1,
        }
    }
}

fn next_line(state: &mut State, x: f32, y: f32) {
    state.text.line = Matrix::shift(x, y).then(&state.text.line);
    state.text.matrix = state.text.line;
}

/// The direction in which text runs: along its line, or down from it. `None` if along no axis.
fn direction(line: (f32, f32), up: (f32, f32), vertical: bool) -> Option<Direction> {
    let (x, y) = if vertical { (-up.0, -up.1) } else { line };
    let horizontal = y.abs() <= x.abs() * LEAN && x != 0.0;
    if !horizontal && x.abs() > y.abs() * LEAN {
        return None;
    }
    Some(match (horizontal, horizontal && x > 0.0 || !horizontal && y > 0.0) {
        (true, true) => Direction::Right,
        (true, false) => Direction::Reversed,
        // Letters that stand upright run down in a vertical font.
        (false, true) if vertical && line.0 > 0.0 => Direction::Down,
        (false, true) => Direction::TurnedDown,
        (false, false) => Direction::TurnedUp,
    })
}
