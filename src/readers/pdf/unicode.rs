//! What of the characters that a font names can be read.

/// The text with every character as its author would write it; `None` where any of it means nothing.
pub fn readable(text: String) -> Option<String> {
    let text: String = text.chars().map(plain).collect::<Option<_>>()?;
    (!text.is_empty()).then_some(text)
}

fn plain(c: char) -> Option<char> {
    Some(match c {
        '\t' | '\n' | '\r' => ' ',
        '\0'..' ' | '\u{7f}'..='\u{9f}' | '\u{fff0}'..='\u{ffff}' => return None,
        // A hyphen that is drawn is one.
        '\u{ad}' => '-',
        _ => c,
    })
}
