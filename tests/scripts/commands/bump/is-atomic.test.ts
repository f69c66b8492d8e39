import { afterEach, beforeEach, expect, test } from "vitest";
import { createMonorepo, type Monorepo, pbxprojPath } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo({ remote: false })));
afterEach(() => nine.stop());

const changed = async () => (await nine.git("diff", "--name-only")).split("\n");

test("rows 3, 12: manifest, mirror, top build and README.md move together", async () => {
  const { code, stdout } = await nine.run("bump", "dashboard", "--json");
  expect([code, JSON.parse(stdout)]).toEqual([0, {
    component: "dashboard",
    previous: 131,
    build: 132,
    files: expect.arrayContaining(["version.json", "web/dashboard/package.json", "README.md"]),
  }]);
  expect(await changed()).toEqual(["README.md", "version.json", "web/dashboard/package.json"]);
  expect(await nine.git("diff", "--shortstat")).toContain("5 insertions(+), 5 deletions(-)");
  expect((await nine.run("check")).code).toBe(0);
});

test("--build gives the number; the same again is nothing to do; a lower one is refused", async () => {
  expect((await nine.run("bump", "docs", "--build", "200")).stdout).toBe("docs 41 → 200\n");
  expect(JSON.parse(await nine.read("version.json")).build).toBe(200);
  const diff = await nine.git("diff");
  expect((await nine.run("bump", "docs", "--build", "200")).code).toBe(0);
  const lower = await nine.run("bump", "docs", "--build", "199");
  expect([lower.code, lower.stderr.includes("build_not_higher")]).toEqual([5, true]);
  expect(await nine.git("diff")).toBe(diff);
});

test("row 13: an iOS bump touches the Xcode project only", async () => {
  expect((await nine.run("bump", "ios", "--build", "118")).code).toBe(0);
  expect(await changed()).toEqual([pbxprojPath]);
  expect((await nine.read(pbxprojPath)).match(/CURRENT_PROJECT_VERSION = 118;/g)).toHaveLength(6);
});

test.each([["0"], ["-1"], ["1.5"], ["ten"], ["9007199254740992"]])(
  "--build %s is a usage error",
  async (build) => {
    expect((await nine.run("bump", "docs", "--build", build)).code).toBe(2);
    expect((await nine.run("bump", "nobody")).code).toBe(2);
    expect(await nine.git("status", "--porcelain")).toBe("");
  },
);

test("row 12: when a mirror can't be written nothing is", async () => {
  await nine.commit("No build", { "web/docs/package.json": "{}" });
  const { code, stderr } = await nine.run("bump", "docs");
  expect([code, stderr.includes("mirror_missing")]).toEqual([5, true]);
  expect(await nine.git("status", "--porcelain")).toBe("");
});
