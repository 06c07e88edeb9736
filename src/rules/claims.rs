//! Cells that prose speaks of: what they add up to, and what to call them.

use crate::{
    filing::{
        Filing, Quantity, Reading,
        balance::{self, Slip},
        prose::{Amount, At, Claim, Number, Plainness, Sum, Union},
    },
    finding::{Applicability, Edit, Fix},
    form::CellId,
    language::{Message, both},
    rule::Checked,
};

/// What a sum's cells make.
pub struct Figure {
    /// The cells, those taken off last.
    pub cells: Vec<CellId>,
    /// What they make; `None` where one of them was not read as a number.
    pub value: Option<Quantity>,
}

/// Keys of columns in the edition of 2019 for those of 2021.
const OLDER: &[(&str, &str)] = &[("issued", "made"), ("in_force", "total")];

/// Whether a column is one of a sum's.
fn counts(sum: &Sum, column: &str) -> bool {
    sum.columns.contains(&column) || OLDER.iter().any(|(new, old)| *old == column && sum.columns.contains(new))
}

/// Whether a row is one of some things'.
fn holds(rows: &Union, row: &str) -> bool {
    rows.iter().any(|rows| rows.contains(&row))
}

/// The cells of a sum in this filing's form; `None` where the form has none of them.
pub fn figure(filing: &Filing, sum: &Sum) -> Option<Figure> {
    let added = cells(filing, sum, &sum.rows)?;
    let taken = if sum.less[0].is_empty() { Vec::new() } else { cells(filing, sum, &sum.less)? };
    let total = |cells: &[CellId]| cells.iter().map(|cell| value(filing, *cell)).sum::<Option<Quantity>>();
    let value = total(&added).zip(total(&taken)).map(|(added, taken)| added - taken);
    Some(Figure { cells: [added, taken].concat(), value })
}

/// The figure in a cell; of a total that is blank what its row makes.
pub fn value(filing: &Filing, cell: CellId) -> Option<Quantity> {
    match filing.reading(cell) {
        Reading::Number { value, .. } => Some(*value),
        Reading::Blank | Reading::Mark => {
            let of =
                |equation: &&crate::form::Equation| equation.right == [cell] && equation.rule == "row-sum-mismatch";
            let row = filing.equations.iter().find(of)?;
            row.left.iter().map(|part| filing.value(*part)).sum()
        }
        _ => None,
    }
}

fn cells(filing: &Filing, sum: &Sum, rows: &Union) -> Option<Vec<CellId>> {
    let mut found = Vec::new();
    let mut first = 0;
    for table in filing.form?.tables {
        for block in table.blocks {
            let width = block.columns.len();
            for row in block.rows {
                if table.key == sum.table && holds(rows, row.key) {
                    for (column, known) in block.columns.iter().enumerate() {
                        if counts(sum, known.key) {
                            found.push(CellId((first + column) as u16));
                        }
                    }
                }
                first += width;
            }
        }
    }
    // 其他处理 in one row: the other two are nothing.
    if filing.single_other {
        found.retain(|cell| *filing.reading(*cell) != Reading::Absent);
    }
    (!found.is_empty()).then_some(found)
}

/// What people call a sum: `表三 · （三）不予公开 · 总计`.
pub fn name(filing: &Filing, sum: &Sum) -> String {
    let Some(table) = filing.form.and_then(|form| form.tables.iter().find(|table| table.key == sum.table)) else {
        return String::new();
    };
    let rows = || table.blocks.iter().flat_map(|block| block.rows);
    let thing = |keys: &&[&str]| -> Option<String> {
        let named: Vec<_> = rows().filter(|row| keys.contains(&row.key)).collect();
        let group = named.first()?.group;
        let whole = rows().filter(|row| row.group == group).count() == named.len();
        if named.len() > 1 && whole && !group.is_empty() && named.iter().all(|row| row.group == group) {
            return Some(group.to_owned());
        }
        let names: Vec<&str> = named.iter().map(|row| row.short).collect();
        Some(names.join(" + "))
    };
    let of = |rows: &Union, sign: &str| rows.iter().filter_map(thing).collect::<Vec<_>>().join(sign);
    let mut rows = of(&sum.rows, " + ");
    if !sum.less[0].is_empty() {
        rows = format!("{rows} − {}", of(&sum.less, " − "));
    }
    let columns = table.blocks.iter().flat_map(|block| block.columns).filter(|column| counts(sum, column.key));
    let mut names: Vec<&str> = columns.map(|column| column.label).collect();
    names.dedup();
    let columns = if names.len() == 5 { "法人或其他组织".to_owned() } else { names.join(" + ") };
    format!("{} · {rows} · {columns}", table.name)
}

/// How a claim stands to the tables.
pub enum Standing {
    /// It agrees with a sum, the first one that it agrees with.
    Agrees(usize),
    /// It agrees with none; the first one that is known.
    Contradicts(usize),
    /// It cannot be told.
    Unclear,
    /// The form has no such cells.
    Nowhere,
}

/// Holds a claim against the tables.
pub fn standing(filing: &Filing, claim: &Claim, number: Option<&Number>, plainness: Plainness) -> Standing {
    let figures: Vec<Option<Figure>> = claim.sums.iter().map(|sum| figure(filing, sum)).collect();
    let value = |at: usize| figures[at].as_ref().and_then(|figure| figure.value);
    let money = |value: Quantity| {
        if claim.sums[0].table == "proactive" && claim.sums[0].columns == ["amount"] {
            value.scaled(4).unwrap_or(value)
        } else {
            value
        }
    };
    let agrees = |value: Quantity| match number {
        Some(number) => number.may_be(money(value)),
        None => value == Quantity::ZERO,
    };
    if let Some(at) = (0..figures.len()).find(|&at| value(at).is_some_and(agrees)) {
        return Standing::Agrees(at);
    }
    let Some(first) = (0..figures.len()).find(|&at| figures[at].is_some()) else { return Standing::Nowhere };
    if plainness == Plainness::Near {
        let none = (0..figures.len()).all(|at| value(at) == Some(Quantity::ZERO));
        return if none { Standing::Contradicts(first) } else { Standing::Unclear };
    }
    if plainness == Plainness::Part {
        let all = figure(filing, &Sum::ALL_REQUESTS).and_then(|figure| figure.value);
        let most = (0..figures.len()).filter_map(value).chain(all).max();
        let more =
            all.is_some() && number.and_then(|number| number.least).zip(most).is_some_and(|(least, most)| least > most);
        return if more { Standing::Contradicts(first) } else { Standing::Unclear };
    }
    // Of other bodies it may be right; what differs as a slip of the hand would is none of theirs.
    if matches!(plainness, Plainness::Vague | Plainness::Scoped) {
        // Figures of two digits are too near to each other to tell.
        let slip = |value: Quantity| {
            let told = value >= Quantity::whole(100);
            told && number.is_some_and(|number| {
                let slip = balance::digit_slip(value, number.value);
                slip.is_some_and(|slip| slip != Slip::Length || plainness == Plainness::Scoped)
            })
        };
        return match (0..figures.len()).find(|&at| value(at).is_some_and(slip)) {
            Some(at) => Standing::Contradicts(at),
            None => Standing::Unclear,
        };
    }
    // What could not be read may be what it speaks of.
    if figures.iter().flatten().any(|figure| figure.value.is_none()) {
        return Standing::Unclear;
    }
    Standing::Contradicts(first)
}

/// The number of a claim with the cells of one of its sums, as held against each other.
pub fn checked(filing: &Filing, claim: &Claim, prose: usize, sum: usize) -> Option<Checked> {
    Some(Checked { prose, number: claim.number?, cells: figure(filing, &claim.sums[sum])?.cells })
}

/// A figure for a number of the text, where nothing else there hangs on what stands there now.
pub fn correction(filing: &Filing, at: At, figure: Quantity) -> Option<Fix> {
    let (prose, index) = (&filing.prose[at.0], at.1);
    let number = &prose.numbers[index];
    let of = |amount: &Amount| match amount {
        Amount::Number(one) => *one == index,
        Amount::Together(from, to) => (*from..=*to).contains(&index),
        Amount::Without(one, other) => *one == index || *other == index,
        Amount::Cells(_) => false,
    };
    let split = prose.breakdowns.iter().any(|split| split.total == index || split.parts.contains(&index));
    let listed = filing.lists.iter().any(|list| list.total == at || list.parts.contains(&at));
    let rated = prose.rates.iter().any(|rate| rate.number == index || rate.pairs.iter().any(|(a, b)| of(a) || of(b)));
    let [span] = filing.passages[prose.passage].folded.spans(number.digits.clone())[..] else { return None };
    if split || listed || rated || number.chinese || number.least != number.most {
        return None;
    }
    Some(Fix {
        title: Message::new(both("正文改为 {expected}", "Change the text to {expected}"))
            .with("expected", figure.to_string()),
        edits: vec![Edit { span, text: figure.to_string() }],
        applicability: Applicability::Unsure,
    })
}
