//! Counts in prose: a number with its measure word, as an interval. Years, dates, ordinals, shares, document numbers
//! and money are no counts.

use std::ops::Range;

use crate::filing::{Quantity, quantity};

/// A count.
#[derive(Clone, Debug)]
pub struct Count {
    /// The figure as written.
    pub value: Quantity,
    /// The least it can mean; `None` for no bound.
    pub least: Option<Quantity>,
    /// The most it can mean; `None` for no bound.
    pub most: Option<Quantity>,
    /// Its measure word's class; `None` where none is written.
    pub unit: Option<&'static str>,
    /// Where its digits stand, 万 and 亿 included.
    pub digits: Range<usize>,
    /// Where it stands with 余 and its measure word.
    pub range: Range<usize>,
    /// Whether it is written in Chinese digits.
    pub chinese: bool,
}

/// What is no count, but a number all the same.
#[derive(Clone, Debug)]
pub enum Token {
    /// A count.
    Count(Count),
    /// Any other number: a share, a year, an ordinal.
    Other(Range<usize>),
}

impl Token {
    /// Its first character.
    pub fn start(&self) -> usize {
        match self {
            Token::Count(count) => count.range.start,
            Token::Other(range) => range.start,
        }
    }
}

/// Measure words, longest first, with the class of those that stand for each other.
const UNITS: &[(&str, &str)] = &[
    ("人次", "人次"),
    ("件次", "件次"),
    ("余次", "次"),
    ("条次", "条次"),
    ("篇次", "条次"),
    ("期次", "期次"),
    ("场次", "场"),
    ("万元", ""),
    ("条", "条"),
    ("篇", "条"),
    ("片", "条"),
    ("则", "条"),
    ("件", "件"),
    ("宗", "件"),
    ("起", "件"),
    ("例", "件"),
    ("项", "项"),
    ("个", "个"),
    ("家", "家"),
    ("户", "户"),
    ("人", "人"),
    ("名", "人"),
    ("次", "次"),
    ("期", "期"),
    ("场", "场"),
    ("份", "份"),
    ("部", "部"),
    ("册", "册"),
    ("批", "批"),
    ("幅", "幅"),
];

/// Signs behind a number that make it something else than a count.
const NO_COUNT: &[char] = &[
    '年', '月', '日', '号', '时', '点', '分', '秒', '%', '‰', '元', '届', '周', '季', '岁', '级', '类', '种', '倍',
    '天', '卷', '章', '款', '页', '小', '亩', '米', '吨', '公', '平', '审', '校', '位', '大', '化', '公', '网', '微',
    '层',
];

/// The numbers of a text in order.
pub fn tokens(chars: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut quoted = 0usize;
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '《' => quoted += 1,
            '》' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        let token = if quoted == 0 { token_at(chars, at) } else { None };
        match token {
            Some((token, end)) => {
                tokens.push(token);
                at = end;
            }
            None => at += 1,
        }
    }
    tokens
}

fn token_at(chars: &[char], at: usize) -> Option<(Token, usize)> {
    let ascii = chars[at].is_ascii_digit();
    if !ascii && !matches!(chars[at], '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
    {
        return None;
    }
    let before = at.checked_sub(1).map(|i| chars[i]);
    let length = digits_length(chars, at, ascii);
    if !ascii && length > 16 {
        // No number that anyone writes.
        return Some((Token::Other(at..at + length), at + length));
    }
    let text: String = chars[at..at + length].iter().collect();
    let mut end = at + length;
    let whole = quantity::digits(&text).filter(|(_, rest)| rest.is_empty());
    let Some((mut value, _)) = whole else {
        return ascii.then_some((Token::Other(at..end), end));
    };
    let mut rounded = None;
    if ascii {
        for (word, power) in [('万', 4i32), ('亿', 8)] {
            if chars.get(end) == Some(&word) {
                let places = text.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
                value = value.scaled(power)?;
                // Half a unit of the last digit.
                rounded = Quantity::whole(5).scaled(power - places - 1);
                end += 1;
            }
        }
    }
    let digits = at..end;
    let joined =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '~' | '—' | '.' | '/' | '〔' | '[' | '第' | ':');
    let mut above = false;
    if matches!(chars.get(end), Some('余' | '多')) {
        above = true;
        end += 1;
        // 10余万条, 5多万
        if matches!(chars.get(end), Some('万' | '亿')) {
            return Some((Token::Other(at..end + 1), end + 1));
        }
    }
    let rest: String = chars[end..].iter().take(3).collect();
    let unit = UNITS.iter().find(|(word, _)| rest.starts_with(word));
    let number_follows = matches!(chars.get(end), Some('-' | '~' | '—' | '/' | '.'))
        && chars.get(end + 1).is_some_and(char::is_ascii_digit);
    let other = before.is_some_and(joined)
        || number_follows
        || (unit.is_none() && chars.get(end).is_some_and(|c| NO_COUNT.contains(c) || c.is_ascii_alphabetic()))
        || unit.is_some_and(|(_, class)| class.is_empty())
        || (text.contains('.') && rounded.is_none())
        || (text.len() > 1 && text.starts_with('0'));
    if other {
        return ascii.then_some((Token::Other(at..end), end));
    }
    if !ascii && unit.is_none() {
        return None;
    }
    if let Some((word, _)) = unit {
        end += word.chars().count();
    }
    let behind: String = chars[end..].iter().take(4).collect();
    above |= behind.starts_with("以上") || behind.starts_with("多");
    let lead: String = chars[at.saturating_sub(3)..at].iter().collect();
    above |= ["超", "逾", "超过", "不少于", "至少", "高于", "突破"].iter().any(|word| lead.ends_with(word));
    let below = behind.starts_with("以下")
        || behind.starts_with("以内")
        || ["近", "不足", "不到", "不超过", "少于", "至多"].iter().any(|word| lead.ends_with(word));
    let about = behind.starts_with("左右")
        || behind.starts_with("上下")
        || ["约", "大约", "约为"].iter().any(|word| lead.ends_with(word));
    let (mut least, mut most) = (Some(value), Some(value));
    if let Some(half) = rounded {
        (least, most) = (Some(value - half), Some(value + half));
    }
    if above || about {
        most = None;
    }
    if below || about {
        least = None;
    }
    let unit = unit.map(|(_, class)| *class);
    let count = Count { value, least, most, unit, digits, range: at..end, chinese: !ascii };
    Some((Token::Count(count), end))
}

/// How many characters a number has, thousands separators and decimals included.
fn digits_length(chars: &[char], at: usize, ascii: bool) -> usize {
    let run = |from: usize| chars[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    if !ascii {
        return chars[at..].iter().take_while(|c| "零〇一二两三四五六七八九十百千".contains(**c)).count();
    }
    let first = run(at);
    let mut end = at + first;
    if first <= 3 {
        // Groups of three behind a comma; a clause never begins with a bare number.
        while chars.get(end) == Some(&',') && run(end + 1) == 3 {
            end += 4;
        }
    }
    if chars.get(end) == Some(&'.') && run(end + 1) > 0 {
        end += 1 + run(end + 1);
    }
    end - at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        tokens(&chars)
            .into_iter()
            .map(|token| match token {
                Token::Count(c) => {
                    let bound = |b: Option<Quantity>| b.map_or("*".to_owned(), |b| b.to_string());
                    format!("{}..{} {}", bound(c.least), bound(c.most), c.unit.unwrap_or("-"))
                }
                Token::Other(range) => format!("({})", chars[range].iter().collect::<String>()),
            })
            .collect()
    }

    #[test]
    fn counts_and_what_is_none() {
        for (text, want) in [
            ("公开信息1,286条", vec!["1286..1286 条"]),
            ("5500余条", vec!["5500..* 条"]),
            ("近1400件", vec!["*..1400 件"]),
            ("约30次", vec!["*..* 次"]),
            ("1.2万条", vec!["11500..12500 条"]),
            ("占33.9%", vec!["(33.9)"]),
            ("2023年12月3日", vec!["(2023)", "(12)", "(3)"]),
            ("国办发〔2014〕32号", vec!["(2014)", "(32)"]),
            ("第3批", vec!["(3)"]),
            ("三审三校、十四五", vec![]),
            ("行政复议两件", vec!["2..2 件"]),
            ("《2023年12条措施》", vec![]),
            ("12万元", vec!["(12万)"]),
            ("3-5件", vec!["(3)", "(5)"]),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
