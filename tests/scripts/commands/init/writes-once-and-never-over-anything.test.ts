import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { join } from "node:path";
import { createForeign, type Foreign, twoPackages } from "../../../support/foreign.ts";

let at: Foreign;
beforeEach(async () => {
  at = await createForeign();
});
afterEach(() => at.stop());

const config = '# ours\nproject_id = "acme"\n\n[api]\nschemas = ["public"]\n';
const init = async (...options: string[]) => {
  const { code, stdout } = await at.run("init", "--json", ...options);
  return { code, ...JSON.parse(stdout.trim()) };
};

test("promises 1 and 2: two packages become components, and what was written passes the checks", async () => {
  const done = await init("--yes");
  expect(done).toMatchObject({
    code: 0,
    components: [{ key: "api", version: "2.1.0" }, { key: "web", deploy: { type: "npm" } }, {
      key: "supabase",
    }],
    left: [],
    hooks: "written",
  });
  expect((await at.run("check")).code).toBe(0);
  expect(JSON.parse(await at.read("packages/web/package.json"))).toMatchObject({
    version: "1.0.0",
    build: 0,
  });
  expect(await at.git("config", "core.hooksPath")).toBe(join(at.root, ".git/slipway/hooks"));
  expect((await at.read("notes/next-ship.md")).length).toBe(0);
});

test("promise 18: banner and table come first in README, and every byte that was there follows", async () => {
  await init("--yes");
  const readme = await at.read("README.md");
  expect(readme.startsWith("<!-- VERSION:banner -->")).toBe(true);
  expect(readme.endsWith(twoPackages["README.md"] ?? "-")).toBe(true);
});

test("a second run changes nothing, and a third after a commit neither", async () => {
  await init("--yes");
  await at.commit("set up");
  expect(await init("--yes")).toMatchObject({ code: 0, written: [], left: [], hooks: "kept" });
  expect(await at.git("status", "--porcelain")).toBe("");
});

test("--dry-run says what it would write and writes nothing", async () => {
  const { written } = await init("--dry-run");
  expect(written.map(({ path }: { path: string }) => path)).toContain("version.json");
  expect(await at.git("status", "--porcelain")).toBe("");
  expect((await at.tryGit("config", "--local", "core.hooksPath")).code).toBe(1);
});

describe("what is there stays", () => {
  test("version.json, notes, a hook of somebody else's, and a config.toml that only gets additions", async () => {
    await init("--yes");
    const version = (await at.read("version.json")).replace('"name": "foreign"', '"name": "Renamed"');
    await at.write("version.json", version);
    await at.write("notes/next-ship.md", "Faster.\n");
    await at.write(".git/slipway/hooks/pre-push", "#!/bin/sh\nnpm test\n", 0o755);
    await at.write("supabase/config.toml", config);
    const again = await init("--yes");
    expect(again.hooks).toBe("left");
    expect(again.written).toEqual([{ path: "supabase/config.toml", how: "add" }]);
    expect(await at.read("version.json")).toBe(version);
    expect(await at.read("notes/next-ship.md")).toBe("Faster.\n");
    expect(await at.read(".git/slipway/hooks/pre-push")).toBe("#!/bin/sh\nnpm test\n");
    expect(await at.read("supabase/config.toml")).toContain('schemas = ["public", "ship"]');
  });
});
