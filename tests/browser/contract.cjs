// The contract as the worker sends it: a report comes without its cells, which are numbers, a string and figures beside
// it. The page puts them back in Rust; here the same is done in JavaScript, to hold it against the command line.

'use strict';

const READINGS = ['number', 'mark', 'blank', 'words', 'lost', 'absent'];
/** How many numbers tell of a cell, behind the two of the report's extent. */
const EACH = 5;
const NOWHERE = 2 ** 32 - 1;

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
  const flow = Array.from(flat)[Symbol.iterator]();
  const next = () => flow.next().value;
  const lengths = Array.from(places).slice(2).filter((_, at) => at % EACH === EACH - 1);
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

module.exports = { cells, named };
