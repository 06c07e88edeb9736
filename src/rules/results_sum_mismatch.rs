//! In a column of requests, the results must add up to their total.

use super::sums;
use crate::{
    finding::{Family, Severity},
    language::{Bilingual, both},
    rule::Rule,
};

const NAME: &str = "results-sum-mismatch";

const PLAIN: Bilingual = both(
    "“{column}”一列（一）至（六）各项合计 {left}，（七）总计写作 {right}。",
    "Column “{column}”: the results （一） to （六） add up to {left}, the total says {right}.",
);

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("办理结果各项与总计不符", "Results do not add up to their total"),
    text: both(
        "表三每一列中，（一）至（六）各项办理结果相加应等于（七）总计。一处写错往往同时使几条等式不成立：能确定是哪一格时，只就那一格提出，并列出所有不成立的等式。",
        "In each column of table three the results （一） to （六） add up to （七）总计. One wrong figure often breaks several sums; where they single out one cell, only that cell is named, with every sum that fails.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第三部分表格：（七）总计；《政府信息公开条例》第五十条。",
        "The form set by notice 国办公开办函〔2021〕30号, table three: row （七）总计; Regulation on Open Government Information, Article 50.",
    ),
    example: both(
        "自然人一列：予以公开 8、部分公开 2、其余为 0，（七）总计写作 11。",
        "Column 自然人: 8 granted, 2 partly, nothing else, and the total says 11.",
    ),
    remedy: both(
        "对照登记台账核对这一列，改正写错的一格；改完看一看总计和上下两项是否仍然相符。",
        "Check the column against the register and correct the wrong cell; then see that the total still agrees with the other rows.",
    ),
    check: |filing, _| sums::verdict(filing, NAME, PLAIN),
};
