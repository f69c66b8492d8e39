import { commitAt } from "../git/ancestry.ts";
import { headSha } from "../git/commit.ts";
import { filesBetween } from "../git/files-between.ts";
import type { Git } from "../git/git.ts";

/** Two commits and what differs between them; or why that can't be told. */
type Difference =
  | { head: string; since: string; paths: readonly string[] }
  | { head: string; since: null; why: string };

/**
 * The files that HEAD changed since it left `base`: deleted ones too, both names of a renamed one, and nothing that the base got meanwhile. A
 * base that is not there, as of a new branch or after a force push, can't be compared with. Raises `git_failed` without a commit.
 */
export async function changedSince(git: Git, base: string): Promise<Difference> {
  const head = await headSha(git);
  const known = await commitAt(git, base);
  if (known === null) return { head, since: null, why: `${base || "the base"} is no commit of this clone` };
  const met = await git.run(["merge-base", known, head], { answers: [0, 1] });
  const since = met.stdout.trim();
  if (since === "") return { head, since: null, why: `${base} and HEAD have no commit in common here` };
  return { head, since, paths: await filesBetween(git, since, head) ?? [] };
}
