//! What can be wrong with a profile that someone wrote: the sentences of all faces that read one.

use crate::language::{Bilingual, both};

/// It is something else.
pub const NO_OBJECT: Bilingual =
    both("设置文件应是一个 JSON 对象，写在一对花括号里。", "The profile should be a JSON object, in curly brackets.");

/// A key that no profile has: `key`, and those that are `known`.
pub const UNKNOWN_KEY: Bilingual =
    both("设置文件里没有“{key}”这一项，可以写的有：{known}。", "The profile knows no “{key}”; it may hold: {known}.");

/// What stands at a `key`: the `value`, and what is `allowed`.
pub const WRONG_VALUE: Bilingual = both(
    "设置文件里“{key}”写的 {value} 不对，应是{allowed}。",
    "The profile's “{key}” is wrong at {value}; it should be {allowed}.",
);
