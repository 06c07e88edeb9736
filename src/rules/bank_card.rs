//! A bank card's number.

use super::{digits, resident_id::is_resident_id, texts};
use crate::{
    filing::Filing,
    finding::{Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "bank-card";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Privacy,
    severity: Severity::Error,
    title: both("银行卡号", "A bank card's number"),
    text: both(
        "看 15 至 19 位的号码：开头和位数合乎发卡机构、校验位也对的，是银行卡号。62 开头以外的，近旁还要有银行、卡号、账户等字样。提示里只显示头尾几位。",
        "Numbers of 15 to 19 digits that begin as an issuer's cards do, have their length and the right check digit. Those that do not begin with 62 must also stand near 银行, 卡号 or 账户. The message shows only the first and last digits.",
    ),
    basis: both(
        "《个人信息保护法》第二十八条：金融账户是敏感个人信息；《政府信息公开条例》第十五条。",
        "Personal Information Protection Law, Article 28: financial accounts are sensitive; Regulation on Open Government Information, Article 15.",
    ),
    example: both("“汇入账户 622**************04”。", "“汇入账户 622**************04”."),
    remedy: both("发布前删去；缴款账户另行告知。", "Delete it before publishing; tell payers the account separately."),
    check,
};

const FOUND: Bilingual = both(
    "“{found}”像是银行卡号，不应出现在公开的报告里。",
    "“{found}” looks like a bank card's number and does not belong in a published report.",
);

/// How issuers' numbers begin, from and to, and the lengths that they have.
const ISSUERS: &[(u32, u32, std::ops::RangeInclusive<usize>)] =
    &[(62, 62, 16..=19), (40, 49, 16..=16), (51, 55, 16..=16), (35, 35, 16..=16), (34, 34, 15..=15), (37, 37, 15..=15)];
const ACCOUNTS: &[&str] = &["银行", "卡号", "账户", "账号", "帐户", "帐号", "汇款", "汇入", "开户", "户名"];

/// Whether digits pass Luhn's check.
fn passes(digits: &[u32]) -> bool {
    let value = |(at, digit): (usize, &u32)| match at % 2 {
        0 => *digit,
        _ => digit * 2 / 10 + digit * 2 % 10,
    };
    digits.iter().rev().enumerate().map(value).sum::<u32>() % 10 == 0
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    texts::look(filing, &mut |text, verdict| {
        for range in digits::runs(&text, 15) {
            let places = digits::values(&text, range.clone());
            let start = places[0] * 10 + places[1];
            let known = ISSUERS
                .iter()
                .any(|(from, to, lengths)| (*from..=*to).contains(&start) && lengths.contains(&places.len()));
            if known
                && !places.contains(&10)
                && passes(&places)
                && !is_resident_id(&places)
                && (start == 62 || text.holds_before(range.start, 16, ACCOUNTS))
            {
                verdict.findings.push(text.masked(NAME, Severity::Error, FOUND, range));
            }
        }
    })
}
