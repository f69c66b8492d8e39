import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findRoot, loadWorkspace } from "../../../../scripts/manifest/load.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeAll(async () => void (nine = await createMonorepo({ remote: false })));
afterAll(() => nine.stop());

test("from any folder, also past a version.json that somebody's build left", async () => {
  await nine.write("web/docs/dist/version.json", '{"commit": "abc"}');
  for (const folder of ["", "web", "web/docs/src", "web/docs/dist"]) {
    expect(findRoot(join(nine.root, folder))).toBe(nine.root);
  }
});

test("without one it is refused with exit code 2", async () => {
  expect(() => findRoot(nine.home)).toThrow(
    expect.objectContaining({ code: "manifest_missing", exitCode: 2 }),
  );
  await expect(loadWorkspace(nine.home)).rejects.toMatchObject({ code: "manifest_missing", exitCode: 2 });
  const { code, stderr } = await nine.run("check", { cwd: nine.home });
  expect(code).toBe(2);
  expect(stderr).toContain("manifest_missing");
});

test("an invalid one ends every command with exit code 2 and one line of JSON that names each problem", async () => {
  const other = await createMonorepo({ remote: false, components: ["docs"] });
  try {
    await other.write("version.json", '{"name": "", "components": {}}');
    for (const args of [["check"], ["sync"], ["readme"], ["audit"], ["map"], ["bump", "docs"]]) {
      const { code, stdout } = await other.run(...args, "--json");
      expect(code).toBe(2);
      const { error } = JSON.parse(stdout);
      expect(error.findings.map((finding: { code: string }) => finding.code)).toEqual([
        "manifest_invalid",
        "manifest_invalid",
      ]);
    }
  } finally {
    await other.stop();
  }
});
