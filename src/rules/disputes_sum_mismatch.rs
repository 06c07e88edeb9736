//! In a kind of dispute, the four outcomes must add up to the total.

use super::sums;
use crate::{
    finding::{Family, Severity},
    language::{Bilingual, both},
    rule::Rule,
};

const NAME: &str = "disputes-sum-mismatch";

const PLAIN: Bilingual =
    both("四种结果合计 {left}，总计写作 {right}。", "The four outcomes add up to {left}, the total says {right}.");

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("复议诉讼结果与总计不符", "Outcomes of disputes do not add up"),
    text: both(
        "表四的行政复议、未经复议直接起诉、复议后起诉三组，结果维持、结果纠正、其他结果、尚未审结四项相加，应等于该组总计。",
        "In each of the three groups of table four the four outcomes add up to the group's 总计.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第四部分表格：总计栏；《政府信息公开条例》第五十条。",
        "The form set by notice 国办公开办函〔2021〕30号, table four: column 总计; Regulation on Open Government Information, Article 50.",
    ),
    example: both(
        "行政复议：维持 2、纠正 1、其他 0、尚未审结 0，总计写作 4。",
        "Review: 2 upheld, 1 corrected, none other or pending, and the total says 4.",
    ),
    remedy: both(
        "核对复议、诉讼台账，改正写错的一格。",
        "Check the register of reviews and suits, and correct the wrong cell.",
    ),
    check: |filing, _| sums::verdict(filing, NAME, PLAIN),
};
