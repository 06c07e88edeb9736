//! Numbers as decimal digits: fifteen of them, which is what spreadsheets show and count with.

/// Digits that count.
const DIGITS: i32 = 15;

/// A number without its sign: `0.d₁d₂d₃… · 10^point`, the first digit and the last not 0; no digits for zero.
#[derive(Debug)]
pub struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The nearest number of fifteen digits.
    pub fn new(value: f64) -> Self {
        let written = format!("{:e}", value.abs());
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        let mut decimal = Self { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 };
        decimal.trim();
        decimal.round(DIGITS - decimal.point);
        decimal
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// How many digits stand before the point; below zero, how many zeros behind it.
    pub fn point(&self) -> i32 {
        self.point
    }

    /// Multiplies by a power of ten.
    pub fn shift(&mut self, power: i32) {
        if !self.is_zero() {
            self.point += power;
        }
    }

    /// Rounds to a number of places, halves up.
    pub fn round(&mut self, places: i32) {
        let kept = self.point.saturating_add(places);
        if kept >= self.digits.len() as i32 {
            return;
        }
        let up = usize::try_from(kept).ok().and_then(|at| self.digits.get(at)).is_some_and(|&digit| digit >= b'5');
        self.digits.truncate(kept.max(0) as usize);
        if up {
            while self.digits.last() == Some(&b'9') {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(digit) => *digit += 1,
                None => {
                    self.digits.push(b'1');
                    self.point += 1;
                }
            }
        }
        self.trim();
    }

    fn trim(&mut self) {
        let zeros = self.digits.iter().take_while(|&&digit| digit == b'0').count();
        self.digits.drain(..zeros);
        self.point -= zeros as i32;
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
    }

    fn digit(&self, at: i32) -> char {
        usize::try_from(at).ok().and_then(|at| self.digits.get(at)).map_or('0', |&digit| digit.into())
    }

    /// The digits before the point; none where only zero stands there.
    pub fn whole(&self) -> String {
        (0..self.point).map(|at| self.digit(at)).collect()
    }

    /// A digit behind the point; `None` where only zeros follow.
    pub fn place(&self, place: i32) -> Option<char> {
        (self.point + place < self.digits.len() as i32).then(|| self.digit(self.point + place))
    }
}

/// A number without a format.
pub fn general(value: f64) -> String {
    /// Powers of ten beyond which a number is written with its power.
    const PLAIN: std::ops::Range<i32> = -9..21;
    let decimal = Decimal::new(rounded(value));
    if !value.is_finite() || decimal.is_zero() {
        return "0".to_owned();
    }
    let mut shown = if value < 0.0 { "-".to_owned() } else { String::new() };
    let power = decimal.point - 1;
    let mut decimal = decimal;
    if !PLAIN.contains(&power) {
        decimal.point = 1;
    }
    shown.push_str(&decimal.whole());
    if decimal.point <= 0 {
        shown.push('0');
    }
    for place in 0.. {
        let Some(digit) = decimal.place(place) else { break };
        if place == 0 {
            shown.push('.');
        }
        shown.push(digit);
    }
    if !PLAIN.contains(&power) {
        shown.push_str(&format!("E{}{:02}", if power < 0 { '-' } else { '+' }, power.unsigned_abs()));
    }
    shown
}

/// A fraction to the eleven digits that a cell shows of it: what sums leave behind them is not seen.
fn rounded(value: f64) -> f64 {
    let digits = 10i32.saturating_sub(value.abs().log10().floor() as i32);
    if value.fract() == 0.0 || !(0..=20).contains(&digits) {
        return value;
    }
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale
}

/// Digits and units of 十, 百, 千 of the formats `[DBNum1]` and `[DBNum2]`.
const CHINESE: [&str; 2] = ["〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟"];

fn chinese_digit(digit: char, kind: u8) -> char {
    let value = digit.to_digit(10).unwrap_or(0);
    match CHINESE.get(usize::from(kind).wrapping_sub(1)) {
        Some(digits) => digits.chars().nth(value as usize).unwrap_or(digit),
        None => char::from_u32(0xff10 + value).unwrap_or(digit),
    }
}

/// Digits written as a format asks for: 1 〇一二, 2 零壹贰, 3 full-width.
pub fn with_digits(text: &str, kind: u8) -> String {
    match kind {
        1..=3 => text.chars().map(|c| if c.is_ascii_digit() { chinese_digit(c, kind) } else { c }).collect(),
        _ => text.to_owned(),
    }
}

/// A number in words: 一百二十三.
pub fn chinese(value: f64, kind: u8) -> String {
    let plain = general(value);
    let (whole, places) = plain.split_once('.').unwrap_or((&plain, ""));
    let Some(words) = CHINESE.get(usize::from(kind).wrapping_sub(1)).filter(|_| whole.len() <= 16) else {
        return with_digits(&plain, kind);
    };
    let unit = |power: usize| words.chars().nth(9 + power);
    let zero = chinese_digit('0', kind);
    let mut shown = String::new();
    let mut pending = false;
    for (index, digit) in whole.bytes().enumerate() {
        let power = whole.len() - 1 - index;
        if digit == b'0' {
            pending = true;
        } else {
            if std::mem::take(&mut pending) && !shown.is_empty() {
                shown.push(zero);
            }
            shown.push(chinese_digit(digit.into(), kind));
            if power % 4 > 0 {
                shown.extend(unit(power % 4));
            }
        }
        // The end of a group of four, if anything stands in it.
        let group = &whole[whole.len().saturating_sub(power + 4).min(index)..=index];
        if power % 4 == 0 && power > 0 && (group.bytes().any(|digit| digit != b'0') || power == 8) {
            shown.push(if power % 8 == 4 { '万' } else { '亿' });
        }
    }
    if shown.is_empty() {
        shown.push(zero);
    }
    if !places.is_empty() {
        shown.push('点');
        shown.push_str(&with_digits(places, kind));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sums_leave_behind_is_not_shown() {
        for (value, shown) in [
            (5.000000000001, "5"),
            (1234.5600000000002, "1234.56"),
            (0.1 + 0.2, "0.3"),
            (-0.1 - 0.2, "-0.3"),
            (739.13, "739.13"),
            (0.5, "0.5"),
            (99_999_999_999.0, "99999999999"),
            (12_345_678_901.25, "12345678901"),
            (1e-7, "0.0000001"),
        ] {
            assert_eq!(general(value), shown);
        }
    }

    #[test]
    fn numbers_in_words_leave_out_what_is_zero() {
        for (value, words) in [
            (0.0, "〇"),
            (10.0, "一十"),
            (110.0, "一百一十"),
            (10_000.0, "一万"),
            (10_010.0, "一万〇一十"),
            (100_000_000.0, "一亿"),
            (12.35, "一十二点三五"),
        ] {
            assert_eq!(chinese(value, 1), words);
        }
        assert_eq!(chinese(12.0, 3), "１２");
    }
}
