// Runs the built page's engine in this Node.js as its worker runs it in a browser, and checks the sample with it.
//
// Node has no worker scope, so the few things that the engine takes from one stand here in its place.

'use strict';
const assert = require('assert');
const { execFileSync } = require('child_process');
const { readdirSync, readFileSync } = require('fs');
const { join } = require('path');
const vm = require('vm');

const dist = join(__dirname, '../../dist');
const sample = join(__dirname, '../../www/samples');

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

async function main() {
  const glue = built('the glue', '.js', (text) => /\b(let|var) wasm_bindgen\b/.test(text));
  const module = new WebAssembly.Module(readFileSync(built('the module', '.wasm')));
  vm.runInThisContext(`${readFileSync(glue, 'utf8')}\nglobalThis.wasm_bindgen = wasm_bindgen;`, { filename: glue });
  await globalThis.wasm_bindgen({ module_or_path: module });
  assert.deepStrictEqual(answers.splice(0), ['Ready'], 'the engine says that it listens');

  const check = (name, given) => {
    globalThis.onmessage({ data: { id: 1, name, given, language: 'zh' } });
    const [answer, ...more] = answers.splice(0);
    assert.deepStrictEqual(more, [], 'one answer a job');
    assert.strictEqual(answer.Done.id, 1);
    return answer.Done.outcomes;
  };
  const html = readFileSync(join(sample, 'report.html'));
  const [{ report, sheet }] = check('report.html', { File: { file: new File(html) } });
  const figures = report.cells.filter((cell) => cell.reading === 'number').length;
  assert.ok(figures > 190, `${figures} cells read as numbers`);
  assert.ok(report.findings.length > 0, 'the planted errors are found');
  assert.ok(sheet, 'and there is a sheet to draw');

  const [pasted] = check('paste', { Clipboard: { text: '', html: html.toString() } });
  assert.strictEqual(pasted.report.cells.length, report.cells.length);
  const [none] = check('empty.txt', { File: { file: new File(Buffer.alloc(0)) } });
  assert.strictEqual(none.report.unreadable.reason, 'empty');

  // The same answer as that of the command line, to the letter.
  if (process.env.GOUJI_COMMAND) {
    const printed = run(process.env.GOUJI_COMMAND, ['check', '--format', 'jsonl', 'report.html'], sample);
    assert.deepStrictEqual(JSON.parse(JSON.stringify(report)), JSON.parse(printed));
  }
  const same = process.env.GOUJI_COMMAND ? ', as natively' : '';
  console.log(`V8 ${process.versions.v8}: ${figures} cells read, ${report.findings.length} findings${same}`);
}

/** What a program prints, whatever its exit code: 1 says that errors were found. */
function run(program, args, cwd) {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8' });
  } catch (error) {
    if (error.status === 1) return error.stdout;
    throw error;
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
