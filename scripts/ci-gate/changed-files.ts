import { fields, type Git } from "../git/git.ts";

/** Two commits and what differs between them; or why that can't be told. */
type Difference =
  | { head: string; since: string; paths: readonly string[] }
  | { head: string; since: null; why: string };

/**
 * The files that HEAD changed since it left `base`: deleted ones too, both names of a renamed one, and nothing that the base got meanwhile. A
 * base that is not there, as of a new branch or after a force push, can't be compared with. Raises `git_failed` without a commit.
 */
export async function changedSince(git: Git, base: string): Promise<Difference> {
  const head = (await git.run(["rev-parse", "--verify", "HEAD^{commit}"])).stdout.trim();
  const known = await git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${base}^{commit}`], {
    answers: [0, 1, 128],
  });
  if (known.code !== 0) return { head, since: null, why: `${base || "the base"} is no commit of this clone` };
  const met = await git.run(["merge-base", known.stdout.trim(), head], { answers: [0, 1] });
  const since = met.stdout.trim();
  if (since === "") return { head, since: null, why: `${base} and HEAD have no commit in common here` };
  const { stdout } = await git.run([
    "diff",
    "--name-only",
    "--no-renames",
    "--relative",
    "-z",
    since,
    head,
    "--",
  ]);
  return { head, since, paths: fields(stdout) };
}
