import { expect, test } from "vitest";
import { pbxprojPath } from "../../../support/monorepo.ts";
import { drift, useNine } from "./drifted.ts";

const nine = useNine();

test("promise 15: --check writes nothing and prints one line for each place that differs", async () => {
  const before = await drift(nine());
  const { code, stdout } = await nine().run("sync", "--check");
  expect(code).toBe(7);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.map((line) => /^(\S+):\d+: .* \(mirror_drift\)$/.exec(line)?.[1])).toEqual([
    pbxprojPath,
    pbxprojPath,
    "web/docs/package.json",
  ]);
  expect(await nine().git("diff")).toBe(before);
});

test("promise 14: sync puts all of it right, and the second run writes nothing", async () => {
  await drift(nine());
  const { code, stdout } = await nine().run("sync");
  expect([code, stdout.trim().split("\n").sort()]).toEqual([0, [
    `wrote ${pbxprojPath}`,
    "wrote web/docs/package.json",
  ]]);
  expect(await nine().git("status", "--porcelain")).toBe(" M web/docs/package.json");
  expect(JSON.parse(await nine().read("web/docs/package.json"))).toEqual({ build: 41 });
  expect(JSON.parse((await nine().run("sync", "--json")).stdout)).toEqual({ written: [] });
  expect((await nine().run("sync", "--check")).code).toBe(0);
});
