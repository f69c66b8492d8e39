import { expect, onTestFinished, test } from "vitest";
import { openGit } from "../../../../scripts/git/git.ts";
import { commitTree } from "../../../../scripts/manifest/commit-tree.ts";
import { check } from "../../../../scripts/manifest/check.ts";
import { loadWorkspace } from "../../../../scripts/manifest/load.ts";
import { planVersions } from "../../../../scripts/manifest/plan-versions.ts";
import { writeEdits } from "../../../../scripts/manifest/edits.ts";
import { planReadme } from "../../../../scripts/manifest/readme.ts";
import { mergeBack } from "../../../../scripts/release/back-merge/merge.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { twoTracks } from "../../../support/tracks.ts";

async function bump(repo: Monorepo, key: string, version: string, build: number): Promise<void> {
  await writeEdits(repo.root, await planVersions(await loadWorkspace(repo.root), [{ key, version, build }]));
  await repo.commit(`chore: bump ${key} to ${version}`);
}

test("promise 96: main got its live versions, next its alphas: the higher of each counts, and all agrees", async () => {
  const repo = await createMonorepo({ ...twoTracks(), remote: false });
  onTestFinished(() => repo.stop());
  const { edit } = await planReadme(await loadWorkspace(repo.root));
  if (edit !== null) await writeEdits(repo.root, [edit]);
  await repo.commit("docs: the table");
  await repo.git("branch", "next");
  await bump(repo, "tray", "1.9.0", 45);
  await bump(repo, "platform", "2.3.1", 20);
  await repo.commit("fix: a hotfix", { "hotfix.txt": "1\n" });
  await repo.git("switch", "--quiet", "next");
  await bump(repo, "tray", "1.9.0-alpha.4", 44);
  await bump(repo, "platform", "2.4.0-alpha.1", 19);
  await repo.commit("feat: a menu", { "apps/tray/src/main.rs": "// menu\n" });

  const git = openGit(repo.root);
  const [from, to] = [await repo.git("rev-parse", "main"), await repo.git("rev-parse", "next")];
  const { signal } = new AbortController();
  const merged = await mergeBack(git, { from, to, theirs: [], signal });
  expect(merged).toMatchObject({ kind: "merged", taken: [] });
  const tree = merged.kind === "merged" ? merged.tree : "";
  const workspace = await loadWorkspace(repo.root, commitTree(repo.root, tree));
  expect(workspace.manifest.components).toMatchObject({
    tray: { version: "1.9.0", build: 45 },
    platform: { version: "2.4.0-alpha.1", build: 20 },
  });
  expect((await check(workspace)).findings).toEqual([]);
  expect(await repo.git("show", `${tree}:hotfix.txt`)).toBe("1");
  expect(await repo.git("show", `${tree}:apps/tray/src/main.rs`)).toBe("// menu");

  // people's own words in the same file still are one
  await repo.write(
    "version.json",
    (await repo.read("version.json")).replace('"name": "Tray"', '"name": "Desk"'),
  );
  await repo.commit("fix: a name");
  const named = await repo.git("rev-parse", "HEAD");
  await repo.git("switch", "--quiet", "main");
  await repo.write(
    "version.json",
    (await repo.read("version.json")).replace('"name": "Tray"', '"name": "Tablet"'),
  );
  await repo.commit("fix: another name");
  const other = await repo.git("rev-parse", "HEAD");
  const refused = await mergeBack(git, { from: other, to: named, theirs: [], signal });
  expect(refused).toMatchObject({ kind: "conflict" });
});
