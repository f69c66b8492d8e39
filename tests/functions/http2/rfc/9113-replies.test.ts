// RFC 9113, section 8: what a reply is, and what is none. Whatever is wrong with one is nobody else's concern.
import { frame } from "../../support/peer.ts";
import { answer, type Case, endConnection, failRequest } from "../../support/rfc-cases.ts";
import {
  ascii,
  data,
  field,
  head,
  lastData,
  ok,
  openHead,
  reset,
  settings,
  status,
} from "../../support/wire.ts";

/** A reply of one block, and nothing else. */
const block = (name: string, ...fields: number[][]): Case => [name, settings(), head(1, fields.flat())];
/** A reply of several frames. */
const reply = (name: string, ...frames: number[][]): Case => [name, settings(), ...frames];

failRequest("PROTOCOL_ERROR", [
  reply("8.1 a body before its head", data(1, [65])),
  reply("8.1 an empty end before its head", lastData(1, [])),
  reply("8.1 a head that only announces another, and the end", head(1, status("103"))),
  reply("8.1 trailers that end nothing", openHead(1, ok), openHead(1, field("x", "y"))),
  reply("8.1 a second head", openHead(1, ok), openHead(1, status("500"))),
  reply("8.1 a second head that ends the reply", openHead(1, ok), head(1, status("500"))),
  reply("8.1 a 1xx after the head", openHead(1, ok), openHead(1, status("103"))),
  ...[":method", ":scheme", ":authority", ":path", ":status", ":x"].map((name) =>
    reply(
      `8.1 a trailer ${name}`,
      openHead(1, ok),
      lastTrailer(field(name, name === ":status" ? "200" : "x")),
    )
  ),
  reply(
    "8.1.1 fewer bytes than content-length",
    openHead(1, [...ok, ...field("content-length", "3")]),
    lastData(1, ascii("ab")),
  ),
  reply(
    "8.1.1 more bytes than content-length",
    openHead(1, [...ok, ...field("content-length", "1")]),
    lastData(1, ascii("ab")),
  ),
  block("8.1.1 a content-length and no body", ok, field("content-length", "3")),
  block("8.1.1 a content-length that is no number", ok, field("content-length", "0x0")),
  block("8.1.1 a negative content-length", ok, field("content-length", "-1")),
  block(
    "8.1.1 two content-lengths that differ",
    ok,
    field("content-length", "0"),
    field("content-length", "1"),
  ),
  block("8.2 a name with a capital", ok, field("Server", "x")),
  block("8.2.1 an empty name", ok, field("", "x")),
  block("8.2.1 a name with a space", ok, field("a b", "x")),
  block("8.2.1 a name with a colon inside", ok, field("a:b", "x")),
  block("8.2.1 a name with a control character", ok, field("a\u0001", "x")),
  block("8.2.1 a name with DEL", ok, field("a\u007f", "x")),
  block("8.2.1 a name beyond ASCII", ok, field("é", "x")),
  block("8.2.1 a value with NUL", ok, field("a", "x\0y")),
  block("8.2.1 a value with a line feed", ok, field("a", "x\ny")),
  block("8.2.1 a value with a carriage return", ok, field("a", "x\ry")),
  block("8.2.1 a value after a space", ok, field("a", " x")),
  block("8.2.1 a value before a tab", ok, field("a", "x\t")),
  ...["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"].map((name) =>
    block(`8.2.2 ${name}`, ok, field(name, "x"))
  ),
  block("8.2.2 transfer-encoding by its number in the table", ok, [0x0f, 42, 1, 120]),
  reply("8.2.1 a name with a capital in a 1xx", announcing(field("Link", "x")), head(1, ok)),
  reply("8.2.1 a value with a line feed in a 1xx", announcing(field("link", "x\ny")), head(1, ok)),
  reply("8.2.2 a field of connections in a 1xx", announcing(field("connection", "x")), head(1, ok)),
  reply("8.2.2 a field of connections in trailers", openHead(1, ok), lastTrailer(field("connection", "x"))),
  reply("8.3 a pseudo-header of requests in a 1xx", announcing(field(":path", "/")), head(1, ok)),
  block("8.3 a :status after another field", field("a", "b"), ok),
  block("8.3 two :status", ok, ok),
  block("8.3 a pseudo-header of requests", ok, field(":method", "GET")),
  block("8.3 one by its number in the table", [0x82], ok),
  block("8.3 a pseudo-header that nobody knows", ok, field(":x", "y")),
  block("8.3.2 no :status", field("a", "b")),
  reply("8.3.2 no :status, in a head that ends nothing", openHead(1, field("link", "x")), head(1, ok)),
  block("8.3.2 nothing at all"),
  block("8.3.2 an empty :status", status("")),
  block("8.3.2 a :status of two digits", status("20")),
  block("8.3.2 a :status of four digits", status("2000")),
  block("8.3.2 a :status with a sign", status("+20")),
  reply("8.3.2 a :status below 100", openHead(1, status("099"))),
  reply("8.6 a :status of 101", openHead(1, status("101"))),
]);

failRequest("CANCEL", [
  reply(
    "10.5.1 a body longer than any of APNs",
    openHead(1, ok),
    data(1, new Array(16_384).fill(65)),
    data(1, [65]),
  ),
]);

endConnection("ENHANCE_YOUR_CALM", [
  reply(
    "10.5.1 a header block without an end",
    frame(1, 1, 1, ok),
    ...new Array(70).fill(frame(9, 0, 1, [])),
  ),
  reply(
    "10.5.1 a header block of 80 kB",
    frame(1, 1, 1, ok),
    ...new Array(5).fill(frame(9, 0, 1, new Array(16_000).fill(0))),
  ),
  reply(
    "10.5.1 one byte in the table that stands for 4 kB, many times",
    head(1, [
      ...[...ok, 0x40, 1, 97, 0x7f, 0xa1, 0x1e],
      ...new Array(4_000).fill(98),
      ...new Array(40).fill(0xbe),
    ]),
  ),
  reply(
    "10.5.1 a Huffman code of more than 16 kB",
    frame(1, 1, 1, [...ok, 0x00, 1, 97, 0xff, 0xb1, 0x5d]),
    ...hugeText(),
  ),
]);

answer(200, [
  reply("8.1 three 103 before the head", ...new Array(3).fill(openHead(1, status("103"))), head(1, ok)),
  reply("8.1 100 before the head", openHead(1, status("100")), head(1, ok)),
  reply("8.1 RST_STREAM with NO_ERROR after a whole reply", head(1, ok), reset(1, 0)),
  reply("8.1 trailers that change nothing", openHead(1, ok), lastTrailer(field("grpc-status", "13"))),
  block("8.1.1 a content-length of 0", ok, field("content-length", "0")),
  block(
    "8.1.1 the same content-length twice",
    ok,
    field("content-length", "0"),
    field("content-length", "0"),
  ),
  block(
    "8.2 fields that nobody asked for",
    ok,
    field("server", "x"),
    field("set-cookie", "a=b"),
    field("x-y_z!", ""),
  ),
  block("8.2.1 a value beyond ASCII", ok, field("a", "é")),
]);
for (const code of [204, 304]) {
  answer(code, [
    block(
      `8.1.1 a content-length without a body, which ${code} may have`,
      status(String(code)),
      field("content-length", "99"),
    ),
  ]);
}
answer(599, [block("8.3.2 a :status that nobody knows", status("599"))]);

const sentence = '{"reason":"日本 – ü"}';
const bytes = ascii(sentence);
answer(400, [
  reply(
    "8.1 a text cut inside its characters",
    openHead(1, status("400")),
    ...bytes.map((byte) => data(1, [byte])),
    lastData(1, []),
  ),
  reply(
    "8.1 a text before trailers",
    openHead(1, [...status("400"), ...field("content-length", String(bytes.length))]),
    data(1, bytes),
    lastTrailer(field("a", "b")),
  ),
  reply(
    "6.1 padded parts",
    openHead(1, status("400")),
    data(1, [1, ...bytes.slice(0, 12), 0], 8),
    data(1, [0, ...bytes.slice(12)], 9),
  ),
], sentence);

/** A head that only announces another, with these fields. */
function announcing(fields: number[]): number[] {
  return openHead(1, [...status("103"), ...fields]);
}

function lastTrailer(fields: number[]): number[] {
  return head(1, fields);
}

/** The rest of a header block whose last text is 12,000 bytes of five-bit codes, and so 19,200 characters. */
function hugeText(): number[][] {
  const zeros = new Array(12_080).fill(0);
  return [frame(9, 4, 1, zeros)];
}
