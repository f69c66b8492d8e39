import { expect, test } from "vitest";
import { HeaderDecoder } from "../../../functions/_shared/http2/hpack-decoder.ts";

function readHead(block: Uint8Array) {
  const { status, retryAfter } = new HeaderDecoder().decode(block);
  return { status, retryAfter };
}

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];

test.each([
  ["88", 200], // indexed
  ["8c", 400],
  ["8e", 500],
  ["4803343130", 410], // literal with indexing, plain
  ["0803343033", 403], // literal without indexing
  ["1803343133", 413], // never indexed
  ["488264 02".replace(" ", ""), 302], // RFC 7541, C.6.1: Huffman
  ["20488264 02".replace(" ", ""), 302], // after a change of the table's size to 0
])("%s is status %i", (hex, status) => {
  expect(readHead(bytes(hex))).toEqual({ status, retryAfter: null });
});

test("RFC 7541, C.6.1: a whole head with Huffman codes, of which only the status matters", () => {
  const block = bytes(
    "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3",
  );
  expect(readHead(block)).toEqual({ status: 302, retryAfter: null });
});

test("every digit of a Huffman code is read", () => {
  const codes = [
    "00000",
    "00001",
    "00010",
    "011001",
    "011010",
    "011011",
    "011100",
    "011101",
    "011110",
    "011111",
  ];
  for (let number = 100; number < 1_000; number++) {
    const bits = [...String(number)].map((digit) => codes[Number(digit)]).join("");
    const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
    const coded = (padded.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
    expect(readHead(Uint8Array.of(0x48, 0x80 | coded.length, ...coded)).status).toBe(number);
  }
});

test("retry-after is read when it is a number of seconds", () => {
  // 53 does not fit into four bits: 15, then 38
  const head = (value: string) => readHead(Uint8Array.of(0x0f, 38, ...text(value), 0x8e));
  expect(head("120")).toEqual({ status: 500, retryAfter: "120" });
  expect(head("Fri, 31 Dec 1999 23:59:59 GMT")).toEqual({ status: 500, retryAfter: null });
});

test("names that are spelt out are passed over", () => {
  const block = Uint8Array.of(0x00, ...text("apns-id"), ...text("b7c5f3a0"), 0x88);
  expect(readHead(block).status).toBe(200);
});

test.each([
  ["be", "an entry of a table that there is not"],
  ["80", "index 0"],
  ["7f80808080", "an integer without an end"],
  ["480a3431", "a text without an end"],
  ["ff", "half an integer"],
])("%s is refused: %s", (hex) => {
  expect(() => readHead(bytes(hex))).toThrow();
});
