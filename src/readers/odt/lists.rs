//! Lists, and how far each has come.

use super::styles::{OUTLINE, Styles};
use crate::{
    reader::ReadError,
    readers::{
        names::Names,
        numbering::{Counters, LEVELS, Level},
        xml::Element,
    },
};

/// The lists of a document.
#[derive(Default)]
pub struct Lists {
    /// The counters of the list that is open.
    open: Counters,
    /// Where the last list of each style has come, and each list with an id.
    ended: Names<Counters>,
    /// The headings outside of lists.
    outline: Counters,
}

/// A list that is open, or a list within it.
pub struct List {
    /// Its style; empty if it has none.
    pub style: String,
    /// How many lists are around it.
    pub level: usize,
    id: Option<String>,
}

impl List {
    /// A list within this one.
    pub fn inner(&self, element: &Element) -> Self {
        let style = element.attribute("style-name").unwrap_or_else(|| self.style.clone());
        Self { style, level: self.level + 1, id: None }
    }
}

/// The place of a paragraph in a list.
pub struct Item {
    /// The list's style, or the item's own; empty if there is none.
    pub style: String,
    /// The level, from 0.
    pub level: usize,
    /// The number that the item asks for.
    pub start: Option<u32>,
}

impl Lists {
    /// Begins a list that stands in no other. The counters of one around its cell are to be given back to `end`.
    pub fn begin(&mut self, element: &Element) -> (List, Counters) {
        let style = element.attribute("style-name").unwrap_or_default();
        let continued = element.attribute("continue-list");
        let continues = continued.is_some() || element.attribute("continue-numbering").as_deref() == Some("true");
        let before = || {
            let by_id = continued.as_ref().and_then(|id| self.ended.get(&format!("#{id}")));
            by_id.or_else(|| self.ended.get(&style)).cloned().unwrap_or_default()
        };
        let counters = if continues { before() } else { Counters::default() };
        let around = std::mem::replace(&mut self.open, counters);
        (List { style, level: 0, id: element.attribute("id") }, around)
    }

    /// Ends a list that stands in no other.
    pub fn end(&mut self, list: List, around: Counters) -> Result<(), ReadError> {
        let counters = std::mem::replace(&mut self.open, around);
        if let Some(id) = list.id {
            self.ended.insert(format!("#{id}"), counters.clone())?;
        }
        self.ended.insert(list.style, counters)
    }

    /// Counts an item: its label, and whether a gap stands behind it.
    pub fn label(&mut self, item: &Item, styles: &Styles) -> Option<(String, bool)> {
        let unknown = Level::default();
        let levels = styles.levels(&item.style, &unknown)?;
        let counters = if item.style == OUTLINE { &mut self.outline } else { &mut self.open };
        let level = item.level.min(LEVELS - 1);
        if let Some(start) = item.start {
            counters.restart(level, start);
        }
        counters.pass_over(&levels, level);
        Some((counters.next(&levels, level), levels[level].gap))
    }
}
