import { CommandError } from "../../cli/command-error.ts";
import type { Output } from "../../cli/output.ts";
import { isReachable } from "../../git/commit.ts";
import type { Git } from "../../git/git.ts";
import { commitTreeObject } from "../../git/make-commit.ts";
import { fetchBranch, trackingRef } from "../../git/remote.ts";
import { pushCommit } from "../../git/push.ts";
import { requireClone } from "../steps/checks.ts";
import type { Branches } from "./branches.ts";
import { mergeBack } from "./merge.ts";
import { backMergeConflict, backMergeRefused, unrelated } from "./refusals.ts";

/** How a back-merge ended; every other end is a failure. */
export interface MergedBack {
  /** The commit of `from` that `to` holds now. */
  from: string;
  /** The merge; null when there was nothing to merge. */
  sha: string | null;
  /** Files of which `from`'s side was taken. */
  taken: string[];
}

/** Gets to know what is made before it is pushed. */
interface Around {
  git: Git;
  output: Output;
  signal: AbortSignal;
}

/** How often either branch may move meanwhile. */
const mostTries = 5;

/**
 * Merges `from` into `to` by a commit with both as its parents, made without any work tree, and pushes it. Done only when the remote, asked once
 * more, has `from` in `to`. A branch that moves meanwhile is merged anew. Raises `back_merge_conflict`, `back_merge_refused`,
 * `histories_unrelated` (exit 5), `branch_gone`, `push_overtaken`.
 */
export async function backMerge({ git, output, signal }: Around, branches: Branches): Promise<MergedBack> {
  const { remote, from, to } = branches;
  await requireClone({ git });
  let made: { sha: string; taken: string[] } | null = null;
  for (let attempt = 0; attempt <= mostTries; attempt++) {
    const now = await look(git, branches, signal);
    if (await isReachable(git, now.from, [now.to])) {
      return { from: now.from, sha: made?.sha ?? null, taken: made?.taken ?? [] };
    }
    if (attempt === mostTries) break;
    if (attempt > 0) output.note(`${remote} moved; made anew on top of it`);
    const next = await makeMerge(git, branches, now, signal);
    try {
      if (await pushCommit(git, { remote, branch: to }, next.sha, signal) === "pushed") made = next;
    } catch (error) {
      if (!(error instanceof CommandError) || error.code !== "push_refused") throw error;
      throw backMergeRefused(branches, next.sha, error);
    }
  }
  throw new CommandError(
    "push_overtaken",
    `${from} or ${to} of ${remote} moved ${mostTries} times during the back-merge`,
    "Run slipway back-merge again when the others are done.",
  );
}

/** Both branches as the remote has them now: their commits. Raises `branch_gone` (exit 5), `fetch_failed`, `remote_timeout`. */
export async function look(
  git: Git,
  { remote, from, to }: Pick<Branches, "remote" | "from" | "to">,
  signal: AbortSignal,
): Promise<{ from: string; to: string }> {
  for (const branch of [from, to]) await fetchBranch(git, { remote, branch }, signal);
  const commit = async (branch: string) =>
    (await git.run(["rev-parse", "--verify", `${trackingRef({ remote, branch })}^{commit}`])).stdout.trim();
  return { from: await commit(from), to: await commit(to) };
}

/** Raises what stands in the way of the merge. */
export async function makeMerge(
  git: Git,
  branches: Branches,
  at: { from: string; to: string },
  signal: AbortSignal,
): Promise<{ sha: string; taken: string[] }> {
  const merged = await mergeBack(git, { ...at, theirs: branches.theirs, signal });
  if (merged.kind === "unrelated") throw unrelated(branches);
  if (merged.kind === "conflict") throw backMergeConflict(branches, merged.paths);
  const message = `chore: merge ${branches.from} back into ${branches.to}\n`;
  return { sha: await commitTreeObject(git, merged.tree, [at.to, at.from], message), taken: merged.taken };
}
