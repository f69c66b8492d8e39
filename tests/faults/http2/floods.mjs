// @ts-check
// What a hostile server can send without an end, spelt as RFC 9113 has it.

/** @param {number} type @param {number} flags @param {number} stream @param {number[] | Uint8Array} payload */
function frame(type, flags, stream, payload = []) {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, Buffer.from(payload)]);
}

/** @param {string} name @param {string} value */
const field = (name, value) => [0, name.length, ...Buffer.from(name), value.length, ...Buffer.from(value)];
const ok = [0x88];
const long = new Uint8Array(16_384);
const announcing = frame(1, 4, 1, field(":status", "103"));
/** The same two SETTINGS in turn, as many as a frame holds: an empty table and a full one, a small window and a large one. */
const fickle = Array.from(
  { length: 682 },
  () => [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 16, 0, 0, 4, 0, 0, 1, 0, 0, 4, 0, 0, 255, 255],
).flat();

/**
 * By name: what comes once, and what comes again and again.
 * @type {Record<string, { first?: Buffer, again: Buffer }>}
 */
export const floods = {
  "CONTINUATION": { first: frame(1, 1, 1, ok), again: frame(9, 0, 1, long) },
  "empty CONTINUATION": { first: frame(1, 1, 1, ok), again: frame(9, 0, 1) },
  "SETTINGS": { again: frame(4, 0, 0, [0, 3, 0, 0, 3, 232]) },
  "long SETTINGS": { again: frame(4, 0, 0, fickle) },
  "acknowledgements": { again: frame(4, 1, 0) },
  "PING": { again: frame(6, 0, 0, new Uint8Array(8)) },
  "103": { again: announcing },
  "trailers": { first: frame(1, 4, 1, ok), again: frame(1, 5, 1, field("a", "b")) },
  "empty DATA": { first: frame(1, 4, 1, ok), again: frame(0, 0, 1) },
  "DATA of a byte": { first: frame(1, 4, 1, ok), again: frame(0, 0, 1, [65]) },
  "long DATA": { first: frame(1, 4, 1, ok), again: frame(0, 0, 1, long) },
  "WINDOW_UPDATE": { again: frame(8, 0, 0, [0, 0, 0, 1]) },
  "WINDOW_UPDATE of a stream": { again: frame(8, 0, 1, [0, 0, 0, 1]) },
  "GOAWAY": { again: frame(7, 0, 0, [0x7f, 255, 255, 255, 0, 0, 0, 0]) },
  "RST_STREAM": { again: frame(3, 0, 1, [0, 0, 0, 8]) },
  "PRIORITY": { again: frame(2, 0, 1, [0, 0, 0, 0, 1]) },
  "unknown": { again: frame(99, 0, 0) },
  "long unknown": { again: frame(99, 0, 0, long) },
  "Huffman": {
    again: frame(1, 4, 1, [
      ...field(":status", "103"),
      0,
      1,
      97,
      0xff,
      0x81,
      0x7e,
      ...new Uint8Array(16_256),
    ]),
  },
  "table": {
    again: frame(1, 4, 1, [0x48, 3, 49, 48, 51, 0x40, 1, 97, 2, 98, 98, ...new Uint8Array(1_000).fill(0xbe)]),
  },
};
