import { expect, test } from "vitest";
import { buildTable, type Table } from "../../../functions/_shared/table/rows.ts";
import { renderTelegram } from "../../../functions/_shared/chat/telegram/message.ts";
import { renderMarkdown } from "../../../functions/_shared/table/markdown.ts";
import { parse } from "../support/telegram-html.ts";

function table(
  count: number,
  label: (index: number) => string,
  host: string | null = "h.example.test",
): Table {
  return buildTable({
    project: "Nine & co",
    forced: false,
    changes: [{ component: "c0", build: 2, previous_build: 1 }],
    components: Array.from(
      { length: count },
      (_, index) => ({ key: `c${index}`, label: label(index), host, build: index }),
    ),
    auditHead: `12:${"a".repeat(64)}`,
  });
}

test.each([
  ["one row", table(1, () => "ios"), 1],
  ["forty rows", table(40, (index) => `c${index}`), 1],
  ["more than 100 entities", table(60, (index) => `c${index}`), 2],
  ["more than 4096 units", table(90, (index) => `${index} ${"&<>".repeat(18)}`, null), 2],
  ["emoji that count two units", table(40, () => "👩‍👩‍👧".repeat(20), "h.example.test"), 2],
  ["500 rows", table(500, (index) => `c${index}`), 11],
])("%s: every part is valid by itself and within the limits", (_, given, most) => {
  const parts = renderTelegram(given);
  for (const part of parts) {
    const { text, entities } = parse(part);
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(text.trim()).not.toBe("");
    expect(entities).toBeLessThanOrEqual(100);
  }
  expect(parts.length).toBeLessThanOrEqual(most);
  expect(parts.join("\n").match(/<code>[●○↻] /g)).toHaveLength(given.rows.length);
});

test("promise 40: each row is one line of monospaced cells and a link, also where parts are cut", () => {
  const lines = renderTelegram(table(200, (index) => `c${index}`)).flatMap((part) => part.split("\n"));
  expect(lines.filter((line) => line.startsWith("<code>")).every((line) => line.endsWith("</a>"))).toBe(true);
  expect(lines.at(-1)).toMatch(/^audit <code>12:a+<\/code>$/);
});

test("the head of the audit log is the last line: its entry, and as much of the hash as a witness needs", () => {
  const [html = ""] = renderTelegram(table(1, () => "ios"));
  expect(html.split("\n").at(-1)).toBe(`audit <code>12:${"a".repeat(16)}</code>`);
  const none = renderTelegram({ ...table(1, () => "ios"), auditHead: "" }).join("");
  expect(none).not.toContain("audit");
  const strange = { ...table(1, () => "ios"), auditHead: "<b>&" };
  expect(renderTelegram(strange).at(-1)).toContain("audit <code>&lt;b&gt;&amp;</code>");
});

test("the same table always gives the same parts", () => {
  const make = () => renderTelegram(table(200, (index) => `c${index}`));
  expect(make()).toEqual(make());
});

test.each([
  ['evil.test"><script>', "spelt out"],
  ["user:pass@evil.test", "spelt out"],
  ["host with spaces", "spelt out"],
  ["good.test", '<a href="https://good.test">good.test</a>'],
  ["good.test/path?a=1&b=2", '<a href="https://good.test/path?a=1&amp;b=2">good.test/path?a=1&amp;b=2</a>'],
  ["good.test:8443", '<a href="https://good.test:8443">good.test:8443</a>'],
])("the host %s", (host, expected) => {
  const [html = ""] = renderTelegram(table(1, () => "ios", host));
  parse(html);
  if (expected === "spelt out") expect(html).not.toContain("<a ");
  else expect(html).toContain(expected);
});

test("a link in Markdown can't be left early", () => {
  expect(renderMarkdown(table(1, () => "ios", "good.test/a(b)c|d"))).toContain(
    "[good.test/a(b)c\\|d](https://good.test/a%28b%29c%7Cd)",
  );
});
