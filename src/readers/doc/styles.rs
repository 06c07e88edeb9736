//! The style sheet ([MS-DOC] 2.9.271): what a style says of headings, lists and hiding, its bases asked too.

use super::{
    file::{File, part},
    formats::{self, ParagraphFormat},
};
use crate::readers::compound::u16_at;

/// How many styles may stand on each other.
const BASES: usize = 16;
/// The number of no style.
const NONE: u16 = 0xfff;

/// The styles by their numbers.
#[derive(Debug, Default)]
pub struct Styles(Vec<Style>);

/// A style.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    base: u16,
    /// Its outline level, from 0; 9 is body text.
    pub level: Option<u8>,
    /// The number of its list's use, and its level there.
    pub list: Option<u16>,
    pub list_level: Option<u8>,
    /// What it says of being hidden, and of being struck out.
    looks: [Option<u8>; 2],
}

impl Styles {
    /// Reads the style sheet; without one no style says anything. Old files keep theirs in another way and do without.
    pub fn new(file: &File) -> Self {
        let bytes = if file.old { &[] } else { file.part(part::STYLES) };
        let (Some(header), Some(count), Some(base)) = (u16_at(bytes, 0), u16_at(bytes, 2), u16_at(bytes, 4)) else {
            return Self::default();
        };
        let mut at = 2 + usize::from(header);
        let mut styles = Vec::new();
        for _ in 0..count {
            let Some(length) = u16_at(bytes, at).map(usize::from) else { break };
            let entry = bytes.get(at + 2..at + 2 + length).unwrap_or_default();
            styles.push(Style::new(entry, base.into()));
            at += 2 + length + length % 2;
        }
        let all = (0..styles.len()).map(|index| resolved(&styles, index)).collect();
        Self(all)
    }

    /// A style by its number.
    pub fn get(&self, number: u16) -> Option<&Style> {
        self.0.get(usize::from(number))
    }

    /// Whether a style hides its text, and whether it strikes it out.
    pub fn looks(&self, number: u16) -> [bool; 2] {
        let said = self.get(number).map_or([None; 2], |style| style.looks);
        said.map(|said| said.is_some_and(|byte| formats::toggled(byte, false)))
    }
}

impl Style {
    fn new(entry: &[u8], base_length: usize) -> Self {
        let word = |at: usize| u16_at(entry, at).unwrap_or(0);
        let (kind, base) = (word(2) & 15, if entry.is_empty() { NONE } else { word(2) >> 4 });
        let mut at = base_length + 2 + 2 * usize::from(word(base_length)) + 2;
        let mut parts = [[].as_slice(); 3];
        for part in &mut parts {
            let Some(length) = u16_at(entry, at).map(usize::from) else { break };
            *part = entry.get(at + 2..at + 2 + length).unwrap_or_default();
            at += 2 + length + length % 2;
        }
        // A paragraph style holds changes to paragraphs, behind its own number, and to characters; others the like.
        let (paragraph, characters) = match kind {
            1 => (parts[0].get(2..).unwrap_or_default(), parts[1]),
            2 => ([].as_slice(), parts[0]),
            _ => ([].as_slice(), [].as_slice()),
        };
        let (ParagraphFormat { level, list, list_level, .. }, looks) = formats::style_changes(paragraph, characters);
        // The headings that all versions have.
        let heading = word(0) & 0xfff;
        let level = level.or((1..=9).contains(&heading).then(|| heading as u8 - 1));
        Self { base, level, list, list_level, looks }
    }
}

/// A style with what its bases say.
fn resolved(styles: &[Style], index: usize) -> Style {
    let mut style = styles[index];
    for _ in 0..BASES {
        let Some(base) = styles.get(usize::from(style.base)) else { break };
        style = Style {
            base: base.base,
            level: style.level.or(base.level),
            list: style.list.or(base.list),
            list_level: style.list_level.or(base.list_level),
            looks: [0, 1].map(|at| style.looks[at].or(base.looks[at])),
        };
    }
    style
}
