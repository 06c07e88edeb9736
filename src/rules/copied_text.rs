//! A section that is last year's but for years and numbers.

use super::{blank_form::is_blank_form, missing_section::expected};
use crate::{
    filing::{
        Filing, SectionFound,
        fold::{LOST, holds_any, is_letter},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "copied-text";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("照抄上年报告的段落", "A section copied from last year's report"),
    text: both(
        "第一、第五、第六部分去掉数字、标点后与上年报告比较：相同 97% 以上为错误，90% 以上为提醒。不足 100 字的部分、关于信息处理费的固定说法不算。给了上年报告才检查。",
        "Sections 一, 五 and 六 are compared with last year's report, digits and punctuation aside: 97% the same is an error, 90% a warning. Sections of less than 100 characters and the set phrases on 信息处理费 do not count. Checked only where last year's report is given.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条：年度报告写的是本年度的工作情况、存在的主要问题和改进情况。",
        "Regulation on Open Government Information, Article 50: the report is on this year's work, its problems and what was improved.",
    ),
    example: both(
        "“五、存在的主要问题及改进情况”与上年一字不差，只改了年份。",
        "“五、存在的主要问题及改进情况” is last year's word for word, only the year was changed.",
    ),
    remedy: both("按本年的实际情况重写。", "Write it anew, as this year was."),
    check,
};

const SAME: Bilingual = both(
    "“{title}”部分除年份和数字外与上年报告几乎一字不差（{percent}% 相同）。",
    "But for years and numbers the section “{title}” is nearly word for word last year's ({percent}% the same).",
);
const ALIKE: Bilingual = both(
    "“{title}”部分除年份和数字外与上年报告大体相同（{percent}% 相同），请看是不是沿用了上年的文稿。",
    "But for years and numbers the section “{title}” is mostly last year's ({percent}% the same); perhaps its text was left over.",
);

/// Sections with fewer letters say little, and much the same each year.
const SHORTEST: usize = 100;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(last) = filing.last_year.map(|last| last.filing) else { return verdict };
    if is_blank_form(filing) || is_blank_form(last) {
        return verdict;
    }
    for index in [0, 4, 5] {
        let (Some(now), Some(then)) = (filing.section(index), last.section(index)) else { continue };
        let (after, before) = (letters(filing, now), letters(last, then));
        if after.len() < SHORTEST || before.len() < SHORTEST {
            continue;
        }
        verdict.examined += 1;
        if after.contains(&LOST) || before.contains(&LOST) {
            verdict.unclear += 1;
            continue;
        }
        let percent = likeness(&after, &before);
        let (severity, template) = match percent {
            97.. => (Severity::Error, SAME),
            90.. => (Severity::Warning, ALIKE),
            _ => continue,
        };
        let mut finding = Finding::new(NAME, severity, template);
        let title = expected(filing)[index].title;
        finding.message = finding.message.with("title", title).with("percent", percent.to_string());
        finding.spans = vec![now.span];
        finding.related = vec![None];
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}

/// The letters of a section, without digits and without the sentences that are the same each year.
fn letters(filing: &Filing, section: &SectionFound) -> Vec<char> {
    let mut letters = Vec::new();
    for passage in &filing.passages[section.passages.clone()] {
        for sentence in passage.folded.chars.split(|c| *c == '。') {
            let text: String = sentence.iter().collect();
            if !holds_any(&text, &["信息处理费", "信息公开处理费"]) {
                let kept = |c: &&char| **c == LOST || is_letter(**c) && !c.is_ascii_digit();
                letters.extend(sentence.iter().filter(kept));
            }
        }
    }
    letters
}

/// How many percent of their runs of three letters two texts share, wherever these stand: one that is written otherwise
/// costs about what it is long, and paragraphs that changed places cost nothing.
fn likeness(one: &[char], other: &[char]) -> usize {
    /// So many that hardly two different runs of a report fall on one place.
    const PLACES: usize = 1 << 16;
    const RUN: usize = 3;
    let place = |run: &[char]| {
        let mixed = run.iter().fold(0u32, |mixed, c| (mixed ^ *c as u32).wrapping_mul(0x9e37_79b1));
        (mixed >> 16) as usize % PLACES
    };
    let mut counts = vec![0u32; PLACES];
    for run in one.windows(RUN) {
        counts[place(run)] += 1;
    }
    let mut shared = 0;
    for run in other.windows(RUN) {
        let left = &mut counts[place(run)];
        shared += usize::from(*left > 0);
        *left = left.saturating_sub(1);
    }
    200 * shared / (one.len() + other.len()).saturating_sub(2 * (RUN - 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_what_two_texts_share() {
        let text = |words: &str| words.chars().collect::<Vec<char>>();
        let long = text("一年来持续推进政务公开标准化规范化建设工作不断完善依申请公开办理机制");
        assert_eq!(likeness(&long, &long), 100);
        assert_eq!(likeness(&long, &text("政策解读形式单一基层公开力量薄弱下一步将加强业务培训丰富载体")), 0);
        let (front, back) = long.split_at(16);
        let turned = [back, front].concat();
        assert!(likeness(&long, &turned) >= 90, "{}", likeness(&long, &turned));
        assert_eq!(likeness(&[], &[]), 0);
    }
}
