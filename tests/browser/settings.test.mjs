// What the user sets: kept by the browser, exported, imported, and heeded at once by what lies on the desk.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { drop } from './browser.mjs';
import { fixture } from './fixture.mjs';
import { choose, desk, findings, finish, onDesk, open, select, trouble } from './page.mjs';
import { sample, sampleTitle } from './sources.mjs';

const at = fixture();

/** Uses the page with the sample on its desk. */
const withSample = (options, use) =>
  at.with(options, async (context) => {
    const page = await open(context, at.site.url);
    await report(page);
    await use(page);
    await finish(page);
  });

async function report(page) {
  await choose(page, [{ name: 'report.html', bytes: Buffer.from(sample) }]);
  await onDesk(page, sampleTitle);
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const dialog = (page) => page.getByRole('dialog');
const raise = async (page, name) => {
  await button(page.locator('.bar'), name).click();
  await dialog(page).waitFor();
};
const close = async (page) => {
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
};
const pick = (page, mark, label) => dialog(page).locator(`[data-choice="${mark}"]`).selectOption({ label });
/** Waits until as many findings are listed. */
const count = (page, number) => page.waitForFunction((n) => document.querySelectorAll('[data-finding]').length === n, number);
const give = (page, name, text) =>
  page.locator('[data-import]').setInputFiles([{ name, mimeType: 'application/json', buffer: Buffer.from(text) }]);

test('a dismissed finding is listed apart, with its reason, and comes back', () =>
  withSample({}, async (page) => {
    const all = await findings(page).count();
    await page.keyboard.press('Home');
    await select(page, 0);
    const message = await page.locator('[data-finding="0"] .message').innerText();
    const next = await page.locator('[data-finding="1"] .message').innerText();
    const focused = (selector) => page.waitForFunction((selector) => document.activeElement?.matches(selector), selector);
    for (const leave of [() => page.keyboard.press('Escape'), () => button(page, '取消').click()]) {
      await page.locator('[data-dismiss]').click();
      await focused('[data-finding] form input');
      await leave();
      await focused('[data-dismiss]');
    }
    await page.keyboard.press('Enter');
    await focused('[data-finding] form input');
    // The field has the focus; what is pasted there is no report, and letters do not walk.
    await page.keyboard.type('jk 已核实');
    await page.keyboard.press('Enter');
    await count(page, all - 1);
    assert.equal(await page.locator('[data-finding="0"] .message').innerText(), next);
    await page.waitForFunction(() => document.activeElement?.matches('[data-finding="0"] [data-head]'));
    const apart = page.locator('[data-dismissed]');
    await apart.locator('summary').click();
    const text = await apart.innerText();
    assert.ok(text.includes(message) && text.includes('jk 已核实'), text);
    await button(apart, `恢复：${message}`).click();
    await count(page, all);
    await page.waitForFunction(() => document.activeElement?.matches('[data-finding="0"] [data-head]'));
    assert.equal(await apart.count(), 0);
  }));

test('a rule that is switched off falls silent, one that is lowered says so, and the next visit remembers', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    await report(page);
    const all = await findings(page).count();
    const first = page.locator('[data-finding]').first();
    const rule = await first.getAttribute('data-rule');
    const severity = await first.getAttribute('data-severity');
    assert.equal(severity, 'error');
    await raise(page, '规则');
    const entry = dialog(page).locator(`[data-rule="${rule}"]`);
    await entry.locator('summary').click();
    await entry.locator('[data-choice="level"]').selectOption({ label: '提示' });
    await page.locator(`[data-finding][data-rule="${rule}"][data-severity="note"]`).first().waitFor({ state: 'attached' });
    await entry.locator('[data-choice="level"]').selectOption({ label: '关闭' });
    await page.waitForFunction((rule) => !document.querySelector(`[data-finding][data-rule="${rule}"]`), rule);
    assert.ok((await findings(page).count()) < all);
    await close(page);
    await finish(page);

    const again = await open(context, at.site.url);
    await report(again);
    assert.equal(await again.locator(`[data-finding][data-rule="${rule}"]`).count(), 0);
    await raise(again, '规则');
    await dialog(again).locator(`[data-rule="${rule}"] summary`).click();
    await dialog(again).locator(`[data-rule="${rule}"] [data-choice="level"]`).selectOption({ index: 0 });
    await again.locator(`[data-finding][data-rule="${rule}"]`).first().waitFor({ state: 'attached' });
    await finish(again);
  }));

test('own wrong words are found, and a paste into a field is no report', () =>
  withSample({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await raise(page, '设置');
    await dialog(page).getByLabel('错的').fill('云岭县');
    await dialog(page).getByLabel('对的').focus();
    await page.evaluate(() => navigator.clipboard.writeText('云台县'));
    await page.keyboard.press('Control+V');
    assert.equal(await dialog(page).getByLabel('对的').inputValue(), '云台县');
    await page.keyboard.press('Enter');
    await page.locator('[data-finding][data-rule="wrong-word"]').filter({ hasText: '云台县' }).first().waitFor({ state: 'attached' });
    assert.match(await dialog(page).innerText(), /云岭县 → 云台县/);
    await button(dialog(page), '添加').click();
    assert.match(await dialog(page).innerText(), /请先写出错的词/);
    await button(dialog(page), '移除：云岭县').click();
    await page.waitForFunction(() => ![...document.querySelectorAll('[data-finding]')].some((f) => f.innerText.includes('云台县')));
    assert.ok(await dialog(page).evaluate((dialog) => dialog.contains(document.activeElement)), 'the focus stays in the dialog');
    assert.ok(await desk(page).innerText());
  }));

test('English is a setting like the others', () =>
  withSample({}, async (page) => {
    await raise(page, '设置');
    await pick(page, 'language', 'English');
    await dialog(page).getByRole('heading', { name: 'Settings' }).first().waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await page.locator('[data-finding]').filter({ hasText: /[a-z]{4}/ }).first().waitFor({ state: 'attached' });
    await pick(page, 'language', '中文');
    await dialog(page).getByRole('heading', { name: '设置' }).first().waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  }));

test('what is exported is what the command line takes, and comes in again', () =>
  withSample({ acceptDownloads: true }, async (page) => {
    await raise(page, '设置');
    await pick(page, 'kind', '乡镇政府、街道办事处');
    await pick(page, 'month', '次年 2 月');
    await pick(page, 'day', '15 日');
    await pick(page, 'month', '次年 4 月');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export]').click()]);
    assert.equal(download.suggestedFilename(), 'gouji-profile.json');
    const text = await readFile(await download.path(), 'utf8');
    assert.deepEqual(JSON.parse(text), {
      language: 'zh', levels: {}, deadline: '04-15', kind: 'township', dismissed: [], words: [],
    });
    await give(page, 'mine.json', JSON.stringify({ deadline: '03-01', levels: { 'blank-cell': 'off' } }));
    await dialog(page).getByText('mine.json').waitFor();
    const shown = (mark) => dialog(page).locator(`[data-choice="${mark}"]`).evaluate((field) => field.selectedOptions[0].text);
    assert.deepEqual([await shown('kind'), await shown('month'), await shown('day')], ['自动（按机关名称判断）', '次年 3 月', '1 日']);
    assert.equal(await page.locator('[data-finding][data-rule="blank-cell"]').count(), 0);
    await button(dialog(page), '恢复原来的设置').click();
    await page.waitForFunction(() => document.querySelector('[data-choice="kind"]').selectedOptions[0].text.includes('乡镇'));
    assert.equal(await shown('day'), '15 日');
    // The same by a drop, wherever it falls.
    await close(page);
    await drop(page, 'body', [{ name: 'again.json', bytes: Buffer.from(text) }]);
    await dialog(page).getByText('again.json').waitFor();
  }));

const bad = {
  '{"levels": ': /不是 JSON/,
  '[]': /JSON 对象/,
  '{"level": {}}': /没有“level”这一项/,
  '{"levels": {"blank-cell": "loud"}}': /“levels”写的 \{"blank-cell":"loud"\} 不对/,
  '{"levels": {"no-such-rule": "off"}}': /没有叫“no-such-rule”的规则/,
  '{"deadline": "02-30"}': /“deadline”写的 "02-30" 不对/,
  '{"words": [{"wrong": "a", "right": "b"}, {"wrong": "", "right": "b"}]}': /“words”写的 \{"wrong":"","right":"b"\} 不对/,
  '{"dismissed": [{"id": "a", "why": "b"}]}': /“dismissed”写的 .*"why".* 不对/,
  '{"language": "fr"}': /“language”写的 "fr" 不对/,
};

test('a bad file is told apart, and nothing is lost', () =>
  withSample({}, async (page) => {
    await raise(page, '设置');
    await pick(page, 'kind', '县级政府');
    for (const [text, said] of Object.entries(bad)) {
      await give(page, 'bad.json', text);
      await dialog(page).getByRole('alert').filter({ hasText: said }).waitFor();
    }
    assert.match(await dialog(page).getByRole('alert').innerText(), /原来的设置没有改动/);
    assert.equal(await dialog(page).locator('[data-choice="kind"]').evaluate((field) => field.selectedOptions[0].text), '县级政府');
    await close(page);
    await drop(page, 'body', [{ name: 'bad.json', bytes: Buffer.from('{') }]);
    await trouble(page).filter({ hasText: '不是 JSON' }).waitFor();
    await onDesk(page, sampleTitle);
  }));

test('where the browser keeps nothing, settings last as long as the page, and that is said', () =>
  at.with({}, async (context) => {
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
    });
    const page = await open(context, at.site.url);
    await report(page);
    await raise(page, '设置');
    assert.doesNotMatch(await dialog(page).innerText(), /不让网页保存/);
    await pick(page, 'language', 'English');
    await dialog(page).getByText('does not let the page keep settings').waitFor();
    await close(page);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await finish(page);
  }));

test('what was stored and cannot be read is no obstacle', () =>
  at.with({}, async (context) => {
    await context.addInitScript(() => localStorage.setItem('gouji-profile', '{"levels": 7'));
    const page = await open(context, at.site.url);
    await report(page);
    assert.ok((await findings(page).count()) > 0);
    await finish(page);
  }));
