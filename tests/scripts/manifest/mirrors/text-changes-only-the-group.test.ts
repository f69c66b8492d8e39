import { expect, test } from "vitest";
import { problemsOf } from "../../../../scripts/manifest/problems.ts";
import { isQuick } from "../../../../scripts/manifest/regex-rule.ts";
import { setIn, spansIn, valuesIn } from "../../../support/mirror-text.ts";

const at = (regex: string) => ({ type: "text", regex });

test.each([
  [
    "gradle.properties",
    "^appVersion=(.*?)\\s*$",
    "a=1\r\nappVersion=1.2.3\r\nb=2\r\n",
    "a=1\r\nappVersion=1.3.0\r\nb=2\r\n",
  ],
  ["a constant", 'VERSION = "([^"]+)"', 'const VERSION = "1.2.3"; // ü', 'const VERSION = "1.3.0"; // ü'],
  ["a named group", "v(?<v>\\d+\\.\\d+\\.\\d+)", "x v1.2.3", "x v1.3.0"],
  ["a BOM", "^\\ufeff?v=(.*)$", "\ufeffv=1.2.3", "\ufeffv=1.3.0"],
  ["two lines", "image:v([\\d.]+)", "image:v1.2.3\nimage:v1.2.3\n", "image:v1.3.0\nimage:v1.3.0\n"],
  [
    "long enough to be tried apart",
    "^v=(.*)$",
    `${"a".repeat(9000)}\nv=1.2.3`,
    `${"a".repeat(9000)}\nv=1.3.0`,
  ],
  ["behind an emoji", "🚀 (\\S+)", "🚀 1.2.3 🚀", "🚀 1.3.0 🚀"],
])("only the group changes: %s", async (_, regex, before, after) => {
  expect(await setIn(at(regex), before, "1.3.0")).toBe(after);
  expect(await setIn(at(regex), after, "1.2.3")).toBe(before);
});

test("a group that took no part in the match is no place", async () => {
  expect(await valuesIn(at("a=(\\d)|b"), "b a=1 b")).toEqual(["1"]);
});

test("a pattern that takes for ever is given up with a reason", async () => {
  await expect(spansIn(at("^(?:a+)+(b)"), "a".repeat(60))).rejects.toMatchObject({
    message: expect.stringContaining("longer than"),
  });
});

test("only a pattern that can't take long runs at once", () => {
  for (const regex of ["^v=(.*)$", 'V = "([^"]+)"', "v(\\d)\\.", "a?(b*)", "\\(\\*(x+)\\)"]) {
    expect(isQuick(regex, 8000)).toBe(true);
    expect(isQuick(regex, 8001)).toBe(false);
  }
  for (const regex of ["(?:a+)+(b)", "(a)*", "(a)\\1*", "(a*)b*", "a?b?c?(d)", "(a{1,9})", "(a|b)+"]) {
    expect(isQuick(regex, 1)).toBe(false);
  }
});

test.each([
  ["(", "regular expression"],
  ["version", "0 groups"],
  ["(?:a)", "0 groups"],
  ["(a)(b)", "2 groups"],
  ["((a))", "2 groups"],
])("version.json refuses %s", (regex, what) => {
  const mirrors = [{ type: "text", file: "a.txt", regex, value: "version" }];
  const { problems } = problemsOf({
    name: "x",
    build: 1,
    components: { web: { name: "Web", kind: "web", build: 1, paths: ["web"], mirrors } },
  });
  expect(problems).toEqual([
    { pointer: "/components/web/mirrors/0/regex", what: expect.stringContaining(what), component: "web" },
  ]);
});
