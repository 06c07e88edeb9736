//! A title in other words than body, year and 政府信息公开工作年度报告.

use super::blank_form::is_blank_form;
use crate::{
    filing::{
        Filing, Title,
        fold::{Folded, LOST, could_be},
        quantity,
    },
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "title-differs";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("报告标题不规范", "The title differs from the form"),
    text: both(
        "标题由机关名称、年份和“政府信息公开工作年度报告”组成。缺机关、缺年份或用语不同为提醒；“年度”写了两次、年份写在机关之前，只作说明。",
        "The title is the body's name, the year and 政府信息公开工作年度报告. A missing body or year and other wording are a warning; 年度 written twice, or the year before the body, is only a note.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》标题。",
        "The form set by notice 国办公开办函〔2021〕30号, its title.",
    ),
    example: both("“云岭县教育局2023年政务公开总结报告”。", "“云岭县教育局2023年政务公开总结报告”."),
    remedy: both(
        "写作“××（机关名称）2023年政府信息公开工作年度报告”。",
        "Write the body's name, the year with 年, and 政府信息公开工作年度报告.",
    ),
    check,
};

const OFFICIAL: &str = "政府信息公开工作年度报告";

const DOUBLED: Bilingual = both(
    "标题里“年度”写了两次，写作“{year}年政府信息公开工作年度报告”就够了。",
    "The title says 年度 twice; “{year}年政府信息公开工作年度报告” is enough.",
);
const YEAR_FIRST: Bilingual = both(
    "标题的年份写在机关名称之前，规范的次序是“{expected}”。",
    "The title has the year before the body; the usual order is “{expected}”.",
);
const NO_BODY: Bilingual =
    both("标题“{found}”没有写明是哪个机关。", "The title “{found}” does not say whose report it is.");
const NO_YEAR: Bilingual = both("标题“{found}”没有写明是哪一年。", "The title “{found}” does not say for which year.");
const OTHER: Bilingual =
    both("标题写作“{found}”，规范写法是“{expected}”。", "The title says “{found}”; by the form it is “{expected}”.");

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict { examined: 1, ..Verdict::default() };
    let judged = filing.title.as_ref().filter(|_| !is_blank_form(filing) && filing.lost_digits.is_empty());
    let Some(title) = judged else {
        verdict.unclear = 1;
        return verdict;
    };
    // The opening line of reports for 2018 and before was free.
    if title.year.or(filing.year).is_some_and(|year| year < 2019) {
        verdict.unclear = 1;
        return verdict;
    }
    let found = title.text.clone();
    // A character that the reading could not tell is not the author's.
    let letters = found.chars().count();
    let tail: String = found.chars().skip(letters.saturating_sub(OFFICIAL.chars().count())).collect();
    let named = title.body.is_some() && title.year.is_some();
    if found.contains(LOST) && !(named && tail != OFFICIAL && !could_be(&tail, OFFICIAL)) {
        verdict.unclear = 1;
        return verdict;
    }
    let template = match (&title.body, title.year) {
        (None, _) => Some((Severity::Warning, NO_BODY)),
        (_, None) => Some((Severity::Warning, NO_YEAR)),
        (Some(body), Some(year)) => compare(&found, body, year),
    };
    let Some((severity, template)) = template else { return verdict };
    let mut finding = Finding::new(NAME, severity, template);
    let year = title.year.map(|year| year.to_string()).unwrap_or_default();
    let expected = title.body.as_ref().zip(title.year).map(|(body, year)| format!("{body}{year}年{OFFICIAL}"));
    finding.message = finding
        .message
        .with("found", found.clone())
        .with("year", year)
        .with("expected", expected.clone().unwrap_or_default());
    finding.spans = title.spans.clone();
    // No fix writes what could not be read.
    finding.fix = fix(filing, title, template == DOUBLED, expected.as_deref().filter(|text| !text.contains(LOST)));
    finding.expected = expected;
    finding.found = Some(found);
    verdict.failed = 1;
    verdict.findings.push(finding);
    verdict
}

/// How a title with body and year is worded.
fn compare(title: &str, body: &str, year: u16) -> Option<(Severity, Bilingual)> {
    let title = title.strip_prefix("关于").unwrap_or(title);
    // Four characters that say the year, and what stands behind 年.
    let behind_year = |rest: &str| -> Option<String> {
        let chars: Vec<char> = rest.chars().collect();
        let digits: String = chars.get(..4)?.iter().collect();
        let (value, left) = quantity::digits(&digits)?;
        (left.is_empty() && value.as_whole() == Some(i64::from(year)) && chars.get(4) == Some(&'年'))
            .then(|| chars[5..].iter().collect())
    };
    if let Some(rest) = title.strip_prefix(body).and_then(behind_year) {
        if rest == OFFICIAL {
            return None;
        }
        if rest.strip_prefix('度') == Some(OFFICIAL) {
            return Some((Severity::Note, DOUBLED));
        }
    } else if let Some(rest) = behind_year(title) {
        let rest = rest.strip_prefix('度').unwrap_or(&rest);
        if rest.strip_prefix(body) == Some(OFFICIAL) {
            return Some((Severity::Note, YEAR_FIRST));
        }
    }
    Some((Severity::Warning, OTHER))
}

fn fix(filing: &Filing, title: &Title, doubled: bool, expected: Option<&str>) -> Option<Fix> {
    let expected = expected?;
    if doubled {
        let mut letters = Folded::default();
        for span in &title.spans {
            letters.push(span.text, filing.document.slice(*span), span.start as usize);
        }
        let at = letters.find("年度政府信息公开", 0)? + 1;
        let edits = letters.spans(at..at + 1).into_iter().map(|span| Edit { span, text: String::new() }).collect();
        return Some(Fix {
            title: Message::new(both("删去“度”", "Delete 度")),
            edits,
            applicability: Applicability::Likely,
        });
    }
    let [span] = title.spans[..] else { return None };
    Some(Fix {
        title: Message::new(both("改为“{expected}”", "Change to “{expected}”")).with("expected", expected),
        edits: vec![Edit { span, text: expected.to_owned() }],
        applicability: Applicability::Likely,
    })
}
