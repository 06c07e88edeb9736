//! What a cell says: a figure, a mark, nothing, words.
//!
//! Full-width and Chinese digits, thousands separators, 万 and 亿, units, signs and remarks (`22（其中修订16件）`)
//! are figures; a blank and a dash are no zero.

use std::fmt;

use super::{
    fold::LOST,
    notes::{is_note_number, without_note},
};
use crate::{document::draws_nothing, form::Unit};

/// What was read in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A figure.
    Number {
        /// In the cell's unit.
        value: Quantity,
        /// Whether a unit other than the cell's is written behind it (`元` under 万元).
        unit: Option<Money>,
    },
    /// A mark that stands for none: `/`, `-`, `—`, 无, N/A.
    Mark,
    /// Nothing.
    Blank,
    /// Words.
    Words,
    /// There, but unreadable or its position unknown.
    Lost,
    /// Not in the document.
    Absent,
}

/// A unit of money as written behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    /// 元.
    Yuan,
    /// 万元.
    TenThousandYuan,
    /// 亿元.
    HundredMillionYuan,
}

/// A decimal number with eight places: exact for counts up to 10³⁰ and for 万元 down to a hundredth of a 分.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i128);

const ONE: i128 = 100_000_000;
const PLACES: usize = 8;

impl Quantity {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Self(value as i128 * ONE)
    }

    /// The whole number that this is; `None` for fractions.
    pub fn as_whole(self) -> Option<i64> {
        if self.0 % ONE == 0 { i64::try_from(self.0 / ONE).ok() } else { None }
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The nearest floating-point number, for JSON.
    pub fn to_f64(self) -> f64 {
        match self.as_whole() {
            Some(whole) => whole as f64,
            None => self.to_string().parse().unwrap_or(f64::NAN),
        }
    }

    /// The number times a power of ten; `None` beyond what can be held or where places would be lost.
    pub fn scaled(self, power: i32) -> Option<Self> {
        let factor = 10i128.checked_pow(power.unsigned_abs())?;
        if power >= 0 {
            self.0.checked_mul(factor).map(Self)
        } else {
            (self.0 % factor == 0).then_some(Self(self.0 / factor))
        }
    }

    /// The number without so many of its last places that stand before the point, rounded down.
    pub fn scaled_down(self, places: u32) -> Option<Self> {
        Some(Self(self.0.div_euclid(10i128.checked_pow(places)?)))
    }

    /// Rounded to so many places behind the point, halves up.
    pub fn round(self, places: u32) -> Self {
        let unit = 10i128.pow(8u32.saturating_sub(places));
        Self((self.0 + unit / 2).div_euclid(unit) * unit)
    }

    /// A tenth of it, rounded down.
    pub fn tenth(self) -> Self {
        Self(self.0.div_euclid(10))
    }

    /// How many percent of a whole it is, rounded to eight places; `None` of nothing.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        let hundred = self.0.checked_mul(100 * ONE)?;
        hundred.checked_div(whole.0).map(Self)
    }

    /// Reads ASCII digits with an optional point; at most 18 digits before it and eight behind.
    pub fn parse_plain(digits: &str) -> Option<Self> {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 18
            || fraction.len() > PLACES
            || !all_digits(whole)
            || !all_digits(fraction)
        {
            return None;
        }
        if digits.ends_with('.') {
            return None;
        }
        let mut value = whole.parse::<i128>().ok()? * ONE;
        if !fraction.is_empty() {
            value += fraction.parse::<i128>().ok()? * 10i128.pow((PLACES - fraction.len()) as u32);
        }
        Some(Self(value))
    }
}

impl std::ops::Add for Quantity {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Quantity {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Neg for Quantity {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl std::iter::Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |a, b| a + b)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0.unsigned_abs() / ONE as u128, self.0.unsigned_abs() % ONE as u128);
        if self.0 < 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if fraction != 0 {
            let digits = format!("{fraction:08}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// Measure words that may stand behind a count.
const MEASURES: &[&str] = &[
    "件次", "人次", "件", "条", "项", "个", "宗", "起", "次", "份", "部", "篇", "人", "例", "则", "家", "户", "册",
    "批",
];

/// Reads what stands in one cell.
pub fn read(text: &str, unit: Unit) -> Reading {
    // What nearly every cell holds.
    if let Some(value) = Quantity::parse_plain(text.trim()) {
        return Reading::Number { value, unit: None };
    }
    let folded = fold(text);
    let text = without_note(folded.trim());
    if text.is_empty() {
        return Reading::Blank;
    }
    // A reader puts this in place of a character that it could not tell.
    if text.contains(LOST) {
        return Reading::Lost;
    }
    if is_mark(text) {
        return Reading::Mark;
    }
    // What comes after it explains it, in brackets or not.
    match figure(text).or_else(|| figure(text.split_once("其中")?.0)) {
        Some((value, money)) => in_unit(value, money, unit).unwrap_or(Reading::Words),
        None if is_broken(text) || is_cut(text) => Reading::Lost,
        None => Reading::Words,
    }
}

/// Whether a text is a figure's remark of which a piece is missing.
fn is_cut(text: &str) -> bool {
    let count = |brackets: [char; 2]| text.matches(brackets).count();
    count(['(', '〔']) != count([')', '〕']) && text.contains(|c: char| c.is_ascii_digit()) || matches!(text, "(" | ")")
}

/// Whether a text is several figures, or one with blanks or line ends in it that no writing of numbers has.
fn is_broken(text: &str) -> bool {
    let part = |word: &str| {
        let word = without_note(word);
        let sign = |c: char| c.is_ascii_digit() || is_note_number(c) || matches!(c, ',' | '.' | '[' | ']');
        is_mark(word) || figure(word).is_some() || word.chars().all(sign)
    };
    text.contains([' ', '\n']) && text.split_whitespace().all(part)
}

/// Whether a run of characters without blanks can stand as a figure or a mark between other cells.
pub fn looks_like_value(word: &str) -> bool {
    /// The ideographs that a figure or a mark can begin with.
    const FIRST: &str = "〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟增减无暂";
    // Nearly all figures are plain, and nearly all words are seen from their first character to be none.
    if word.len() <= 18 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    if word.starts_with(|c: char| matches!(c, '(' | '（' | '\u{4e00}'..='\u{9fff}') && !FIRST.contains(c)) {
        return false;
    }
    // `2024年`, `一、总体情况`
    let behind = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let follows = |c: char| "万亿元注".contains(c) || MEASURES.iter().any(|measure| measure.starts_with(c));
    if behind.len() < word.len() && behind.starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && !follows(c))
        || word.chars().nth(1) == Some('、')
    {
        return false;
    }
    let folded = fold(word);
    let folded = without_note(&folded);
    let cut = || folded.contains(LOST) && folded.contains(|c: char| c.is_ascii_digit());
    let digits = |c: char| c.is_ascii_digit() || matches!(c, LOST | '.' | ',');
    is_mark(folded) || figure(folded).is_some() || cut() && folded.chars().all(digits)
}

fn in_unit(value: Quantity, money: Option<Money>, unit: Unit) -> Option<Reading> {
    if unit != Unit::TenThousandYuan {
        return Some(Reading::Number { value, unit: money });
    }
    let (value, unit) = match money {
        None | Some(Money::TenThousandYuan) => (value, None),
        Some(Money::Yuan) => (value.scaled(-4)?, money),
        Some(Money::HundredMillionYuan) => (value.scaled(4)?, money),
    };
    Some(Reading::Number { value, unit })
}

/// Narrow digits and signs, other characters as they are; white space becomes one blank, or a line end where it has one.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FF01}'..='\u{FF5E}' => out.push(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
            c if draws_nothing(c) => {}
            '−' | '﹣' | '‐' | '‑' => out.push('-'),
            c if c.is_whitespace() => {
                let end = c == '\n';
                if end && out.ends_with(' ') {
                    out.pop();
                }
                if !out.ends_with([' ', '\n']) {
                    out.push(if end { '\n' } else { ' ' });
                }
            }
            c => out.push(c),
        }
    }
    out
}

fn is_mark(text: &str) -> bool {
    let text = text.trim();
    matches!(text, "无" | "N/A" | "n/a" | "NA" | "暂无")
        || (!text.is_empty()
            && text.chars().count() <= 6
            && text.chars().all(|c| matches!(c, '/' | '\\' | '-' | '—' | '–' | '―' | '─' | '一' | '*' | '~') || c.is_whitespace())
            // A single 一 is the Chinese digit; as a dash it stands beside other dashes.
            && text.chars().any(|c| c != '一' && !c.is_whitespace()))
}

/// A figure with the unit of money behind it. `text` is folded.
fn figure(text: &str) -> Option<(Quantity, Option<Money>)> {
    let mut rest = text.trim();
    let mut negative = false;
    for (sign, minus) in [("增加", false), ("减少", true), ("增", false), ("减", true), ("+", false), ("-", true)]
    {
        if let Some(behind) = rest.strip_prefix(sign) {
            (rest, negative) = (behind.trim_start(), minus);
            break;
        }
    }
    let (mut value, behind) = digits(rest)?;
    rest = behind.trim_start();
    let mut money = None;
    for (word, power) in [("亿", 8), ("万", 4)] {
        if let Some(behind) = rest.strip_prefix(word) {
            if let Some(behind) = behind.strip_prefix('元') {
                money = Some(if power == 8 { Money::HundredMillionYuan } else { Money::TenThousandYuan });
                rest = behind;
            } else {
                value = value.scaled(power)?;
                rest = behind;
            }
            break;
        }
    }
    rest = rest.trim_start();
    if money.is_none() {
        if let Some(behind) = rest.strip_prefix('元') {
            money = Some(Money::Yuan);
            rest = behind;
        } else if let Some(behind) = MEASURES.iter().find_map(|measure| rest.strip_prefix(measure)) {
            rest = behind;
        }
    }
    rest = rest.trim_start();
    is_remark(rest).then_some((if negative { -value } else { value }, money))
}

/// Whether all of it stands in brackets, or nothing is there: a remark belongs to the figure, what is added to it does
/// not.
fn is_remark(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        let within = depth > 0;
        depth += match c {
            '(' | '[' | '〔' | '【' => 1,
            ')' | ']' | '〕' | '】' => -1,
            _ => 0,
        };
        within && depth >= 0 || depth > 0 || c.is_whitespace()
    }) && depth == 0
}

/// The number at the start of a text, and what stands behind it.
pub fn digits(text: &str) -> Option<(Quantity, &str)> {
    let ascii = text.bytes().take_while(|b| b.is_ascii_digit()).count();
    if ascii > 0 {
        return ascii_digits(text, ascii);
    }
    chinese_digits(text)
}

fn ascii_digits(text: &str, first: usize) -> Option<(Quantity, &str)> {
    let mut plain = text[..first].to_owned();
    let mut rest = &text[first..];
    // Thousands: groups of three behind a separator. A blank separates only whole groups.
    if first <= 3 {
        for separator in [",", "，", "'", "’", " "] {
            let mut grouped = plain.clone();
            let mut behind = rest;
            while let Some(group) = behind.strip_prefix(separator) {
                let count = group.bytes().take_while(|b| b.is_ascii_digit()).count();
                if count != 3 {
                    break;
                }
                grouped.push_str(&group[..3]);
                behind = &group[3..];
            }
            if behind.len() < rest.len() && !behind.starts_with(|c: char| c.is_ascii_digit()) {
                (plain, rest) = (grouped, behind);
                break;
            }
        }
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = fraction.bytes().take_while(|b| b.is_ascii_digit()).count();
        if count == 0 {
            return None;
        }
        plain.push('.');
        plain.push_str(&fraction[..count]);
        rest = &fraction[count..];
        let trimmed = plain.trim_end_matches('0').trim_end_matches('.').to_owned();
        plain = trimmed;
    }
    Some((Quantity::parse_plain(&plain)?, rest))
}

fn chinese_digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// 十二, 一百零三, 三万五千, 二〇二一.
fn chinese_digits(text: &str) -> Option<(Quantity, &str)> {
    let (mut total, mut section, mut digit) = (0i64, 0i64, None::<i64>);
    let mut units = false;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if let Some(d) = chinese_digit(c) {
            digit = Some(match digit {
                // Digits one by one, as in years.
                Some(before) if !units => before.checked_mul(10)?.checked_add(d)?,
                Some(before) if before != 0 => return None,
                _ => d,
            });
        } else {
            let unit = match c {
                '十' | '拾' => 10,
                '百' | '佰' => 100,
                '千' | '仟' => 1000,
                '万' | '亿' if at > 0 => {
                    let factor = if c == '万' { 10_000 } else { 100_000_000 };
                    let below = section.checked_add(digit.take().unwrap_or(0))?;
                    if c == '亿' {
                        total = total.checked_add(below)?.checked_mul(factor)?;
                    } else {
                        total = total.checked_add(below.checked_mul(factor)?)?;
                    }
                    section = 0;
                    units = true;
                    end = at + c.len_utf8();
                    continue;
                }
                _ => break,
            };
            section = section.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
            units = true;
        }
        end = at + c.len_utf8();
    }
    if end == 0 {
        return None;
    }
    let value = total.checked_add(section)?.checked_add(digit.unwrap_or(0))?;
    Some((Quantity::whole(value), &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, unit: Unit) -> String {
        match read(text, unit) {
            Reading::Number { value, .. } => value.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn counts_in_every_style() {
        for (text, want) in [
            ("12", "12"),
            (" 0 ", "0"),
            ("１２３", "123"),
            ("1,286", "1286"),
            ("1，286，000", "1286000"),
            ("1 286", "1286"),
            ("1.2万", "12000"),
            ("1.1万", "11000"),
            ("3亿", "300000000"),
            ("12件", "12"),
            ("22（其中修订16件）", "22"),
            ("55(含自然失效29件)", "55"),
            ("零", "0"),
            ("十二", "12"),
            ("二十", "20"),
            ("一百零三", "103"),
            ("三万五千", "35000"),
            ("两千", "2000"),
            ("-4", "-4"),
            ("2.5", "2.5"),
            ("12.00", "12"),
            ("\u{a0}7\u{3000}", "7"),
        ] {
            assert_eq!(value(text, Unit::Count), want, "{text}");
        }
    }

    #[test]
    fn changes_have_signs() {
        for (text, want) in
            [("+1036", "1036"), ("减4", "-4"), ("增12", "12"), ("-4", "-4"), ("减少 3", "-3"), ("0", "0")]
        {
            assert_eq!(value(text, Unit::Change), want, "{text}");
        }
    }

    #[test]
    fn money_is_in_ten_thousand_yuan() {
        for (text, want) in [
            ("12.35", "12.35"),
            ("251000元", "25.1"),
            ("12.35万元", "12.35"),
            ("1.2亿元", "12000"),
            ("0.000001", "0.000001"),
        ] {
            assert_eq!(value(text, Unit::TenThousandYuan), want, "{text}");
        }
    }

    #[test]
    fn marks_blanks_and_words_are_no_figures() {
        for mark in ["/", "-", "—", "——", "无", "N/A", "／", "－", "\\"] {
            assert_eq!(read(mark, Unit::Count), Reading::Mark, "{mark}");
        }
        for blank in ["", " ", "\u{a0}", "\u{3000}\n"] {
            assert_eq!(read(blank, Unit::Count), Reading::Blank);
        }
        for words in ["统一缴费", "12-13", "1.属于", "33.9%", "详见附件", "12.", "1,28"] {
            assert_eq!(read(words, Unit::Count), Reading::Words, "{words}");
        }
    }

    #[test]
    fn what_explains_a_figure_is_no_part_of_it() {
        for text in ["138（其中转办2件）", "138\n其中转办2件", "138件 其中：转办2件"] {
            assert_eq!(value(text, Unit::Count), "138", "{text}");
        }
        for text in ["其中转办2件", "含2件，其中1件"] {
            assert_eq!(read(text, Unit::Count), Reading::Words, "{text}");
        }
    }

    #[test]
    fn what_draws_nothing_changes_no_figure() {
        for around in
            ["\u{202a}", "\u{202c}", "\u{2066}", "\u{2069}", "\u{200b}", "\u{200f}", "\u{feff}", "\u{ad}", "\u{2060}"]
        {
            let text = format!("{around}1{around}2{around}");
            assert_eq!(value(&text, Unit::Count), "12", "{text:?}");
            assert!(looks_like_value(&text), "{text:?}");
            assert_eq!(read(around, Unit::Count), Reading::Blank, "{around:?}");
            assert_eq!(read(&format!("{around}-{around}"), Unit::Count), Reading::Mark, "{around:?}");
        }
        assert_eq!(read("\u{202a}3\u{202c} \u{202a}5\u{202c}", Unit::Count), Reading::Lost);
    }

    #[test]
    fn a_figure_with_an_unreadable_character_is_lost() {
        for text in ["1\u{fffd}", "\u{fffd}", "\u{fffd}2件", "1\u{fffd}3.5", "\u{fffd}\u{fffd}"] {
            assert_eq!(read(text, Unit::Count), Reading::Lost, "{text}");
        }
        assert!(
            looks_like_value("1\u{fffd}") && !looks_like_value("\u{fffd}\u{fffd}") && !looks_like_value("规\u{fffd}")
        );
    }

    #[test]
    fn several_figures_and_broken_ones_are_lost() {
        for text in ["3 5", "12\n345", "813,65\n8", "12 . 35", "12 /", "22（其中修订16", "修订16件）"] {
            assert_eq!(read(text, Unit::Count), Reading::Lost, "{text}");
        }
        for (text, want) in [("12 345", "12345"), ("22\n（其中\n修订16件）", "22"), ("1.2\n万", "12000"), ("3 件", "3")]
        {
            assert_eq!(value(text, Unit::Count), want, "{text}");
        }
        for mark in ["— —", "/\n/"] {
            assert_eq!(read(mark, Unit::Count), Reading::Mark, "{mark}");
        }
    }

    #[test]
    fn quantities_print_as_short_as_they_can() {
        assert_eq!(Quantity::parse_plain("12.3500").unwrap().to_string(), "12.35");
        assert_eq!((-Quantity::whole(4)).to_string(), "-4");
        assert_eq!(Quantity::parse_plain("0.1").unwrap().to_f64(), 0.1);
    }
}
