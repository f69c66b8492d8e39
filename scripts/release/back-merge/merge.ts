import type { Git } from "../../git/git.ts";
import { mergeTrees, type Unmerged } from "../../git/merge-trees.ts";
import { readEntries, type TreeEntry, withEntries } from "../../git/tree-entries.ts";
import { matcherOf } from "../../manifest/ownership.ts";

/** Two commits, and the files of which `from`'s side counts. */
interface Sides {
  from: string;
  to: string;
  /** Paths and patterns. */
  theirs: readonly string[];
  signal: AbortSignal;
}

/** What came of it. */
export type BackMerge =
  | { kind: "unrelated" }
  | { kind: "conflict"; paths: string[] }
  /** `taken`: files of which `from`'s side was taken. */
  | { kind: "merged"; tree: string; taken: string[] };

/**
 * Merges `from` into `to`. Where both changed a file of `theirs`, `from`'s side counts, whole: also when it deleted the file, or `to` did, or
 * both added it. Where they changed any other, nothing is merged. Nothing of the person's changes, and no ref moves.
 */
export async function mergeBack(git: Git, { from, to, theirs, signal }: Sides): Promise<BackMerge> {
  const merge = { ours: to, theirs: from, signal };
  const merged = await mergeTrees(git, merge);
  if (merged === null) return { kind: "unrelated" };
  if (merged.unmerged.length === 0) return { kind: "merged", tree: merged.tree, taken: [] };

  const matchers = theirs.map(matcherOf);
  const isTheirs = (path: string) => matchers.some((matches) => matches(path));
  const foreign = pathsOf(merged.unmerged).filter((path) => !isTheirs(path));
  if (foreign.length > 0) return { kind: "conflict", paths: foreign };

  // A conflict about a file that moved is about several paths. Without following moves each path stands for itself, and nothing gets lost.
  const plain = await mergeTrees(git, { ...merge, followsRenames: false });
  if (plain === null) return { kind: "unrelated" };
  const [whole, separate, own] = await Promise.all(
    [merged.tree, plain.tree, from].map((tree) => readEntries(git, tree)),
  );
  const moved = misplaced(plain.unmerged.filter(({ path }) => isTheirs(path)), own);
  if (moved.length > 0) return { kind: "conflict", paths: moved };

  const taken = pathsOf(plain.unmerged).filter(isTheirs);
  const wanted = new Map<string, TreeEntry | null>();
  for (const path of [...whole.keys(), ...separate.keys()].filter(isTheirs)) {
    wanted.set(path, separate.get(path) ?? null);
  }
  for (const path of taken) wanted.set(path, own.get(path) ?? null);
  return { kind: "merged", tree: await withEntries(git, merged.tree, wanted), taken };
}

/** `from`'s side of a path that git had to put elsewhere, as where a folder of the other side is in its way: nobody can say what counts. */
function misplaced(unmerged: readonly Unmerged[], own: ReadonlyMap<string, TreeEntry>): string[] {
  return unmerged.filter(({ stage, path, object }) => stage === 3 && own.get(path)?.object !== object)
    .map(({ path }) => path);
}

function pathsOf(unmerged: readonly Unmerged[]): string[] {
  return [...new Set(unmerged.map(({ path }) => path))].sort();
}
