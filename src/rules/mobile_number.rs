//! A mobile telephone's number.

use super::{digits, texts};
use crate::{
    filing::Filing,
    finding::{Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "mobile-number";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Privacy,
    severity: Severity::Error,
    title: both("手机号码", "A mobile number"),
    text: both(
        "看 11 位的手机号码。写在联系电话、咨询电话、值班、传真等后面的，是公布的联系方式，只作提示；其他地方的为错误。固定电话、文号、代码、金额不在此列。",
        "Mobile numbers of 11 digits. Behind 联系电话, 咨询电话, 值班 or 传真 one is a published contact, and only a note; anywhere else it is an error. Numbers with area codes, document numbers, codes and amounts are none.",
    ),
    basis: both(
        "《政府信息公开条例》第十五条；《个人信息保护法》。",
        "Regulation on Open Government Information, Article 15; Personal Information Protection Law.",
    ),
    example: both("“张三（138******01）提出申请”。", "“张三（138******01）提出申请”."),
    remedy: both("删去；联系方式宜用办公电话。", "Delete it; give an office telephone as the contact."),
    check,
};

const FOUND: Bilingual = both(
    "“{found}”是手机号码，不应出现在公开的报告里。",
    "“{found}” is a mobile number and does not belong in a published report.",
);
const CONTACT: Bilingual = both(
    "联系方式“{found}”是手机号码，宜用办公电话。",
    "The contact “{found}” is a mobile number; an office telephone is better.",
);

const CONTACTS: &[&str] = &["电话", "手机", "联系", "传真", "值班", "热线", "咨询", "号码", "微信"];

fn check(filing: &Filing, _: &Profile) -> Verdict {
    texts::look(filing, &mut |text, verdict| {
        for mut range in digits::runs(&text, 11) {
            let mut places = digits::values(&text, range.clone());
            // +86 before it
            if places.len() == 13 && places.starts_with(&[8, 6]) {
                places.drain(..2);
                range.start += 2;
            }
            let mobile = places.len() == 11 && places[0] == 1 && places[1] >= 3 && !places.contains(&10);
            let amount = text.at(range.end).is_some_and(|c| matches!(c, '元' | '万' | '亿' | '.' | '%' | '-'));
            let area = text.before(range.start) == Some('-') || text.before(range.start) == Some('.');
            if !mobile || amount || area {
                continue;
            }
            let (severity, template) = if text.holds_before(range.start, 24, CONTACTS) {
                (Severity::Note, CONTACT)
            } else {
                (Severity::Error, FOUND)
            };
            verdict.findings.push(text.masked(NAME, severity, template, range));
        }
    })
}
