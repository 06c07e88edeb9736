//! What styles say of how text looks: an element's own, and the page's sheets.
//!
//! Of a sheet is kept what hides, strikes out or raises, and what says the contrary. Where it is not sure that a rule
//! holds (it is for some widths, or within elements of some class, or its selector is none that is known here) it only
//! lets text be seen, by the names in its last part. What hides a large part of a page is not heeded either: pages hide
//! those until their programs have run.

use super::{
    elements::{is_inline, rank},
    tag::{LOOKS, Tag},
};

/// Rules that are kept of all sheets.
const RULES: usize = 4_096;
/// Names of a selector's last part; with more it is left out.
const NAMES: usize = 8;
/// How much of the rules is compared with elements: bytes of an element's names, once for each rule.
const COMPARED: usize = 1 << 26;
/// Blocks within blocks of a sheet.
const DEPTH: u8 = 4;

/// What is said of how text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// Whether it takes no place: `display: none`, Word's `mso-hide: all`.
    pub hidden: Option<bool>,
    /// Whether it is struck out.
    pub struck: Option<bool>,
    /// Whether it is raised or lowered.
    pub raised: Option<bool>,
    /// Whether its letters have no size.
    pub sizeless: Option<bool>,
    /// Whether it takes its place and is not seen: `visibility: hidden`.
    pub invisible: Option<bool>,
}

impl Says {
    /// Takes declarations, in lower case and without white space. Of two of one property the last counts.
    pub fn read(&mut self, style: &[u8]) {
        let (mut is_relative, mut is_moved) = (false, false);
        for declaration in style.split(|c| *c == b';') {
            let Some(colon) = declaration.iter().position(|c| *c == b':') else { continue };
            let (property, value) = (&declaration[..colon], &declaration[colon + 1..]);
            match property {
                b"display" => self.hidden = Some(value.starts_with(b"none")),
                b"mso-hide" => self.hidden = Some(value.starts_with(b"all")),
                b"text-decoration" | b"text-decoration-line" => {
                    self.struck = Some(value.windows(7).any(|word| word == b"through"));
                }
                b"vertical-align" => self.raised = Some(value.starts_with(b"su")),
                b"visibility" => match value.first() {
                    Some(b'h' | b'c') => self.invisible = Some(true),
                    Some(b'v') => self.invisible = Some(false),
                    _ => {}
                },
                b"font-size" | b"font" => {
                    let end = value.iter().position(|c| !matches!(c, b'0' | b'.')).unwrap_or(value.len());
                    self.sizeless = Some(end > 0 && !value.get(end).is_some_and(u8::is_ascii_digit));
                }
                b"position" => is_relative = value == b"relative",
                b"top" | b"bottom" => is_moved |= is_far(value),
                _ => {}
            }
        }
        if is_relative && is_moved {
            self.raised = Some(true);
        }
    }

    /// All that is said, where another says less.
    fn over(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
            sizeless: self.sizeless.or(other.sizeless),
            invisible: self.invisible.or(other.invisible),
        }
    }

    /// Of what is said what lets text be seen as it stands.
    fn plain(self) -> Self {
        let no = |said: Option<bool>| said.filter(|is_so| !is_so);
        Self {
            hidden: no(self.hidden),
            struck: no(self.struck),
            raised: no(self.raised),
            sizeless: no(self.sizeless),
            invisible: no(self.invisible),
        }
    }

    /// The looks that an element with this style and this name gives its text, in the places that a tag names.
    pub fn looks(&self, tag: &Tag) -> [bool; LOOKS] {
        let is = |said, is_so| said == Some(is_so);
        // Pages hide themselves, or a part that is larger than a word, until their programs have run; a size is often only
        // said to be set anew within; and in a table's cells `vertical-align` says where their lines stand.
        let is_inline = is_inline(&tag.name);
        [
            tag.preformatted,
            is(self.struck, true),
            is_inline && is(self.raised, true) || matches!(&*tag.name, b"sup" | b"sub"),
            is_inline && is(self.sizeless, true),
            is(self.sizeless, false),
            is_inline && is(self.invisible, true),
            is(self.invisible, false),
        ]
    }
}

/// Whether a length moves text off its line; a pixel or two only set it right.
fn is_far(length: &[u8]) -> bool {
    let length = length.strip_prefix(b"-").unwrap_or(length);
    let mut digits = length.iter().take_while(|c| matches!(c, b'0'..=b'9' | b'.'));
    match length.windows(2).any(|unit| unit == b"em") {
        true => digits.any(|c| matches!(c, b'1'..=b'9')),
        false => matches!(length, [b'3'..=b'9', ..] | [b'1'..=b'9', b'0'..=b'9', ..]),
    }
}

/// A style without the white space in it, in lower case.
pub fn squeezed(style: &[u8]) -> Vec<u8> {
    style.iter().filter(|c| !c.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect()
}

/// Whether what is for a medium is for screens too: `Some(true)` if it may be, none if it is not.
pub fn medium(media: &[u8]) -> Option<bool> {
    let media = squeezed(media);
    let is_all = |one: &[u8]| matches!(one, b"" | b"all" | b"screen" | b"onlyscreen");
    match media.split(|c| *c == b',').any(is_all) {
        true => Some(false),
        false => (media.starts_with(b"not") || !media.windows(5).any(|word| word == b"print")).then_some(true),
    }
}

/// The rules of a page's sheets.
#[derive(Debug, Default)]
pub struct Sheet {
    /// From those that count least to those that count most.
    rules: Vec<Rule>,
    compared: usize,
}

/// A rule for elements that bear some names.
#[derive(Debug)]
struct Rule {
    /// How much it counts: an id for more than classes, these for more than the element's name.
    weight: u32,
    /// The names, with a blank between them, as a tag has them; none where it is for all elements.
    names: Vec<u8>,
    /// What their bits are.
    bits: u64,
    says: Says,
}

/// A bit for each of some names, by which most rules are told from those for an element.
fn bits(names: &[u8]) -> u64 {
    let bit = |name: &[u8]| name.iter().fold(0, |sum: u32, c| sum.wrapping_mul(31).wrapping_add(u32::from(*c))) % 64;
    names.split(|c| *c == b' ').filter(|name| !name.is_empty()).fold(0, |bits, name| bits | 1 << bit(name))
}

impl Sheet {
    /// Adds a sheet; it may hold for some screens only.
    pub fn read(&mut self, source: &str, perhaps: bool) {
        self.rules(&plain(source.as_bytes()), perhaps, 0);
    }

    fn rules(&mut self, mut rest: &[u8], perhaps: bool, depth: u8) {
        while let Some(at) = rest.iter().position(|c| matches!(c, b'{' | b'}' | b';')) {
            let (head, sign) = (&rest[..at], rest[at]);
            rest = &rest[at + 1..];
            // An instruction without a block, or the end of one.
            if sign != b'{' {
                continue;
            }
            let mut open = 1;
            let ends = |c: &u8| {
                open += i32::from(*c == b'{') - i32::from(*c == b'}');
                open == 0
            };
            let (block, behind) = rest.split_at(rest.iter().position(ends).unwrap_or(rest.len()));
            rest = behind;
            // The marks of a comment around all of a sheet, for browsers that know of none.
            let start = head.iter().position(|c| !c.is_ascii_whitespace() && !matches!(c, b'<' | b'!' | b'-' | b'>'));
            let head = &head[start.unwrap_or(head.len())..];
            let some = match head.to_ascii_lowercase().strip_prefix(b"@media") {
                Some(media) => medium(media),
                None => Some(true),
            };
            match (head.starts_with(b"@"), some) {
                (false, _) => self.rule(head, block, perhaps),
                // What stands within holds where the browser knows of something, or the window is of some size.
                (true, Some(some)) if depth < DEPTH => self.rules(block, perhaps || some, depth + 1),
                _ => {}
            }
        }
    }

    fn rule(&mut self, selectors: &[u8], block: &[u8], perhaps: bool) {
        let mut says = Says::default();
        // Rules within a rule stand behind its declarations.
        let declarations = squeezed(block.split(|c| *c == b'{').next().unwrap_or_default());
        says.read(&declarations);
        let is_last = declarations.windows(10).any(|word| word == b"!important");
        // A list within brackets is none of selectors.
        let perhaps = perhaps || selectors.contains(&b'(');
        for selector in selectors.split(|c| *c == b',') {
            let selector = selector.trim_ascii();
            let joins = |c: &u8| c.is_ascii_whitespace() || matches!(c, b'>' | b'+' | b'~');
            let (around, own) = selector.split_at(selector.iter().rposition(joins).map_or(0, |at| at + 1));
            let (names, known) = names(own);
            // What is open around an element is not known, but for what nearly every page has.
            let usual = |name: &[u8]| {
                let name = name.to_ascii_lowercase();
                matches!(&*name, b"" | b"html" | b"body" | b"div" | b"table" | b"tbody" | b"tr" | b"td" | b"th")
            };
            let is_sure = known && around.split(joins).all(usual) && !around.contains(&b'+') && !around.contains(&b'~');
            let says = if perhaps || !is_sure { says.plain() } else { says };
            let many = names.split(|c| *c == b' ').count() > NAMES;
            // What a reader's hand does to the page has not been done.
            let later = [&b":hover"[..], b":focus", b":active", b":target", b":checked"];
            let later = later.iter().any(|word| selector.windows(word.len()).any(|here| here == *word));
            if own.is_empty() || later || many || says == Says::default() || self.rules.len() >= RULES {
                continue;
            }
            let count = |sign: u8| selector.iter().filter(|c| **c == sign).count().min(63) as u32;
            let elements = selector.split(joins).filter(|part| part.first().is_some_and(u8::is_ascii_alphabetic));
            let weight = u32::from(is_last) << 18 | count(b'#') << 12 | count(b'.') << 6;
            let weight = weight | elements.count().min(63) as u32;
            let at = self.rules.partition_point(|rule| rule.weight <= weight);
            self.rules.insert(at, Rule { weight, bits: bits(&names), names, says });
        }
    }

    /// What is said of the text in an element: by its name, by the sheets, by its own style.
    pub fn says(&mut self, tag: &Tag) -> Says {
        let name = &*tag.name;
        let is_struck = matches!(name, b"s" | b"strike" | b"del");
        let mut says = Says { struck: is_struck.then_some(true), ..Says::default() };
        self.compared = self.compared.saturating_add(self.rules.len().saturating_mul(tag.names.len()));
        if !self.rules.is_empty() && self.compared < COMPARED {
            let is_blank = |c: &u8| *c == b' ';
            let bears = |name: &[u8]| name.is_empty() || tag.names.split(is_blank).any(|one| one == name);
            let others = !bits(&tag.names);
            for rule in &self.rules {
                if rule.bits & others == 0 && rule.names.split(is_blank).all(bears) {
                    says = rule.says.over(says);
                }
            }
        }
        if !is_inline(name) && rank(name) == 0 {
            says.hidden = None;
        }
        tag.says.over(says)
    }
}

/// A sheet without its comments and strings.
fn plain(source: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(source.len());
    let mut rest = source;
    while let [first, behind @ ..] = rest {
        let end = match (first, behind.first()) {
            (b'/', Some(b'*')) => behind[1..].windows(2).position(|end| end == b"*/").map_or(behind.len(), |at| at + 3),
            (b'"' | b'\'', _) => {
                behind.iter().position(|c| c == first || *c == b'\n').map_or(behind.len(), |at| at + 1)
            }
            _ => {
                text.push(*first);
                0
            }
        };
        rest = &behind[end..];
    }
    text
}

/// The names in the last part of a selector, as a tag has them, and whether they are all that it says.
fn names(own: &[u8]) -> (Vec<u8>, bool) {
    let mut names = Vec::with_capacity(own.len() + 1);
    let mut rest = own.iter();
    let mut known = !own.is_empty();
    while let Some(&c) = rest.next() {
        match c {
            b'.' | b'#' => {
                if !names.is_empty() {
                    names.push(b' ');
                }
                names.push(c);
            }
            // A sign that names have none of stands behind this one.
            b'\\' => names.extend(rest.next()),
            b'-' | b'_' | 0x80.. => names.push(c),
            c if c.is_ascii_alphanumeric() && names.contains(&b'.') | names.contains(&b'#') => names.push(c),
            c if c.is_ascii_alphanumeric() => names.push(c.to_ascii_lowercase()),
            _ => {
                known = false;
                break;
            }
        }
    }
    (names, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of `<span class="a b md:on" id=c>`.
    fn said(sheet: &str) -> Says {
        let (mut all, mut tag) = (Sheet::default(), Tag::default());
        all.read(sheet, false);
        tag.open(b"SPAN");
        tag.attribute(b"class");
        tag.value(b" a\nb md:on ");
        tag.attribute(b"id");
        tag.value(b"c");
        all.says(&tag)
    }

    #[test]
    fn a_sheet_says_what_its_rules_for_an_element_do() {
        let hidden = Says { hidden: Some(true), ..Says::default() };
        let shown = Says { hidden: Some(false), ..Says::default() };
        for (sheet, says) in [
            (".a{display:none}", hidden),
            ("span{display:none}", hidden),
            ("td, span.b#c , p{ color:red ; DISPLAY : none !important }", hidden),
            ("<!--\n /* { */ @font-face\n\t{a:b;}\np, .a\n\t{mso-hide:all;}\n-->", hidden),
            ("table td > .a{display:none}", hidden),
            ("@charset 'x'; @import url(y);.a{display:none}", hidden),
            ("@media screen{.x{} .a{display:none}}", hidden),
            ("@media print{.a{display:block}} .a{display:none}", hidden),
            ("#c{display:none} span{display:block}", hidden),
            (".a{x:y;display:none;.x &{display:block}}", hidden),
            (".a{display:none}.b{display:block}", shown),
            (".a{display:none}@media (max-width:9px){.a{display:block}}", shown),
            (".a{display:none} .x:is(y) .a, .x .a{display:block}", shown),
            // What is not known to hold only shows.
            (".a{display:none} .a:first-child{display:block}", shown),
            (".a{display:none} .a:not(.z){display:block}", shown),
            (".a{display:none} td > *{display:block !important}", shown),
            (".a{display:none} .b[x]{display:block}", shown),
            (".a{display:none} @media (x){.md\\:on{display:block}}", shown),
            (".a{display:none} @supports (x:y){@media z{.a{display:block}}}", shown),
            (".a{display:none} @media not print{.a{display:block}}", shown),
            (".a{display:none} .x{content:'/*'} .a{display:block}", shown),
            // What counts for more.
            (".a{display:block!important} .a{display:none}", shown),
            (".a.b{display:block} .a{display:none}", shown),
            ("#c{display:block} .a.b{display:none}", shown),
            (".a{display:block} .a.b{display:none}", hidden),
            ("span.a{display:block} .a{display:none}", shown),
            (".a{display:none} td > *, span{display:block}", hidden),
            (".a{display:none} .b{visibility:inherit}.b{}", hidden),
            (".a{display:none} .a:hover, .x:focus .a{display:block}", hidden),
        ] {
            assert_eq!(said(sheet), says, "{sheet}");
        }
        for sheet in [
            ".x{display:none}",
            "td.a{display:none}",
            ".a.x{display:none}",
            "@media print{.a{display:none}}",
            "@media print{@media screen{.a{display:none}}}",
            "@media (max-width:9px){.a{display:none}}",
            "@supports (x:y){.a{display:none}}",
            ".menu .a{display:none}",
            "nav .a, ul > .a, td + .a{display:none}",
            ".A, #C{display:none}",
            "*{display:none}",
            ".a.b.a.b.a.b.a.b.a{display:none}",
            "ul li span{display:none}",
            ".a:hover, .a::before, .a[x], .a+.a{display:none}",
            "x:is(.x, .a, .b){display:none}",
            "/* .a{display:none}",
            "{{}}}{;{}display:none}.a",
        ] {
            assert_eq!(said(sheet), Says::default(), "{sheet}");
        }
    }

    #[test]
    fn declarations_say_how_text_looks() {
        let says = |style: &str| {
            let mut says = Says::default();
            says.read(&squeezed(style.as_bytes()));
            [says.hidden, says.struck, says.raised, says.sizeless, says.invisible]
                .map(|is| is.map_or('-', |is| if is { '1' } else { '0' }))
        };
        for (style, says_so) in [
            ("", "-----"),
            ("display:none;display:block", "0----"),
            ("text-decoration: underline line-through", "-1---"),
            ("vertical-align:super", "--1--"),
            ("vertical-align:sub", "--1--"),
            ("vertical-align:middle", "--0--"),
            ("position:relative;top:-4pt", "--1--"),
            ("position:relative;top:-3.0pt;mso-text-raise:3.0pt", "--1--"),
            ("bottom:.4em;position:relative", "--1--"),
            ("position:relative;top:-1px", "-----"),
            ("position:relative;top:0em;bottom:0", "-----"),
            ("position:absolute;top:-4pt", "-----"),
            ("font-size:0px", "---1-"),
            ("font-size:0.8em", "---0-"),
            ("visibility:collapse", "----1"),
            ("visibility:hidden;visibility:visible", "----0"),
        ] {
            assert_eq!(String::from_iter(says(style)), says_so, "{style}");
        }
    }
}
