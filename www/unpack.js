// Puts the page's module together from the parts that xtask/pack.mjs takes it apart into.
//
// In a module's code instructions, numbers of locals, offsets and constants alternate, and none foretells the next.
// With all of a kind in a row the page weighs an eighth less when it is sent compressed.
"use strict";

const packing = (() => {
  // The parts, beside the instructions. Offsets, callees and constants have more than one, by their numbers' length in
  // bytes; among the short ones a mark with the length stands in a longer one's place. A short constant's part is that
  // of the instruction behind it, which tells more of it than its neighbours do.
  const OUTSIDE = 0, RUN = 1, CHARACTER = 2, SECOND = 3, LOCALS = 4, READ = 5, WRITE = 6, LABEL = 7, FLOAT = 8, LONG = 9;
  const INDIRECT = 10, OFFSET = 11, CALLEE = 16, LONG_CONSTANT = 21, CONSTANT = 25;
  const TABLE_RUN = CONSTANT + 256, TABLE_PLACE = TABLE_RUN + 1, TABLE_LENGTH = TABLE_RUN + 2;
  const PARTS = TABLE_RUN + 3;
  const MARK = 0x80;

  // Stands outside of the code for a run of characters that have three bytes in UTF-8; these are a part of their own, in
  // UTF-16, and how many there are is another. A run of none is this byte itself.
  const CHARACTERS = 0xc0;

  // Stands there for a run of entries of the program's tables of texts and lists, each a place in memory and a length.
  // Most lie where the one before them ends, so that a place is its difference from there. A run of none is as above.
  const TABLE = 0xc1;

  // What mostly stands behind the instructions with a second byte, and is left out then: no type behind the three that
  // open a block, the size of what is read or written behind the others. With anything else the instruction is RARE.
  const USUAL = [64, 64, 64, 2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];
  // Behind it are as many numbers that stand for no instruction.
  const RARE = 0xc5;
  const opens = (code) => code >= 0x02 && code <= 0x04;
  const reaches = (code) => code >= 0x28 && code <= 0x3e;
  // The place of an instruction among those with a second byte.
  const rank = (code) => (opens(code) ? code - 0x02 : reaches(code) ? code - 0x25 : -1);
  const instructionOf = (rank) => (rank < 3 ? rank + 0x02 : rank + 0x25);

  // The locals of a function, those that were read or written last before the others. `at` gives the one at a place,
  // `of` the place of one; both move it to the front.
  const recency = () => {
    const locals = [];
    const reach = (count) => {
      while (locals.length < count) locals.push(locals.length);
    };
    const front = (place) => {
      const local = locals[place];
      for (; place; place--) locals[place] = locals[place - 1];
      return (locals[0] = local);
    };
    const at = (place) => {
      reach(place + 1);
      return front(place);
    };
    const of = (local) => {
      reach(local + 1);
      const place = locals.indexOf(local);
      front(place);
      return place;
    };
    return { at, of };
  };

  // How many values an instruction takes off the stack, and whether it leaves one. Calls and blocks would need their
  // types, and are taken to do neither; the few operations of one number among those of two are not told apart. That
  // costs some bytes and is otherwise no harm: packing and unpacking go wrong alike.
  const takes = (code) => {
    if (code === 0x1b) return 3;
    if (code === 0x1a || code === 0x21 || code === 0x22 || (code >= 0x28 && code <= 0x35)) return 1;
    if (code === 0x45 || code === 0x50 || (code >= 0xa7 && code <= 0xc4)) return 1;
    return (code >= 0x36 && code <= 0x3e) || (code > 0x45 && code < 0xa7) ? 2 : 0;
  };
  const leaves = (code) => code === 0x1b || (code >= 0x28 && code <= 0x35) || (code >= 0x41 && code <= 0xc4);
  // Looked up, for the half million times that they are asked.
  const TAKES = Array.from({ length: 256 }, (_, code) => takes(code));
  const LEAVES = Array.from({ length: 256 }, (_, code) => leaves(code));

  // The values on a function's stack: the local that each was read from, if any. `step` goes over an instruction and
  // gives the deepest value that it takes, which is where what is reached lies; a sum stands for what is added to.
  const stacked = () => {
    const values = [];
    const put = (local) => values.push(local);
    const step = (code) => {
      let base;
      for (let count = TAKES[code]; count; count--) base = values.pop();
      if (LEAVES[code]) put(code === 0x6a ? base : undefined);
      return base;
    };
    return { put, step };
  };

  // Goes through a function, from its locals to its end. `byte` moves a byte between the code and the part that it is
  // told, `instruction` an instruction with its second byte, `number` a number that has one part if it is short and
  // others if it is longer, `read` a local that is read, as its place in their recency, `offset` an offset, as its
  // difference from the one before it on the same local; all but `number` give what they moved. `next` gives what
  // stands for the instruction behind a constant.
  const walk = ({ byte, instruction, number, read, offset, next }) => {
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
    const recent = recency();
    const stack = stacked();
    // The last offset on each local since it was written.
    const last = new Map();
    for (let groups = leb(LOCALS); groups; groups--) {
      leb(LOCALS);
      byte(LOCALS);
    }
    for (let depth = 1; depth; ) {
      const code = instruction();
      const base = stack.step(code);
      if (code === 0x0b) depth--;
      else if (opens(code)) depth++;
      else if (code === 0x0c || code === 0x0d) leb(LABEL);
      else if (code === 0x0e) for (let labels = leb(LABEL) + 1; labels; labels--) leb(LABEL);
      else if (code === 0x10) number(CALLEE, CALLEE + 1);
      else if (code === 0x11) leb(INDIRECT), leb(INDIRECT);
      else if (code === 0x20) stack.put(read(recent));
      else if (code === 0x21 || code === 0x22) {
        const local = leb(WRITE);
        recent.of(local);
        last.delete(local);
        if (code === 0x22) stack.put(local);
      } else if (code === 0x23 || code === 0x24 || code === 0x3f || code === 0x40) leb(SECOND);
      else if (reaches(code)) last.set(base, offset(last.get(base) || 0));
      else if (code === 0x41) number(CONSTANT + next(), LONG_CONSTANT);
      else if (code === 0x42) leb(LONG);
      else if (code === 0x43) bytes(FLOAT, 4);
      else if (code === 0x44) bytes(FLOAT, 8);
      else if (code === 0xfc) {
        const which = leb(SECOND);
        bytes(SECOND, which === 10 ? 2 : which === 11 ? 1 : 0);
      }
    }
  };

  // A packed module: how long the whole is, how much stands before its functions, how many they are and how long each
  // part is, in words with the lowest byte first; then the parts. The instructions come by themselves, because what
  // compresses them takes a file for all of a kind: together they are 7 KB more.
  const unpack = (packed, instructions) => {
    const words = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    const word = (index) => words.getUint32(4 * index, true);
    const module = new Uint8Array(word(0));
    const places = [];
    for (let part = 0, place = 4 * (3 + PARTS); part < PARTS; place += word(3 + part++)) places.push(place);
    let at = 0;
    const take = (part) => {
      const value = packed[places[part]++];
      if (value === undefined) throw new Error("the module is cut");
      return value;
    };
    const byte = (part) => (module[at++] = take(part));
    let done = 0;
    const instruction = () => {
      const value = instructions[done++];
      if (value === undefined) throw new Error("the instructions are cut");
      const rare = value >= RARE && value < RARE + USUAL.length;
      const code = rare ? instructionOf(value - RARE) : value;
      module[at++] = code;
      if (rare) byte(SECOND);
      else if (rank(code) >= 0) module[at++] = USUAL[rank(code)];
      return code;
    };
    const number = (short, long) => {
      const length = take(short) - MARK;
      if (length < 0) module[at++] = length + MARK;
      for (let left = length; left > 0; left--) byte(long + length - 2);
    };
    const leb = (value) => {
      for (; value > 0x7f; value >>>= 7) module[at++] = (value & 0x7f) | 0x80;
      module[at++] = value;
    };
    const numberOf = (part) => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const next = take(part);
        value |= (next & 0x7f) << shift;
        if (next < 0x80) return value;
      }
    };
    // A difference, whose sign is its lowest bit.
    const signed = (value) => (value >>> 1) ^ -(value & 1);
    const littleEndian = (value) => {
      for (let shift = 0; shift < 32; shift += 8) module[at++] = value >>> shift;
    };
    const read = (recent) => {
      const local = recent.at(numberOf(READ));
      leb(local);
      return local;
    };
    const offset = (last) => {
      const first = take(OFFSET);
      const length = first - MARK;
      let difference = length < 0 ? first : 0;
      for (let shift = 0; shift < 7 * length; shift += 7) difference |= (take(OFFSET + length - 1) & 0x7f) << shift;
      const value = last + signed(difference);
      leb(value);
      return value;
    };
    const next = () => instructions[done];
    let behind = 0;
    // What stands outside of the code, up to a place.
    const outside = (end) => {
      while (at < end) {
        const mark = byte(OUTSIDE);
        let entries = mark === TABLE ? take(TABLE_RUN) : 0;
        let run = mark === CHARACTERS ? take(RUN) : 0;
        // The mark stands for the run.
        if (entries || run) at--;
        for (; entries; entries--) {
          const place = behind + signed(numberOf(TABLE_PLACE));
          const length = numberOf(TABLE_LENGTH);
          behind = place + length;
          littleEndian(place);
          littleEndian(length);
        }
        for (; run; run--) {
          const character = take(CHARACTER) | (take(CHARACTER) << 8);
          module[at++] = 0xe0 | (character >> 12);
          module[at++] = 0x80 | ((character >> 6) & 0x3f);
          module[at++] = 0x80 | (character & 0x3f);
        }
      }
    };
    outside(word(1));
    for (let functions = word(2); functions; functions--) {
      // A function's length stands before it, and is known behind it.
      const start = at;
      walk({ byte, instruction, number, read, offset, next });
      const end = at;
      leb(end - start);
      const length = module.slice(end, at);
      module.copyWithin(start + length.length, start, end);
      module.set(length, start);
    }
    outside(module.length);
    return module;
  };

  const parts = { OUTSIDE, RUN, CHARACTER, SECOND, READ, OFFSET, TABLE_RUN, TABLE_PLACE, TABLE_LENGTH };
  return { PARTS, MARK, CHARACTERS, TABLE, USUAL, RARE, parts, rank, walk, unpack };
})();
