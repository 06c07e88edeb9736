// How long the engine takes in a browser's worker, from the message to the outcome. Figures for people, no assertions.
//
// Usage: cargo xtask bench [-- RUNS]

import { launch } from './browser.mjs';
import { open } from './page.mjs';
import { serve } from './server.mjs';
import { inputs } from './sources.mjs';

const runs = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 200);
const site = await serve();
const browser = await launch();
const page = await open(await browser.newContext(), site.url);
console.log(`Chromium ${browser.version()}, ${runs} runs each after ${Math.ceil(runs / 10)} to warm up; milliseconds`);
console.log(`${['first', 'fastest', 'median', 'p95'].map((name) => name.padStart(8)).join('')}  input`);
const files = Object.entries(inputs).filter(([name]) => name.startsWith('report'));
// A file is read from its handle by the worker; what is pasted is with it at once.
const pasted = ['report.html', 'report.txt'].map((name) => [name, inputs[name], 'pasted']);
for (const [name, bytes, how] of [...files, ...pasted]) {
  const times = await page.evaluate(
    ({ name, base64, how, runs }) =>
      new Promise((resolve, reject) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        const text = new TextDecoder().decode(bytes);
        const given = how
          ? { Clipboard: name.endsWith('.html') ? { text: '', html: text } : { text, html: null } }
          : { File: { file: new File([bytes], name) } };
        const worker = gouji.startWorker();
        const times = [];
        let start;
        const ask = () => {
          start = performance.now();
          worker.postMessage({ Check: { id: times.length, name, given, profile: { language: 'zh' } } });
        };
        worker.onerror = reject;
        worker.onmessage = ({ data }) => {
          if (data !== 'Ready') times.push(performance.now() - start);
          if (times.length < runs) return ask();
          worker.terminate();
          resolve(times);
        };
      }),
    { name, how, base64: bytes.toString('base64'), runs: runs + Math.ceil(runs / 10) },
  );
  const warm = times.slice(Math.ceil(runs / 10)).sort((a, b) => a - b);
  const figure = (time) => time.toFixed(2).padStart(8);
  const at = (share) => warm[Math.min(warm.length - 1, Math.floor(warm.length * share))];
  const figures = [times[0], warm[0], at(0.5), at(0.95)].map(figure).join('');
  console.log(`${figures}  ${name}, ${how ?? `${bytes.length} bytes`}`);
}
await browser.close();
await site.close();
