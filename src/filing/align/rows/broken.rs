//! Figures that a sheet broke over two rows: the lower half stands in a row without a label.

use super::{Item, Kind, Reader, lost};
use crate::{document::Span, order::Arrange};

impl Reader<'_> {
    /// Loses the figures below which, in a row of figures that belong to nothing, more of them stands.
    pub fn lose_broken(&mut self) {
        let (items, used) = (self.items, &self.used);
        let mut broken: Vec<Span> = Vec::new();
        let (mut above, mut end): (&[Item], usize) = (&[], 0);
        for line in items.chunk_by(|a, b| a.line == b.line) {
            let (before, from) = (end - above.len(), end);
            end += line.len();
            // A label there makes it a row of its own.
            let nobodys = line.iter().zip(&used[from..]).all(|(item, used)| match item.kind {
                Kind::Value => !used && item.cell.is_some(),
                kind => kind == Kind::Blank,
            });
            // Cells come from left to right.
            let column = |item: &Item| item.cell.map(|cell| cell.column);
            let goes_on = |(item, used): &(&Item, &bool)| {
                let below = line.binary_search_by_key(&column(item), column).ok().map(|at| &line[at]);
                **used
                    && item.cell.zip(below.and_then(|below| below.cell)).is_some_and(|(a, b)| a.row_end == b.row)
                    && below.is_some_and(|below| below.kind == Kind::Value && below.block == item.block)
            };
            if nobodys {
                broken.extend(above.iter().zip(&used[before..]).filter(goes_on).map(|(item, _)| item.span));
            }
            above = line;
        }
        if broken.is_empty() {
            return;
        }
        broken.arrange();
        for (_, cell) in self.cells.iter_mut() {
            if cell.span.is_some_and(|span| broken.binary_search(&span).is_ok()) {
                *cell = lost(None);
            }
        }
    }
}
