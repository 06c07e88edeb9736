//! Labels of rows without lines around them: the pieces before the figures, those of one label joined.

use super::{Label, Layout, Piece, Row};
use crate::readers::paper::{cells::is_numbered, continued::is_open, page::Area, text};

/// Lines of one label stand no further apart, in ems.
const FAR: f32 = 1.1;
/// How many pieces before or behind one are looked at to find what it follows.
const LOOKED_AT: usize = 40;

impl Layout<'_> {
    /// The labels: pieces before the figures, joined downwards.
    pub(super) fn labels(&self, rows: &[Row]) -> Vec<Label> {
        let figure_lines: Vec<f32> = rows
            .iter()
            .filter(|row| row.pieces.iter().any(|p| self.is_value(p)))
            .map(|row| row.area.middle())
            .collect();
        let one = |text: &str| text.chars().count() == 1;
        let words: Vec<&Piece> = rows
            .iter()
            .flat_map(|row| &row.pieces)
            .filter(|piece| !self.is_value(piece) && piece.area.left <= self.edge)
            .collect();
        let follows = |above: &Area, below: &Area| {
            let shared = above.right.min(below.right) - above.left.max(below.left);
            let gap = below.top - above.bottom;
            shared > 0.5 * above.width().min(below.width()) && gap < FAR * self.em && gap > -0.5 * self.em
        };
        let step = |above: &Area, below: &Area| below.middle() - above.middle();
        // The piece below each, and how far apart the lines of one label stand.
        let below: Vec<Option<&Piece>> = (0..words.len())
            .map(|at| {
                let mut more = words[at + 1..].iter().copied().take(LOOKED_AT);
                let above = &words[at].area;
                more.find(|piece| step(above, &piece.area) > 0.5 * self.em && follows(above, &piece.area))
            })
            .collect();
        let steps = words.iter().zip(&below).filter_map(|(piece, below)| {
            let (above, below, text) = (piece.area, below.as_ref()?.area, &below.as_ref()?.text);
            let near = |a: f32, b: f32| (a - b).abs() < 0.3 * self.em;
            let even = near(above.left, below.left) || near(above.center(), below.center());
            (even && !one(&piece.text) && !is_numbered(text)).then(|| step(&above, &below))
        });
        let pitch = steps.fold(f32::INFINITY, f32::min);
        // Whether a line of figures stands between two heights.
        let figures = |from: f32, to: f32| figure_lines.iter().any(|y| (from..to).contains(y));
        let level = 0.3 * self.em;
        let mut labels: Vec<Label> = Vec::new();
        for (piece, below) in words.iter().zip(&below) {
            // A letter of a label down the side goes on with letters only.
            let stacked = one(&piece.text)
                && rows.iter().flat_map(|row| &row.pieces).any(|other| {
                    let below = other.area.middle() - piece.area.middle();
                    one(&other.text)
                        && (other.area.center() - piece.area.center()).abs() < 0.5 * self.em
                        && (0.5 * self.em..2.2 * self.em).contains(&below)
                });
            let above = labels.iter_mut().rev().take(LOOKED_AT).filter(|label| {
                let wide = label.last.width() > 1.6 * self.em;
                !(stacked && wide)
                    && follows(&label.last, &piece.area)
                    && (one(&piece.text) || step(&label.last, &piece.area) < 1.12 * pitch)
            });
            let above = above.max_by(|a, b| a.last.bottom.total_cmp(&b.last.bottom));
            let begins = is_numbered(&piece.text) || piece.text.starts_with(['（', '(']) && one(&piece.text);
            // A group's label stands before those of rows.
            let group = rows.iter().flat_map(|row| &row.pieces).any(|other| {
                let level = (other.area.middle() - piece.area.middle()).abs() < 0.8 * self.em;
                level && other.area.left > piece.area.right && other.area.right < self.edge + 0.5 * self.em
            });
            let joins = above.filter(|label| {
                // Both with a line of figures of their own, on one of their lines or between two: two labels.
                let middle = piece.area.middle();
                let between = below.is_some_and(|below| figures(middle + level, below.area.middle() - level));
                let has = figures(middle - level, middle + level) || between;
                let had = figures(label.first - level, label.last.middle() + level);
                let own = has && had && !one(&piece.text) && !(group || label.group);
                // Behind a number, the line below is the rest of the label, and figures beside it the rest of figures.
                let own = own && !is_numbered(&label.text);
                let open = is_open(&label.text);
                // `第二十条第（一）项` above rows is all of it.
                let whole = label.text.starts_with('第') && label.text.ends_with(['项', '款']);
                let begins = begins && (!open || is_numbered(&piece.text));
                !begins && !own && !whole && !self.divided(&label.last, &piece.area)
            });
            match joins {
                Some(label) => {
                    text::join(&mut label.text, false, &piece.text);
                    label.last = piece.area;
                    label.group |= group;
                    label.area = Area::around([label.area, piece.area].into_iter()).unwrap_or(piece.area);
                }
                None => labels.push(Label {
                    area: piece.area,
                    text: piece.text.clone(),
                    first: piece.area.middle(),
                    last: piece.area,
                    group,
                }),
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
