import type { Change } from "../../git/changes.ts";

/** New files that were there when the guards looked: what a ship may commit beside what git knows. */
export function newFiles(changes: readonly Change[]): Set<string> {
  return new Set(changes.filter(({ isUntracked }) => isUntracked).map(({ path }) => path));
}

/**
 * Takes out what came later: hooks, builds and archives leave files behind, and only what was guarded is committed. `seen` undefined: all
 * of it was.
 */
export function withoutLateFiles(
  changes: readonly Change[],
  seen: ReadonlySet<string> | undefined,
): { changes: Change[]; late: string[] } {
  const isLate = ({ path, isUntracked }: Change) => isUntracked && seen !== undefined && !seen.has(path);
  return {
    changes: changes.filter((change) => !isLate(change)),
    late: changes.filter(isLate).map(({ path }) => path),
  };
}
