//! A marking of secrecy in a report that is to be published.

use super::places;
use crate::{
    document::Span,
    filing::{Filing, fold::fold, lex::is_line_end},
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "secrecy-marking";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Privacy,
    severity: Severity::Error,
    title: both("密级或内部标志", "A marking of secrecy"),
    text: both(
        "看单独成行的密级标志（机密★1年、秘密）和内部标志（内部资料、不得外传）。正文里讲国家秘密、商业秘密、保密审查的不在此列。",
        "Lines that are a marking of secrecy (机密★1年, 秘密) or of internal use (内部资料, 不得外传). State secrets, trade secrets and secrecy reviews that the text speaks of are none.",
    ),
    basis: both(
        "《保守国家秘密法》第十四条、第二十二条；《政府信息公开条例》第十四条、第十七条。",
        "Law on Guarding State Secrets, Articles 14 and 22; Regulation on Open Government Information, Articles 14 and 17.",
    ),
    example: both("首页左上角的“机密★1年”。", "“机密★1年” at the head of the first page."),
    remedy: both(
        "停止发布，先查明定密情况；误留的标志删去。",
        "Do not publish before it is known whether the text is classified; delete a marking left by mistake.",
    ),
    check,
};

const FOUND: Bilingual = both(
    "“{found}”是密级或内部标志，公开的报告不应有。",
    "“{found}” marks secrecy or internal use; a published report has no such marking.",
);

/// No marking is longer or shorter, in bytes.
const LONGEST: usize = 90;
const SHORTEST: usize = "秘密".len();

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let document = filing.document;
    let mut labels = vec![false; document.texts.len()];
    for span in filing.tables.iter().flat_map(|table| &table.labels).flat_map(|label| &label.spans) {
        labels[span.text.0 as usize] = true;
    }
    // What marks a page stands above the title.
    for block in &document.blocks[..filing.extent.end] {
        for id in places::texts(block).into_iter().filter(|id| !labels[id.0 as usize]) {
            let text = document.text(id);
            if text.len() < SHORTEST || !may_mark(text) && !text.contains('\n') {
                verdict.examined += 1;
                continue;
            }
            let mut start = 0;
            for line in text.split_inclusive(is_line_end) {
                verdict.examined += 1;
                let span = Span::new(id, start, start + line.trim_end().len());
                start += line.len();
                if line.len() <= LONGEST && may_mark(line) && is_marking(&fold(line)) {
                    let mut finding = Finding::new(NAME, Severity::Error, FOUND);
                    let found = document.slice(span).trim().to_owned();
                    finding.message = finding.message.with("found", found.clone());
                    finding.spans = vec![span];
                    finding.found = Some(found);
                    verdict.failed += 1;
                    verdict.findings.push(finding);
                }
            }
        }
    }
    verdict
}

/// Whether a line begins as markings do, in brackets or not.
fn may_mark(line: &str) -> bool {
    line.trim_start().starts_with(|c| {
        matches!(
            c,
            '绝' | '机'
                | '秘'
                | '密'
                | '特'
                | '内'
                | '不'
                | '注'
                | '严'
                | '请'
                | '('
                | '（'
                | '['
                | '［'
                | '【'
                | '〔'
        )
    })
}

/// Whether a line is nothing but a marking.
fn is_marking(line: &str) -> bool {
    const INTERNAL: &[&str] = &["内部资料", "内部文件", "内部材料", "不得外传", "注意保存", "严禁外传", "请勿外传"];
    let around = |c: char| matches!(c, '(' | ')' | '【' | '】' | '[' | ']' | '〔' | '〕' | '。' | '!' | ':');
    let line = line.trim_matches(around);
    let line = line.strip_prefix("密级").unwrap_or(line).trim_start_matches(around);
    let line = line.strip_prefix("特急").or_else(|| line.strip_suffix("特急")).unwrap_or(line);
    if let Some(rest) = ["绝密", "机密", "秘密"].iter().find_map(|level| line.strip_prefix(level)) {
        // ★1年, *长期
        return rest.is_empty() || rest.starts_with(['★', '☆', '*', '※']);
    }
    let mut rest = line;
    while let Some(behind) = INTERNAL.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind.trim_start_matches([',', '、', '。']);
    }
    rest.is_empty() && !line.is_empty()
}
