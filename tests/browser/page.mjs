// The page as its user sees it: opening it, giving it reports, and what it shows of them.

import assert from 'node:assert/strict';

/**
 * Opens the page and waits until it says that it is ready. Errors of the page's own are kept in `page.errors`: a test
 * that does not expect any ends with `finish`.
 */
export async function open(context, url) {
  const page = await context.newPage();
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.errors.push(message.text()));
  await page.goto(url);
  await page.waitForSelector('html[data-ready="1"]');
  return page;
}

/** Closes the page; it must have run without an error. */
export async function finish(page) {
  assert.deepEqual(page.errors, []);
  await page.close();
}

/** Presses Ctrl+V with nothing in focus but the page. */
export async function paste(page) {
  await page.bringToFront();
  await page.keyboard.press('Control+V');
}

/** Chooses files as the button does: `[{ name, bytes }]`. */
export function choose(page, files) {
  const list = files.map(({ name, type = '', bytes }) => ({ name, mimeType: type, buffer: Buffer.from(bytes) }));
  return page.locator('input[type=file]').first().setInputFiles(list);
}

/** The desk: where the report lies. */
export const desk = (page) => page.locator('[data-report]');

/** Waits for the report with this text on the desk; on a narrow page it lies behind the findings. */
export async function onDesk(page, text) {
  await desk(page).filter({ hasText: text }).waitFor({ state: 'attached' });
  await page.locator('[data-verdict]').waitFor();
}

export const findings = (page) => page.locator('[data-finding]');

/** The number of the selected finding, or null. */
export const selected = async (page) => {
  const current = page.locator('[data-finding][aria-current="true"]');
  return (await current.count()) ? Number(await current.getAttribute('data-finding')) : null;
};

/** Waits until that finding is the selected one. */
export const select = (page, number) => page.locator(`[data-finding="${number}"][aria-current="true"]`).waitFor();

/** The sentence or two about something that could not be opened. */
export const trouble = (page) => page.getByRole('alert').filter({ hasText: /\S/ });
