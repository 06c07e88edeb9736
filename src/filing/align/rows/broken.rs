//! Figures that a sheet broke over two rows: the lower half stands in a row without a label.

use super::{Item, Kind, Reader, lost};
use crate::{document::Span, order::Arrange};

impl Reader<'_> {
    /// Loses the figures below which, in a row of figures that belong to nothing, more of them stands.
    pub fn lose_broken(&mut self) {
        let (items, used) = (self.items, &self.used);
        let mut broken: Vec<Span> = Vec::new();
        let lines: Vec<&[Item]> = items.chunk_by(|a, b| a.line == b.line).collect();
        let mut end = 0;
        for (at, line) in lines.iter().enumerate() {
            let from = end;
            end += line.len();
            // A label there makes it a row of its own.
            let rest = |(i, item): (usize, &Item)| match item.kind {
                Kind::Value => !used[from + i] && item.cell.is_some(),
                kind => kind == Kind::Blank,
            };
            if at == 0 || !line.iter().enumerate().all(rest) {
                continue;
            }
            // Cells come from left to right.
            let column = |item: &Item| item.cell.map(|cell| cell.column);
            let below = |item: &Item| {
                let under = line.binary_search_by_key(&column(item), column).ok().map(|at| &line[at]);
                let touches = |under: &Item| item.cell.map(|cell| cell.row_end) == under.cell.map(|cell| cell.row);
                item.cell.is_some()
                    && under.is_some_and(|i| i.kind == Kind::Value && i.block == item.block && touches(i))
            };
            let above = lines[at - 1].iter().enumerate();
            broken.extend(
                above
                    .filter(|(i, item)| used[from - lines[at - 1].len() + i] && below(item))
                    .map(|(_, item)| item.span),
            );
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
