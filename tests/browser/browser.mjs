// A browser for tests, and what a person does with it: copy, paste, drop.

import { chromium } from 'playwright-core';

// Chromium's own chatter is off: what arrives at the servers is the page's doing. The sandbox cannot be had as root.
const ARGUMENTS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Starts the Chromium that `cargo xtask` found. */
export function launch() {
  return chromium.launch({ executablePath: process.env.GOUJI_CHROMIUM || '/usr/bin/chromium', args: ARGUMENTS });
}

/**
 * Puts text and HTML on the clipboard as a program would: through a copy event, which, unlike the asynchronous
 * clipboard, cleans nothing up.
 */
export async function copy(context, { text, html }) {
  const page = await context.newPage();
  await page.setContent('<p>nothing yet</p>');
  await page.evaluate(
    ({ text, html }) => {
      document.addEventListener('copy', (event) => {
        event.clipboardData.setData('text/plain', text);
        if (html !== undefined) event.clipboardData.setData('text/html', html);
        event.preventDefault();
      });
    },
    { text, html },
  );
  await page.keyboard.press('Control+C');
  await page.close();
}

/** Opens a document, selects all of it and copies it: the clipboard holds what Chromium makes of it. */
export async function copyRendered(context, html) {
  const page = await context.newPage();
  await page.setContent(html);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  const text = await page.evaluate(() => document.getSelection().toString());
  await page.close();
  return text;
}

/** Drops files, `[{ name, type, bytes }]`, on an element. */
export async function drop(page, selector, files) {
  const encoded = files.map(({ name, type = '', bytes }) => ({
    name,
    type,
    base64: Buffer.from(bytes).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    return transfer;
  }, encoded);
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent(selector, type, { dataTransfer: transfer });
  await transfer.dispose();
}
