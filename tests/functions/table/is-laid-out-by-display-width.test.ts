import { format, util } from "prettier";
import { expect, test } from "vitest";
import { renderMarkdown } from "../../../functions/_shared/table/markdown.ts";
import { buildTable, type Table, width } from "../../../functions/_shared/table/rows.ts";
import { renderTerminal } from "../../../functions/_shared/table/terminal.ts";

/** Texts, and how many columns a terminal gives them. */
const columns: [name: string, text: string, wide: number][] = [
  ["latin", "dashboard", 9],
  ["CJK", "日本語", 6],
  ["Korean", "한국어", 6],
  ["full-width letters", "ＡＢ", 4],
  ["half-width katakana with a sound mark", "ｶﾞ", 2],
  ["emoji", "🚀", 2],
  ["a family of four joined with ZWJ", "👨‍👩‍👧‍👦", 2],
  ["a ZWJ sequence without its variation selector", "🏳‍🌈", 2],
  ["a flag", "🇩🇪", 2],
  ["a flag made of tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2],
  ["a skin tone", "👍🏽", 2],
  ["a key", "1️⃣", 2],
  ["a heart as text", "❤", 1],
  ["a heart as emoji", "❤️", 2],
  ["a combining accent", "e\u0301te\u0301", 3],
  ["marks above marks", "Z\u0351\u036b\u0343", 1],
  ["Hebrew with points", "שָׁלוֹם", 4],
  ["Arabic with vowels", "مَرْحَبًا", 5],
  ["Thai", "สวัสดี", 4],
  ["Hindi", "नमस्ते", 4],
  ["arrow and markers", "→●○↻", 4],
];

const escaped = "pipe | back\\slash `tick` *star* _under_ [x](y) ~s~ #1 ! <b> &amp;";

function tableOf(labels: readonly string[]): Table {
  const components = labels.map((label, index) => ({
    key: `k${index}`,
    label,
    host: index % 2 === 0 ? `h${index}.example.test` : null,
    build: 9 + index,
  }));
  return buildTable({ project: "Nine", forced: false, changes: [], components, auditHead: null });
}

test.each(columns)("%s takes as many columns as a terminal gives it", (_, text, wide) => {
  expect(width(text)).toBe(wide);
  expect(width(`a${text}b`)).toBe(wide + 2);
});

test("in a terminal every column begins at the same place", () => {
  const table = tableOf(columns.map(([, text]) => text));
  const rows = renderTerminal(table).split("\n").filter((line) => /^[●○↻] /.test(line));
  const before = rows.map((line, index) => {
    const [, text = "", wide = 0] = columns[index] ?? [];
    expect(line.startsWith(`○ ${text}`)).toBe(true);
    // What stands between the label and its build are spaces only.
    return wide + line.indexOf("(") - `○ ${text}`.length;
  });
  expect(new Set(before)).toEqual(new Set([11]));
});

test("prettier leaves the table of README.md as it is", async () => {
  const table = renderMarkdown(tableOf([...columns.map(([, text]) => text), escaped, "日".repeat(60)]));
  expect(await format(table, { parser: "markdown" })).toBe(table);
});

test("prettier counts the columns of every character as we do", () => {
  const differing: string[] = [];
  for (let point = 0x20; point <= 0x10ffff; point++) {
    const text = point >= 0xd800 && point <= 0xdfff ? "" : String.fromCodePoint(point);
    // A control character never gets into a table.
    if (text !== "\x7f" && width(text) !== util.getStringWidth(text)) differing.push(point.toString(16));
  }
  expect(differing).toEqual([]);
});

test("characters that nobody sees are left out of a table", () => {
  const table = tableOf(["a\u200bb", "a\u00adb", "\ufeffab", "a\u200eb\u200f", "a\u2060b"]);
  expect(table.rows.map(({ label }) => label)).toEqual(["ab", "ab", "ab", "ab", "ab"]);
  expect(tableOf(["👨‍👩‍👧‍👦"]).rows[0]?.label).toBe("👨‍👩‍👧‍👦");
});
