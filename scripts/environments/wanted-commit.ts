import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { commitAt, isAncestor } from "../git/ancestry.ts";
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
