// The built page's engine outside of a browser: what its worker does there, in this Node.js.
//
// Node has no worker scope, so the few things that the engine takes from one stand here in its place.

'use strict';
const assert = require('assert');
const { readdirSync, readFileSync } = require('fs');
const { join } = require('path');
const vm = require('vm');

const dist = join(__dirname, '../../dist');

globalThis.self = globalThis;
globalThis.DedicatedWorkerGlobalScope = class DedicatedWorkerGlobalScope {};
globalThis.File = class File {
  constructor(bytes) {
    this.bytes = bytes;
  }
};
globalThis.FileReaderSync = class FileReaderSync {
  readAsArrayBuffer({ bytes }) {
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  }
};
const answers = [];
globalThis.postMessage = (answer) => answers.push(answer);

/** The one file in `dist/` of which this is true. */
function built(what, suffix, is = () => true) {
  const found = readdirSync(dist).filter((name) => name.endsWith(suffix) && is(readFileSync(join(dist, name), 'utf8')));
  assert.strictEqual(found.length, 1, `dist/ holds ${found.length} files that are ${what}`);
  return join(dist, found[0]);
}

/** Starts the engine: a function from a name and what is given to the outcomes, with its `memory`. */
exports.start = async () => {
  const glue = built('the glue', '.js', (text) => /\b(let|var) wasm_bindgen\b/.test(text));
  const parts = readFileSync(built("the module's parts", '_parts.bin'));
  const code = readFileSync(built("the module's instructions", '_code.bin'));
  const { unpack } = vm.runInThisContext(`${readFileSync(join(__dirname, '../../www/unpack.js'), 'utf8')};packing`);
  const module = new WebAssembly.Module(unpack(parts, code));
  vm.runInThisContext(`${readFileSync(glue, 'utf8')}\nglobalThis.wasm_bindgen = wasm_bindgen;`, { filename: glue });
  const { memory } = await globalThis.wasm_bindgen({ module_or_path: module });
  assert.deepStrictEqual(answers.splice(0), ['Ready'], 'the engine says that it listens');
  const check = (name, given) => {
    globalThis.onmessage({ data: { Check: { id: 1, name, given, profile: { language: 'zh' } } } });
    const [answer, ...more] = answers.splice(0);
    assert.deepStrictEqual(more, [], 'one answer a job');
    assert.strictEqual(answer.Done.id, 1);
    return answer.Done.outcomes;
  };
  return Object.assign(check, { memory });
};
