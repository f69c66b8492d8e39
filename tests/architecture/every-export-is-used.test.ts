import { expect, test } from "vitest";
import { unusedExports } from "./exports.ts";
import { isEntry, readModules } from "./modules.ts";
import { repositoryRoot } from "../support/repository.ts";

/** Rooms where exports are still to be looked through. */
const excepted = ["functions", "scripts/control-plane"];

test("every export is used by another file", () => {
  const unused = unusedExports(readModules(repositoryRoot), isEntry);
  expect(unused.filter((one) => !excepted.some((room) => one.startsWith(`${room}/`)))).toEqual([]);
});
