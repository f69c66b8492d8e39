import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../../support/repository.ts";
import { slipway } from "./slipway.ts";

test.each([
  [["--help"], 0, /stack/],
  [["stack", "--help"], 0, /up/],
  [["stack", "up", "--help"], 0, /--json[\s\S]*--data/],
])("%s explains itself on standard output", async (args, code, text) => {
  const run = slipway(args);
  expect([await run.ended, run.err]).toEqual([code, []]);
  expect(run.out.join("\n")).toMatch(text);
});

test("--version is the package's", async () => {
  const { version } = JSON.parse(await readFile(`${repositoryRoot}/package.json`, "utf8"));
  const run = slipway(["--version"]);
  expect([await run.ended, run.out]).toEqual([0, [version]]);
});

test.each([
  [[]],
  [["nonsense"]],
  [["stack"]],
  [["stack", "upp"]],
  [["stack", "up", "--nonsense"]],
  [["stack", "up", "surplus"]],
  [["stack", "up", "--data"]],
])("wrong usage %j ends with code 2 and writes to standard error only", async (args) => {
  const run = slipway(args);
  expect(await run.ended).toBe(2);
  expect(run.out).toEqual([]);
  expect(run.err.length).toBeGreaterThan(0);
});

test("without --json a person sees URLs, keys and what to try", async () => {
  const run = slipway(["stack", "up"]);
  while (!run.out.join("\n").includes("Ctrl-C")) await new Promise((resolve) => setTimeout(resolve, 10));
  const screen = run.out.join("\n");
  for (
    const text of [
      "http://127.0.0.1:",
      "postgresql://",
      "sb_publishable_",
      "sb_secret_",
      "curl",
      "update ship.components",
    ]
  ) {
    expect(screen).toContain(text);
  }
  run.kill("SIGINT");
  expect(await run.ended).toBe(0);
});
