//! The user's settings between visits: in the browser's storage, and in files.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use web_sys::File;

use crate::{
    language::{Bilingual, Message, both},
    profile::{KEYS, Profile, faults},
    rules::RULES,
    worker::to_js,
};

#[wasm_bindgen]
extern "C" {
    /// What was stored, if the browser lets it be read. These stand in `www/boot.js`: there they weigh a tenth.
    #[wasm_bindgen(js_namespace = gouji, js_name = stored)]
    fn stored() -> Option<String>;
    /// Stores a text; whether the browser let it be.
    #[wasm_bindgen(js_namespace = gouji, js_name = store)]
    fn store(text: &str) -> bool;
    /// Offers a text as a download.
    #[wasm_bindgen(js_namespace = gouji, js_name = save)]
    fn save(name: &str, text: &str);
    /// Reads a file as text, or nothing.
    #[wasm_bindgen(js_namespace = gouji, js_name = read)]
    fn read_text(file: &File, then: &JsValue);
}

/// What the file of settings is called.
const FILE: &str = "gouji-profile.json";

const NOT_READ: Bilingual = both("设置文件无法读取。", "The profile cannot be read.");
const NO_JSON: Bilingual = both("设置文件不是 JSON，读不下去。", "The profile is no JSON: it cannot be read as such.");
const UNKNOWN_RULE: Bilingual = both(
    "设置文件的“levels”里没有叫“{name}”的规则；规则的名字见“规则”。",
    "The profile's “levels” names “{name}”, which is no rule; see Rules for their names.",
);

/// The settings of the last visit; the usual ones where there are none.
pub fn restored() -> Profile {
    let value = stored().and_then(|text| JSON::parse(&text).ok());
    value.and_then(|value| serde_wasm_bindgen::from_value(value).ok()).unwrap_or_default()
}

/// Keeps the settings for the next visit, if the browser lets it.
pub fn keep(profile: &Profile) -> bool {
    store(&text(profile))
}

/// Offers the settings as a file.
pub fn export(profile: &Profile) {
    save(FILE, &text(profile));
}

/// Reads a file of settings.
pub fn import(file: &File, then: impl FnOnce(Result<Profile, Message>) + 'static) {
    let then = Closure::once_into_js(move |text: Option<String>| {
        then(text.ok_or(Message::new(NOT_READ)).and_then(|text| parse(&text)));
    });
    read_text(file, &then);
}

fn text(profile: &Profile) -> String {
    let text = JSON::stringify_with_replacer_and_space(&to_js(profile), &JsValue::NULL, &JsValue::from(2));
    text.map(String::from).unwrap_or_default()
}

/// A profile, or what is wrong with it.
fn parse(text: &str) -> Result<Profile, Message> {
    // Editors on Windows put a mark before the text.
    let value = JSON::parse(text.trim_start_matches('\u{feff}')).map_err(|_| Message::new(NO_JSON))?;
    if !value.is_object() || Array::is_array(&value) {
        return Err(Message::new(faults::NO_OBJECT));
    }
    for key in keys(&value) {
        let Some((known, allowed)) = KEYS.iter().find(|(known, _)| *known == key) else {
            let known: Vec<&str> = KEYS.iter().map(|(known, _)| *known).collect();
            return Err(Message::new(faults::UNKNOWN_KEY).with("key", key).with("known", known.join("、")));
        };
        if let Some(part) = wrong(known, &get(&value, known)) {
            let part = JSON::stringify(&part).map(String::from).unwrap_or_default();
            let fault = Message::new(faults::WRONG_VALUE).with("key", key).with("value", part);
            return Err(fault.with("allowed", *allowed));
        }
    }
    let profile: Profile = serde_wasm_bindgen::from_value(value).map_err(|_| Message::new(NOT_READ))?;
    let unknown = profile.levels.0.iter().find(|(name, _)| RULES.iter().all(|rule| rule.name != *name));
    match unknown {
        Some((name, _)) => Err(Message::new(UNKNOWN_RULE).with("name", name.as_str())),
        None => Ok(profile),
    }
}

/// What is wrong in the value of a key: the one among several, or all of it.
fn wrong(key: &str, value: &JsValue) -> Option<JsValue> {
    if is_right(key, value) {
        return None;
    }
    let part = if Array::is_array(value) {
        Array::from(value).iter().find(|one| !is_right(key, &Array::of1(one)))
    } else if value.is_object() {
        keys(value).map(|name| alone(&name, &get(value, &name))).find(|one| !is_right(key, one))
    } else {
        None
    };
    Some(part.unwrap_or_else(|| value.clone()))
}

/// Whether a profile may have this value. A key within it that no profile has would be read over; it is missing in what
/// is written again.
fn is_right(key: &str, value: &JsValue) -> bool {
    let Ok(profile) = serde_wasm_bindgen::from_value::<Profile>(alone(key, value)) else { return false };
    let again = get(&to_js(&profile), key);
    !Array::is_array(value)
        || Array::from(value)
            .iter()
            .zip(Array::from(&again).iter())
            .all(|(one, again)| keys(&one).all(|key| Reflect::has(&again, &JsValue::from(key)).unwrap_or(false)))
}

fn alone(key: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    // Nothing can be wrong with a new object.
    let _ = Reflect::set(&object, &JsValue::from(key), value);
    object.into()
}

fn keys(value: &JsValue) -> impl Iterator<Item = String> {
    Object::keys(value.unchecked_ref::<Object>()).into_iter().filter_map(|key| key.as_string())
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &JsValue::from(key)).unwrap_or_default()
}
