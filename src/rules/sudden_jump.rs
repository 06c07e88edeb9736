//! Totals that are many times last year's, or a small part of them.

use super::earlier;
use crate::{
    filing::{Filing, Quantity},
    finding::{Family, Finding, Severity},
    form::{CellId, FormCell, Unit},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "sudden-jump";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Note,
    title: both("与上年相比变化悬殊", "A sudden jump"),
    text: both(
        "表二各格、表三表四的总计，达到上年报告的十倍或不足十分之一、相差至少 10 的，以及超过五倍或不足五分之一、相差至少 50 的，列出来请看一眼；可能是多写少写了 0，也可能是数据口径变了。给了上年报告才检查。",
        "Cells of table two and totals of tables three and four that are ten times last year's or a tenth of it and differ by 10 at least, or above five times or below a fifth and differ by 50 at least, are listed for a look: a zero too many or too few, or counted in another way. Checked only where last year's report is given.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；悬殊的变化本身不是错误，只提请核对。",
        "Regulation on Open Government Information, Article 50; a jump is no mistake in itself and only worth a look.",
    ),
    example: both("行政许可上年 118 件，本年 1180 件。", "行政许可: 118 last year, 1180 this year."),
    remedy: both(
        "核对这些数；确实如此的，在正文里说明原因。",
        "Check these figures; where they are right, the text may say why.",
    ),
    check,
};

const JUMPED: Bilingual = both(
    "与上年报告相比变化悬殊的有 {count} 项（上年 → 本年）：{list}。",
    "Sudden jumps against last year's report: {count} (last year → this year): {list}.",
);

/// How many are listed in the sentence.
const LISTED: usize = 6;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(last) = earlier::filing(filing) else { return verdict };
    // Where one of them has 其他处理 in one row, that row counts more than the other's.
    let other_alike = filing.single_other == last.single_other && filing.edition == last.edition;
    let mut jumped: Vec<(CellId, CellId, Quantity, Quantity)> = Vec::new();
    for now in filing.cell_ids() {
        let cell = filing.form_cell(now);
        let other = cell.row.key.starts_with("other.") && !other_alike;
        let Some(then) = counterpart(cell, last).filter(|_| !other) else { continue };
        verdict.examined += 1;
        match (last.value(then), filing.value(now)) {
            (Some(before), Some(after)) if jumps(before.min(after), before.max(after)) => {
                jumped.push((then, now, before, after));
            }
            (Some(_), Some(_)) => {}
            _ => verdict.unclear += 1,
        }
    }
    if jumped.is_empty() {
        return verdict;
    }
    let mut finding = Finding::new(NAME, Severity::Note, JUMPED);
    let listed = jumped.iter().take(LISTED).map(|(_, now, before, after)| {
        let place = &filing.form_cell(*now).place;
        format!("{place} {before} → {after}")
    });
    let mut list = listed.collect::<Vec<_>>().join("；");
    if jumped.len() > LISTED {
        list += "……";
    }
    finding.message = finding.message.with("count", jumped.len().to_string()).with("list", list);
    finding.cells = jumped.iter().map(|(_, now, ..)| *now).collect();
    finding.related = jumped.iter().map(|(then, ..)| Some(*then)).collect();
    verdict.failed = jumped.len();
    verdict.findings.push(finding);
    verdict
}

/// The cell of last year's report that counts the same as one of totals.
fn counterpart(cell: &FormCell, last: &Filing) -> Option<CellId> {
    let total = cell.table.key == "proactive" || cell.column.key == "total";
    if !total || cell.column.unit == Unit::Change {
        return None;
    }
    last.cell(&cell.key).or_else(|| last.cell(&cell.key.replace(".issued", ".made")))
}

fn jumps(less: Quantity, more: Quantity) -> bool {
    let times = |factor: i64| (0..factor).map(|_| less).sum::<Quantity>();
    let apart = more - less;
    apart >= Quantity::whole(10) && less > Quantity::ZERO && more >= times(10)
        || apart >= Quantity::whole(50) && more > times(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_is_large_in_both_ways() {
        for (less, more, jump) in [
            (12, 120, true),
            (12, 119, true),
            (12, 61, false),
            (13, 62, false),
            (2, 20, true),
            (1, 10, false),
            (0, 49, false),
            (0, 50, true),
            (100, 500, false),
            (100, 501, true),
            (0, 0, false),
        ] {
            assert_eq!(jumps(Quantity::whole(less), Quantity::whole(more)), jump, "{less} {more}");
        }
    }
}
