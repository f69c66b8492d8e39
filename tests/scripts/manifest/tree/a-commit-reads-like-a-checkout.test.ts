import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check } from "../../../../scripts/manifest/check.ts";
import { loadWorkspace } from "../../../../scripts/manifest/load.ts";
import { commitTree } from "../../../../scripts/manifest/commit-tree.ts";
import { type Tree, workTree } from "../../../../scripts/manifest/tree.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
let sha: string;
const odd = "web/docs/a b\u00e9'\"[x].bin";
beforeAll(async () => {
  nine = await createMonorepo({ remote: false });
  await symlink("../docs/package.json", join(nine.root, "web/status/inside.json"));
  await symlink("nowhere", join(nine.root, "web/status/dangling.json"));
  sha = await nine.commit("More", { [odd]: new Uint8Array([0, 255, 10, 0]), "web/docs/empty": "" });
});
afterAll(() => nine.stop());

const trees = (): [
  string,
  Tree,
][] => [["work tree", workTree(nine.root)], ["commit", commitTree(nine.root, sha)]];

test("files, missing ones, folders and links", async () => {
  for (const [name, tree] of trees()) {
    const [manifest, bytes, empty, missing, folder, inside, dangling] = await Promise.all([
      tree.read("version.json"),
      tree.read(odd),
      tree.read("web/docs/empty"),
      tree.read("web/docs/none\n"),
      tree.read("web/docs"),
      tree.read("web/status/inside.json"),
      tree.read("web/status/dangling.json"),
    ]);
    expect(manifest, name).toEqual(await nine.bytes("version.json"));
    expect(bytes, name).toEqual(new Uint8Array([0, 255, 10, 0]));
    expect(empty, name).toEqual(new Uint8Array());
    expect([missing, folder, dangling], name).toEqual([null, null, null]);
    expect(inside, name).toEqual(await nine.bytes("web/docs/package.json"));
    expect(
      await Promise.all(["web/docs", "web/docs/", "README.md", "nope"].map((path) => tree.exists(path))),
      name,
    )
      .toEqual([true, true, true, false]);
  }
});

test("paths: the commit has the tracked files, the work tree those there are, without node_modules", async () => {
  await nine.write("node_modules/a/package.json", "{}");
  const [onDisk, committed] = await Promise.all(trees().map(([, tree]) => tree.paths()));
  expect(committed?.toSorted()).toEqual(onDisk?.toSorted());
  expect(committed).toContain(odd);
});

test("a commit is checked as it is, whatever the work tree says", async () => {
  const good = sha;
  const bad = await nine.commit("Drift", { "web/docs/package.json": '{"build": 1}' });
  await nine.git("reset", "--quiet", "--hard", good);
  await nine.write("version.json", "{}");
  try {
    const findings = async (sha: string) =>
      (await check(await loadWorkspace(nine.root, commitTree(nine.root, sha)))).findings;
    expect(await findings(good)).toEqual([]);
    expect((await findings(bad)).map(({ code }) => code)).toEqual(["mirror_drift"]);
  } finally {
    await nine.git("checkout", "--quiet", "version.json");
  }
});

test("a monorepo below the top of the work tree", async () => {
  const outer = await createMonorepo({ remote: false, components: ["docs"] });
  try {
    const moved = await outer.commit("Inner", {
      "inner/version.json": await outer.read("version.json"),
      "inner/README.md": await outer.read("README.md"),
      "inner/web/docs/package.json": await outer.read("web/docs/package.json"),
    });
    const root = join(outer.root, "inner");
    const tree = commitTree(root, moved);
    expect((await tree.paths()).toSorted()).toEqual(["README.md", "version.json", "web/docs/package.json"]);
    expect((await check(await loadWorkspace(root, tree))).findings).toEqual([]);
  } finally {
    await outer.stop();
  }
});

test("an unknown commit has no files", async () => {
  expect(await commitTree(nine.root, "0".repeat(40)).read("version.json")).toBeNull();
  await expect(commitTree(nine.root, "0".repeat(40)).paths()).rejects.toMatchObject({ code: "git_failed" });
});
