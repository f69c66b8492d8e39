import type { Interpreted } from "./interpret.ts";

/**
 * The commits without those that a later one takes back, and without that one: neither is in the release. A revert of a revert brings the
 * first commit back. Newest first, as they are read. What was released before stays reverted: that revert is kept.
 */
export function withoutReverted(commits: readonly Interpreted[]): Interpreted[] {
  const gone = new Set<string>();
  for (const [index, { sha, reverts }] of commits.entries()) {
    if (reverts === null || gone.has(sha)) continue;
    const originals = commits.slice(index + 1).filter((older) => isReverted(older, reverts));
    for (const original of originals) gone.add(original.sha);
    if (originals.length > 0) gone.add(sha);
  }
  return commits.filter(({ sha }) => !gone.has(sha));
}

function isReverted({ sha, pull }: Interpreted, reverts: NonNullable<Interpreted["reverts"]>): boolean {
  return reverts.sha === null ? reverts.pull !== null && pull === reverts.pull : sha.startsWith(reverts.sha);
}
