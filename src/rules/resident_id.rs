//! A resident's identity number.

use super::{digits, texts};
use crate::{
    filing::{Date, Filing},
    finding::{Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "resident-id";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Privacy,
    severity: Severity::Error,
    title: both("公民身份号码", "A resident's identity number"),
    text: both(
        "看 18 位的号码：省级代码、出生日期和校验码都对的，是公民身份号码。统一社会信用代码、索引号、文号等不在此列。提示里只显示头尾几位。",
        "Numbers of 18 places whose province, date of birth and check digit are right. Credit codes, index and document numbers are none. The message shows only the first and last places.",
    ),
    basis: both(
        "GB 11643-1999《公民身份号码》；《政府信息公开条例》第十五条；《个人信息保护法》。",
        "GB 11643-1999; Regulation on Open Government Information, Article 15; Personal Information Protection Law.",
    ),
    example: both("“（身份证号 110***********21）”。", "“（身份证号 110***********21）”."),
    remedy: both("发布前删去。", "Delete it before publishing."),
    check,
};

const FOUND: Bilingual = both(
    "“{found}”是公民身份号码，不应出现在公开的报告里。",
    "“{found}” is a resident's identity number and does not belong in a published report.",
);

/// The first two digits of provinces.
const PROVINCES: &[u32] = &[
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82, 83,
];

/// Whether the values of 18 places are an identity number.
pub fn is_resident_id(places: &[u32]) -> bool {
    if places.len() != 18 || places[..17].contains(&10) {
        return false;
    }
    let number = |range: std::ops::Range<usize>| places[range].iter().fold(0, |sum, digit| sum * 10 + digit);
    let date = Date { year: number(6..10) as u16, month: number(10..12) as u8, day: number(12..14) as u8 };
    // The weight of a place is a power of two, counted from the right (ISO 7064).
    let sum: u32 = places.iter().enumerate().map(|(at, digit)| digit * (1 << (17 - at))).sum();
    PROVINCES.contains(&number(0..2)) && (1900..2100).contains(&date.year) && date.is_possible() && sum % 11 == 1
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    texts::look(filing, &mut |text, verdict| {
        for range in digits::runs(&text, 18) {
            if is_resident_id(&digits::values(&text, range.clone())) {
                verdict.findings.push(text.masked(NAME, Severity::Error, FOUND, range));
            }
        }
    })
}
