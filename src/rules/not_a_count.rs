//! Negative, fractional, or words where a count belongs.

use super::{
    blank_form::is_blank_form,
    cells::{name, runs},
};
use crate::{
    filing::{Filing, Reading},
    finding::{Family, Finding, Severity},
    form::{CellId, Unit},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "not-a-count";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("该填件数的格填了别的", "Something else where a count belongs"),
    text: both(
        "件数应当是不小于 0 的整数。负数、小数、带“元”的数和文字都不是件数；收费金额可以有小数，但不能是文字。",
        "A count is a whole number from 0 up. Negative figures, fractions, sums of money and words are no counts; the amount of fees may have decimals, but must not be words.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第二、三、四部分表格。",
        "The form set by notice 国办公开办函〔2021〕30号, tables two, three and four.",
    ),
    example: both(
        "本年收费金额写作“由县级统一收缴”。",
        "本年收费金额 says “由县级统一收缴” (collected by the county).",
    ),
    remedy: both(
        "填数；需要说明的话写在正文里。没有发生的填 0。",
        "Write the figure and put explanations into the text. Write 0 where nothing happened.",
    ),
    check,
};

const WORDS: Bilingual =
    both("“{cell}”写作“{found}”，这里应当填数。", "“{cell}” says “{found}” where a figure belongs.");
const WORDS_RUN: Bilingual = both(
    "从“{cell}”到“{last}”有 {count} 格写的是文字（“{found}”），这里应当填数。",
    "{count} cells from “{cell}” to “{last}” hold words (“{found}”) where figures belong.",
);
const NEGATIVE: Bilingual = both("“{cell}”写作 {found}，不应是负数。", "“{cell}” says {found}; it cannot be negative.");
const FRACTION: Bilingual =
    both("“{cell}”写作 {found}，件数应当是整数。", "“{cell}” says {found}; a count is a whole number.");
const MONEY: Bilingual = both(
    "“{cell}”写作“{found}”，这里填件数，不填金额。",
    "“{cell}” says “{found}”; a count belongs there, not an amount of money.",
);

/// What is wrong with a figure, if anything is.
fn wrong(filing: &Filing, cell: CellId) -> Option<Bilingual> {
    let Reading::Number { value, unit: money } = filing.reading(cell) else { return None };
    match filing.form_cell(cell).column.unit {
        Unit::TenThousandYuan => value.is_negative().then_some(NEGATIVE),
        _ if money.is_some() => Some(MONEY),
        Unit::Count if value.is_negative() => Some(NEGATIVE),
        _ => value.as_whole().is_none().then_some(FRACTION),
    }
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict { examined: filing.cells.len(), ..Verdict::default() };
    if is_blank_form(filing) {
        verdict.unclear = verdict.examined;
        return verdict;
    }
    let reads = |wanted: Reading| filing.cell_ids().filter(move |cell| *filing.reading(*cell) == wanted);
    verdict.unclear = reads(Reading::Lost).count() + reads(Reading::Absent).count();
    for cell in filing.cell_ids() {
        if let Some(template) = wrong(filing, cell) {
            verdict.findings.push(finding(filing, template, &[cell]));
        }
    }
    let words: Vec<CellId> = reads(Reading::Words).collect();
    for run in runs(filing, &words) {
        verdict.findings.push(finding(filing, if run.len() == 1 { WORDS } else { WORDS_RUN }, &run));
    }
    verdict.failed = verdict.findings.iter().map(|finding| finding.cells.len()).sum();
    verdict
}

fn finding(filing: &Filing, template: Bilingual, run: &[CellId]) -> Finding {
    let mut finding = Finding::new(NAME, Severity::Error, template);
    let found = filing.written(run[0]).to_owned();
    finding.message = finding
        .message
        .with("cell", name(filing, run[0]))
        .with("last", name(filing, run[run.len() - 1]))
        .with("count", run.len().to_string())
        .with("found", found.clone());
    finding.spans = run.iter().filter_map(|cell| filing.cells[cell.0 as usize].span).collect();
    finding.cells = run.to_vec();
    finding.found = Some(found);
    finding
}
