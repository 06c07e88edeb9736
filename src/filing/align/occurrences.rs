//! Where labels stand: runs of items whose letters together are a label.

use super::{
    Item, Kind,
    labels::{Target, labels, look_up, within_group},
};
use crate::order::Arrange;

/// A label where it stands.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// Which, as an index into [`labels`].
    pub label: usize,
    /// The items that its letters come from, in order; figures may stand between them.
    pub pieces: Vec<usize>,
    /// Whether the letters only resemble the label's.
    pub inexact: bool,
}

impl Occurrence {
    /// The first item.
    pub fn first(&self) -> usize {
        self.pieces[0]
    }

    /// The last item.
    pub fn last(&self) -> usize {
        self.pieces[self.pieces.len() - 1]
    }

    /// The items it is made of.
    pub fn items(&self) -> impl Iterator<Item = usize> + '_ {
        self.pieces.iter().copied()
    }
}

/// How many figures may stand inside a broken label: one row's.
const MOST_FIGURES_INSIDE: usize = 7;

/// Finds the labels that stand letter by letter.
pub fn find(items: &[Item]) -> Vec<Occurrence> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < items.len() {
        if items[i].kind == Kind::Words
            && !items[i].label.is_empty()
            && let Some((label, pieces)) = longest(items, i).or_else(|| Some((within_group(&items[i].label)?, vec![i])))
        {
            // What stands between the pieces (figures, a running head) stays free for other labels only behind the last piece.
            let next = pieces[pieces.len() - 1] + 1;
            found.push(Occurrence { label, pieces, inexact: false });
            i = next;
            continue;
        }
        i += 1;
    }
    found
}

fn longest(items: &[Item], start: usize) -> Option<(usize, Vec<usize>)> {
    let mut letters = items[start].label.clone();
    let mut pieces = vec![start];
    let (mut best, mut longer) = {
        let (exact, longer) = look_up(&letters);
        (exact.map(|label| (label, pieces.clone())), longer)
    };
    let mut skipped = 0;
    while longer {
        let Some(next) = next_piece(items, *pieces.last()?) else { break };
        let mut extended = letters.clone();
        extended.push_str(&items[next].label);
        let (exact, further) = look_up(&extended);
        if exact.is_none() && !further {
            // A running head between two halves; more than one line of it is not looked through.
            skipped += 1;
            if skipped > 1 || letters.chars().count() < 4 || look_up(&items[next].label).0.is_some() {
                break;
            }
            let Some(after) = next_piece(items, next) else { break };
            let mut beyond = letters.clone();
            beyond.push_str(&items[after].label);
            let (exact, further) = look_up(&beyond);
            if (exact.is_none() && !further) || look_up(&items[after].label).0.is_some() {
                break;
            }
            pieces.push(after);
            letters = beyond;
            longer = further;
            if let Some(label) = exact {
                best = Some((label, pieces.clone()));
            }
            continue;
        }
        pieces.push(next);
        letters = extended;
        longer = further;
        if let Some(label) = exact {
            best = Some((label, pieces.clone()));
        }
    }
    best
}

/// The next words that may go on with a broken label: the next ones on the lines, or below in the same column.
fn next_piece(items: &[Item], at: usize) -> Option<usize> {
    let here = &items[at];
    let mut figures = 0;
    for (offset, item) in items[at + 1..].iter().enumerate().take(40) {
        match item.kind {
            Kind::Prose => return None,
            Kind::Value => {
                figures += 1;
                if figures > MOST_FIGURES_INSIDE {
                    return None;
                }
            }
            // A sheet is as wide as its widest table.
            Kind::Blank => {}
            Kind::Words if item.label.is_empty() => {}
            Kind::Words => {
                // A cell's line end cuts a pasted row in two: the label ends its line and goes on at the next one's start.
                let cut = offset == 0 && item.first && item.line != here.line;
                let fits = match (here.cell, item.cell) {
                    (None, None) => true,
                    (Some(a), Some(b)) => cut || (item.block == here.block && a.column == b.column && b.row > a.row),
                    _ => cut,
                };
                return fits.then_some(at + 1 + offset);
            }
        }
    }
    None
}

/// Finds rows that no label stands for letter by letter among the words that are no label: misspelt or cut.
pub fn find_inexact(items: &[Item], found: &mut Vec<Occurrence>) {
    // Only where tables are: some rows of the table of requests must stand there.
    let row_of = |o: &Occurrence| {
        labels()[o.label].targets.iter().find_map(|t| match t {
            Target::Row("requests", key) => Some(*key),
            _ => None,
        })
    };
    let present: Vec<&str> = found.iter().filter_map(row_of).collect();
    let missing: Vec<usize> = (0..labels().len())
        .filter(|&l| {
            labels()[l].letters.chars().count() >= 6
                && labels()[l]
                    .targets
                    .iter()
                    .any(|t| matches!(t, Target::Row("requests", key) if !present.contains(key)))
        })
        .collect();
    if present.len() < 3 || missing.is_empty() {
        return;
    }
    let from = found.iter().map(Occurrence::first).min().unwrap_or(0);
    let to = found.iter().map(Occurrence::last).max().unwrap_or(0);
    let mut used = vec![false; items.len()];
    for item in found.iter().flat_map(Occurrence::items) {
        used[item] = true;
    }
    let mut added: Vec<Occurrence> = Vec::new();
    // A hostile document may have no end of words; a form has 60 labels.
    let mut steps = 0;
    for start in from..=(to + 4).min(items.len().saturating_sub(1)) {
        if items[start].kind != Kind::Words || used[start] || items[start].label.is_empty() {
            continue;
        }
        let mut pieces = vec![start];
        let mut letters: Vec<char> = items[start].label.chars().collect();
        let mut best: Option<(usize, usize, Vec<usize>)> = None;
        for _ in 0..4 {
            steps += 1;
            if letters.len() >= 5 && letters.len() <= 48 && steps < 2000 {
                for &l in &missing {
                    let label: Vec<char> = labels()[l].letters.chars().collect();
                    let most = (label.len() / 5).max(1);
                    if label.len().abs_diff(letters.len()) > most {
                        continue;
                    }
                    let distance = levenshtein(&letters, &label);
                    if distance <= most && best.as_ref().is_none_or(|(least, ..)| distance < *least) {
                        best = Some((distance, l, pieces.clone()));
                    }
                }
            }
            match next_piece(items, *pieces.last().unwrap_or(&start)) {
                Some(next) if !used[next] => {
                    pieces.push(next);
                    letters.extend(items[next].label.chars());
                }
                _ => break,
            }
        }
        if let Some((_, label, pieces)) = best {
            for &piece in &pieces {
                used[piece] = true;
            }
            added.push(Occurrence { label, pieces, inexact: true });
        }
    }
    found.extend(added);
    found.arrange_by_key(Occurrence::first);
}

fn levenshtein(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substitute = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_around_its_row() {
        let found = within_group("三本年度一予以公开办理结果").map(|label| labels()[label].text);
        assert_eq!(found, Some("（一）予以公开"));
        for letters in
            ["三本年度一予以公开办理", "三本年度办理结果", "一予以公开三本年度办理结果", "三本年度二予以公开办理结果"]
        {
            assert_eq!(within_group(letters), None, "{letters}");
        }
    }

    #[test]
    fn distances() {
        let distance = |a: &str, b: &str| levenshtein(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(distance("属于国家秘密", "属于国家秘密"), 0);
        assert_eq!(distance("属于国家秘蜜", "属于国家秘密"), 1);
        assert_eq!(distance("属国家秘密", "属于国家秘密"), 1);
        assert_eq!(distance("", "秘密"), 2);
    }
}
