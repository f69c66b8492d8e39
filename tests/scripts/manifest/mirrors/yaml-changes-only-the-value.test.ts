import { describe, expect, test } from "vitest";
import { TextError } from "../../../../scripts/manifest/mirrors/text-error.ts";
import { setIn, spansIn, valuesIn } from "../../../support/mirror-text.ts";

const at = (key: string, value = "version") => ({ type: "yaml", key, value });

const pubspec = `# version: 0.0.0+0
name: counter
description: >-
  version: 9.9.9+9
version: 1.2.3+45   # shown in About

environment: { sdk: ">=3.4.0 <4.0.0" }
dependencies:
  flutter: {sdk: flutter}
  http: ^1.2.3+45
`;

describe("a text of YAML keeps every byte but the value's", () => {
  test.each([
    ["LF", pubspec],
    ["CRLF", pubspec.replaceAll("\n", "\r\n")],
    ["a BOM", `\ufeff${pubspec}`],
    ["no line end at the end", pubspec.trimEnd()],
    ["a document that begins", `---\n${pubspec}...\n`],
  ])("%s", async (_, text) => {
    const mirror = at("/version", "version+build");
    const after = await setIn(mirror, text, "1.3.0-alpha.1+46");
    expect(after).toBe(text.replace("\nversion: 1.2.3+45", "\nversion: 1.3.0-alpha.1+46"));
    expect(await setIn(mirror, after, "1.2.3+45")).toBe(text);
  });

  test.each([
    ["double quotes", 'version: "1.2.3"', 'version: "1.3.0"'],
    ["single quotes", "version: '1.2.3' # x", "version: '1.3.0' # x"],
    ["no quotes", "version:   1.2.3", "version:   1.3.0"],
    ["a flow map", "{name: a, version: 1.2.3}", "{name: a, version: 1.3.0}"],
    ["JSON", '{"version": "1.2.3"}', '{"version": "1.3.0"}'],
    ["an anchor and a tag", "version: &v !!str 1.2.3", "version: &v !!str 1.3.0"],
    ["a quoted key", "'version': 1.2.3", "'version': 1.3.0"],
    ["a value on the next line", "version:\n  1.2.3\n", "version:\n  1.3.0\n"],
  ])("%s", async (_, before, after) => {
    expect(await setIn(at("/version"), before, "1.3.0")).toBe(after);
  });
});

test("a chart has the version of its own and of what it installs", async () => {
  const chart = 'apiVersion: v2\nname: web\nversion: 0.4.1\nappVersion: "1.16.0"\n';
  expect(await setIn(at("/version"), chart, "0.4.2")).toBe(chart.replace("0.4.1", "0.4.2"));
  expect(await setIn(at("/appVersion"), chart, "1.17.0-rc.1")).toBe(chart.replace("1.16.0", "1.17.0-rc.1"));
});

test.each([
  ["1.9", "1.10", '"1.10"'],
  ["1.9", "2", '"2"'],
  ["1.2.3", "1e3", '"1e3"'],
  ["1.2.3", "2026-11-27", '"2026-11-27"'],
  ["App", "No", '"No"'],
  ["App", "A: B #c", '"A: B #c"'],
  ["App", "- x", '"- x"'],
  ["App", "null", '"null"'],
  ["App", "y", '"y"'],
  ["App", "Mein Gerät 2", "Mein Gerät 2"],
  ["1.2.3", "1.3.0+4", "1.3.0+4"],
])("without quotes %s becomes %s only as every YAML reads it", async (before, value, written) => {
  expect(await setIn(at("/v"), `v: ${before}\n`, value)).toBe(`v: ${written}\n`);
});

test("a version that YAML reads as a number is that number, so that it counts as drift", async () => {
  expect(await valuesIn(at("/v"), "v: 1.10")).toEqual(["1.1"]);
  expect(await valuesIn(at("/v"), "v: 1.0")).toEqual(["1"]);
  expect(await valuesIn(at("/v"), "v: 1.9")).toEqual(["1.9"]);
  expect(await setIn(at("/v"), "v: 1.10", "1.10")).toBe('v: "1.10"');
});

test("a build stays a number, or a text", async () => {
  expect(await setIn(at("/b", "build"), "b: 45", "46")).toBe("b: 46");
  expect(await setIn(at("/b", "build"), "b: '45'", "46")).toBe("b: '46'");
});

test("single quotes are doubled, and give way to a text that they can't hold", async () => {
  expect(await setIn(at("/n", "name"), "n: 'x'", "Zoë's \\")).toBe("n: 'Zoë''s \\'");
  expect(await setIn(at("/n", "name"), "n: 'x'", "a\tb")).toBe('n: "a\\tb"');
});

test("an alias and a merge key are links, with the line of what they repeat", async () => {
  const text = "base: &b\n  version: &v 1.2.3\nv: *v\nc: *b\nd:\n  <<: *b\n";
  for (const [key, hint] of [["/v", "line 2"], ["/c/version", "&b"], ["/d/version", "<<"]] as const) {
    const [span, ...more] = await spansIn(at(key), text);
    expect(span?.link).toContain(hint);
    expect(more).toEqual([]);
  }
  expect(await valuesIn(at("/base/version"), text)).toEqual(["1.2.3"]);
});

test("of several documents every one that has the key is found, unless one is named", async () => {
  const text = "version: 1.0.0\n---\nkind: x\n---\nversion: 2.0.0\n";
  expect(await valuesIn(at("/version"), text)).toEqual(["1.0.0", "2.0.0"]);
  expect(await valuesIn(at("/kind"), text)).toEqual(["x"]);
  const third = { ...at("/version"), document: 3 };
  expect(await setIn(third, text, "2.1.0")).toBe(text.replace("2.0.0", "2.1.0"));
  expect(await valuesIn({ ...third, document: 4 }, text)).toEqual([]);
});

test("lists, names with slashes and names that are numbers", async () => {
  const text = 'a/b:\n  - 1: "é"\n  - 2: x # ü\n';
  expect(await setIn(at("/a~1b/1/2"), text, "z")).toBe(text.replace("x #", "z #"));
  expect(await valuesIn(at("/a~1b/01/2"), text)).toEqual([]);
});

test("only a text or a number is a value", async () => {
  for (const value of ["true", "null", "", "[1]", "{a: 1}", "|\n  1.2.3", ">\n  1.2.3"]) {
    expect(await spansIn(at("/a"), `a: ${value}\n`)).toEqual([]);
  }
});

test.each([
  "a: 1\na: 2\n",
  "b: 0\na: 1\nb: 2\na: 2\n",
  "a: [1\n",
  "a: 'x\n",
  "a: 1\n b: 2\n",
  "{{- if .a }}\na: 1\n",
  "\ta: 1\n",
  "[".repeat(100_000),
])(
  "what is no YAML raises: %#",
  async (text) => {
    await expect(spansIn(at("/a"), text)).rejects.toBeInstanceOf(TextError);
  },
);
