//! A filing: a document laid over a form; all that rules see.
//!
//! It holds facts: what was read in each cell, which sections and labels stand where, what the title says, who
//! signed when. It judges nothing, and it never guesses: a figure whose place is unknown is lost.

pub mod align;
pub mod aside;
pub mod balance;
pub mod dates;
pub mod fold;
pub mod lex;
pub mod lexicon;
pub mod notes;
pub mod passage;
pub mod prose;
pub mod quantity;
pub mod structure;

use std::ops::Range;

use crate::{
    document::{Block, Document, Origin, Span, TextId},
    form::{CellId, Edition, Equation, Form, FormCell},
    forms,
};

use align::Doubt;
pub use aside::{Aside, AsideKind, Marks};
pub use balance::Balance;
pub use dates::Date;
pub use passage::Passage;
use prose::{List, Prose};
pub use quantity::{Quantity, Reading};

/// A document laid over a form.
#[derive(Debug)]
pub struct Filing<'d> {
    /// The document.
    pub document: &'d Document,
    /// The blocks that belong to the report.
    pub extent: Range<usize>,
    /// The report's title.
    pub title: Option<Title>,
    /// The year reported on: the title's, else that of the period stated in the text.
    pub year: Option<u16>,
    /// The edition that most of the labels belong to; `None` where there is no table of any edition.
    pub edition: Option<Edition>,
    /// The edition's form, where its cells are read.
    pub form: Option<&'static Form>,
    /// The form's cells, in its order; empty without a form.
    pub form_cells: &'static [FormCell],
    /// What was read in each of them.
    pub cells: Vec<CellFound>,
    /// The form's equations.
    pub equations: &'static [Equation],
    /// How the equations stand.
    pub balance: Balance,
    /// The section headings found, in document order.
    pub sections: Vec<SectionFound>,
    /// The tables found, one for each of the form's.
    pub tables: Vec<TableFound>,
    /// Labels that only another edition has, which stand in this report's tables.
    pub foreign_labels: Vec<LabelFound>,
    /// Whether （六）其他处理 is one row, as in the 2019 edition; its other rows are then nothing, not missing.
    pub single_other: bool,
    /// Who signed, and when.
    pub signature: Option<Signature>,
    /// A date of publication stated beside the report (`发布日期：…`).
    pub published: Option<Dated>,
    /// The period that the figures are for, each time that the text states it: from, to.
    pub periods: Vec<(Dated, Dated)>,
    /// The prose in reading order, without headings and tables; wrapped lines joined.
    pub passages: Vec<Passage>,
    /// What it says in numbers.
    pub prose: Vec<Prose>,
    /// Totals whose parts stand in paragraphs of their own.
    pub lists: Vec<List>,
    /// What else the author wrote: title, headings, words in cells, the body at the end.
    pub asides: Vec<Aside>,
    /// Signs that the source lost digits (`202111日`); figures near them are lost.
    pub lost_digits: Vec<Span>,
    /// Whether pages hold rows of figures far from their labels, as where a sheet is wider than its pages: what is not
    /// found, or in pieces, may stand elsewhere.
    pub scattered: bool,
    /// The report of the same body for the year before, where one was given.
    pub last_year: Option<Earlier<'d>>,
}

/// An earlier report that this one is held against.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'d> {
    /// What it is called in answers.
    pub file: &'d str,
    /// The report.
    pub filing: &'d Filing<'d>,
}

/// The title as found.
#[derive(Clone, Debug)]
pub struct Title {
    /// Its lines.
    pub spans: Vec<Span>,
    /// All of it, white space removed, full-width letters and digits narrowed.
    pub text: String,
    /// The body it names.
    pub body: Option<String>,
    /// The year it names.
    pub year: Option<u16>,
}

/// How near a heading or a label as written is to the form's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same but for blanks, quotation marks and the style of punctuation.
    Same,
    /// A variant in known use.
    Variant,
    /// Something else that stands in its place.
    Differs,
}

/// A section's heading as found.
#[derive(Clone, Debug)]
pub struct SectionFound {
    /// Which of the form's sections it is.
    pub index: usize,
    /// The running number as written (`一`); `None` where there is none.
    pub number: Option<String>,
    /// The title as written, number removed.
    pub title: String,
    /// How near the title is.
    pub likeness: Likeness,
    /// Where the heading stands; its first line.
    pub span: Span,
    /// The blocks under it: from behind the heading to the next one or the end of the report.
    pub blocks: Range<usize>,
    /// The passages under it, as a range of [`Filing::passages`].
    pub passages: Range<usize>,
}

/// A table of the form as found.
#[derive(Clone, Debug, Default)]
pub struct TableFound {
    /// Whether any of it stands in the document.
    pub present: bool,
    /// Rows, columns and block headings found, in document order.
    pub labels: Vec<LabelFound>,
    /// Rows of the form that stand nowhere, as (block, row) indexes.
    pub missing_rows: Vec<(usize, usize)>,
    /// The corner note.
    pub corner_note: Option<LabelFound>,
    /// Where it stands twice with other figures, and nothing tells which is the report's: the first label of the copy that
    /// was read, and of the other.
    pub rival: Option<[Span; 2]>,
    /// Where an absent row or the absent table belongs, as far as that can be told.
    pub place: Option<Span>,
}

/// A label as found.
#[derive(Clone, Debug)]
pub struct LabelFound {
    /// The form's label that it stands for.
    pub canonical: &'static str,
    /// The label as written, white space removed.
    pub text: String,
    /// How near it is.
    pub likeness: Likeness,
    /// Where it stands; its pieces where it is broken.
    pub spans: Vec<Span>,
}

/// What was read in a cell.
#[derive(Clone, Debug)]
pub struct CellFound {
    /// The reading.
    pub reading: Reading,
    /// Where: the trimmed text of the cell, empty for a blank; `None` where its place is not known.
    pub span: Option<Span>,
}

/// A date with the place where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The date; it may be impossible (2月30日).
    pub date: Date,
    /// Where it stands.
    pub span: Span,
}

/// The end of the report.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The body as written above the date or in front of it.
    pub body: Option<(String, Span)>,
    /// The date.
    pub date: Dated,
}

impl LabelFound {
    /// Whether its pieces are as the author wrote them, not put together by their places on a page alone.
    pub fn is_whole(&self, document: &Document) -> bool {
        self.spans.iter().all(|span| document.texts[span.text.0 as usize].origin.is_whole())
    }
}

impl<'d> Filing<'d> {
    /// The cell with a key.
    pub fn cell(&self, key: &str) -> Option<CellId> {
        self.form_cells.iter().position(|cell| cell.key == key).map(|i| CellId(i as u16))
    }

    /// What was read in a cell.
    pub fn reading(&self, cell: CellId) -> &Reading {
        &self.cells[cell.0 as usize].reading
    }

    /// The figure in a cell, in the cell's unit.
    pub fn value(&self, cell: CellId) -> Option<Quantity> {
        match self.reading(cell) {
            Reading::Number { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// What stands in a cell, as written; empty where its place is not known.
    pub fn written(&self, cell: CellId) -> &str {
        self.cells[cell.0 as usize].span.map_or("", |span| self.document.slice(span))
    }

    /// The cell in the form.
    pub fn form_cell(&self, cell: CellId) -> &FormCell {
        &self.form_cells[cell.0 as usize]
    }

    /// All cells.
    pub fn cell_ids(&self) -> impl Iterator<Item = CellId> + use<> {
        (0..self.cells.len() as u16).map(CellId)
    }

    /// The heading of one of the form's sections.
    pub fn section(&self, index: usize) -> Option<&SectionFound> {
        self.sections.iter().find(|section| section.index == index)
    }
}

/// Lays a document over the forms: one filing for each report in it, as a rule one.
pub fn lay(document: &Document) -> Vec<Filing<'_>> {
    let lines = structure::lines(document);
    let sections = forms::FORMS[0].sections;
    let structures = structure::structures(document, &lines, sections);
    let end = structures.last().map_or(0, |structure| structure.extent.end);
    let behind = if structures.len() == 1 { end..document.blocks.len() } else { end..end };
    structures
        .into_iter()
        .map(|structure| lay_one(document, &lines, structure, behind.clone()))
        .filter(Filing::is_report)
        .collect()
}

/// `behind` is what stands behind the last report.
fn lay_one<'d>(
    document: &'d Document,
    lines: &[structure::Line],
    structure: structure::Structure,
    behind: Range<usize>,
) -> Filing<'d> {
    let structure::Structure { lines: own, extent, title, headings, signature, published } = structure;
    let block_after = |heading: &structure::Heading| {
        let last = &lines[heading.lines.end - 1];
        let glued = heading.length < last.folded.len() && heading.lines.len() == 1;
        let in_table = matches!(document.blocks[last.block], Block::Table(_));
        if glued || in_table { last.block } else { last.block + 1 }
    };
    let ranges: Vec<(usize, Range<usize>)> = headings
        .iter()
        .enumerate()
        .map(|(i, heading)| {
            let start = block_after(heading);
            let end = headings.get(i + 1).map_or(extent.end, |next| lines[next.lines.start].block);
            // Two headings in one table: what is under the first stands there too.
            let in_table = matches!(document.blocks.get(start), Some(Block::Table(_)));
            (heading.index, start..end.max(start + usize::from(in_table && start == lines[heading.lines.start].block)))
        })
        .collect();
    let (items, behind) = (lex::lex(document, extent.clone()), lex::lex(document, behind));
    let year_of_title = title.as_ref().and_then(|(title, _)| title.year);
    // Without it captions are told apart by what else names the year. The signature's does not: reports are signed late.
    let year_of_period = || {
        lines[own.clone()].iter().find_map(|line| Some(structure::dated::periods(&line.folded).first()?.0.date.year))
    };
    let year_of_page =
        || document.title.as_deref().and_then(|title| structure::title::body_and_year(&fold::fold(title)).1);
    let stated_year = year_of_title.or_else(year_of_period).or_else(year_of_page);
    let laid = align::align(document, &items, &ranges, stated_year);

    let skip = |line: usize| {
        title.as_ref().is_some_and(|(_, range)| range.contains(&line))
            || signature.as_ref().is_some_and(|(_, range)| range.contains(&line))
    };
    let passages = passage::passages(document, lines, own.clone(), &headings, &items, &laid.used, skip);
    let periods: Vec<_> = passages.iter().flat_map(|passage| structure::dated::periods(&passage.folded)).collect();
    let lost: Vec<(usize, Span)> =
        lines[own.clone()].iter().filter_map(|line| Some((line.block, structure::dated::lost_digits(line)?))).collect();
    let sections: Vec<SectionFound> = headings
        .iter()
        .zip(ranges)
        .map(|(heading, (_, blocks))| {
            let first = passages.partition_point(|passage| passage.line < heading.lines.start);
            let next = headings.iter().map(|h| h.lines.start).find(|&start| start > heading.lines.start);
            let last = next.map_or(passages.len(), |next| passages.partition_point(|passage| passage.line < next));
            SectionFound {
                index: heading.index,
                number: heading.number.clone(),
                title: heading.title.clone(),
                likeness: heading.likeness,
                span: heading.span,
                blocks,
                passages: first..last,
            }
        })
        .collect();
    let (title, signature) = (title.map(|(title, _)| title), signature.map(|(signature, _)| signature));
    let asides = aside::asides(&aside::Sources {
        document,
        lines: &lines[own],
        title: title.as_ref(),
        sections: &sections,
        cells: &laid.cells,
        items: &items,
        used: &laid.used,
        signature: signature.as_ref(),
    });
    let year = year_of_title.or(periods.first().map(|(from, _)| from.date.year)).or_else(year_of_page);
    let body = title.as_ref().and_then(|title| title.body.clone()).unwrap_or_default();
    let prose = prose::read(&passages, year, &body);
    let mut filing = Filing {
        document,
        extent,
        title,
        year,
        edition: laid.edition,
        form: laid.form,
        form_cells: laid.form.map(Form::cells).unwrap_or_default(),
        cells: laid.cells,
        equations: laid.form.map(Form::equations).unwrap_or_default(),
        balance: Balance::default(),
        sections,
        tables: laid.tables,
        foreign_labels: laid.foreign,
        single_other: laid.single_other,
        signature,
        published,
        periods,
        lists: prose::lists::lists(&passages, &prose),
        prose,
        passages,
        asides,
        lost_digits: lost.iter().map(|(_, sign)| *sign).collect(),
        scattered: stray_rows(document, &items, &laid.used) + stray_rows(document, &behind, &[]) >= SCATTERED,
        last_year: None,
    };
    let mut doubtful = laid.doubtful;
    if filing.scattered {
        filing.lose_scattered();
        doubtful.fill(Some(Doubt::Figure));
    }
    filing.lose_where_digits_are_lost(lost.iter().map(|(block, _)| *block));
    filing.lose_rows_without_labels();
    filing.balance = balance::weigh(&filing);
    // What is lost may have confirmed another.
    while filing.lose_unconfirmed(&doubtful) {
        filing.balance = balance::weigh(&filing);
    }
    if filing.lose_blamed(&doubtful) {
        filing.balance = balance::weigh(&filing);
    }
    filing
}

/// So many rows of figures without labels are a part of a table, not what was left over of some row.
const SCATTERED: usize = 5;

/// How many lines and table rows on pages hold nothing but figures that belong to no label.
fn stray_rows(document: &Document, items: &[lex::Item], used: &[bool]) -> usize {
    let mut next = 0;
    let is_stray = |line: &&[lex::Item]| {
        let first = next;
        next += line.len();
        let placed = matches!(document.texts[line[0].span.text.0 as usize].origin, Origin::Page(_));
        let figures = line.iter().filter(|item| item.kind == lex::Kind::Value).count();
        let only_figures = line.iter().all(|item| matches!(item.kind, lex::Kind::Value | lex::Kind::Blank));
        // A figure alone on a line may be a page's number.
        let enough = figures > usize::from(line[0].cell.is_none());
        placed && only_figures && enough && (first..next).all(|i| used.get(i) != Some(&true))
    };
    items.chunk_by(|a, b| a.line == b.line).filter(is_stray).count()
}

impl Filing<'_> {
    /// Whether enough of a report stands there to speak of one.
    pub fn is_report(&self) -> bool {
        let known = self.sections.iter().filter(|section| section.likeness != Likeness::Differs).count();
        let table = self.tables.iter().any(|table| table.labels.len() >= 5);
        table || known >= 3 || self.edition == Some(Edition::E2014) || (self.title.is_some() && known >= 1)
    }

    /// Where labels had to be put together by their places on a page, a table lost characters, or its section shows a
    /// picture, a row without a label is there, and was not found.
    fn lose_rows_without_labels(&mut self) {
        let Some(form) = self.form else { return };
        let lost = |block: &Block| match block {
            Block::Table(table) => table.cells.iter().any(|cell| self.document.text(cell.text).contains(fold::LOST)),
            _ => false,
        };
        let any_lost = self.document.blocks[self.extent.clone()].iter().any(lost);
        for (table, found) in form.tables.iter().zip(&self.tables) {
            let whole = |label: &LabelFound| label.is_whole(self.document);
            if !any_lost && found.labels.iter().all(whole) && !self.is_pictured(found) {
                continue;
            }
            for &(block, row) in &found.missing_rows {
                let row = &table.blocks[block].rows[row];
                // A row of another edition is not missing where its own takes its place.
                if !self.foreign_labels.is_empty() || self.single_other && row.key.starts_with("other.") {
                    continue;
                }
                for (cell, found) in self.form_cells.iter().zip(&mut self.cells) {
                    if std::ptr::eq(cell.row, row) && found.reading == Reading::Absent {
                        *found = CellFound { reading: Reading::Lost, span: None };
                    }
                }
            }
        }
    }

    /// Whether a picture stands in the section in which a table does: a part of the table may be it.
    fn is_pictured(&self, table: &TableFound) -> bool {
        let texts = |label: &LabelFound| label.spans.iter().map(|span| span.text).collect::<Vec<_>>();
        let ids: Vec<TextId> = table.labels.iter().flat_map(texts).collect();
        let holds = |block: &Block| match block {
            Block::Paragraph(id) | Block::Heading(_, id) => ids.contains(id),
            Block::Table(table) => table.cells.iter().any(|cell| ids.contains(&cell.text)),
            Block::Picture => false,
        };
        self.sections
            .iter()
            .filter_map(|section| self.document.blocks.get(section.blocks.clone()))
            .any(|blocks| blocks.iter().any(|block| matches!(block, Block::Picture)) && blocks.iter().any(holds))
    }

    /// Keeps of what is scattered only figures, and labels in the form's words.
    fn lose_scattered(&mut self) {
        for found in self.cells.iter_mut().filter(|found| !matches!(found.reading, Reading::Number { .. })) {
            *found = CellFound { reading: Reading::Lost, span: None };
        }
        for table in &mut self.tables {
            table.labels.retain(|label| label.likeness == Likeness::Same);
            table.corner_note = None;
        }
        self.foreign_labels.clear();
    }

    /// Loses the doubtful cells that the sums do not confirm; whether there were any.
    fn lose_unconfirmed(&mut self, doubtful: &[Option<Doubt>]) -> bool {
        let mut any = false;
        for (cell, _) in doubtful.iter().enumerate().filter(|(_, doubtful)| doubtful.is_some()) {
            let known = self.cells[cell].reading != Reading::Lost;
            if known && !balance::confirms(self, CellId(cell as u16)) {
                self.cells[cell] = CellFound { reading: Reading::Lost, span: None };
                any = true;
            }
        }
        any
    }

    /// Loses the figures that the sums blame although they may not be whole; whether there were any. What else the sums
    /// confirmed stays: it is this figure that explains what fails.
    fn lose_blamed(&mut self, doubtful: &[Option<Doubt>]) -> bool {
        let blamed: Vec<CellId> = self.balance.diagnoses.iter().filter_map(|diagnosis| diagnosis.cell).collect();
        let mut any = false;
        for cell in blamed.into_iter().map(|cell| usize::from(cell.0)) {
            if doubtful[cell] == Some(Doubt::Figure) {
                self.cells[cell] = CellFound { reading: Reading::Lost, span: None };
                any = true;
            }
        }
        any
    }

    /// Where a section shows that its source lost digits, none of its table's figures can be relied on. The blocks are
    /// those with such signs.
    fn lose_where_digits_are_lost(&mut self, signs: impl Iterator<Item = usize>) {
        let signs: Vec<usize> = signs.collect();
        let tables = ["", "proactive", "requests", "disputes"];
        for section in &self.sections {
            let Some(table) = tables.get(section.index).filter(|table| !table.is_empty()) else { continue };
            if !signs.iter().any(|block| section.blocks.contains(block)) {
                continue;
            }
            for (cell, found) in self.form_cells.iter().zip(&mut self.cells) {
                if cell.table.key == *table && found.reading != Reading::Absent {
                    *found = CellFound { reading: Reading::Lost, span: None };
                }
            }
        }
    }
}
