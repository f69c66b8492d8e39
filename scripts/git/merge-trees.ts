import { fields, type Git, openGit } from "./git.ts";
import { inWorktree } from "./worktree.ts";

/** A side of a path that git could not merge. */
export interface Unmerged {
  path: string;
  mode: string;
  object: string;
  /** 1: what both come from; 2: ours; 3: theirs. */
  stage: number;
}

/** What a merge gives. */
interface MergedTrees {
  /** What both come from. */
  base: string;
  /** Of paths in `unmerged` it says nothing that counts. */
  tree: string;
  unmerged: Unmerged[];
}

/** Two commits to be merged, and how. */
interface Merge {
  ours: string;
  theirs: string;
  signal: AbortSignal;
}

/** The first git that merges without a work tree. Git, release notes of 2.38: "git merge-tree --write-tree". */
const firstWithTrees = [2, 38] as const;

/** Whether this git merges without a work tree. */
async function mergesTrees(git: Git): Promise<boolean> {
  const [, major = 0, minor = 0] = /(\d+)\.(\d+)/.exec((await git.run(["--version"])).stdout)?.map(Number) ??
    [];
  return major > firstWithTrees[0] || major === firstWithTrees[0] && minor >= firstWithTrees[1];
}

/**
 * Merges two commits; no branch, index or work tree of the person's changes. Null when they have no common history. An older git does it in a
 * work tree of its own, with the same answer.
 */
export async function mergeTrees(git: Git, merge: Merge): Promise<MergedTrees | null> {
  const { ours, theirs } = merge;
  const { code, stdout } = await git.run(["merge-base", ours, theirs], { answers: [0, 1] });
  if (code !== 0) return null;
  const merged = await mergesTrees(git) ? await withoutWorktree(git, merge) : await inOwnWorktree(git, merge);
  return { base: stdout.trim(), ...merged };
}

async function withoutWorktree(
  git: Git,
  { ours, theirs, signal }: Merge,
): Promise<Omit<MergedTrees, "base">> {
  const { stdout } = await git.run([
    ...["-c", "merge.directoryRenames=false"],
    ...["merge-tree", "--write-tree", "-z", "--no-messages", ours, theirs],
  ], { answers: [0, 1], signal });
  const [tree = "", ...entries] = fields(stdout);
  return { tree, unmerged: entries.filter((entry) => entry !== "").map(readEntry) };
}

/** For a git that merges in a work tree only; exported so that both ways can be compared. */
export async function inOwnWorktree(
  git: Git,
  { ours, theirs, signal }: Merge,
): Promise<Omit<MergedTrees, "base">> {
  return await inWorktree(git, ours, signal, async (root) => {
    const own = openGit(root);
    await own.run([
      ...["-c", "merge.directoryRenames=false", "-c", "core.hooksPath=/dev/null"],
      ...["merge", "--no-ff", "--no-commit", "--quiet", "--no-verify", theirs],
    ], { answers: [0, 1], signal });
    const unmerged = fields((await own.run(["ls-files", "--unmerged", "-z"])).stdout).map(readEntry);
    const paths = [...new Set(unmerged.map(({ path }) => path))];
    await own.run(["update-index", "-z", "--index-info"], {
      input: paths.map((path) => `0 ${"0".repeat(40)}\t${path}\0`).join(""),
    });
    return { tree: (await own.run(["write-tree"])).stdout.trim(), unmerged };
  });
}

/** `<mode> <object> <stage>\t<path>`. */
function readEntry(entry: string): Unmerged {
  const [head = "", ...path] = entry.split("\t");
  const [mode = "", object = "", stage = ""] = head.split(" ");
  return { path: path.join("\t"), mode, object, stage: Number(stage) };
}
