//! Lays the items of a document over the forms: finds the labels wherever they stand, and gives each figure its cell.
//!
//! Labels are matched as a sequence of letters that may be broken over lines, pages and figures. A row's figures are
//! those of its table row, or those that stand between its label and the next one. Where their number does not fit
//! and nothing else tells their columns, they are lost; no position is guessed.

mod labels;
mod occurrences;
mod rows;

use std::{cmp::Ordering, ops::Range};

use super::{
    CellFound, LabelFound, Likeness, TableFound,
    fold::{self, fold, fold_label, label_letters},
    lex::{Item, Kind},
    quantity::{self, Reading},
};
use crate::{
    document::{Document, Span},
    form::{Edition, Form, FormBlock, FormTable, Unit},
    forms::{self, edition_2014},
    order::{Arrange, Listed},
};
pub use labels::look_up;
use labels::{Target, labels};
use occurrences::Occurrence;
pub use rows::Doubt;
use rows::Reader;

/// What the tables say.
#[derive(Debug, Default)]
pub struct Laid {
    /// The edition of most labels.
    pub edition: Option<Edition>,
    /// Its form.
    pub form: Option<&'static Form>,
    /// Its cells.
    pub cells: Vec<CellFound>,
    /// What of them only the sums can confirm.
    pub doubtful: Vec<Option<Doubt>>,
    /// Its tables.
    pub tables: Vec<TableFound>,
    /// Labels of another edition.
    pub foreign: Vec<LabelFound>,
    /// Which items are labels or figures of a table.
    pub used: Vec<bool>,
    /// Whether （六）其他处理 is one row, so that its other rows are known to be nothing.
    pub single_other: bool,
}

/// A cell's name before its form is known: its table, row and column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Name(&'static str, &'static str, &'static str);

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        // Any order will do; lengths are compared faster than letters, and the tables are mostly the same.
        let by = |name: &Self| (name.1.len(), name.2.len(), name.1, name.2, name.0);
        by(self).cmp(&by(other))
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Which occurrence of its label each row was read from, by table and row; `None` for a row that was read by its place
/// among others, or lost.
pub(super) type Chosen = Listed<(&'static str, &'static str), Option<usize>>;

/// Where the form's sections stand, as ranges of blocks.
pub type SectionBlocks = [(usize, Range<usize>)];

/// Reads the tables.
pub fn align(document: &Document, items: &[Item], sections: &SectionBlocks, year: Option<u16>) -> Laid {
    let mut found = occurrences::find(items);
    if found.is_empty() {
        return Laid { used: vec![false; items.len()], ..edition_2014_only(items) };
    }
    occurrences::find_inexact(items, &mut found);
    let mut reader = Reader::new(document, items, &found, sections, year);
    reader.read_requests();
    reader.read_proactive();
    reader.read_disputes();
    reader.doubt_places("disputes");
    reader.doubt_broken();
    let Reader { cells, chosen, mut used, single_other, doubtful, rivals, .. } = reader;

    let edition = match lead(&found, &chosen, single_other, year) {
        Some(edition) => edition,
        None => return Laid { used: vec![false; items.len()], ..edition_2014_only(items) },
    };
    let form = forms::form(edition).expect("editions with labels have forms");
    let mut laid = Laid { edition: Some(edition), form: Some(form), single_other, ..Laid::default() };
    laid.cells = form
        .cells()
        .iter()
        .map(|cell| {
            let name = Name(cell.table.key, cell.row.key, cell.column.key);
            laid.doubtful.push(doubtful.iter().find(|(of, _)| *of == name).map(|(_, doubt)| *doubt));
            cells.get(&name).cloned().unwrap_or(CellFound { reading: Reading::Absent, span: None })
        })
        .collect();
    for occurrence in &found {
        for item in occurrence.items() {
            used[item] = true;
        }
    }
    laid.tables = form.tables.iter().map(|table| table_found(document, items, form, table, &found, &chosen)).collect();
    for (key, labels) in rivals {
        if let Some(table) = form.tables.iter().position(|table| table.key == key) {
            laid.tables[table].rival = Some(labels);
        }
    }
    laid.foreign = foreign(document, items, form, &found, &chosen, single_other);
    if let Some(table) = form.tables.iter().position(|table| table.key == "requests") {
        laid.tables[table].corner_note = corner_note(document, items, form, &found);
    }
    laid.used = used;
    laid
}

/// Labels of the statistical table of 2008–2018, and of no other.
fn edition_2014_only(items: &[Item]) -> Laid {
    let known: Vec<String> = edition_2014::LABELS.iter().map(|label| fold_label(label)).collect();
    let hits = known.iter().filter(|label| items.iter().any(|item| item.label.contains(label.as_str()))).count();
    Laid { edition: (hits >= 3).then_some(Edition::E2014), ..Laid::default() }
}

/// The edition of most of the labels that tell the editions apart; the year decides where they do not.
fn lead(found: &[Occurrence], chosen: &Chosen, single_other: bool, year: Option<u16>) -> Option<Edition> {
    let mut votes: Vec<Edition> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for occurrence in found {
        if seen.contains(&occurrence.label) {
            continue;
        }
        seen.push(occurrence.label);
        let label = &labels()[occurrence.label];
        if label.telling && label.editions.len() == 1 {
            votes.push(label.editions[0]);
        }
    }
    if single_other {
        votes.push(Edition::E2019);
    }
    // Rows that the other edition has no cells for weigh as many as they hold, else a hybrid would lose them.
    for key in ["other.no_correction", "other.no_payment"] {
        if chosen.get(&("requests", key)).is_some_and(Option::is_some) {
            votes.extend([Edition::E2021; 7]);
        }
    }
    let of_year = year.map(forms::edition_for).filter(|edition| *edition != Edition::E2014);
    let count = |edition| votes.iter().filter(|vote| **vote == edition).count();
    let (old, new) = (count(Edition::E2019), count(Edition::E2021));
    // A few labels that prose also uses make no table.
    let disputes = chosen.iter().any(|((table, _), _)| *table == "disputes");
    if old + new == 0 && chosen.iter().len() < 5 && !disputes {
        return None;
    }
    Some(match old.cmp(&new) {
        Ordering::Greater => Edition::E2019,
        Ordering::Less => Edition::E2021,
        Ordering::Equal => of_year.unwrap_or(Edition::E2021),
    })
}

fn label_found(
    document: &Document,
    items: &[Item],
    canonical: &'static str,
    known: &[&str],
    o: &Occurrence,
) -> LabelFound {
    let spans: Vec<Span> = o.pieces.iter().map(|&item| items[item].span).collect();
    let text: String = spans.iter().map(|span| fold(document.slice(*span))).collect();
    let is_written = |label: &str| label_letters(&text).eq(label_letters(label));
    // Loose lines lose running numbers and take figures in: what the lines did is not the author's wording.
    let loose = items[o.pieces[0]].cell.is_none();
    let cut = || loose && (o.inexact || fold_label(&text) == labels::bare(canonical));
    let same = || is_written(canonical) || labels()[o.label].same_as(canonical, &text);
    let lost = || fold::could_be(&text, canonical) || known.iter().any(|variant| fold::could_be(&text, variant));
    let likeness = if same() || cut() || lost() {
        Likeness::Same
    } else if !o.inexact || known.iter().any(|variant| is_written(variant)) {
        Likeness::Variant
    } else {
        Likeness::Differs
    };
    LabelFound { canonical, text, likeness, spans }
}

fn table_found(
    document: &Document,
    items: &[Item],
    form: &Form,
    table: &'static FormTable,
    found: &[Occurrence],
    chosen: &Chosen,
) -> TableFound {
    let mut result = TableFound::default();
    for (b, block) in table.blocks.iter().enumerate() {
        if let Some(o) = found.iter().find(|o| labels()[o.label].is(&Target::Block(block.label))) {
            result.labels.push(label_found(document, items, block.label, &[], o));
        }
        for column in block.columns {
            let column_of = |o: &&Occurrence| {
                labels()[o.label].targets.contains(&Target::Column(table.key, column.key))
                    && labels()[o.label].editions.contains(&form.edition)
            };
            if let Some(o) = found.iter().find(column_of) {
                result.labels.push(label_found(document, items, column.label, column.variants, o));
            }
        }
        for (r, row) in block.rows.iter().enumerate() {
            match chosen.get(&(table.key, row.key)) {
                Some(&Some(at)) => {
                    result.labels.push(label_found(document, items, row.label, row.variants, &found[at]));
                }
                Some(None) => {}
                None => result.missing_rows.push((b, r)),
            }
        }
    }
    let rows: usize = table.blocks.iter().map(|block| block.rows.len()).sum();
    result.present = result.missing_rows.len() < rows;
    result.labels.arrange_by_key(|label| label.spans.first().copied());
    result.place =
        result.labels.last().and_then(|label| label.spans.last()).map(|span| Span::at(span.text, span.end as usize));
    result
}

/// Labels that stand in the tables and belong to another edition only.
fn foreign(
    document: &Document,
    items: &[Item],
    form: &Form,
    found: &[Occurrence],
    chosen: &Chosen,
    single_other: bool,
) -> Vec<LabelFound> {
    let mut result: Vec<LabelFound> = Vec::new();
    for (at, o) in found.iter().enumerate() {
        let label = &labels()[o.label];
        let other_row = single_other && chosen.get(&("requests", "other.other")) == Some(&Some(at));
        let foreign = label.telling && !label.editions.contains(&form.edition);
        if (foreign || (other_row && form.edition == Edition::E2021))
            && !result.iter().any(|l| l.canonical == label.text)
        {
            result.push(label_found(document, items, label.text, &[], o));
        }
    }
    result
}

fn corner_note(document: &Document, items: &[Item], form: &Form, found: &[Occurrence]) -> Option<LabelFound> {
    let exact = found.iter().find(|o| labels()[o.label].is(&Target::Corner));
    let spans: Vec<Span> = match exact {
        Some(o) => o.pieces.iter().map(|&item| items[item].span).collect(),
        None => {
            let start = items.iter().position(|item| {
                item.kind == Kind::Words
                    && item.label.chars().count() < 80
                    && (item.label.contains("勾稽关系") || item.label.contains("第一项加第二项"))
            })?;
            let mut spans = vec![items[start].span];
            let mut letters = items[start].label.clone();
            for item in items[start + 1..].iter().take(3) {
                let other = item.kind != Kind::Words || !item.label.contains('项');
                if letters.matches("之和").count() >= 2 || other || items[start].cell.is_some() {
                    break;
                }
                letters.push_str(&item.label);
                spans.push(item.span);
            }
            // On loose lines, a part of the note before a header's words, or what speaks of the note, is none.
            if items[start].cell.is_none() && letters.matches("之和").count() < 2 {
                return None;
            }
            spans
        }
    };
    let text: String = spans.iter().map(|span| fold(document.slice(*span))).collect();
    // Here the comma counts: the note is quoted as a sentence.
    let sentence =
        |text: &str| -> String { fold(text).chars().filter(|c| c.is_alphanumeric() || matches!(c, ',')).collect() };
    let likeness = if sentence(&text) == sentence(form.corner_note) { Likeness::Same } else { Likeness::Variant };
    Some(LabelFound { canonical: form.corner_note, text, likeness, spans })
}

/// What stands in an item, read as a cell of a unit.
pub(super) fn read_item(document: &Document, item: &Item, unit: Unit) -> CellFound {
    CellFound { reading: quantity::read(document.slice(item.span), unit), span: Some(item.span) }
}

/// A cell that is there, but whose figure or position is not known.
pub(super) fn lost(span: Option<Span>) -> CellFound {
    CellFound { reading: Reading::Lost, span }
}

/// The block of a form's table in which a row stands.
pub(super) fn block_of(table: &'static FormTable, row: &str) -> Option<&'static FormBlock> {
    table.blocks.iter().find(|block| block.rows.iter().any(|r| r.key == row))
}
