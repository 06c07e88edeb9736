//! A start tag, as far as a report needs it.

use super::elements::is_inline;

/// How many things an element may say of how text in it looks.
pub const LOOKS: usize = 7;
/// White space counts in it: `white-space: pre…`.
pub const PREFORMATTED: usize = 0;
/// It is struck out.
pub const STRUCK: usize = 1;
/// It is raised.
pub const RAISED: usize = 2;
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
    /// Whether it is not shown: `hidden`, `display: none`, Word's `mso-hide: all`.
    pub hidden: bool,
    /// How text in it looks, in the places above.
    pub looks: [bool; LOOKS],
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
    Colspan,
    Height,
    Hidden,
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
        (self.self_closing, self.hidden, self.looks) = (false, false, [false; LOOKS]);
        let name = self.name.as_slice();
        self.looks[PREFORMATTED] = matches!(name, b"pre" | b"xmp" | b"listing" | b"plaintext");
        self.looks[STRUCK] = matches!(name, b"s" | b"strike" | b"del");
        self.looks[RAISED] = name == b"sup";
        self.value.clear();
        self.is_field = true;
        self.selected = false;
        self.size = [None, None];
        (self.colspan, self.rowspan, self.attribute) = (1, 1, Attribute::Other);
    }

    /// An attribute begins; it may get no value.
    pub fn attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"colspan" => Attribute::Colspan,
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
            Attribute::Size => self.looks[SIZED] |= self.name == b"font",
            Attribute::Style => {
                let style: Vec<u8> =
                    value.iter().filter(|c| !c.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
                let says = |property: &[u8]| {
                    let at = style.windows(property.len()).position(|window| window == property);
                    at.is_some_and(|at| at == 0 || style[at - 1] == b';')
                };
                self.hidden |= says(b"display:none") || says(b"mso-hide:all");
                for declaration in style.split(|c| *c == b';') {
                    self.look(declaration);
                    if let Some(width) = declaration.strip_prefix(b"width:") {
                        self.size[0] = pixels(width).or(self.size[0]);
                    } else if let Some(height) = declaration.strip_prefix(b"height:") {
                        self.size[1] = pixels(height).or(self.size[1]);
                    }
                }
            }
            Attribute::Type => {
                self.is_field = [b"text".as_slice(), b"number"].iter().any(|kind| value.eq_ignore_ascii_case(kind));
            }
            Attribute::Value => self.value.push_str(&String::from_utf8_lossy(value)),
            Attribute::Width => self.size[0] = self.size[0].or(pixels(value)),
            Attribute::Height => self.size[1] = self.size[1].or(pixels(value)),
            Attribute::Hidden | Attribute::Other => {}
        }
    }

    /// Takes from a declaration of its style how text in it looks.
    fn look(&mut self, declaration: &[u8]) {
        let Some(colon) = declaration.iter().position(|c| *c == b':') else { return };
        let (property, value) = (&declaration[..colon], &declaration[colon + 1..]);
        // Pages hide themselves, or a part that is larger than a word, until their programs have run; and a size is often
        // only said to be set anew within.
        let is_inline = is_inline(&self.name);
        // Of two declarations of one property the last counts.
        match property {
            b"white-space" => {
                self.looks[PREFORMATTED] |= value.starts_with(b"pre") || value.starts_with(b"break-spaces");
            }
            b"text-decoration" | b"text-decoration-line" => {
                self.looks[STRUCK] = value.windows(7).any(|word| word == b"through");
            }
            // In a table's cells it says where their lines stand.
            b"vertical-align" => self.looks[RAISED] |= is_inline && value.starts_with(b"super"),
            b"visibility" if value.starts_with(b"visible") => {
                (self.looks[INVISIBLE], self.looks[VISIBLE]) = (false, true);
            }
            b"visibility" if is_inline && (value.starts_with(b"hidden") || value.starts_with(b"collapse")) => {
                (self.looks[INVISIBLE], self.looks[VISIBLE]) = (true, false);
            }
            b"font-size" | b"font" => {
                let end = value.iter().position(|c| !matches!(c, b'0' | b'.')).unwrap_or(value.len());
                let is_nothing = end > 0 && !value.get(end).is_some_and(u8::is_ascii_digit);
                if is_inline || !is_nothing {
                    (self.looks[SIZELESS], self.looks[SIZED]) = (is_nothing, !is_nothing);
                }
            }
            _ => {}
        }
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
