import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { circlesOf } from "./circles.ts";
import { unusedExports } from "./exports.ts";
import { isEntry, readModules } from "./modules.ts";
import { foreignImports, lonelyRooms, readRooms, roomProblems, unmapped } from "./rooms.ts";
import { repositoryRoot } from "../support/repository.ts";

/** Each folder in these is a room. */
const houses = ["functions", "functions/_shared", "scripts", "scripts/ship", "supabase/schemas", "clients"];

const rooms = readRooms(readFileSync(`${repositoryRoot}/ARCHITECTURE.md`, "utf8"));
const modules = readModules(repositoryRoot);
const files = globSync(houses.map((house) => `${house}/**/*.*`), { cwd: repositoryRoot });

describe("the map in ARCHITECTURE.md", () => {
  test("has every room, and no room that is gone", () => {
    const folders = new Set(houses.flatMap((house) =>
      files.filter((file) => file.startsWith(`${house}/`))
        .map((file) => file.slice(house.length + 1).split("/"))
        .filter((parts) => parts.length > 1)
        .map(([folder]) => `${house}/${folder}`)
    ));
    expect(unmapped(rooms, [...folders], files)).toEqual([]);
  });

  test("says which room imports which, and nothing imports upwards or in a circle", () => {
    expect(roomProblems(rooms, modules.values())).toEqual([]);
  });

  test("has no room that nobody needs", () => {
    const code = rooms.filter(({ path }) =>
      !path.startsWith("supabase/") && !/^clients\/(swift|vectors)$/.test(path)
    );
    expect(lonelyRooms(code, modules.values(), isEntry)).toEqual([]);
  });
});

test("what apps import brings nothing along", () => {
  expect(foreignImports("clients/ts", modules.values())).toEqual([]);
});

test("no file imports itself through others", () => {
  const graph = [...modules.values()].map(({ path, imports }): [string, Set<string>] => [
    path,
    new Set(imports.map((one) => one.path)),
  ]);
  expect(circlesOf(new Map(graph))).toEqual([]);
});

test("every export is used by another file", () => {
  expect(unusedExports(modules, isEntry)).toEqual([]);
});
