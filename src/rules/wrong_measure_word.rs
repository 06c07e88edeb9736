//! Measure words that sound like the right one.

use super::texts;
use crate::{
    filing::Filing,
    finding::{Applicability, Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "wrong-measure-word";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Note,
    title: both("量词用错", "A wrong measure word"),
    text: both(
        "看稿件、报道、文件等后面的数量：与正确的量词同音或形近、又说不通的（14 片、3 分）作提示。件、条、篇、次怎么用不评判。",
        "The counts behind articles, reports and documents: a measure word that only sounds or looks like the right one (14 片, 3 分) is a note. Whether it should be 件, 条, 篇 or 次 is not judged.",
    ),
    basis: both(
        "《党政机关公文处理工作条例》第二十条：审核数字、计量等用法是否规范。",
        "Regulation on official documents of Party and government, Article 20: figures and units are reviewed.",
    ),
    example: both("“刊发稿件 12 片”。", "“刊发稿件 12 片”."),
    remedy: both("改成正确的量词。", "Use the right measure word."),
    check,
};

const WRONG: Bilingual = both(
    "“{around}”的量词“{found}”疑为“{right}”之误。",
    "The measure word “{found}” in “{around}” should probably be “{right}”.",
);

/// A measure word written for another, and the words directly before the number that only the other can count.
const WRONG_FOR: &[(char, &str, &[&str])] = &[
    ('片', "篇", ARTICLES),
    ('编', "篇", ARTICLES),
    ('偏', "篇", ARTICLES),
    ('分', "份", PAPERS),
    ('此', "次", OCCASIONS),
];
const ARTICLES: &[&str] = &[
    "信息", "稿件", "报道", "转发", "转载", "新闻", "文章", "动态", "刊发", "刊登", "采用", "简报", "推文", "稿子",
    "解读",
];
const PAPERS: &[&str] = &["文件", "资料", "手册", "传单", "公报", "折页", "问卷", "答复书", "告知书", "申请表", "指南"];
const OCCASIONS: &[&str] = &["培训", "会议", "检查", "活动", "通报", "督查", "演练", "抽查"];

fn check(filing: &Filing, _: &Profile) -> Verdict {
    texts::look(filing, &mut |text, verdict| {
        let is_digit = |at: usize| text.at(at).is_some_and(|c| c.is_ascii_digit());
        for digit in text.marks().filter(|at| is_digit(*at) && !is_digit(at + 1)) {
            let at = digit + 1;
            let behind = text.at(at + 1);
            let Some((_, right, counted)) = text.at(at).and_then(|c| WRONG_FOR.iter().find(|(wrong, ..)| *wrong == c))
            else {
                continue;
            };
            let start = (0..digit).rev().find(|at| !is_digit(*at)).map_or(0, |at| at + 1);
            let counts = counted.iter().any(|word| text.ends_with(start, word));
            // 3分钟, 3分别: no measure word then.
            if counts && behind.is_none_or(|c| !texts::is_ideograph(c) && !c.is_ascii_alphanumeric()) {
                let mut finding = text.finding(NAME, Severity::Note, WRONG, at..at + 1);
                finding.message = finding.message.with("right", *right);
                texts::replace(&mut finding, text.span(at..at + 1), right, Applicability::Likely);
                verdict.findings.push(finding);
            }
        }
    })
}
