//! Tables of code points as the page ships them: the difference to the entry before less one, zigzag, in groups of
//! seven bits, the lowest first. What stands in the order of the code points takes a byte an entry, and compresses to
//! next to nothing.

/// The entries of a packed table.
pub fn unpack(packed: &[u8]) -> Vec<u16> {
    let (mut entries, mut last, mut bits, mut shift) = (Vec::with_capacity(packed.len()), 0i32, 0u32, 0);
    for byte in packed {
        bits |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            let difference = (bits >> 1) as i32 ^ -((bits & 1) as i32);
            last += difference + 1;
            entries.push(last as u16);
            (bits, shift) = (0, 0);
        }
    }
    entries
}

/// Packs a table; what writes the files uses it, and the tests that hold them against their sources.
#[cfg(test)]
pub fn pack(entries: &[u16]) -> Vec<u8> {
    let (mut packed, mut last) = (Vec::new(), 0i32);
    for &entry in entries {
        let difference = i32::from(entry) - last - 1;
        last = i32::from(entry);
        let mut bits = ((difference << 1) ^ (difference >> 31)) as u32;
        while bits >= 0x80 {
            packed.push(bits as u8 | 0x80);
            bits >>= 7;
        }
        packed.push(bits as u8);
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_as_it_was_packed() {
        let entries = [0, 1, 2, 0xffff, 0, 0x4e00, 0x4e01, 0x4dff, 7];
        assert_eq!(unpack(&pack(&entries)), entries);
        assert_eq!(pack(&[1, 2, 3, 4]), [0; 4]);
    }
}
