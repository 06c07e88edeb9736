//! The profile that a call names, or what is wrong with it.

use std::{fs, path::Path};

use serde_json::{Map, Value};

use crate::{
    language::{Language, Message, both},
    profile::{KEYS, Profile},
    rules::RULES,
};

/// Reads a profile; where it is none, a sentence that says why.
pub fn read(path: &Path, language: Language) -> Result<Profile, String> {
    let of_file = |error: std::io::Error| {
        let unread = both("设置文件无法读取（{error}）。", "The profile cannot be read ({error}).");
        Message::new(unread).with("error", error.to_string())
    };
    let profile = fs::read_to_string(path).map_err(of_file).and_then(|text| parse(&text));
    profile.map_err(|message| format!("{}: {}", path.display(), message.render(language)))
}

fn parse(text: &str) -> Result<Profile, Message> {
    // Editors on Windows put a mark before the text.
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        Message::new(both(
            "设置文件不是 JSON：第 {line} 行第 {column} 列读不下去。",
            "The profile is no JSON: it breaks off at line {line}, column {column}.",
        ))
        .with("line", error.line().to_string())
        .with("column", error.column().to_string())
    })?;
    let Value::Object(settings) = &value else {
        return Err(Message::new(both(
            "设置文件应是一个 JSON 对象，写在一对花括号里。",
            "The profile should be a JSON object, in curly brackets.",
        )));
    };
    if let Some(fault) = settings.iter().find_map(|(key, value)| fault(key, value)) {
        return Err(fault);
    }
    serde_json::from_value(value).map_err(|error| {
        Message::new(both("设置文件的写法有误（{error}）。", "The profile is written wrongly ({error})."))
            .with("error", error.to_string())
    })
}

/// What is wrong with one setting.
fn fault(key: &str, value: &Value) -> Option<Message> {
    let Some((_, allowed)) = KEYS.iter().find(|(known, _)| *known == key) else {
        let known: Vec<&str> = KEYS.iter().map(|(known, _)| *known).collect();
        return Some(
            Message::new(both(
                "设置文件里没有“{key}”这一项，可以写的有：{known}。",
                "The profile knows no “{key}”; it may hold: {known}.",
            ))
            .with("key", key)
            .with("known", known.join("、")),
        );
    };
    let wrong = |value: Value| {
        let alone: Map<String, Value> = [(key.to_owned(), value)].into_iter().collect();
        serde_json::from_value::<Profile>(Value::Object(alone)).is_err()
    };
    if wrong(value.clone()) {
        // The one that is wrong among several.
        let part = match value {
            Value::Array(all) => all.iter().find(|one| wrong(Value::from(vec![(*one).clone()]))).cloned(),
            Value::Object(all) => all
                .iter()
                .map(|(name, one)| Value::Object([(name.clone(), one.clone())].into_iter().collect()))
                .find(|one| wrong(one.clone())),
            _ => None,
        };
        return Some(
            Message::new(both(
                "设置文件里“{key}”写的 {value} 不对，应是{allowed}。",
                "The profile's “{key}” is wrong at {value}; it should be {allowed}.",
            ))
            .with("key", key)
            .with("value", part.as_ref().unwrap_or(value).to_string())
            .with("allowed", *allowed),
        );
    }
    let is_rule = |name: &&String| RULES.iter().any(|rule| rule.name == **name);
    let names = if key == "levels" { value.as_object() } else { None };
    let unknown = names.and_then(|names| names.keys().find(|name| !is_rule(name)))?;
    Some(
        Message::new(both(
            "设置文件的“levels”里没有叫“{name}”的规则；用 gouji rules 查看全部规则名。",
            "The profile's “levels” names “{name}”, which is no rule; gouji rules lists them.",
        ))
        .with("name", unknown.as_str()),
    )
}
