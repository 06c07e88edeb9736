// Last year's reports beside this year's: put there, held against at once, listed, removed, outlasting a worker.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drop } from './browser.mjs';
import { fixture } from './fixture.mjs';
import { choose, finish, onDesk, open } from './page.mjs';
import { notReports, other, sample, sampleTitle } from './sources.mjs';

const at = fixture();
const year = Number(/(20\d\d)年/.exec(sampleTitle)[1]);
/** The report for the year before; it does not carry over what this one has carried in. */
const before = (text) => text.replaceAll(`${year}`, `${year - 1}`).replaceAll(`${year + 1}`, `${year}`);
const file = (name, text) => ({ name, bytes: Buffer.from(text) });

const dialog = (page) => page.getByRole('dialog');
const past = (page) => page.locator('dialog .pairs li');
const against = (page) => page.locator('[data-finding][data-rule="carry-over-mismatch"]');
const report = async (page) => {
  await choose(page, [file('report.html', sample)]);
  await onDesk(page, sampleTitle);
};
const close = async (page) => {
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
};
const withPage = (use) =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await use(page);
    await finish(page);
  });

test('what is put beside an empty desk is held against the report that comes', () =>
  withPage(async (page) => {
    await drop(page, '[data-last-year]', [file('before.html', before(sample)), { name: 'picture.png', bytes: notReports['picture.png'] }]);
    await past(page).first().getByText(`${year - 1} 年度`).waitFor();
    // What is no report says so in its line.
    await past(page).nth(1).locator('.unread').waitFor();
    await close(page);
    await report(page);
    await against(page).first().waitFor({ state: 'attached' });
    assert.match(await page.locator('[data-verdict]').innerText(), /已与上年报告核对/);
    await against(page).first().locator('[data-head]').click();
    assert.match(await against(page).first().innerText(), /before\.html[^]*结转/);
  }));

test('beside a report it is held against at once, and forgotten at once', () =>
  withPage(async (page) => {
    await report(page);
    assert.equal(await against(page).count(), 0);
    await page.getByRole('button', { name: '上年', exact: true }).click();
    await dialog(page).locator('input[type=file]').setInputFiles([
      { name: 'other.html', mimeType: '', buffer: Buffer.from(before(other)) },
    ]);
    await dialog(page).getByText('没有与桌上的报告同一机关').waitFor();
    // With the list open, everything that is dropped belongs to it.
    await drop(page, 'dialog', [file('before.html', before(sample))]);
    await against(page).first().waitFor({ state: 'attached' });
    await dialog(page).getByText('已与“before.html”核对').waitFor();
    await page.getByRole('button', { name: '移除：before.html' }).click();
    await page.waitForFunction(() => !document.querySelector('[data-rule="carry-over-mismatch"][data-finding]'));
    assert.equal(await past(page).count(), 1);
    await dialog(page).getByText('没有与桌上的报告同一机关').waitFor();
  }));

test('a worker that is started anew is given them again', () =>
  withPage(async (page) => {
    await page.evaluate(() => {
      const start = gouji.startWorker;
      gouji.startWorker = () => (window.worker = start());
    });
    await drop(page, '[data-last-year]', [file('before.html', before(sample))]);
    await past(page).first().getByText(`${year - 1} 年度`).waitFor();
    await close(page);
    // Whatever is at work when something else is given is ended with its worker.
    await page.evaluate(
      ([text]) => {
        const give = (name) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], name));
          document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
        };
        give('first.html');
        give('report.html');
      },
      [sample],
    );
    await onDesk(page, sampleTitle);
    await against(page).first().waitFor({ state: 'attached' });
    assert.ok(await page.evaluate(() => !!window.worker), 'another worker was started');
  }));

test('what is held over the page can be put in two places', () =>
  withPage(async (page) => {
    await report(page);
    const transfer = await page.evaluateHandle(() => new DataTransfer());
    await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    await page.locator('.drop-hint').waitFor();
    await page.dispatchEvent('.drop-hint [data-last-year]', 'dragover', { dataTransfer: transfer });
    await page.locator('.drop-hint [data-last-year][data-over]').waitFor();
    await drop(page, '.drop-hint [data-last-year]', [file('before.html', before(sample))]);
    await against(page).first().waitFor({ state: 'attached' });
  }));
