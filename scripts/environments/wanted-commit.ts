import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Git } from "../git/git.ts";
import { fetchBranch, trackingRef } from "../git/remote.ts";
import type { Environment } from "../manifest/environment.ts";

/**
 * The commit to deploy: the head of the environment's branch as the remote has it, or the one that is named, which must be on that branch.
 * Raises `sha_unknown`, `sha_not_on_branch` (exit 5), and what a fetch raises.
 */
export async function wantedCommit(
  git: Git,
  environment: Environment,
  named: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const { upstream } = environment;
  await fetchBranch(git, upstream, signal);
  const head = await commitAt(git, trackingRef(upstream));
  if (head === null) {
    throw new CommandError(
      "branch_missing",
      `${upstream.remote} has no branch ${upstream.branch}`,
      `Push it: git push ${upstream.remote} <commit>:refs/heads/${upstream.branch}.`,
      exitCode.refused,
    );
  }
  if (named === undefined) return head;
  const sha = await commitAt(git, named);
  if (sha === null) {
    throw new CommandError(
      "sha_unknown",
      `this clone has no commit ${named}`,
      "Fetch it, or give the whole hash.",
      exitCode.refused,
    );
  }
  if (await isAncestor(git, sha, head)) return sha;
  throw await notOnBranch(git, environment, sha);
}

async function notOnBranch(
  git: Git,
  { name, upstream: { remote, branch }, entry }: Environment,
  sha: string,
): Promise<CommandError> {
  const from = entry?.promote?.from;
  for (const never of entry?.never_from ?? []) {
    const head = await commitAt(git, trackingRef({ remote, branch: never }));
    if (head === null || !await isAncestor(git, sha, head)) continue;
    return new CommandError(
      "never_from",
      `${sha.slice(0, 12)} is on ${never}, and ${name} is never deployed from there`,
      from === undefined
        ? `Bring it to ${branch} first.`
        : `Promote it: slipway promote ${name} ${sha.slice(0, 12)}`,
      exitCode.refused,
    );
  }
  return new CommandError(
    "sha_not_on_branch",
    `${sha.slice(0, 12)} is not on ${remote}/${branch}, which is what ${name} deploys`,
    from === undefined
      ? `Bring it to ${branch} first.`
      : `Promote it: slipway promote ${name} ${sha.slice(0, 12)}`,
    exitCode.refused,
  );
}

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
