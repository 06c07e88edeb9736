//! The two languages of everything that users read.
//!
//! A sentence is a [`Bilingual`] template with `{named}` arguments; it is written whole in both languages at the
//! place it belongs to (a rule's file, a reason's list) and never joined from pieces.

use serde::{Deserialize, Serialize};

/// A language of the user's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

/// A text in both languages, with `{named}` arguments where it is a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// Writes a [`Bilingual`] down shortly.
pub const fn both(zh: &'static str, en: &'static str) -> Bilingual {
    Bilingual { zh, en }
}

impl Bilingual {
    /// The text in a language, arguments unfilled.
    pub fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

/// A template with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The sentence.
    pub template: Bilingual,
    /// What stands for its `{name}`s.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// What fills a `{name}`.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// The same in both languages: a number, the author's own words, an official label.
    Plain(String),
    /// A word of ours.
    Word(Bilingual),
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Plain(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Plain(text.to_owned())
    }
}

impl From<Bilingual> for Argument {
    fn from(word: Bilingual) -> Self {
        Argument::Word(word)
    }
}

impl Message {
    /// A template without arguments yet.
    pub fn new(template: Bilingual) -> Self {
        Self { template, arguments: Vec::new() }
    }

    /// Fills one `{name}`.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The sentence in a language. A `{name}` without an argument stays as it is, so that a test can see it.
    pub fn render(&self, language: Language) -> String {
        let mut rest = self.template.get(language);
        let mut out = String::with_capacity(rest.len() + 32);
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            rest = &rest[open..];
            let Some(close) = rest.find('}') else { break };
            match self.arguments.iter().find(|(name, _)| *name == &rest[1..close]) {
                Some((_, Argument::Plain(text))) => out.push_str(text),
                Some((_, Argument::Word(word))) => out.push_str(word.get(language)),
                None => out.push_str(&rest[..=close]),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_filled_in_both_languages() {
        let message = Message::new(both("{a}写作{b}。", "{a} is written {b}."))
            .with("a", both("总计", "the total"))
            .with("b", "13");
        assert_eq!(message.render(Language::Zh), "总计写作13。");
        assert_eq!(message.render(Language::En), "the total is written 13.");
    }

    #[test]
    fn a_missing_argument_stays_visible() {
        assert_eq!(Message::new(both("{a}{", "")).render(Language::Zh), "{a}{");
    }
}
