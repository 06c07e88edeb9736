//! In a row of requests, the six kinds of applicants must add up to the total.

use super::sums;
use crate::{
    finding::{Family, Severity},
    language::{Bilingual, both},
    rule::Rule,
};

const NAME: &str = "row-sum-mismatch";

const PLAIN: Bilingual = both(
    "六类申请人合计 {left}，总计写作 {right}。",
    "The six kinds of applicants add up to {left}, the total says {right}.",
);

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("六类申请人与总计不符", "Applicants do not add up to the total"),
    text: both(
        "表三每一行中，自然人和五类法人或其他组织相加，应等于总计。",
        "In each row of table three the six kinds of applicants add up to 总计.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第三部分表格：总计栏；《政府信息公开条例》第五十条。",
        "The form set by notice 国办公开办函〔2021〕30号, table three: column 总计; Regulation on Open Government Information, Article 50.",
    ),
    example: both(
        "予以公开一行：自然人 10、商业企业 2、其余为 0，总计写作 13。",
        "Row 予以公开: 10 natural persons and 2 businesses, nothing else, and the total says 13.",
    ),
    remedy: both(
        "核对这一行各类申请人的件数，改正写错的一格。",
        "Check the row's applicants and correct the wrong cell.",
    ),
    check: |filing, _| sums::verdict(filing, NAME, PLAIN),
};
