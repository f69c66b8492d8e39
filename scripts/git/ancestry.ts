import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Git } from "./git.ts";

/** The whole hash of a commit; null when the clone has none of that name. */
export async function commitAt(git: Git, name: string): Promise<string | null> {
  const { code, stdout } = await git.run(
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`],
    { answers: [0, 1, 128] },
  );
  return code === 0 ? stdout.trim() : null;
}

/** Whether one commit is in the history of another. Raises `clone_shallow` (exit 5) where the clone can't tell. */
export async function isAncestor(git: Git, sha: string, of: string): Promise<boolean> {
  const { code } = await git.run(["merge-base", "--is-ancestor", sha, of], { answers: [0, 1, 128] });
  if (code === 0) return true;
  const { stdout } = await git.run(["rev-parse", "--is-shallow-repository"]);
  if (code === 1 && stdout.trim() !== "true") return false;
  throw new CommandError(
    "clone_shallow",
    "this clone holds only a part of the history, which decides what may be deployed",
    "Run git fetch --unshallow; in a workflow: fetch-depth: 0.",
    exitCode.refused,
  );
}
