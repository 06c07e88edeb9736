//! One number for three things that were published.

use super::blank_form::is_blank_form;
use crate::{
    filing::{
        Filing, Quantity,
        fold::holds_any,
        prose::{Kind, Prose},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "number-reused";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Note,
    title: both("一个数用在三处", "One number for three things"),
    text: both(
        "同一段里，三处说公开、发布了多少条，写的都是同一个数（100 以上）。可能是同一批信息在几个渠道发布，也可能是复制以后没有改，只作提示。",
        "Three statements of one paragraph on what was published give the same number, of 100 or more. The same items may have gone out on several channels, or the number was copied and not changed: a note.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条：报告主动公开的情况应当准确。",
        "Regulation on Open Government Information, Article 50: what was published is to be reported accurately.",
    ),
    example: both(
        "“主动公开政府信息 706 条，通过新闻媒体发布信息 706 条，通过微信公众号发布信息 706 条”。",
        "“主动公开政府信息 706 条，通过新闻媒体发布信息 706 条，通过微信公众号发布信息 706 条”.",
    ),
    remedy: both("核对三处各指什么，改正抄错的。", "Check what each of them counts and correct what was copied."),
    check,
};

const REUSED: Bilingual = both(
    "这一段有 {count} 处都写作 {found}，请核对是不是说的同一件事。",
    "{count} statements of this paragraph say {found}; check whether they speak of the same thing.",
);

/// So many uses of one number are no chance.
const MOST: usize = 3;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    if is_blank_form(filing) {
        return verdict;
    }
    for prose in &filing.prose {
        let published = published(filing, prose);
        if published.len() < MOST {
            continue;
        }
        verdict.examined += 1;
        for (i, &number) in published.iter().enumerate() {
            let value = prose.numbers[number].value;
            let same = |other: &&usize| prose.numbers[**other].value == value;
            if published[..i].iter().any(|other| same(&other)) {
                continue;
            }
            let uses: Vec<usize> = published[i..].iter().filter(same).copied().collect();
            if uses.len() < MOST {
                continue;
            }
            let folded = &filing.passages[prose.passage].folded;
            let mut finding = Finding::new(NAME, Severity::Note, REUSED);
            let found: String = folded.chars[prose.numbers[number].digits.clone()].iter().collect();
            finding.message = finding.message.with("count", uses.len().to_string()).with("found", found.clone());
            finding.spans = uses.iter().flat_map(|at| folded.spans(prose.numbers[*at].digits.clone())).collect();
            finding.found = Some(found);
            verdict.failed += 1;
            verdict.findings.push(finding);
        }
    }
    verdict
}

/// The numbers of what was published, as the words of their clauses say.
fn published(filing: &Filing, prose: &Prose) -> Vec<usize> {
    let chars = &filing.passages[prose.passage].folded.chars;
    let of = |at: &usize| {
        let number = &prose.numbers[*at];
        let start = number.range.start;
        let from = chars[..start].iter().rposition(|c| matches!(c, '。' | ';' | ',')).map_or(0, |i| i + 1);
        let words: String = chars[from..start].iter().collect();
        let large = number.kind == Kind::Count && number.unit == Some("条") && number.value >= Quantity::whole(100);
        large && holds_any(&words, &["公开", "发布", "推送", "上传", "刊发", "转发"])
    };
    (0..prose.numbers.len()).filter(of).collect()
}
