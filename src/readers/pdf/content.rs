//! Content streams: what the operators draw (ISO 32000-2, clauses 8 and 9).

mod marks;
mod state;
mod text;

use std::rc::Rc;

use super::{
    file::File,
    filter,
    font::{Font, Stock},
    layers::Layers,
    lexer::{Lexer, Token, is_blank},
    object::{self, Dict, Object, Stream},
    path::{self, Path},
};
use crate::{
    order::Numbers,
    reader::ReadError,
    readers::{
        limits,
        matrix::{Area, Matrix},
        paper::{Page, Picture, Rule},
    },
};
use marks::Marks;
use state::{Space, State};

/// Forms within forms.
const DEPTH: usize = 12;
/// Fonts that a content stream's names are remembered of.
const LOADED: usize = 64;
/// States saved and not yet restored; more are counted, not kept.
const SAVED: usize = 256;
/// Operands of an operator: those of the longest have 33.
const OPERANDS: usize = 64;
/// How many bytes more than its own each byte counts for that draws.
const DRAWN: usize = 3;
/// What a form and a font cost beside their bytes.
const FORM: usize = 4 << 10;
const FONT: usize = 16 << 10;

/// What all pages share.
pub struct Shared<'a> {
    fonts: Vec<Rc<Font<'a>>>,
    /// Which font is that of an object.
    numbers: Numbers<usize>,
    stock: Rc<Stock>,
    /// Which layers are not shown.
    pub layers: Layers,
    glyphs: usize,
    shapes: usize,
}

impl<'a> Shared<'a> {
    /// Nothing seen yet.
    pub fn new(layers: Layers) -> Self {
        Self {
            fonts: Vec::new(),
            numbers: Numbers::default(),
            layers,
            stock: Rc::new(Stock::default()),
            glyphs: 0,
            shapes: 0,
        }
    }

    /// No longer counts characters that are drawn anew.
    pub fn forget(&mut self, glyphs: usize) {
        self.glyphs = self.glyphs.saturating_sub(glyphs);
    }

    /// Unpacks a stream that draws.
    pub fn unpack(&self, stream: &Stream) -> Result<Vec<u8>, ReadError> {
        let unpacked = filter::unpack(stream)?;
        // What is drawn takes longer than what is only unpacked.
        if let Some(file) = stream.dict.file() {
            file.budget.spend(unpacked.bytes.len().saturating_mul(DRAWN) + FORM);
        }
        // Half a page must not pass for a whole one.
        if unpacked.whole { Ok(unpacked.bytes) } else { Err(ReadError::Damaged) }
    }

    /// The font that an object is, if it was asked for before.
    fn known_font(&self, number: Option<u32>) -> Option<Rc<Font<'a>>> {
        self.fonts.get(*self.numbers.get(number?)?).cloned()
    }

    fn font(&mut self, dict: &Dict<'a>) -> Result<Rc<Font<'a>>, ReadError> {
        let number = dict.number();
        if let Some(font) = self.known_font(number) {
            return Ok(font);
        }
        if let Some(file) = dict.file() {
            file.budget.spend(FONT);
        }
        let font = Rc::new(Font::load(dict, &self.stock)?);
        if let Some(number) = number {
            self.numbers.insert(number, self.fonts.len());
            self.fonts.push(Rc::clone(&font));
        }
        Ok(font)
    }
}

/// A page while it is drawn.
pub struct Canvas<'s, 'a> {
    shared: &'s mut Shared<'a>,
    /// Outside of it nothing counts as shown.
    shown: Area,
    /// What is drawn.
    pub page: Page,
    marks: Marks,
    /// The number of the string that is being drawn.
    string: u32,
    /// The forms within which the next one is drawn.
    forms: Vec<u32>,
    /// How far most lines of text fall to the right, and by how many characters those that do are more than the others.
    slope: (f32, usize),
}

/// The parts of a resource dictionary that matter, and the fonts that were asked for.
struct Resources<'a> {
    all: Dict<'a>,
    fonts: Dict<'a>,
    objects: Dict<'a>,
    states: Dict<'a>,
    spaces: Dict<'a>,
    properties: Dict<'a>,
    loaded: Vec<(Vec<u8>, Rc<Font<'a>>)>,
}

impl<'a> Resources<'a> {
    fn new(all: &Dict<'a>) -> Self {
        let part = |key| object::dict(all, key).unwrap_or_default();
        Self {
            fonts: part("Font"),
            objects: part("XObject"),
            states: part("ExtGState"),
            spaces: part("ColorSpace"),
            properties: part("Properties"),
            all: all.clone(),
            loaded: Vec::new(),
        }
    }
}

/// One content stream while it runs.
struct Run<'a> {
    resources: Resources<'a>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// States saved beyond what is kept.
    more_saved: usize,
    path: Path,
    /// Whether the path will limit what is shown, once it is painted.
    clips: bool,
    depth: usize,
}

impl<'s, 'a> Canvas<'s, 'a> {
    /// An empty page, of which an area counts as shown.
    pub fn new(shared: &'s mut Shared<'a>, (width, height): (f32, f32), shown: Area) -> Self {
        let page = Page { width, height, ..Page::default() };
        Self { shared, shown, page, marks: Marks::default(), string: 0, forms: Vec::new(), slope: (0.0, 0) }
    }

    /// What turns a page upright that was laid on the paper a little askew, as most of its text and its lines show.
    pub fn upright(&self) -> Option<Matrix> {
        /// So little is of no account, and with so much the corners are cut off.
        const ASKEW: std::ops::Range<f32> = 0.000_5..0.035;
        let (slope, more) = self.slope;
        if !ASKEW.contains(&slope.abs()) || more * 2 < self.page.glyphs.len() {
            return None;
        }
        // A line askew takes as much room across as it falls.
        let lines = self.page.rules.iter().map(|rule| (rule.right - rule.left, rule.bottom - rule.top));
        let falls = lines.map(|(width, height)| (slope.abs() * width.max(height), width.min(height)));
        let telling: Vec<bool> = falls.filter(|(fall, _)| *fall > 2.0).map(|(fall, room)| room < 0.5 * fall).collect();
        if telling.iter().filter(|straight| **straight).count() * 2 > telling.len() {
            return None;
        }
        let (x, y) = (self.page.width / 2.0, self.page.height / 2.0);
        let along = 1.0 / slope.hypot(1.0);
        let down = slope * along;
        Some(Matrix::shift(-x, -y).then(&Matrix([along, -down, down, along, x, y])))
    }

    /// Whether what belongs to the layer under a key is not shown.
    pub fn hides(&self, dict: &Dict, key: &str) -> bool {
        self.shared.layers.hide(dict, key.as_bytes())
    }

    /// Draws a page's own content.
    pub fn draw_page(&mut self, content: &[u8], resources: &Dict<'a>, matrix: Matrix) -> Result<(), ReadError> {
        self.run(content, resources, State::new(matrix, self.shown), 0)
    }

    /// Draws a form in a rectangle: what an annotation looks like (ISO 32000-2, 12.5.5).
    pub fn draw_annotation(&mut self, form: &Stream<'a>, area: Area, base: Matrix) -> Result<(), ReadError> {
        let matrix = object::numbers(&form.dict, "Matrix").map_or(Matrix::IDENTITY, Matrix);
        let shape = object::numbers(&form.dict, "BBox").map_or(area, Area::between);
        let shape = matrix.apply_box(&shape);
        let ratio = |wanted: f32, given: f32| if given > 0.0 { wanted / given } else { 1.0 };
        let (x, y) = (ratio(area.width(), shape.width()), ratio(area.height(), shape.height()));
        let place = Matrix([x, 0.0, 0.0, y, area.left - shape.left * x, area.top - shape.top * y]);
        self.form(form, &Dict::default(), State::new(place.then(&base), self.shown), 1)
    }

    fn form(
        &mut self,
        form: &Stream<'a>,
        resources: &Dict<'a>,
        mut state: State<'a>,
        depth: usize,
    ) -> Result<(), ReadError> {
        // A form that is drawn within itself has no end.
        if depth > DEPTH || self.forms.contains(&form.id.0) {
            return Ok(());
        }
        let dict = &form.dict;
        if let Some(matrix) = object::numbers(dict, "Matrix") {
            state.matrix = Matrix(matrix).then(&state.matrix);
        }
        if let Some(shape) = object::numbers(dict, "BBox") {
            state.clip = state.clip.intersect(&state.matrix.apply_box(&Area::between(shape)));
        }
        let content = self.shared.unpack(form)?;
        // A form without resources of its own uses those of the page.
        let own = object::dict(dict, "Resources");
        self.forms.push(form.id.0);
        self.run(&content, own.as_ref().unwrap_or(resources), state, depth)?;
        self.forms.pop();
        Ok(())
    }

    fn run(&mut self, content: &[u8], resources: &Dict<'a>, state: State<'a>, depth: usize) -> Result<(), ReadError> {
        let mut run = Run {
            resources: Resources::new(resources),
            state,
            saved: Vec::new(),
            more_saved: 0,
            path: Path::default(),
            clips: false,
            depth,
        };
        let open = self.marks.depth();
        let mut lexer = Lexer::new(content);
        let mut operands = Vec::new();
        while let Some(token) = lexer.next() {
            if lexer.cost() == usize::MAX {
                return Err(ReadError::TooLarge);
            }
            match token {
                Token::Word(b"BI") => self.inline_image(&run, &mut lexer),
                Token::Word(word) => self.operator(&mut run, word, &operands)?,
                operand if operands.len() < OPERANDS => {
                    operands.push(operand);
                    continue;
                }
                _ => continue,
            }
            operands.clear();
            lexer.forget();
        }
        self.marks.close(open, &mut self.page.glyphs);
        Ok(())
    }

    fn operator(&mut self, run: &mut Run<'a>, word: &[u8], operands: &[Token]) -> Result<(), ReadError> {
        let state = &mut run.state;
        match word {
            b"q" if run.saved.len() < SAVED => run.saved.push(state.clone()),
            b"q" => run.more_saved += 1,
            b"Q" if run.more_saved > 0 => run.more_saved -= 1,
            b"Q" => *state = run.saved.pop().unwrap_or_else(|| state.clone()),
            b"cm" => {
                if let Some(matrix) = numbers(operands) {
                    state.matrix = Matrix(matrix).then(&state.matrix);
                }
            }
            b"w" => state.line_width = numbers(operands).map_or(state.line_width, |[width]| width),
            b"gs" => {
                if let Some(name) = name(operands)
                    && let Some(dict) = run.resources.states.get(name).and_then(object::as_dict)
                {
                    self.graphics_state(state, &dict)?;
                }
            }
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => run.construct(word, operands),
            b"W" | b"W*" => run.clips = true,
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => self.paint(run, word)?,
            b"g" => state.fill.set(Space::Additive, operands),
            b"G" => state.stroke.set(Space::Additive, operands),
            b"rg" => state.fill.set(Space::Additive, operands),
            b"RG" => state.stroke.set(Space::Additive, operands),
            b"k" => state.fill.set(Space::Subtractive, operands),
            b"K" => state.stroke.set(Space::Subtractive, operands),
            b"cs" => state.fill.set_space(name(operands), &run.resources.spaces),
            b"CS" => state.stroke.set_space(name(operands), &run.resources.spaces),
            b"sc" | b"scn" => state.fill.set(state.fill.space, operands),
            b"SC" | b"SCN" => state.stroke.set(state.stroke.space, operands),
            b"Do" => self.draw_object(run, operands)?,
            b"BMC" | b"BDC" => {
                let properties = &run.resources.properties;
                self.marks.open(operands, properties, &self.shared.layers, self.page.glyphs.len());
            }
            b"EMC" => self.marks.close_one(&mut self.page.glyphs),
            b"Tf" => {
                if let [Token::Name(name), Token::Number(size)] = operands {
                    state.text.size = *size as f32;
                    state.text.font = Some(self.font(&mut run.resources, name)?);
                }
            }
            _ => self.text_operator(state, word, operands)?,
        }
        Ok(())
    }

    fn font(&mut self, resources: &mut Resources<'a>, name: &[u8]) -> Result<Rc<Font<'a>>, ReadError> {
        if let Some((_, font)) = resources.loaded.iter().find(|(loaded, _)| loaded == name) {
            return Ok(Rc::clone(font));
        }
        let font = match self.shared.known_font(resources.fonts.reference(name)) {
            Some(font) => font,
            None => {
                let dict = resources.fonts.get(name).and_then(object::as_dict);
                if dict.is_none() && is_lost(&resources.fonts, name) {
                    return Err(ReadError::Damaged);
                }
                // Without a font, text is written in the reader's own.
                self.shared.font(&dict.unwrap_or_default())?
            }
        };
        if resources.loaded.len() < LOADED {
            resources.loaded.push((name.to_vec(), Rc::clone(&font)));
        }
        Ok(font)
    }

    fn graphics_state(&mut self, state: &mut State<'a>, dict: &Dict<'a>) -> Result<(), ReadError> {
        if let Some(width) = object::number(dict, "LW") {
            state.line_width = width;
        }
        if let Some(alpha) = object::number(dict, "ca") {
            state.fill.clear = alpha <= 0.0;
        }
        if let Some(alpha) = object::number(dict, "CA") {
            state.stroke.clear = alpha <= 0.0;
        }
        if let Some(font) = object::array(dict, "Font") {
            let items: Vec<Object> = font.items().take(2).collect();
            if let [Object::Dict(font), Object::Number(size)] = &items[..] {
                state.text.size = *size as f32;
                state.text.font = Some(self.shared.font(font)?);
            }
        }
        Ok(())
    }

    fn paint(&mut self, run: &mut Run<'a>, word: &[u8]) -> Result<(), ReadError> {
        let state = &run.state;
        if matches!(word, b"s" | b"b" | b"b*") {
            run.path.close();
        }
        let mut lines = Vec::new();
        if matches!(word, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") && state.fill.shows() {
            lines = run.path.filled();
        }
        if matches!(word, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") && state.stroke.shows() {
            lines.extend(run.path.stroked(state.line_width.abs() * state.matrix.scale()));
        }
        for line in lines {
            self.rule(line, &state.clip)?;
        }
        let area = run.path.area();
        if run.clips && !area.is_nothing() {
            run.state.clip = run.state.clip.intersect(&area);
        }
        run.clips = false;
        run.path = Path::default();
        Ok(())
    }

    /// Counts a shape, and says whether it is to be drawn.
    fn shape(&mut self, area: &Area) -> Result<bool, ReadError> {
        if area.is_nothing() || self.marks.hides() {
            return Ok(false);
        }
        self.shared.shapes += 1;
        if self.shared.shapes > limits::SHAPES { Err(ReadError::TooLarge) } else { Ok(true) }
    }

    fn rule(&mut self, area: Area, clip: &Area) -> Result<(), ReadError> {
        let area = area.intersect(clip);
        if self.shape(&area)? {
            let Area { left, top, right, bottom } = area;
            self.page.rules.push(Rule { left, top, right, bottom });
        }
        Ok(())
    }

    fn picture(&mut self, state: &State) -> Result<(), ReadError> {
        let unit = Area { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 };
        let area = state.matrix.apply_box(&unit);
        if path::is_thin(&area) {
            return self.rule(area, &state.clip);
        }
        let area = area.intersect(&state.clip);
        if self.shape(&area)? {
            let Area { left, top, right, bottom } = area;
            self.page.pictures.push(Picture { left, top, right, bottom });
        }
        Ok(())
    }

    fn draw_object(&mut self, run: &mut Run<'a>, operands: &[Token]) -> Result<(), ReadError> {
        let Some(name) = name(operands) else { return Ok(()) };
        let objects = &run.resources.objects;
        let Some(drawn) = objects.get(name).and_then(object::as_stream) else {
            return if is_lost(objects, name) { Err(ReadError::Damaged) } else { Ok(()) };
        };
        if self.shared.layers.hide(&drawn.dict, b"OC") {
            return Ok(());
        }
        match object::name(&drawn.dict, "Subtype").as_deref() {
            Some(b"Image") => self.picture(&run.state),
            _ => {
                let resources = run.resources.all.clone();
                self.form(&drawn, &resources, run.state.clone(), run.depth + 1)
            }
        }
    }

    /// An image within the content: its data end with `EI` between blanks, and what follows is no more data.
    fn inline_image(&mut self, run: &Run, lexer: &mut Lexer) {
        while let Some(token) = lexer.next() {
            if token == Token::Word(b"ID") {
                break;
            }
        }
        let rest = lexer.rest();
        let ends = |at: &usize| {
            let after = &rest[(at + 3).min(rest.len())..];
            rest.get(*at).copied().is_some_and(is_blank)
                && after.first().copied().is_none_or(is_blank)
                && after.iter().take(16).all(|&byte| is_blank(byte) || matches!(byte, b' '..=b'~'))
        };
        let found = rest.windows(3).enumerate().filter(|(_, part)| part.ends_with(b"EI")).map(|(at, _)| at).find(ends);
        lexer.skip(found.map_or(rest.len(), |at| at + 3));
        // A picture that cannot be counted is none.
        let _ = self.picture(&run.state);
    }
}

impl Run<'_> {
    fn construct(&mut self, word: &[u8], operands: &[Token]) {
        let matrix = self.state.matrix;
        if word == b"h" {
            self.path.close();
        } else if word == b"re" {
            if let Some(area) = numbers::<4>(operands) {
                self.path.rectangle(&matrix, area);
            }
        } else if let [.., Token::Number(x), Token::Number(y)] = operands {
            let (x, y) = (*x as f32, *y as f32);
            match word {
                b"m" => self.path.move_to(&matrix, x, y),
                b"l" => self.path.line_to(&matrix, x, y),
                _ => self.path.curve_to(&matrix, x, y),
            }
        }
    }
}

/// Whether a value cannot be found in a file that had to be put together again: it was there once.
fn is_lost(dict: &Dict, key: &[u8]) -> bool {
    dict.has(key) && dict.file().is_some_and(File::is_rebuilt)
}

/// The last operands, if they are so many numbers.
fn numbers<const N: usize>(operands: &[Token]) -> Option<[f32; N]> {
    let mut numbers = [0.0; N];
    let operands = &operands[operands.len().checked_sub(N)?..];
    for (number, operand) in numbers.iter_mut().zip(operands) {
        *number = operand.number()?;
    }
    Some(numbers)
}

/// The last operand, if it is a name.
fn name<'t>(operands: &'t [Token]) -> Option<&'t [u8]> {
    operands.last().and_then(Token::name)
}
