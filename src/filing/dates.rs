//! Dates as written in reports: 2024年1月18日, 2024-01-18, 二〇二四年一月十八日.

use super::quantity;

/// A calendar date as written; it may be impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month.
    pub month: u8,
    /// The day.
    pub day: u8,
}

impl Date {
    /// Whether the calendar has it.
    pub fn is_possible(self) -> bool {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }
}

/// The first date in a folded text (no white space, narrow digits), with its range in characters.
pub fn find(text: &[char]) -> Option<(Date, std::ops::Range<usize>)> {
    (0..text.len()).find_map(|start| date_at(text, start).map(|(date, end)| (date, start..end)))
}

/// A date that starts at a character.
pub fn date_at(text: &[char], start: usize) -> Option<(Date, usize)> {
    // Years begin with one of these; no other character needs a second look.
    if !matches!(text.get(start), Some('1' | '2' | '一' | '二')) || start > 0 && is_digit(text[start - 1]) {
        return None;
    }
    let (year, at) = number(text, start, 4)?;
    if !(1990..=2100).contains(&year) {
        return None;
    }
    let separator = *text.get(at)?;
    let (between, close) = match separator {
        '年' => ('月', true),
        '-' | '/' | '.' => (separator, false),
        _ => return None,
    };
    let (month, at) = number(text, at + 1, 2)?;
    if text.get(at) != Some(&between) {
        return None;
    }
    let (day, mut at) = if close { number(text, at + 1, 2)? } else { day_before_time(text, at + 1)? };
    if close {
        if !matches!(text.get(at), Some('日' | '号')) {
            return None;
        }
        at += 1;
    }
    Some((Date { year: year as u16, month: month as u8, day: day as u8 }, at))
}

/// A day that the time may follow without a blank (`2024-01-1810:00`).
fn day_before_time(text: &[char], start: usize) -> Option<(i64, usize)> {
    let run = text[start..].iter().take_while(|c| c.is_ascii_digit()).count();
    number(&text[..start + run.min(2)], start, 2)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c)
}

/// Up to `most` digits, ASCII or Chinese (where 十 makes them longer).
fn number(text: &[char], start: usize, most: usize) -> Option<(i64, usize)> {
    let first = *text.get(start)?;
    let same =
        |c: &&char| if first.is_ascii_digit() { c.is_ascii_digit() } else { is_digit(**c) && !c.is_ascii_digit() };
    let run: String = text[start..].iter().take_while(same).collect();
    let count = run.chars().count();
    if count == 0 || count > most.max(3) || (first.is_ascii_digit() && count > most) || (most == 4 && count != 4) {
        return None;
    }
    let (value, rest) = quantity::digits(&run)?;
    if !rest.is_empty() {
        return None;
    }
    Some((value.as_whole()?, start + count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_style() {
        for text in [
            "2024年1月18日",
            "2024-01-18",
            "2024.1.18",
            "2024/1/18",
            "二〇二四年一月十八日",
            "发布时间:2024-01-1810:00",
        ] {
            let chars: Vec<char> = text.chars().collect();
            let (date, _) = find(&chars).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(date, Date { year: 2024, month: 1, day: 18 }, "{text}");
        }
        let chars: Vec<char> = "二〇二五年一月二十一日".chars().collect();
        assert_eq!(find(&chars).unwrap().0, Date { year: 2025, month: 1, day: 21 });
    }

    #[test]
    fn impossible_dates_are_dates_and_no_dates_are_none() {
        let chars: Vec<char> = "2024年2月30日".chars().collect();
        assert!(!find(&chars).unwrap().0.is_possible());
        for text in ["202111日", "2024年", "2024年1月", "国办发〔2024〕1号", "12024年1月1日"] {
            assert!(find(&text.chars().collect::<Vec<_>>()).is_none(), "{text}");
        }
    }
}
