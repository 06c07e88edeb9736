// The states of the page that come of what the user sets and adds, looked at by axe.

import { each, panel, report } from './axe.mjs';
import { drop } from './browser.mjs';
import { fixture } from './fixture.mjs';
import { notReports, sample } from './sources.mjs';

const at = fixture();

/** What someone set over the years. */
const profile = {
  deadline: '02-15',
  kind: 'township',
  levels: { 'blank-cell': 'off' },
  words: [{ wrong: '云玲县', right: '云岭县' }, { wrong: '政务公开条列', right: '政府信息公开条例' }],
  dismissed: [{ id: '0123456789abcdef', reason: '与上级口径一致，已核实' }, { id: 'fedcba9876543210' }],
};

/** How to get into each state from an empty page. */
const states = {
  settings: async (page) => {
    await page.evaluate((text) => localStorage.setItem('gouji-profile', text), JSON.stringify(profile));
    await page.reload();
    await page.waitForSelector('html[data-ready="1"]');
    await panel('设置')(page);
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
  search: async (page) => {
    await panel('规则')(page);
    await page.getByRole('searchbox').fill('日期');
    await page.getByRole('status').filter({ hasText: '找到' }).waitFor();
  },
  jump: async (page) => {
    await report(page);
    await page.getByText('正文里的数').click();
    await page.locator('[data-jump]').nth(3).click();
  },
  'last-year': async (page) => {
    await report(page);
    await page.getByRole('button', { name: '上年' }).click();
    const before = sample.replaceAll('2024', '2023').replaceAll('2025', '2024');
    await drop(page, 'dialog', [
      { name: 'last.html', bytes: Buffer.from(before) },
      { name: 'picture.png', bytes: notReports['picture.png'] },
    ]);
    await page.locator('dialog .pairs .unread').waitFor();
    await page.getByText('桌上的报告已与').waitFor();
  },
  against: async (page) => {
    await states['last-year'](page);
    await page.keyboard.press('Escape');
    await page.locator('[data-finding][data-rule="carry-over-mismatch"] [data-head]').click();
  },
  held: async (page) => {
    await report(page);
    const transfer = await page.evaluateHandle(() => new DataTransfer());
    await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    await page.locator('.drop-hint').waitFor();
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
};

each(at, states);
