import { expect, test } from "vitest";
import { decodeHuffman } from "../../../../functions/_shared/http2/huffman.ts";

/** RFC 7541, Appendix B: a character of each length and group, its code, and how many bits that has. */
const codes: [byte: number | string, code: number, bits: number][] = [
  [0, 0x1ff8, 13],
  [1, 0x7fffd8, 23],
  [9, 0xffffea, 24],
  [10, 0x3ffffffc, 30],
  [" ", 0x14, 6],
  ["!", 0x3f8, 10],
  ["#", 0xffa, 12],
  ["$", 0x1ff9, 13],
  ["%", 0x15, 6],
  ["&", 0xf8, 8],
  ["'", 0x7fa, 11],
  ["-", 0x16, 6],
  ["/", 0x18, 6],
  ["0", 0x0, 5],
  ["3", 0x19, 6],
  [":", 0x5c, 7],
  [";", 0xfb, 8],
  ["<", 0x7ffc, 15],
  ["A", 0x21, 6],
  ["B", 0x5d, 7],
  ["X", 0xfc, 8],
  ["Z", 0xfd, 8],
  ["\\", 0x7fff0, 19],
  ["_", 0x22, 6],
  ["a", 0x3, 5],
  ["z", 0x7b, 7],
  ["{", 0x7ffe, 15],
  ["|", 0x7fc, 11],
  ["}", 0x3ffd, 14],
  ["~", 0x1ffd, 13],
  [127, 0xffffffc, 28],
  [128, 0xfffe6, 20],
  [255, 0x3ffffee, 26],
];

test.each(codes)("%o is %i in %i bits", (byte, code, bits) => {
  const padded = code.toString(2).padStart(bits, "0").repeat(3);
  const coded = (padded.padEnd(Math.ceil(padded.length / 8) * 8, "1").match(/.{8}/g) ?? []).map((each) =>
    parseInt(each, 2)
  );
  const into = new Uint8Array(8);
  const count = decodeHuffman(Uint8Array.from(coded), 0, coded.length, into);
  const expected = typeof byte === "string" ? byte.charCodeAt(0) : byte;
  expect([...into.subarray(0, count)]).toEqual([expected, expected, expected]);
});
