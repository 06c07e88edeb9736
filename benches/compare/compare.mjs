// How long a report takes here and in libraries that read its format, side by side: bytes in memory to what each makes
// of them. Figures for people, no assertions.
//
// Gouji finds the tables, lays them over the form and judges them; pdfplumber finds text and tables, mammoth makes
// HTML with tables, pdf.js gives pieces of text with their places and no tables.
//
// Usage: cargo xtask compare [FILE…]

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import mammoth from 'mammoth';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const RUNS = 50;
const engine = createRequire(import.meta.url)('../../tests/browser/engine.cjs');
const check = await engine.start();

/** The median of some runs, after a tenth of them to warm up; milliseconds. */
async function median(work) {
  const times = [];
  for (let run = -RUNS / 10; run < RUNS; run++) {
    const start = performance.now();
    await work();
    if (run >= 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[RUNS / 2];
}

/** What a Python library needs, measured in a process of its own in the same way. */
const python = (path) =>
  Number(execFileSync('python3', [new URL('compare.py', import.meta.url).pathname, path, RUNS], { encoding: 'utf8' }));

async function pdfjs(bytes) {
  // It takes the bytes it is given away.
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  let pieces = 0;
  for (let page = 1; page <= document.numPages; page++) {
    pieces += (await (await document.getPage(page)).getTextContent()).items.length;
  }
  await task.destroy();
  return pieces;
}

const native = (path) =>
  Number(execFileSync('cargo', ['bench', '--quiet', '--bench', 'file', '--', path, RUNS], { encoding: 'utf8' }));

console.log(`Node.js ${process.version}, median of ${RUNS} runs each, milliseconds`);
for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const file = new File(bytes);
  const lines = [['Gouji, native', native(path)], ['Gouji, wasm', await median(() => check(path, { File: { file } }))]];
  if (path.endsWith('.pdf')) {
    lines.push(['pdfplumber', python(path)], ['pdf.js', await median(() => pdfjs(bytes))]);
  } else {
    lines.push(['mammoth', await median(() => mammoth.convertToHtml({ buffer: bytes }))]);
  }
  console.log(`\n${basename(path)}, ${bytes.length} bytes`);
  for (const [name, time] of lines) console.log(`${time.toFixed(1).padStart(9)}  ${name}`);
}
