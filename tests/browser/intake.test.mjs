// Every way in: pasting, dropping, choosing; and what is no report leaves the desk as it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copy, copyRendered, drop } from './browser.mjs';
import { fixture } from './fixture.mjs';
import { choose, desk, findings, finish, onDesk, open, paste, trouble } from './page.mjs';
import { notReports, noise, other, otherTitle, sample, sampleText, sampleTitle } from './sources.mjs';

const at = fixture();

test('a rich paste from a browser', () =>
  at.with({}, async (context) => {
    await copyRendered(context, sample);
    const page = await open(context, at.site.url);
    await paste(page);
    await onDesk(page, sampleTitle);
    assert.ok((await desk(page).locator('table').count()) >= 3, 'tables are tables');
    assert.ok((await findings(page).count()) > 0);
    await finish(page);
  }));

test('a plain paste', () =>
  at.with({}, async (context) => {
    await copy(context, { text: sampleText });
    const page = await open(context, at.site.url);
    await paste(page);
    await onDesk(page, sampleTitle);
    assert.ok((await findings(page).count()) > 0);
    await finish(page);
  }));

test('a plain paste and a rich one find the same', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    const rules = () => findings(page).evaluateAll((all) => all.map((finding) => finding.dataset.rule).sort());
    await copyRendered(context, sample);
    await paste(page);
    await onDesk(page, sampleTitle);
    const rich = await rules();
    await copy(context, { text: sampleText.replaceAll('云岭县教育局', '青川县水务局') });
    await paste(page);
    await onDesk(page, otherTitle);
    assert.deepEqual(await rules(), rich);
    await finish(page);
  }));

test('a dropped file', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await drop(page, 'body', [{ name: 'report.html', bytes: Buffer.from(sample) }]);
    await onDesk(page, sampleTitle);
    assert.ok((await findings(page).count()) > 0);
    await finish(page);
  }));

test('a chosen file, and another one after it', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await choose(page, [{ name: 'report.html', bytes: Buffer.from(sample) }]);
    await onDesk(page, sampleTitle);
    await choose(page, [{ name: 'other.html', bytes: Buffer.from(other) }]);
    await onDesk(page, otherTitle);
    // The same file once more: the field must not think that nothing has changed.
    await choose(page, [{ name: 'other.html', bytes: Buffer.from(sample) }]);
    await onDesk(page, sampleTitle);
    await finish(page);
  }));

test('the example', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await page.getByRole('button', { name: '看一个例子' }).click();
    await onDesk(page, sampleTitle);
    assert.ok((await findings(page).count()) >= 3, 'it has planted errors');
    await finish(page);
  }));

test('several files give a list to pick from', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await drop(page, 'body', [
      { name: 'first.html', bytes: Buffer.from(sample) },
      { name: 'picture.png', type: 'image/png', bytes: notReports['picture.png'] },
      { name: 'second.html', bytes: Buffer.from(other) },
    ]);
    for (const name of ['first.html', 'picture.png', 'second.html']) {
      await page.getByRole('dialog').getByText(name).first().waitFor();
    }
    await page.getByRole('dialog').getByRole('button', { name: /second\.html|青川县水务局/ }).first().click();
    await onDesk(page, otherTitle);
    await finish(page);
  }));

for (const [name, bytes] of Object.entries(notReports)) {
  test(`${name} is named for what it is, and the desk stays as it was`, () =>
    at.with({}, async (context) => {
      const page = await open(context, at.site.url);
      // With nothing on the desk …
      await drop(page, 'body', [{ name, bytes }]);
      const message = (await trouble(page).first().innerText()).trim();
      assert.ok(message.includes(name), message);
      assert.match(message, /。/, 'it is a sentence');
      assert.equal(await desk(page).count(), 0);
      // … and with a report on it.
      await choose(page, [{ name: 'report.html', bytes: Buffer.from(sample) }]);
      await onDesk(page, sampleTitle);
      assert.equal(await trouble(page).count(), 0, 'the trouble is over');
      const before = await findings(page).count();
      await drop(page, 'body', [{ name, bytes }]);
      await trouble(page).first().waitFor();
      await onDesk(page, sampleTitle);
      assert.equal(await findings(page).count(), before);
      await finish(page);
    }));
}

test('64 MB of noise', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    // Made in the page: the protocol that drives the browser is not for such sizes.
    const transfer = await page.evaluateHandle((seed) => {
      const piece = Uint8Array.from(atob(seed), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File(Array(64).fill(piece), 'noise.bin'));
      return transfer;
    }, noise(1 << 20).toString('base64'));
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    assert.match(await trouble(page).first().innerText(), /noise\.bin/);
    await choose(page, [{ name: 'report.html', bytes: Buffer.from(sample) }]);
    await onDesk(page, sampleTitle);
    await finish(page);
  }));

test('an empty paste is named and changes nothing', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await choose(page, [{ name: 'report.html', bytes: Buffer.from(sample) }]);
    await onDesk(page, sampleTitle);
    const before = await findings(page).count();
    await copy(context, { text: ' \n ' });
    await paste(page);
    assert.match(await trouble(page).first().innerText(), /没有文字.*。[^]*粘贴.*。/);
    await onDesk(page, sampleTitle);
    assert.equal(await findings(page).count(), before);
    assert.ok(before > 0);
    await copy(context, { text: sampleText.replaceAll('云岭县教育局', '青川县水务局') });
    await paste(page);
    await onDesk(page, otherTitle);
    assert.equal(await trouble(page).count(), 0, 'the trouble is over');
    await finish(page);
  }));

for (const [what, kinds] of Object.entries({ nothing: [], 'a kind that no report comes in': ['text/uri-list'] })) {
  test(`a paste that carries ${what}`, () =>
    at.with({}, async (context) => {
      const page = await open(context, at.site.url);
      await page.evaluate((kinds) => {
        const clipboardData = new DataTransfer();
        for (const kind of kinds) clipboardData.setData(kind, 'x');
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, kinds);
      assert.match(await trouble(page).first().innerText(), /没有文字/);
      assert.equal(await desk(page).count(), 0);
      await finish(page);
    }));
}
