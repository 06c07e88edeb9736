// Nothing leaves the machine: once ready, the page asks for nothing, and could not.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { copy, copyRendered, drop } from './browser.mjs';
import { fixture } from './fixture.mjs';
import { choose, finish, onDesk, open, paste, trouble } from './page.mjs';
import { notReports, other, otherTitle, sample, sampleText, sampleTitle } from './sources.mjs';

/** Uses the page in every way there is. */
async function use(context, page) {
  await page.getByRole('button', { name: '看一个例子' }).click();
  await onDesk(page, sampleTitle);
  await page.getByRole('tab', { name: '三张表' }).click();
  await page.getByRole('tab', { name: '文稿' }).click();
  for (const name of ['规则', '关于', '按键']) {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await copyRendered(context, other);
  await paste(page);
  await onDesk(page, otherTitle);
  await copy(context, { text: sampleText });
  await paste(page);
  await onDesk(page, sampleTitle);
  await drop(page, 'body', [{ name: 'picture.png', bytes: notReports['picture.png'] }]);
  await trouble(page).first().waitFor();
  await choose(page, [{ name: 'report.html', bytes: Buffer.from(other) }]);
  await onDesk(page, otherTitle);
  for (const key of ['Home', 'j', 'j', 'k', 'Enter', 'Escape', 'End']) await page.keyboard.press(key);
}

for (const base of ['/', '/office/tools/gouji/']) {
  describe(`served under ${base}`, () => {
    const at = fixture({ base });

    test('nothing is requested after the page is ready', () =>
      at.with({}, async (context) => {
        const asked = [];
        context.on('request', (request) => /^(blob|data):/.test(request.url()) || asked.push(request.url()));
        const page = await open(context, at.site.url);
        assert.ok(at.site.requests.length > 0, 'the server counts');
        assert.deepEqual(at.site.requests.filter((request) => !request.startsWith(`GET ${base}`)), []);
        at.site.requests.length = 0;
        asked.length = 0;
        await use(context, page);
        await page.waitForTimeout(300);
        assert.deepEqual(at.site.requests, []);
        assert.deepEqual(asked, []);
        await finish(page);
      }));

    test('it goes on working when the server is gone', () =>
      at.with({}, async (context) => {
        const page = await open(context, at.site.url);
        await context.setOffline(true);
        await use(context, page);
        await finish(page);
      }));
  });
}

describe('the policy', () => {
  const at = fixture();

  /** Everything that could carry a text away, tried in the page or in a worker; what came of it. */
  const attempts = async (target) => {
    const outcome = {};
    const attempt = async (name, act) => {
      try {
        await act();
        outcome[name] = 'went through';
      } catch {
        outcome[name] = 'refused';
      }
    };
    const settled = (object) =>
      new Promise((resolve, reject) => {
        object.onload = object.onopen = resolve;
        object.onerror = reject;
      });
    await attempt('fetch', () => fetch(`${target}fetch`));
    await attempt('fetch without an answer', () => fetch(`${target}opaque`, { mode: 'no-cors' }));
    await attempt('XMLHttpRequest', () => {
      const request = new XMLHttpRequest();
      request.open('GET', `${target}xhr`);
      const done = settled(request);
      request.send();
      return done;
    });
    await attempt('WebSocket', () => settled(new WebSocket(target.replace('http', 'ws'))));
    await attempt('EventSource', () => settled(new EventSource(`${target}events`)));
    if (typeof document === 'undefined') {
      await attempt('importScripts', () => importScripts(`${target}script.js`));
    } else {
      const element = (name, set, parent = document.body) => {
        const element = Object.assign(document.createElement(name), set);
        const done = settled(element);
        parent.append(element);
        return done.finally(() => element.remove());
      };
      await attempt('image', () => element('img', { src: `${target}image.png` }));
      await attempt('script', () => element('script', { src: `${target}script.js` }));
      await attempt('style sheet', () => element('link', { rel: 'stylesheet', href: `${target}style.css` }));
      await attempt('worker', async () => settled(new Worker(`${target}worker.js`)));
      navigator.sendBeacon(`${target}beacon`, 'text');
      // Into a frame, so that it does not take the page itself away.
      const sink = Object.assign(document.createElement('iframe'), { name: 'sink', srcdoc: '' });
      const frame = Object.assign(document.createElement('iframe'), { src: `${target}frame` });
      const form = Object.assign(document.createElement('form'), { action: `${target}form`, target: 'sink' });
      document.body.append(sink, frame, form);
      await new Promise((resolve) => setTimeout(resolve, 100));
      form.submit();
      await new Promise((resolve) => setTimeout(resolve, 300));
      for (const element of [sink, frame, form]) element.remove();
    }
    return outcome;
  };

  const refused = (outcome) => Object.entries(outcome).filter(([, what]) => what !== 'refused');

  test('refuses the page every request, to its own server and to others', () =>
    at.with({}, async (context) => {
      const page = await open(context, at.site.url);
      for (const server of [at.site, at.foreign]) {
        server.requests.length = 0;
        const outcome = await page.evaluate(attempts, server.url);
        assert.deepEqual(refused(outcome), []);
        assert.deepEqual(server.requests, []);
      }
      await page.close();
    }));

  test('refuses the worker every request', () =>
    at.with({}, async (context) => {
      const page = await open(context, at.site.url);
      assert.equal(page.workers().length, 1);
      for (const server of [at.site, at.foreign]) {
        server.requests.length = 0;
        const outcome = await page.workers()[0].evaluate(attempts, server.url);
        assert.ok(Object.keys(outcome).length >= 5);
        assert.deepEqual(refused(outcome), []);
        assert.deepEqual(server.requests, []);
      }
      await page.close();
    }));

  test('and these attempts do go through where there is no policy', () =>
    at.with({}, async (context) => {
      const page = await context.newPage();
      await page.goto(at.foreign.url);
      at.foreign.requests.length = 0;
      const outcome = await page.evaluate(attempts, at.foreign.url);
      assert.equal(outcome.fetch, 'went through');
      const paths = at.foreign.requests.map((request) => request.split('/').pop().replace('?', ''));
      for (const path of ['fetch', 'opaque', 'xhr', 'events', 'image.png', 'script.js', 'style.css', 'beacon', 'form', 'frame']) {
        assert.ok(paths.includes(path), `${path} of ${paths}`);
      }
      await page.close();
    }));
});
