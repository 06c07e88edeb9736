// What the tests check: the page's own sample in several shapes, and files that are no report.

import { readdirSync, readFileSync } from 'node:fs';
import { gb18030 } from './gb18030.mjs';

/** The made-up report that the page ships, with planted errors. */
export const sample = readFileSync(new URL('../../www/samples/report.html', import.meta.url), 'utf8');

/** Its title, as its heading has it. */
export const sampleTitle = /<h1>(.*?)<\/h1>/.exec(sample)[1];

/** The same report as a text file: a line a paragraph, a line a row, cells separated by tabs. */
export const sampleText = sample
  .slice(sample.indexOf('<body'))
  .replace(/\n/g, '')
  .replace(/<\/t[dh]>(?=<t[dh])/g, '\t')
  .replace(/<\/(tr|p|h[1-6])>/g, '\n')
  .replace(/<[^>]*>/g, '')
  .trim();

/** The sample without its planted errors. */
export const clean = [
  ['326条', '346条'],
  ['<td>64</td>', '<td>46</td>'],
  ['只计这一情况', '只计这一情形'],
  ['<td></td><td>0</td><td>2</td>', '<td>0</td><td>0</td><td>2</td>'],
  ['<td>2</td><td>1</td><td>0</td><td>0</td><td>4</td>', '<td>2</td><td>1</td><td>0</td><td>0</td><td>3</td>'],
  ['存在的问题及改进措施', '存在的主要问题及改进情况'],
  ['2025年2月18日', '2025年1月18日'],
].reduce((text, [planted, right]) => {
  if (!text.includes(planted)) throw new Error(`the sample has no ${planted}`);
  return text.replace(planted, right);
}, sample);

/** The same report of another body, so that the two can be told apart. */
export const other = sample.replaceAll('云岭县教育局', '青川县水务局');
export const otherTitle = sampleTitle.replace('云岭县教育局', '青川县水务局');

/** The same report in the formats of offices: `tests/samples/`. */
const samples = new URL('../samples/', import.meta.url);
const offices = Object.fromEntries(
  readdirSync(samples)
    .filter((name) => name.startsWith('report.'))
    .map((name) => [name, readFileSync(new URL(name, samples))]),
);

/** Inputs whose answers must be the same natively and through the worker. */
export const inputs = {
  ...offices,
  'report.html': Buffer.from(sample),
  'report.txt': Buffer.from(sampleText),
  'report.gb18030.html': gb18030(sample.replace('charset="utf-8"', 'charset="gb2312"')),
  'report.gb18030.txt': gb18030(sampleText),
  'report.utf16le.txt': Buffer.from('\ufeff' + sampleText, 'utf16le'),
  'note.txt': Buffer.from('明天下午三点在二楼会议室开会，请准时参加。\n'),
  'empty.txt': Buffer.alloc(0),
};

/** Bytes without any order; the same ones each time. */
export function noise(length) {
  const words = new Uint32Array(length >> 2);
  let state = 0x9e3779b9;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return Buffer.from(words.buffer);
}

/** A picture of one pixel. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Files that are no report. */
export const notReports = {
  'picture.png': picture,
  'empty.txt': Buffer.alloc(0),
  'blanks.txt': Buffer.from(' \n\t\n　\n'),
  'program.bin': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), noise(4096)]),
  'noise': noise(1 << 20),
  'notice.html': Buffer.from(
    '<!doctype html><meta charset="utf-8"><title>停水通知</title><p>因管道检修，6月3日8时至12时停水。</p>',
  ),
};
