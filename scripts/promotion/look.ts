import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Git } from "../git/git.ts";
import { fetchBranch, trackingRef } from "../git/remote.ts";
import { commitAt, isAncestor } from "../git/ancestry.ts";
import type { Environment } from "../manifest/environment.ts";
import type { PromoteRule } from "../manifest/schema-environments.ts";

/** Where both branches are, as the remote has them now. */
export interface Branches {
  rule: PromoteRule;
  /** What is promoted. */
  sha: string;
  /** The head of the branch that is promoted from. */
  from: string;
  /** The head of the environment's branch; null when there is none yet. */
  previous: string | null;
}

/**
 * Fetches both branches, and finds the commit: the head of the source unless one is named. Raises `environment_not_promoted` (exit 2),
 * `sha_unknown`, `branch_missing` (exit 5), and what a fetch raises.
 */
export async function lookAtBranches(
  git: Git,
  environment: Environment,
  named: string | undefined,
  signal: AbortSignal,
): Promise<Branches> {
  const { name, upstream, entry } = environment;
  const rule = entry?.promote;
  if (rule === undefined) {
    throw new CommandError(
      "environment_not_promoted",
      `nothing is promoted to ${name}: it deploys ${upstream.branch} as it is`,
      `slipway deploy --env ${name} deploys it. A rule would be ship.environments.${name}.promote of version.json.`,
      exitCode.usage,
    );
  }
  const source = { ...upstream, branch: rule.from };
  await fetchBranch(git, source, signal);
  await fetchBranch(git, upstream, signal);
  const [from, previous] = await Promise.all([
    commitAt(git, trackingRef(source)),
    commitAt(git, trackingRef(upstream)),
  ]);
  if (from === null) throw missing("branch_missing", `${upstream.remote} has no branch ${rule.from}`);
  const sha = named === undefined ? from : await commitAt(git, named);
  if (sha === null) throw missing("sha_unknown", `this clone has no commit ${named}`);
  // what was merged is promoted as the branch has it: with the commit of the merge
  const isMerged = rule.by === "pull-request" && previous !== null && await isAncestor(git, sha, previous);
  return { rule, sha: isMerged ? previous : sha, from, previous };
}

/** How the commit lies to both branches. */
export interface Lie {
  /** It is in the source's history. */
  isOnSource: boolean;
  /** The environment's branch has it already. */
  isThere: boolean;
  /** The branch can be moved to it without losing anything. */
  isForward: boolean;
}

/** Asks git how the commit lies. Raises `clone_shallow` (exit 5). */
export async function lieOf(git: Git, { sha, from, previous }: Branches): Promise<Lie> {
  const isOnSource = await isAncestor(git, sha, from);
  if (previous === null) return { isOnSource, isThere: false, isForward: true };
  const [isThere, isForward] = await Promise.all([
    isAncestor(git, sha, previous),
    isAncestor(git, previous, sha),
  ]);
  return { isOnSource, isThere, isForward };
}

function missing(code: string, message: string): CommandError {
  return new CommandError(
    code,
    message,
    "Push it, or give the whole hash of a commit that is pushed.",
    exitCode.refused,
  );
}
