import { refuseAll } from "../../../cli/command-error.ts";
import { shown } from "../../../git/git.ts";
import { aheadBehind, fastForward, fastForwardArgs, fetchArgs, fetchBranch } from "../../../git/remote.ts";
import { readRepository } from "../../../git/repository.ts";
import { loadWorkspace } from "../../../manifest/load.ts";
import { diverged } from "../../guards/branch.ts";
import { runGuards } from "../../guards/guards.ts";
import { patiently } from "../../lease/retry-while-held.ts";
import type { Step } from "../run-steps.ts";
import type { ShipRun } from "../ship-run.ts";

/** Holds the branch from here to the push, and brings the clone up to the remote. */
export const fetchStep: Step = {
  name: "fetch",
  describe: ({ of, isBehind }) => [
    shown(fetchArgs(of)),
    ...isBehind ? [shown(fastForwardArgs(of))] : [],
  ],
  looksFirst: true,
  async run(run, started) {
    await Promise.all([holdBranch(run), started]);
    await fetchBranch(run.git, run.of, run.signal);
    const distance = await aheadBehind(run.git, run.of) ?? { ahead: 0, behind: 0 };
    const { remote, branch } = run.of;
    if (distance.behind === 0) return { summary: `${branch} is up to date with ${remote}` };
    // the commit of a ship that is resumed is put on top when it is pushed
    if (run.sha !== "") return { summary: `${remote} has ${distance.behind} newer commits` };
    if (distance.ahead > 0) throw refuseAll("branch_diverged", [diverged(run.of, distance)]);
    await fastForward(run.git, run.of);
    run.workspace = await loadWorkspace(run.workspace.root);
    // what came along may drift, or give the changed files to somebody else; nothing is written yet
    const repository = await readRepository(run.git);
    const scene = { repository, distance: null, hasIdentity: true };
    await runGuards(scene, run.of, run.workspace, run.request.component, {
      mayDrift: run.build !== 0,
      isApp: run.kind === "ios",
    });
    return {
      summary: `${branch} is ${distance.behind} commits further, as ${remote}`,
      detail: { commits: distance.behind },
    };
  },
};

/** Waits for `git:<branch>` as long as the ship may wait. */
export async function holdBranch({ held, of, request, output, signal }: ShipRun): Promise<void> {
  const patience = { seconds: request.patience, output, signal };
  await patiently(() => held.take(`git:${of.branch}`), patience);
}
