//! In a column of requests, what came in must equal what was dealt with or carried on.

use super::sums;
use crate::{
    finding::{Family, Severity},
    language::{Bilingual, both},
    rule::Rule,
};

const NAME: &str = "unbalanced-column";

const PLAIN: Bilingual = both(
    "“{column}”一列本年新收加上年结转为 {left}，总计加结转下年度为 {right}。",
    "Column “{column}”: new and carried in make {left}, the total and carried out make {right}.",
);

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("收到与办理、结转不平衡", "Received and dealt with do not balance"),
    text: both(
        "表三每一列中，本年新收加上年结转，应等于办理结果总计加结转下年度。",
        "In each column of table three, new and carried-in requests equal the results' total plus what is carried out.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第三部分表格：第一项加第二项之和，等于第三项加第四项之和；《政府信息公开条例》第五十条。",
        "The form set by notice 国办公开办函〔2021〕30号, table three: items one and two add up to items three and four; Regulation on Open Government Information, Article 50.",
    ),
    example: both(
        "自然人一列：新收 10、上年结转 2，总计 11、结转下年度 0。",
        "Column 自然人: 10 new and 2 carried in, but 11 dealt with and none carried out.",
    ),
    remedy: both(
        "核对上年报告的结转数和年末未办结的件数，改正写错的一格。",
        "Check last year's carried-over figure and what was open at the year's end, and correct the wrong cell.",
    ),
    check: |filing, _| sums::verdict(filing, NAME, PLAIN),
};
