import { describe, expect, test } from "vitest";
import { circlesOf } from "./circles.ts";
import { unusedExports } from "./exports.ts";
import { type Module, parseModule } from "./modules.ts";
import { foreignImports, lonelyRooms, readRooms, roomOf, roomProblems, unmapped } from "./rooms.ts";

const rooms = readRooms(`# Architecture

| \`scripts/elsewhere\` | another table | nothing |

## Rooms

| Room | What it is for | May import |
|---|---|---|
| \`scripts/low\` | low | nothing |
| \`scripts/middle\` | middle | \`scripts/low\` |
| \`scripts/high\` | high | everything above |

## After
`);

function house(files: Record<string, string>): Map<string, Module> {
  return new Map(Object.entries(files).map(([path, text]) => [path, parseModule(path, text)]));
}

const sound = {
  "scripts/low/a.ts": "export const a = 1;",
  "scripts/middle/b.ts": 'import { a } from "../low/a.ts"; export const b = a;',
  "scripts/high/main.ts": 'import { a } from "../low/a.ts"; import { b } from "../middle/b.ts"; b(a);',
};
const isEntry = (path: string) => path.endsWith("/main.ts");

describe("rooms", () => {
  const problems = (files: Record<string, string>) =>
    roomProblems(rooms, house({ ...sound, ...files }).values());

  test("a house that keeps to its map has no problem", () => {
    expect(problems({})).toEqual([]);
    expect(lonelyRooms(rooms, house(sound).values(), isEntry)).toEqual([]);
    expect(unmapped(rooms, ["scripts/low", "scripts/middle", "scripts/high"], Object.keys(sound))).toEqual(
      [],
    );
  });

  test.each([
    ["an import", 'import { b } from "../middle/b.ts";'],
    ["a type", 'import type { B } from "../middle/b.ts";'],
    ["a type in place", 'export type B = import("../middle/b.ts").B;'],
    ["a re-export", 'export { b } from "../middle/b.ts";'],
    ["everything re-exported", 'export * from "../middle/b.ts";'],
    ["a dynamic import", 'export const later = () => import("../middle/b.ts");'],
  ])("upwards: %s", (_, text) => {
    expect(problems({ "scripts/low/up.ts": text })).toEqual([
      "scripts/low/up.ts imports scripts/middle/b.ts",
    ]);
  });

  test("what is allowed and not used", () => {
    expect(problems({ "scripts/middle/b.ts": "export const b = 1;" })).toEqual([
      "scripts/middle may import scripts/low, and does not: take it out of the table",
    ]);
  });

  test("a table that allows an upward import", () => {
    const upward = [{ path: "scripts/low", imports: ["scripts/middle"] }, {
      path: "scripts/middle",
      imports: [],
    }];
    const modules = house({ "scripts/low/up.ts": 'import "../middle/b.ts";' });
    expect(roomProblems(upward, modules.values())).toEqual([
      "scripts/low may import scripts/middle, which is no room above it in the table",
    ]);
  });

  test("a room that nobody needs, unless something in it is started", () => {
    const modules = house({ ...sound, "scripts/high/main.ts": "" });
    expect(lonelyRooms(rooms, modules.values(), isEntry)).toEqual(["scripts/middle"]);
    expect(lonelyRooms(rooms, modules.values(), () => false)).toEqual(["scripts/middle", "scripts/high"]);
  });

  test("a folder that brings something along", () => {
    const modules = house({
      "clients/ts/a.ts":
        'import "./b.ts"; import "../../scripts/low/a.ts"; export * from "zod"; import type { T } from "node:fs";',
      "clients/ts/b.ts": 'export const later = () => import("npm:react");',
      "clients/tsx/c.ts": 'import "zod";',
    });
    expect(foreignImports("clients/ts", modules.values())).toEqual([
      "clients/ts/a.ts imports node:fs",
      "clients/ts/a.ts imports zod",
      "clients/ts/a.ts imports scripts/low/a.ts",
      "clients/ts/b.ts imports npm:react",
    ]);
  });

  test("a folder without a line, and a line without a folder", () => {
    expect(unmapped(rooms, ["scripts/low", "scripts/new"], ["scripts/low/a.ts", "scripts/middle/b.ts"]))
      .toEqual([
        "scripts/new is not in the table",
        "scripts/high is in the table and not in the repository",
      ]);
  });

  test("a file is in the longest room that its path begins with", () => {
    const nested = ["scripts", "scripts/cli", "scripts/runtime.ts"].map((path) => ({ path, imports: [] }));
    expect(["scripts/cli/a/b.ts", "scripts/client.ts", "scripts/runtime.ts", "tests/a.ts"]
      .map((path) => roomOf(nested, path))).toEqual([
        "scripts/cli",
        "scripts",
        "scripts/runtime.ts",
        undefined,
      ]);
  });
});

describe("circles", () => {
  const graph = (edges: Record<string, string[]>) =>
    new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)]));

  test("two that share a part and a detour are none", () => {
    expect(circlesOf(graph({ a: ["b", "c"], b: ["d"], c: ["d", "b"], d: [] }))).toEqual([]);
  });

  test("each group is found once, however it is reached", () => {
    expect(circlesOf(graph({ s: ["c", "e"], a: ["b"], b: ["c"], c: ["a", "d"], d: [], e: ["f"], f: ["e"] })))
      .toEqual([["a", "b", "c"], ["e", "f"]]);
  });
});

describe("exports", () => {
  const unused = (files: Record<string, string>) => unusedExports(house({ ...sound, ...files }), isEntry);

  test("what another file imports, by whatever way, is used", () => {
    expect(unused({
      "scripts/low/c.ts":
        "export const one = 1; export interface Two { x: 1 } export type Three = 3; export default 4;",
      "scripts/low/main.ts": 'import four from "./c.ts"; import * as c from "./c.ts"; c.one; four;' +
        'type T = import("./c.ts").Two; const { Three } = await import("./c.ts");',
    })).toEqual([]);
  });

  test("what no other file imports is not, types included", () => {
    expect(unused({ "scripts/low/c.ts": "export const one = 1; one; export interface Two { x: 1 }" }))
      .toEqual(["scripts/low/c.ts: one", "scripts/low/c.ts: Two"]);
  });

  test("what only a test imports is a part that is tested alone, or dead", () => {
    expect(unused({
      "scripts/low/c.ts": "export function part() {} export function dead() {} export default part();",
      "scripts/low/main.ts": 'import c from "./c.ts"; c;',
      "tests/low/c.test.ts": 'import { dead, part } from "../../scripts/low/c.ts"; dead(part);',
    })).toEqual(["scripts/low/c.ts: dead"]);
  });
});
