//! One figure a line, blank cells as blank lines: the pace of the lines tells where the blanks are.

use super::{Reader, Run, Target, labels};
use crate::document::Span;

impl Reader<'_> {
    /// How far one figure is from the next, in bytes, where all complete rows of lone figures agree on it.
    pub(super) fn pace(&self) -> Option<usize> {
        let mut pace = None;
        let mut rows = 0;
        for (at, occurrence) in self.found.iter().enumerate().take(512) {
            if !labels()[occurrence.label].targets.iter().any(|t| matches!(t, Target::Row("requests", _))) {
                continue;
            }
            let run = self.run(at);
            if run.row || run.items.len() != 7 {
                continue;
            }
            let mut before = occurrence.last();
            for &item in &run.items {
                let gap = self.gap(before, item)?;
                if gap == 0 || pace.is_some_and(|pace| pace != gap) {
                    return None;
                }
                pace = Some(gap);
                before = item;
            }
            rows += 1;
        }
        (rows >= 5).then_some(pace).flatten()
    }

    /// How many bytes of the source stand between two items, where the source is text: line ends and nothing else,
    /// where each figure stands on a line of its own.
    fn gap(&self, from: usize, to: usize) -> Option<usize> {
        let (a, b) = (self.items[from].span, self.items[to].span);
        let origin = |span: Span| self.document.texts[span.text.0 as usize].origin.offset();
        (origin(b)? + b.start as usize).checked_sub(origin(a)? + a.end as usize)
    }

    /// The cells of a row of lone figures in which blanks are blank lines: only where the lines add up exactly.
    pub(super) fn paced(&self, n: usize, last: usize, run: &Run) -> Option<Vec<Option<usize>>> {
        let pace = self.pace?;
        let mut cells = Vec::with_capacity(n);
        let mut before = last;
        let next = (run.end < self.items.len()).then_some(run.end);
        for item in run.items.iter().copied().chain(next) {
            let gap = self.gap(before, item)?;
            if gap == 0 || gap % pace != 0 {
                return None;
            }
            cells.extend(std::iter::repeat_n(None, (gap / pace - 1).min(n + 1)));
            if Some(item) != next {
                cells.push(Some(item));
            }
            before = item;
        }
        (cells.len() == n).then_some(cells)
    }
}
