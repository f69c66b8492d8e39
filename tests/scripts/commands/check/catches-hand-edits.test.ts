import { afterEach, beforeEach, expect, test } from "vitest";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo()));
afterEach(() => nine.stop());

const codes = (stdout: string) => JSON.parse(stdout).findings.map(({ code }: { code: string }) => code);

test("promises 4, 23: a top build that was edited by hand", async () => {
  await nine.write("version.json", (await nine.read("version.json")).replace('"build": 131', '"build": 132'));
  const { code, stdout } = await nine.run("check", "--json");
  expect([code, codes(stdout)]).toEqual([7, ["top_build_wrong", "readme_drift"]]);
  expect((await nine.run("audit")).code).toBe(7);
  await nine.run("sync");
  expect(await nine.git("status", "--porcelain")).toBe("");
});

test("promise 23: a README table that was edited by hand", async () => {
  await nine.write("README.md", (await nine.read("README.md")).replace("(58)", "(59)"));
  const { code, stdout } = await nine.run("check", "--json");
  expect([code, codes(stdout)]).toEqual([7, ["readme_drift"]]);
});

test("promises 7, 19: a mirror that disagrees, each place once although sync and audit both look at it", async () => {
  await nine.write("busybro/package.json", '{"build": 11}');
  const { code, stdout } = await nine.run("check");
  expect([code, stdout.trim().split("\n").length]).toEqual([7, 1]);
  expect(stdout).toContain("busybro/package.json:1: ");
});

test("promise 67: a path of the map that leads nowhere", async () => {
  await nine.write(
    "version.json",
    (await nine.read("version.json")).replace('"Manifest": "version.json"', '"Manifest": "versions.json"'),
  );
  const { code, stdout } = await nine.run("check", "--json");
  expect([code, codes(stdout)]).toEqual([7, ["map_stale"]]);
});
