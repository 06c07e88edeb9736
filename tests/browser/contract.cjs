// The contract as the worker sends it: as bytes, and a report without its cells and numbers, which are numbers, a string
// and figures beside it. The page reads and puts them back in Rust; here the same is done in JavaScript, to hold it
// against the command line.

'use strict';

const assert = require('assert');

const REASONS = 'empty unknown-format no-report scan no-text password damaged too-large timeout crash'.split(' ');
const READINGS = ['number', 'mark', 'blank', 'words', 'lost', 'absent'];
/** How many numbers tell of a cell, behind the two of the report's extent. */
const EACH = 5;
const NOWHERE = 2 ** 32 - 1;

/** Reads an answer in the order that the contract has, as postcard writes it. */
function answered(bytes) {
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const next = bytes[at++];
      value += (next & 0x7f) * scale;
      if (next < 0x80) return value;
    }
  };
  const text = () => {
    const length = count();
    at += length;
    return new TextDecoder().decode(bytes.subarray(at - length, at));
  };
  const figure = () => {
    at += 8;
    return view.getFloat64(at - 8, true);
  };
  const maybe = (read) => () => (bytes[at++] ? read() : null);
  const list = (read) => () => Array.from({ length: count() }, read);
  const one = (...names) => () => names[count()];
  const all = (fields) => () => Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read()]));

  const place = () => [count(), count(), count()];
  const nothing = list(() => assert.fail('it is sent beside the report'));
  const span = all({ text, before: text, after: text, at: place, place: text });
  const sum = all({ rule: text, left: list(text), right: list(text), left_value: figure, right_value: figure });
  const related = all({ file: text, key: maybe(text), value: maybe(figure) });
  const edits = list(all({ at: place, text }));
  const fix = all({ title: text, edits, applicability: one('sure', 'likely', 'unsure') });
  const finding = all({
    id: text,
    rule: text,
    family: one('figures', 'form', 'wording', 'privacy'),
    severity: one('error', 'warning', 'note'),
    cause: one('report', 'reading'),
    message: text,
    cells: list(text),
    spans: list(span),
    sums: list(sum),
    related: list(related),
    expected: maybe(text),
    found: maybe(text),
    fix: maybe(fix),
  });
  const report = all({
    schema: count,
    file: text,
    kind: maybe(text),
    title: maybe(text),
    body: maybe(text),
    year: maybe(count),
    edition: maybe(one('2014', '2019', '2021')),
    last_year: maybe(text),
    cells: nothing,
    findings: list(finding),
    dismissed: list(finding),
    coverage: list(all({ rule: text, examined: count, failed: count, unclear: count })),
    numbers: nothing,
    unreadable: maybe(all({ reason: one(...REASONS), message: text, advice: text })),
  });
  const sheet = all({ document: count, places: list(count), texts: text, values: list(figure), numbers: list(count) });
  const answers = {
    Ready: all({}),
    Archive: all({ id: count, names: list(text) }),
    Done: all({
      id: count,
      outcomes: list(all({ report, sheet: maybe(sheet) })),
      documents: list(all({ characters: text, numbers: list(count) })),
    }),
  };
  const name = Object.keys(answers)[count()];
  const answer = { [name]: answers[name]() };
  assert.strictEqual(at, bytes.length, 'the answer ends where its bytes do');
  return answer;
}

/** How a report's cells were read, in the form's order: without their names, which the form gives. */
function cells({ places, texts, values }) {
  let read = 0;
  return Array.from(values, (value, cell) => {
    const [, , , reading, length] = places.slice(2 + EACH * cell, 2 + EACH * (cell + 1));
    const text = length === NOWHERE ? null : texts.slice(read, (read += length));
    return { reading: READINGS[reading], text, value: Number.isNaN(value) ? null : value };
  });
}

/**
 * The numbers of the prose, behind the cells' texts: with the names of reasons, rules and cells as another answer has them,
 * since the worker tells these by their places in lists of Rust. One place has one name all along.
 */
function numbers({ numbers: flat, texts, places }, other, known) {
  const flow = flat[Symbol.iterator]();
  const next = () => flow.next().value;
  const lengths = places.slice(2).filter((_, at) => at % EACH === EACH - 1);
  let read = lengths.reduce((sum, length) => sum + (length === NOWHERE ? 0 : length), 0);
  const name = (list, place, said) => {
    const key = `${list} ${place}`;
    if (!known.has(key) && ![...known].some(([one, has]) => has === said && one.startsWith(list))) known.set(key, said);
    return known.get(key);
  };
  const found = [];
  for (let block = next(); block !== undefined; block = next()) {
    const said = other[found.length] || { checks: [] };
    const at = [block, next(), next()];
    const text = texts.slice(read, (read += next()));
    const reason = next();
    const checks = Array.from({ length: next() }, (_, check) => {
      const { rule, cells } = said.checks[check] || { cells: [] };
      const named = name('rule', next(), rule);
      return { rule: named, cells: Array.from({ length: next() }, (_, cell) => name('cell', next(), cells[cell])) };
    });
    found.push({ text, at, checks, reason: reason === NOWHERE ? null : name('reason', reason, said.reason) });
  }
  return found;
}

/** A report with its cells and numbers, under the names that they have in another report. */
function named({ report, sheet }, other, known = new Map()) {
  const read = sheet ? cells(sheet) : [];
  return {
    ...report,
    cells: read.map(({ reading, text, value }, cell) => {
      const { key, place } = other?.cells[cell] ?? {};
      return { key, reading, text, value, place };
    }),
    numbers: sheet ? numbers(sheet, other?.numbers ?? [], known) : [],
  };
}

module.exports = { answered, cells, named };
