//! The numbers of prose, each as an interval of what it may mean: counts with their measure words, shares, money; and
//! what is a number all the same: years, dates, ordinals, document numbers.

use std::ops::Range;

use crate::filing::{Quantity, quantity};

/// A number as written.
#[derive(Clone, Debug)]
pub struct Number {
    /// What it is a number of.
    pub kind: Kind,
    /// The figure as written; a share in percent, money in 元.
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

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Things counted.
    Count,
    /// A part of a whole: 33.9%, 八成, 一半.
    Share,
    /// A difference of two shares: 1.8个百分点.
    Points,
    /// An amount of money.
    Money,
    /// A year, a month, a day, a time of day.
    Date,
    /// 第3, 〔2023〕12号.
    Ordinal,
    /// Anything else: a length, a telephone number.
    Other,
}

impl Number {
    /// Whether it can mean a figure.
    pub fn may_be(&self, figure: Quantity) -> bool {
        self.least.is_none_or(|least| least <= figure) && self.most.is_none_or(|most| figure <= most)
    }

    /// How many places behind the point are written. `chars` are those of its passage.
    pub fn places(&self, chars: &[char]) -> u32 {
        let digits = &chars[self.digits.clone()];
        let point = digits.iter().position(|c| *c == '.');
        point.map_or(0, |point| digits[point + 1..].iter().take_while(|c| c.is_ascii_digit()).count() as u32)
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
    '天', '卷', '章', '款', '页', '小', '亩', '米', '吨', '公', '平', '审', '校', '位', '大', '化', '网', '微', '层',
];

/// The digits that a number in Chinese may begin with.
const FIRST: &[char] = &['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百'];
/// Words before a number that it is more than, and that it is less than; and those that leave both open.
const ABOVE: &[&str] = &["超", "逾", "超过", "不少于", "不低于", "至少", "高于", "突破", "过"];
const NEAR: &[&str] = &["近", "接近", "将近"];
const BELOW: &[&str] = &["不足", "不到", "不超过", "少于", "低于", "至多"];
const ABOUT: &[&str] = &["约", "大约", "约为", "约占"];

/// The numbers of a text in order.
pub fn numbers(chars: &[char]) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut quoted = 0usize;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        match c {
            '《' => quoted += 1,
            '》' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        // 12345热线, 12316平台: a name.
        let hotline = matches!(chars.get(at..at + 2), Some(['1', '2']))
            && at.checked_sub(1).is_none_or(|i| !chars[i].is_ascii_digit());
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let named = |c: &char| matches!(*c, '\u{4e00}'..='\u{9fff}') && !"条件人份次万余多个起宗篇部项".contains(*c);
        if hotline && digits == 5 && chars.get(at + 5).is_some_and(named) {
            at += 5;
            continue;
        }
        let may_begin = quoted == 0 && (c.is_ascii_digit() || c == '半' || FIRST.contains(&c));
        match if may_begin { number_at(chars, at) } else { None } {
            Some(number) => {
                at = number.range.end;
                numbers.push(number);
            }
            None => at += 1,
        }
    }
    numbers
}

fn number_at(chars: &[char], at: usize) -> Option<Number> {
    if let Some(half) = half_at(chars, at) {
        return Some(half);
    }
    let ascii = chars[at].is_ascii_digit();
    let before = at.checked_sub(1).map(|i| chars[i]);
    let length = digits_length(chars, at, ascii);
    let of = |kind: Kind, end: usize| Number {
        kind,
        value: Quantity::ZERO,
        least: None,
        most: None,
        unit: None,
        digits: at..end,
        range: at..end,
        chinese: !ascii,
    };
    if length == 0 {
        return None;
    }
    if !ascii && length > 16 {
        // No number that anyone writes.
        return Some(of(Kind::Other, at + length));
    }
    let text: String = chars[at..at + length].iter().collect();
    let mut end = at + length;
    let whole = quantity::digits(&text).filter(|(_, rest)| rest.is_empty());
    let Some((written, _)) = whole else {
        return ascii.then(|| of(Kind::Other, end));
    };
    let places = text.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
    // What its last digit that is not zero counts, in tens: 5500 is written in hundreds.
    let zeros = if ascii { text.trim_end_matches('0') } else { "" };
    let zeros = if places == 0 { text.len() - zeros.len() } else { 0 } as i32;
    let (mut value, mut power) = (written, 0i32);
    let mut more = matches!(chars.get(end), Some('余' | '多'));
    end += usize::from(more);
    if ascii {
        for (word, tens) in [('万', 4i32), ('亿', 8)] {
            if chars.get(end) == Some(&word) {
                value = value.scaled(tens)?;
                power = tens;
                end += 1;
            }
        }
    }
    let digits = at..if more && power == 0 { end - 1 } else { end };
    if !more && matches!(chars.get(end), Some('余' | '多')) {
        more = true;
        end += 1;
    }
    let third = |word: &str| chars.get(end..).is_some_and(|rest| super::begins(rest, word));
    let named = |end: usize| {
        let rest = &chars[end..];
        UNITS.iter().find(|(word, _)| super::begins(rest, word)).map(|(word, class)| (*class, word.chars().count()))
    };
    let next = chars.get(end).copied();
    let joined =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '~' | '—' | '.' | '/' | '〔' | '[' | '第' | ':');
    let number_follows =
        matches!(next, Some('-' | '~' | '—' | '/' | '.')) && chars.get(end + 1).is_some_and(char::is_ascii_digit);
    // 予以公开：57件 is a count, 10:30 is not.
    let labelled = before == Some(':') && at.checked_sub(2).is_some_and(|i| !chars[i].is_ascii_alphanumeric());
    let mut unit = named(end);
    // 新收量：824（件）
    if unit.is_none() && next == Some('(') {
        unit = named(end + 1)
            .filter(|(_, length)| chars.get(end + 1 + length) == Some(&')'))
            .map(|(class, length)| (class, length + 2));
    }
    let labelled = labelled && (unit.is_some() || matches!(next, Some('元' | '%')));
    // 7个工作日内
    let lasts = unit.is_some_and(|(class, length)| {
        let behind = chars.get(end + length..).unwrap_or_default();
        class == "个"
            && ["工作日", "月", "小时", "自然日", "星期", "季度"].iter().any(|word| super::begins(behind, word))
    });
    let kind = if before.is_some_and(|c| matches!(c, '第' | '〔' | '[')) {
        Kind::Ordinal
    } else if before.is_some_and(joined) && !labelled || number_follows {
        if matches!(next, Some('日' | '号' | '月')) { Kind::Date } else { Kind::Other }
    } else if next == Some('%') {
        Kind::Share
    } else if next == Some('成') && is_tenths(chars, at, end) && length == 1 {
        value = value.scaled(1)?;
        Kind::Share
    } else if third("个百分点") || third("百分点") {
        Kind::Points
    } else if third("分之") && length == 1 {
        return fraction_at(chars, at, written);
    } else if next == Some('元') && chars.get(end + 1) != Some(&'化') {
        Kind::Money
    } else if unit.is_none() && matches!(next, Some('年' | '月' | '日' | '号' | '时' | '点' | '分' | '秒')) {
        Kind::Date
    } else if unit.is_none() && next.is_some_and(|c| NO_COUNT.contains(&c) || c.is_ascii_alphabetic())
        || places > 0 && power == 0
        || lasts
        || text.len() > 1 && text.starts_with('0') && !text.starts_with("0.")
    {
        Kind::Other
    } else {
        Kind::Count
    };
    match kind {
        Kind::Ordinal | Kind::Date | Kind::Other => {
            // In Chinese digits it is a part of a word more often than a number.
            let end = digits.end.max(at + length);
            let half = Quantity::whole(5).scaled(-places - 1);
            let (least, most) = (half.map(|half| value - half), half.map(|half| value + half));
            return ascii.then(|| Number { value, least, most, ..of(kind, end) });
        }
        Kind::Count if !ascii && unit.is_none() => return None,
        // 两项合计, 一次性
        Kind::Count if !ascii && unit.is_some_and(|(_, length)| sums_up(&chars[end + length..])) => return None,
        Kind::Count => end += unit.map_or(0, |(_, length)| length),
        Kind::Points => {
            unit = None;
            end += if next == Some('个') { 4 } else { 3 };
        }
        Kind::Share => {
            unit = None;
            end += usize::from(matches!(next, Some('%' | '成')));
        }
        Kind::Money => {
            unit = Some(("元", 1));
            end += 1;
        }
    }
    let step = match kind {
        Kind::Share if next == Some('成') => Quantity::whole(10),
        _ => Quantity::whole(1).scaled(power + zeros - places)?,
    };
    // Half a unit of the last digit, where a share or a number in 万 is rounded.
    let rounded = match kind {
        Kind::Share if next == Some('成') => Some(Quantity::whole(5)),
        Kind::Share | Kind::Points => Quantity::whole(5).scaled(-places - 1),
        _ if power > 0 => Quantity::whole(5).scaled(power - places - 1),
        _ => None,
    };
    let half = rounded.unwrap_or_default();
    let (mut least, mut most) = (Some(value - half), Some(value + half));
    match hedge(chars, at, end, more) {
        // 10余万 are no 20万, 60余 no 70; what 5500余 may be is less strict.
        Some(Hedge::More) => {
            let single = value < step.scaled(1)?;
            let upto = if power != 0 || single { step } else { (step + step).max(Quantity::whole(10)) };
            (least, most) = (Some(value), Some(value + upto));
        }
        // Nobody says 超5000 of 12000.
        Some(Hedge::Above) => (least, most) = (Some(value), (kind == Kind::Count).then(|| value + value)),
        Some(Hedge::Near) => (least, most) = (Some(value - step), Some(value)),
        Some(Hedge::Below) => (least, most) = (None, Some(value)),
        Some(Hedge::About) => {
            let around = step.max(value.tenth());
            (least, most) = (Some(value - around), Some(value + around));
        }
        None => {}
    }
    let unit = unit.map(|(class, _)| class);
    Some(Number { kind, value, least, most, unit, digits, range: at..end, chinese: !ascii })
}

/// Whether characters begin by adding up things that were counted, so that 两项合计 counts no third one, or go on with
/// the word: 一次性.
fn sums_up(chars: &[char]) -> bool {
    ["合计", "共计", "总计", "相加", "之和", "性"].iter().any(|word| super::begins(chars, word))
}

/// How the words around a number loosen it.
enum Hedge {
    More,
    Above,
    Near,
    Below,
    About,
}

fn hedge(chars: &[char], at: usize, end: usize, more: bool) -> Option<Hedge> {
    let lead = |words: &[&str]| {
        words.iter().any(|word| {
            let length = word.chars().count();
            at.checked_sub(length).is_some_and(|from| super::begins(&chars[from..at], word))
        })
    };
    let behind = |words: &[&str]| words.iter().any(|word| super::begins(&chars[end..], word));
    if lead(BELOW) || behind(&["以下", "以内"]) {
        Some(Hedge::Below)
    } else if lead(ABOVE) && !lead(&["通过", "经过"]) || behind(&["以上"]) {
        Some(Hedge::Above)
    } else if more || behind(&["多"]) {
        Some(Hedge::More)
    } else if lead(NEAR) {
        Some(Hedge::Near)
    } else if lead(ABOUT) || behind(&["左右", "上下"]) {
        Some(Hedge::About)
    } else {
        None
    }
}

/// 八成, where it is no part of a word: 占八成, 超八成, 八成以上.
fn is_tenths(chars: &[char], at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).map(|i| chars[i]);
    before.is_some_and(|c| "超近逾占达约过到足有".contains(c))
        || ["以上", "以下", "左右", "多"].iter().any(|word| super::begins(&chars[(end + 1).min(chars.len())..], word))
}

/// 一半, 半数, 过半.
fn half_at(chars: &[char], at: usize) -> Option<Number> {
    let begins = |word: &str| super::begins(&chars[at..], word);
    let before = at.checked_sub(1).map(|i| chars[i]);
    let digits = if begins("一半") || begins("半数") {
        at..at + 2
    } else if chars[at] == '半' && matches!(before, Some('过' | '近' | '超')) && !begins("半年") && !begins("半天")
    {
        at..at + 1
    } else {
        return None;
    };
    let (value, wide) = (Quantity::whole(50), Quantity::whole(5));
    let (least, most) = match hedge(chars, at, digits.end, false) {
        Some(Hedge::Above) => (Some(value), None),
        Some(Hedge::Near) => (Some(value - wide - wide), Some(value)),
        Some(Hedge::Below) => (None, Some(value)),
        _ => (Some(value - wide), Some(value + wide)),
    };
    let range = digits.clone();
    Some(Number { kind: Kind::Share, value, least, most, unit: None, digits, range, chinese: true })
}

/// 三分之一, 百分之八十.
fn fraction_at(chars: &[char], at: usize, whole: Quantity) -> Option<Number> {
    let from = at + 3;
    let length = digits_length(chars, from, chars.get(from)?.is_ascii_digit());
    let text: String = chars.get(from..from + length)?.iter().collect();
    let (part, _) = quantity::digits(&text).filter(|(_, rest)| rest.is_empty())?;
    let value = part.percent_of(whole)?;
    let range = at..from + length;
    let places = text.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
    let percent = whole == Quantity::whole(100);
    let wide = if percent { Quantity::whole(5).scaled(-places - 1)? } else { Quantity::whole(5) };
    let (least, most) = match hedge(chars, at, range.end, false) {
        Some(Hedge::Above | Hedge::More) => (Some(value), None),
        Some(Hedge::Near) => (Some(value - wide - wide), Some(value)),
        Some(Hedge::Below) => (None, Some(value)),
        _ => (Some(value - wide), Some(value + wide)),
    };
    Some(Number { kind: Kind::Share, value, least, most, unit: None, digits: range.clone(), range, chinese: true })
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
        let bound = |bound: Option<Quantity>| bound.map_or("*".to_owned(), |bound| bound.to_string());
        let words = |number: Number| match number.kind {
            Kind::Count => {
                format!("{}..{} {}", bound(number.least), bound(number.most), number.unit.unwrap_or("-"))
            }
            Kind::Share => format!("{}..{} %", bound(number.least), bound(number.most)),
            Kind::Money => format!("{}..{} 元", bound(number.least), bound(number.most)),
            _ => format!("({})", chars[number.range.clone()].iter().collect::<String>()),
        };
        numbers(&chars).into_iter().map(words).collect()
    }

    #[test]
    fn counts_and_what_is_none() {
        for (text, want) in [
            ("公开信息1,286条", vec!["1286..1286 条"]),
            ("5500余条", vec!["5500..5700 条"]),
            ("近1400件", vec!["1300..1400 件"]),
            ("约30次", vec!["20..40 次"]),
            ("1.2万条", vec!["11500..12500 条"]),
            ("占33.9%", vec!["33.85..33.95 %"]),
            ("2023年12月3日", vec!["(2023)", "(12)", "(3)"]),
            ("国办发〔2014〕32号", vec!["(2014)", "(32)"]),
            ("第3批", vec!["(3)"]),
            ("三审三校、十四五", vec![]),
            ("行政复议两件", vec!["2..2 件"]),
            ("《2023年12条措施》", vec![]),
            ("12万元", vec!["115000..125000 元"]),
            ("占百分之三十", vec!["29.5..30.5 %"]),
            ("占比超八成", vec!["80..* %"]),
            ("近三成、过半、一半以上、三分之一", vec!["20..30 %", "50..* %", "50..* %", "28.33333333..38.33333333 %"]),
            ("10余万条", vec!["100000..200000 条"]),
            ("一成不变、完成、第三方、通过12个平台", vec!["12..12 个"]),
            ("3-5件", vec!["(3)", "(5)"]),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
