import { fields, type Git } from "../../git/git.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import type { FileChange } from "./evidence.ts";

/**
 * The files that differ between two commits and that are wanted, as both have them: two git processes more than the comparison. What is no text is
 * read as if it were. Without `since` nothing is there to compare with, and nobody upgrades.
 */
export async function readFileChanges(
  git: Git,
  { since, until, isWanted }: { since: string | null; until: string; isWanted: (path: string) => boolean },
): Promise<FileChange[]> {
  if (since === null) return [];
  const diff = await git.run(["diff", "--name-only", "-z", "--no-renames", "--relative", since, until, "--"]);
  const paths = fields(diff.stdout).filter(isWanted);
  const [before, after] = [since, until].map((sha) => commitTree(git.root, sha));
  const decode = (bytes: Uint8Array | null | undefined) => bytes ? new TextDecoder().decode(bytes) : null;
  return await Promise.all(paths.map(async (path) => {
    const [old, young] = await Promise.all([before?.read(path), after?.read(path)]);
    return { path, before: decode(old), after: decode(young) };
  }));
}
