//! Workbooks that Excel encrypts and opens without asking: where the structure is protected, it locks the file with a
//! password that all copies of Excel know ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.5 and 2.3.6).

use super::records::Records;
use crate::{
    reader::ReadError,
    readers::{
        cipher::rc4,
        compound::{u16_at, u32_at},
        digest::{md5, sha1},
    },
};

/// The password in UTF-16.
const PASSWORD: &[u8] = b"V\0e\0l\0v\0e\0t\0S\0w\0e\0a\0t\0s\0h\0o\0p\0";
/// Bytes that have a key of their own.
const BLOCK: usize = 1024;

/// What the keys of all blocks are made of.
struct Lock {
    secret: Vec<u8>,
    digest: fn(&[u8]) -> Vec<u8>,
    /// How many bytes of the digest make a key; the rest of sixteen are zeros.
    length: usize,
}

/// Decrypts a workbook's stream in its place, if it is encrypted.
pub fn unlock(stream: &mut [u8]) -> Result<(), ReadError> {
    let mut records = Records::new(stream, 0);
    let lock = loop {
        match records.next() {
            Some((0x2f, content)) => break Lock::open(content).ok_or(ReadError::Password)?,
            Some((kind, _)) if kind != 0x0a => {}
            _ => return Ok(()),
        }
    };
    let mut at = records.at();
    let (mut number, mut pad) = (0, lock.pad(0, BLOCK));
    while let Some((kind, length)) = u16_at(stream, at).zip(u16_at(stream, at + 2)) {
        let start = at + 4;
        at = (start + usize::from(length)).min(stream.len());
        // What is needed before the password is known, and where a sheet begins.
        let open = match kind {
            0x2f | 0xe1 | 0x138 | 0x194..=0x196 | 0x809 => BLOCK * 64,
            0x85 => 4,
            _ => 0,
        };
        for (place, byte) in stream.iter_mut().enumerate().take(at).skip(start + open) {
            if place / BLOCK != number {
                number = place / BLOCK;
                pad = lock.pad(number as u32, BLOCK);
            }
            *byte ^= pad[place % BLOCK];
        }
    }
    Ok(())
}

impl Lock {
    /// Tries the password on what the record FILEPASS says; `None` if it is another, or the way of locking is.
    fn open(content: &[u8]) -> Option<Self> {
        let (lock, verifier) = match (u16_at(content, 2)?, u16_at(content, 4)?) {
            _ if u16_at(content, 0)? != 1 => return None,
            (1, 1) => {
                let short = [&md5(PASSWORD)[..5], content.get(6..22)?].concat().repeat(16);
                let lock = Self { secret: md5(&short)[..5].to_vec(), digest: |bytes| md5(bytes).to_vec(), length: 16 };
                (lock, content.get(22..54)?.to_vec())
            }
            (2..=4, 2) => {
                let header = content.get(14..)?;
                let rest = header.get(u32_at(content, 10)? as usize..)?;
                let length = (u32_at(header, 16)? / 8).clamp(5, 16) as usize;
                let secret = sha1(&[rest.get(4..20)?, PASSWORD].concat()).to_vec();
                let lock = Self { secret, digest: |bytes| sha1(bytes).to_vec(), length };
                (lock, [rest.get(20..36)?, rest.get(40..60)?].concat())
            }
            _ => return None,
        };
        let plain: Vec<u8> = verifier.iter().zip(lock.pad(0, verifier.len())).map(|(byte, pad)| byte ^ pad).collect();
        ((lock.digest)(&plain[..16]) == plain[16..]).then_some(lock)
    }

    /// What a block's first bytes are mixed with.
    fn pad(&self, block: u32, count: usize) -> Vec<u8> {
        let mut key = (self.digest)(&[&self.secret[..], &block.to_le_bytes()].concat());
        key.truncate(self.length);
        key.resize(16, 0);
        rc4(&key, &vec![0; count])
    }
}
