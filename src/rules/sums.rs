//! What the four sum rules share: they translate what the balance of the equations says.

use crate::{
    filing::{
        Filing, Quantity,
        balance::{Diagnosis, Slip, State},
    },
    finding::{Applicability, Finding, Fix, Severity},
    form::{CellId, Role},
    language::{Bilingual, both},
    rule::Verdict,
};

use super::{blank_form::is_blank_form, cells::number_edit};

/// The sentences of one sum rule.
pub struct Words {
    /// What the equation says, where no cell is singled out.
    pub plain: Bilingual,
    /// The same with the correction: by how many other equations it mends, then by slip.
    pub corrected: [[Bilingual; 7]; 4],
}

/// Writes the sentences of a sum rule: what the equation says, in Chinese and in English.
macro_rules! sentences {
    ($zh:literal, $en:literal) => {
        $crate::rules::sums::Words {
            plain: both($zh, $en),
            corrected: [
                sentences!(
                    $zh "把“{cell}”改为 {expected}，等式成立。",
                    $en " With {expected} in “{cell}” the sum holds."
                ),
                sentences!(
                    $zh "把“{cell}”改为 {expected} 会同时满足另一条等式。",
                    $en " With {expected} in “{cell}” one more sum holds as well."
                ),
                sentences!(
                    $zh "把“{cell}”改为 {expected} 会同时满足另外 {others} 条等式。",
                    $en " With {expected} in “{cell}” {others} more sums hold as well."
                ),
                sentences!(
                    $zh "把“{cell}”改为 {expected}，连同这里的另一处更正，等式都成立。",
                    $en " With {expected} in “{cell}”, and the other correction here, all sums hold."
                ),
            ],
        }
    };
    ($zh:literal $mend_zh:literal, $en:literal $mend_en:literal) => {
        [
            both(concat!($zh, $mend_zh), concat!($en, $mend_en)),
            both(
                concat!($zh, $mend_zh, "像是有一位数字写错了。"),
                concat!($en, $mend_en, " It looks as if one digit is wrong."),
            ),
            both(
                concat!($zh, $mend_zh, "像是两位数字写颠倒了。"),
                concat!($en, $mend_en, " It looks as if two digits changed places."),
            ),
            both(
                concat!($zh, $mend_zh, "像是末尾多写或少写了 0。"),
                concat!($en, $mend_en, " It looks as if there is a zero too many or too few at the end."),
            ),
            both(
                concat!($zh, $mend_zh, "像是多写或漏写了一位数字。"),
                concat!($en, $mend_en, " It looks as if a digit was typed twice or left out."),
            ),
            both(
                concat!($zh, $mend_zh, "现在的 {found} 与同一行“{neighbour}”一格的数相同。"),
                concat!($en, $mend_en, " The {found} here is the same as in “{neighbour}” of this row."),
            ),
            both(
                concat!($zh, $mend_zh, "现在的 {found} 与相邻一行“{neighbour}”的数相同。"),
                concat!($en, $mend_en, " The {found} here is the same as in the next row, “{neighbour}”."),
            ),
        ]
    };
}
pub(super) use sentences;

/// The order in which failing equations give a finding its name.
const ORDER: &[&str] = &["results-sum-mismatch", "unbalanced-column", "row-sum-mismatch", "disputes-sum-mismatch"];

/// What a sum rule has to say: the equations that bear its name, and the diagnoses that it speaks of.
pub fn verdict(filing: &Filing, rule: &'static str, words: &Words) -> Verdict {
    let mut verdict = Verdict::default();
    let blank = is_blank_form(filing);
    for (equation, weighed) in filing.equations.iter().zip(&filing.balance.states) {
        if equation.rule != rule {
            continue;
        }
        verdict.examined += 1;
        match weighed.state {
            _ if blank => verdict.unclear += 1,
            State::Holds => {}
            State::Fails => verdict.failed += 1,
            State::Unclear => verdict.unclear += 1,
        }
    }
    for diagnosis in &filing.balance.diagnoses {
        let rank = |&e: &usize| ORDER.iter().position(|name| *name == filing.equations[e].rule);
        let Some(&first) = diagnosis.equations.iter().min_by_key(|e| (rank(e), **e)) else { continue };
        if filing.equations[first].rule == rule {
            verdict.findings.push(finding(filing, rule, words, diagnosis, first));
        }
    }
    verdict
}

fn finding(filing: &Filing, rule: &'static str, words: &Words, diagnosis: &Diagnosis, first: usize) -> Finding {
    let (equation, weighed) = (&filing.equations[first], &filing.balance.states[first]);
    let blamed = diagnosis.cell.zip(diagnosis.expected);
    let others = diagnosis.equations.len() - 1;
    let template = match blamed {
        None => words.plain,
        Some((cell, expected)) => {
            let reach =
                if diagnosis.equations.iter().all(|&e| mends(filing, e, cell, expected)) { others.min(2) } else { 3 };
            words.corrected[reach][slip_index(diagnosis.slip)]
        }
    };
    let mut finding = Finding::new(rule, Severity::Error, template);
    finding.equations = diagnosis.equations.clone();
    let along_row = filing.form_cell(equation.left[0]).column.key != filing.form_cell(equation.right[0]).column.key;
    let name = |cell: CellId| {
        let cell = filing.form_cell(cell);
        if along_row { cell.column.label } else { cell.row.short }
    };
    let mut message = finding
        .message
        .with("left", weighed.left.to_string())
        .with("right", weighed.right.to_string())
        .with("column", filing.form_cell(equation.right[0]).column.label)
        .with("row", filing.form_cell(equation.right[0]).row.short);
    let mut cells: Vec<CellId> = diagnosis.cell.into_iter().collect();
    // The stated totals first, then the parts.
    for &e in &diagnosis.equations {
        let equation = &filing.equations[e];
        for &cell in equation.right.iter().chain(&equation.left) {
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
    }
    match blamed {
        Some((cell, expected)) => {
            let found = filing.written(cell).to_owned();
            message = message
                .with("cell", name(cell))
                .with("expected", expected.to_string())
                .with("found", found.clone())
                .with("others", others.to_string());
            if let Some(Slip::Neighbour(other)) = diagnosis.slip {
                message = message.with("neighbour", filing.form_cell(other).column.label);
            } else if let Some(Slip::Row(other)) = diagnosis.slip {
                message = message.with("neighbour", filing.form_cell(other).row.short);
            }
            finding.spans.extend(filing.cells[cell.0 as usize].span);
            finding.expected = Some(expected.to_string());
            finding.found = Some(found);
            finding.fix = number_edit(filing, cell, expected).map(|edit| Fix {
                title: crate::language::Message::new(both("改为 {expected}", "Change to {expected}"))
                    .with("expected", expected.to_string()),
                edits: vec![edit],
                applicability: Applicability::Likely,
            });
        }
        None => {
            finding.spans.extend(equation.right.iter().filter_map(|cell| filing.cells[cell.0 as usize].span));
            finding.found = Some(weighed.right.to_string());
        }
    }
    finding.message = message;
    finding.cells = cells;
    finding
}

/// Whether an equation holds once a cell has its expected figure.
fn mends(filing: &Filing, equation: usize, cell: CellId, expected: Quantity) -> bool {
    let weighed = &filing.balance.states[equation];
    let Some(written) = filing.value(cell) else { return false };
    let change = expected - written;
    if filing.equations[equation].left.contains(&cell) {
        weighed.left + change == weighed.right
    } else {
        weighed.left == weighed.right + change
    }
}

fn slip_index(slip: Option<Slip>) -> usize {
    match slip {
        None => 0,
        Some(Slip::Digit) => 1,
        Some(Slip::Swap) => 2,
        Some(Slip::Zero) => 3,
        Some(Slip::Length) => 4,
        Some(Slip::Neighbour(_)) => 5,
        Some(Slip::Row(_)) => 6,
    }
}

/// Whether a row is one of those that the requests' balance stands on: 一, 二, （七）, 四.
pub fn is_balance_row(role: Role) -> bool {
    matches!(role, Role::New | Role::CarriedIn | Role::Total | Role::CarriedOut)
}
