import { rm } from "node:fs/promises";
import { openGit } from "../git/git.ts";
import { inWorktree } from "../git/worktree.ts";
import { writeInside } from "../manifest/edits.ts";
import { realPathInside } from "../manifest/real-path.ts";
import { prepareTree } from "../ship/resume/prepare-tree.ts";
import { hasReleaseHooks } from "./bot-commit.ts";
import type { ReleaseRun } from "./cut.ts";

/**
 * Does the work; where hooks run, with a work tree of its own that has the release's files, and which goes away whatever happens. The person's
 * work tree stays as it is. Raises `prepare_failed` (exit 9).
 */
export async function withHookTree<Value>(run: ReleaseRun, work: () => Promise<Value>): Promise<Value> {
  if (!hasReleaseHooks(run.workspace.manifest)) return await work();
  const at = run.sha === "" ? run.cut.base : run.sha;
  return await inWorktree(run.git, at, run.signal, async (root) => {
    run.cut = { ...run.cut, tree: openGit(root) };
    run.workspace = { ...run.workspace, root };
    if (run.workspace.manifest.ship.prepare !== undefined) await prepareTree(run);
    return await work();
  });
}

/** Writes the planned files, on top of the commit that the release is made on; what hooks did before is gone. Raises `path_outside` (exit 5). */
export async function fillHookTree({ cut: { tree, base, files } }: ReleaseRun): Promise<void> {
  if (tree === undefined) return;
  await tree.run(["checkout", "--quiet", "--force", "--detach", base]);
  await tree.run(["clean", "--quiet", "-d", "--force"]);
  for (const { path, after } of files) {
    const there = after === null ? realPathInside(tree.root, path) : null;
    if (there !== null) await rm(there);
    if (after !== null) await writeInside(tree.root, path, after);
  }
}
