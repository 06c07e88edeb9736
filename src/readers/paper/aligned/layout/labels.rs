//! Labels of rows without lines around them: the pieces before the figures, those of one label joined.

use super::{Label, Layout, Row};
use crate::readers::paper::{cells::is_numbered, page::Area, text};

impl Layout<'_> {
    /// The labels: pieces before the figures, joined downwards.
    pub(super) fn labels(&self, rows: &[Row]) -> Vec<Label> {
        let figure_lines: Vec<f32> = rows
            .iter()
            .filter(|row| row.pieces.iter().any(|p| self.is_value(p)))
            .map(|row| row.area.middle())
            .collect();
        let mut labels: Vec<Label> = Vec::new();
        for piece in rows.iter().flat_map(|row| &row.pieces).filter(|piece| !self.is_value(piece)) {
            if piece.area.left > self.edge {
                continue;
            }
            let one = |text: &str| text.chars().count() == 1;
            // A letter of a label down the side goes on with letters only.
            let stacked = one(&piece.text)
                && rows.iter().flat_map(|row| &row.pieces).any(|other| {
                    let below = other.area.middle() - piece.area.middle();
                    one(&other.text)
                        && (other.area.center() - piece.area.center()).abs() < 0.5 * self.em
                        && (0.5 * self.em..2.2 * self.em).contains(&below)
                });
            let above = labels.iter_mut().rev().take(40).filter(|label| {
                let shared = label.last.right.min(piece.area.right) - label.last.left.max(piece.area.left);
                let narrower = (label.last.right - label.last.left).min(piece.area.right - piece.area.left);
                let gap = piece.area.top - label.last.bottom;
                let wide = label.last.right - label.last.left > 1.6 * self.em;
                !(stacked && wide) && shared > 0.5 * narrower && gap < 1.1 * self.em && gap > -0.5 * self.em
            });
            let above = above.max_by(|a, b| a.last.bottom.total_cmp(&b.last.bottom));
            let begins = is_numbered(&piece.text) || piece.text.starts_with(['（', '(']) && one(&piece.text);
            let joins = above.filter(|label| {
                // Both on a line of figures of their own: two labels.
                let on = |area: &Area| figure_lines.iter().position(|y| (y - area.middle()).abs() < 0.3 * self.em);
                // A group's label stands before those of rows.
                let beside = |area: &Area| {
                    rows.iter().flat_map(|row| &row.pieces).any(|other| {
                        let level = (other.area.middle() - area.middle()).abs() < 0.8 * self.em;
                        level && other.area.left > area.right && other.area.right < self.edge + 0.5 * self.em
                    })
                };
                let own = on(&piece.area).is_some()
                    && on(&label.last).is_some()
                    && !one(&piece.text)
                    && !(beside(&piece.area) || beside(&label.last));
                let open = is_open(&label.text);
                (!begins || open && !is_numbered(&piece.text)) && !own && !self.divided(&label.last, &piece.area)
            });
            match joins {
                Some(label) => {
                    text::join(&mut label.text, false, &piece.text);
                    label.last = piece.area;
                    label.area = Area::around([label.area, piece.area].into_iter()).unwrap_or(piece.area);
                }
                None => labels.push(Label { area: piece.area, text: piece.text.clone(), last: piece.area }),
            }
        }
        labels
    }

    /// Whether a line is drawn between two pieces, one above the other.
    fn divided(&self, above: &Area, below: &Area) -> bool {
        let from = self.rules.partition_point(|rule| rule.top < above.middle());
        self.rules[from..].iter().take_while(|rule| rule.top < below.middle()).any(|rule| {
            let shared = rule.right.min(below.right) - rule.left.max(below.left);
            shared > 0.5 * (below.right - below.left)
        })
    }
}

fn is_open(text: &str) -> bool {
    text.matches(['（', '(']).count() > text.matches(['）', ')']).count()
}
