//! Property sets of compound files ([MS-OLEPS]): title, authors, company.

use crate::{
    document::HiddenKind,
    readers::{
        compound::{Compound, u16_at, u32_at},
        decoding,
    },
};

/// Properties that are looked at; no set of a program has as many.
const PROPERTIES: u32 = 1_000;

/// What a compound file's properties say: the title has no kind.
pub fn properties(file: &Compound<'_>) -> Vec<(Option<HiddenKind>, String)> {
    let mut all = Vec::new();
    for (stream, kinds) in [
        (
            "\u{5}SummaryInformation",
            [(2, None), (4, Some(HiddenKind::Author)), (8, Some(HiddenKind::Editor))].as_slice(),
        ),
        ("\u{5}DocumentSummaryInformation", &[(15, Some(HiddenKind::Company))]),
    ] {
        let Some(bytes) = file.stream(stream) else { continue };
        for (id, kind) in kinds {
            all.extend(text(&bytes, *id).map(|text| (*kind, text)));
        }
    }
    all
}

/// The text of a property of the first section.
fn text(bytes: &[u8], id: u32) -> Option<String> {
    let section = bytes.get(u32_at(bytes, 0x2c)? as usize..)?;
    let count = u32_at(section, 4)?.min(PROPERTIES) as usize;
    let find = |id: u32| {
        let entry = (0..count).map(|index| 8 + 8 * index).find(|&at| u32_at(section, at) == Some(id))?;
        section.get(u32_at(section, entry + 4)? as usize..)
    };
    let value = find(id)?;
    let wide = find(1).and_then(|code_page| u16_at(code_page, 4)) == Some(1200);
    let length = u32_at(value, 4)? as usize;
    let text = match u32_at(value, 0)? {
        30 if !wide => decoding::decode_name(value.get(8..)?.get(..length)?),
        30 => decoding::utf16le(value.get(8..)?.get(..length)?),
        31 => decoding::utf16le(value.get(8..)?.get(..length.checked_mul(2)?)?),
        _ => return None,
    };
    let text = text.split('\0').next().unwrap_or_default().trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_found_by_number_and_code_page() {
        let mut set = vec![0; 0x2c];
        set.extend([0x30, 0, 0, 0]);
        for number in [0, 3, 1, 32, 4, 40, 8, 60, 2, 936] {
            set.extend(u32::to_le_bytes(number));
        }
        set.extend([30, 0, 0, 0, 5, 0, 0, 0]);
        set.extend(b"\xd5\xc5\xc8\xfd\0\0\0\0\0\0\0\0");
        set.extend([31, 0, 0, 0, 2, 0, 0, 0, 0x4e, 0x67, 0, 0]);
        assert_eq!(text(&set, 4).as_deref(), Some("张三"));
        assert_eq!(text(&set, 8).as_deref(), Some("李"));
        assert_eq!(text(&set, 2), None);
        for length in 0..set.len() {
            text(&set[..length], 4);
            text(&set[..length], 8);
        }
    }
}
