import { afterAll, beforeAll, expect, test } from "vitest";
import { createMonorepo, type Monorepo, pbxprojPath } from "../../support/monorepo.ts";

let nine: Monorepo;
beforeAll(async () => void (nine = await createMonorepo()));
afterAll(() => nine.stop());

test("promise 2: the fixture is a real repository of nine components with a remote in step", async () => {
  const manifest = JSON.parse(await nine.read("version.json"));
  expect(Object.keys(manifest.components)).toHaveLength(9);
  expect(await nine.git("status", "--porcelain")).toBe("");
  expect(await nine.git("rev-parse", "HEAD")).toBe(await nine.git("rev-parse", "origin/main"));
  const project = await nine.read(pbxprojPath);
  expect(project.match(/\tCURRENT_PROJECT_VERSION = 114;\n/g)).toHaveLength(6);
  expect(project.match(/\tINFOPLIST_KEY_CFBundleDisplayName = Helper;\n/g)).toHaveLength(2);
});

test("a clone is another work tree of the same remote", async () => {
  const clone = await nine.clone();
  const sha = await clone.commit("Work", { "web/docs/src/more.ts": "export {};\n" });
  await clone.git("push", "--quiet", "origin", "main");
  expect(await nine.git("ls-remote", "origin", "main")).toContain(sha);
});

test("the real command runs in it", async () => {
  expect((await nine.run("--version")).code).toBe(0);
  expect((await nine.run("nonsense", { env: { NO_COLOR: "1" } })).code).toBe(2);
});
