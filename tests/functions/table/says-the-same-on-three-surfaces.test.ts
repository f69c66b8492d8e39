import { util } from "prettier";
import { expect, test } from "vitest";
import { renderMarkdown } from "../../../functions/_shared/table/markdown.ts";
import { buildTable, markers, type TableInput } from "../../../functions/_shared/table/rows.ts";
import { renderTelegram } from "../../../functions/_shared/chat/telegram/message.ts";
import { renderTerminal } from "../../../functions/_shared/table/terminal.ts";

const nasty = [
  "plain",
  "a & b <c> \"d\" 'e'",
  "pipe | back\\slash `tick` *star* _under_ [x](y) ~s~ #1 !",
  "日本語 ラベル",
  "👩‍👩‍👧 family",
  "e\u0301 combining",
  "&amp; <b>bold</b> </code>",
];

function input(more: Partial<TableInput> = {}): TableInput {
  return {
    project: "Nine <&>",
    forced: false,
    changes: [
      { component: "k1", build: 131, previous_build: 130 },
      { component: "k3", build: 9, previous_build: 1 },
    ],
    components: nasty.map((label, index) => ({
      key: `k${index}`,
      label,
      host: index === 4 ? null : index === 2 ? "we|rd host" : `h${index}.example.test`,
      build: index === 1 ? 131 : index === 3 ? 9 : 12345,
    })),
    auditHead: "12:abcdef",
    ...more,
  };
}

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };
const unHtml = (text: string) => text.replace(/&(lt|gt|amp|quot);/g, (entity) => entities[entity] ?? entity);
const unMarkdown = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

/** Marker, label, cell and host of each row, read back from what a surface shows. */
function fromTelegram(parts: string[]): string[][] {
  return parts.join("\n").split("\n").flatMap((line) => {
    const [, cells, , link, bare] =
      /^<code>(.*?)<\/code>(?: (<a href="[^"]*">(.*)<\/a>|(.*)))?$/.exec(line) ?? [];
    if (cells === undefined) return [];
    const [, marker, label, cell] = /^(\S) (.*?) +(\([^()]*\)) *$/.exec(unHtml(cells)) ?? [];
    return [[marker ?? "", label ?? "", cell ?? "", unHtml(link ?? bare ?? "")]];
  });
}

function fromMarkdown(text: string): string[][] {
  return text.trimEnd().split("\n").slice(2).map((line) => {
    const [marker, label, cell, host] = line.slice(2, -2).split(/(?<!\\) \| /).map((column) => column.trim());
    const [, shown] = /^\[(.*)\]\(.*\)$/.exec(host ?? "") ?? [];
    return [marker ?? "", unMarkdown(label ?? ""), cell ?? "", unMarkdown(shown ?? host ?? "")];
  });
}

function fromTerminal(text: string): string[][] {
  return text.split("\n").flatMap((line) => {
    const [, marker, label, cell, host] = /^([●○↻]) (.*?) +(\([^()]*\)) *(.*)$/.exec(line) ?? [];
    return marker === undefined ? [] : [[marker, label ?? "", cell ?? "", host ?? ""]];
  });
}

test.each([
  ["something moved", input()],
  ["nothing moved", input({ changes: [] })],
  ["announced again", input({ forced: true })],
  ["no rows", input({ components: [] })],
])("%s: the same rows in the same order, whatever the labels hold", (_, given) => {
  const table = buildTable(given);
  const rows = table.rows.map((row) => [markers[row.state], row.label, row.cell, row.host]);
  expect(rows).toHaveLength(given.components.length);
  expect(fromTelegram(renderTelegram(table))).toEqual(rows);
  expect(fromMarkdown(renderMarkdown(table))).toEqual(rows);
  expect(fromTerminal(renderTerminal(table))).toEqual(rows);
});

test("the order is the given one: nothing is sorted", () => {
  const components = ["web", "api", "ios"].map((label) => ({ key: label, label, host: null, build: 1 }));
  expect(buildTable(input({ components })).rows.map((row) => row.label)).toEqual(["web", "api", "ios"]);
});

test("cells are (N) or (prev → curr), and the markers differ", () => {
  const { rows } = buildTable(input());
  expect(rows.map((row) => row.cell).slice(0, 4)).toEqual(["(12345)", "(130 → 131)", "(12345)", "(1 → 9)"]);
  expect(rows.map((row) => row.state).slice(0, 4)).toEqual(["same", "moved", "same", "moved"]);
  expect(new Set(Object.values(markers)).size).toBe(3);
});

test("an announcement made again is recognisable, in the line above and in its row", () => {
  const changes = [{ component: "k0", build: 12345, previous_build: 12345 }];
  const table = buildTable(input({ forced: true, changes }));
  expect(table.headline).toBe("plain 12345 (announced again)");
  expect(table.rows[0]).toMatchObject({ state: "again", cell: "(12345)" });
});

test("the head line names what moved, and stays short when everything did", () => {
  expect(buildTable(input()).headline).toBe("a & b <c> \"d\" 'e' 130 → 131, 日本語 ラベル 1 → 9");
  const changes = Array.from(
    { length: 300 },
    (_, index) => ({ component: `x${index}`, build: 2, previous_build: 1 }),
  );
  expect(buildTable(input({ changes })).headline).toMatch(/x19 1 → 2 and 280 more$/);
});

test("columns align by display width", () => {
  const ends = renderTerminal(buildTable(input())).split("\n").filter((line) => /^[●○]/.test(line))
    .map((line) => util.getStringWidth(line.slice(0, line.indexOf(" (") + 1)));
  expect(new Set(ends).size).toBe(1);
});

test("control and direction characters do not reach a terminal", () => {
  const components = [{ key: "a", label: "x\u001b[31m\r\ny\u202e", host: "h\u0007.test", build: 1 }];
  const shown = renderTerminal(buildTable(input({ components })));
  expect(shown).toContain("○ x [31m y  (1)");
  // deno-lint-ignore no-control-regex
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
