// A defect of the engine's is told of that file, and the next one works.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drop } from './browser.mjs';
import { fixture } from './fixture.mjs';
import { choose, findings, onDesk, open, trouble } from './page.mjs';
import { other, otherTitle, sample, sampleTitle } from './sources.mjs';

const at = fixture();

/** Makes the running worker fail on its next job: by a trap, as wasm's own, or by never coming back. */
async function sabotage(page, how) {
  assert.equal(page.workers().length, 1);
  await page.workers()[0].evaluate((how) => {
    self.onmessage = () => {
      if (how === 'hang') for (;;);
      // A module of one function, whose body is `unreachable`.
      const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes))).exports.f();
    };
  }, how);
}

for (const [how, limit] of [
  ['trap', 10_000],
  ['hang', 25_000],
]) {
  test(`a ${how} is reported, and the next file works`, () =>
    at.with({}, async (context) => {
      const page = await open(context, at.site.url);
      await choose(page, [{ name: 'first.html', bytes: Buffer.from(sample) }]);
      await onDesk(page, sampleTitle);
      const before = await findings(page).count();
      at.site.requests.length = 0;
      await sabotage(page, how);
      await drop(page, 'body', [{ name: `${how}.html`, bytes: Buffer.from(other) }]);
      // The page itself stays awake meanwhile.
      await page.keyboard.press('j');
      assert.ok(await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true)))));
      await trouble(page).first().waitFor({ timeout: limit });
      const sentence = await trouble(page).first().innerText();
      assert.ok(sentence.includes(`${how}.html`), sentence);
      // What was open stays open, the next file is checked by a new worker, and starting one asks for nothing.
      await onDesk(page, sampleTitle);
      assert.equal(await findings(page).count(), before);
      await choose(page, [{ name: 'next.html', bytes: Buffer.from(other) }]);
      await onDesk(page, otherTitle);
      assert.equal(await trouble(page).count(), 0);
      assert.deepEqual(at.site.requests, []);
      await page.close();
    }));
}

test('one of several files fails alone', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await sabotage(page, 'trap');
    await drop(page, 'body', [
      { name: 'trap.html', bytes: Buffer.from(sample) },
      { name: 'next.html', bytes: Buffer.from(other) },
    ]);
    const list = page.getByRole('dialog');
    await list.getByRole('button', { name: /next\.html|青川县水务局/ }).first().click();
    await onDesk(page, otherTitle);
    await page.close();
  }));

for (const [how, broken] of [
  ['is cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['is empty', () => Buffer.alloc(0)],
  ['holds something else', (bytes) => Buffer.alloc(bytes.length, 'nothing of a module\n')],
]) {
  test(`a module that ${how} on its way is told of`, () =>
    at.with({}, async (context) => {
      const page = await context.newPage();
      await page.route('**/*.bin', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ body: broken(await response.body()) });
      });
      await page.goto(at.site.url);
      await page.getByText('没有装载成功').waitFor();
      assert.equal(await page.locator('html[data-ready]').count(), 0);
      await page.close();
    }));
}

test('a worker that never says that it listens is given up, and the next try starts another', () =>
  at.with({}, async (context) => {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const Real = Worker;
      globalThis.mute = true;
      globalThis.Worker = class extends Real {
        constructor(address) {
          super(globalThis.mute ? URL.createObjectURL(new Blob([''])) : address);
        }
      };
    });
    await page.goto(at.site.url);
    const files = ['first.html', 'second.html'].map((name) => ({ name, bytes: Buffer.from(sample) }));
    await page.getByRole('button', { name: '看一个例子' }).waitFor();
    await choose(page, files.slice(0, 1));
    await trouble(page).first().waitFor({ timeout: 20_000 });
    assert.match(await trouble(page).first().innerText(), /first\.html.*读了太久/s);
    // Still mute: the next try has a clock of its own, and all that waits is answered.
    await choose(page, files);
    await page.getByRole('dialog').getByText('读了太久').nth(1).waitFor({ timeout: 20_000 });
    await page.keyboard.press('Escape');
    await page.evaluate(() => (globalThis.mute = false));
    await choose(page, [{ name: 'next.html', bytes: Buffer.from(sample) }]);
    await onDesk(page, sampleTitle);
    assert.equal(await trouble(page).count(), 0);
    await page.close();
  }));
