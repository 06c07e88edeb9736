//! Long numbers in a text, for the rules on what identifies a person.

use std::ops::Range;

use super::texts::Text;

/// What numbers are called that identify no person.
pub const OTHERS: &[&str] = &[
    "信用代码",
    "机构代码",
    "索引号",
    "文号",
    "编号",
    "条码",
    "流水号",
    "单号",
    "序列号",
    "备案号",
    "许可证",
    "执照",
    "统一代码",
    "标识码",
];

/// Runs of at least so many digits on one line of the source, blanks between them left out, that are no part of something
/// longer. The last sign may be an X.
pub fn runs(text: &Text, least: usize) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    if (text.marks.digits as usize) + 1 < least {
        return runs;
    }
    let chars = text.chars();
    let mut end = 0;
    for at in text.marks() {
        if at < end || !chars[at].is_ascii_digit() {
            continue;
        }
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        end = at + digits;
        if digits + 1 < least {
            continue;
        }
        let x = matches!(text.at(end), Some('X' | 'x'));
        let range = at..end + usize::from(x);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let part = latin(text.before(at)) || latin(text.at(range.end)) || text.at(range.end) == Some('*');
        if range.len() >= least && !part && text.on_one_line(range.clone()) && !text.holds_before(at, 12, OTHERS) {
            runs.push(range);
        }
    }
    runs
}

/// The digits of a run; an X is 10.
pub fn values(text: &Text, range: Range<usize>) -> Vec<u32> {
    text.chars()[range].iter().map(|c| c.to_digit(10).unwrap_or(10)).collect()
}
