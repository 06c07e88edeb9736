//! Records of a workbook's stream, and texts that go on from one record into the next.

use crate::readers::{compound::u16_at, decoding};

/// A record that goes on what the one before began.
const CONTINUE: u16 = 0x3c;

/// The records of a stream from one place on, each with its number.
#[derive(Clone, Debug)]
pub struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// The records from one place on.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where the next record begins.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The content of the records that go on the last one.
    pub fn continued(&mut self) -> Vec<&'a [u8]> {
        let mut all = Vec::new();
        while u16_at(self.bytes, self.at) == Some(CONTINUE) {
            let Some((_, content)) = self.next() else { break };
            all.push(content);
        }
        all
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.bytes, self.at)?;
        let length = usize::from(u16_at(self.bytes, self.at + 2)?);
        let content = self.bytes.get(self.at + 4..)?;
        let content = &content[..content.len().min(length)];
        self.at += 4 + content.len();
        Some((kind, content))
    }
}

/// Records read as one run of bytes.
#[derive(Debug)]
pub struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// The records in their order.
    pub fn new(pieces: Vec<&'a [u8]>) -> Self {
        Self { pieces, piece: 0, at: 0 }
    }

    /// The rest of the piece that is being read, or of the next if none is left.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.pieces.get(self.piece)?.get(self.at..)?;
            if !rest.is_empty() {
                return Some(rest);
            }
            (self.piece, self.at) = (self.piece + 1, 0);
        }
    }

    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest()?.first()?;
        self.at += 1;
        Some(byte)
    }

    /// A number of two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// A number of four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// Passes over bytes.
    pub fn skip(&mut self, mut count: usize) {
        while count > 0
            && let Some(rest) = self.rest()
        {
            let taken = count.min(rest.len());
            self.at += taken;
            count -= taken;
        }
    }

    /// Characters, wide ones or those of Latin-1. Where they go on in another record, that says anew which they are.
    pub fn characters(&mut self, count: usize, mut wide: bool) -> String {
        let (mut units, mut left) = (Vec::new(), count);
        while left > 0 {
            let before = self.piece;
            let Some(mut rest) = self.rest() else { break };
            if self.piece != before {
                wide = rest[0] & 1 != 0;
                self.at = 1;
                rest = &rest[1..];
            }
            let size = if wide { 2 } else { 1 };
            let taken = left.min(rest.len() / size);
            let part = &rest[..taken * size];
            match wide {
                true => units.extend(part.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))),
                false => units.extend(part.iter().map(|&byte| u16::from(byte))),
            }
            self.at += part.len();
            left -= taken;
            if taken == 0 && !rest.is_empty() {
                // Half a character at a record's end.
                self.at += rest.len();
            }
        }
        String::from_utf16_lossy(&units)
    }

    /// A text with its kind in front, however it looks.
    pub fn text(&mut self, length: usize) -> Option<String> {
        Some(self.formatted(length)?.0)
    }

    /// A text with its kind in front, and where in it runs in which fonts begin, in units of two bytes; how it sounds is
    /// passed over.
    pub fn formatted(&mut self, length: usize) -> Option<(String, Vec<[u16; 2]>)> {
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.u16()? } else { 0 };
        let sound = if flags & 4 != 0 { self.u32()? } else { 0 };
        let text = self.characters(length, flags & 1 != 0);
        let fonts = (0..runs).map_while(|_| Some([self.u16()?, self.u16()?])).collect();
        self.skip(sound as usize);
        Some((text, fonts))
    }
}

/// A text whose length stands in two bytes at a place of a record; before Excel 97 it is in the system's code page.
pub fn long_text(content: &[u8], at: usize, unicode: bool) -> String {
    let length = usize::from(u16_at(content, at).unwrap_or(0));
    text(content.get(at + 2..).unwrap_or_default(), length, unicode)
}

/// A text whose length stands in one byte.
pub fn short_text(content: &[u8], at: usize, unicode: bool) -> String {
    let length = usize::from(content.get(at).copied().unwrap_or(0));
    text(content.get(at + 1..).unwrap_or_default(), length, unicode)
}

fn text(content: &[u8], length: usize, unicode: bool) -> String {
    match unicode {
        true => Pieces::new(vec![content]).text(length).unwrap_or_default(),
        false => decoding::decode_name(&content[..content.len().min(length)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_on_in_the_next_record() {
        // Rich, with sound; cut in the middle, wide first and narrow then.
        let first = b"\x05\x00\x0d\x01\x00\x02\x00\x00\x00\x00\x4e\x8c\x4e".as_slice();
        let second = b"\x00abc\x11\x22\x33\x44\x55".as_slice();
        let third = b"\x66\x01\x00\x00!".as_slice();
        let mut pieces = Pieces::new(vec![first, second, third]);
        let length = pieces.u16().unwrap();
        assert_eq!(pieces.formatted(length.into()), Some(("一二abc".to_owned(), vec![[0x2211, 0x4433]])));
        let length = pieces.u16().unwrap();
        assert_eq!(pieces.text(length.into()).as_deref(), Some("!"));
        assert_eq!(pieces.byte(), None);
    }

    #[test]
    fn a_text_may_begin_with_a_record_or_end_with_one() {
        let mut pieces = Pieces::new(vec![b"\x00", b"", b"\x00ab", b"\x01\x00\x4e"]);
        assert_eq!(pieces.text(2).as_deref(), Some("ab"));
        assert_eq!(pieces.text(1).as_deref(), Some("一"));
        assert_eq!(Pieces::new(vec![b"\x01\x00"]).text(9).as_deref(), Some(""));
        assert_eq!(Pieces::new(vec![]).text(1), None);
    }

    #[test]
    fn records_end_where_the_stream_does() {
        let stream = [9, 8, 2, 0, 1, 2, 0x3c, 0, 1, 0, 3, 0x3c, 0, 9, 0, 4, 5];
        let mut records = Records::new(&stream, 0);
        assert_eq!(records.next(), Some((0x809, [1, 2].as_slice())));
        assert_eq!(records.continued(), [[3].as_slice(), &[4, 5]]);
        assert_eq!(records.next(), None);
        assert_eq!(Records::new(&stream, usize::MAX - 1).next(), None);
    }
}
