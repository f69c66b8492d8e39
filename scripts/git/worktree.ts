import { dirname, join } from "node:path";
import { makeTempDir, removeDir } from "../runtime.ts";
import { completeTree } from "./complete-tree.ts";
import { type Git, openGit } from "./git.ts";

/**
 * Runs `work` in a work tree of its own at a commit, complete with submodules and large files, and removes it whatever happens, and those that killed processes left. The person's work
 * tree stays as it is. One at a time per clone.
 */
export async function inWorktree<Value>(
  git: Git,
  sha: string,
  signal: AbortSignal,
  work: (root: string) => Promise<Value>,
): Promise<Value> {
  await removeAbandoned(git);
  const folder = await makeTempDir("slipway-ship-");
  const root = join(folder, "work");
  try {
    await git.run(["worktree", "add", "--quiet", "--detach", root, sha]);
    await completeTree(openGit(root), signal);
    return await work(root);
  } finally {
    await git.run(["worktree", "remove", "--force", root], { answers: [0, 128] });
    await removeDir(folder);
  }
}

async function removeAbandoned(git: Git): Promise<void> {
  const { stdout } = await git.run(["worktree", "list", "--porcelain"]);
  for (const [, root = ""] of stdout.matchAll(/^worktree (.*\/slipway-ship-[^/]+\/work)$/gm)) {
    await git.run(["worktree", "remove", "--force", root], { answers: [0, 128] });
    await removeDir(dirname(root));
  }
}
