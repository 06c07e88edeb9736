//! Figures that a sheet broke over two rows: one half of them stands in a row without a label.

use super::{Doubt, Item, Kind, Reader, lost};
use crate::{document::Span, order::Arrange};

impl Reader<'_> {
    /// Doubts the figures above and below which, in a row of figures that belong to nothing, more of them stands, and loses
    /// them where that is so of all in their row: halves of all alike may add up. Blank rows between are a sheet's filler.
    pub fn doubt_broken(&mut self) {
        let (mut broken, mut halved): (Vec<Span>, Vec<Span>) = Default::default();
        let (mut before, mut end): (&[Item], usize) = (&[], 0);
        let mut before_used: &[bool] = &[];
        for line in self.items.chunk_by(|a, b| a.line == b.line) {
            let used = &self.used[end..end + line.len()];
            end += line.len();
            if line.iter().all(|item| item.kind == Kind::Blank) {
                continue;
            }
            for (row, used, other, other_used) in [(before, before_used, line, used), (line, used, before, before_used)]
            {
                let halves = self.halves(row, used, other, other_used);
                let zero = |item: &Item| self.document.slice(item.span).bytes().all(|byte| byte == b'0');
                let figures =
                    row.iter().zip(used).filter(|(item, used)| **used && item.kind == Kind::Value && !zero(item));
                if halves.len() >= figures.count() { &mut halved } else { &mut broken }.extend(halves);
            }
            (before, before_used) = (line, used);
        }
        broken.arrange();
        halved.arrange();
        for (name, cell) in self.cells.iter_mut() {
            let is_among = |spans: &[Span]| cell.span.is_some_and(|span| spans.binary_search(&span).is_ok());
            if is_among(&halved) {
                *cell = lost(None);
            } else if is_among(&broken) {
                self.doubtful.push((*name, Doubt::Figure));
            }
        }
    }

    /// The figures of a row in whose columns the other row has figures as well, where those belong to nothing. A label
    /// there makes it a row of its own, and so do the columns' numbers.
    fn halves(&self, row: &[Item], used: &[bool], other: &[Item], other_used: &[bool]) -> Vec<Span> {
        let nobodys = other.iter().zip(other_used).all(|(item, used)| match item.kind {
            Kind::Value => !used && item.cell.is_some(),
            kind => kind == Kind::Blank,
        });
        let figures: Vec<&Item> = other.iter().filter(|item| item.kind == Kind::Value).collect();
        let numbered = |(item, place): (&&Item, usize)| self.document.slice(item.span).parse() == Ok(place);
        if !nobodys || figures.len() > 2 && figures.iter().zip(1..).all(numbered) {
            return Vec::new();
        }
        // Cells come from left to right.
        let column = |item: &Item| item.cell.map(|cell| cell.column);
        let half = |item: &Item| {
            let beside = other.binary_search_by_key(&column(item), column).ok().map(|at| &other[at]);
            beside.is_some_and(|beside| beside.kind == Kind::Value && beside.block == item.block)
        };
        row.iter().zip(used).filter(|(item, used)| **used && half(item)).map(|(item, _)| item.span).collect()
    }
}
