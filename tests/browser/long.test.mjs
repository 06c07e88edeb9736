// Long reports are drawn in portions: what one walks to is there, what is left out is said and can be asked for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from './fixture.mjs';
import { choose, findings, finish, onDesk, open, select } from './page.mjs';
import { sample, sampleTitle } from './sources.mjs';

const at = fixture();
const wrong = (number) => `全年公开信息1000条，其中政策文件类58条、机构职能类41条、业务工作类${number}条。`;
const many = (count, draw) => Array.from({ length: count }, (_, number) => draw(number)).join('');

/** The sample with something long in its first section, and a sentence behind it that does not add up. */
const long = (middle) => Buffer.from(sample.replace('<h2>二、', () => `${middle}<p>${wrong(999)}</p>\n<h2>二、`));

async function withReport(middle, use) {
  await at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await choose(page, [{ name: 'long.html', bytes: long(middle) }]);
    await onDesk(page, sampleTitle);
    await use(page);
    await finish(page);
  });
}

const inSight = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });

/** Walks to the finding of the sentence behind the long part. */
async function walkThere(page) {
  const there = page.locator('[data-finding]', { hasText: '999' }).first();
  const number = Number(await there.getAttribute('data-finding'));
  await there.locator('[data-head]').click();
  await select(page, number);
  const lit = page.locator('[data-report] [data-lit="first"]');
  await lit.waitFor();
  assert.ok(await inSight(page, '[data-report] [data-lit="first"]'), 'its place is in sight');
}

const left = (scope) => scope.locator('[data-more]').evaluateAll((all) => all.map((one) => Number(one.dataset.more)));

test('a usual report is drawn whole', () =>
  withReport('', async (page) => {
    assert.deepEqual(await left(page), []);
  }));

test('many paragraphs', () =>
  withReport(many(30_000, (n) => `<p>第${n}段。</p>`), async (page) => {
    const report = page.locator('[data-report]');
    const drawn = () => report.locator('p').count();
    const before = await drawn();
    assert.ok(before < 30_000);
    await walkThere(page);
    const walked = await drawn();
    const asked = report.locator('[data-more]');
    // Nothing is lost: what is not drawn is counted. Twelve blocks of this report are no paragraphs.
    const all = 30_000 + (sample.match(/<p>/g).length + 1);
    assert.ok(Math.abs(walked + (await left(report)).reduce((sum, n) => sum + n, 0) - all) <= 12);
    await asked.first().click();
    await page.waitForFunction((n) => document.querySelectorAll('[data-report] p').length > n, walked);
    if (await asked.count()) {
      assert.ok(await page.evaluate(() => document.activeElement.matches('[data-more]')), 'the button keeps the focus');
    }
    while (await asked.count()) await asked.first().click();
    assert.equal(await drawn(), all);
  }));

test('a table with many cells and one that reaches through all rows', () =>
  withReport(
    `<table>${many(6_000, (n) => `<tr>${n ? '' : '<td rowspan="6000">类'}<td>甲${n}<td>乙${n}</tr>`)}</table>`,
    async (page) => {
      const table = page.locator('[data-report] table').first();
      assert.ok((await left(table)).length > 0);
      while (await table.locator('[data-more]').count()) await table.locator('[data-more]').first().click();
      assert.equal(await table.locator('tr').count(), 6_000);
      const text = await table.innerText();
      for (const n of [0, 2_999, 5_999]) assert.ok(text.includes(`乙${n}`));
      // Every row is as wide as the first: what reaches into a later portion keeps its column.
      const widths = await table.evaluate((table) =>
        [...table.tBodies].map((body) => [...body.rows[0].cells].reduce((sum, cell) => sum + cell.colSpan, 0)),
      );
      assert.deepEqual([...new Set(widths)], [3]);
      await walkThere(page);
    },
  ));

test('many findings', () =>
  withReport(many(460, (n) => `<p>${wrong(1000 + n)}</p>`), async (page) => {
    const list = page.locator('#findings');
    const drawn = await findings(page).count();
    assert.ok(drawn >= 100 && drawn < 460, `${drawn} findings are drawn`);
    const [count] = await left(list);
    const all = drawn + count;
    assert.ok(all > 460);
    await page.keyboard.press('End');
    await select(page, all - 1);
    assert.ok(await inSight(page, '[data-finding][aria-current]'));
    await page.keyboard.press('Home');
    await select(page, 0);
    while (await list.locator('[data-more]').count()) await list.locator('[data-more]').first().click();
    assert.equal(await findings(page).count(), all);
    const order = await findings(page).evaluateAll((every) => every.map((one) => Number(one.dataset.finding)));
    assert.deepEqual(order, Array.from({ length: all }, (_, n) => n));
  }));

test('a paragraph with many marks', () =>
  withReport(`<p>${many(450, (n) => wrong(1000 + n))}</p>`, async (page) => {
    await page.keyboard.press('End');
    await page.keyboard.press('k');
    await page.locator('[data-report] [data-lit="first"]').first().waitFor();
    const paragraph = page.locator('[data-report] p', { hasText: wrong(1000) });
    assert.ok((await paragraph.locator('[data-mark]').count()) > 100);
    await walkThere(page);
  }));

test('many reports in one file share their document', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    const bytes = Buffer.from(many(60, (n) => sample.replaceAll('云岭县', `第${n}县`)));
    const answer = await page.evaluate(
      (base64) =>
        new Promise((resolve, reject) => {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          const worker = gouji.startWorker();
          worker.onerror = reject;
          worker.onmessage = ({ data }) => {
            if (data === 'Ready') {
              const given = { File: { file: new File([bytes], 'many.html') } };
              return worker.postMessage({ Check: { id: 1, name: 'many.html', given, profile: { language: 'zh' } } });
            }
            worker.terminate();
            const { outcomes, documents } = data.Done;
            resolve({ sheets: outcomes.map((outcome) => outcome.sheet.document), documents: documents.length });
          };
        }),
      bytes.toString('base64'),
    );
    assert.deepEqual(answer, { sheets: Array(60).fill(0), documents: 1 });
    await choose(page, [{ name: 'many.html', bytes }]);
    const list = page.getByRole('dialog').locator('.files button');
    await list.nth(59).waitFor();
    assert.equal(await list.count(), 60);
    await list.nth(41).click();
    await onDesk(page, sampleTitle.replace('云岭县', '第41县'));
    await page.locator('[data-report] [data-lit="first"]').first().waitFor();
    await finish(page);
  }));
