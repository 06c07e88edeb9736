//! A mailbox of a public provider as the office's contact.

use super::texts;
use crate::{
    filing::{Filing, fold::begins},
    finding::{Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "personal-mailbox";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Privacy,
    severity: Severity::Note,
    title: both("社会邮箱作联系方式", "A mailbox of a public provider"),
    text: both(
        "看以 qq.com、163.com 等社会邮箱作联系方式的地方。没有法条禁止，只提示核对是不是公务邮箱。",
        "Addresses at qq.com, 163.com and the like as the contact. No clause forbids it; the note only asks whether it is the office's.",
    ),
    basis: both(
        "没有条文规定年度报告用什么邮箱；《个人信息保护法》要求不公开个人的联系方式。",
        "No clause says which mailbox a report gives; by the Personal Information Protection Law a person's contact is not published.",
    ),
    example: both("“电子邮箱：ylxjyj@qq.com”。", "“电子邮箱：ylxjyj@qq.com”."),
    remedy: both("有政务邮箱的，改用政务邮箱。", "Give the office's own mailbox where there is one."),
    check,
};

const FOUND: Bilingual = both(
    "“{found}”是社会邮箱，请核对是不是公务邮箱。",
    "“{found}” is at a public provider; please check that it is the office's mailbox.",
);

const PROVIDERS: &[&str] = &[
    "qq.com",
    "vip.qq.com",
    "163.com",
    "vip.163.com",
    "126.com",
    "yeah.net",
    "188.com",
    "sina.com",
    "sina.cn",
    "vip.sina.com",
    "sohu.com",
    "foxmail.com",
    "hotmail.com",
    "outlook.com",
    "gmail.com",
    "139.com",
    "189.cn",
    "21cn.com",
    "tom.com",
    "aliyun.com",
    "wo.cn",
    "icloud.com",
    "yahoo.com",
];

fn check(filing: &Filing, _: &Profile) -> Verdict {
    texts::look(filing, &mut |text, verdict| {
        if !text.has("@") {
            return;
        }
        let chars = text.chars();
        for at in text.marks().filter(|at| chars[*at] == '@') {
            let part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
            let end = at + 1 + chars[at + 1..].iter().take_while(|c| part(c)).count();
            let start = at - chars[..at].iter().rev().take_while(|c| part(c)).count();
            let domain: Vec<char> = chars[at + 1..end].iter().map(char::to_ascii_lowercase).collect();
            let public =
                PROVIDERS.iter().any(|provider| begins(&domain, provider) && domain.len() <= provider.len() + 1);
            if start < at && public {
                verdict.findings.push(text.finding(NAME, Severity::Note, FOUND, start..end));
            }
        }
    })
}
