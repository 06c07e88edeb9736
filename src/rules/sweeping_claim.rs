//! 均获维持, 全部办结, 未收到申请, where the tables say otherwise.

use super::{
    blank_form::is_blank_form,
    claims::{self, Standing},
};
use crate::{
    filing::{
        Filing, Quantity,
        prose::{Claim, Prose},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "sweeping-claim";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Warning,
    title: both("“全部”“没有”的说法与表格不符", "All or none, and the table says otherwise"),
    text: both(
        "正文说“均获维持”“全部办结”“未收到申请”“未发生行政复议”“没有不予公开”这样的话，表格里相应的格就应为 0；不为 0 的提醒。说按时办结的，只说期限，不在此列。",
        "Where the text says that all were upheld or closed, or that nothing was received, disputed or refused, the cells that would say otherwise are 0; it speaks where they are not. What was done in time is another matter.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》。",
        "Regulation on Open Government Information, Article 50; the form set by notice 国办公开办函〔2021〕30号.",
    ),
    example: both(
        "正文写“行政复议 7 件、行政诉讼 9 件，均获维持”，表四“尚未审结”是 3。",
        "The text says “行政复议 7 件、行政诉讼 9 件，均获维持”; table four has 3 under 尚未审结.",
    ),
    remedy: both("核对后改正文的说法，或者改表格里的数。", "Check, and correct the sentence or the table."),
    check,
};

const OTHERWISE: Bilingual =
    both("正文写“{words}”，{cell}却是 {found}。", "The text says “{words}”, but {cell} is {found}.");

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    if is_blank_form(filing) {
        return verdict;
    }
    for prose in &filing.prose {
        for claim in prose.claims.iter().filter(|claim| claim.number.is_none()) {
            let standing = claims::standing(filing, claim, None, claim.standing);
            if matches!(standing, Standing::Nowhere) {
                continue;
            }
            verdict.examined += 1;
            match standing {
                Standing::Agrees(_) => {}
                Standing::Contradicts(at) => {
                    verdict.failed += 1;
                    verdict.findings.extend(finding(filing, prose, claim, at));
                }
                _ => verdict.unclear += 1,
            }
        }
    }
    verdict
}

fn finding(filing: &Filing, prose: &Prose, claim: &Claim, at: usize) -> Option<Finding> {
    let sum = &claim.sums[at];
    let figure = claims::figure(filing, sum)?;
    let folded = &filing.passages[prose.passage].folded;
    let mut finding = Finding::new(NAME, Severity::Warning, OTHERWISE);
    let words: String = folded.chars[claim.words.clone()].iter().collect();
    finding.message = finding
        .message
        .with("words", words.clone())
        .with("cell", claims::name(filing, sum))
        .with("found", figure.value?.to_string());
    finding.spans = folded.spans(claim.words.clone());
    // The cells that are not 0.
    finding.cells = figure.cells;
    finding.cells.retain(|cell| filing.value(*cell).is_some_and(|value| value != Quantity::ZERO));
    finding.found = Some(words);
    Some(finding)
}
