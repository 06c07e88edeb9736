//! A form: one official edition's sections, tables, cells and sums. Data only; what is laid over it is a
//! [`Filing`](crate::filing::Filing).

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// An edition of the official form, named after the notice that set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// Reports for 2008–2018: free text with an optional statistical table; recognised, its cells are not read.
    #[serde(rename = "2014")]
    E2014,
    /// Reports for 2019 and 2020.
    #[serde(rename = "2019")]
    E2019,
    /// Reports for 2021 and later.
    #[serde(rename = "2021")]
    E2021,
}

/// One edition of the form.
#[derive(Debug)]
pub struct Form {
    /// Which.
    pub edition: Edition,
    /// The notice that sets it.
    pub notice: &'static str,
    /// The first and the last reporting year it is for.
    pub years: (u16, u16),
    /// The sections in their order.
    pub sections: &'static [Section],
    /// The tables in their order.
    pub tables: &'static [FormTable],
    /// The note in the upper left corner of the table of requests.
    pub corner_note: &'static str,
    /// What follows from all this.
    pub derived: Derived,
}

/// What follows from a form's tables, worked out when it is first asked for.
#[derive(Debug, Default)]
pub struct Derived {
    cells: OnceLock<Vec<FormCell>>,
    equations: OnceLock<Vec<Equation>>,
}

impl Derived {
    /// Nothing was asked for yet.
    pub const fn new() -> Self {
        Self { cells: OnceLock::new(), equations: OnceLock::new() }
    }
}

/// A section of the report.
#[derive(Debug)]
pub struct Section {
    /// Its running number as written: `一`.
    pub number: &'static str,
    /// Its title, without number.
    pub title: &'static str,
    /// Other titles in accepted use.
    pub variants: &'static [&'static str],
    /// The table that belongs under it.
    pub table: Option<&'static str>,
}

/// A table of the form.
#[derive(Debug)]
pub struct FormTable {
    /// The first part of its cells' keys.
    pub key: &'static str,
    /// What people call it: `表三`.
    pub name: &'static str,
    /// What it is about, for people.
    pub title: &'static str,
    /// Its parts, each with columns of its own.
    pub blocks: &'static [FormBlock],
}

/// A part of a table: rows that share their columns.
#[derive(Debug)]
pub struct FormBlock {
    /// Its heading; empty where the table has but one part.
    pub label: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows.
    pub rows: &'static [Row],
}

/// A column of a block.
#[derive(Debug)]
pub struct Column {
    /// The last part of its cells' keys.
    pub key: &'static str,
    /// Its label.
    pub label: &'static str,
    /// Other labels seen; the known ones are a note at most.
    pub variants: &'static [&'static str],
    /// What its cells hold.
    pub unit: Unit,
}

/// What a cell's figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Things: a whole number, not negative.
    Count,
    /// A change against last year: a whole number with a sign.
    Change,
    /// Money in 万元, with decimals.
    TenThousandYuan,
}

/// A row of a block.
#[derive(Debug)]
pub struct Row {
    /// The middle part of its cells' keys.
    pub key: &'static str,
    /// Its own label, as printed in the form.
    pub label: &'static str,
    /// The group label that stands left of or above it: `（三）不予公开`; empty for none.
    pub group: &'static str,
    /// A short name for places: `一、本年新收`.
    pub short: &'static str,
    /// Other labels seen; the known ones are a note at most.
    pub variants: &'static [&'static str],
    /// What it is in the table's sums.
    pub role: Role,
}

/// What a row is in the sums of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// In no sum.
    Alone,
    /// Newly received requests: 一.
    New,
    /// Carried in from last year: 二.
    CarriedIn,
    /// A result: one of 三（一）to（六）.
    Result,
    /// All results: 三（七）.
    Total,
    /// Carried out to next year: 四.
    CarriedOut,
    /// A kind of dispute; its outcomes add up along the row.
    Dispute,
}

/// The number of a cell in its form's order; an index into [`Form::cells`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellId(pub u16);

/// A cell of a form.
#[derive(Clone, Debug)]
pub struct FormCell {
    /// Its name in code, exports, tests and handbook: `requests.new.natural`.
    pub key: String,
    /// Its name for people: `表三 · 一、本年新收 · 自然人`.
    pub place: String,
    /// Its table.
    pub table: &'static FormTable,
    /// Its block.
    pub block: &'static FormBlock,
    /// Its row.
    pub row: &'static Row,
    /// Its column.
    pub column: &'static Column,
}

/// An equation of a form (勾稽关系): the cells on its left add up to what those on its right add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// The rule that speaks of it.
    pub rule: &'static str,
    /// The parts.
    pub left: Vec<CellId>,
    /// The stated total; for the balance of the requests 总计 and 结转下年度.
    pub right: Vec<CellId>,
}

impl Form {
    /// All cells in the form's order: the order of the contract's `cells`.
    pub fn cells(&self) -> &[FormCell] {
        self.derived.cells.get_or_init(|| self.make_cells())
    }

    fn make_cells(&self) -> Vec<FormCell> {
        let mut cells = Vec::with_capacity(200);
        for table in self.tables {
            for block in table.blocks {
                for row in block.rows {
                    cells.extend(block.columns.iter().map(|column| FormCell {
                        key: [table.key, row.key, column.key].join("."),
                        place: [table.name, row.short, column.label].join(" · "),
                        table,
                        block,
                        row,
                        column,
                    }));
                }
            }
        }
        cells
    }

    /// The equations that bind the cells, derived from the rows' roles: those of the request columns, of the
    /// request rows, of the disputes.
    pub fn equations(&self) -> &[Equation] {
        self.derived.equations.get_or_init(|| self.make_equations())
    }

    fn make_equations(&self) -> Vec<Equation> {
        let (mut of_columns, mut of_rows) = (Vec::new(), Vec::new());
        let mut first = 0;
        for block in self.tables.iter().flat_map(|table| table.blocks) {
            let width = block.columns.len();
            if block.rows.iter().any(|row| row.role == Role::Total) {
                for (rule, left, right) in [
                    ("results-sum-mismatch", &[Role::Result][..], [Role::Total; 2]),
                    ("unbalanced-column", &[Role::New, Role::CarriedIn], [Role::Total, Role::CarriedOut]),
                ] {
                    let find = |roles: &[Role], column: usize| -> Vec<CellId> {
                        let rows = (0..block.rows.len()).filter(|&row| roles.contains(&block.rows[row].role));
                        rows.map(|row| CellId((first + row * width + column) as u16)).collect()
                    };
                    let equations = (0..width).map(|column| Equation {
                        rule,
                        left: find(left, column),
                        right: find(&right, column),
                    });
                    of_columns.extend(equations);
                }
            }
            for row in block.rows {
                let all: Vec<CellId> = (first..first + width).map(|i| CellId(i as u16)).collect();
                first += width;
                let rule = match row.role {
                    Role::Alone => continue,
                    Role::Dispute => "disputes-sum-mismatch",
                    _ => "row-sum-mismatch",
                };
                let (left, right) = all.split_at(width - 1);
                of_rows.push(Equation { rule, left: left.to_vec(), right: right.to_vec() });
            }
        }
        of_columns.append(&mut of_rows);
        of_columns
    }
}
