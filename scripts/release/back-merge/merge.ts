import type { Git } from "../../git/git.ts";
import { mergeTrees, type Unmerged } from "../../git/merge-trees.ts";
import { readEntries, type TreeEntry, withEntries } from "../../git/tree-entries.ts";
import { matcherOf } from "../../manifest/ownership.ts";
import { withSameVersions } from "./same-versions.ts";

/** Two commits, and the files of which `from`'s side counts. */
interface Sides {
  from: string;
  to: string;
  /** Paths and patterns. */
  theirs: readonly string[];
  signal: AbortSignal;
}

/** What came of it. */
type BackMerge =
  | { kind: "unrelated" }
  | { kind: "conflict"; paths: string[] }
  /** `taken`: files of which `from`'s side was taken. */
  | { kind: "merged"; tree: string; taken: string[] };

/**
 * Merges `from` into `to`. Where both changed a file of `theirs`, `from`'s side counts, whole: also when it deleted the file, or `to` did, or
 * both added it. Where they changed any other, nothing is merged. Versions and builds that both branches got since they met are no conflict:
 * of each component the higher one counts. Nothing of the person's changes, and no ref moves.
 */
export async function mergeBack(git: Git, sides: Sides): Promise<BackMerge> {
  const merged = await mergeSides(git, sides);
  if (merged.kind !== "conflict") return merged;
  const { stdout } = await git.run(["merge-base", sides.to, sides.from]);
  // numbers that Slipway wrote on both sides are no conflict of people's
  const same = await withSameVersions(git, { ...sides, base: stdout.trim() });
  if (same === null) return merged;
  const again = await mergeSides(git, { ...sides, ...same });
  return again.kind === "merged" ? again : merged;
}

async function mergeSides(git: Git, { from, to, theirs, signal }: Sides): Promise<BackMerge> {
  const merged = await mergeTrees(git, { ours: to, theirs: from, signal });
  if (merged === null) return { kind: "unrelated" };
  if (merged.unmerged.length === 0) return { kind: "merged", tree: merged.tree, taken: [] };

  const matchers = theirs.map(matcherOf);
  const isTheirs = (path: string) => matchers.some((matches) => matches(path));
  const foreign = pathsOf(merged.unmerged).filter((path) => !isTheirs(path));
  if (foreign.length > 0) return { kind: "conflict", paths: foreign };

  // A conflict about a file that moved is about several paths: each stands for itself here, so that nothing gets lost.
  const [whole, ours, own, base] = await Promise.all(
    [merged.tree, to, from, merged.base].map((tree) => readEntries(git, tree)),
  );
  const unmerged = new Set(pathsOf(merged.unmerged));
  const paths = new Set([whole, ours, own, base].flatMap((entries) => [...entries.keys()]).filter(isTheirs));
  const wanted = new Map<string, TreeEntry | null>();
  const taken: string[] = [];
  for (const path of [...paths].sort()) {
    const [before, mine, yours] = [base, ours, own].map((entries) => entries.get(path) ?? null);
    if (isSame(mine, yours) || isSame(before, yours)) wanted.set(path, mine ?? null);
    else if (isSame(before, mine)) wanted.set(path, yours ?? null);
    else {
      const together = unmerged.has(path) ? undefined : whole.get(path);
      wanted.set(path, together ?? yours ?? null);
      if (together === undefined) taken.push(path);
    }
  }
  const clashing = foldersAmong([...wanted].flatMap(([path, entry]) => entry === null ? [] : [path]));
  if (clashing.length > 0) return { kind: "conflict", paths: clashing };
  return { kind: "merged", tree: await withEntries(git, merged.tree, wanted), taken };
}

function isSame(a: TreeEntry | null | undefined, b: TreeEntry | null | undefined): boolean {
  return a?.object === b?.object && a?.mode === b?.mode;
}

/** Files of one side where the other has a folder: nobody can say what counts. */
function foldersAmong(paths: readonly string[]): string[] {
  const folders = new Set(
    paths.flatMap((path) => {
      const parts = path.split("/");
      return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("/"));
    }),
  );
  return paths.filter((path) => folders.has(path));
}

function pathsOf(unmerged: readonly Unmerged[]): string[] {
  return [...new Set(unmerged.map(({ path }) => path))].sort();
}
