//! What the four sum rules share: they translate what the balance of the equations says.

use crate::{
    filing::{
        Filing,
        balance::{Diagnosis, Slip, State},
    },
    finding::{Applicability, Finding, Fix, Severity},
    form::{CellId, Role},
    language::{Bilingual, both},
    rule::Verdict,
};

use super::{blank_form::is_blank_form, cells::number_edit};

/// The sentence for a cell that the equations single out, without a slip that explains it and with each of them.
const CORRECTED: Bilingual = both(
    "“{row} · {column}”写作 {found}，应为 {expected}，改后它所在的等式（{count} 条）都成立。",
    "“{row} · {column}” says {found} and should say {expected}: then all its sums ({count}) hold.",
);
const DIGIT: Bilingual = both(
    "“{row} · {column}”写作 {found}，应为 {expected}，改后它所在的等式（{count} 条）都成立。像是有一位数字写错了。",
    "“{row} · {column}” says {found} and should say {expected}: then all its sums ({count}) hold. \
     It looks as if one digit is wrong.",
);
const SWAP: Bilingual = both(
    "“{row} · {column}”写作 {found}，应为 {expected}，改后它所在的等式（{count} 条）都成立。像是两位数字写颠倒了。",
    "“{row} · {column}” says {found} and should say {expected}: then all its sums ({count}) hold. \
     It looks as if two digits changed places.",
);
const ZERO: Bilingual = both(
    "“{row} · {column}”写作 {found}，应为 {expected}，改后它所在的等式（{count} 条）都成立。像是末尾多写或少写了 0。",
    "“{row} · {column}” says {found} and should say {expected}: then all its sums ({count}) hold. \
     It looks as if there is a zero too many or too few at the end.",
);
const LENGTH: Bilingual = both(
    "“{row} · {column}”写作 {found}，应为 {expected}，改后它所在的等式（{count} 条）都成立。像是多写或漏写了一位数字。",
    "“{row} · {column}” says {found} and should say {expected}: then all its sums ({count}) hold. \
     It looks as if a digit was typed twice or left out.",
);
const EXCHANGE: Bilingual = both(
    "“{row} · {column}”写作 {found}，应为 {expected}，改后它所在的等式（{count} 条）都成立。像是与“{neighbour}”的数对调了。",
    "“{row} · {column}” says {found} and should say {expected}: then all its sums ({count}) hold. \
     It looks as if it changed places with “{neighbour}”.",
);
const NEIGHBOUR: Bilingual = both(
    "“{row} · {column}”写作 {found}，应为 {expected}，改后它所在的等式（{count} 条）都成立。现在的数与同一行“{neighbour}”一格相同。",
    "“{row} · {column}” says {found} and should say {expected}: then all its sums ({count}) hold. \
     The figure here is the same as in “{neighbour}” of this row.",
);
const ROW: Bilingual = both(
    "“{row} · {column}”写作 {found}，应为 {expected}，改后它所在的等式（{count} 条）都成立。现在的数与相邻一行“{neighbour}”相同。",
    "“{row} · {column}” says {found} and should say {expected}: then all its sums ({count}) hold. \
     The figure here is the same as in the next row, “{neighbour}”.",
);

/// The order in which failing equations give a finding its name.
const ORDER: &[&str] = &["results-sum-mismatch", "unbalanced-column", "row-sum-mismatch", "disputes-sum-mismatch"];

/// What a sum rule has to say: the equations that bear its name, and the diagnoses that it speaks of.
pub fn verdict(filing: &Filing, rule: &'static str, plain: Bilingual) -> Verdict {
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
            verdict.findings.push(finding(filing, rule, plain, diagnosis, first));
        }
    }
    verdict
}

fn finding(filing: &Filing, rule: &'static str, plain: Bilingual, diagnosis: &Diagnosis, first: usize) -> Finding {
    let (equation, weighed) = (&filing.equations[first], &filing.balance.states[first]);
    let blamed = diagnosis.cell.zip(diagnosis.expected);
    let template = match (blamed, diagnosis.slip) {
        (None, _) => plain,
        (_, None) => CORRECTED,
        (_, Some(Slip::Digit)) => DIGIT,
        (_, Some(Slip::Swap)) => SWAP,
        (_, Some(Slip::Zero)) => ZERO,
        (_, Some(Slip::Length)) => LENGTH,
        (_, Some(Slip::Exchange(_))) => EXCHANGE,
        (_, Some(Slip::Neighbour(_))) => NEIGHBOUR,
        (_, Some(Slip::Row(_))) => ROW,
    };
    let mut finding = Finding::new(rule, Severity::Error, template);
    finding.equations = diagnosis.equations.clone();
    let named = filing.form_cell(diagnosis.cell.unwrap_or(equation.right[0]));
    let mut message = finding
        .message
        .with("left", weighed.left.to_string())
        .with("right", weighed.right.to_string())
        .with("column", named.column.label)
        .with("row", named.row.short);
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
                .with("expected", expected.to_string())
                .with("found", found.clone())
                .with("count", diagnosis.equations.len().to_string());
            let neighbour = match diagnosis.slip {
                Some(Slip::Neighbour(other)) => filing.form_cell(other).column.label.to_owned(),
                Some(Slip::Row(other)) => filing.form_cell(other).row.short.to_owned(),
                Some(Slip::Exchange(other)) => {
                    let other = filing.form_cell(other);
                    format!("{} · {}", other.row.short, other.column.label)
                }
                _ => String::new(),
            };
            message = message.with("neighbour", neighbour);
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

/// Whether a row is one of those that the requests' balance stands on: 一, 二, （七）, 四.
pub fn is_balance_row(role: Role) -> bool {
    matches!(role, Role::New | Role::CarriedIn | Role::Total | Role::CarriedOut)
}
