//! Dates and times: days since 1900 or 1904 and what formats make of them.

use super::{
    Section, Token,
    decimal::{chinese, with_digits},
};

/// The first number that stands for no day any more: the one behind 9999-12-31.
const DAYS: f64 = 2_958_466.0;
/// Days from the beginning of 1900's count to that of 1904.
const FROM_1904: i64 = 1462;
const SECONDS: i64 = 86_400;
const WEEKDAYS: &str = "日一二三四五六";
const DAY_NAMES: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What a section of date letters shows of a number; `None` where that is no day.
pub fn show(section: &Section, value: f64, from_1904: bool) -> Option<String> {
    if !(0.0..DAYS).contains(&value) {
        return None;
    }
    let tokens = &section.tokens;
    let parts: Vec<char> = tokens.iter().filter_map(letter).collect();
    // Digits behind a point are fractions of a second.
    let behind = tokens.iter().skip_while(|token| **token != Token::Point).skip(1);
    let places = behind.take_while(|token| matches!(token, Token::Digit(_))).count().min(3) as u32;
    let unit = 10i64.pow(places);
    let ticks = (value * (SECONDS * unit) as f64).round() as i64;
    let (ticks, fraction) = (ticks / unit, ticks % unit);
    let days = ticks / SECONDS + if from_1904 { FROM_1904 } else { 0 };
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (ticks % SECONDS / 3600, ticks % 3600 / 60, ticks % 60);
    let half = tokens.iter().any(|token| matches!(token, Token::Noon(_)));
    let shown_hour = if half { (hour + 11) % 12 + 1 } else { hour };
    let weekday = (days - 1).rem_euclid(7) as usize;
    let number = |value: i64, count: usize| match section.digits {
        1 | 2 => {
            let words = chinese(value as f64, section.digits);
            words.strip_prefix("一十").map_or(words.clone(), |rest| format!("十{rest}"))
        }
        digits => with_digits(&format!("{value:0count$}", count = count.min(2)), digits),
    };
    let mut shown = String::new();
    let mut index: usize = 0;
    let mut in_fraction = false;
    for token in tokens {
        let before = index.checked_sub(1).and_then(|at| parts.get(at));
        let is_minute = before == Some(&'h') || parts.get(index + 1) == Some(&'s');
        in_fraction &= matches!(token, Token::Digit(_));
        match *token {
            Token::Part('y' | 'e', count) => {
                let year = if count <= 2 && *token != Token::Part('e', count) {
                    format!("{:02}", year % 100)
                } else {
                    format!("{year}")
                };
                shown.push_str(&with_digits(&year, section.digits));
            }
            Token::Part('m', count @ ..=2) if is_minute => shown.push_str(&number(minute, count)),
            Token::Part('m', count @ ..=2) => shown.push_str(&number(month, count)),
            Token::Part('m', count) => {
                let name = MONTH_NAMES.get(month as usize - 1).copied().unwrap_or_default();
                shown.push_str(match count {
                    4 => name,
                    5 => &name[..1],
                    _ => &name[..3],
                });
            }
            Token::Part('d', count @ ..=2) => shown.push_str(&number(day, count)),
            Token::Part('d', count) => {
                let name = DAY_NAMES[weekday];
                shown.push_str(if count == 3 { &name[..3] } else { name });
            }
            Token::Part('a', count) => {
                shown.push_str(if count > 3 { "星期" } else { "" });
                shown.extend(WEEKDAYS.chars().nth(weekday));
            }
            Token::Part('h', count) => shown.push_str(&number(shown_hour, count)),
            Token::Part('s', count) => shown.push_str(&number(second, count)),
            Token::Elapsed('h') => shown.push_str(&number(ticks / 3600, 1)),
            Token::Elapsed('m') => shown.push_str(&number(ticks / 60, 1)),
            Token::Elapsed(_) => shown.push_str(&number(ticks, 1)),
            Token::Noon(words) => shown.push_str(words[usize::from(hour >= 12)]),
            Token::Literal(c) => shown.push(c),
            Token::Point => {
                shown.push('.');
                if places > 0 {
                    shown.push_str(&format!("{fraction:0width$}", width = places as usize));
                    in_fraction = true;
                }
            }
            Token::Comma => shown.push(','),
            Token::Percent => shown.push('%'),
            Token::Digit(c) if !in_fraction => shown.push(c),
            _ => {}
        }
        index += usize::from(letter(token).is_some());
    }
    Some(shown)
}

fn letter(token: &Token) -> Option<char> {
    match token {
        Token::Part(c, _) | Token::Elapsed(c) => Some(*c),
        _ => None,
    }
}

/// The day that a number of 1900's count stands for. That count has a 29 February 1900, which never was, and a day
/// before the first.
fn civil(days: i64) -> (i64, i64, i64) {
    match days {
        0 => return (1900, 1, 0),
        60 => return (1900, 2, 29),
        _ => {}
    }
    // Counted from 1 March 0000, in the 400 years after which the calendar repeats itself.
    let days = days + i64::from(days < 60) + 693_899;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::super::number;

    #[test]
    fn dates_are_shown_as_their_formats_say() {
        for (code, value, shown) in [
            ("yyyy/m/d", 45309.0, "2024/1/18"),
            ("yyyy-mm-dd", 45309.0, "2024-01-18"),
            ("yyyy\"年\"m\"月\"d\"日\";@", 45309.0, "2024年1月18日"),
            ("[$-804]yyyy年m月d日 dddd", 45309.0, "2024年1月18日 Thursday"),
            ("aaaa", 45309.0, "星期四"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 45309.0, "二〇二四年一月十八日"),
            ("yy.m.d", 1.0, "00.1.1"),
            ("yyyy/m/d", 59.0, "1900/2/28"),
            ("yyyy/m/d", 60.0, "1900/2/29"),
            ("yyyy/m/d", 61.0, "1900/3/1"),
            ("yyyy/m/d", 36585.0, "2000/2/29"),
            ("d-mmm-yy", 45309.0, "18-Jan-24"),
            ("h:mm", 0.5 + 5.0 / 1440.0, "12:05"),
            ("h:mm AM/PM", 0.0, "12:00 AM"),
            ("上午/下午h时mm分", 0.75, "下午6时00分"),
            ("[h]:mm:ss", 1.5, "36:00:00"),
            ("mm:ss.0", 0.5 / 86400.0, "00:00.5"),
            ("yyyy/m/d h:mm", 45_309.999_999_99, "2024/1/19 0:00"),
            ("m月d日", 45309.0, "1月18日"),
            ("yyyy/m/d", -3.0, "-3"),
            ("yyyy/m/d", 3e6, "3000000"),
        ] {
            assert_eq!(number(code, value, false), shown, "{code} of {value}");
        }
        assert_eq!(number("yyyy/m/d", 43847.0, true), "2024/1/18");
    }
}
