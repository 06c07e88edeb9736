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

/** A report with its cells, under the names that they have in another report. */
function named({ report, sheet }, other) {
  const read = sheet ? cells(sheet) : [];
  return {
    ...report,
    cells: read.map(({ reading, text, value }, cell) => {
      const { key, place } = other?.cells[cell] ?? {};
      return { key, reading, text, value, place };
    }),
  };
}

module.exports = { cells, named };
