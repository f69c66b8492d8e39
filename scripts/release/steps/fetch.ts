import type { Git } from "../../git/git.ts";
import { type RemoteBranch, trackingRef } from "../../git/remote.ts";
import { fetchWithTags } from "../../git/tags.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import type { Step } from "../../ship/flow/flow.ts";
import { holdBranch } from "../../ship/flow/steps/fetch.ts";
import { short } from "../../ship/flow/steps/commit.ts";
import type { ReleaseRun } from "../cut.ts";

/** Holds the branch from here to the push. A release is made of what the remote has, so no work tree matters from here on. */
export const fetchStep: Step<ReleaseRun> = {
  name: "fetch",
  looksFirst: true,
  async run(run, started) {
    await Promise.all([holdBranch(run), started]);
    await lookAgain(run);
    const { remote, branch } = run.upstream;
    return { summary: `${remote}/${branch} is at ${short(run.cut.base)}`, detail: { base: run.cut.base } };
  },
};

/** Reads what the remote has now. */
export async function lookAgain(run: ReleaseRun): Promise<void> {
  const base = await fetchBase(run.git, run.upstream, run.signal);
  const { root } = run.cut.tree ?? run.git;
  run.workspace = await loadWorkspace(root, commitTree(root, base));
  run.cut = { ...run.cut, base, files: [] };
}

/** Fetches the branch and all tags, and gives the branch's commit. Raises `branch_gone` (exit 5), `fetch_failed`, `remote_timeout`. */
export async function fetchBase(git: Git, upstream: RemoteBranch, signal?: AbortSignal): Promise<string> {
  await fetchWithTags(git, upstream, signal);
  return (await git.run(["rev-parse", "--verify", `${trackingRef(upstream)}^{commit}`])).stdout.trim();
}
