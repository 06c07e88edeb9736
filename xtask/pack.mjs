// Makes the built page small for the wire: gives what its module imports short names, takes the module apart, which
// www/unpack.js, in the browser, puts together again, and makes one file of its styles. Trunk runs this after each build
// (Trunk.toml), with the folder of the build in TRUNK_STAGING_DIR.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const source = readFileSync(new URL('../www/unpack.js', import.meta.url), 'utf8');
const packing = vm.runInThisContext(`${source};packing`);
const { PARTS, MARK, CHARACTERS, TABLE, USUAL, RARE, parts: kinds, rank, walk, unpack } = packing;

const IMPORTS = 2;
const CODE = 10;

/** Reads a number of a module; gives it and the place behind it. */
function numberAt(module, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const next = module[at++];
    value |= (next & 0x7f) << shift;
    if (next < 0x80) return [value >>> 0, at];
  }
}

/** A number as a module has it. */
function bytesOf(value) {
  const written = [];
  for (; value > 0x7f; value >>>= 7) written.push((value & 0x7f) | 0x80);
  return [...written, value];
}

/** A difference as a module would have it, with its sign as the lowest bit: small ones are short. */
const signedBytesOf = (difference) => bytesOf(((difference << 1) ^ (difference >> 31)) >>> 0);

/**
 * The module and its glue with the shortest names for what the one imports from the other: each of wasm-bindgen's ends in
 * a hash, which nothing foretells.
 */
function shorten(module, glue) {
  const short = new Map();
  const sections = [module.subarray(0, 8)];
  for (let at = 8, end; at < module.length; at = end) {
    const [length, start] = numberAt(module, at + 1);
    end = start + length;
    if (module[at] !== IMPORTS) {
      sections.push(module.subarray(at, end));
      continue;
    }
    let [count, place] = numberAt(module, start);
    const imports = [...bytesOf(count)];
    const name = () => {
      const [length, start] = numberAt(module, place);
      place = start + length;
      return module.toString('utf8', start, place);
    };
    for (; count; count--) {
      const from = name();
      const long = name();
      if (module[place] !== 0) throw new Error(`${long} is no function`);
      short.set(long, `_${short.size.toString(36)}`);
      const [, behind] = numberAt(module, place + 1);
      for (const text of [from, short.get(long)]) imports.push(...bytesOf(text.length), ...Buffer.from(text));
      imports.push(...module.subarray(place, behind));
      place = behind;
    }
    sections.push(Buffer.from([IMPORTS, ...bytesOf(imports.length), ...imports]));
  }
  return [Buffer.concat(sections), glue.replace(/\b__wb\w+/g, (name) => short.get(name) ?? name)];
}

/** The module's parts, with their lengths before them, and its instructions. */
function pack(module) {
  const instructions = [];
  const parts = Array.from({ length: PARTS }, () => []);
  // Behind the mark and the version.
  let at = 8;
  const leb = () => {
    const [value, behind] = numberAt(module, at);
    at = behind;
    return value;
  };
  let functions = 0;
  for (let end; at < module.length; at = end) {
    const section = module[at++];
    end = leb() + at;
    if (section === CODE) {
      functions = leb();
      break;
    }
  }
  const before = at;
  const byte = (part) => {
    parts[part].push(module[at]);
    return module[at++];
  };
  /** What stands for the instruction at a place. */
  const told = (place) => {
    const code = module[place];
    const second = rank(code);
    return second < 0 || module[place + 1] === USUAL[second] ? code : RARE + second;
  };
  const instruction = () => {
    const value = told(at);
    instructions.push(value);
    const code = module[at++];
    if (value !== code) byte(kinds.SECOND);
    else if (rank(code) >= 0) at++;
    return code;
  };
  const lengthOf = (place) => {
    let length = 1;
    while (module[place + length - 1] >= 0x80) length++;
    return length;
  };
  const number = (short, long) => {
    const length = lengthOf(at);
    if (length === 1) byte(short);
    else {
      parts[short].push(MARK + length);
      for (let left = length; left; left--) byte(long + length - 2);
    }
  };
  const read = (recent) => {
    const local = leb();
    parts[kinds.READ].push(...bytesOf(recent.of(local)));
    return local;
  };
  const offset = (last) => {
    const value = leb();
    const bytes = signedBytesOf(value - last);
    if (bytes.length > 1) parts[kinds.OFFSET].push(MARK + bytes.length);
    parts[kinds.OFFSET + bytes.length - 1].push(...bytes);
    return value;
  };
  const next = () => told(at + lengthOf(at));
  /** The character of three bytes in UTF-8 at a place; 0 where there is none. */
  const character = (place) => {
    const [first, second, third] = module.subarray(place, place + 3);
    const is = first >> 4 === 0xe && second >> 6 === 2 && third >> 6 === 2;
    return is ? ((first & 0xf) << 12) | ((second & 0x3f) << 6) | (third & 0x3f) : 0;
  };
  /**
   * How many entries of a table of texts or lists stand at a place. What is none and looks so costs nothing but bytes:
   * data begins in memory's second megabyte, behind the stack, and lengths are short.
   */
  const entries = (place, end) => {
    const is = () => {
      const length = module.readUInt32LE(place + 4);
      return module.readUInt32LE(place) >> 20 === 1 && length > 0 && length < 0x4000;
    };
    let count = 0;
    for (; count < 255 && place + 8 <= end && is(); place += 8) count++;
    return count;
  };
  let behind = 0;
  const table = (count) => {
    parts[kinds.OUTSIDE].push(TABLE);
    parts[kinds.TABLE_RUN].push(count);
    for (; count; count--, at += 8) {
      const place = module.readUInt32LE(at);
      const length = module.readUInt32LE(at + 4);
      parts[kinds.TABLE_PLACE].push(...signedBytesOf(place - behind));
      parts[kinds.TABLE_LENGTH].push(...bytesOf(length));
      behind = place + length;
    }
  };
  const outside = (end) => {
    while (at < end) {
      const count = entries(at, end);
      if (count) {
        table(count);
        continue;
      }
      let run = 0;
      for (let found; run < 255 && at + 3 <= end && (found = character(at)); run++, at += 3) {
        parts[kinds.CHARACTER].push(found & 0xff, found >> 8);
      }
      if (run) parts[kinds.OUTSIDE].push(CHARACTERS);
      if (run || module[at] === CHARACTERS) parts[kinds.RUN].push(run);
      else if (module[at] === TABLE) parts[kinds.TABLE_RUN].push(0);
      if (!run) byte(kinds.OUTSIDE);
    }
  };
  at = 0;
  outside(before);
  for (let index = 0; index < functions; index++) {
    const end = leb() + at;
    walk({ byte, instruction, number, read, offset, next });
    if (at !== end) throw new Error(`function ${index} does not end where its instructions do`);
  }
  outside(module.length);
  const words = Uint32Array.of(module.length, before, functions, ...parts.map((part) => part.length));
  const head = Buffer.alloc(4 * words.length);
  words.forEach((word, index) => head.writeUInt32LE(word, 4 * index));
  return [Buffer.concat([head, ...parts.map((part) => Buffer.from(part))]), Buffer.from(instructions)];
}

const folder = process.env.TRUNK_STAGING_DIR;
const name = readdirSync(folder).find((file) => file.endsWith('.wasm'));
const glueName = name.replace(/_bg\.wasm$/, '.js');
const [module, glue] = shorten(readFileSync(join(folder, name)), readFileSync(join(folder, glueName), 'utf8'));
const [packed, instructions] = pack(module);
if (!module.equals(unpack(packed, instructions))) {
  throw new Error(`${name} is not the same when it is put together again`);
}
const packedName = name.replace(/_bg\.wasm$/, '_parts.bin');
const instructionsName = name.replace(/_bg\.wasm$/, '_code.bin');
writeFileSync(join(folder, packedName), packed);
writeFileSync(join(folder, instructionsName), instructions);
writeFileSync(join(folder, glueName), glue);
rmSync(join(folder, name));
// Trunk.toml names the instructions after the module.
const page = join(folder, 'index.html');
const html = readFileSync(page, 'utf8').replaceAll(`${name}.code`, instructionsName).replaceAll(name, packedName);
writeFileSync(page, joined(html));

/** The page with one file of styles, in which those of all its files stand in their order. */
function joined(html) {
  const STYLES = /<link\b[^>]*\bhref="?(?:\.\/)?([^\s">]+\.css)[^>]*>\s*/g;
  const files = Array.from(html.matchAll(STYLES), ([, file]) => join(folder, file));
  const styles = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  files.forEach((file) => rmSync(file));
  const name = `styles-${createHash('sha256').update(styles).digest('hex').slice(0, 16)}.css`;
  writeFileSync(join(folder, name), styles);
  let links = 0;
  return html.replace(STYLES, (link, file) => (links++ ? '' : link.replace(file, name)));
}
