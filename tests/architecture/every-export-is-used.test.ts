import { expect, test } from "vitest";
import { unusedExports } from "./exports.ts";
import { isEntry, readModules } from "./modules.ts";
import { repositoryRoot } from "../support/repository.ts";

test("every export is used by another file", () => {
  const unused = unusedExports(readModules(repositoryRoot), isEntry);
  expect(unused).toEqual([]);
});
