//! A blank or a mark where a figure belongs.

use super::{
    blank_form::is_blank_form,
    cells::{name, number_edit, runs},
    only_totals_filled, places,
    sums::is_balance_row,
};
use crate::{
    filing::{Filing, Quantity, Reading},
    finding::{Applicability, Cause, Family, Finding, Fix, Severity},
    form::CellId,
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "blank-cell";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("该填数的格空着或写了符号", "A blank or a mark where a figure belongs"),
    text: both(
        "表格中该填数的格空着，或写作“/”“-”“无”。空白不是 0，横线也不是 0。相连的空格作为一处提出。\
         表二、表四、表三的一、二、（七）、四各行，以及有数各行的总计空着为错误，其余为提醒。读取时丢失的数不算空格，只说明没有检查。",
        "A cell that needs a figure is blank or holds “/”, “-” or 无. A blank is no zero, nor is a dash. Blanks that touch are one finding. \
         It is an error in tables two and four, in rows 一, 二, （七） and 四 of table three, and in 总计 of a row that has figures; elsewhere a warning. Figures lost in reading are not blanks; it is only said that they were not checked.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二、三、四部分表格；《政府信息公开条例》第五十条。",
        "The form set by notice 国办公开办函〔2021〕30号, tables two, three and four; Regulation on Open Government Information, Article 50.",
    ),
    example: both("行政许可一行“本年处理决定数量”空着。", "Row 行政许可: 本年处理决定数量 is blank."),
    remedy: both(
        "没有发生的填 0，有数的补上；不留空，不画线。",
        "Write 0 where nothing happened and the figure where something did; leave no blank and no dash.",
    ),
    check,
};

const ONE_BLANK: Bilingual =
    both("“{first}”空着。没有的填 0，有的补上。", "“{first}” is blank. Write 0 if there was none, else the figure.");
const ONE_VALUE: Bilingual = both(
    "“{first}”空着。按相关等式，这里应为 {expected}。",
    "“{first}” is blank. By its sums it should say {expected}.",
);
const ONE_MARK: Bilingual = both(
    "“{first}”写作“{found}”，不是数。没有的填 0。",
    "“{first}” holds “{found}”, which is no figure. Write 0 if there was none.",
);
const ONE_MARK_VALUE: Bilingual = both(
    "“{first}”写作“{found}”，不是数。按相关等式，这里应为 {expected}。",
    "“{first}” holds “{found}”, which is no figure. By its sums it should say {expected}.",
);
const RUN_BLANK: Bilingual = both(
    "从“{first}”到“{last}”有 {count} 格空着。没有的填 0，有的补上。",
    "{count} cells from “{first}” to “{last}” are blank. Write 0 where there was none, else the figure.",
);
const RUN_MARK: Bilingual = both(
    "从“{first}”到“{last}”有 {count} 格写作“{found}”，不是数。没有的填 0。",
    "{count} cells from “{first}” to “{last}” hold “{found}”, which is no figure. Write 0 where there was none.",
);
const LOST_ROW: Bilingual = both(
    "“{rows}”一行的数没能逐格读出，没有检查；不是说报告填错了。换一种格式（如 Word、Excel 原稿）再核对。",
    "The figures of row “{rows}” could not be read cell by cell and were not checked. This says nothing against the report. Try another format, such as the original in Word or Excel.",
);
const LOST_ROWS: Bilingual = both(
    "“{rows}”等 {count} 行的数没能逐格读出，没有检查；不是说报告填错了。换一种格式（如 Word、Excel 原稿）再核对。",
    "The figures of {count} rows (“{rows}” and others) could not be read cell by cell and were not checked. This says nothing against the report. Try another format, such as the original in Word or Excel.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict { examined: filing.cells.len(), ..Verdict::default() };
    if is_blank_form(filing) {
        verdict.unclear = verdict.examined;
        return verdict;
    }
    let with = |wanted: fn(&Reading) -> bool| -> Vec<CellId> {
        filing.cell_ids().filter(|cell| wanted(filing.reading(*cell))).collect()
    };
    let unread = with(|reading| matches!(reading, Reading::Lost | Reading::Absent)).len();
    if let Some(finding) = lost(filing) {
        verdict.findings.push(finding);
    }
    verdict.unclear = unread;
    // Where the source lost digits, a blank may be its doing.
    if !filing.lost_digits.is_empty() {
        verdict.unclear += with(|reading| *reading == Reading::Blank).len();
        return verdict;
    }
    let explained = only_totals_filled::explained(filing);
    for kind in [with(|reading| *reading == Reading::Blank), with(|reading| *reading == Reading::Mark)] {
        let open: Vec<CellId> = kind.into_iter().filter(|cell| !explained.contains(cell)).collect();
        verdict.failed += open.len();
        verdict.findings.extend(runs(filing, &open).iter().map(|run| finding(filing, run)));
    }
    verdict.unclear += explained.len();
    verdict
}

fn finding(filing: &Filing, run: &[CellId]) -> Finding {
    let (first, last) = (run[0], run[run.len() - 1]);
    let mark = *filing.reading(first) == Reading::Mark;
    let severity = run.iter().map(|cell| severity(filing, *cell)).min().unwrap_or(Severity::Warning);
    let values: Option<Vec<(Quantity, bool)>> = run.iter().map(|cell| determined(filing, *cell, mark)).collect();
    let single = match values.as_deref() {
        Some([(value, true)]) if *value != Quantity::ZERO => Some(*value),
        _ => None,
    };
    let template = match (run.len(), mark, single.is_some()) {
        (1, false, false) => ONE_BLANK,
        (1, false, true) => ONE_VALUE,
        (1, true, false) => ONE_MARK,
        (1, true, true) => ONE_MARK_VALUE,
        (_, false, _) => RUN_BLANK,
        (_, true, _) => RUN_MARK,
    };
    let mut finding = Finding::new(NAME, severity, template);
    finding.message = finding
        .message
        .with("first", name(filing, first))
        .with("last", name(filing, last))
        .with("count", run.len().to_string())
        .with("found", filing.written(first))
        .with("expected", single.unwrap_or_default().to_string());
    finding.spans = run.iter().filter_map(|cell| filing.cells[cell.0 as usize].span).collect();
    finding.spans.dedup();
    let placed = finding.spans.len() == run.len();
    if finding.spans.is_empty() {
        finding.spans.extend(places::of_row(filing, first));
    }
    finding.cells = run.to_vec();
    finding.found = Some(filing.written(first).to_owned());
    let Some(values) = values else { return finding };
    // Only sums say what should stand there; 0 elsewhere is an offer.
    finding.expected = match values[..] {
        [(value, true)] => Some(value.to_string()),
        _ => None,
    };
    // Blanks of a row that says nothing at all share one place; figures put there could not be told apart.
    let edits: Option<Vec<_>> = run
        .iter()
        .zip(&values)
        .map(|(cell, (value, _))| number_edit(filing, *cell, *value).filter(|_| placed))
        .collect();
    let zero = values.iter().all(|(value, _)| *value == Quantity::ZERO);
    let title = match values[..] {
        [(value, _)] => Message::new(both("填 {value}", "Write {value}")).with("value", value.to_string()),
        _ if zero => Message::new(both("都填 0", "Write 0 in all of them")),
        _ => Message::new(both("按等式补上", "Write what the sums say")),
    };
    let likely = values.iter().all(|(_, sure)| *sure);
    finding.fix = edits.map(|edits| Fix {
        title,
        edits,
        applicability: if likely { Applicability::Likely } else { Applicability::Unsure },
    });
    finding
}

/// What a cell without a figure should hold, and whether its sums say so. Where no sum binds it, a mark most probably
/// stands for none, and a blank perhaps.
fn determined(filing: &Filing, cell: CellId, mark: bool) -> Option<(Quantity, bool)> {
    match filing.balance.blanks.iter().find(|(blank, _)| *blank == cell) {
        Some((_, value)) => value.map(|value| (value, true)),
        None => Some((Quantity::ZERO, mark)),
    }
}

fn severity(filing: &Filing, cell: CellId) -> Severity {
    let at = filing.form_cell(cell);
    let with_values = || {
        filing.cell_ids().any(|other| {
            let same = filing.form_cell(other);
            std::ptr::eq(same.row, at.row) && std::ptr::eq(same.table, at.table) && filing.value(other).is_some()
        })
    };
    let grave =
        at.table.key != "requests" || is_balance_row(at.row.role) || (at.column.key == "total" && with_values());
    if grave { Severity::Error } else { Severity::Warning }
}

/// One note for all that was lost in reading.
fn lost(filing: &Filing) -> Option<Finding> {
    let cells: Vec<CellId> = filing.cell_ids().filter(|cell| *filing.reading(*cell) == Reading::Lost).collect();
    let mut rows: Vec<&str> = cells.iter().map(|cell| filing.form_cell(*cell).row.short).collect();
    rows.dedup();
    if rows.is_empty() {
        return None;
    }
    let mut finding = Finding::new(NAME, Severity::Note, if rows.len() == 1 { LOST_ROW } else { LOST_ROWS });
    finding.cause = Cause::Reading;
    let shown = rows[..rows.len().min(3)].join("”“");
    finding.message = finding.message.with("rows", shown).with("count", rows.len().to_string());
    finding.spans = cells.iter().filter_map(|cell| filing.cells[cell.0 as usize].span).take(1).collect();
    finding.cells = cells;
    Some(finding)
}
