//! Bytes to text: UTF-8, UTF-16 and GB18030, told apart by what they hold.
//!
//! What a page declares is not asked: declarations are often wrong, and these three hardly pass for each other. Strict
//! UTF-8 is never GB18030 beyond a few characters, UTF-16 shows itself by the zero bytes that line ends and digits
//! bring, and `gb2312` and `gbk` are parts of GB18030.

/// How much is looked at to tell text from noise.
const SAMPLE: usize = 64 << 10;

/// The text that the bytes are, without a byte order mark; `None` where they are no text.
///
/// A few broken characters (a flipped byte, a file cut in the middle of a character) become U+FFFD.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = match marked(bytes) {
        Some((decoder, rest)) => Some(decoder(rest)),
        None => unmarked(bytes),
    }?;
    is_text(&text).then_some(text)
}

/// The text of the first bytes, for a look at what it is.
pub fn decode_start(bytes: &[u8]) -> Option<String> {
    decode(&bytes[..bytes.len().min(SAMPLE)])
}

/// The text of the first bytes, if it may be markup: no look costs less than one for the first bracket.
pub fn decode_markup(bytes: &[u8]) -> Option<String> {
    let start = &bytes[..bytes.len().min(SAMPLE)];
    start.contains(&b'<').then(|| decode(start)).flatten()
}

/// A name as an archive or an old file holds it: UTF-8, else GB18030.
pub fn decode_name(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| gb18030(bytes), str::to_owned)
}

/// GB18030, and so GBK and GB2312; a broken character becomes U+FFFD.
///
/// Browsers have the tables, which else are a thirtieth of the page's weight. One from before 2023 may read eighteen rare
/// signs as the standard of 2005 has them.
pub fn gb18030(bytes: &[u8]) -> String {
    #[cfg(all(target_family = "wasm", feature = "worker"))]
    return web_sys::TextDecoder::new_with_label("gb18030")
        .and_then(|decoder| decoder.decode_with_u8_array(bytes))
        .expect("every browser knows the encoding, and replaces what is broken");
    #[cfg(not(all(target_family = "wasm", feature = "worker")))]
    encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 with the lower byte first; a broken character becomes U+FFFD.
pub fn utf16le(bytes: &[u8]) -> String {
    utf16(bytes, u16::from_le_bytes)
}

fn utf16be(bytes: &[u8]) -> String {
    utf16(bytes, u16::from_be_bytes)
}

/// What a byte order mark says, and the bytes behind it.
fn marked(bytes: &[u8]) -> Option<(Decoder, &[u8])> {
    let marks: [(&[u8], Decoder); 3] = [(b"\xef\xbb\xbf", utf8_lossy), (b"\xff\xfe", utf16le), (b"\xfe\xff", utf16be)];
    marks.into_iter().find_map(|(mark, decoder)| Some((decoder, bytes.strip_prefix(mark)?)))
}

fn unmarked(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.contains(&0)
        && let Some(decoder) = utf16_by_look(sample)
    {
        return Some(decoder(bytes));
    }
    if sample.iter().filter(|&&byte| is_control(byte.into())).count() > 2 + sample.len() / 100 {
        return None;
    }
    utf8(bytes).or_else(|| Some(gb18030(bytes)))
}

/// Turns bytes into text.
type Decoder = fn(&[u8]) -> String;

/// UTF-8; what is broken becomes U+FFFD.
fn utf8_lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let pairs = bytes.chunks_exact(2);
    let odd = (!pairs.remainder().is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    let units = pairs.map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).chain(odd).collect()
}

/// UTF-8, unless so much of it is broken that it must be something else.
fn utf8(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let (mut broken, mut wide) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    // A character cut off at the file's end says nothing against UTF-8.
    let cut = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    (cut && wide > 0 || broken * 20 <= wide).then(|| utf8_lossy(bytes))
}

/// Which UTF-16 the bytes are, if nearly all their units are what reports are written with.
fn utf16_by_look(sample: &[u8]) -> Option<Decoder> {
    let share = |unit: fn([u8; 2]) -> u16| {
        let usual = sample.chunks_exact(2).filter(|pair| is_usual(unit([pair[0], pair[1]]))).count();
        usual * 100 / (sample.len() / 2).max(1)
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    match (little.max(big) >= 90, little >= big) {
        (false, _) => None,
        (true, true) => Some(utf16le),
        (true, false) => Some(utf16be),
    }
}

fn is_usual(unit: u16) -> bool {
    matches!(unit, 9 | 10 | 12 | 13 | 0x20..=0x7e | 0xa0..=0xff | 0x2010..=0x203b | 0x2103..=0x2200 | 0x2460..=0x25ff
        | 0x3000..=0x303f | 0x3220..=0x33ff | 0x4e00..=0x9fff | 0xff00..=0xffef)
}

/// Whether what came out reads as text: neither broken nor private characters nor controls in numbers.
fn is_text(text: &str) -> bool {
    let odd = odd(text);
    odd == 0 || {
        let all = text.chars().count();
        odd <= (2 + all / 25).min(all / 2)
    }
}

/// How many characters are broken, private or controls; by bytes, for the page's program takes its time over characters.
fn odd(text: &str) -> usize {
    let (mut odd, mut rest) = (0, text.as_bytes());
    while let Some(at) = rest.iter().position(|&byte| !matches!(byte, b' '..=b'~' | 0x80..=0xed)) {
        rest = &rest[at..];
        odd += usize::from(match *rest {
            // From U+E000; of those from U+F000 the ones before U+F900, and U+FFFD; from U+F0000.
            [0xee, ..] | [0xef, 0x80..=0xa3, ..] | [0xef, 0xbf, 0xbd, ..] | [0xf3, 0xb0..=0xbf, ..] | [0xf4, ..] => {
                true
            }
            [byte, ..] => is_control(byte.into()),
            [] => false,
        });
        rest = &rest[1..];
    }
    odd
}

/// Whether a character is a control that no text holds.
fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\x06' | '\x08' | '\x0e'..='\x19' | '\x1b'..='\x1f' | '\x7f')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_told_by_their_bytes() {
        for c in '\0'..=char::MAX {
            let is_odd = is_control(c) || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'..);
            assert_eq!(odd(&format!("字{c}字")), usize::from(is_odd), "{c:?}");
        }
    }
}
