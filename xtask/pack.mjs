// Takes the built page's module apart for the wire; www/unpack.js, in the browser, puts it together again. Trunk runs
// this after each build (Trunk.toml), with the folder of the build in TRUNK_STAGING_DIR.

import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const source = readFileSync(new URL('../www/unpack.js', import.meta.url), 'utf8');
const { PARTS, MARK, OUTSIDE, walk, unpack } = vm.runInThisContext(`${source};packing`);

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
  for (const value of module.subarray(0, before)) parts[OUTSIDE].push(value);
  const byte = (part) => {
    parts[part].push(module[at]);
    return module[at++];
  };
  const number = (kind) => {
    let length = 1;
    while (module[at + length - 1] >= 0x80) length++;
    if (length > 1) parts[kind].push(MARK + length);
    for (let left = length; left; left--) byte(kind + length - 1);
  };
  for (let index = 0; index < functions; index++) {
    const end = leb() + at;
    walk(byte, number);
    if (at !== end) throw new Error(`function ${index} does not end where its instructions do`);
  }
  for (; at < module.length; at++) parts[OUTSIDE].push(module[at]);
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
