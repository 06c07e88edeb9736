//! Number formats: what a cell shows of the number in it (ECMA-376 part 1, 18.8.30 and 18.8.31).
//!
//! Codes are read each time they are used: they are short, and few cells of a report have one. A code that cannot be
//! made sense of shows the number itself.

mod date;
mod decimal;

use std::{iter::Peekable, str::Chars};

pub use decimal::general;
use decimal::{Decimal, chinese};

/// Characters of a code beyond which it is none.
const CODE: usize = 1_000;

/// The code of a format that workbooks name by its number alone, as the Chinese edition shows it.
pub fn builtin(number: u32) -> &'static str {
    match number {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "￥#,##0;￥-#,##0",
        7 | 8 => "￥#,##0.00;￥-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 31 | 36 | 50 | 52 | 57 => match number {
            31 => "yyyy年m月d日",
            _ => "yyyy年m月",
        },
        28 | 29 | 51 | 53 | 54 | 58 => "m月d日",
        30 => "m-d-yy",
        32 => "h时mm分",
        33 => "h时mm分ss秒",
        34 | 55 => "上午/下午h时mm分",
        35 | 56 => "上午/下午h时mm分ss秒",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 => "#,##0;-#,##0;\"-\"",
        42 => "￥#,##0;￥-#,##0;￥\"-\"",
        43 => "#,##0.00;-#,##0.00;\"-\"",
        44 => "￥#,##0.00;￥-#,##0.00;￥\"-\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}

/// What a cell with this code shows of a number; `from_1904` says where its days are counted from.
pub fn number(code: &str, value: f64, from_1904: bool) -> String {
    if !value.is_finite() || matches!(code, "General" | "@" | "") || code.len() > CODE {
        return general(value);
    }
    // The system's own long date and time, whatever is written out for others.
    let code = match code.get(..8) {
        Some("[$-F800]") => builtin(31),
        Some("[$-F400]") => builtin(21),
        _ => code,
    };
    let mut sections = sections(code);
    if sections.len() > 1 && (sections.len() > 3 || sections.last().is_some_and(Section::is_text)) {
        sections.truncate(3.min(sections.len() - 1));
    }
    let last = sections.len() - 1;
    let conditions = sections.iter().any(|section| section.condition.is_some());
    let holds = |(index, section): &(usize, &Section)| match (section.condition, conditions, *index) {
        (Some((sign, limit)), ..) => match sign {
            "<" => value < limit,
            "<=" => value <= limit,
            ">" => value > limit,
            ">=" => value >= limit,
            "=" => value == limit,
            _ => value != limit,
        },
        (None, true, 1) if last == 2 => value < 0.0,
        (None, true, _) => true,
        (None, _, 0) => last == 0 || value > 0.0 || last == 1 && value == 0.0,
        (None, _, 1) => value < 0.0,
        _ => true,
    };
    let Some((index, section)) = sections.iter().enumerate().find(holds) else { return general(value) };
    let below_zero = matches!(section.condition, Some(("<" | "<=", limit)) if limit <= 0.0);
    let second = index == 1 && section.condition.is_none() && (!conditions || last == 2);
    let unsigned = value >= 0.0 || below_zero || second;
    let Some(shown) = section.show(value, from_1904) else { return general(value) };
    // A section for what is below zero writes its own sign, a date has none.
    if unsigned || section.is_date() { shown } else { format!("-{shown}") }
}

/// What a cell with this code shows of a text.
pub fn text(code: &str, text: &str) -> String {
    if !code.contains([';', '@', '"']) || code == "@" || code.len() > CODE {
        return text.to_owned();
    }
    let sections = sections(code);
    match sections.get(3).or(sections.last().filter(|section| section.is_text())) {
        None => text.to_owned(),
        Some(section) => {
            let mut shown = String::new();
            for token in &section.tokens {
                match token {
                    Token::Literal(c) => shown.push(*c),
                    Token::Text | Token::General => shown.push_str(text),
                    _ => {}
                }
            }
            shown
        }
    }
}

/// A part of a code between semicolons.
#[derive(Debug, Default)]
struct Section {
    /// A comparison and the number to compare with.
    condition: Option<(&'static str, f64)>,
    /// Digits to write with: 1 一二三, 2 壹贰叁, 3 full-width.
    digits: u8,
    tokens: Vec<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Literal(char),
    /// A place for a digit: `0`, `#`, `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` or `E-`.
    Exponent(char),
    General,
    /// `@`.
    Text,
    /// A part of a date or a time: its letter and how often it stands.
    Part(char, usize),
    /// Hours, minutes or seconds that are not broken into larger ones.
    Elapsed(char),
    /// AM and PM: the words.
    Noon([&'static str; 2]),
}

fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = code.chars().peekable();
    while let Some(c) = rest.next() {
        if c == ';' {
            sections.push(Section::default());
        } else if let Some(section) = sections.last_mut() {
            section.token(c, &mut rest);
        }
    }
    sections
}

/// Takes what stands next, if it is this.
fn next_is(rest: &mut Peekable<Chars<'_>>, words: &str) -> bool {
    let mut ahead = rest.clone();
    let is = words.chars().all(|c| ahead.next().is_some_and(|next| next.eq_ignore_ascii_case(&c)));
    if is {
        *rest = ahead;
    }
    is
}

impl Section {
    fn token(&mut self, c: char, rest: &mut Peekable<Chars<'_>>) {
        let token = match c {
            '"' => {
                self.tokens.extend(rest.by_ref().take_while(|&c| c != '"').map(Token::Literal));
                return;
            }
            '\\' | '!' => match rest.next() {
                Some(c) => Token::Literal(c),
                None => return,
            },
            // As wide as the next character.
            '_' => {
                rest.next();
                Token::Literal(' ')
            }
            // As many of the next as fill the cell.
            '*' => {
                rest.next();
                return;
            }
            '[' => return self.bracket(&rest.by_ref().take_while(|&c| c != ']').collect::<String>()),
            '0' | '#' | '?' => Token::Digit(c),
            '.' => Token::Point,
            ',' => Token::Comma,
            '%' => Token::Percent,
            '@' => Token::Text,
            'E' | 'e' if matches!(rest.peek(), Some('+' | '-')) => Token::Exponent(rest.next().unwrap_or('+')),
            'G' | 'g' if next_is(rest, "eneral") || next_is(rest, "/通用格式") => Token::General,
            'A' | 'a' if next_is(rest, "M/PM") => Token::Noon(["AM", "PM"]),
            'A' | 'a' if next_is(rest, "/P") => Token::Noon(["A", "P"]),
            '上' if next_is(rest, "午/下午") => Token::Noon(["上午", "下午"]),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | 'a' | 'A' => {
                let mut count = 1;
                while rest.next_if(|next| next.eq_ignore_ascii_case(&c)).is_some() {
                    count += 1;
                }
                Token::Part(c.to_ascii_lowercase(), count)
            }
            _ => Token::Literal(c),
        };
        self.tokens.push(token);
    }

    fn bracket(&mut self, inner: &str) {
        if let Some(symbol) = inner.strip_prefix('$') {
            let symbol = symbol.split('-').next().unwrap_or_default();
            self.tokens.extend(symbol.chars().map(Token::Literal));
        } else if let Some(number) = inner.get(..5).filter(|word| word.eq_ignore_ascii_case("DBNum")) {
            self.digits = inner[number.len()..].parse().unwrap_or(0);
        } else if let Some(sign) = ["<=", ">=", "<>", "<", ">", "="].into_iter().find(|sign| inner.starts_with(sign)) {
            self.condition = inner[sign.len()..].trim().parse().ok().map(|limit| (sign, limit));
        } else if let Some(first) = inner.chars().next().map(|c| c.to_ascii_lowercase())
            && matches!(first, 'h' | 'm' | 's')
            && inner.chars().all(|c| c.eq_ignore_ascii_case(&first))
        {
            self.tokens.push(Token::Elapsed(first));
        }
    }

    fn is_text(&self) -> bool {
        self.tokens.contains(&Token::Text)
    }

    fn is_date(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Part(..) | Token::Elapsed(_) | Token::Noon(_)))
    }

    /// What the section shows of a number, without its sign; `None` where it cannot.
    fn show(&self, value: f64, from_1904: bool) -> Option<String> {
        if self.is_date() {
            return date::show(self, value, from_1904);
        }
        // Fractions of two whole numbers are no figures of a report.
        if self.tokens.contains(&Token::Literal('/')) && self.tokens.iter().any(|t| matches!(t, Token::Digit(_))) {
            return None;
        }
        let tokens = &self.tokens;
        let is_digit = |token: &Token| matches!(token, Token::Digit(_));
        let count = |tokens: &[Token]| tokens.iter().filter(|token| is_digit(token)).count();
        let ends = tokens.iter().position(|token| matches!(token, Token::Exponent(_))).unwrap_or(tokens.len());
        let point = tokens.iter().position(|token| *token == Token::Point).filter(|&at| at < ends);
        let (whole, places) = tokens[..ends].split_at(point.unwrap_or(ends));
        // Commas behind the last digit before the point, or behind the last of all, divide by a thousand each; one
        // between digits groups them.
        let last = whole.iter().rposition(is_digit);
        let commas = |tokens: &[Token]| tokens.iter().filter(|token| **token == Token::Comma).count();
        let behind = |tokens: &[Token]| tokens.iter().rposition(is_digit).map_or(0, |last| commas(&tokens[last..]));
        let thousands = behind(whole) + behind(places);
        let grouped = last.is_some_and(|last| commas(&whole[whole.iter().position(is_digit).unwrap_or(0)..last]) > 0);
        let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
        let mut decimal = Decimal::new(value);
        decimal.shift(2 * percents as i32 - 3 * thousands as i32);
        let mut exponent = 0;
        if ends < tokens.len() && !decimal.is_zero() {
            let before = count(whole).max(1) as i32;
            exponent = decimal.point() - before;
            decimal.shift(-exponent);
            decimal.round(count(places) as i32);
            if decimal.point() > before {
                decimal.shift(-1);
                exponent += 1;
            }
        }
        if count(&tokens[..ends]) > 0 {
            decimal.round(count(places) as i32);
        }
        let mut shown = String::new();
        fill(&mut shown, whole, &decimal.whole(), grouped);
        if last.is_none() && count(places) > 0 {
            shown.push_str(&decimal.whole());
        }
        fraction(&mut shown, places, &decimal);
        if let Some(Token::Exponent(sign)) = tokens.get(ends) {
            shown.push('E');
            match exponent {
                ..0 => shown.push('-'),
                _ if *sign == '+' => shown.push('+'),
                _ => {}
            }
            fill(&mut shown, &tokens[ends + 1..], &exponent.unsigned_abs().to_string(), false);
        }
        let whole_number = tokens.iter().any(|token| matches!(token, Token::General | Token::Text));
        if whole_number {
            let own = if self.digits > 0 { chinese(value.abs(), self.digits) } else { general(value.abs()) };
            return Some(shown.replace('\0', &own));
        }
        Some(decimal::with_digits(&shown, self.digits))
    }
}

/// Writes digits at their places, from the right; the first place takes what is over.
fn fill(shown: &mut String, tokens: &[Token], digits: &str, grouped: bool) {
    let mut places = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let mut ahead = digits.chars();
    let mut left = digits.len();
    let write = |shown: &mut String, c: Option<char>, place: usize| {
        if let Some(c) = c {
            shown.push(c);
            if grouped && c != ' ' && place > 0 && place.is_multiple_of(3) {
                shown.push(',');
            }
        }
    };
    for token in tokens {
        match token {
            Token::Digit(kind) => {
                while left > places {
                    left -= 1;
                    write(shown, ahead.next(), left);
                }
                places -= 1;
                if left > places {
                    left -= 1;
                    write(shown, ahead.next(), places);
                } else {
                    let blank = match kind {
                        '0' => Some('0'),
                        '?' => Some(' '),
                        _ => None,
                    };
                    write(shown, blank, places);
                }
            }
            Token::Literal(c) => shown.push(*c),
            Token::Percent => shown.push('%'),
            Token::General | Token::Text => shown.push('\0'),
            _ => {}
        }
    }
}

/// Writes the point and the digits behind it.
fn fraction(shown: &mut String, tokens: &[Token], decimal: &Decimal) {
    let mut place = 0;
    for token in tokens {
        match token {
            Token::Point if place == 0 => shown.push('.'),
            Token::Digit(kind) => {
                match (decimal.place(place), kind) {
                    (Some(digit), _) => shown.push(digit),
                    (None, '0') => shown.push('0'),
                    (None, '?') => shown.push(' '),
                    _ => {}
                }
                place += 1;
            }
            Token::Literal(c) => shown.push(*c),
            Token::Percent => shown.push('%'),
            Token::General | Token::Text => shown.push('\0'),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_formats_say() {
        for (code, value, shown) in [
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 5.6e-2, "0.056"),
            ("General", 1286.0, "1286"),
            ("General", -12.5, "-12.5"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45309.75, "2024年1月18日"),
            ("[$-F400]h:mm:ss\\ AM/PM", 45309.75, "18:00:00"),
            ("General", 1e22, "1E+22"),
            ("General", 0.0, "0"),
            ("0", 12.5, "13"),
            ("0.00", 1.005, "1.01"),
            ("0.00", -1.5, "-1.50"),
            ("#", 0.0, ""),
            ("#,##0", 1234567.0, "1,234,567"),
            ("#,##0", 12.0, "12"),
            ("0,000", 12.0, "0,012"),
            ("#,##0.00", 999.999, "1,000.00"),
            ("0%", 0.123, "12%"),
            ("0.00%", 0.3198, "31.98%"),
            ("0.##", 1.5, "1.5"),
            ("#.##", 5.0, "5."),
            (".00", 12.5, "12.50"),
            ("0.00E+00", 12345.0, "1.23E+04"),
            ("0.0E-0", 0.00099999, "1.0E-3"),
            ("0\"件\"", 12.0, "12件"),
            ("0!.0,\"万\"", 12345.0, "1.2万"),
            ("0!.0000", 12345.0, "1.2345"),
            ("0.0,\"千\"", 12345.0, "12.3千"),
            ("#,##0.00,,", 12_345_678_901.0, "12,345.68"),
            ("0\\.00,\\万", 123456.0, "1.23万"),
            ("#,##0;-#,##0;\"-\"", 0.0, "-"),
            ("#,##0;-#,##0;\"-\"", -7.0, "-7"),
            ("0;(0)", -7.0, "(7)"),
            ("0;0;", 0.0, ""),
            ("0;;", -3.0, ""),
            (";;;", 3.0, ""),
            ("0;-0;0;@", 5.0, "5"),
            ("0_ ;[Red]\\-0\\ ", -5.0, "-5 "),
            ("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", 1234.0, " 1,234 "),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 0.0, " -   "),
            ("[>=10000]0!.0,\"万\";0", 12345.0, "1.2万"),
            ("[>=10000]0!.0,\"万\";0", 123.0, "123"),
            ("[=0]\"无\";General", 0.0, "无"),
            ("[=0]\"无\";General", -4.0, "-4"),
            ("[$￥-804]#,##0.00", 12.5, "￥12.50"),
            ("General\"万元\"", 12.35, "12.35万元"),
            ("G/通用格式\"条\"", 706.0, "706条"),
            ("[DBNum1]General", 10203.0, "一万〇二百〇三"),
            ("[DBNum2][$-804]General\"元\"", 1020.0, "壹仟零贰拾元"),
            ("[DBNum1]0", 120.0, "一二〇"),
            ("@", 12.0, "12"),
            ("# ?/?", 0.5, "0.5"),
            ("000-0000", 1234567.0, "123-4567"),
            ("\"第\"0\"号\"", 3.0, "第3号"),
            ("+0;-0;0", 36.0, "+36"),
        ] {
            assert_eq!(number(code, value, false), shown, "{code} of {value}");
        }
    }

    #[test]
    fn texts_are_shown_as_their_formats_say() {
        for (code, shown) in [
            ("General", "无"),
            ("@", "无"),
            ("0;-0;0;\"（\"@\"）\"", "（无）"),
            (";;;", ""),
            ("@\"件\"", "无件"),
            ("0;;", "无"),
        ] {
            assert_eq!(text(code, "无"), shown, "{code}");
        }
    }
}
