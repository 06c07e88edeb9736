// Writes GB18030, which platforms only read: the inverse of their decoder over the two-byte codes.

let codes;

/** Encodes text whose characters all have one- or two-byte codes; throws on others. */
export function gb18030(text) {
  if (!codes) {
    codes = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        if (trail === 0x7f) continue;
        const [character, more] = decoder.decode(Uint8Array.of(lead, trail));
        if (more === undefined && !codes.has(character)) codes.set(character, [lead, trail]);
      }
    }
  }
  const bytes = [];
  for (const character of text) {
    const code = character.codePointAt(0) < 0x80 ? [character.codePointAt(0)] : codes.get(character);
    if (!code) throw new Error(`${character} has no two-byte code`);
    bytes.push(...code);
  }
  return Buffer.from(bytes);
}
