// A paste full of traps: nothing in it runs, nothing is fetched, and its text is read all the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copy, drop } from './browser.mjs';
import { fixture } from './fixture.mjs';
import { desk, findings, finish, onDesk, open, paste, trouble } from './page.mjs';
import { sample, sampleTitle } from './sources.mjs';

const at = fixture();

/** The sample with everything in it that a page could be attacked with; `out` is where it would call. */
function hostile(out) {
  const call = `window.trapped=true;fetch('${out}ran')`;
  const head = `
    <base href="${out}">
    <meta http-equiv="refresh" content="0;url=${out}refresh">
    <link rel="stylesheet" href="${out}style.css"><link rel="preload" as="image" href="${out}preload">
    <script>${call}</script><script src="${out}script.js"></script>
    <style>@import "${out}import.css"; * { background: url(${out}background) !important; display: none !important }</style>`;
  const body = `
    <img src="${out}image.png" onerror="${call}"><img srcset="${out}set.png 1x" src="x" onerror="${call}">
    <svg onload="${call}"><script>${call}</script><use href="${out}use.svg#a"></use><image href="${out}svg.png"/></svg>
    <iframe src="${out}frame"></iframe><iframe srcdoc="&lt;script&gt;parent.trapped=true&lt;/script&gt;"></iframe>
    <object data="${out}object"></object><embed src="${out}embed">
    <video poster="${out}poster" src="${out}video" autoplay onloadstart="${call}"></video><audio src="${out}audio" autoplay></audio>
    <form action="${out}form"><input name="a" autofocus onfocus="${call}"><button formaction="javascript:${call}">提交</button></form>
    <a href="javascript:${call}" ping="${out}ping">链接甲</a><a href="${out}link" target="_self">链接乙</a>
    <p style="background:url(${out}style-attribute)" onclick="${call}" onmouseover="${call}">带事件的一段</p>
    <details open ontoggle="${call}"><summary>摘要</summary></details><marquee onstart="${call}">滚动</marquee>
    <table background="${out}table-background"><tr><td background="${out}cell">格</td></tr></table>
    <template><script>${call}</script></template><noscript><img src="${out}noscript"></noscript>
    <math><mtext><script>${call}</script></mtext></math><body onload="${call}" background="${out}body">
    <p>&lt;img src=x onerror=${call}&gt;</p><p>\${${call}}{{${call}}}</p>`;
  return sample.replace('</head>', `${head}</head>`).replace('</h1>', `</h1>${body}`);
}

const ways = {
  'pasted as HTML': async (context, page, html) => {
    await copy(context, { text: '报告', html });
    await paste(page);
  },
  'pasted as the text of a page': async (context, page, html) => {
    await copy(context, { text: html });
    await paste(page);
  },
  'dropped as a file': (_, page, html) => drop(page, 'body', [{ name: 'hostile.html', bytes: Buffer.from(html) }]),
};

for (const [way, give] of Object.entries(ways)) {
  test(`hostile HTML ${way}`, () =>
    at.with({}, async (context) => {
      const html = hostile(at.foreign.url);
      const page = await open(context, at.site.url);
      const address = page.url();
      at.foreign.requests.length = 0;
      at.site.requests.length = 0;
      await give(context, page, html);
      await onDesk(page, sampleTitle);
      assert.ok((await findings(page).count()) > 0, 'the report in it is checked');
      // Touch what is drawn: a link or a handler would answer now.
      for (const text of ['链接甲', '链接乙', '带事件的一段']) {
        const place = desk(page).getByText(text).first();
        if (await place.count()) {
          await place.hover();
          await place.click();
        }
      }
      await page.waitForTimeout(300);
      assert.equal(await page.evaluate(() => window.trapped), undefined);
      assert.equal(page.url(), address);
      assert.deepEqual(at.foreign.requests, []);
      assert.deepEqual(at.site.requests, []);
      const alive = await desk(page).evaluate((desk) => {
        const elements = [...desk.querySelectorAll('*')];
        const strange = 'script,style,link,meta,base,img,svg,iframe,object,embed,video,audio,form,input,a[href],math,template';
        const names = elements.filter((element) => element.matches(strange)).map((element) => element.outerHTML);
        const inline = elements.filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on')));
        return [...names, ...inline.map((element) => element.outerHTML)];
      });
      assert.deepEqual(alive, []);
      await finish(page);
    }));
}

test('and these traps do spring in a page that is drawn as HTML', () =>
  at.with({}, async (context) => {
    const page = await context.newPage();
    await page.goto(at.foreign.url);
    at.foreign.requests.length = 0;
    // Without what takes the page away or hides it.
    const html = hostile(at.foreign.url).replace(/<meta http-equiv[^>]*>/, '');
    await page.setContent(html, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.trapped);
    await page.waitForTimeout(300);
    const paths = at.foreign.requests.map((request) => request.split('/').pop());
    for (const path of ['ran', 'script.js', 'style.css', 'import.css', 'image.png', 'frame', 'poster', 'svg.png']) {
      assert.ok(paths.includes(path), `${path} of ${paths}`);
    }
    await page.close();
  }));

test('names of files are text too', () =>
  at.with({}, async (context) => {
    const page = await open(context, at.site.url);
    const name = '<img src=x onerror=trapped=1>.html';
    await drop(page, 'body', [{ name, bytes: Buffer.from('GIF89a') }]);
    assert.ok((await trouble(page).first().innerText()).includes(name));
    assert.equal(await page.evaluate(() => window.trapped), undefined);
    await finish(page);
  }));
