import { lstat, readdir, readlink, stat, symlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeEdits } from "../../../../scripts/manifest/edits.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo({ remote: false, components: ["docs", "status"] })));
afterEach(() => nine.stop());

const bytes = (text: string) => new TextEncoder().encode(text);
const strays = async () =>
  (await nine.git("status", "--porcelain", "--untracked-files=all")).split("\n").filter((line) =>
    line.startsWith("??")
  );

test("promise 12: files get their bytes and keep their mode, and nothing else is left", async () => {
  await nine.write("web/docs/package.json", "{}", 0o750);
  await writeEdits(nine.root, [{ path: "version.json", after: bytes("a") }, {
    path: "web/docs/package.json",
    after: bytes("\ufeffb"),
  }]);
  expect(await nine.bytes("version.json")).toEqual(bytes("a"));
  expect(await nine.bytes("web/docs/package.json")).toEqual(bytes("\ufeffb"));
  expect((await stat(join(nine.root, "web/docs/package.json"))).mode & 0o777).toBe(0o750);
  expect(await strays()).toEqual([]);
});

test("promise 12: when one file can't be staged none is changed", async () => {
  const before = await nine.read("version.json");
  const edits = [{ path: "version.json", after: bytes("a") }, {
    path: "web/docs/package.json",
    after: bytes("b"),
  }, { path: "web/none/package.json", after: bytes("c") }];
  await expect(writeEdits(nine.root, edits)).rejects.toThrow();
  expect(await nine.read("version.json")).toBe(before);
  expect(await nine.git("status", "--porcelain", "--untracked-files=all")).toBe("");
});

test("promise 12: version.json is renamed last: when another rename fails it still is as it was", async () => {
  const before = await nine.read("version.json");
  await nine.write("web/folder/keep", "");
  const edits = [{ path: "version.json", after: bytes("a") }, { path: "web/folder", after: bytes("b") }];
  await expect(writeEdits(nine.root, edits)).rejects.toThrow();
  expect(await nine.read("version.json")).toBe(before);
  expect((await readdir(nine.root)).filter((name) => name.includes("slipway"))).toEqual([]);
});

test("a link stays a link; its target changes", async () => {
  await symlink("../docs/package.json", join(nine.root, "web/status/linked.json"));
  await writeEdits(nine.root, [{ path: "web/status/linked.json", after: bytes("new") }]);
  expect((await lstat(join(nine.root, "web/status/linked.json"))).isSymbolicLink()).toBe(true);
  expect(await readlink(join(nine.root, "web/status/linked.json"))).toBe("../docs/package.json");
  expect(await nine.read("web/docs/package.json")).toBe("new");
});

test("what a killed run left is removed by the next one, what another run is writing is not", async () => {
  await nine.write(".version.json.slipway-0123", "old");
  await utimes(join(nine.root, ".version.json.slipway-0123"), 0, 0);
  await nine.write(".version.json.slipway-4567", "new");
  await writeEdits(nine.root, [{ path: "version.json", after: bytes("a") }]);
  expect(await strays()).toEqual(["?? .version.json.slipway-4567"]);
});

test("promise 12: what somebody else wrote since it was read is not overwritten", async () => {
  const edits = [
    { path: "web/docs/package.json", after: bytes("b") },
    { path: "version.json", after: bytes("a"), before: bytes("as it was read") },
  ];
  await expect(writeEdits(nine.root, edits)).rejects.toMatchObject({
    code: "changed_meanwhile",
    exitCode: 5,
  });
  expect(await nine.git("status", "--porcelain", "--untracked-files=all")).toBe("");
});
