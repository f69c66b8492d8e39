import { describe, expect, test } from "vitest";
import { buildTable } from "../../../functions/_shared/table/rows.ts";
import { renderTelegram } from "../../../functions/_shared/chat/telegram/message.ts";
import { parse } from "../support/telegram-html.ts";

const table = buildTable({
  project: "Nine",
  forced: false,
  changes: [{ component: "docs", build: 8, previous_build: 7 }],
  components: [{ key: "docs", label: "docs", host: null, build: 8 }],
  auditHead: "12:abc",
});
const told = (text: string, asBody = false) => renderTelegram(table, { text, asBody });

test("notes stand below the table", () => {
  expect(told("Faster.\n\n- pages\n- search")).toEqual([
    "<b>Nine</b> · docs 7 → 8\n\n<code>● docs (7 → 8)</code>\n\nFaster.\n\n- pages\n- search\n\naudit <code>12:abc</code>",
  ]);
});

test("promise 44: as the body they stand in its place", () => {
  expect(told("Read this.", true)).toEqual([
    "<b>Nine</b> · docs 7 → 8\n\nRead this.\n\naudit <code>12:abc</code>",
  ]);
});

test.each(["", "  \n\t "])(
  "blank notes (%j) are none: the table stays, also in the place of a body",
  (text) => {
    expect(told(text)).toEqual(renderTelegram(table));
    expect(told(text, true)).toEqual(renderTelegram(table));
  },
);

describe("what was written is shown, never read as markup", () => {
  test.each([
    ["<b>bold</b> & <script>", "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;"],
    ['<a href="https://evil.test">x</a>', "&lt;a href=&quot;https://evil.test&quot;&gt;x&lt;/a&gt;"],
    ["a\r\nb\rc\u2028d", "a\nb\nc\nd"],
    ["a\u202eb\u0007c\u0000d", "abcd"],
    ["one\n\n\n\n\ntwo  \n", "one\n\ntwo"],
    ["* tab\tbed", "* tab  bed"],
  ])("%j", (text, html) => {
    expect(told(text, true)).toEqual([expect.stringContaining(`\n\n${html}\n\naudit`)]);
  });
});

describe("every part is a valid message of at most 4096 units", () => {
  test.each([
    ["many lines", "- a change & <more>\n".repeat(700)],
    ["one line of words", "word ".repeat(3000)],
    ["one line without a space", "x".repeat(9000)],
    ["characters of two units", `a${"🚀".repeat(4500)}`],
    ["an entity at the border", "&".repeat(4096 + 1)],
  ])("%s", (_, text) => {
    const parts = told(text);
    expect(parts.length).toBeGreaterThan(1);
    let whole = "";
    for (const part of parts) {
      const { text: visible } = parse(part);
      expect(visible.length).toBeLessThanOrEqual(4096);
      expect(visible.isWellFormed()).toBe(true);
      whole += visible;
    }
    const letters = (value: string) => value.match(/[a-z🚀]/gu)?.length ?? 0;
    if (!text.includes("&")) {
      expect(letters(whole)).toBe(letters(text) + letters(parse(renderTelegram(table)[0] ?? "").text));
    }
    expect(told(text)).toEqual(parts);
  });
});
