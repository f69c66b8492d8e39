import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { createMask } from "../../../scripts/cli/mask.ts";
import { elapsed } from "../../../scripts/runtime.ts";

const secrets = [
  "8bytes!!",
  "hunter2-hunter2",
  "sb/publish+able==_key",
  "p@ss/w0rd +&=?<ü>%\"\\\t'x'(*)~",
  "日本語パスワード🔑",
];

function maskOf(...known: string[]) {
  const mask = createMask();
  known.forEach(mask.add);
  return (text: string) => mask.apply(text);
}

const percent = (text: string, bytes: RegExp) =>
  Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return bytes.test(character) ? character : `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
  }).join("");
const ascii = (text: string) =>
  text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase());

const encodings: [name: string, encode: (secret: string) => string][] = [
  ["as is", (secret) => secret],
  ["by encodeURIComponent", encodeURIComponent],
  ["by encodeURI", encodeURI],
  ["as RFC 3986 wants it", (secret) => percent(secret, /[A-Za-z0-9._~-]/)],
  ["with lower-case digits in the URL", (secret) => lower(percent(secret, /[A-Za-z0-9._~-]/))],
  ["as a form", (secret) => new URLSearchParams({ secret }).toString().replace("secret=", "")],
  ["in JSON", (secret) => JSON.stringify(secret).slice(1, -1)],
  ["in JSON inside of JSON", (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
  ["in JSON as Python writes it", (secret) => ascii(JSON.stringify(secret).slice(1, -1))],
  ["in JSON as PHP writes it", (secret) => ascii(JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"))],
  ["in lower-case hex", (secret) => Buffer.from(secret).toString("hex")],
  ["in upper-case hex", (secret) => Buffer.from(secret).toString("hex").toUpperCase()],
];

describe.each(secrets)("%s", (secret) => {
  test.each(encodings)("%s", (_, encode) => {
    expect(maskOf(secret)(`before ${encode(secret)} after`)).toBe("before *** after");
  });

  test.each(["base64", "base64url"] as const)("in %s, whatever stands before and after", (encoding) => {
    const mask = maskOf(secret);
    for (const before of ["", "a", "ab", "user:"]) {
      for (const after of ["", "z", "yz", ":more"]) {
        const text = Buffer.from(before + secret + after).toString(encoding);
        const first = Math.floor(before.length * 8 / 6);
        const last = Math.ceil((before.length + Buffer.byteLength(secret)) * 8 / 6);
        expect(mask(`x ${text} y`)).toBe(`x ${text.slice(0, first)}***${text.slice(last)} y`);
      }
    }
  });

  test("over two lines, wherever it is parted, in every encoding", () => {
    const mask = maskOf(secret);
    for (const encode of [...encodings.map(([, encode]) => encode), btoaOf]) {
      const text = encode(secret).replace(/=+$/, "");
      for (let at = 1; at < text.length; at++) {
        expect(mask(`a\n${text.slice(0, at)}\n${text.slice(at)}\nb`)).toBe("a\n***\n***\nb");
      }
    }
  });
});

function btoaOf(secret: string): string {
  return Buffer.from(secret).toString("base64");
}

test("base64 as the base64 command folds it, at 76 columns", () => {
  const secret = "0123456789abcdef".repeat(12);
  const folded = btoaOf(`{"token":"${secret}"}`).replace(/.{76}/g, "$&\n");
  expect(maskOf(secret)(folded)).toMatch(/^\S{1,16}\*\*\*\n(\*\*\*\n)+\*\*\*\S{1,8}$/);
});

test("a secret of several lines is hidden as it is and as one line", () => {
  const key = "first line of it\nsecond line of it\r\nlast";
  const mask = maskOf(key);
  expect(mask(key)).not.toMatch(/line|last/);
  expect(mask(JSON.stringify(key))).toBe('"***"');
  expect(mask(key.replace(/[\r\n]/g, ""))).toBe("***");
});

test("secrets that overlap, or of which one holds the other, leave nothing", () => {
  expect(maskOf("abcdefgh-ijkl", "ijkl-mnopqrst")("abcdefgh-ijkl-mnopqrst")).toBe("***");
  expect(maskOf("cdefghij", "abcdefghijkl")("abcdefghijkl cdefghij")).toBe("*** ***");
});

test("what only looks like it is shown, and so are values too short to be a secret", () => {
  const mask = maskOf("hunter2-hunter2", "short");
  for (
    const text of ["hunter2-hunter", "unter2-hunter2", "HUNTER2-HUNTER2", "short", "hunter2\n\n-hunter", ""]
  ) {
    expect(mask(text)).toBe(text);
  }
});

test("a JWT is hidden from where it begins", () => {
  const jwt = `eyJ${"a".repeat(20)}.eyJ${"b".repeat(20)}.${"c".repeat(20)}`;
  expect(maskOf()(`Bearer ${jwt}, token-${jwt}; ${jwt.slice(0, 30)}`)).toBe(
    `Bearer ***, token-***; ${jwt.slice(0, 30)}`,
  );
});

/** One line each, a megabyte long; some are what makes a regular expression slow. */
const long: [name: string, text: string][] = [
  ["base64", "aGVsbG8gd29ybGQh".repeat(65_536)],
  ["one letter", "a".repeat(1_000_000)],
  ["dots and dashes", "a.a-".repeat(250_000)],
  ["what begins as a secret does", "hunter2-hunter".repeat(75_000)],
  ["secrets", "hunter2-hunter2".repeat(70_000)],
  ["what begins as a JWT does", "-eyJabcdefghi".repeat(80_000)],
  ["what begins as a URL does", "a://b:".repeat(170_000)],
  ["what begins as a key does", "-----BEGIN ".repeat(90_000)],
];

test.each(long)("a line of 1 MB takes as long as its eight parts, and no more: %s", (_, text) => {
  const others = Array.from({ length: 30 }, (_, index) => `another-secret-${index}-`.repeat(8));
  const mask = maskOf("hunter2-hunter2", ...others);
  const took = (work: () => void) => {
    const start = elapsed();
    work();
    return elapsed() - start;
  };
  const part = text.slice(0, Math.ceil(text.length / 8));
  const parts = () => {
    for (let index = 0; index < 8; index += 1) mask(part);
  };
  // what grows with the square takes eight times as long, also on a machine that others use
  const times = [1, 2, 3].map(() => [took(() => void mask(text)), took(parts)] as const);
  expect(Math.min(...times.map(([whole]) => whole)) / Math.max(1, ...times.map(([, eight]) => eight)))
    .toBeLessThan(5);
});
