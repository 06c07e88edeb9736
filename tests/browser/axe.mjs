// How the page is shown to axe, and photographed into `shots/` for people to look at.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose, finish, onDesk, open } from './page.mjs';
import { sample, sampleTitle } from './sources.mjs';

const shots = fileURLToPath(new URL('shots/', import.meta.url));
const sizes = { wide: { width: 1366, height: 768 }, narrow: { width: 360, height: 740 } };

/** Axe itself, to be run in the page. */
export const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Puts the sample on the desk. */
export const report = async (page) => {
  await choose(page, [{ name: 'report.html', bytes: Buffer.from(sample) }]);
  await onDesk(page, sampleTitle);
};

/** Opens what a button of the bar opens, over the sample. */
export const panel = (name) => async (page) => {
  await report(page);
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
};

/** What axe finds. */
export const check = (page, options) =>
  page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
  }, options);

/** Tests each state, given as how to get there from an empty page, wide and narrow, and photographs it into `shots/`. */
export function each(at, states) {
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
}
