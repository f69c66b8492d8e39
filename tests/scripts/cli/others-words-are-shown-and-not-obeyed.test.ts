import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderFindings } from "../../../functions/_shared/chat/telegram/findings.ts";
import { renderStoppedRun, renderTelegram } from "../../../functions/_shared/chat/telegram/message.ts";
import { escapeMarkdown } from "../../../functions/_shared/table/markdown.ts";
import { inlineMarkdown } from "../../../scripts/cli/markdown.ts";
import { safeJson, safeText } from "../../../scripts/cli/safe-text.ts";
import { codeCell } from "../../../scripts/manifest/map-text.ts";

const clipboard = "\u001b]52;c;aGk=\u0007";
const link = "\u001b]8;;http://evil.test\u001b\\here\u001b]8;;\u001b\\";
const obeyed = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe("a text", () => {
  test.each([
    ...[clipboard, link, "\u001b[2J", "\u009b2J", "a\rb", "\b", "\u202eabc", "\u2066", "\u0000"],
    // a colour may be the background's, or conceal the warnings that follow
    ...["\u001b[31mred\u001b[0m", "\u001b[8m", "\u009b8m"],
  ])("%j is shown, not obeyed", (text) => {
    expect(safeText(text)).not.toMatch(obeyed);
    expect(safeText(text)).toContain("\\");
    const line = safeJson(JSON.stringify({ text }));
    expect(line).not.toMatch(obeyed);
    expect(JSON.parse(line)).toEqual({ text });
  });

  test.each(["a\tb\r\nc\n", "Ünïcode 🚀👩‍💻", ""])("%j stays", (text) => expect(safeText(text)).toBe(text));

  test("a long one is read once", () => {
    expect(inlineMarkdown(`${"0-".repeat(30_000)} ${"a/".repeat(30_000)} ${"x@".repeat(30_000)}`)).not.toBe(
      "",
    );
    expect(safeText("\u001b".repeat(100_000)).length).toBe(400_000);
  });
});

test("only the one place that cleans questions asks any", () => {
  const folder = join(import.meta.dirname ?? "", "../../../scripts");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts")
  );
  const asking = files.filter((path) => readFileSync(join(folder, path), "utf8").includes("@clack/prompts"));
  expect(asking.filter((path) => !/^(stack|tasks|demo)/.test(path))).toEqual(["cli/prompts.ts"]);
});

describe("a message of the chat", () => {
  const evil = `${clipboard}\u202eb\u2028<b>`;
  test.each([
    [
      "findings",
      renderFindings({
        source: evil,
        opened: [{ key: evil, message: evil, issue_url: evil }],
        healed: [{ key: evil, message: evil, issue_url: null }],
        news: [evil],
      }),
    ],
    [
      "a run that stopped",
      renderStoppedRun({
        ...{ run: 1, component: evil, reason: evil, detail: evil, topic: evil, apns_environment: evil },
        ...{ sent: 1, answered: 2 },
      }),
    ],
    [
      "a table",
      renderTelegram({ project: evil, headline: evil, rows: [], auditHead: evil }, {
        text: evil,
        asBody: false,
      }),
    ],
  ])("%s", (_, parts) => {
    expect(parts.join("\n")).toContain("&lt;b&gt;");
    expect(parts.join("\n")).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2028]/u);
  });
});

describe("a Markdown table", () => {
  test.each([
    ["a|b", "a\\|b"],
    ["a\nb\r\nc", "a b c"],
    ["[x](javascript:y)", "\\[x\\](javascript:y)"],
    ["http://evil.test", "http\\://evil.test"],
    ["www.evil.test", "www\\.evil.test"],
    ["a@b.test", "a\\@b.test"],
    ["<img src=x>", "\\<img src=x\\>"],
    [clipboard, " \\]52;c;aGk= "],
    ["a\u2028b\u061cc", "a b c"],
  ])("%j", (text, shown) => expect(escapeMarkdown(text)).toBe(shown));

  test.each([["a`b", "`` a`b ``"], ["a|b", "`a\\|b`"], ["a\nb", "`a b`"], ["``", "``` `` ```"]])(
    "code %j",
    (text, shown) => expect(codeCell(text)).toBe(shown),
  );
});
