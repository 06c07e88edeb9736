// Walking the findings by keyboard and by mouse: what is selected, lit, in sight and read out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from './fixture.mjs';
import { choose, findings, finish, onDesk, open, select, selected } from './page.mjs';
import { sample, sampleTitle } from './sources.mjs';

const at = fixture();

async function withSample(options, use) {
  await at.with(options, async (context) => {
    const page = await open(context, at.site.url);
    await choose(page, [{ name: 'report.html', bytes: Buffer.from(sample) }]);
    await onDesk(page, sampleTitle);
    await use(page);
    await finish(page);
  });
}

/** What a screen reader says of the finding that has the focus: its name and its description. */
const focused = (page) =>
  page.evaluate(() => {
    const head = document.activeElement;
    if (!head.matches('[data-finding][aria-current="true"] [data-head]')) return 'elsewhere';
    return `${head.innerText} ${document.getElementById(head.getAttribute('aria-describedby')).innerText}`;
  });

const announced = (page) => page.locator('[data-announce]').innerText();

/** Whether the first of these is inside of the window. */
const inSight = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });

for (const [next, back] of [
  ['j', 'k'],
  ['ArrowDown', 'ArrowUp'],
]) {
  test(`${next} and ${back} walk through all findings and back`, () =>
    withSample({}, async (page) => {
      const all = await findings(page).count();
      assert.ok(all >= 3, `${all} findings`);
      // The report has just come and the focus is nowhere: it is announced.
      assert.match(await announced(page), /第 1 条/);
      await page.keyboard.press('Home');
      await select(page, 0);
      const said = new Set();
      for (let number = 0; number < all; number++) {
        if (number > 0) await page.keyboard.press(next);
        await select(page, number);
        const sentence = await focused(page);
        assert.ok(sentence.includes(`第 ${number + 1} 条`), `finding ${number}: ${sentence}`);
        assert.equal(await announced(page), '', 'what the focus reads out is not announced besides');
        said.add(sentence);
        assert.ok(await inSight(page, `[data-finding="${number}"]`), `finding ${number} is in sight`);
        if (await page.locator('[data-lit="first"]').count()) {
          assert.ok(await inSight(page, '[data-lit="first"]'), `the place of finding ${number} is in sight`);
        }
      }
      assert.equal(said.size, all, 'each finding is read out in its own words');
      for (let number = all - 2; number >= 0; number--) {
        await page.keyboard.press(back);
        await select(page, number);
      }
    }));
}

test('every cell of the selected equation is lit, the first one most', () =>
  withSample({}, async (page) => {
    const sums = page.locator('[data-finding][data-rule$="mismatch"]').first();
    const number = Number(await sums.getAttribute('data-finding'));
    await sums.locator('[data-head]').click();
    await select(page, number);
    assert.equal(await page.locator('[data-report] [data-lit="first"]').count(), 1);
    assert.ok((await page.locator('[data-report] [data-lit="also"]').count()) >= 2);
  }));

test('a mark in the report selects its finding', () =>
  withSample({}, async (page) => {
    const marks = page.locator('[data-report] [data-mark]').filter({ visible: true });
    const first = (mark) => mark.getAttribute('data-mark').then((numbers) => Number(numbers.split(' ')[0]));
    const tried = new Set();
    for (const mark of [marks.last(), marks.first()]) {
      const number = await first(mark);
      await mark.click();
      await select(page, number);
      tried.add(number);
    }
    assert.equal(tried.size, 2, 'two marks of different findings');
  }));

test('Enter goes to the place, Escape comes back', () =>
  withSample({}, async (page) => {
    await page.keyboard.press('Home');
    await select(page, 0);
    const inside = (selector) => page.evaluate((selector) => !!document.activeElement?.closest(selector), selector);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.closest('[data-report]'));
    assert.ok(await inside('[data-mark], [data-lit]'));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.closest('[data-finding]'));
    assert.equal(await selected(page), 0);
  }));

test('the three tables show the same marks', () =>
  withSample({}, async (page) => {
    const cells = () =>
      page.locator('[data-report] [data-cell][data-mark], [data-report] [data-cell]:has([data-mark])').evaluateAll(
        (all) => [...new Set(all.map((cell) => cell.dataset.cell))].sort(),
      );
    const written = await cells();
    assert.ok(written.length > 0);
    await page.getByRole('tab', { name: '三张表' }).click();
    await page.locator('[data-report] [data-cell="requests.new.natural"]').waitFor();
    assert.equal(await page.locator('[data-report] [data-cell]').count(), 200);
    const official = await cells();
    assert.deepEqual(written.filter((key) => !official.includes(key)), []);
    assert.ok((await page.locator('[data-report] table th').count()) > 30, 'tables have headers');
  }));

test('the narrow page walks too', () =>
  withSample({ viewport: { width: 360, height: 740 } }, async (page) => {
    await page.keyboard.press('Home');
    await select(page, 0);
    await page.keyboard.press('j');
    await select(page, 1);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    await page.getByRole('tab', { name: '文稿' }).click();
    await page.locator('[data-report] [data-lit]').first().waitFor();
  }));

for (const [size, viewport] of Object.entries({ wide: { width: 1366, height: 768 }, narrow: { width: 360, height: 740 } })) {
  test(`every tab has its panel, ${size}`, () =>
    withSample({ viewport }, async (page) => {
      const tabs = page.getByRole('tab');
      const count = await tabs.count();
      assert.equal(count, size === 'narrow' ? 3 : 2);
      for (let number = 0; number < count; number++) {
        const tab = tabs.nth(number);
        await tab.click();
        assert.equal(await tab.getAttribute('aria-selected'), 'true');
        const panel = page.locator(`#${await tab.getAttribute('aria-controls')}`);
        assert.equal(await panel.getAttribute('role'), 'tabpanel');
        assert.equal(await panel.getAttribute('aria-labelledby'), await tab.getAttribute('id'));
        assert.ok(await panel.isVisible());
      }
    }));
}

test('the keys that are single characters can be switched off, the others stay', () =>
  withSample({}, async (page) => {
    await page.keyboard.press('Home');
    await select(page, 0);
    const switchTo = async (on) => {
      await page.getByRole('button', { name: '按键' }).click();
      await page.getByRole('checkbox', { name: /单键/ }).setChecked(on);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
    };
    await switchTo(false);
    for (const key of ['j', 'k', '?']) await page.keyboard.press(key);
    await page.keyboard.press('ArrowDown');
    // Had j done anything, this would be another one.
    await select(page, 1);
    assert.equal(await page.getByRole('dialog').count(), 0);
    await switchTo(true);
    await page.keyboard.press('j');
    await select(page, 2);
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: /单键/ }).waitFor();
  }));

test('walking in the report announces the finding', () =>
  withSample({}, async (page) => {
    await page.keyboard.press('Home');
    await select(page, 0);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.closest('[data-report] [data-lit]'));
    const message = (number) => page.locator(`[data-finding="${number}"] .message`).innerText();
    assert.ok((await announced(page)).includes(await message(0)));
    await page.keyboard.press('j');
    await select(page, 1);
    assert.ok((await announced(page)).includes(await message(1)));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.closest('[data-finding]'));
    assert.equal(await announced(page), '');
  }));
