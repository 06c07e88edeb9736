//! An applicant who can be told from what stands beside the name.

use std::ops::Range;

use super::texts::{self, SURNAMES, Text, is_ideograph};
use crate::{
    filing::{
        Filing,
        fold::{begins, holds_any},
    },
    finding::{Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "applicant-details";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Privacy,
    severity: Severity::Warning,
    title: both("写出了申请人的个人情况", "An applicant's details"),
    text: both(
        "看申请人、原告、信访人等称呼后面的姓名，近旁又有住址、证件、电话或案号的。只写姓名、只写案号，或者姓名已经隐去（张某、李××）的不提。",
        "A name behind 申请人, 原告, 信访人 and the like with an address, a document, a telephone or a case number beside it. A name or a case number alone, and a name withheld (张某, 李××), are left alone.",
    ),
    basis: both(
        "《政府信息公开条例》第十五条；《个人信息保护法》。",
        "Regulation on Open Government Information, Article 15; Personal Information Protection Law.",
    ),
    example: both("“申请人张三（住云岭县石桥镇）”。", "“申请人张三（住云岭县石桥镇）”."),
    remedy: both("隐去姓名，删去住址、证件和案号。", "Withhold the name; delete address, documents and case number."),
    check,
};

const FOUND: Bilingual = both(
    "“{found}”写出了具体的人，近旁又有“{detail}”，请核对能不能公开。",
    "“{found}” names a person, with “{detail}” beside it; please check whether that may be published.",
);

const ROLES: &[&str] = &["申请人", "原告", "起诉人", "上诉人", "信访人", "举报人", "投诉人", "当事人"];
/// What tells who somebody is.
const DETAILS: &[&str] =
    &["住址", "住所", "家住", "身份证", "公民身份号码", "证件号", "联系电话", "手机", "汉族", "出生"];
/// The courts of a case number: `(2023)浙0102行初12号`.
const COURTS: &str = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新最";

fn check(filing: &Filing, _: &Profile) -> Verdict {
    texts::look(filing, &mut |text, verdict| {
        let chars = text.chars();
        // A name ends before a mark, or before what is done with it.
        let ends = (0..chars.len())
            .filter(|at| matches!(chars[*at], ',' | '(' | '、' | '诉' | '不' | '因' | '于' | '向' | ':'));
        let mut from = 0;
        for end in ends {
            let Some(name) = name(&text, end).filter(|name| name.start >= from) else { continue };
            let sentence = end + chars[end..].iter().position(|c| *c == '。').unwrap_or(chars.len() - end);
            let Some(detail) = detail(&chars[end..sentence.min(end + 60)]) else { continue };
            from = sentence;
            let mut finding = text.finding(NAME, Severity::Warning, FOUND, name.clone());
            let masked = format!("{}某", chars[name.start]);
            finding.message.arguments.clear();
            finding.message = finding.message.with("found", masked.clone()).with("detail", detail);
            finding.found = Some(masked);
            verdict.findings.push(finding);
        }
    })
}

/// The name that ends before a place, behind a role.
fn name(text: &Text, end: usize) -> Option<Range<usize>> {
    let name = |length: &usize| {
        let start = end.checked_sub(*length)?;
        let chars = &text.chars()[start..end];
        let plain = SURNAMES.contains(chars[0])
            && chars.iter().all(|c| is_ideograph(*c))
            && !chars[1..].iter().any(|c| "某我本的等及".contains(*c));
        let behind_role = ROLES.iter().any(|role| text.ends_with(start, role));
        (plain && behind_role).then_some(start..end)
    };
    [2, 3].iter().find_map(name)
}

/// What stands in the words behind a name and tells who it is.
fn detail(behind: &[char]) -> Option<String> {
    let string: String = behind.iter().collect();
    if let Some(word) = DETAILS.iter().find(|word| holds_any(&string, &[word])) {
        return Some((*word).to_owned());
    }
    // (住云岭县石桥镇), (男, 1980年生)
    if let ['(' | ',', '住' | '男' | '女', next, ..] = behind
        && (matches!(next, ',' | ')' | '、') || behind[1] == '住')
    {
        return Some(behind[1].to_string());
    }
    let court = |at: usize| {
        let case = behind.get(at + 6)?;
        let year = behind[at + 1..at + 5].iter().all(char::is_ascii_digit) && behind[at + 5] == ')';
        (behind[at] == '(' && year && COURTS.contains(*case) && !begins(&behind[at + 6..], "政")).then_some("案号")
    };
    (0..behind.len()).find_map(court).map(str::to_owned)
}
