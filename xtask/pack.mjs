// Takes the built page's module apart for the wire; www/unpack.js, in the browser, puts it together again. Trunk runs
// this after each build (Trunk.toml), with the folder of the build in TRUNK_STAGING_DIR.

import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const source = readFileSync(new URL('../www/unpack.js', import.meta.url), 'utf8');
const { PARTS, MARK, CHARACTERS, USUAL, RARE, parts: kinds, rank, walk, unpack } = vm.runInThisContext(`${source};packing`);

/** The module's parts, with their lengths before them. */
function pack(module) {
  const parts = Array.from({ length: PARTS }, () => []);
  // Behind the mark and the version.
  let at = 8;
  const leb = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const next = module[at++];
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value >>> 0;
    }
  };
  let functions = 0;
  const CODE = 10;
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
    parts[kinds.INSTRUCTION].push(value);
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
    let place = recent.of(leb());
    for (; place > 0x7f; place >>>= 7) parts[kinds.READ].push((place & 0x7f) | 0x80);
    parts[kinds.READ].push(place);
  };
  const next = () => told(at + lengthOf(at));
  /** The character of three bytes in UTF-8 at a place; 0 where there is none. */
  const character = (place) => {
    const [first, second, third] = module.subarray(place, place + 3);
    const is = first >> 4 === 0xe && second >> 6 === 2 && third >> 6 === 2;
    return is ? ((first & 0xf) << 12) | ((second & 0x3f) << 6) | (third & 0x3f) : 0;
  };
  const outside = (end) => {
    while (at < end) {
      let run = 0;
      for (let found; run < 255 && at + 3 <= end && (found = character(at)); run++, at += 3) {
        parts[kinds.CHARACTER].push(found & 0xff, found >> 8);
      }
      if (run) parts[kinds.OUTSIDE].push(CHARACTERS);
      if (run || module[at] === CHARACTERS) parts[kinds.RUN].push(run);
      if (!run) byte(kinds.OUTSIDE);
    }
  };
  at = 0;
  outside(before);
  for (let index = 0; index < functions; index++) {
    const end = leb() + at;
    walk({ byte, instruction, number, read, next });
    if (at !== end) throw new Error(`function ${index} does not end where its instructions do`);
  }
  outside(module.length);
  const words = Uint32Array.of(module.length, before, functions, ...parts.map((part) => part.length));
  const head = Buffer.alloc(4 * words.length);
  words.forEach((word, index) => head.writeUInt32LE(word, 4 * index));
  return Buffer.concat([head, ...parts.map((part) => Buffer.from(part))]);
}

const folder = process.env.TRUNK_STAGING_DIR;
const name = readdirSync(folder).find((file) => file.endsWith('.wasm'));
const module = readFileSync(join(folder, name));
const packed = pack(module);
if (!module.equals(unpack(packed))) throw new Error(`${name} is not the same when it is put together again`);
const packedName = name.replace(/\.wasm$/, '.bin');
writeFileSync(join(folder, packedName), packed);
rmSync(join(folder, name));
const page = join(folder, 'index.html');
writeFileSync(page, readFileSync(page, 'utf8').replaceAll(name, packedName));
