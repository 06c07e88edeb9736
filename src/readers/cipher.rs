//! Ciphers: RC4, and AES (FIPS 197) in chained blocks.

/// RC4: the same way in both directions.
pub fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
    let mut j = 0u8;
    for i in 0..256 {
        j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len().max(1)]);
        state.swap(i, j.into());
    }
    let (mut i, mut j) = (0u8, 0u8);
    let mut next = || {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(i.into(), j.into());
        state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
    };
    bytes.iter().map(|byte| byte ^ next()).collect()
}

type Block = [u8; 16];

/// AES with a key of 16 or 32 bytes.
pub struct Aes {
    forward: [u8; 256],
    back: [u8; 256],
    /// Products with 14, 11, 13 and 9, for the way back.
    products: [[u8; 256]; 4],
    keys: Vec<Block>,
}

fn double(byte: u8) -> u8 {
    byte << 1 ^ 0x1b & (byte >> 7).wrapping_neg()
}

fn product(a: u8, b: u8) -> u8 {
    let (mut sum, mut a, mut b) = (0, a, b);
    while b != 0 {
        sum ^= if b & 1 != 0 { a } else { 0 };
        a = double(a);
        b >>= 1;
    }
    sum
}

impl Aes {
    /// Makes the tables; `None` for a key of another length.
    pub fn new(key: &[u8]) -> Option<Self> {
        if !matches!(key.len(), 16 | 32) {
            return None;
        }
        let mut forward = [0x63; 256];
        let mut back = [0; 256];
        // p runs through all bytes but 0, q through their inverses.
        let (mut p, mut q) = (1u8, 1u8);
        loop {
            p ^= double(p);
            q ^= q << 1;
            q ^= q << 2;
            q ^= q << 4;
            q ^= if q & 0x80 != 0 { 9 } else { 0 };
            let turned = q ^ q.rotate_left(1) ^ q.rotate_left(2) ^ q.rotate_left(3) ^ q.rotate_left(4);
            forward[usize::from(p)] = turned ^ 0x63;
            if p == 1 {
                break;
            }
        }
        for (at, &byte) in forward.iter().enumerate() {
            back[usize::from(byte)] = at as u8;
        }
        let products = [14, 11, 13, 9].map(|factor| std::array::from_fn(|byte| product(byte as u8, factor)));
        let length = key.len() / 4;
        let mut words: Vec<[u8; 4]> = key.as_chunks().0.to_vec();
        let mut round = 1u8;
        for at in length..4 * (length + 7) {
            let mut word = words[at - 1];
            if at % length == 0 {
                word.rotate_left(1);
                word = word.map(|byte| forward[usize::from(byte)]);
                word[0] ^= round;
                round = double(round);
            } else if length == 8 && at % length == 4 {
                word = word.map(|byte| forward[usize::from(byte)]);
            }
            let before = words[at - length];
            words.push(std::array::from_fn(|i| word[i] ^ before[i]));
        }
        let keys = words.as_flattened().as_chunks().0.to_vec();
        Some(Self { forward, back, products, keys })
    }

    fn encrypt(&self, block: &mut Block) {
        let last = self.keys.len() - 1;
        add(block, &self.keys[0]);
        for (round, key) in self.keys.iter().enumerate().skip(1) {
            let old = *block;
            // Substitutes, and shifts each row by its number.
            *block = std::array::from_fn(|at| self.forward[usize::from(old[(at + at % 4 * 4) % 16])]);
            if round < last {
                for column in block.as_chunks_mut::<4>().0 {
                    let old = *column;
                    let all = old[0] ^ old[1] ^ old[2] ^ old[3];
                    *column = std::array::from_fn(|i| old[i] ^ all ^ double(old[i] ^ old[(i + 1) % 4]));
                }
            }
            add(block, key);
        }
    }

    fn decrypt(&self, block: &mut Block) {
        let last = self.keys.len() - 1;
        for (round, key) in self.keys.iter().enumerate().skip(1).rev() {
            add(block, key);
            if round < last {
                for column in block.as_chunks_mut::<4>().0 {
                    let old = *column;
                    *column = std::array::from_fn(|i| {
                        (0..4).fold(0, |sum, k| sum ^ self.products[k][usize::from(old[(i + k) % 4])])
                    });
                }
            }
            let old = *block;
            *block = std::array::from_fn(|at| self.back[usize::from(old[(at + 16 - at % 4 * 4) % 16])]);
        }
        add(block, &self.keys[0]);
    }

    /// Encrypts whole blocks, each mixed with the one before.
    pub fn encrypt_chain(&self, mut last: Block, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        for block in bytes.as_chunks().0 {
            add(&mut last, block);
            self.encrypt(&mut last);
            out.extend(last);
        }
        out
    }

    /// Decrypts whole blocks that were mixed with the ones before.
    pub fn decrypt_chain(&self, mut last: Block, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        for block in bytes.as_chunks().0 {
            let mut plain = *block;
            self.decrypt(&mut plain);
            add(&mut plain, &last);
            out.extend(plain);
            last = *block;
        }
        out
    }

    /// Decrypts what begins with the block that the first one is mixed with, and ends with a run of bytes that say how
    /// long it is.
    pub fn decrypt_padded(&self, bytes: &[u8]) -> Vec<u8> {
        let Some((first, rest)) = bytes.split_first_chunk() else { return Vec::new() };
        let mut plain = self.decrypt_chain(*first, rest);
        if let Some(&count) = plain.last()
            && (1..=16).contains(&count)
        {
            plain.truncate(plain.len().saturating_sub(count.into()));
        }
        plain
    }
}

fn add(block: &mut Block, other: &Block) {
    for (byte, other) in block.iter_mut().zip(other) {
        *byte ^= other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ciphers_are_those_of_the_standards() {
        assert_eq!(rc4(b"Key", b"Plaintext"), b"\xbb\xf3\x16\xe8\xd9\x40\xaf\x0a\xd3");
        let block: Block = std::array::from_fn(|at| (at * 0x11) as u8);
        for (length, start) in [(16, b"\x69\xc4\xe0\xd8"), (32, b"\x8e\xa2\xb7\xca")] {
            let key: Vec<u8> = (0..length).collect();
            let aes = Aes::new(&key).unwrap();
            let secret = aes.encrypt_chain([0; 16], &block);
            assert!(secret.starts_with(start), "{secret:x?}");
            assert_eq!(aes.decrypt_chain([0; 16], &secret), block);
        }
        assert!(Aes::new(&[]).is_none());
    }
}
