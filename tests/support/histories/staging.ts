import { expect } from "vitest";
import { makeCommit } from "../../../scripts/git/make-commit.ts";
import { shipTrailer, withTrailers } from "../../../scripts/git/trailers.ts";
import { fields } from "../../../scripts/git/git.ts";
import { planBump } from "../../../scripts/manifest/bump.ts";
import { commitTree } from "../../../scripts/manifest/commit-tree.ts";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";
import { ownerOf } from "../../../scripts/manifest/ownership.ts";
import { isOwnPush } from "../../../scripts/release/own-commit.ts";
import type { BranchEvent, History } from "./history.ts";
import { pushOfSomebody } from "./human.ts";

/** What is deployed there: the commit of each component's last ship, and every ship that there was. */
export interface Staging {
  deployed: Map<string, string>;
  ships: { key: string; sha: string }[];
}

/** What `slipway-deploy-<env>.yml` does on a push where `bump` is true: `slipway ship --changed`, one commit for each component. */
export async function shipChanged(
  history: History,
  { ref, before, sha }: BranchEvent,
  token: "app" | "workflow",
  staging: Staging,
): Promise<void> {
  const { operations: git, keys, random, root } = history;
  if (!ref.startsWith("refs/heads/") || (await isOwnPush(git, sha, before)).isOwn) return;
  for (const key of keys) {
    const head = history.head();
    if (!await hasChanged(history, key, staging.deployed.get(key), head)) continue;
    // somebody pushes while it is shipped: the ship's commit is put on top of that
    if (random() < 0.25) await pushOfSomebody(history);
    const onto = history.head();
    const workspace = await loadWorkspace(root, commitTree(root, onto));
    const build = (workspace.manifest.components[key]?.build ?? 0) + 1;
    const edits = await planBump(workspace, key, build);
    const number = String(staging.ships.length).padStart(12, "0");
    const message = withTrailers(`chore(${key}): build ${build}`, {
      [shipTrailer]: `0d1f2a3b-4c5d-4e6f-8a9b-${number}`,
    });
    const made = await makeCommit(git, onto, edits, message);
    staging.ships.push({ key, sha: made });
    staging.deployed.set(key, made);
    await history.push(token, made);
  }
}

/** As `slipway ship --changed` decides: a file of the component differs from the commit of its last ship. */
async function hasChanged(
  { root, operations: git }: History,
  key: string,
  since: string | undefined,
  head: string,
): Promise<boolean> {
  if (since === undefined) return true;
  const { manifest } = await loadWorkspace(root, commitTree(root, head));
  const { stdout } = await git.run(["diff", "--name-only", "--no-renames", "-z", since, head, "--"]);
  return fields(stdout).some((path) => ownerOf(manifest, path) === key);
}

/** What people changed is deployed, and nothing is deployed without a reason: a person's change, or a release's new version. */
export async function expectDeployed(
  { git, keys, humans, bots, head, root }: History,
  staging: Staging,
): Promise<void> {
  const { manifest } = await loadWorkspace(root, commitTree(root, head()));
  const reasons = new Map(keys.map((key) => [key, 0]));
  const blob = (at: string, path: string) => git("rev-parse", `${at}:${path}`).catch(() => "gone");
  for (const { sha } of [...humans, ...bots]) {
    const paths = (await git("diff-tree", "-r", "--name-only", "--no-commit-id", sha)).split("\n");
    const owners = new Set(paths.map((path) => ownerOf(manifest, path)));
    for (const key of keys.filter((one) => owners.has(one))) reasons.set(key, (reasons.get(key) ?? 0) + 1);
    for (const path of paths) {
      const key = keys.find((one) => ownerOf(manifest, path) === one);
      // a release's version waits for the next change
      if (key === undefined || path.endsWith("package.json")) continue;
      expect([key, path, await blob(staging.deployed.get(key) ?? "", path)]).toEqual([
        key,
        path,
        await blob(head(), path),
      ]);
    }
  }
  for (const key of keys) {
    const ships = staging.ships.filter((ship) => ship.key === key).length;
    expect(ships, `ships of ${key}`).toBeLessThanOrEqual((reasons.get(key) ?? 0) + 1);
  }
}
