//! What a template left to be filled in, and places where a number is missing.

use std::ops::Range;

use super::{
    blank_form::is_blank_form,
    texts::{self, SURNAMES, Text, is_ideograph},
};
use crate::{
    filing::{AsideKind, Filing, fold::begins},
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "placeholder-left";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Error,
    title: both("占位符没有填写", "A placeholder left in the text"),
    text: both(
        "文中留着模板的占位符（XX、××、20XX、□□、____、“（文字描述）”、待定），或者该有数字的地方是空的（公开信息  条、2024年  月  日）。张××这样隐去的人名不提；空白格式和丢了数字的来源不检查。",
        "Placeholders of a template (XX, ××, 20XX, □□, ____, （文字描述）, 待定), or a gap where a number belongs (公开信息  条, 2024年  月  日). A name withheld as in 张×× is left alone; a blank form and a source that lost digits are not checked.",
    ),
    basis: both(
        "《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字应当准确。",
        "Regulation on official documents of Party and government, Article 20: names, times and figures are exact.",
    ),
    example: both("“全年公开信息XX条”。", "“全年公开信息XX条”."),
    remedy: both("填上实际内容。", "Fill in what belongs there."),
    check,
};

const LEFT: Bilingual =
    both("“{around}”里的“{found}”像是没有填写的占位符。", "“{found}” in “{around}” looks like a placeholder.");
const GAP: Bilingual =
    both("“{around}”里的“{found}”前面像是少了数字。", "A number seems to be missing before “{found}” in “{around}”.");

/// What templates say in brackets or behind a colon.
const PHRASES: &[&str] = &[
    "文字描述",
    "单位名称",
    "机关名称",
    "部门名称",
    "请填写",
    "此处填写",
    "待定",
    "待填",
    "待补",
    "待核实",
    "待确认",
    "待更新",
    "待完善",
];
/// What is counted with the measure words, so that a number stands between.
const COUNTED: &[&str] = &[
    "信息", "申请", "文件", "公开", "收到", "受理", "办结", "答复", "发布", "制发", "转发", "培训", "会议", "新闻",
    "动态", "解读", "建议", "提案", "新收", "结转", "完成", "回复", "办理", "共", "共计", "总计", "累计",
];
/// Where no blank shows the gap, only these end a phrase that a number must follow.
const COUNTING: &[&str] =
    &["共计", "总计", "共收到", "共受理", "共公开", "共发布", "公开信息", "发布信息", "累计收到", "累计发布"];
/// More gaps than this in a report are the source's, which lost the digits.
const MOST_GAPS: usize = 3;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let blank = is_blank_form(filing);
    let digits_lost = !filing.lost_digits.is_empty();
    let mut gaps = 0;
    let mut verdict = texts::look(filing, &mut |text, verdict| {
        if blank {
            verdict.unclear += 1;
            return;
        }
        let mut end = 0;
        for at in text.marks().chain([text.folded.len()]) {
            if at < end {
                continue;
            }
            if let Some(range) = placeholder(&text, at) {
                end = range.end;
                verdict.findings.push(text.finding(NAME, Severity::Error, LEFT, range));
            } else if let Some(range) = gap(&text, at) {
                // A page may show digits that are no text.
                if digits_lost || text.is_from_page() {
                    verdict.unclear += 1;
                } else {
                    gaps += 1;
                    verdict.findings.push(text.finding(NAME, Severity::Error, GAP, range));
                }
            }
        }
    });
    if gaps > MOST_GAPS {
        let is_gap = |finding: &Finding| finding.message.template == GAP;
        verdict.findings.retain(|finding| !is_gap(finding));
        let kept = verdict.findings.len().min(verdict.failed);
        verdict.unclear += verdict.failed - kept;
        verdict.failed = kept;
    }
    verdict
}

/// The placeholder that begins with the mark at a place.
fn placeholder(text: &Text, at: usize) -> Option<Range<usize>> {
    let chars = text.chars();
    let c = text.at(at)?;
    // Nearly all marks are none of these.
    if !matches!(c, 'X' | 'x' | '×' | '╳' | '✕' | '□' | '_' | '(' | '[' | '【' | '〔' | '<' | '{' | ':' | '%')
    {
        return None;
    }
    let (before, length) = (text.before(at), chars[at..].iter().take_while(|other| same(**other, c)).count());
    let behind = text.at(at + length);
    if before.is_some_and(|before| same(before, c)) {
        return None;
    }
    let latin =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '/' | '@' | '-' | '_' | ':'));
    match c {
        'X' | 'x' | '×' | '╳' | '✕' => {
            let digits = before.is_some_and(|c| c.is_ascii_digit());
            // 20XX年 is one; 3×4 and numbers with digits blotted out are none.
            let year = behind == Some('年') && (text.ends_with(at, "20") || text.ends_with(at, "202"));
            let unit = behind.is_some_and(|c| matches!(c, '年' | '月' | '日') || is_measure(c));
            let withheld = before.is_some_and(|c| SURNAMES.contains(c)) && length <= 2 && !unit;
            let code = latin(before) || latin(behind) && !matches!(behind, Some(':'));
            if code || withheld || digits && !year || !(unit || length > 1) {
                return None;
            }
            let date = |other: &char| same(*other, c) || other.is_ascii_digit() || matches!(other, '年' | '月' | '日');
            let start = if year { (0..at).rev().take_while(|at| chars[*at].is_ascii_digit()).last()? } else { at };
            let tail = chars[at..].iter().take_while(|c| date(c)).count();
            Some(start..at + tail)
        }
        '□' => {
            let unit = behind.is_some_and(|c| "年月日".contains(c) || is_measure(c));
            (!text.is_from_page() && (length > 1 || unit)).then_some(at..at + length)
        }
        '_' => (length > 1 && !latin(before) && !latin(behind)).then_some(at..at + length),
        '(' | '[' | '【' | '〔' | '<' | '{' | ':' => {
            let phrase = PHRASES.iter().find(|phrase| begins(&chars[at + 1..], phrase))?;
            let end = at + 1 + phrase.chars().count();
            // （单位名称、电话） says what is told; （文字描述，……） is a hint however it goes on.
            let hint = phrase.starts_with("文字描述") || phrase.ends_with("填写");
            let ends = text.at(end).is_none_or(|c| !is_ideograph(c) && (hint || c != '、' && c != ','));
            let close = |c: &char| matches!(c, ')' | ']' | '】' | '〕' | '>' | '}');
            let closed = chars[end..].iter().position(close).map_or(end, |close| end + close + 1);
            // 单位名称 behind a colon may be told there.
            let named = c == ':' && phrase.ends_with("名称");
            (ends && !named).then_some(if c == ':' { at + 1..end } else { at..closed })
        }
        '%' if before.is_some_and(|c| matches!(c, '长' | '降' | '占' | '达')) => Some(at..at + 1),
        _ => None,
    }
}

/// Whether a character is a measure word that these reports count with.
fn is_measure(c: char) -> bool {
    matches!(c, '件' | '条' | '篇' | '次' | '份' | '期' | '场' | '项' | '个')
}

/// Whether two characters are written for the same unknown.
fn same(one: char, other: char) -> bool {
    one == other || matches!((one, other), ('X' | 'x', 'X' | 'x') | ('×' | '╳' | '✕', '×' | '╳' | '✕'))
}

/// The measure word before a mark that has no number before it, or 年 before a month that has none.
fn gap(text: &Text, mark: usize) -> Option<Range<usize>> {
    let chars = text.chars();
    if !text.before(mark).is_some_and(|c| matches!(c, '年' | '日') || is_measure(c)) {
        return None;
    }
    // 自年1月1日
    if text.at(mark).is_some_and(|c| c.is_ascii_digit()) {
        let year = ["自年", "至年"].iter().any(|word| text.ends_with(mark, word));
        return year.then(|| mark - 1..mark);
    }
    // 2024年  月  日
    if text.ends_with(mark, "年月日") {
        let year = mark == 3 || chars[mark - 4].is_ascii_digit();
        return (year && text.aside != Some(AsideKind::Title)).then(|| mark - 2..mark);
    }
    let measure = mark.checked_sub(1).filter(|at| is_measure(chars[*at]))?;
    let counted = |words: &[&str]| words.iter().any(|word| text.ends_with(measure, word));
    let before = measure.checked_sub(1)?;
    let blank = text.gap(before).is_some_and(|gap| gap.contains(char::is_whitespace));
    // 信息项 is a word.
    let plain = !matches!(chars[measure], '项' | '期' | '场' | '个');
    let missing = if blank { counted(COUNTED) } else { plain && counted(COUNTING) };
    missing.then_some(measure..mark)
}
