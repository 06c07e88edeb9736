//! What streams are packed with (ISO 32000-2, 7.4), never unpacked beyond a limit.

use std::cell::Cell;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::{
    lexer,
    object::{self, Dict, Object, Stream},
};
use crate::{reader::ReadError, readers::limits};

/// Filters of a stream; more are not asked for.
const FILTERS: usize = 8;

/// How many bytes may still be unpacked.
#[derive(Debug)]
pub struct Budget(Cell<usize>);

impl Budget {
    /// All that a file may unpack into.
    pub fn new() -> Self {
        Self(Cell::new(limits::ARCHIVE_BYTES))
    }

    fn most(&self) -> usize {
        self.0.get().min(limits::FILE_BYTES)
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    /// Counts bytes.
    pub fn spend(&self, count: usize) {
        self.0.set(self.0.get().saturating_sub(count));
    }
}

/// A stream's bytes, unpacked.
#[derive(Debug, Default)]
pub struct Unpacked {
    /// As many as could be unpacked.
    pub bytes: Vec<u8>,
    /// Whether these are all.
    pub whole: bool,
}

/// Unpacks a stream.
pub fn unpack(stream: &Stream) -> Result<Unpacked, ReadError> {
    let Some(file) = stream.dict.file() else { return Ok(Unpacked::default()) };
    let budget = &file.budget;
    let filters = filters(stream);
    let crypt = filters.first().filter(|(name, _)| name == b"Crypt");
    let named = crypt.map(|(_, parameters)| {
        parameters.as_ref().and_then(|dict| object::name(dict, "Name")).unwrap_or_else(|| b"Identity".to_vec())
    });
    let mut unpacked = Unpacked { bytes: file.decrypted(stream, named), whole: stream.whole };
    for (name, parameters) in filters {
        let (bytes, most) = (&unpacked.bytes, budget.most());
        let (bytes, whole) = match &name[..] {
            b"FlateDecode" | b"Fl" => flate(bytes, most)?,
            b"LZWDecode" | b"LZW" => lzw(bytes, early_change(&parameters), most)?,
            b"ASCIIHexDecode" | b"AHx" => (hexadecimal(bytes), true),
            b"ASCII85Decode" | b"A85" => (ascii85(bytes), true),
            b"RunLengthDecode" | b"RL" => (run_length(bytes, most)?, true),
            b"Crypt" => continue,
            _ => return Ok(Unpacked::default()),
        };
        let bytes = match parameters {
            Some(parameters) => unpredict(bytes, &parameters),
            None => bytes,
        };
        budget.spend(bytes.len());
        unpacked = Unpacked { bytes, whole: whole && unpacked.whole };
    }
    // What is not packed costs its length too.
    budget.spend(unpacked.bytes.len());
    if budget.is_spent() { Err(ReadError::TooLarge) } else { Ok(unpacked) }
}

/// A stream's filters in the order in which they are undone, each with its parameters.
fn filters<'a>(stream: &Stream<'a>) -> Vec<(Vec<u8>, Option<Dict<'a>>)> {
    let either = |long, short| object::get(&stream.dict, long).or_else(|| object::get(&stream.dict, short));
    let list = |object: Option<Object<'a>>| match object {
        Some(Object::Array(array)) => array.slots().take(FILTERS).map(|slot| slot.unwrap_or(Object::Null)).collect(),
        Some(object) => vec![object],
        None => Vec::new(),
    };
    let parameters = list(either("DecodeParms", "DP"));
    let names = list(either("Filter", "F")).into_iter().filter_map(object::as_name);
    names.enumerate().map(|(at, name)| (name, parameters.get(at).cloned().and_then(object::as_dict))).collect()
}

fn flate(bytes: &[u8], most: usize) -> Result<(Vec<u8>, bool), ReadError> {
    // The checksum at the end is not asked: some producers write it wrong or not at all.
    let packed = match bytes {
        [first, second, rest @ ..]
            if first & 15 == 8 && (u32::from(*first) << 8 | u32::from(*second)).is_multiple_of(31) =>
        {
            rest
        }
        _ => bytes,
    };
    match decompress_to_vec_with_limit(packed, most) {
        Ok(unpacked) => Ok((unpacked, true)),
        Err(error) if error.status == TINFLStatus::HasMoreOutput => Err(ReadError::TooLarge),
        Err(error) => Ok((error.output, false)),
    }
}

fn early_change(parameters: &Option<Dict>) -> usize {
    let change = parameters.as_ref().and_then(|parameters| object::number(parameters, "EarlyChange"));
    usize::from(change != Some(0.0))
}

fn lzw(bytes: &[u8], early: usize, most: usize) -> Result<(Vec<u8>, bool), ReadError> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    /// Codes that stand for what was unpacked before.
    const CODES: usize = 4096 - 258;
    let mut out: Vec<u8> = Vec::new();
    // Where each code's bytes stand in the output: those of the code before and the byte that comes next.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for &byte in bytes {
        bits = bits << 8 | u32::from(byte);
        count += 8;
        let width = match table.len().saturating_sub(1) + 258 + early {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if count < width {
            continue;
        }
        count -= width;
        let start = out.len();
        match (bits >> count) as usize & ((1 << width) - 1) {
            CLEAR => {
                table.clear();
                continue;
            }
            END => return Ok((out, true)),
            code @ ..CLEAR => out.push(code as u8),
            code => {
                let Some(&(from, length)) = table.get(code - 258) else { return Ok((out, false)) };
                // Byte by byte: the last one may be the first that this code adds.
                for at in from..from + length {
                    let Some(&byte) = out.get(at) else { return Ok((out, false)) };
                    out.push(byte);
                }
            }
        }
        if out.len() > most {
            return Err(ReadError::TooLarge);
        }
        if table.len() < CODES {
            table.push((start, out.len() - start + 1));
        }
    }
    Ok((out, false))
}

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        bytes.iter().take_while(|&&byte| byte != b'>').filter_map(|&byte| lexer::digit(byte)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let bytes = bytes.trim_ascii_start();
    let bytes = bytes.strip_prefix(b"<~").unwrap_or(bytes);
    let mut out = Vec::with_capacity(bytes.len() / 5 * 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for &byte in bytes.iter().take_while(|&&byte| byte != b'~') {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            ascii85_group(&mut out, &group, 4);
            group.clear();
        }
    }
    if group.len() > 1 {
        let length = group.len() - 1;
        group.resize(5, 84);
        ascii85_group(&mut out, &group, length);
    }
    out
}

fn ascii85_group(out: &mut Vec<u8>, group: &[u8], length: usize) {
    let value = group.iter().fold(0u32, |value, &digit| value.wrapping_mul(85).wrapping_add(digit.into()));
    out.extend(&value.to_be_bytes()[..length]);
}

fn run_length(bytes: &[u8], most: usize) -> Result<Vec<u8>, ReadError> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let [length, tail @ ..] = rest {
        let length = usize::from(*length);
        rest = match length {
            128 => break,
            ..128 => {
                let (run, tail) = tail.split_at(tail.len().min(length + 1));
                out.extend(run);
                tail
            }
            _ => {
                let Some((&byte, tail)) = tail.split_first() else { break };
                out.resize(out.len() + 257 - length, byte);
                tail
            }
        };
        if out.len() > most {
            return Err(ReadError::TooLarge);
        }
    }
    Ok(out)
}

/// Undoes a predictor: rows that are differences of their neighbours.
fn unpredict(bytes: Vec<u8>, parameters: &Dict) -> Vec<u8> {
    let whole = |key, default: f32| object::number(parameters, key).unwrap_or(default).clamp(1.0, 65_535.0) as usize;
    let predictor = whole("Predictor", 1.0);
    let (colors, bits) = (whole("Colors", 1.0).min(64), whole("BitsPerComponent", 8.0).min(16));
    let pixel = (colors * bits).div_ceil(8);
    let row = (colors * bits * whole("Columns", 1.0)).div_ceil(8);
    match predictor {
        2 if bits == 8 => {
            let mut bytes = bytes;
            for row in bytes.chunks_mut(row) {
                for at in pixel..row.len() {
                    row[at] = row[at].wrapping_add(row[at - pixel]);
                }
            }
            bytes
        }
        10.. => unpredict_png(&bytes, row, pixel),
        _ => bytes,
    }
}

fn unpredict_png(bytes: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0; row];
    for line in bytes.chunks(row + 1) {
        let Some((&kind, line)) = line.split_first() else { break };
        let start = out.len();
        for (at, &byte) in line.iter().enumerate() {
            let left = if at < pixel { 0 } else { out[start + at - pixel] };
            let corner = if at < pixel { 0 } else { above[at - pixel] };
            let up = above[at];
            let guess = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            out.push(byte.wrapping_add(guess));
        }
        above[..line.len()].copy_from_slice(&out[start..]);
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    match (distance(left), distance(up), distance(corner)) {
        (a, b, c) if a <= b && a <= c => left,
        (_, b, c) if b <= c => up,
        _ => corner,
    }
}
