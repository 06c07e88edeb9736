//! Figures of which only their places on a page tell what they belong to: no lines were drawn around them.
//!
//! There a row that looks whole may be the first half of broken figures, or another row's. Nothing is taken from it
//! unless everything around it came out clear as well.

use super::{Doubt, Item, Kind, Reader, Run, lost};
use crate::{
    document::{Origin, Span, origin::PageBox},
    filing::{CellFound, quantity::Reading},
    order::Arrange,
};

impl Reader<'_> {
    /// Where on a page an item stands, if no lines enclose it.
    fn place(&self, span: Span) -> Option<PageBox> {
        match self.document.texts[span.text.0 as usize].origin {
            Origin::Page(place) if !place.enclosed => Some(place),
            _ => None,
        }
    }

    /// Whether loose figures of a page are not surely one row: they do not stand on one line, or other words than a
    /// label stand behind them.
    pub(super) fn is_vague(&self, label: usize, run: &Run) -> bool {
        if self.place(self.items[label].span).is_none() {
            return false;
        }
        let heights: Vec<i32> = run
            .items
            .iter()
            .filter_map(|&i| self.place(self.items[i].span))
            .map(|place| place.page as i32 * 100_000 + place.top + place.bottom)
            .collect();
        let level = heights.iter().all(|height| (height - heights[0]).abs() <= 4);
        // 万, or what else may be the end of a figure.
        let end = |item: &Item| item.kind == Kind::Words && item.label.chars().count() <= 8;
        let words = self.items.get(run.end).is_some_and(|item| end(item) && !self.is_heading(item.block));
        heights.is_empty() || !level || words && self.start(run.end).is_none()
    }

    /// Doubts the figures of a table that stand in no drawn cells, on the pages on which one was left over: it belongs to
    /// one of the rows, and with it the row is another. A row may begin on the page before. What is no figure is lost.
    pub fn doubt_places(&mut self, table: &'static str) {
        if self.document.texts.iter().all(|text| text.origin.is_whole()) {
            return;
        }
        let written = |item: &&Item| item.kind == Kind::Prose || item.label.chars().any(char::is_alphabetic);
        let loose = |item: &&Item| item.cell.is_none();
        // A sentence's own figures are no row's; those behind a label are. No label has a full stop.
        let sentence = |item: &Item| self.document.text(item.span.text).contains('。');
        // Labels of another copy of the table have figures of their own.
        let behind = self.found[self.home.clone()].iter().map(|o| &self.items[o.last()]);
        let mut labelled: Vec<u32> = behind.filter(|item| !sentence(item)).map(|item| item.line).collect();
        labelled.arrange();
        let words = self.items.iter().filter(loose).filter(written).map(|item| item.line);
        let words: Vec<u32> = words.filter(|line| labelled.binary_search(line).is_err()).collect();
        let is_left = |i: usize| {
            let item = &self.items[i];
            let text = self.document.slice(item.span);
            // The end of a remark, no running number.
            let piece = text.chars().count() <= 8 && !text.contains(['.', '、', '年']) && item.first;
            // Figures that touch are too long for one.
            let piece = piece || text.bytes().all(|byte| byte.is_ascii_digit());
            let unit = item.cell.is_none() && item.label.len() <= 12 && text.starts_with(['万', '亿']);
            let figure = text.contains(|c: char| c.is_ascii_digit())
                && match item.kind {
                    Kind::Value => words.binary_search(&item.line).is_err(),
                    _ => item.cell.is_none() && piece,
                };
            unit || figure && (self.sections.is_empty() || self.in_section(table, item.block))
        };
        let (mut pages, mut rows_before, mut last): (Vec<u32>, Vec<u32>, _) = (Vec::new(), Vec::new(), None);
        for i in 0..self.items.len() {
            if self.used[i] {
                last = Some(self.items[i].line);
            } else if is_left(i)
                && let Some(place) = self.place(self.items[i].span)
            {
                // The figures before it, on the page before as well, may be those of its row.
                pages.push(place.page);
                rows_before.extend(last);
            }
        }
        pages.arrange();
        // Items come line by line, and so do these.
        let before = |i: &usize| self.used[*i] && rows_before.binary_search(&self.items[*i].line).is_ok();
        let row_before: Vec<Span> = (0..self.items.len()).filter(before).map(|i| self.items[i].span).collect();
        let document = self.document;
        // A row without any figure may have lost them all to another.
        let written = |cell: &CellFound| matches!(cell.reading, Reading::Number { .. } | Reading::Mark);
        let rows: Vec<&str> =
            self.cells.iter().filter(|(name, cell)| name.0 == table && written(cell)).map(|(name, _)| name.1).collect();
        for (name, cell) in self.cells.iter_mut().filter(|(name, _)| name.0 == table) {
            let lose = match cell.span.map(|span| &document.texts[span.text.0 as usize].origin) {
                Some(Origin::Page(place)) if !place.enclosed => {
                    if pages.binary_search(&place.page).is_ok()
                        || cell.span.is_some_and(|span| row_before.contains(&span))
                    {
                        self.doubtful.push((*name, Doubt::Figure));
                    }
                    // What are words there may be a piece of anything.
                    cell.reading == Reading::Words || !rows.contains(&name.1)
                }
                Some(_) => false,
                None => true,
            };
            if lose {
                *cell = lost(None);
            }
        }
    }
}
