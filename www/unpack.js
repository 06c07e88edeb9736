// Puts the page's module together from the parts that xtask/pack.mjs takes it apart into.
//
// In a module's code instructions, numbers of locals, offsets and constants alternate, and none foretells the next.
// With all of a kind in a row the page weighs a tenth less when it is sent compressed.
"use strict";

const packing = (() => {
  // The parts. Offsets, constants and callees have five each, one for each length of a number in bytes; among the short
  // ones a mark with the length stands in a longer one's place.
  const OUTSIDE = 0, INSTRUCTION = 1, LOCALS = 2, READ = 3, WRITE = 4, LABEL = 5, FLOAT = 6, LONG = 7, INDIRECT = 8;
  const OFFSET = 9, CONSTANT = 14, CALLEE = 19;
  const PARTS = 24;
  const MARK = 0x80;

  // Goes through a function, from its locals to its end. `byte` moves a byte between the code and the part that it is
  // told, `number` a number of a kind that has five; `byte` gives what it moved.
  const walk = (byte, number) => {
    const leb = (part) => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const next = byte(part);
        value |= (next & 0x7f) << shift;
        if (next < 0x80) return value;
      }
    };
    const bytes = (part, count) => {
      while (count--) byte(part);
    };
    for (let groups = leb(LOCALS); groups; groups--) {
      leb(LOCALS);
      byte(LOCALS);
    }
    for (let depth = 1; depth; ) {
      const code = byte(INSTRUCTION);
      if (code === 0x0b) depth--;
      else if (code >= 0x02 && code <= 0x04) {
        depth++;
        leb(INSTRUCTION);
      } else if (code === 0x0c || code === 0x0d) leb(LABEL);
      else if (code === 0x0e) for (let labels = leb(LABEL) + 1; labels; labels--) leb(LABEL);
      else if (code === 0x10) number(CALLEE);
      else if (code === 0x11) leb(INDIRECT), leb(INDIRECT);
      else if (code === 0x20) leb(READ);
      else if (code === 0x21 || code === 0x22) leb(WRITE);
      else if (code === 0x23 || code === 0x24 || code === 0x3f || code === 0x40) leb(INSTRUCTION);
      else if (code >= 0x28 && code <= 0x3e) leb(INSTRUCTION), number(OFFSET);
      else if (code === 0x41) number(CONSTANT);
      else if (code === 0x42) leb(LONG);
      else if (code === 0x43) bytes(FLOAT, 4);
      else if (code === 0x44) bytes(FLOAT, 8);
      else if (code === 0xfc) {
        const which = leb(INSTRUCTION);
        bytes(INSTRUCTION, which === 10 ? 2 : which === 11 ? 1 : 0);
      }
    }
  };

  // A packed module: how long the whole is, how much stands before its functions, how many they are and how long each
  // part is, in words with the lowest byte first; then the parts.
  const unpack = (packed) => {
    const words = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    const word = (index) => words.getUint32(4 * index, true);
    const module = new Uint8Array(word(0));
    const places = [];
    for (let part = 0, place = 4 * (3 + PARTS); part < PARTS; place += word(3 + part++)) places.push(place);
    let at = 0;
    const byte = (part) => {
      const value = packed[places[part]++];
      if (value === undefined) throw new Error("the module is cut");
      return (module[at++] = value);
    };
    const number = (kind) => {
      const length = byte(kind) - MARK;
      if (length < 0) return;
      at--;
      for (let left = length; left; left--) byte(kind + length - 1);
    };
    while (at < word(1)) byte(OUTSIDE);
    for (let functions = word(2); functions; functions--) {
      // A function's length stands before it, and is known behind it.
      const start = at;
      walk(byte, number);
      const length = [];
      for (let rest = at - start; ; rest >>>= 7) {
        length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
        if (rest <= 0x7f) break;
      }
      module.copyWithin(start + length.length, start, at);
      module.set(length, start);
      at += length.length;
    }
    while (at < module.length) byte(OUTSIDE);
    return module;
  };

  return { PARTS, MARK, OUTSIDE, walk, unpack };
})();
