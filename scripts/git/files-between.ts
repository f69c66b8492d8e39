import { fields, type Git } from "./git.ts";

/**
 * The files below the root that differ between two commits: deleted ones too, and both names of a renamed one. Null when the clone lacks one of
 * the commits, as after a rewritten history.
 */
export async function filesBetween(git: Git, from: string, to: string): Promise<string[] | null> {
  const { code, stdout } = await git.run(
    ["diff", "--name-only", "--no-renames", "--relative", "-z", "--end-of-options", from, to, "--"],
    { answers: [0, 128] },
  );
  return code === 0 ? fields(stdout) : null;
}
