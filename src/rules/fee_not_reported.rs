//! A last section that does not say whether a fee for information was charged.

use super::{places, prose, vocabulary::Vocabulary};
use crate::{
    filing::Filing,
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "fee-not-reported";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("没有报告信息处理费", "The fee for information is not reported"),
    text: both(
        "第六部分应写明收取信息处理费的情况，没有收取的也要写明。写在其他部分的也算，只写别的行政事业性收费不算。2021 年以前的报告不看，那时还没有这项收费办法。",
        "Section 六 tells of the fee for handling information, also where none was charged; elsewhere will do, other administrative charges will not. Reports for years before 2021 are not looked at: the measures on the fee were not in force.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第六部分：收取信息处理费情况在此处报告；国办函〔2020〕109号《政府信息公开信息处理费管理办法》，自 2021 年 1 月 1 日起施行。",
        "The form set by notice 国办公开办函〔2021〕30号, section six, where the fee is to be reported; 国办函〔2020〕109号, the measures on the fee, in force since 1 January 2021.",
    ),
    example: both("“六、其他需要报告的事项”下面只写“无”。", "Under “六、其他需要报告的事项” there is only 无."),
    remedy: both(
        "写明收取的件数和金额；没有收取的，写“本年度没有收取信息处理费”。",
        "Write how many times and how much was charged; where none was, write “本年度没有收取信息处理费”.",
    ),
    check,
};

const NONE: Bilingual = both(
    "“其他需要报告的事项”只写了“无”，没有写明是否收取信息处理费。",
    "The last section says nothing but 无, and not whether the fee for information was charged.",
);
const SILENT: Bilingual = both(
    "“其他需要报告的事项”没有写明是否收取信息处理费。",
    "The last section does not say whether the fee for information was charged.",
);

/// Words for the fee anywhere; anywhere but in section two, which tells of other charges; in the last section alone; and
/// what is something else.
static WORDS: Vocabulary = Vocabulary::new(&[
    "处理费 收费通知 信息公开收费 申请公开收费 检索费",
    "费用 收取 未收费 不收费 没有收费 无收费",
    "收费 缴费",
    "行政事业性收费 收费项目 收费标准 收费清单 涉企收费 教育收费 停车收费 学校收费",
]);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(section) = filing.section(5) else { return verdict };
    let own = &filing.passages[section.passages.clone()];
    if filing.year.is_some_and(|year| year < 2021) || own.is_empty() {
        return verdict;
    }
    verdict.examined = 1;
    if filing.year.is_none() || prose::is_doubtful(filing, section) {
        verdict.unclear = 1;
        return verdict;
    }
    let reported = filing.passages.iter().any(|passage| {
        let widest = match passage.section {
            Some(own) if own == section.index => 2,
            Some(1) => 0,
            _ => 1,
        };
        WORDS.find(&passage.folded.chars).any(|word| word.group <= widest)
    });
    if reported {
        return verdict;
    }
    let only_none = prose::of_section(filing, section.index).is_none();
    let mut finding = Finding::new(NAME, Severity::Warning, if only_none { NONE } else { SILENT });
    finding.spans = vec![places::end_of(filing, section)];
    finding.expected = Some("信息处理费".to_owned());
    verdict.failed = 1;
    verdict.findings.push(finding);
    verdict
}
