//! Exact numbers, and the sums that slots are written in: `granted + partial`, `(a - b) / b`.

use std::ops::{Add, Div, Mul, Sub};

/// A fraction in lowest terms, its lower part above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    over: i128,
    under: i128,
}

impl Number {
    pub const fn whole(value: i128) -> Self {
        Self { over: value, under: 1 }
    }

    fn new(over: i128, under: i128) -> Option<Self> {
        let (mut a, mut b) = (over.abs(), under.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = under.signum();
        (under != 0).then(|| Self { over: sign * over / a.max(1), under: sign * under / a.max(1) })
    }

    /// Reads digits with an optional point.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let under = 10i128.pow(fraction.len() as u32);
        let fraction: i128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
        Self::new(whole.parse::<i128>().ok()? * under + fraction, under)
    }

    /// The next whole number below, or this one.
    pub fn floor(self) -> i128 {
        self.over.div_euclid(self.under)
    }

    /// The next whole number above, or this one.
    pub fn ceil(self) -> i128 {
        -(-self.over).div_euclid(self.under)
    }

    /// The nearest whole number; a half goes up.
    pub fn round(self) -> i128 {
        (self + Self { over: 1, under: 2 }).floor()
    }

    pub fn abs(self) -> Self {
        Self { over: self.over.abs(), ..self }
    }

    pub fn as_whole(self) -> Option<i128> {
        (self.under == 1).then_some(self.over)
    }

    pub fn is_zero(self) -> bool {
        self.over == 0
    }

    pub fn is_negative(self) -> bool {
        self.over < 0
    }
}

impl Add for Number {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.over * other.under + other.over * self.under, self.under * other.under).expect("no zero below")
    }
}

impl Sub for Number {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + Self { over: -other.over, ..other }
    }
}

impl Mul for Number {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.over * other.over, self.under * other.under).expect("no zero below")
    }
}

impl Div for Number {
    type Output = Option<Self>;
    fn div(self, other: Self) -> Option<Self> {
        Self::new(self.over * other.under, self.under * other.over)
    }
}

/// A sum, as written.
#[derive(Clone, Debug)]
pub enum Sum {
    Number(Number),
    Name(String),
    Of(Box<Sum>, char, Box<Sum>),
}

impl Sum {
    /// Reads a sum.
    pub fn parse(text: &str) -> Self {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut at = 0;
        let sum = Self::terms(&chars, &mut at);
        assert!(at == chars.len(), "what is this sum: {text}");
        sum
    }

    fn terms(chars: &[char], at: &mut usize) -> Self {
        let mut left = Self::factors(chars, at);
        while let Some(&sign @ ('+' | '-')) = chars.get(*at) {
            *at += 1;
            left = Self::Of(Box::new(left), sign, Box::new(Self::factors(chars, at)));
        }
        left
    }

    fn factors(chars: &[char], at: &mut usize) -> Self {
        let mut left = Self::one(chars, at);
        while let Some(&sign @ ('*' | '/')) = chars.get(*at) {
            *at += 1;
            left = Self::Of(Box::new(left), sign, Box::new(Self::one(chars, at)));
        }
        left
    }

    fn one(chars: &[char], at: &mut usize) -> Self {
        if chars.get(*at) == Some(&'(') {
            *at += 1;
            let sum = Self::terms(chars, at);
            assert_eq!(chars.get(*at), Some(&')'), "a bracket is open: {}", chars.iter().collect::<String>());
            *at += 1;
            return sum;
        }
        let start = *at;
        while chars.get(*at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_')) {
            *at += 1;
        }
        let word: String = chars[start..*at].iter().collect();
        assert!(!word.is_empty(), "what is this sum: {}", chars.iter().collect::<String>());
        Number::parse(&word).map_or(Self::Name(word), Self::Number)
    }

    /// Its value; `None` where it divides by zero. `value` knows the names.
    pub fn value(&self, value: &impl Fn(&str) -> Number) -> Option<Number> {
        Some(match self {
            Self::Number(number) => *number,
            Self::Name(name) => value(name),
            Self::Of(left, sign, right) => {
                let (left, right) = (left.value(value)?, right.value(value)?);
                match sign {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    _ => return left / right,
                }
            }
        })
    }

    /// The names in it.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Name(name) => vec![name],
            Self::Of(left, _, right) => [left.names(), right.names()].concat(),
        }
    }
}
