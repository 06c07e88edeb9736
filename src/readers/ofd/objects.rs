//! What a page's content says is drawn: text, paths, pictures, and objects made of such.

use crate::{
    reader::ReadError,
    readers::{
        matrix::Matrix,
        xml::{Element, Event, Xml},
    },
};

/// Runs of characters of one object: far more than a page has.
const CODES: usize = 20_000;

/// An object and where it is drawn.
#[derive(Debug)]
pub struct Object {
    /// Its upper left corner, its width and its height on the page.
    pub boundary: [f32; 4],
    /// From its own coordinates to its boundary's.
    pub matrix: Matrix,
    /// Whether it shows.
    pub visible: bool,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of objects.
#[derive(Debug)]
pub enum Kind {
    /// Characters.
    Text(Text),
    /// Lines and areas.
    Path(Path),
    /// A picture.
    Image,
    /// An object described among the resources, by its identifier.
    Composite(String),
}

/// Characters of one font and size.
#[derive(Debug)]
pub struct Text {
    /// The font's size.
    pub size: f32,
    /// How much wider than high the characters are drawn.
    pub stretch: f32,
    /// The direction in which characters follow each other, in degrees clockwise.
    pub reading: f32,
    /// The angle by which each character is turned, in degrees clockwise.
    pub turned: f32,
    /// Runs of characters.
    pub codes: Vec<Code>,
}

/// A run of characters.
#[derive(Debug)]
pub struct Code {
    /// Where its first character's baseline begins.
    pub at: (f32, f32),
    /// How far each character stands from the one before.
    pub offsets: (Vec<f32>, Vec<f32>),
    /// The characters.
    pub text: String,
}

/// A path.
#[derive(Debug)]
pub struct Path {
    /// The width of its line; none if it is not stroked.
    pub stroke: Option<f32>,
    /// Whether it is filled.
    pub fill: bool,
    /// What is drawn, abbreviated.
    pub data: String,
}

/// Hands out the objects of a part's piece, one by one. Layers and blocks move nothing, so what is in them counts as if
/// it stood beside them.
pub fn each(source: &str, give: &mut dyn FnMut(Object) -> Result<(), ReadError>) -> Result<(), ReadError> {
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next()? {
        if let Event::Start(element) = event
            && let Some(object) = object(element, &mut xml)?
        {
            give(object)?;
        }
    }
    Ok(())
}

fn object(element: Element, xml: &mut Xml) -> Result<Option<Object>, ReadError> {
    let number = |name: &str| element.attribute(name).and_then(|value| numbers(&value).first().copied());
    let says = |name: &str, value: &str| element.attribute(name).is_some_and(|v| v.trim().eq_ignore_ascii_case(value));
    let boundary = element.attribute("Boundary").map(|value| numbers(&value)).unwrap_or_default();
    let matrix = element.attribute("CTM").map(|value| numbers(&value)).unwrap_or_default();
    let mut visible = !says("Visible", "false") && number("Alpha") != Some(0.0);
    let kind = match element.name() {
        "TextObject" => {
            let mut text = Text {
                size: number("Size").unwrap_or(0.0),
                stretch: number("HScale").unwrap_or(1.0),
                reading: number("ReadDirection").unwrap_or(0.0),
                turned: number("CharDirection").unwrap_or(0.0),
                codes: Vec::new(),
            };
            let outside = xml.depth() - 1;
            while xml.depth() > outside {
                match xml.next()? {
                    Some(Event::Start(element)) if element.name() == "TextCode" => {
                        if text.codes.len() >= CODES {
                            return Err(ReadError::TooLarge);
                        }
                        let code = code(element, xml, text.codes.last())?;
                        text.codes.push(code);
                    }
                    // What text is filled with or bounded by may itself hold text.
                    Some(Event::Start(element)) => {
                        visible &= element.name() != "FillColor" || !is_clear(&element);
                        xml.skip()?;
                    }
                    Some(_) => {}
                    None => return Err(ReadError::Damaged),
                }
            }
            Kind::Text(text)
        }
        "PathObject" => {
            let stroke = (!says("Stroke", "false")).then(|| number("LineWidth").unwrap_or(0.353));
            let mut path = Path { stroke, fill: says("Fill", "true"), data: String::new() };
            let outside = xml.depth() - 1;
            while xml.depth() > outside {
                match xml.next()? {
                    Some(Event::Start(element)) if element.name() == "AbbreviatedData" => path.data = xml.text()?,
                    // What it is filled with or bounded by may itself hold paths, which are not drawn as such.
                    Some(Event::Start(element)) => {
                        match element.name() {
                            "FillColor" if is_clear(&element) || is_white(&element) => path.fill = false,
                            "StrokeColor" if is_clear(&element) || is_white(&element) => path.stroke = None,
                            _ => {}
                        }
                        xml.skip()?;
                    }
                    Some(_) => {}
                    None => return Err(ReadError::Damaged),
                }
            }
            Kind::Path(path)
        }
        "ImageObject" => {
            xml.skip()?;
            Kind::Image
        }
        "CompositeObject" => match element.attribute("ResourceID") {
            Some(id) => {
                xml.skip()?;
                Kind::Composite(id)
            }
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(Object {
        boundary: boundary.get(..4).and_then(|b| b.try_into().ok()).unwrap_or_default(),
        matrix: matrix.get(..6).and_then(|m| m.try_into().ok()).map_or(Matrix::IDENTITY, Matrix),
        visible,
        kind,
    }))
}

fn code(element: Element, xml: &mut Xml, before: Option<&Code>) -> Result<Code, ReadError> {
    let number = |name: &str| element.attribute(name).and_then(|value| numbers(&value).first().copied());
    // What is not said is as in the run before.
    let (x, y) = before.map_or((0.0, 0.0), |before| before.at);
    let at = (number("X").unwrap_or(x), number("Y").unwrap_or(y));
    let (dx, dy) = (element.attribute("DeltaX"), element.attribute("DeltaY"));
    let text = xml.text()?;
    // Line ends are those of a pretty-printed part.
    let text = if text.contains('\n') { text.trim().to_owned() } else { text };
    let count = text.chars().count();
    let offsets = |value: Option<String>| value.map(|value| offsets(&value, count)).unwrap_or_default();
    Ok(Code { at, offsets: (offsets(dx), offsets(dy)), text })
}

fn is_clear(color: &Element) -> bool {
    color.attribute("Alpha").is_some_and(|alpha| alpha.trim() == "0")
}

fn is_white(color: &Element) -> bool {
    color.attribute("Value").is_some_and(|value| numbers(&value) == [255.0, 255.0, 255.0])
}

/// The numbers in a list.
pub fn numbers(text: &str) -> Vec<f32> {
    words(text).filter_map(|word| word.parse().ok()).filter(|number: &f32| number.is_finite()).collect()
}

/// Offsets between characters; `g n d` stands for n times d.
fn offsets(text: &str, most: usize) -> Vec<f32> {
    let mut offsets = Vec::new();
    let mut rest = words(text);
    while let Some(word) = rest.next() {
        if offsets.len() >= most {
            break;
        }
        let times = if word.eq_ignore_ascii_case("g") {
            let count = rest.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
            count.min(most - offsets.len())
        } else {
            0
        };
        let value = if times > 0 { rest.next().unwrap_or_default() } else { word };
        if let Some(offset) = value.parse().ok().filter(|offset: &f32| offset.is_finite()) {
            offsets.extend(std::iter::repeat_n(offset, times.max(1)));
        }
    }
    offsets
}

/// The words of a list, divided by white space or commas.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_may_be_abbreviated() {
        assert_eq!(offsets("g 3 4.5 2 g 2 1", 9), [4.5, 4.5, 4.5, 2.0, 1.0, 1.0]);
        assert_eq!(offsets("g 4000000000 1", 3), [1.0; 3]);
        assert_eq!(offsets("g x 1 nan 2", 9), [1.0, 2.0]);
        assert!(offsets("g", 9).is_empty());
    }
}
