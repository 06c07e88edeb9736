// One browser, one server and a second, foreign server for a file of tests; a fresh context for each of them.

import { after, before } from 'node:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { serve } from './server.mjs';

/**
 * `with`: runs something in a new context, which is closed afterwards. `site` serves the page, `foreign` an empty
 * page on another origin: whatever arrives there should not have been asked for.
 */
export function fixture({ base } = {}) {
  const fixture = {};
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gouji-foreign-'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><html lang="zh"><title>elsewhere</title>');
    fixture.browser = await launch();
    fixture.site = await serve({ base });
    fixture.foreign = await serve({ root: folder });
  });
  after(async () => {
    await fixture.browser?.close();
    await fixture.site?.close();
    await fixture.foreign?.close();
    await rm(folder, { recursive: true, force: true });
  });
  fixture.with = async (options, use) => {
    const context = await fixture.browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
    context.setDefaultTimeout(8_000);
    try {
      return await use(context);
    } finally {
      await context.close();
    }
  };
  return fixture;
}
