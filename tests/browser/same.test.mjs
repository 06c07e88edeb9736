// The same bytes give the same answer in the browser's worker and on the command line.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import contract from './contract.cjs';
import { fixture } from './fixture.mjs';
import { finish, open } from './page.mjs';
import { inputs, noise } from './sources.mjs';

const at = fixture();
const command = process.env.GOUJI_COMMAND;
const all = { ...inputs, 'noise.bin': noise(1 << 16) };
let folder;

before(async () => {
  assert.ok(command, 'GOUJI_COMMAND names the command line; `cargo xtask test` sets it');
  folder = await mkdtemp(join(tmpdir(), 'gouji-same-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** The outcomes that the engine in a worker like the page's answers with. */
async function inWorker(page, name, bytes, language) {
  return page.evaluate(
    ({ name, base64, language }) =>
      new Promise((resolve, reject) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        const worker = gouji.startWorker();
        worker.onerror = reject;
        worker.onmessage = ({ data }) => {
          if (data === 'Ready') {
            const given = { File: { file: new File([bytes], name) } };
            worker.postMessage({ Check: { id: 7, name, given, profile: { language } } });
          } else {
            worker.terminate();
            resolve(data.Done.outcomes);
          }
        };
      }),
    { name, base64: bytes.toString('base64'), language },
  );
}

/** Gives the cells of the worker's reports the names that they have in the command line's. */
const named = (here) => (outcome, at) => contract.named(outcome, here[at]);

async function natively(name, bytes, language) {
  await writeFile(join(folder, name), bytes);
  const { stdout, stderr, status } = spawnSync(command, ['check', '--format', 'jsonl', '--lang', language, name], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.ok([0, 1, 2].includes(status), `exit code ${status}: ${stderr}`);
  return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

for (const [name, bytes] of Object.entries(all)) {
  for (const language of ['zh', 'en']) {
    test(`${name}, ${language}`, () =>
      at.with({}, async (context) => {
        const page = await open(context, at.site.url);
        const there = await inWorker(page, name, bytes, language);
        const here = await natively(name, bytes, language);
        assert.ok(here.length > 0, 'there is an answer');
        assert.deepEqual(there.map(named(here)), here);
        if (name.startsWith('report')) assert.ok(here[0].findings.length > 0, 'and it says something');
        await finish(page);
      }));
  }
}

test('the keys come in the same order', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    const there = await inWorker(page, 'report.html', inputs['report.html'], 'zh');
    const here = await natively('report.html', inputs['report.html'], 'zh');
    assert.equal(JSON.stringify(there.map(named(here))), JSON.stringify(here));
    await finish(page);
  }));
