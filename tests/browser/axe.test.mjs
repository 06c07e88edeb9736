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

/** What someone set over the years. */
const settings = {
  deadline: '02-15',
  kind: 'township',
  levels: { 'blank-cell': 'off' },
  words: [{ wrong: '云玲县', right: '云岭县' }, { wrong: '政务公开条列', right: '政府信息公开条例' }],
  dismissed: [{ id: '0123456789abcdef', reason: '与上级口径一致，已核实' }, { id: 'fedcba9876543210' }],
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
  settings: panel('设置'),
  'settings-filled': async (page) => {
    await page.evaluate((text) => localStorage.setItem('gouji-profile', text), JSON.stringify(settings));
    await page.reload();
    await page.waitForSelector('html[data-ready="1"]');
    await panel('设置')(page);
    await page.locator('dialog .dialog-body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
  },
  english: async (page) => {
    await page.evaluate(() => localStorage.setItem('gouji-profile', '{"language":"en"}'));
    await page.reload();
    await page.waitForSelector('html[data-ready="1"]');
    await panel('Settings')(page);
  },
  level: async (page) => {
    await panel('规则')(page);
    await page.getByRole('dialog').locator('summary').nth(3).click();
    await page.locator('dialog details[open] select').selectOption({ label: '关闭' });
    await page.getByRole('dialog').locator('summary').nth(5).click();
  },
  dismissing: async (page) => {
    await report(page);
    await page.keyboard.press('Home');
    await page.locator('[data-dismiss]').click();
  },
  dismissed: async (page) => {
    await states.dismissing(page);
    await page.keyboard.type('已向业务科室核实');
    await page.keyboard.press('Enter');
    await page.locator('[data-dismissed] summary').click();
    await page.locator('[data-dismissed] li').waitFor();
    await page.locator('[data-dismissed]').scrollIntoViewIfNeeded();
  },
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
