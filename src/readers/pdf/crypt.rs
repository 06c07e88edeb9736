//! Files that are encrypted, but open without a password (ISO 32000-2, 7.6).

use super::object::{self, Dict};
use crate::{
    reader::ReadError,
    readers::{
        cipher::{Aes, rc4},
        digest::{md5, sha256, sha384, sha512},
    },
};

/// What stands in for what a password lacks in length.
const PADDING: &[u8; 32] = b"\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\
                             \x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a";

/// The key of a file, and what it is used with.
#[derive(Debug)]
pub struct Crypt {
    key: Vec<u8>,
    strings: Method,
    streams: Method,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    None,
    Rc4,
    Aes128,
    Aes256,
}

impl Crypt {
    /// Opens a file with the empty password, by its encryption dictionary and the first half of its identifier.
    pub fn open(dict: &Dict, id: &[u8]) -> Result<Self, ReadError> {
        let whole = |key| object::number(dict, key).map(|value| value as i64);
        let bytes = |key| object::get(dict, key).and_then(object::as_string).ok_or(ReadError::Damaged);
        if object::name(dict, "Filter").as_deref() != Some(b"Standard") {
            return Err(ReadError::Password);
        }
        let (version, revision) = (whole("V").unwrap_or(0), whole("R").unwrap_or(0));
        let (owner, user) = (bytes("O")?, bytes("U")?);
        let method = match version {
            1..=3 => Method::Rc4,
            4 | 5 => Method::None,
            _ => return Err(ReadError::Password),
        };
        let (mut strings, mut streams) = (method, method);
        if method == Method::None {
            (strings, streams) = (filter(dict, "StrF"), filter(dict, "StmF"));
        }
        let key = if revision >= 5 {
            long_key(&user, &bytes("UE")?, revision)?
        } else {
            let length = match version {
                1 => 5,
                4 => 16,
                _ => (whole("Length").unwrap_or(40) / 8).clamp(5, 16) as usize,
            };
            let open = version == 4 && object::get(dict, "EncryptMetadata") == Some(object::Object::Bool(false));
            let rights = (whole("P").unwrap_or(0) as u32).to_le_bytes();
            let rest: &[u8] = if open && revision >= 4 { &[255; 4] } else { &[] };
            let owner = owner.get(..32).unwrap_or(&owner);
            let mut key = md5(&[PADDING, owner, &rights, id, rest].concat());
            if revision >= 3 {
                for _ in 0..50 {
                    key = md5(&key[..length]);
                }
            }
            let key = key[..length].to_vec();
            if !is_right(&key, &user, id, revision) {
                return Err(ReadError::Password);
            }
            key
        };
        Ok(Self { key, strings, streams })
    }

    /// A string of an object.
    pub fn string(&self, bytes: Vec<u8>, object: (u32, u16)) -> Vec<u8> {
        self.decrypt(self.strings, bytes, object)
    }

    /// A stream's bytes.
    pub fn stream(&self, bytes: Vec<u8>, object: (u32, u16)) -> Vec<u8> {
        self.decrypt(self.streams, bytes, object)
    }

    fn decrypt(&self, method: Method, bytes: Vec<u8>, (number, generation): (u32, u16)) -> Vec<u8> {
        let salt: &[u8] = if method == Method::Aes128 { b"sAlT" } else { b"" };
        let (number, generation) = (number.to_le_bytes(), generation.to_le_bytes());
        let key = || {
            let key = md5(&[&self.key, &number[..3], &generation, salt].concat());
            key[..(self.key.len() + 5).min(16)].to_vec()
        };
        match method {
            Method::None => bytes,
            Method::Rc4 => rc4(&key(), &bytes),
            Method::Aes128 => Aes::new(&key()).map(|aes| aes.decrypt_padded(&bytes)).unwrap_or_default(),
            Method::Aes256 => Aes::new(&self.key).map(|aes| aes.decrypt_padded(&bytes)).unwrap_or_default(),
        }
    }
}

/// The method of a filter that the dictionary names.
fn filter(dict: &Dict, key: &str) -> Method {
    let filter = object::dict(dict, "CF").zip(object::name(dict, key));
    let filter = filter.and_then(|(filters, name)| object::as_dict(filters.get(&name)?));
    match filter.and_then(|filter| object::name(&filter, "CFM")).as_deref() {
        Some(b"V2") => Method::Rc4,
        Some(b"AESV2") => Method::Aes128,
        Some(b"AESV3") => Method::Aes256,
        _ => Method::None,
    }
}

/// Whether a key is that of the empty password.
fn is_right(key: &[u8], user: &[u8], id: &[u8], revision: i64) -> bool {
    if revision < 3 {
        return rc4(key, PADDING) == user;
    }
    let mut check = md5(&[PADDING, id].concat()).to_vec();
    for round in 0..20u8 {
        let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        check = rc4(&key, &check);
    }
    user.starts_with(&check)
}

/// The key of a file that is encrypted with 256 bits.
fn long_key(user: &[u8], encrypted: &[u8], revision: i64) -> Result<Vec<u8>, ReadError> {
    let digest = if revision >= 6 { hardened } else { sha256 };
    let part = |from: usize, to: usize| user.get(from..to).ok_or(ReadError::Damaged);
    if digest(part(32, 40)?) != part(0, 32)? {
        return Err(ReadError::Password);
    }
    let aes = Aes::new(&digest(part(40, 48)?)).ok_or(ReadError::Damaged)?;
    Ok(aes.decrypt_chain([0; 16], encrypted.get(..32).ok_or(ReadError::Damaged)?))
}

/// The digest that is slow on purpose, of the empty password and a salt (algorithm 2.B).
fn hardened(salt: &[u8]) -> Vec<u8> {
    let mut key = sha256(salt);
    let mut round = 0;
    loop {
        let Some((aes, start)) = Aes::new(&key[..16]).zip(key[16..].first_chunk()) else { return key };
        let mixed = aes.encrypt_chain(*start, &key.repeat(64));
        let sum: u32 = mixed.iter().take(16).map(|&byte| u32::from(byte)).sum();
        key = match sum % 3 {
            0 => sha256(&mixed),
            1 => sha384(&mixed),
            _ => sha512(&mixed),
        };
        round += 1;
        if round >= 64 && u32::from(mixed.last().copied().unwrap_or(0)) + 32 <= round {
            key.truncate(32);
            return key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(digits: &str) -> Vec<u8> {
        let digits: Vec<u8> = digits.bytes().filter_map(super::super::lexer::digit).collect();
        digits.as_chunks().0.iter().map(|[high, low]| high << 4 | low).collect()
    }

    #[test]
    fn long_keys_open_without_a_password() {
        let user = bytes(
            "3c7da49b19928f038ec80ce5b7349f11f9cc62aac00e22ab8b33eb6e479c8c61\
             73cac1c777d36d0e580b45049cb8edea",
        );
        let encrypted = bytes("805cd600f4f3fe5f16e0865a980ca4dc6706f2f3993f2ce97625ef7100eaa14b");
        let key = bytes("878ad8c9df2517bab87abf06a036bfb917de2456c34913e78df10a70c0168043");
        assert_eq!(long_key(&user, &encrypted, 6), Ok(key));
        assert_eq!(long_key(&user, &encrypted, 5), Err(ReadError::Password));
        assert_eq!(long_key(&user[..40], &encrypted, 6), Err(ReadError::Damaged));
    }
}
