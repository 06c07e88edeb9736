//! Rows of figures that are as many as the form's rows: each is that row, in order.
//!
//! Where no lines were drawn, a label may be out of reach although its figures stand there as clear as all others. As
//! many whole rows as the form has are its rows if no label that was found stands elsewhere, and if the sums say so.

use super::{Doubt, Kind, Name, Reader, Target, heads::Order, labels, read_item, table};
use crate::{
    filing::{CellFound, quantity::Reading},
    form::{Edition, Row},
};

impl Reader<'_> {
    /// Gives the rows of requests that are lost their figures by order, for the sums to confirm.
    pub(super) fn read_in_order(&mut self) {
        // Nearly always there is nothing to do: every row was read, and nothing of it is lost or in doubt.
        let block = &table("requests", Edition::E2021).blocks[0];
        let known = |(name, cell): &&(Name, CellFound)| name.0 == "requests" && cell.reading != Reading::Lost;
        if self.doubtful.is_empty() && self.cells.iter().filter(known).count() == block.rows.len() * block.columns.len()
        {
            return;
        }
        let one_other = self.single_other;
        let here = |row: &&'static Row| !(one_other && matches!(row.key, "other.no_correction" | "other.no_payment"));
        let rows: Vec<&'static str> = block.rows.iter().filter(here).map(|row| row.key).collect();
        let runs = self.whole_rows(block.columns.len());
        let first = self.home.clone().find(|at| labels()[self.found[*at].label].is(&Target::Row("requests", rows[0])));
        let in_order = first.is_none_or(|first| self.order("requests", block.columns, first) == Order::Form);
        if runs.len() != rows.len() || !in_order {
            return;
        }
        // Each label that was found stands between the figures of the row before and those of the row behind.
        let mut known = 0;
        for (at, key) in rows.iter().enumerate() {
            let Some(&Some(occurrence)) = self.chosen.get(&("requests", *key)) else { continue };
            let label = &self.found[occurrence];
            let behind = at.checked_sub(1).is_none_or(|before| runs[before][0] < label.last());
            if !behind || runs.get(at + 1).is_some_and(|next| label.first() > next[0]) {
                return;
            }
            known += 1;
        }
        if known * 2 < rows.len() {
            return;
        }
        let mut cells = Vec::new();
        for (key, run) in rows.iter().zip(&runs) {
            for (column, item) in block.columns.iter().zip(run) {
                let name = Name("requests", key, column.key);
                let open = match self.cells.get(&name) {
                    None => true,
                    Some(cell) if cell.reading == Reading::Lost || self.is_doubtful(&name) => true,
                    Some(cell) if cell.span == Some(self.items[*item].span) => false,
                    // It was read from elsewhere.
                    Some(_) => return,
                };
                if open {
                    cells.push((name, *item, column.unit));
                }
            }
        }
        for (name, item, unit) in cells {
            self.used[item] = true;
            self.cells.insert(name, read_item(self.document, &self.items[item], unit));
            if self.chosen.get(&(name.0, name.1)).is_none() {
                self.chosen.insert((name.0, name.1), None);
            }
            if !self.is_doubtful(&name) {
                self.doubtful.push((name, Doubt::Row));
            }
        }
    }

    fn is_doubtful(&self, name: &Name) -> bool {
        self.doubtful.iter().any(|(of, _)| of == name)
    }

    /// The lines and table rows of requests with as many figures or blanks behind their words as there are columns.
    fn whole_rows(&self, columns: usize) -> Vec<Vec<usize>> {
        let mut runs = Vec::new();
        let mut first = 0;
        for line in self.items.chunk_by(|a, b| a.line == b.line) {
            let start = first;
            first += line.len();
            let words = line.iter().rposition(|item| !matches!(item.kind, Kind::Value | Kind::Blank));
            let behind = words.map_or(0, |at| at + 1)..line.len();
            let figures = line[behind.clone()].iter().filter(|item| item.kind == Kind::Value).count();
            let here = self.sections.is_empty() || self.in_section("requests", line[0].block);
            if here && figures > 0 && behind.len() == columns {
                runs.push(behind.map(|at| start + at).collect());
            }
        }
        runs
    }
}
