import { describe, expect, test } from "vitest";
import { TextError } from "../../../../scripts/manifest/mirrors/text-error.ts";
import { setIn, spansIn, valuesIn } from "../../../support/mirror-text.ts";

const at = (key: string, value = "version") => ({ type: "toml", key, value });
const cargo = at("/package/version");

const crate = `# version = "0.0.0"
[package]
name    = "client"   # the library
version = "1.2.3"   # kept in step with tauri.conf.json
authors = ["Zoë <zoe@example.com>"]
description = """
version = "9.9.9"
"""

[dependencies]
serde = { version = "1.0", features = ["derive"] } # version = "1.2.3"
`;

describe("a text of TOML keeps every byte but the value's", () => {
  test.each([
    ["LF", crate],
    ["CRLF", crate.replaceAll("\n", "\r\n")],
    ["a BOM", `\ufeff${crate}`],
    ["no line end at the end", crate.trimEnd()],
    ["tabs", crate.replaceAll("    ", "\t")],
  ])("%s", async (_, text) => {
    const after = await setIn(cargo, text, "1.3.0-alpha.1");
    expect(after).toBe(text.replace('version = "1.2.3" ', 'version = "1.3.0-alpha.1" '));
    expect(await setIn(cargo, after, "1.2.3")).toBe(text);
  });

  test.each([
    [
      "an inline table",
      'package = { name = "a", version = "1.2.3" }',
      'package = { name = "a", version = "2" }',
    ],
    ["dotted keys", 'package.version = "1.2.3"', 'package.version = "2"'],
    ["dots with spaces", 'package . version = "1.2.3"', 'package . version = "2"'],
    ["quoted keys", '"package"."version" = "1.2.3"', '"package"."version" = "2"'],
    ["a literal text", "[package]\nversion = '1.2.3'", "[package]\nversion = '2'"],
    ["a text of several lines", '[package]\nversion = """1.2.3"""', '[package]\nversion = """2"""'],
    ["a quoted table", "[ 'package' ]\nversion='1.2.3'#x", "[ 'package' ]\nversion='2'#x"],
  ])("%s", async (_, before, after) => {
    expect(await setIn(cargo, before, "2")).toBe(after);
  });
});

test("the places that projects of Rust and Python have", async () => {
  expect(await setIn(at("/workspace/package/version"), '[workspace.package]\nversion = "1.0.0"\n', "1.0.1"))
    .toBe('[workspace.package]\nversion = "1.0.1"\n');
  expect(await setIn(at("/tool/poetry/version"), '[tool.poetry]\nversion = "1.0.0"\n', "1.0.1"))
    .toBe('[tool.poetry]\nversion = "1.0.1"\n');
  expect(await setIn(at("/project/version"), 'project = {version="1.0.0"}', "1.3.0a1")).toBe(
    'project = {version="1.3.0a1"}',
  );
  expect(await setIn(at("/versions/app-code", "build"), '[versions]\napp-code = "45"\n', "46"))
    .toBe('[versions]\napp-code = "46"\n');
});

test("a key leads through lists of tables and lists", async () => {
  const text = '[[bin]]\nname = "a"\n[[bin]]\nname = "b"\nbuilds = [1, 1_000]\n';
  expect(await setIn(at("/bin/1/builds/1", "build"), text, "1001")).toBe(text.replace("1_000", "1001"));
  expect(await valuesIn(at("/bin/1/builds/1"), text)).toEqual(["1000"]);
  expect(await valuesIn(at("/bin/2/name"), text)).toEqual([]);
});

test("a number stays one, and becomes a text only for what is none", async () => {
  expect(await setIn(at("/a", "build"), "a = 45 # x", "46")).toBe("a = 46 # x");
  expect(await setIn(at("/a"), "a = 1.0", "1.0.1")).toBe('a = "1.0.1"');
});

test("a literal text that can't hold a value becomes a basic one", async () => {
  expect(await setIn(at("/a", "name"), "a = 'x'", `Zoë's "app" \\`)).toBe(`a = "Zoë's \\"app\\" \\\\"`);
});

test.each([
  "version.workspace = true",
  "version = { workspace = true }",
  "[package.version]\nworkspace = true",
])(
  "promise 76: what a crate inherits is no place of its own: %s",
  async (line) => {
    const [span, ...more] = await spansIn(cargo, `[package]\nname = "a"\n${line}\n`);
    expect(span?.link).toContain("/workspace/package/version");
    expect(more).toEqual([]);
  },
);

test("a version that Python's build backend works out is a link", async () => {
  const [span] = await spansIn(at("/project/version"), '[project]\ndynamic = ["version"]\n');
  expect(span?.link).toContain("dynamic");
});

test("only a text or a number is a value", async () => {
  for (const value of ["true", "1979-05-27", "[1]", "{}"]) {
    expect(await spansIn(at("/a"), `a = ${value}\n`)).toEqual([]);
  }
});

test.each([
  ["a merge", '[package]\n<<<<<<< HEAD\nversion = "1"\n', 12],
  ["a key that is there twice", 'a = 1\na = "2"\n', 6],
  ["no value", "a = 1\r\nb = \r\n", 11],
  ["a text that does not end", 'a = "1\n', 6],
])("what is no TOML raises with its place: %s", async (_, text, least) => {
  const error = await spansIn(at("/a"), text).catch((error) => error);
  expect(error).toBeInstanceOf(TextError);
  expect(error.offset).toBeGreaterThanOrEqual(least - 6);
  expect(error.offset).toBeLessThanOrEqual(text.length);
});

test("thousands of brackets are refused, and nothing breaks", async () => {
  await expect(spansIn(at("/a"), `a = ${"[".repeat(100_000)}`)).rejects.toBeInstanceOf(TextError);
});
