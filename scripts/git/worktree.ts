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

/**
 * Runs `work` at a commit: in the person's work tree while that is clean and there, else in one of its own, which `isFresh` says: nothing is
 * installed there. Whoever calls holds the clone's lock. `status`: of the person's work tree; null when that must not be used.
 */
export async function atCommit<Value>(
  git: Git,
  { sha, status, signal }: {
    sha: string;
    status: { head: string | null; changes: readonly unknown[] } | null;
    signal: AbortSignal;
  },
  work: (root: string, isFresh: boolean) => Promise<Value>,
): Promise<Value> {
  if (status !== null && status.head === sha && status.changes.length === 0) {
    return await work(git.root, false);
  }
  return await inWorktree(git, sha, signal, (root) => work(root, true));
}

async function removeAbandoned(git: Git): Promise<void> {
  const { stdout } = await git.run(["worktree", "list", "--porcelain"]);
  for (const [, root = ""] of stdout.matchAll(/^worktree (.*\/slipway-ship-[^/]+\/work)$/gm)) {
    await git.run(["worktree", "remove", "--force", root], { answers: [0, 128] });
    await removeDir(dirname(root));
  }
}
