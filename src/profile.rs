//! The user's say: what a check takes from the person who runs it, not from the report.
//!
//! It is kept as a small JSON file; [`KEYS`] says what may stand in it.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor},
};

use crate::{
    finding::Severity,
    language::{Bilingual, Language, both},
};

/// The settings of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// The language of messages and fixes.
    pub language: Language,
    /// How grave the findings of each rule are.
    pub levels: Levels,
    /// The day of the next year by which bodies without a statutory date publish.
    pub deadline: Option<Day>,
    /// What the reporting body is, where its name does not tell.
    pub kind: Option<Kind>,
    /// Findings that were looked at and waved away.
    pub dismissed: Vec<Dismissed>,
    /// Slips that the user knows, beside those that all texts are searched for.
    pub words: Vec<Correction>,
}

/// The keys of a profile, each with what may stand there.
pub const KEYS: &[(&str, Bilingual)] = &[
    ("language", both("zh 或 en", "zh or en")),
    (
        "levels",
        both(
            "规则名对应级别，级别为 error、warning、note 或 off",
            "names of rules with a level each: error, warning, note or off",
        ),
    ),
    ("deadline", both("日历上有的月日，如 \"02-15\"", "a day of the calendar, as \"02-15\" for 15 February")),
    ("kind", both("province、city、county、township 或 department", "province, city, county, township or department")),
    (
        "dismissed",
        both(
            "一组 {\"id\": …, \"reason\": …}，reason 可以不写",
            "a list of {\"id\": …, \"reason\": …}, where the reason may be left out",
        ),
    ),
    (
        "words",
        both(
            "一组 {\"wrong\": …, \"right\": …}，wrong 不能为空",
            "a list of {\"wrong\": …, \"right\": …}, where wrong is not empty",
        ),
    ),
];

impl Profile {
    /// How grave a rule's finding is to this user; `None` where it is not to be listed.
    ///
    /// A level says how grave the rule's gravest findings are. Its lesser ones keep their distance and are a note at
    /// least, so that the rule's own level changes nothing. `gravest` is the rule's own.
    pub fn severity(&self, rule: &str, gravest: Severity, severity: Severity) -> Option<Severity> {
        const STEPS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
        let level = match self.levels.get(rule) {
            None => return Some(severity),
            Some(Level::Off) => return None,
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Note) => Severity::Note,
        };
        let below = (severity as usize).saturating_sub(gravest as usize);
        Some(STEPS[(level as usize + below).min(STEPS.len() - 1)])
    }

    /// Whether a finding was waved away.
    pub fn dismisses(&self, id: &str) -> bool {
        self.dismissed.iter().any(|dismissed| dismissed.id == id)
    }
}

/// How grave a user takes a rule to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// [`Severity::Error`].
    Error,
    /// [`Severity::Warning`].
    Warning,
    /// [`Severity::Note`].
    Note,
    /// Its findings are not listed. What it examined is still counted.
    Off,
}

/// Rules by name, each with a level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(pub Vec<(String, Level)>);

impl Levels {
    /// A rule's level; `None` where it keeps its own.
    pub fn get(&self, rule: &str) -> Option<Level> {
        self.0.iter().rev().find(|(name, _)| name == rule).map(|(_, level)| *level)
    }
}

impl Serialize for Levels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(rule, level)| (rule, level)))
    }
}

impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Levels;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("names of rules with a level each")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Levels, M::Error> {
                let mut levels = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    levels.push(entry);
                }
                Ok(Levels(levels))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// A day of any year, written `02-15`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

impl TryFrom<String> for Day {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let number = |part: &str| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
        let parts = text.split_once('-').and_then(|(month, day)| Some((number(month)?, number(day)?)));
        let possible = |&(month, day): &(u8, u8)| {
            let days = usize::from(month).checked_sub(1).and_then(|month| DAYS.get(month));
            days.is_some_and(|days| (1..=*days).contains(&day))
        };
        parts.filter(possible).map(|(month, day)| Self { month, day }).ok_or("no day of the year")
    }
}

impl From<Day> for String {
    fn from(Day { month, day }: Day) -> Self {
        format!("{month:02}-{day:02}")
    }
}

/// A kind of body that a user can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A province's government.
    Province,
    /// A city's government.
    City,
    /// A county's or a district's government.
    County,
    /// A township's government, a subdistrict.
    Township,
    /// A department of a government of county level or above.
    Department,
}

/// A finding that was waved away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissed {
    /// The finding's id, which hangs on what it is about and not on where that stands.
    pub id: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A word that is wrong wherever it stands, and what is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The wrong one; never empty.
    #[serde(deserialize_with = "not_empty")]
    pub wrong: String,
    /// The right one.
    pub right: String,
}

fn not_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() { Err(D::Error::custom("an empty word")) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_that_of_the_gravest_and_the_others_keep_their_distance() {
        use Severity::*;
        let with = |level| Profile { levels: Levels(vec![("a-rule".into(), level)]), ..Profile::default() };
        for (level, gravest, of, want) in [
            (Level::Error, Error, Error, Some(Error)),
            (Level::Warning, Error, Error, Some(Warning)),
            (Level::Warning, Error, Warning, Some(Note)),
            (Level::Note, Error, Note, Some(Note)),
            (Level::Warning, Warning, Note, Some(Note)),
            (Level::Error, Warning, Warning, Some(Error)),
            (Level::Error, Warning, Note, Some(Warning)),
            (Level::Off, Error, Error, None),
        ] {
            assert_eq!(with(level).severity("a-rule", gravest, of), want, "{level:?} {gravest:?} {of:?}");
            assert_eq!(with(level).severity("another", gravest, of), Some(of));
        }
    }

    #[test]
    fn days_are_those_of_a_calendar() {
        for (text, day) in [("02-15", Some((2, 15))), ("2-29", Some((2, 29))), ("12-31", Some((12, 31)))] {
            let read = Day::try_from(text.to_owned()).ok();
            assert_eq!(read.map(|day| (day.month, day.day)), day, "{text}");
        }
        for text in ["02-30", "13-01", "00-10", "01-00", "0215", "2月15日", "+2-15", "2024-02-15", ""] {
            assert!(Day::try_from(text.to_owned()).is_err(), "{text}");
        }
        assert_eq!(String::from(Day { month: 2, day: 5 }), "02-05");
    }

    #[test]
    fn every_key_is_told_of() {
        let value = serde_json::to_value(Profile::default()).expect("a profile is JSON");
        let mut keys: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
        keys.sort_unstable();
        let known: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(keys, known);
        let back: Profile = serde_json::from_value(value).expect("what is written can be read");
        assert_eq!(back, Profile::default());
    }
}
