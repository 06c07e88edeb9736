//! A count in prose that the tables give otherwise.

use super::{
    blank_form::is_blank_form,
    claims::{self, Standing},
};
use crate::{
    filing::{
        Filing, Quantity,
        prose::{Claim, Kind, Number, Plainness},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "claim-contradicts-table";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("正文与表格的数不一致", "The text says another number than the table"),
    text: both(
        "正文里说到申请、办理结果、复议诉讼、规范性文件、许可处罚强制、收费的数，与表格里对应的格或几格之和核对。有几种理解的，有一种相符就算相符；都不相符才提出。主语和范围写明的为错误，要靠上下文推断的为提醒；限定了渠道、事项、范围或年份的，不作判断。",
        "What the text counts of requests and their results, disputes, normative documents, decisions and fees is held against the cell or cells that it speaks of. Where it may mean several, one that agrees is enough. A plain subject makes an error, one that the context tells a warning; numbers of some channel, subject, scope or other year are not judged.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》：正文与表格说的是同一年的同一件事。",
        "Regulation on Open Government Information, Article 50; the form set by notice 国办公开办函〔2021〕30号: text and tables tell of the same year and the same things.",
    ),
    example: both(
        "正文写“收到政府信息公开申请 30 件”，表三“本年新收”总计是 27。",
        "The text says “收到政府信息公开申请 30 件”, table three has 27 in 本年新收.",
    ),
    remedy: both("对照台账，改正写错的一处。", "Check against the register and correct the one that is wrong."),
    check,
};

const NEAR: Bilingual = both(
    "正文写“{words}”，{cell}和现行有效都是 0；公开不等于制发，请核对。",
    "The text says “{words}”; {cell} and what is in force are 0. What was published need not have been issued; please check.",
);
const CONTRADICTS: Bilingual =
    both("正文写“{words}”，{cell}是 {expected}。", "The text says “{words}”; {cell} is {expected}.");

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    if is_blank_form(filing) {
        return verdict;
    }
    let counts = || {
        filing.prose.iter().enumerate().flat_map(|(at, prose)| {
            let count = |claim: &'_ Claim| claim.number.filter(|number| prose.numbers[*number].kind != Kind::Share);
            prose.claims.iter().filter_map(move |claim| Some((at, claim, &prose.numbers[count(claim)?])))
        })
    };
    // Where one number of 全市 is the table's, the others are the table's as well.
    let scoped = counts().any(|(_, claim, number)| {
        let large = number.value >= Quantity::whole(10) && claim.standing == Plainness::Scoped;
        large && matches!(claims::standing(filing, claim, Some(number), claim.standing), Standing::Agrees(_))
    });
    for (at, claim, number) in counts() {
        let plainness = match claim.standing {
            Plainness::Scoped if scoped => Plainness::Implied,
            standing => standing,
        };
        let standing = claims::standing(filing, claim, Some(number), plainness);
        if matches!(standing, Standing::Nowhere) {
            continue;
        }
        verdict.examined += 1;
        let finding = match standing {
            Standing::Agrees(sum) => {
                verdict.checked.extend(claims::checked(filing, claim, at, sum));
                continue;
            }
            Standing::Contradicts(sum) if filing.lost_digits.is_empty() && plainness != Plainness::Doubtful => {
                verdict.checked.extend(claims::checked(filing, claim, at, sum));
                let severity = match plainness {
                    Plainness::Explicit => Severity::Error,
                    Plainness::Near => Severity::Note,
                    _ => Severity::Warning,
                };
                finding(filing, at, claim, number, sum, severity)
            }
            _ => None,
        };
        match finding {
            Some(finding) => {
                verdict.failed += 1;
                verdict.findings.push(finding);
            }
            None => verdict.unclear += 1,
        }
    }
    verdict
}

fn finding(
    filing: &Filing,
    at: usize,
    claim: &Claim,
    number: &Number,
    sum: usize,
    severity: Severity,
) -> Option<Finding> {
    let prose = &filing.prose[at];
    let sum = &claim.sums[sum];
    let figure = claims::figure(filing, sum)?;
    let value = figure.value?;
    // What the equations say is wrong in the table, and would be right as the text has it, is said of the table.
    let explained = filing.balance.diagnoses.iter().any(|diagnosis| {
        let blamed = diagnosis.cell.filter(|cell| figure.cells.contains(cell));
        let repaired = blamed.and_then(|cell| Some(value - filing.value(cell)? + diagnosis.expected?));
        repaired.is_some_and(|value| number.may_be(value))
    });
    if explained {
        return None;
    }
    let folded = &filing.passages[prose.passage].folded;
    let mut finding = Finding::new(NAME, severity, if severity == Severity::Note { NEAR } else { CONTRADICTS });
    let words: String = folded.chars[claim.words.clone()].iter().collect();
    finding.message = finding
        .message
        .with("words", words)
        .with("cell", claims::name(filing, sum))
        .with("expected", value.to_string());
    finding.spans = folded.spans(number.digits.clone());
    finding.cells = figure.cells;
    finding.found = Some(folded.chars[number.digits.clone()].iter().collect());
    finding.expected = Some(value.to_string());
    finding.expected = finding.expected.filter(|_| severity != Severity::Note);
    if severity == Severity::Note {
        return Some(finding);
    }
    let money = sum.columns == ["amount"];
    finding.fix = claim.number.filter(|_| !money).and_then(|number| claims::correction(filing, (at, number), value));
    Some(finding)
}
