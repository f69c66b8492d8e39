import { expect, test } from "vitest";
import { findJson } from "../../../../scripts/manifest/mirrors/json.ts";
import { JsonTextError, scanJson } from "../../../../scripts/manifest/mirrors/json-text.ts";
import { nodeAt, toPointer } from "../../../../scripts/manifest/mirrors/pointer.ts";
import { rewrite } from "../../../../scripts/manifest/mirrors/value-span.ts";

const set = (text: string, pointer: string, value: string) => rewrite(text, findJson(text, pointer), value);

test.each([
  [
    "indentation and order",
    '{\n\t"b": 1,\n\t"build": 131,\n\t"a": 2\n}\n',
    '{\n\t"b": 1,\n\t"build": 132,\n\t"a": 2\n}\n',
  ],
  ["one line, no break at the end", '{"build":131}', '{"build":132}'],
  ["CRLF", '{\r\n  "build": 131\r\n}\r\n', '{\r\n  "build": 132\r\n}\r\n'],
  ["a BOM", '\ufeff{"build": 131}', '\ufeff{"build": 132}'],
  ["a text stays a text", '{"build": "131"}', '{"build": "132"}'],
  [
    "comments",
    '{ // build: 1\n /* "build": 2 */ "build": 131, // was 130\n}',
    '{ // build: 1\n /* "build": 2 */ "build": 132, // was 130\n}',
  ],
  [
    "the same name further in",
    '{"x": {"build": 1}, "build": 131, "y": "\\"build\\": 3"}',
    '{"x": {"build": 1}, "build": 132, "y": "\\"build\\": 3"}',
  ],
  ["spaces where nobody puts them", '{ "build"\n:\t131 }', '{ "build"\n:\t132 }'],
])("promise 7: %s", (_, before, after) => {
  expect(set(before, "/build", "132")).toBe(after);
  expect(set(after, "/build", "132")).toBe(after);
});

test("a pointer leads through objects, lists and escaped names", () => {
  const text = '{"a/b": {"~": [0, {"build": 7}]}}';
  expect(set(text, "/a~1b/~0/1/build", "8")).toBe('{"a/b": {"~": [0, {"build": 8}]}}');
  expect(findJson(text, "/a~1b/~0/01/build")).toEqual([]);
  expect(findJson(text, "/a~1b/none")).toEqual([]);
  expect(toPointer(["a/b", "~", 1])).toBe("/a~1b/~0/1");
});

test("only a text or a number is a value", () => {
  for (const value of ["null", "true", "{}", "[1]"]) {
    expect(findJson(`{"build": ${value}}`, "/build")).toEqual([]);
  }
});

test("a name or a version is written as JSON text", () => {
  expect(set('{"name": "Old"}', "/name", 'Größe "X"')).toBe('{"name": "Größe \\"X\\""}');
  expect(set('{"version": 1.0}', "/version", "1.0.1")).toBe('{"version": "1.0.1"}');
});

test("a name that is there twice is noticed, and the last one counts as in JSON.parse", () => {
  const text = '{"build": 1, "build": 2}';
  expect(scanJson(text).repeated).toEqual(["build"]);
  expect(set(text, "/build", "3")).toBe('{"build": 1, "build": 3}');
});

test.each(["", "{", '{"a" 1}', '{"a": }', "[1 2]", '{"a": "x\n"}', "{} {}", "{a: 1}", '{"a": 1.2.3}'])(
  "what is no JSON raises with its place: %j",
  (text) => {
    expect(() => scanJson(text)).toThrow(JsonTextError);
  },
);

test("every value of a text is found where JSON.parse would find it", () => {
  const value = {
    a: [1, -2.5e-3, 'x\\"y', { "": null }],
    "/~": { t: true, f: false },
    u: "\u00e9\ud83d\ude80",
  };
  for (const indent of [0, 2, "\t"]) {
    const text = JSON.stringify(value, null, indent);
    const root = scanJson(text);
    const look = (part: unknown, path: (string | number)[]): void => {
      const node = nodeAt(root, toPointer(path));
      expect(JSON.parse(text.slice(node?.start, node?.end))).toEqual(part);
      if (Array.isArray(part)) part.forEach((item, index) => look(item, [...path, index]));
      else if (typeof part === "object" && part !== null) {
        for (const [name, member] of Object.entries(part)) look(member, [...path, name]);
      }
    };
    look(value, []);
  }
});
