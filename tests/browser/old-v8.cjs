// Runs the built page's engine in this Node.js, and checks the sample with it.

'use strict';
const assert = require('assert');
const { execFileSync } = require('child_process');
const { readFileSync, readdirSync } = require('fs');
const { join } = require('path');
const { cells, named } = require('./contract.cjs');
const { start } = require('./engine.cjs');

const sample = join(__dirname, '../../www/samples');
const samples = join(__dirname, '../samples');
/** What the engine's memory may grow to over reports of up to 1 MB, in MB; it never shrinks. */
const MEMORY = 48;

async function main() {
  const check = await start();
  const html = readFileSync(join(sample, 'report.html'));
  const [outcome] = check('report.html', { File: { file: new File(html) } });
  const { report, sheet } = outcome;
  assert.ok(sheet, 'there is a sheet to draw');
  const figures = cells(sheet).filter((cell) => cell.reading === 'number').length;
  assert.ok(figures > 190, `${figures} cells read as numbers`);
  assert.ok(report.findings.length > 0, 'the planted errors are found');

  const [pasted] = check('paste', { Clipboard: { text: '', html: html.toString() } });
  assert.strictEqual(cells(pasted.sheet).length, cells(sheet).length);
  const [none] = check('empty.txt', { File: { file: new File(Buffer.alloc(0)) } });
  assert.strictEqual(none.report.unreadable.reason, 'empty');

  for (const name of readdirSync(samples)) {
    check(name, { File: { file: new File(readFileSync(join(samples, name))) } });
  }
  const rows = Buffer.from('<tr><td>全年<td>12'.repeat(40_000));
  const [long] = check('long.html', { File: { file: new File(Buffer.concat([html, rows])) } });
  assert.strictEqual(cells(long.sheet).length, cells(sheet).length);
  const memory = check.memory.buffer.byteLength / 2 ** 20;
  assert.ok(memory <= MEMORY, `the engine's memory has grown to ${memory} MB`);

  // The same answer as that of the command line, to the letter.
  if (process.env.GOUJI_COMMAND) {
    const printed = run(process.env.GOUJI_COMMAND, ['check', '--format', 'jsonl', 'report.html'], sample);
    const known = JSON.parse(printed);
    assert.deepStrictEqual(JSON.parse(JSON.stringify(named(outcome, known))), known);
  }
  const same = process.env.GOUJI_COMMAND ? ', as natively' : '';
  console.log(`V8 ${process.versions.v8}: ${figures} cells read, ${report.findings.length} findings${same}; ${memory} MB of memory`);
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
