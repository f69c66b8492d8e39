import type { Git } from "./git.ts";

/** Where HEAD left another branch. */
export interface BranchPoint {
  /** As people call the other branch. */
  name: string;
  ref: string;
  mergeBase: string;
}

/** Where HEAD left the first of these branches that the clone has in common with it; null when it has none. */
export async function findBranchPoint(
  git: Git,
  candidates: readonly { name: string; ref: string }[],
): Promise<BranchPoint | null> {
  for (const { name, ref } of candidates) {
    const found = await git.run(["merge-base", "--end-of-options", ref, "HEAD"], { answers: [0, 1, 128] });
    if (found.code === 0) return { name, ref, mergeBase: found.stdout.trim() };
  }
  return null;
}
