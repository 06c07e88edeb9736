// Every state of the page, looked at by axe, and photographed into `shots/` for people to look at.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { drop } from './browser.mjs';
import { fixture } from './fixture.mjs';
import { choose, findings, finish, onDesk, open, select, trouble } from './page.mjs';
import { clean, notReports, other, sample, sampleTitle } from './sources.mjs';

const at = fixture();
const shots = fileURLToPath(new URL('shots/', import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sizes = { wide: { width: 1366, height: 768 }, narrow: { width: 360, height: 740 } };

const report = async (page) => {
  await choose(page, [{ name: 'report.html', bytes: Buffer.from(sample) }]);
  await onDesk(page, sampleTitle);
};
const panel = (name) => async (page) => {
  await report(page);
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
};

/** How to get into each state from an empty page. */
const states = {
  empty: async () => {},
  report,
  selected: async (page) => {
    await report(page);
    await page.keyboard.press('Home');
    await select(page, 0);
    await page.keyboard.press('j');
    await select(page, 1);
  },
  manuscript: async (page) => {
    await report(page);
    await page.getByRole('tab', { name: '文稿' }).click();
  },
  tables: async (page) => {
    await report(page);
    await page.keyboard.press('Home');
    await page.getByRole('tab', { name: '三张表' }).click();
  },
  clean: async (page) => {
    await choose(page, [{ name: 'clean.html', bytes: Buffer.from(clean) }]);
    await onDesk(page, sampleTitle);
    assert.equal(await findings(page).count(), 0);
  },
  rules: panel('规则'),
  about: panel('关于'),
  keys: panel('按键'),
  files: async (page) => {
    await drop(page, 'body', [
      { name: 'first.html', bytes: Buffer.from(sample) },
      { name: 'picture.png', bytes: notReports['picture.png'] },
      { name: 'second.html', bytes: Buffer.from(other) },
    ]);
    // The last one answered: nothing changes any more.
    await page.getByRole('dialog').getByText('青川县水务局').first().waitFor();
  },
  trouble: async (page) => {
    await drop(page, 'body', [{ name: 'picture.png', bytes: notReports['picture.png'] }]);
    await trouble(page).first().waitFor();
  },
  'trouble-over-report': async (page) => {
    await report(page);
    await drop(page, 'body', [{ name: 'picture.png', bytes: notReports['picture.png'] }]);
    await trouble(page).first().waitFor();
  },
};

const check = (page, options) =>
  page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
  }, options);

for (const [size, viewport] of Object.entries(sizes)) {
  for (const [state, reach] of Object.entries(states)) {
    test(`${state}, ${size}`, () =>
      at.with({ viewport, reducedMotion: 'reduce' }, async (context) => {
        const page = await open(context, at.site.url);
        await reach(page);
        await mkdir(shots, { recursive: true });
        await page.screenshot({ path: `${shots}${state}-${size}.png` });
        await page.evaluate(axe);
        assert.deepEqual(await check(page, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
        await finish(page);
      }));
  }
}

test('what is said of a finding stands out at 7:1', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await report(page);
    assert.ok((await findings(page).count()) > 0);
    await page.evaluate(axe);
    const enhanced = { runOnly: { type: 'rule', values: ['color-contrast-enhanced'] }, rules: { 'color-contrast-enhanced': { enabled: true } } };
    const low = await page.evaluate(async (options) => {
      const { violations } = await window.axe.run('[data-finding]', options);
      return violations.flatMap(({ nodes }) => nodes.map((node) => node.failureSummary));
    }, enhanced);
    assert.deepEqual(low, []);
    await finish(page);
  }));

test('axe does find faults', () =>
  at.with({}, async (context) => {
    const page = await context.newPage();
    await page.setContent('<img src="data:,"><p style="color:#ccc;background:#fff">faint</p>');
    await page.evaluate(axe);
    const found = await check(page, { runOnly: ['wcag2a', 'wcag2aa'] });
    assert.ok(found.some((line) => line.startsWith('image-alt')), found.join('\n'));
    assert.ok(found.some((line) => line.startsWith('color-contrast')), found.join('\n'));
  }));
