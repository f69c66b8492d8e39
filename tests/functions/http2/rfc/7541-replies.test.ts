// RFC 7541: what a server may write in a header block. After one that can't be read nothing can.
import { answer, type Case, endConnection } from "../../support/rfc-cases.ts";
import {
  added,
  ascii,
  head,
  integer,
  lastData,
  ok,
  openHead,
  settings,
  settingsAck,
  status,
  text,
} from "../../support/wire.ts";

/** A reply of one block after what else the server says. */
const block = (name: string, fields: number[][], ...before: number[][]): Case => [
  name,
  settings(),
  ...before,
  head(1, fields.flat()),
];
/** A literal that nobody keeps, with a value in Huffman code. */
const huffman = (...coded: number[]) => [0x00, 1, 97, 0x80 | coded.length, ...coded];
const resize = (size: number) => integer(0x20, 5, size);
/** Other streams' blocks go through the same table. */
const earlier = (...fields: number[][]) => head(1, fields.flat(), 4);

endConnection("COMPRESSION_ERROR", [
  block("2.3.3 the first number beyond both tables", [ok, [0xbe]]),
  block("2.3.3 a name by a number beyond both tables", [ok, [0x7e], text("x")]),
  block("2.3.3 such a name of a field that nobody keeps", [ok, integer(0x00, 4, 62), text("x")]),
  block("2.3.3 such a name of a field that must never be kept", [ok, integer(0x10, 4, 62), text("x")]),
  block("4.2 a table larger than the default", [resize(4_097), ok]),
  block("4.2 any table after it was told that we want none", [resize(1), ok], settingsAck),
  block("4.2 a change of the table's size after a field", [ok, resize(0)]),
  block("4.4 an entry that was dropped", [resize(64), added("a", "b".repeat(30)), added("c", "d"), ok, [
    0xbf,
  ]]),
  block("4.4 an entry larger than the table, which empties it", [
    resize(64),
    added("a", "b"),
    added("c", "d".repeat(40)),
    ok,
    [0xbe],
  ]),
  block(
    "4.3 an entry that a smaller table has lost",
    [resize(0), resize(4_096), [0xbe]],
    earlier(ok, added("a", "b")),
  ),
  block("5.1 a number that never ends", [ok, [0xff, 0x80, 0x80, 0x80, 0x80, 0x80]]),
  block("5.1 a number beyond 2^32", [ok, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]]),
  block("5.1 a number that ends with the block", [ok, [0xff]]),
  block("5.1 a number that goes on after the block", [ok, [0xff, 0x80]]),
  block("5.1 a size of the table that ends with the block", [[0x3f]]),
  block("5.1 more zeros than any number needs", [[0x3f, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], ok]),
  block("5.2 a length beyond the block", [ok, [0x00, 1, 97, 9, 98]]),
  block("5.2 a name without a value", [ok, [0x00, 1, 97]]),
  block("5.2 a literal and nothing more", [ok, [0x00]]),
  block("5.2 Huffman padding of eight bits", [ok, huffman(0x1f, 0xff)]),
  block("5.2 Huffman padding that is not of ones", [ok, huffman(0x18)]),
  block("5.2 Huffman padding alone, a whole byte", [ok, huffman(0xff)]),
  block("5.2 the end of a text inside a text", [ok, huffman(0xff, 0xff, 0xff, 0xff)]),
  block("5.2 a Huffman code that breaks off", [ok, huffman(0xfe)]),
  block("6.1 number 0", [ok, [0x80]]),
]);

answer(200, [
  block("2.3.2 a field that was added in the same block", [ok, added("a", "b"), [0xbe]]),
  block("2.3.2 the newest entry has the lowest number", [[0x48, 3], ascii("200"), added("a", "b"), [0xbe]]),
  block("2.3.2 a field that is there twice", [ok, added("a", "b"), added("a", "b"), [0xbe], [0xbf]]),
  block("4.2 the table that is there before our SETTINGS are known", [resize(4_096), ok, added("a", "b")]),
  block("4.2 two changes of its size", [resize(0), resize(4_096), ok]),
  block("4.2 none, as we asked", [resize(0), ok], settingsAck),
  block("4.4 an entry as large as the table", [resize(35), ok, added("a", "bc"), [0xbe]]),
  block("5.1 zeros that a number does not need", [[0x3f, 0x80, 0x00], ok]),
  block("5.2 an empty text", [ok, [0x00], text("a"), [0x00]]),
  block("5.2 an empty text in Huffman code", [ok, [0x00], text("a"), [0x80]]),
  block("6.2.3 a field that must never be kept", [ok, [0x10], text("a"), text("b")]),
  block("C.2.1 a literal of the example, added", [ok, [0x40], text("custom-key"), text("custom-header")]),
  block("5.2 a name in Huffman code", [
    ok,
    [0x00, 0x88, 0x25, 0xa8, 0x49, 0xe9, 0x5b, 0xa9, 0x7d, 0x7f],
    text("x"),
  ]),
]);

// Servers exist that go on using their table after they have acknowledged that we want none (h2o 2.2 is one): 4.2 and
// RFC 9113, 4.3.1 would end the connection, and with it everybody's push. They are understood.
const announcing = head(1, [...[0x48, ...text("103")], ...added("content-length", "3")], 4);
answer(410, [
  block("2.3.2 a name of the table with another value", [[0x7f, 0, ...text("410")]], settingsAck, announcing),
], "");
answer(
  410,
  [[
    "2.3.2 a field of the table",
    ...[settings(), settingsAck, announcing],
    ...[openHead(1, [...status("410"), 0xbe]), lastData(1, ascii("abc"))],
  ]],
  "abc",
);
answer(302, [block("C.6.1 a whole head in Huffman code", [[
  ...[
    0x48,
    0x82,
    0x64,
    0x02,
    0x58,
    0x85,
    0xae,
    0xc3,
    0x77,
    0x1a,
    0x4b,
    0x61,
    0x96,
    0xd0,
    0x7a,
    0xbe,
    0x94,
    0x10,
    0x54,
    0xd4,
  ],
  ...[
    0x44,
    0xa8,
    0x20,
    0x05,
    0x95,
    0x04,
    0x0b,
    0x81,
    0x66,
    0xe0,
    0x82,
    0xa6,
    0x2d,
    0x1b,
    0xff,
    0x6e,
    0x91,
    0x9d,
    0x29,
    0xad,
  ],
  ...[0x17, 0x18, 0x63, 0xc7, 0x8f, 0x0b, 0x97, 0xc8, 0xe9, 0xae, 0x82, 0xae, 0x43, 0xd3],
]])]);
