import { refuseAll } from "../../../cli/command-error.ts";
import { shown } from "../../../git/git.ts";
import { aheadBehind, fastForward, fastForwardArgs, fetchArgs, fetchBranch } from "../../../git/remote.ts";
import { readRepository } from "../../../git/repository.ts";
import { loadWorkspace } from "../../../manifest/load.ts";
import { diverged } from "../../guards/branch.ts";
import { runGuards } from "../../guards/guards.ts";
import { retryWhileHeld } from "../../lease/retry-while-held.ts";
import type { ShipRun, Step } from "../flow.ts";

/** Holds the branch from here to the push, and brings the clone up to the remote. */
export const fetchStep: Step = {
  name: "fetch",
  describe: ({ upstream, isBehind }) => [
    shown(fetchArgs(upstream)),
    ...isBehind ? [shown(fastForwardArgs(upstream))] : [],
  ],
  looksFirst: true,
  async run(run, started) {
    await Promise.all([holdBranch(run), started]);
    await fetchBranch(run.git, run.upstream, run.signal);
    const distance = await aheadBehind(run.git, run.upstream) ?? { ahead: 0, behind: 0 };
    const { remote, branch } = run.upstream;
    if (distance.behind === 0) return { summary: `${branch} is up to date with ${remote}` };
    // the commit of a ship that is resumed is put on top when it is pushed
    if (run.sha !== "") return { summary: `${remote} has ${distance.behind} newer commits` };
    if (distance.ahead > 0) throw refuseAll("branch_diverged", [diverged(run.upstream, distance)]);
    await (run.flow.catchUp?.(run) ?? fastForward(run.git, run.upstream));
    run.workspace = await loadWorkspace(run.workspace.root);
    // what came along may drift, or give the changed files to somebody else; nothing is written yet
    const repository = await readRepository(run.git);
    const clone = { repository, distance: null, hasIdentity: true };
    await runGuards(clone, run, run.request.component, {
      mayDrift: run.number.isChosen,
      isStoreDecided: run.flow.numbering === "store",
      seenFiles: run.seenFiles,
    });
    return {
      summary: `${branch} is ${distance.behind} commits further, as ${remote}`,
      detail: { commits: distance.behind },
    };
  },
};

/** Waits for `git:<branch>` as long as the ship may wait. */
export async function holdBranch({ lease, upstream, request, output, signal }: ShipRun): Promise<void> {
  const limit = { seconds: request.waitSeconds, output, signal };
  await retryWhileHeld(() => lease.take(`git:${upstream.branch}`), limit);
}
