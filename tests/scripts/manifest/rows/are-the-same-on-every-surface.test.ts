import { describe, expect, test } from "vitest";
import { inOrder } from "../../../../functions/_shared/contract/manifest.ts";
import { buildTable, type Table } from "../../../../functions/_shared/table/rows.ts";
import { renderMarkdown } from "../../../../functions/_shared/table/markdown.ts";
import { renderTelegram } from "../../../../functions/_shared/chat/telegram/message.ts";
import { renderTerminal } from "../../../../functions/_shared/table/terminal.ts";
import { definitionOf } from "../../../../scripts/manifest/definition.ts";
import { markedRegion } from "../../../../scripts/manifest/readme-text.ts";
import { manifestTable, rowOrder } from "../../../../scripts/manifest/rows.ts";
import { memoryMonorepo, textOf } from "../../../support/monorepo/in-memory.ts";

const labels = ["web", "api", "ios", "cdp", "bro", "dash", "docs", "proxy", "status"];

/** Marker, label, cell and host of each row, without what a surface puts around them. */
function rowsOf(text: string): string[] {
  return text.split("\n").filter((line) => /[●○↻]/.test(line)).map((line) =>
    line.replace(/<[^>]*>/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[|\s]+/g, " ").trim()
  );
}

test("promise 42: web, api, ios, cdp, bro, dash, docs, proxy, status", async () => {
  const { manifest } = await memoryMonorepo();
  expect(manifestTable(manifest).rows.map(({ label }) => label)).toEqual(labels);
});

test("promises 41, 43: README.md, terminal and chat show the same rows in the same order", async () => {
  const nine = await memoryMonorepo();
  const committed = manifestTable(nine.manifest);
  const readme = rowsOf(await textOf(nine, "README.md"));
  expect(readme).toEqual(rowsOf(renderTerminal(committed)));
  expect(readme).toEqual(rowsOf(renderTelegram(committed).join("\n")));
  expect(readme[5]).toBe("○ dash (131) dash.example.test");

  const components = rowOrder(nine.manifest).map((key) => ({
    key,
    label: key,
    host: null,
    build: nine.manifest.components[key]?.build ?? 0,
  }));
  const moved: Table = buildTable({
    project: "Nine",
    forced: false,
    auditHead: null,
    components,
    changes: [{ component: "dashboard", build: 131, previous_build: 130 }],
  });
  for (const text of [renderTerminal(moved), renderMarkdown(moved), renderTelegram(moved).join("\n")]) {
    expect(rowsOf(text)[5]).toBe("● dashboard (130 → 131)");
    expect(rowsOf(text)[6]).toBe("○ docs (41)");
  }
});

describe("promise 42: components without a place come last in natural order", () => {
  const extra = (key: string) => ({ name: key, kind: "web", build: 1, paths: [key] });
  const keys = ["web10", "web2", "web-10", "api", "web", "a1b10", "a1b2"];
  const wish = {
    components: ["docs", "status"],
    edit: (draft: { components: Record<string, unknown>; order: string[] }) => {
      draft.order = ["status"];
      for (const key of keys) draft.components[key] = extra(key);
    },
  };
  const expected = ["status", "a1b2", "a1b10", "api", "docs", "web", "web2", "web10", "web-10"];

  test("in README.md and the terminal", async () => {
    const { manifest } = await memoryMonorepo(wish);
    expect(rowOrder(manifest)).toEqual(expected);
  });

  test("in what Postgres, and so the chat, is told", async () => {
    const { manifest } = await memoryMonorepo(wish);
    expect(definitionOf(manifest)).toMatchObject({ order: expected });
    const served = Object.fromEntries(expected.map((key, position) => [key, {
      ...{
        label: key,
        name: key,
        kind: "web",
        host: null,
        version: null,
        build: 1,
        updated_at: "",
        store_url: null,
      },
      position,
    }]));
    expect(inOrder(served).map(([key]) => key)).toEqual(expected);
  });
});

test("promise 1: a component that is added to version.json appears in README.md and in what Postgres is told", async () => {
  const { manifest } = await memoryMonorepo({
    edit: ({ components }) =>
      components.blog = {
        name: "Blog",
        host: "blog.example.test",
        kind: "web",
        build: 3,
        paths: ["web/blog"],
      },
  });
  expect(markedRegion("table", manifest)).toMatch(/\| blog +\| \(3\) +\| \[blog\.example\.test\]/);
  expect(definitionOf(manifest)).toMatchObject({
    components: { blog: { name: "Blog", version: "0.0.0", build: 3 } },
  });
});

test("Postgres is told definitions, never commands, hooks, targets or mirrors", async () => {
  const { manifest } = await memoryMonorepo();
  const told = JSON.stringify(definitionOf(manifest));
  for (
    const word of ["deploy", "ssh", "hooks", "mirrors", "npm", "fastlane", "verify", "ride_along", "prepare"]
  ) {
    expect(told).not.toContain(word);
  }
  expect(Object.keys(definitionOf(manifest))).toEqual(["name", "order", "components"]);
});
