//! An applicant who can be told from what stands beside the name.

use std::ops::Range;

use super::texts::{self, SURNAMES, Text, is_ideograph};
use crate::{
    filing::{
        Filing,
        fold::{begins, holds_any},
    },
    finding::{Family, Finding, Severity},
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
        let mut from = 0;
        let ends = |pair: &[char]| match pair[1] {
            '人' => matches!(pair[0], '请' | '诉' | '访' | '报' | '事'),
            other => other == '告' && pair[0] == '原',
        };
        for (at, _) in chars.windows(2).enumerate().filter(|(_, pair)| ends(pair)) {
            let start = at + 2;
            if start < from || !ROLES.iter().any(|role| text.ends_with(start, role)) {
                continue;
            }
            let Some(name) = name(&text, start) else { continue };
            let end = name.end;
            let sentence = end + chars[end..].iter().position(|c| *c == '。').unwrap_or(chars.len() - end);
            let Some(detail) = detail(&chars[end..sentence.min(end + 60)]) else { continue };
            from = sentence;
            let masked = format!("{}某", chars[start]);
            let mut finding = Finding::new(NAME, Severity::Warning, FOUND);
            finding.message = finding.message.with("found", masked.clone()).with("detail", detail);
            finding.spans = text.folded.spans(name);
            finding.found = Some(masked);
            verdict.findings.push(finding);
        }
    })
}

/// The name that begins at a place. It ends before a mark, or before what is done with it.
fn name(text: &Text, start: usize) -> Option<Range<usize>> {
    let chars = &text.chars()[start..];
    let ends = |c: &char| matches!(c, ',' | '(' | '、' | '诉' | '不' | '因' | '于' | '向' | ':');
    let length = [2, 3].into_iter().find(|length| chars.get(*length).is_some_and(ends))?;
    let part = |c: &char| is_ideograph(*c) && !"某我本的等及".contains(*c);
    (SURNAMES.contains(chars[0]) && chars[1..length].iter().all(part)).then_some(start..start + length)
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
