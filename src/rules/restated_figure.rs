//! A figure of last year's in the text that is another one in last year's report.

use super::{
    claims::{self, Standing},
    earlier,
};
use crate::{
    filing::{
        Filing,
        prose::{At, Claim, Plainness},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Checked, Rule, Verdict},
};

const NAME: &str = "restated-figure";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Warning,
    title: both("引用的上年数与上年报告不一致", "A figure of last year's that its report gives otherwise"),
    text: both(
        "正文里说到上年收到、办结、复议诉讼、制发文件等的数，与上年报告表格里对应的格或几格之和核对；有几种理解的，有一种相符就算相符。限定了渠道、事项、范围的，以及其实是本年数的（多半是年份没有改），不作判断。给了上年报告才检查。",
        "What the text gives as last year's number of requests, results, disputes, documents and decisions is held against the cells of last year's report; where it may mean several, one that agrees is enough. Numbers of some channel, subject or scope are not judged, nor are those that are this year's, where the year was not changed. Checked only where last year's report is given.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；引用的上年数以上年度报告公布的为准。",
        "Regulation on Open Government Information, Article 50; last year's figures are those that its report published.",
    ),
    example: both(
        "正文写“上年收到申请 24 件”，上年报告新收是 22 件。",
        "The text says “上年收到申请 24 件”; last year's report has 22.",
    ),
    remedy: both(
        "按上年报告改正；上年数确有更正的，在正文说明。",
        "Correct it by last year's report; where the figure was corrected since, say so.",
    ),
    check,
};

const DIFFERS: Bilingual = both(
    "正文写上年的数“{words}”，上年报告里{cell}是 {expected}。",
    "The text gives as last year's “{words}”; in last year's report {cell} is {expected}.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(last) = earlier::filing(filing) else { return verdict };
    for (at, prose) in filing.prose.iter().enumerate() {
        for claim in &prose.quoted {
            let Some(index) = claim.number else { continue };
            let standing = claims::standing(last, claim, Some(&prose.numbers[index]), claim.standing);
            let failing = match standing {
                Standing::Nowhere => continue,
                Standing::Agrees(_) => None,
                Standing::Contradicts(sum) => Some(sum),
                Standing::Unclear => {
                    verdict.examined += 1;
                    verdict.unclear += 1;
                    continue;
                }
            };
            verdict.examined += 1;
            let finding = failing.map(|sum| finding(filing, last, (at, index), claim, sum));
            match finding {
                Some(None) => verdict.unclear += 1,
                None => verdict.checked.push(Checked { prose: at, number: index, cells: Vec::new() }),
                Some(Some(finding)) => {
                    verdict.checked.push(Checked { prose: at, number: index, cells: Vec::new() });
                    verdict.failed += 1;
                    verdict.findings.push(finding);
                }
            }
        }
    }
    verdict
}

fn finding(filing: &Filing, last: &Filing, at: At, claim: &Claim, sum: usize) -> Option<Finding> {
    let prose = &filing.prose[at.0];
    let number = &prose.numbers[at.1];
    let figure = claims::figure(last, &claim.sums[sum])?;
    let value = figure.value?;
    // 2022年收到27件, where it is this year that 27 came: the year was not changed.
    let today = claim.sums.first().and_then(|sum| claims::figure(filing, sum)?.value);
    let todays = today.is_some_and(|value| number.may_be(value));
    let repaired = earlier::explains(last, &figure.cells, value, |right| number.may_be(right));
    if claim.standing < Plainness::Implied || !filing.lost_digits.is_empty() || todays || repaired {
        return None;
    }
    let folded = &filing.passages[prose.passage].folded;
    let words = &folded.chars[claim.words.clone()];
    // 较上年（33件
    let words: String = words.rsplit(|c| *c == '(').next().unwrap_or(words).iter().collect();
    let mut finding = Finding::new(NAME, Severity::Warning, DIFFERS);
    finding.message = finding
        .message
        .with("words", words)
        .with("cell", claims::name(last, &claim.sums[sum]))
        .with("expected", value.to_string());
    finding.spans = folded.spans(number.digits.clone());
    finding.related = figure.cells.into_iter().map(Some).collect();
    finding.found = Some(folded.chars[number.digits.clone()].iter().collect());
    finding.expected = Some(value.to_string());
    finding.fix = claims::correction(filing, at, value);
    Some(finding)
}
