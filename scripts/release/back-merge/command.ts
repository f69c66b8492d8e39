import { errorText } from "../../cli/error-text.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { CommandError } from "../../cli/command-error.ts";
import type { Output } from "../../cli/output.ts";
import { actorName } from "../../control-plane/actor.ts";
import { isReachable } from "../../git/commit.ts";
import { openGit } from "../../git/git.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import { openSession, type Session } from "../../ship/flow/session.ts";
import { hostOf } from "../host-of.ts";
import { backMerge, look, makeMerge, type MergedBack } from "./back-merge.ts";
import { type Branches, branchesOf } from "./branches.ts";
import { askForBackMerge } from "./pull-request.ts";
import { BackMergeError } from "./refusals.ts";

/** Of `slipway back-merge`, as the command line gives them. */
export interface BackMergeOptions {
  from?: string;
  to?: string;
  pullRequest?: boolean;
  dryRun?: boolean;
}

interface Around {
  root: string;
  output: Output;
  signal: AbortSignal;
}

/** What `slipway back-merge` does. Whatever ends it is recorded, and every end but done is a failure. */
export async function runBackMerge(options: BackMergeOptions, around: Around): Promise<void> {
  if (options.dryRun) return await rehearse(options, around);
  const { root, output, signal } = around;
  const session = await openSession(root, output, signal);
  const { git, control, workspace } = session;
  const branches = branchesOf(workspace.manifest, options);
  const { from, to } = branches;
  const record = (outcome: "done" | "conflict" | "refused", detail: Record<string, unknown>) =>
    control.recordBackMerge({ from, to, outcome, detail, actor: actorName() });
  try {
    const merged = await backMerge({ git, output, signal }, branches);
    await record("done", { from: merged.from, sha: merged.sha, taken: merged.taken.slice(0, 50) });
    tell(output, branches, merged);
  } catch (error) {
    if (!(error instanceof BackMergeError)) throw error;
    const asked = options.pullRequest && error.sha !== undefined
      ? await ask(session, branches, error.sha).catch((failure) => {
        output.warn("pull_request_failed", errorText(failure));
      })
      : undefined;
    await record(error.outcome, { ...error.detail, ...asked && { url: asked.url } })
      // that it failed is what counts
      .catch((failure) => output.warn("back_merge_unrecorded", errorText(failure)));
    throw asked ? waits(branches, asked.url) : error;
  }
}

async function ask(session: Session, branches: Branches, sha: string) {
  const { git, signal } = session;
  return await askForBackMerge(git, await hostOf(session), branches, sha, signal);
}

function waits({ from, to }: Branches, url: string): CommandError {
  return new CommandError(
    "back_merge_waits",
    `${to} takes no push, so the merge of ${from} waits in a pull request: ${url}`,
    "Merge it with a merge commit; then run slipway back-merge again, which has nothing left to do.",
    exitCode.failure,
  );
}

function tell(output: Output, { from, to }: Branches, { sha, taken, ...merged }: MergedBack): void {
  output.print(
    sha === null
      ? `${to} holds all of ${from} already.`
      : `Merged ${from} into ${to} as ${sha.slice(0, 9)}${
        taken.length > 0 ? `, with ${from}'s ${taken.join(", ")}` : ""
      }.`,
  );
  output.json({
    event: "result",
    outcome: sha === null ? "nothing_to_do" : "done",
    sha,
    taken,
    from: merged.from,
  });
}

/** --dry-run: makes the merge among git's objects, and pushes nothing. Needs no credential. */
async function rehearse(options: BackMergeOptions, { root, output, signal }: Around): Promise<void> {
  const git = openGit(root);
  const branches = branchesOf((await loadWorkspace(root)).manifest, options);
  const now = await look(git, branches, signal);
  if (await isReachable(git, now.from, [now.to])) {
    return tell(output, branches, { from: now.from, sha: null, taken: [] });
  }
  const { taken } = await makeMerge(git, branches, now, signal);
  output.print(`${branches.from} can be merged into ${branches.to}.`);
  for (const path of taken) output.print(`take ${branches.from}'s ${path}`);
  output.json({ event: "result", outcome: "planned", taken, from: now.from });
}
