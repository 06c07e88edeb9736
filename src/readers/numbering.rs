//! Automatic numbering: from a list's levels and counters to the label that its readers see.
//!
//! Formats bear the names of ECMA-376 (17.18.59, `ST_NumberFormat`), whose order is that of the codes which `.doc` and
//! RTF use for them (`MSONFC`).

/// Levels of a list.
pub const LEVELS: usize = 9;

/// The formats in the order of their codes.
static FORMATS: &[&str] = &[
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "hex",
    "chicago",
    "ideographDigital",
    "japaneseCounting",
    "aiueo",
    "iroha",
    "decimalFullWidth",
    "decimalHalfWidth",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalFullWidth2",
    "aiueoFullWidth",
    "irohaFullWidth",
    "decimalZero",
    "bullet",
    "ganada",
    "chosung",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "ideographLegalTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "chineseCounting",
    "chineseLegalSimplified",
    "chineseCountingThousand",
];

const PLAIN: &str = "〇一二三四五六七八九十百千万";
const LEGAL: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟萬";
const LEGAL_TRADITIONAL: &str = "零壹貳參肆伍陸柒捌玖拾佰仟萬";

/// The name of a format by its code.
pub fn format(code: u8) -> &'static str {
    match code {
        0xff => "none",
        0x39 => "numberInDash",
        _ => FORMATS.get(usize::from(code)).copied().unwrap_or("decimal"),
    }
}

/// A number in a format; decimal in one that is unknown or of other languages, nothing where the format shows none.
pub fn number(format: &str, n: u32) -> String {
    let decimal = || n.to_string();
    let within = |first: u32, most: u32| {
        let shown = (1..=most).contains(&n).then(|| char::from_u32(first + n - 1)).flatten();
        shown.map_or_else(decimal, String::from)
    };
    let among = |signs: &str| {
        let count = signs.chars().count() as u32;
        let shown = n.checked_sub(1).and_then(|n| signs.chars().nth((n % count) as usize));
        shown.map_or_else(decimal, String::from)
    };
    match format {
        "bullet" | "none" => String::new(),
        "decimalZero" => format!("{n:02}"),
        "hex" => format!("{n:X}"),
        "numberInDash" => format!("- {n} -"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            decimal().chars().filter_map(|c| char::from_u32(u32::from(c) - 0x30 + 0xff10)).collect()
        }
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_ascii_lowercase(),
        "upperLetter" => letters(n),
        "lowerLetter" => letters(n).to_ascii_lowercase(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match n {
            0 => "⓪".to_owned(),
            21..=35 => char::from_u32(0x3251 + n - 21).map_or_else(decimal, String::from),
            36..=50 => char::from_u32(0x32b1 + n - 36).map_or_else(decimal, String::from),
            _ => within(0x2460, 20),
        },
        "decimalEnclosedParen" => within(0x2474, 20),
        "decimalEnclosedFullstop" => within(0x2488, 20),
        "ideographEnclosedCircle" => within(0x3280, 10),
        "ideographTraditional" => among("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => among("子丑寅卯辰巳午未申酉戌亥"),
        "ideographDigital" | "taiwaneseDigital" => digits(n),
        "chineseCounting" | "taiwaneseCounting" if n > 99 => digits(n),
        "chineseCounting"
        | "taiwaneseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => counting(n, PLAIN),
        "chineseLegalSimplified" => counting(n, LEGAL),
        "ideographLegalTraditional" => counting(n, LEGAL_TRADITIONAL),
        _ => decimal(),
    }
}

/// Digit by digit: 一〇三.
fn digits(n: u32) -> String {
    n.to_string().bytes().filter_map(|digit| PLAIN.chars().nth(usize::from(digit - b'0'))).collect()
}

/// As it is spoken: 十二, 一百零三; digits from a hundred thousand on.
fn counting(n: u32, signs: &str) -> String {
    let sign = |index: u32| signs.chars().nth(index as usize).unwrap_or_default();
    if n == 0 || n > 99_999 {
        return if n == 0 { sign(0).to_string() } else { n.to_string() };
    }
    let mut text = String::new();
    let mut gap = false;
    for place in (0..5).rev() {
        let digit = n / 10u32.pow(place) % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push('零');
        }
        // 十二, but 壹拾贰 and 一百一十二.
        if !(place == 1 && digit == 1 && text.is_empty() && signs == PLAIN) {
            text.push(sign(digit));
        }
        if place > 0 {
            text.push(sign(9 + place));
        }
    }
    text
}

fn roman(n: u32) -> String {
    const SIGNS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3999).contains(&n) {
        return n.to_string();
    }
    let (mut rest, mut text) = (n, String::new());
    for (value, sign) in SIGNS {
        while rest >= *value {
            rest -= value;
            text.push_str(sign);
        }
    }
    text
}

/// A to Z, then AA, BB, … as Word counts on.
fn letters(n: u32) -> String {
    match n {
        1..=780 => char::from(b'A' + ((n - 1) % 26) as u8).to_string().repeat(((n - 1) / 26 + 1) as usize),
        _ => n.to_string(),
    }
}

/// A level of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The number of its first item.
    pub start: u32,
    /// The format of its own number, wherever it is shown.
    pub format: String,
    /// The label: text in which `%1` to `%9` stand for the numbers of the levels.
    pub label: String,
    /// Whether a gap, a tab or a blank, stands between label and text.
    pub gap: bool,
    /// Whether all numbers in its label are decimal.
    pub legal: bool,
    /// It begins anew after an item of a level up to this one, counted from 1; 0: never. Without it, after any above.
    pub restart: Option<usize>,
}

impl Default for Level {
    fn default() -> Self {
        let (format, label) = ("decimal".to_owned(), String::new());
        Self { start: 1, format, label, gap: true, legal: false, restart: None }
    }
}

/// How far a list has come.
#[derive(Clone, Debug, Default)]
pub struct Counters([Option<i64>; LEVELS]);

impl Counters {
    /// Makes the next item of a level begin at a number.
    pub fn restart(&mut self, level: usize, at: u32) {
        if let Some(counter) = self.0.get_mut(level) {
            *counter = Some(i64::from(at) - 1);
        }
    }

    /// Counts the levels above one that have no item yet, as LibreOffice does before it counts an item of the level.
    pub fn pass_over(&mut self, levels: &[&Level], level: usize) {
        for (counter, above) in self.0.iter_mut().zip(levels).take(level) {
            counter.get_or_insert(above.start.into());
        }
    }

    /// Counts an item of a level (from 0) and gives its label; what follows the label is the caller's.
    pub fn next(&mut self, levels: &[&Level], level: usize) -> String {
        let (Some(counter), Some(&own)) = (self.0.get_mut(level), levels.get(level)) else { return String::new() };
        *counter = Some(counter.map_or(i64::from(own.start), |n| n + 1));
        for (below, counter) in self.0.iter_mut().enumerate().skip(level + 1) {
            let restart = levels.get(below).and_then(|level| level.restart);
            if restart.is_none_or(|restart| level < restart) {
                *counter = None;
            }
        }
        self.label(levels, own)
    }

    fn label(&self, levels: &[&Level], own: &Level) -> String {
        if own.format == "bullet" {
            return bullet(&own.label);
        }
        let mut label = String::new();
        let mut rest = own.label.chars().peekable();
        while let Some(c) = rest.next() {
            let index = match (c, rest.peek().and_then(|c| c.to_digit(10))) {
                ('%', Some(index)) if index > 0 => index as usize - 1,
                _ => {
                    label.push(c);
                    continue;
                }
            };
            rest.next();
            let Some(level) = levels.get(index) else { continue };
            let n = self.0.get(index).copied().flatten().map_or(level.start, |n| u32::try_from(n).unwrap_or_default());
            let decimal = own.legal && level.format != "none";
            label.push_str(&number(if decimal { "decimal" } else { &level.format }, n));
        }
        label
    }
}

/// A bullet says nothing, and its sign is often one of a font of signs; one in words is kept.
fn bullet(label: &str) -> String {
    if label.chars().any(is_ideograph) { label.to_owned() } else { String::new() }
}

/// What to write between a label with a gap behind it and its text: a blank where authors write one. None stands
/// behind 、 and （一）, nor between `1.` and an ideograph.
pub fn gap(label: &str, next: Option<char>) -> &'static str {
    let wide = |c: char| is_ideograph(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}');
    let (Some(last), Some(next)) = (label.chars().next_back(), next) else { return "" };
    let closes = wide(last) && !is_ideograph(last) && !last.is_alphanumeric() || last.is_whitespace();
    let stops = matches!(last, '.' | ')' | ',' | ':' | '\u{2474}'..='\u{249b}') && (wide(next) || is_quote(next));
    if closes || stops || next.is_whitespace() { "" } else { " " }
}

fn is_quote(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_their_format() {
        for (format, n, text) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 103, "一〇三"),
            ("chineseCountingThousand", 12, "十二"),
            ("chineseCountingThousand", 103, "一百零三"),
            ("chineseCountingThousand", 1010, "一千零一十"),
            ("japaneseCounting", 20, "二十"),
            ("taiwaneseCounting", 11, "十一"),
            ("ideographDigital", 10, "一〇"),
            ("ideographTraditional", 3, "丙"),
            ("ideographZodiac", 12, "亥"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimalEnclosedCircle", 2, "②"),
            ("decimalEnclosedCircleChinese", 36, "㊱"),
            ("decimalEnclosedParen", 1, "⑴"),
            ("decimalFullWidth", 10, "１０"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4, "iv"),
            ("upperLetter", 27, "AA"),
            ("lowerLetter", 3, "c"),
            ("bullet", 1, ""),
            ("none", 1, ""),
            ("unheard", 7, "7"),
        ] {
            assert_eq!(number(format, n), text, "{format} {n}");
        }
        for format in FORMATS {
            for n in [0, 1, 10, 21, 99, 100, 110, 10_000, 99_999, 100_000, u32::MAX] {
                let _ = number(format, n);
            }
        }
    }

    #[test]
    fn codes_name_formats() {
        for (code, name) in
            [(0, "decimal"), (0x12, "decimalEnclosedCircle"), (0x17, "bullet"), (0x25, "chineseCounting")]
        {
            assert_eq!(format(code), name);
        }
        assert_eq!((format(0x27), format(0x80), format(0xff)), ("chineseCountingThousand", "decimal", "none"));
    }

    fn levels() -> Vec<Level> {
        let level =
            |format: &str, label: &str| Level { format: format.into(), label: label.into(), ..Level::default() };
        vec![
            level("chineseCounting", "%1、"),
            level("chineseCounting", "（%2）"),
            level("decimal", "%3."),
            Level { legal: true, ..level("decimal", "%1.%4") },
            Level { restart: Some(0), ..level("lowerLetter", "%5)") },
        ]
    }

    #[test]
    fn levels_count_and_begin_anew_below_another() {
        let (levels, mut counters) = (levels(), Counters::default());
        let levels: Vec<&Level> = levels.iter().collect();
        let mut labels =
            |order: &[usize]| order.iter().map(|level| counters.next(&levels, *level)).collect::<Vec<_>>().join(" ");
        assert_eq!(labels(&[0, 1, 2, 2, 1, 2, 0, 1]), "一、 （一） 1. 2. （二） 1. 二、 （一）");
        assert_eq!(labels(&[3, 4, 0, 4, 3, 9]), "2.1 a) 三、 b) 3.1 ");
        counters.restart(0, 7);
        assert_eq!(counters.next(&levels, 0), "七、");
        // What LibreOffice shows where a level has no item: it counts as one.
        let mut counters = Counters::default();
        let labels = [1, 0, 2, 1].map(|level| {
            counters.pass_over(&levels, level);
            counters.next(&levels, level)
        });
        assert_eq!(labels, ["（一）", "二、", "1.", "（二）"]);
    }

    #[test]
    fn a_bullet_is_no_text_but_words_are() {
        let bullet = |label: &str| Level { format: "bullet".into(), label: label.into(), ..Level::default() };
        let mut counters = Counters::default();
        for (label, text) in [("\u{f06c}", ""), ("l", ""), ("●", ""), ("附件", "附件")] {
            assert_eq!(counters.next(&[&bullet(label)], 0), text);
        }
    }

    #[test]
    fn a_blank_stands_where_authors_write_one() {
        for (label, next, text) in [
            ("一、", '总', ""),
            ("（一）", '强', ""),
            ("1.", '属', ""),
            ("1.", '“', ""),
            ("1.", '2', " "),
            ("1", '总', " "),
            ("第一条", '为', " "),
            ("①", '总', " "),
            ("1.", ' ', ""),
        ] {
            assert_eq!(gap(label, Some(next)), text, "{label}{next}");
        }
        assert_eq!(gap("1.", None), "");
    }
}
