import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openGit } from "../git/git.ts";
import { inWorktree } from "../git/worktree.ts";
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

/** Writes the planned files, on top of the commit that the release is made on; what hooks did before is gone. */
export async function fillHookTree({ cut: { tree, base, files } }: ReleaseRun): Promise<void> {
  if (tree === undefined) return;
  await tree.run(["checkout", "--quiet", "--force", "--detach", base]);
  await tree.run(["clean", "--quiet", "-d", "--force"]);
  for (const { path, after } of files) {
    const file = join(tree.root, path);
    if (after === null) await rm(file, { force: true });
    else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, after);
    }
  }
}
