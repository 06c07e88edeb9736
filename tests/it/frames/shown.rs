//! How a number is written in prose, and in which ways it can go wrong there.

use super::sum::Number;

/// A way of writing numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `1286`, `12.35`.
    Plain,
    /// `1,286`.
    Comma,
    /// `１２８６`.
    Wide,
    /// `一千二百八十六`; 2 is 两.
    Chinese,
    /// A share in hundredths, with so many decimals.
    Percent(u32),
    /// So many decimals.
    Decimals(u32),
    /// In 万, with so many decimals.
    TenThousands(u32, Hedge),
    /// To so many leading digits.
    Leading(u32, Hedge),
    /// A share in tenths, as a Chinese digit: 超八成.
    Tenths(Hedge),
}

/// What stands beside a number that is no exact one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// Nothing: it is rounded.
    None,
    /// 余, 多, 超, 以上: it is rounded down, and is not the number itself.
    Above,
    /// 近, 不足: it is rounded up, and is not the number itself.
    Below,
    /// 约, 左右.
    About,
}

fn power(n: u32) -> Number {
    Number::whole(10i128.pow(n))
}

impl Hedge {
    /// A whole number of the units in which it is written; `None` where the hedge would be none.
    fn rounded(self, value: Number) -> Option<i128> {
        match self {
            Self::None | Self::About => Some(value.round()),
            _ if value.as_whole().is_some() => None,
            Self::Above => Some(value.floor()),
            Self::Below => Some(value.ceil()),
        }
    }
}

impl Style {
    /// Reads what stands behind a slot's colon.
    pub fn parse(text: &str) -> Self {
        let (kind, rest) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len()));
        let digits = rest.trim_end_matches(['余', '近', '约']).parse().unwrap_or(1);
        let hedge = match text.chars().last() {
            Some('余') => Hedge::Above,
            Some('近') => Hedge::Below,
            Some('约') => Hedge::About,
            _ => Hedge::None,
        };
        match kind.trim_end_matches(['余', '近', '约']) {
            "," => Self::Comma,
            "全角" => Self::Wide,
            "汉" => Self::Chinese,
            "%" => Self::Percent(digits),
            "." => Self::Decimals(digits),
            "万" => Self::TenThousands(digits, hedge),
            "位" => Self::Leading(digits, hedge),
            "成" => Self::Tenths(hedge),
            _ => panic!("what is this way of writing: {text}"),
        }
    }

    fn hedge(self) -> Hedge {
        match self {
            Self::TenThousands(_, hedge) | Self::Leading(_, hedge) | Self::Tenths(hedge) => hedge,
            _ => Hedge::None,
        }
    }

    /// A number in units of the last digit that is written, and how many of those stand behind the point.
    fn scaled(self, value: Number) -> Option<(Number, u32)> {
        Some(match self {
            Self::Percent(n) => (value.abs() * power(n + 2), n),
            Self::Decimals(n) => (value * power(n), n),
            Self::TenThousands(n, _) => ((value * power(n) / power(4))?, n),
            Self::Tenths(_) => (value * power(1), 0),
            Self::Leading(..) => (value, 0),
            _ => {
                let decimals = (0..7).find(|&n| (value * power(n)).as_whole().is_some())?;
                (value * power(decimals), decimals)
            }
        })
    }

    /// Whether what is written is the number itself.
    pub fn is_exact(self) -> bool {
        matches!(self, Self::Plain | Self::Comma | Self::Wide | Self::Chinese)
    }
}

/// A number as written: its digits as one whole number, and how many of them stand behind the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub digits: i128,
    decimals: u32,
    style: Style,
}

impl Shown {
    /// A number in a way of writing; `None` where it cannot be written so (713 is not 713余).
    pub fn new(value: Number, style: Style) -> Option<Self> {
        let (scaled, decimals) = style.scaled(value)?;
        let digits = match style {
            Style::Leading(n, hedge) => {
                let places = value.floor().max(1).ilog10();
                let unit = power(places.saturating_sub(n - 1));
                hedge.rounded((scaled / unit)?)? * unit.as_whole()?
            }
            _ => style.hedge().rounded(scaled)?,
        };
        let fits = digits >= 0 && (!matches!(style, Style::Tenths(_)) || (1..10).contains(&digits));
        fits.then_some(Self { digits, decimals, style })
    }

    /// Whether what is written is right of a number, in the loosest reading of 余, 近 and 约: by less than one of its
    /// first digit.
    pub fn allows(self, value: Number) -> bool {
        let hedge = self.style.hedge();
        let (Some((scaled, _)), false) = (self.style.scaled(value), hedge == Hedge::None) else {
            return Self::new(value, self.style) == Some(self);
        };
        let (more, leading) = (scaled - Number::whole(self.digits), Number::whole(self.leading()));
        let less_than_leading = (more.abs() - leading).is_negative();
        less_than_leading
            && match hedge {
                Hedge::Above => !more.is_negative(),
                Hedge::Below => more.is_negative() || more.is_zero(),
                _ => true,
            }
    }

    /// One of its first digit.
    fn leading(self) -> i128 {
        10i128.pow(self.digits.max(1).ilog10())
    }

    /// The number that is written.
    pub fn number(self) -> Number {
        (Number::whole(self.digits) / Number::whole(10i128.pow(self.decimals))).expect("no zero below")
    }

    /// The characters.
    pub fn text(self) -> String {
        let plain = self.digits.to_string();
        match self.style {
            Style::Chinese | Style::Tenths(_) => chinese(self.digits),
            Style::Wide => plain.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect(),
            Style::Comma => {
                let mut out = String::new();
                for (i, c) in plain.chars().enumerate() {
                    if i > 0 && (plain.len() - i).is_multiple_of(3) {
                        out.push(',');
                    }
                    out.push(c);
                }
                out
            }
            _ if self.decimals > 0 => {
                let plain = format!("{plain:0>width$}", width = self.decimals as usize + 1);
                let (whole, fraction) = plain.split_at(plain.len() - self.decimals as usize);
                format!("{whole}.{fraction}")
            }
            _ => plain,
        }
    }

    /// Other numbers in its place, each of which is wrong where this one is right; `turn` chooses between digits.
    pub fn changed(self, turn: usize) -> Vec<Self> {
        let digits = self.digits;
        let text = digits.to_string();
        let leading = self.leading();
        let first = digits / leading;
        let tenths = matches!(self.style, Style::Tenths(_));
        let changed: Vec<i128> = match self.style.hedge() {
            Hedge::None => {
                let (digit, swap) = (other_digit(&text, turn), swapped(&text));
                let mut all = vec![digits + 1, digit];
                all.extend(swap);
                if digits > 0 {
                    all.push(digits * 10);
                }
                // Which of them are tried first.
                let length = all.len();
                all[1..].rotate_left(turn % (length - 1));
                all
            }
            Hedge::Above if tenths => vec![digits + 1],
            Hedge::Below if tenths => vec![digits - 1],
            // Less than the hedge says by more than its loosest reading.
            Hedge::Above if first >= 3 => vec![digits + leading, digits - leading, digits * 10],
            Hedge::Above => vec![digits + leading, digits * 10],
            Hedge::Below if first >= 2 => vec![digits - leading, digits * 10],
            Hedge::Below => vec![digits * 10],
            Hedge::About if first >= 5 => vec![digits - 2 * leading, digits * 10],
            Hedge::About => vec![digits + 2 * leading, digits * 10],
        };
        let in_range = |&digits: &i128| digits >= 0 && (!tenths || (1..10).contains(&digits));
        let mut out: Vec<i128> = Vec::new();
        for other in changed.into_iter().filter(in_range) {
            if other != digits && !out.contains(&other) {
                out.push(other);
            }
        }
        out.into_iter().map(|digits| Self { digits, ..self }).collect()
    }

    /// The same way of writing with other digits.
    pub fn with(self, digits: i128) -> Self {
        Self { digits, ..self }
    }
}

/// A digit changed by three, no zero in front.
fn other_digit(text: &str, turn: usize) -> i128 {
    let mut digits: Vec<u8> = text.bytes().map(|b| b - b'0').collect();
    let at = turn % digits.len();
    digits[at] = match digits[at] {
        digit @ 0..=6 => digit + 3,
        digit => digit - 3,
    };
    digits.iter().fold(0, |sum, digit| sum * 10 + i128::from(*digit))
}

/// The first two neighbours that differ swapped, no zero in front.
fn swapped(text: &str) -> Option<i128> {
    let mut digits: Vec<u8> = text.bytes().collect();
    let at = (1..digits.len()).find(|&i| digits[i] != digits[i - 1] && (i > 1 || digits[1] != b'0'))?;
    digits.swap(at - 1, at);
    String::from_utf8(digits).ok()?.parse().ok()
}

/// 三百二十, 一万零五, 两.
fn chinese(value: i128) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match value {
        0 => return DIGITS[0].to_owned(),
        2 => return "两".to_owned(),
        _ => {}
    }
    let mut out = String::new();
    let mut gap = false;
    for (power, unit) in [(10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / power % if power == 10_000 { 1_000_000 } else { 10 };
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        let below_twenty = power == 10 && digit == 1 && out.is_empty();
        if digit > 9 {
            out.push_str(&chinese(digit));
        } else if !below_twenty {
            out.push_str(DIGITS[digit as usize]);
        }
        out.push_str(unit);
    }
    out
}

#[test]
fn numbers_are_written_in_every_style() {
    let shown = |value: &str, style: &str| {
        let value = Number::parse(value).unwrap();
        let style = if style.is_empty() { Style::Plain } else { Style::parse(style) };
        Shown::new(value, style).map_or("-".to_owned(), Shown::text)
    };
    for (value, style, want) in [
        ("1286", "", "1286"),
        ("3127.45", "", "3127.45"),
        ("1286", ",", "1,286"),
        ("1286", "全角", "１２８６"),
        ("1286", "汉", "一千二百八十六"),
        ("2", "汉", "两"),
        ("12", "汉", "十二"),
        ("105", "汉", "一百零五"),
        ("10020", "汉", "一万零二十"),
        ("0.0523", "%1", "5.2"),
        ("0.339", "%2", "33.90"),
        ("0.005", "%0", "1"),
        ("1.26", ".1", "1.3"),
        ("12345", "万1", "1.2"),
        ("12345", "万1余", "1.2"),
        ("12345", "万2近", "1.24"),
        ("5523", "位2余", "5500"),
        ("5523", "位2近", "5600"),
        ("5523", "位1约", "6000"),
        ("5500", "位2余", "-"),
        ("0.87", "成余", "八"),
        ("0.87", "成近", "九"),
        ("0.8", "成余", "-"),
    ] {
        assert_eq!(shown(value, style), want, "{value} {style}");
    }
}

#[test]
fn changes_differ_from_what_is_right() {
    let changed = |value: i128, style: &str, turn: usize| -> Vec<String> {
        let style = if style.is_empty() { Style::Plain } else { Style::parse(style) };
        Shown::new(Number::whole(value), style).unwrap().changed(turn).into_iter().map(Shown::text).collect()
    };
    assert_eq!(changed(713, "", 0), ["714", "413", "173", "7130"]);
    assert_eq!(changed(713, "", 1), ["714", "173", "7130", "743"]);
    assert_eq!(changed(0, "", 0), ["1", "3"]);
    assert_eq!(changed(100, "", 0), ["101", "400", "1000"]);
    assert_eq!(changed(5523, "位2余", 0), ["6500", "4500", "55000"]);
    assert_eq!(changed(1823, "位2近", 0), ["19000"]);
}
