//! Bytes to text: UTF-8, UTF-16 and GB18030, told apart by what they hold.
//!
//! What a page declares is not asked: declarations are often wrong, and these three hardly pass for each other. Strict
//! UTF-8 is never GB18030 beyond a few characters, UTF-16 shows itself by the zero bytes that line ends and digits
//! bring, and `gb2312` and `gbk` are parts of GB18030.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// How much is looked at to tell text from noise.
const SAMPLE: usize = 64 << 10;

/// The text that the bytes are, without a byte order mark; `None` where they are no text.
///
/// A few broken characters (a flipped byte, a file cut in the middle of a character) become U+FFFD.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = match marked(bytes) {
        Some((None, rest)) => utf8(rest).or_else(|| Some(String::from_utf8_lossy(rest).into_owned())),
        Some((Some(encoding), rest)) => Some(decode_with(encoding, rest)),
        None => unmarked(bytes),
    }?;
    is_text(&text).then_some(text)
}

/// The text of the first bytes, for a look at what it is.
pub fn decode_start(bytes: &[u8]) -> Option<String> {
    decode(&bytes[..bytes.len().min(SAMPLE)])
}

/// A name as an archive or an old file holds it: UTF-8, else GB18030.
pub fn decode_name(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| gb18030(bytes), str::to_owned)
}

/// GB18030, and so GBK and GB2312; a broken character becomes U+FFFD.
pub fn gb18030(bytes: &[u8]) -> String {
    decode_with(GB18030, bytes)
}

/// UTF-16 with the lower byte first; a broken character becomes U+FFFD.
pub fn utf16le(bytes: &[u8]) -> String {
    decode_with(UTF_16LE, bytes)
}

/// What a byte order mark says (no encoding stands for UTF-8), and the bytes behind it.
fn marked(bytes: &[u8]) -> Option<(Option<&'static Encoding>, &[u8])> {
    let marks: [(&[u8], Option<&'static Encoding>); 3] =
        [(b"\xef\xbb\xbf", None), (b"\xff\xfe", Some(UTF_16LE)), (b"\xfe\xff", Some(UTF_16BE))];
    marks.into_iter().find_map(|(mark, encoding)| Some((encoding, bytes.strip_prefix(mark)?)))
}

fn unmarked(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.contains(&0)
        && let Some(encoding) = utf16_by_look(sample)
    {
        return Some(decode_with(encoding, bytes));
    }
    if sample.iter().filter(|&&byte| is_control(byte.into())).count() > 2 + sample.len() / 100 {
        return None;
    }
    utf8(bytes).or_else(|| Some(decode_with(GB18030, bytes)))
}

fn decode_with(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
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
    (cut && wide > 0 || broken * 20 <= wide).then(|| String::from_utf8_lossy(bytes).into_owned())
}

/// Which UTF-16 the bytes are, if nearly all their units are what reports are written with.
fn utf16_by_look(sample: &[u8]) -> Option<&'static Encoding> {
    let share = |unit: fn([u8; 2]) -> u16| {
        let usual = sample.chunks_exact(2).filter(|pair| is_usual(unit([pair[0], pair[1]]))).count();
        usual * 100 / (sample.len() / 2).max(1)
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    match (little.max(big) >= 90, little >= big) {
        (false, _) => None,
        (true, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
    }
}

fn is_usual(unit: u16) -> bool {
    matches!(unit, 9 | 10 | 12 | 13 | 0x20..=0x7e | 0xa0..=0xff | 0x2010..=0x203b | 0x2103..=0x2200 | 0x2460..=0x25ff
        | 0x3000..=0x303f | 0x3220..=0x33ff | 0x4e00..=0x9fff | 0xff00..=0xffef)
}

/// Whether what came out reads as text: neither broken nor private characters nor controls in numbers.
fn is_text(text: &str) -> bool {
    let (mut odd, mut all) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        odd += usize::from(c == '\u{fffd}' || is_control(c) || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..));
    }
    odd <= (2 + all / 25).min(all / 2)
}

fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\x06' | '\x08' | '\x0e'..='\x19' | '\x1b'..='\x1f' | '\x7f')
}
