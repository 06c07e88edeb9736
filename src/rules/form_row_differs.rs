//! A label of a table in other words than the form's, or a row of it that is missing.

use super::places;
use crate::{
    document::Span,
    filing::{
        Filing, LabelFound, Likeness, Reading, TableFound,
        fold::{LOST, fold_label},
    },
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    form::{CellId, FormTable},
    forms,
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "form-row-differs";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("表格栏目与格式不同", "A table's label differs from the form"),
    text: both(
        "三张表的行、列名称应与格式一致。见惯的变体只作说明，其他写法和缺少的行提醒。旧格式的栏目由“格式过时”一并提出，不在这里重复。",
        "Rows and columns of the tables should be labelled as in the form. Known variants are a note, other wording and missing rows a warning. What belongs to an older edition is said once, by outdated-form.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二、三、四部分表格。",
        "The form set by notice 国办公开办函〔2021〕30号, tables two, three and four.",
    ),
    example: both("“行政规范性文件”写作“规范性文件”。", "“行政规范性文件” is written “规范性文件”."),
    remedy: both("照格式改栏目名称，补上缺少的行。", "Use the form's labels and add the missing rows."),
    check,
};

const VARIANT: Bilingual = both(
    "{table}的栏目“{found}”，格式上是“{expected}”。",
    "{table} has the label “{found}”; the form says “{expected}”.",
);
const DIFFERS: Bilingual = both(
    "{table}的栏目写作“{found}”，与格式规定的“{expected}”不同。",
    "{table} has the label “{found}”, which is not the form's “{expected}”.",
);
const MISSING_ROW: Bilingual = both("{table}缺少“{first}”一行。", "{table} lacks the row “{first}”.");
const MISSING_ROWS: Bilingual =
    both("{table}缺少从“{first}”到“{last}”的 {count} 行。", "{table} lacks {count} rows, from “{first}” to “{last}”.");

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(form) = filing.form else { return verdict };
    for (table, found) in form.tables.iter().zip(&filing.tables).filter(|(_, found)| found.present) {
        verdict.examined += found.labels.len() + found.missing_rows.len();
        let mixed = is_mixed(filing, table);
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for label in &found.labels {
            let (severity, template) = match label.likeness {
                Likeness::Same => continue,
                Likeness::Variant => (Severity::Note, VARIANT),
                Likeness::Differs => (Severity::Warning, DIFFERS),
            };
            let again = seen.contains(&(label.canonical, label.text.as_str()));
            if again || (mixed && is_of_another_edition(filing, label)) {
                continue;
            }
            // A known variant is one in whatever pieces it came, unless the form's words go on behind it; other words may be
            // another label's piece, and so may be what has no figures.
            let cut = || fold_label(label.canonical).starts_with(&fold_label(&label.text));
            let piece = !label.is_whole(filing.document) && (label.likeness == Likeness::Differs || cut());
            if piece || is_lost(filing, table, label) {
                verdict.unclear += 1;
                continue;
            }
            seen.push((label.canonical, &label.text));
            verdict.failed += 1;
            verdict.findings.push(differing(filing, table, label, severity, template));
        }
        missing(filing, table, found, mixed, &mut verdict);
    }
    verdict
}

/// Whether a label's row was not read.
fn is_lost(filing: &Filing, table: &FormTable, label: &LabelFound) -> bool {
    let of_row = |cell: &CellId| {
        let cell = filing.form_cell(*cell);
        cell.table.key == table.key && cell.row.label == label.canonical
    };
    let mut cells = filing.cell_ids().filter(of_row).peekable();
    cells.peek().is_some() && cells.all(|cell| *filing.reading(cell) == Reading::Lost)
}

/// Whether labels of another edition stand in this table.
fn is_mixed(filing: &Filing, table: &FormTable) -> bool {
    let others = || forms::FORMS.iter().filter(|form| Some(form.edition) != filing.edition);
    filing.foreign_labels.iter().any(|foreign| {
        let foreign = fold_label(foreign.canonical);
        others().flat_map(|form| form.tables).filter(|other| other.key == table.key).flat_map(|other| other.blocks).any(
            |block| {
                block.rows.iter().map(|row| row.label).chain(block.columns.iter().map(|column| column.label)).any(
                    |label| {
                        let label = fold_label(label);
                        label == foreign || label.contains(&foreign) || foreign.contains(&label)
                    },
                )
            },
        )
    }) || (filing.single_other && table.key == "requests")
}

/// Whether the label as written is the one of another edition.
fn is_of_another_edition(filing: &Filing, label: &LabelFound) -> bool {
    let written = fold_label(&label.text);
    forms::FORMS.iter().filter(|form| Some(form.edition) != filing.edition).any(|form| {
        form.tables.iter().flat_map(|table| table.blocks).any(|block| {
            let labels = block.rows.iter().map(|row| row.label).chain(block.columns.iter().map(|column| column.label));
            labels.map(fold_label).any(|label| label == written)
        })
    })
}

fn differing(
    filing: &Filing,
    table: &FormTable,
    label: &LabelFound,
    severity: Severity,
    template: Bilingual,
) -> Finding {
    let mut finding = Finding::new(NAME, severity, template);
    let written = places::written(filing, label);
    finding.message =
        finding.message.with("table", table.name).with("found", written.clone()).with("expected", label.canonical);
    finding.spans = label.spans.clone();
    finding.expected = Some(label.canonical.to_owned());
    finding.found = Some(written);
    if let [span] = label.spans[..]
        && fold_label(filing.document.slice(span)) == fold_label(&label.text)
    {
        finding.fix = Some(Fix {
            title: Message::new(both("改为“{expected}”", "Change to “{expected}”")).with("expected", label.canonical),
            edits: vec![Edit { span, text: label.canonical.to_owned() }],
            applicability: Applicability::Likely,
        });
    }
    finding
}

fn missing(filing: &Filing, table: &'static FormTable, found: &TableFound, mixed: bool, verdict: &mut Verdict) {
    if found.missing_rows.is_empty() {
        return;
    }
    let of_row = |block: usize, row: usize| -> Vec<CellId> {
        let row = &table.blocks[block].rows[row];
        filing.cell_ids().filter(|cell| std::ptr::eq(filing.form_cell(*cell).row, row)).collect()
    };
    let in_table = |cell: &CellId| filing.form_cell(*cell).table.key == table.key;
    let any_lost = filing.cell_ids().filter(in_table).any(|cell| *filing.reading(cell) == Reading::Lost)
        || found.labels.iter().any(|label| !label.is_whole(filing.document))
        || filing.document.texts.iter().any(|text| text.content.len() < 200 && text.content.contains(LOST));
    let mut runs: Vec<Vec<(usize, usize)>> = Vec::new();
    for &(block, row) in &found.missing_rows {
        let all_absent = of_row(block, row).iter().all(|cell| *filing.reading(*cell) == Reading::Absent);
        if mixed || any_lost || !all_absent {
            verdict.unclear += 1;
            continue;
        }
        verdict.failed += 1;
        match runs.last_mut() {
            Some(run) if run.last() == Some(&(block, row.wrapping_sub(1))) => run.push((block, row)),
            _ => runs.push(vec![(block, row)]),
        }
    }
    for run in runs {
        let name = |(block, row): (usize, usize)| table.blocks[block].rows[row].short;
        let (first, last) = (run[0], run[run.len() - 1]);
        let mut finding =
            Finding::new(NAME, Severity::Warning, if run.len() == 1 { MISSING_ROW } else { MISSING_ROWS });
        finding.message = finding
            .message
            .with("table", table.name)
            .with("first", name(first))
            .with("last", name(last))
            .with("count", run.len().to_string());
        finding.spans.extend(place(table, found, first).or(found.place));
        finding.cells = run.iter().flat_map(|&(block, row)| of_row(block, row)).collect();
        verdict.findings.push(finding);
    }
}

/// Behind the label of the row before.
fn place(table: &FormTable, found: &TableFound, (block, row): (usize, usize)) -> Option<Span> {
    let before: Vec<&str> = table.blocks[..=block]
        .iter()
        .enumerate()
        .flat_map(|(b, content)| content.rows.iter().take(if b == block { row } else { usize::MAX }))
        .map(|row| row.label)
        .collect();
    before.into_iter().rev().find_map(|label| {
        let label = found.labels.iter().find(|found| found.canonical == label)?;
        label.spans.last().map(|span| Span::at(span.text, span.end as usize))
    })
}
