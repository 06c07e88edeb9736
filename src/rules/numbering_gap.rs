//! Running numbers of which one is left out, comes twice, or stands alone.

use super::texts::{self, Text, is_ideograph, numeral};
use crate::{
    filing::{Filing, fold::begins},
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "numbering-gap";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Warning,
    title: both("编号不连续", "A gap in the numbering"),
    text: both(
        "每一部分里看段首的（一）（二）、1. 2. 和文中的一是、二是：缺号、重号的提出，有“一是”没有“二是”的也提出。缺的号在文中别处出现的不提。",
        "Within each section, （一）（二） and 1. 2. at the heads of paragraphs and 一是, 二是 in the text: a number left out or used twice, and 一是 without 二是. Nothing is said where the missing number stands elsewhere.",
    ),
    basis: both(
        "GB/T 9704-2012《党政机关公文格式》7.3.3：结构层次序数依次标注。",
        "GB/T 9704-2012, layout of official documents, 7.3.3: levels are numbered in order.",
    ),
    example: both("“（一）……（二）……（四）……”。", "“（一）…（二）…（四）…”."),
    remedy: both("补上缺的一项，或改正编号。", "Add what is missing or correct the numbers."),
    check,
};

const GAP: Bilingual =
    both("“{before}”之后是“{found}”，缺“{missing}”。", "“{before}” is followed by “{found}”; “{missing}” is missing.");
const TWICE: Bilingual = both("“{found}”用了两次。", "“{found}” is used twice.");
const LONE: Bilingual = both("有“{found}”，没有“{missing}”。", "There is “{found}” and no “{missing}”.");

/// The styles of numbers: （一）, which ends the runs of the others; 1.; 一是.
const STYLES: usize = 3;

/// A number where it stands.
#[derive(Clone, Copy)]
struct Number<'f> {
    text: Text<'f>,
    /// Which paragraph of the section.
    paragraph: usize,
    start: usize,
    end: usize,
    style: usize,
    value: usize,
    /// 是 or 要; what ends the number in other styles.
    sign: char,
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let prose: Vec<Text> = texts::texts(filing).filter(|text| text.aside.is_none()).collect();
    for section in prose.chunk_by(|a, b| a.section == b.section) {
        let numbers: Vec<Number> = section.iter().enumerate().flat_map(|(at, text)| numbers(*text, at)).collect();
        verdict.examined += numbers.len();
        // A number may be among what was not read.
        if section.iter().any(|text| text.marks.lost) {
            verdict.unclear += numbers.len();
            continue;
        }
        let mut last: [Option<Number>; STYLES] = [None; STYLES];
        for number in &numbers {
            let before = last[number.style].replace(*number);
            if number.value == 1 {
                verdict.findings.extend(before.and_then(|ended| lone(section, &ended, Some(number))));
            }
            if number.style == 0 {
                let ended = last[1..].iter_mut().filter_map(Option::take);
                verdict.findings.extend(ended.filter_map(|ended| lone(section, &ended, Some(number))));
            }
            if let Some(before) = before {
                verdict.findings.extend(gap(section, &before, number));
            }
        }
        verdict.findings.extend(last.iter().flatten().filter_map(|number| lone(section, number, None)));
    }
    verdict.failed = verdict.findings.len();
    verdict
}

/// The numbers of a paragraph: one at its head, and any 一是 behind a mark.
fn numbers<'f>(text: Text<'f>, paragraph: usize) -> Vec<Number<'f>> {
    let chars = text.chars();
    let number = |start, end, style, value, sign| Number { text, paragraph, start, end, style, value, sign };
    let mut found = Vec::new();
    // Beside a table, what is short may be a label of it.
    const LONGEST_LABEL: usize = 36;
    let beside_table = matches!(text.section, Some(1..=3));
    let sentence = !beside_table || chars.len() > LONGEST_LABEL || chars.contains(&'。');
    match chars {
        ['(', first, ..] if sentence && numeral(*first).is_some() => {
            let close = chars.iter().take(6).position(|c| *c == ')');
            let value = close.and_then(|close| Some((chinese(&chars[1..close])?, close + 1)));
            found.extend(value.map(|(value, end)| number(0, end, 0, value, ')')));
        }
        [first, ..] if sentence && first.is_ascii_digit() => {
            let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
            let value: usize = chars[..digits].iter().fold(0, |sum, c| (sum * 10 + *c as usize - 48).min(1000));
            let ends = matches!(text.at(digits), Some('.' | '、')) && text.at(digits + 1).is_some_and(is_ideograph);
            if ends && digits <= 2 {
                found.push(number(0, digits + 1, 1, value, chars[digits]));
            }
        }
        _ => {}
    }
    let starts =
        text.marks().filter(|at| matches!(chars[*at], ',' | '。' | ';' | ':' | ')' | '”' | '、')).map(|at| at + 1);
    for start in std::iter::once(0).chain(starts) {
        if let Some([first, sign @ ('是' | '要')]) = chars.get(start..start + 2)
            && let Some(value) = numeral(*first)
            // 一是一，二是二
            && text.at(start + 2) != text.at(start)
        {
            found.push(number(start, start + 2, 2, value, *sign));
        }
    }
    found
}

/// The value of 一 to 九十九 without anything around it.
fn chinese(chars: &[char]) -> Option<usize> {
    Some(match chars {
        [one] => numeral(*one)?,
        ['十', one] => 10 + numeral(*one)?,
        [ten, '十'] => 10 * numeral(*ten)?,
        [ten, '十', one] => 10 * numeral(*ten)? + numeral(*one)?,
        _ => return None,
    })
}

/// A number as its style writes it.
fn write(style: usize, value: usize, sign: char) -> String {
    let digit = |value: usize| "一二三四五六七八九十".chars().nth(value - 1).map(String::from).unwrap_or_default();
    let ideographs = match (value / 10, value % 10) {
        (0, one) => digit(one),
        (1, 0) => digit(10),
        (1, one) => format!("十{}", digit(one)),
        (ten, 0) => format!("{}十", digit(ten)),
        (ten, one) => format!("{}十{}", digit(ten), digit(one)),
    };
    match style {
        0 => format!("（{ideographs}）"),
        1 => format!("{value}{sign}"),
        _ => format!("{ideographs}{sign}"),
    }
}

/// Whether a number stands anywhere between two, in whatever writing.
fn stands_between(section: &[Text], from: &Number, to: Option<&Number>, value: usize) -> bool {
    let digits = write(1, value, ' ');
    let ideographs = write(2, value, ' ');
    let (digits, ideographs) = (digits.trim_end(), ideographs.trim_end());
    let last = to.map_or(section.len() - 1, |to| to.paragraph);
    (from.paragraph..=last).any(|at| {
        let chars = section[at].chars();
        let start = if at == from.paragraph { from.end } else { 0 };
        let end = to.filter(|to| to.paragraph == at).map_or(chars.len(), |to| to.start).max(start);
        let heads = |at: usize| at == 0 || !is_ideograph(chars[at - 1]) || matches!(chars[at - 1], '第' | '其' | '另');
        let stands = |at: usize, word: &str, signs: &str| {
            let behind = chars.get(at + word.chars().count());
            begins(&chars[at..], word) && behind.is_some_and(|c| signs.contains(*c))
        };
        (start..end)
            .any(|at| heads(at) && (stands(at, digits, ".、)是要") || stands(at, ideographs, ".、,:)是要则来为在者")))
    })
}

fn say(number: &Number, template: Bilingual, before: Option<&Number>, missing: usize) -> Finding {
    let range = number.start..number.end;
    let mut finding = number.text.finding(NAME, Severity::Warning, template, range);
    finding.message = finding.message.with("missing", write(number.style, missing, number.sign));
    if let Some(before) = before {
        finding.message = finding.message.with("before", before.text.written(before.start..before.end));
        finding.spans.extend(before.text.folded.spans(before.start..before.end));
    }
    finding
}

/// What is wrong between two numbers of one style.
fn gap(section: &[Text], before: &Number, number: &Number) -> Option<Finding> {
    let missing = before.value + 1;
    if number.sign != before.sign {
        return None;
    }
    if number.value == before.value && number.value > 1 {
        Some(say(number, TWICE, Some(before), missing))
    } else if number.value > missing && !stands_between(section, before, Some(number), missing) {
        Some(say(number, GAP, Some(before), missing))
    } else {
        None
    }
}

/// 一是 that nothing follows.
fn lone(section: &[Text], number: &Number, to: Option<&Number>) -> Option<Finding> {
    let alone = number.style == 2 && number.value == 1 && number.sign == '是';
    (alone && !stands_between(section, number, to, 2)).then(|| say(number, LONE, None, 2))
}
