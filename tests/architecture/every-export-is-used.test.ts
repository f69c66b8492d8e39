import { expect, test } from "vitest";
import { unusedExports } from "./exports.ts";
import { isEntry, readModules, repository } from "./modules.ts";

/** Rooms where exports are still to be looked through. */
const excepted = [
  "functions",
  ...["app-store", "control-plane", "deploy", "git", "ship"].map((room) => `scripts/${room}`),
];

test("every export is used by another file", () => {
  const unused = unusedExports(readModules(repository), isEntry);
  expect(unused.filter((one) => !excepted.some((room) => one.startsWith(`${room}/`)))).toEqual([]);
});
