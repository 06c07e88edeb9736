//! The columns of a table without lines: where its figures stand, what stands over them, and where the page before had
//! them.

use super::Piece;
use crate::{order::Arrange, readers::paper::page::Area};

/// The columns in which figures stand: by their left edges, their right edges or their middles, whichever fits best.
pub fn columns(figures: &[&Piece], em: f32) -> Option<Vec<Area>> {
    let keys: [fn(&Area) -> f32; 3] = [|area| area.center(), |area| area.right, |area| area.left];
    let clusters = |key: fn(&Area) -> f32| {
        let mut sorted: Vec<&Piece> = figures.to_vec();
        sorted.arrange_by(|a, b| key(&a.area).total_cmp(&key(&b.area)));
        let groups = sorted.chunk_by(|a, b| key(&b.area) - key(&a.area) < 0.7 * em);
        let mut spread = 0.0;
        let columns: Vec<Area> = groups
            .filter_map(|group| {
                spread += key(&group[group.len() - 1].area) - key(&group[0].area);
                Area::around(group.iter().map(|piece| piece.area))
            })
            .collect();
        (columns, spread)
    };
    let apart = |columns: &[Area]| columns.windows(2).all(|pair| pair[0].right <= pair[1].left + 0.1 * em);
    keys.into_iter()
        .map(clusters)
        .filter(|(columns, _)| apart(columns))
        .min_by(|a, b| a.0.len().cmp(&b.0.len()).then(a.1.total_cmp(&b.1)))
        .map(|(columns, _)| columns)
}

/// Takes over the columns of the page before, if these are some of them; whether they are.
pub fn adopt(columns: &mut Vec<Area>, known: &[Area], em: f32) -> bool {
    let matching = |column: &Area| {
        let share = |other: &Area| column.right.min(other.right) - column.left.max(other.left);
        let over: Vec<usize> = (0..known.len()).filter(|&at| share(&known[at]) > -0.3 * em).collect();
        (over.len() == 1).then(|| over[0])
    };
    let places: Option<Vec<usize>> = columns.iter().map(matching).collect();
    let Some(places) = places.filter(|places| places.windows(2).all(|pair| pair[0] < pair[1])) else { return false };
    if known.len() > columns.len() {
        let mut all = known.to_vec();
        for (column, place) in columns.iter().zip(places) {
            all[place].left = all[place].left.min(column.left);
            all[place].right = all[place].right.max(column.right);
        }
        *columns = all;
    }
    true
}

/// Takes in the words of a header's line: words over one column tell how wide it is, words over none are a column
/// without a figure. Whether it is sure which are over which.
pub fn widen(columns: &mut Vec<Area>, words: &[Area], em: f32) -> bool {
    // As many words as columns are theirs, however both are aligned.
    if words.len() == columns.len() {
        let between = |at: usize| {
            (at == 0 || columns[at - 1].right < words[at].left)
                && columns.get(at + 1).is_none_or(|c| c.left > words[at].right)
        };
        if (0..words.len()).all(between) {
            for (column, words) in columns.iter_mut().zip(words) {
                column.left = column.left.min(words.left);
                column.right = column.right.max(words.right);
            }
            return true;
        }
    }
    let mut sure = true;
    let mut distances: Vec<f32> = columns.windows(2).map(|pair| pair[1].center() - pair[0].center()).collect();
    distances.arrange_by(f32::total_cmp);
    let distance = distances.get(distances.len() / 2).copied().unwrap_or(4.0 * em);
    for area in words {
        let meets = |column: &Area| area.left < column.right && area.right > column.left;
        let mut over = (0..columns.len()).filter(|&at| meets(&columns[at]));
        let at = match (over.next(), over.next()) {
            (Some(at), None) => at,
            (Some(_), Some(_)) => continue,
            (None, _) => {
                // Words in the middle of a column whose figures stand at its side.
                let far = |at: usize, area: &Area| (columns[at].center() - area.center()).abs();
                let nearest = (0..columns.len()).min_by(|&a, &b| far(a, area).total_cmp(&far(b, area)));
                let own = nearest.filter(|&at| {
                    let nearer = |other: &Area| other != area && far(at, other) < far(at, area);
                    far(at, area) < 0.6 * distance && !words.iter().any(nearer)
                });
                match own {
                    Some(at) => {
                        sure &= words.len() < 2;
                        at
                    }
                    None if words.len() > 1 || columns.is_empty() => {
                        let at = columns.partition_point(|column| column.left < area.left);
                        columns.insert(at, *area);
                        at
                    }
                    None => continue,
                }
            }
        };
        columns[at].left = columns[at].left.min(area.left);
        columns[at].right = columns[at].right.max(area.right);
    }
    sure
}
