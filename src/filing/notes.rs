//! The signs of notes behind figures and words: raised digits, circled numbers, stars.

/// Whether a character is a number as notes have it: a raised digit or a circled number.
pub fn is_note_number(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '①'..='⑳')
}

/// A folded text without the sign of a note behind it: `7¹`, `7①`, `7*`, `7注1`. Nothing else is taken off: not ⁰, with
/// which no note's number begins, not a star behind a blank, which may be another cell's mark, not several, which cover
/// digits, and not all of the text.
pub fn without_note(text: &str) -> &str {
    let unnumbered = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if text.len() - unnumbered.len() <= 2
        && let Some(before) = unnumbered.strip_suffix('注').map(str::trim_end)
        && !before.is_empty()
    {
        return before;
    }
    let rest = text.trim_end_matches(|c| is_note_number(c) || matches!(c, '*' | '※' | '†' | '⁽' | '⁾'));
    let (before, note) = (rest.trim_end(), &text[rest.len()..]);
    let glued = before.len() == rest.len();
    let few = note.trim_start_matches('⁽').trim_end_matches('⁾').chars().count() <= 2 && !note.ends_with("**");
    let is_note = few && !note.starts_with('⁰') && (glued || note.starts_with(is_note_number));
    if is_note && !before.is_empty() { before } else { text }
}

#[cfg(test)]
mod tests {
    use crate::{
        filing::quantity::{Reading, looks_like_value, read},
        form::Unit,
    };

    #[test]
    fn a_notes_sign_is_no_part_of_a_figure() {
        for (text, want) in [
            ("7¹", "7"),
            ("7¹²", "7"),
            ("12①", "12"),
            ("7 ②", "7"),
            ("7[1]", "7"),
            ("7[¹]", "7"),
            ("7*", "7"),
            ("７＊", "7"),
            ("7※", "7"),
            ("7†", "7"),
            ("7⁽¹⁾", "7"),
            ("7注", "7"),
            ("7 注1", "7"),
            ("12件注12", "12"),
            ("1,286³", "1286"),
            ("12件¹", "12"),
            ("22（其中修订16件）①", "22"),
            ("一百零三¹", "103"),
        ] {
            assert_eq!(value(text), want, "{text}");
            assert!(looks_like_value(&text.replace(' ', "")), "{text}");
        }
        for mark in ["*", "**", "-*", "—¹", "/①", "无①"] {
            assert_eq!(read(mark, Unit::Count), Reading::Mark, "{mark}");
        }
        for words in [
            "①",
            "¹",
            "①②",
            "7⁰",
            "7x",
            "7¹件次数",
            "7**",
            "7¹²³",
            "①7",
            "注1",
            "备注1",
            "7注123",
            "7#",
            "m²",
            "7¹/8",
            "*7",
            "¹7",
        ] {
            assert_eq!(read(words, Unit::Count), Reading::Words, "{words}");
            assert!(!looks_like_value(words), "{words}");
        }
        for lost in ["①\n138", "[1]\n138", "7 *", "7① 8", "7 8②", "* 7"] {
            assert_eq!(read(lost, Unit::Count), Reading::Lost, "{lost}");
        }
    }

    fn value(text: &str) -> String {
        match read(text, Unit::Count) {
            Reading::Number { value, .. } => value.to_string(),
            other => format!("{other:?}"),
        }
    }
}
