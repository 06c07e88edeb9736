//! A start tag, as far as a report needs it.

use super::style::{Says, medium, squeezed};

/// How many things an element may say of how text in it looks: that white space counts, that it is struck out, that it
/// is raised, and what has places below.
pub const LOOKS: usize = 7;
/// White space counts in it: `white-space: pre…`.
pub const PREFORMATTED: usize = 0;
/// Its letters have no size.
pub const SIZELESS: usize = 3;
/// They have one, whatever is said of what it stands in.
pub const SIZED: usize = 4;
/// It takes its place and is not seen: `visibility: hidden`.
pub const INVISIBLE: usize = 5;
/// It is seen, whatever is said of what it stands in.
pub const VISIBLE: usize = 6;

/// The tag being read.
#[derive(Debug, Default)]
pub struct Tag {
    /// Its name in lower case.
    pub name: Vec<u8>,
    /// Whether it ends with `/>`.
    pub self_closing: bool,
    /// Its name, its classes and its id, as sheets have them: `td .old #first`.
    pub names: Vec<u8>,
    /// Whether it is not shown, its style aside.
    pub hidden: bool,
    /// Whether white space counts in it.
    pub preformatted: bool,
    /// What its style says of how text in it looks.
    pub says: Says,
    /// Whether what it holds, a sheet, is for some screens only; none if it is for none.
    pub perhaps: Option<bool>,
    /// How many columns it asks for.
    pub colspan: u32,
    /// How many rows it asks for; 0 for all that follow in its group.
    pub rowspan: u32,
    /// What a field for text holds (`input`).
    pub value: String,
    /// Whether an `input` is a field for text and not a button, a box to tick or something unseen.
    pub is_field: bool,
    /// Whether an `option` is the one that is chosen.
    pub selected: bool,
    /// The width and the height in pixels that a picture asks for, as far as it does.
    size: [Option<u32>; 2],
    attribute: Attribute,
}

#[derive(Debug, Default)]
enum Attribute {
    #[default]
    Other,
    Class,
    Colspan,
    Height,
    Hidden,
    Id,
    Media,
    Rowspan,
    Size,
    Style,
    Type,
    Value,
    Width,
}

impl Tag {
    /// A new tag begins; its name may be in any case.
    pub fn open(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.extend_from_slice(name);
        self.name.make_ascii_lowercase();
        self.names.clone_from(&self.name);
        (self.self_closing, self.hidden, self.says, self.perhaps) = (false, false, Says::default(), Some(false));
        self.preformatted = matches!(self.name.as_slice(), b"pre" | b"xmp" | b"listing" | b"plaintext");
        self.value.clear();
        self.is_field = true;
        self.selected = false;
        self.size = [None, None];
        (self.colspan, self.rowspan, self.attribute) = (1, 1, Attribute::Other);
    }

    /// An attribute begins; it may get no value.
    pub fn attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"class" => Attribute::Class,
            b"colspan" => Attribute::Colspan,
            b"id" => Attribute::Id,
            b"media" => Attribute::Media,
            b"rowspan" => Attribute::Rowspan,
            b"height" => Attribute::Height,
            b"hidden" => Attribute::Hidden,
            b"size" => Attribute::Size,
            b"style" => Attribute::Style,
            b"type" => Attribute::Type,
            b"value" => Attribute::Value,
            b"width" => Attribute::Width,
            _ => Attribute::Other,
        };
        self.hidden |= matches!(self.attribute, Attribute::Hidden);
        self.selected |= name == b"selected";
    }

    /// The attribute's value.
    pub fn value(&mut self, value: &[u8]) {
        match self.attribute {
            Attribute::Colspan => self.colspan = number(value).unwrap_or(1).max(1),
            Attribute::Rowspan => self.rowspan = number(value).unwrap_or(1),
            Attribute::Class => {
                for class in value.split(u8::is_ascii_whitespace).filter(|class| !class.is_empty()) {
                    self.bear(b'.', class);
                }
            }
            Attribute::Id => self.bear(b'#', value),
            Attribute::Media => self.perhaps = medium(value),
            Attribute::Size if self.name == b"font" => self.says.sizeless = self.says.sizeless.or(Some(false)),
            Attribute::Style => {
                let style = squeezed(value);
                self.says.read(&style);
                for declaration in style.split(|c| *c == b';') {
                    if let Some(width) = declaration.strip_prefix(b"width:") {
                        self.size[0] = pixels(width).or(self.size[0]);
                    } else if let Some(height) = declaration.strip_prefix(b"height:") {
                        self.size[1] = pixels(height).or(self.size[1]);
                    } else if let Some(space) = declaration.strip_prefix(b"white-space:") {
                        self.preformatted |= space.starts_with(b"pre") || space.starts_with(b"break-spaces");
                    }
                }
            }
            Attribute::Type => {
                self.is_field = [b"text".as_slice(), b"number"].iter().any(|kind| value.eq_ignore_ascii_case(kind));
            }
            Attribute::Value => self.value.push_str(&String::from_utf8_lossy(value)),
            Attribute::Width => self.size[0] = self.size[0].or(pixels(value)),
            Attribute::Height => self.size[1] = self.size[1].or(pixels(value)),
            Attribute::Size | Attribute::Hidden | Attribute::Other => {}
        }
    }

    /// It bears a name by which sheets may know it.
    fn bear(&mut self, sign: u8, name: &[u8]) {
        self.names.extend([b' ', sign]);
        self.names.extend(name);
    }

    /// Whether a picture of this size can show more than an icon; one that asks for no size can.
    pub fn is_large(&self) -> bool {
        /// Icons, and the dots by which pages are counted, are no larger.
        const ICON: u32 = 64;
        self.size.into_iter().flatten().max().is_none_or(|longest| longest > ICON)
    }
}

/// A length, if it is one in pixels: a number alone, or with `px`.
fn pixels(value: &[u8]) -> Option<u32> {
    let value = value.trim_ascii();
    let unit = value.iter().position(|c| !c.is_ascii_digit() && *c != b'.').unwrap_or(value.len());
    matches!(value[unit..].to_ascii_lowercase().as_slice(), b"" | b"px" | b"px!important").then(|| number(value))?
}

/// A number as HTML reads it: leading digits, whatever follows.
fn number(value: &[u8]) -> Option<u32> {
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"+").unwrap_or(value);
    let digits = value.iter().take_while(|c| c.is_ascii_digit()).take(9);
    digits.fold(None, |sum, digit| Some(sum.unwrap_or(0) * 10 + u32::from(digit - b'0')))
}
