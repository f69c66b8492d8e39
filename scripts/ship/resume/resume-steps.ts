import { inWorktree } from "../../git/worktree.ts";
import { componentOf } from "../../manifest/component-of.ts";
import { runGuards, type Scene } from "../guards/guards.ts";
import { runSteps } from "../flow/run-steps.ts";
import { prepareTree } from "./prepare-tree.ts";
import { moveTo, type ShipRun } from "../flow/ship-run.ts";
import { pushStep } from "../flow/steps/push.ts";
import { localSteps, publicSteps } from "../flow/steps/steps.ts";

/**
 * From the commit that was pushed: in the work tree that began it while that is still there and clean; else in one of its own, since the
 * person's may be anywhere by now.
 */
export async function resumePushed(run: ShipRun, { repository }: Scene, isOwn: boolean): Promise<void> {
  if (isOwn && repository.head === run.sha && repository.changes.length === 0) {
    return await runSteps(run, [pushStep, ...publicSteps]);
  }
  await inWorktree(run.git, run.sha, async (root) => {
    await moveTo(run, root);
    // the commit knows its number better than the journal: a rebase may have changed it
    run.build = componentOf(run.workspace.manifest, run.request.component).build;
    if (run.request.isDeploying) await prepareTree(run);
    await runSteps(run, [pushStep, ...publicSteps]);
  });
}

/** In the clone that began it. Every step up to the push is repeated: what is done already has nothing left to do. */
export async function resumeHere(run: ShipRun, scene: Scene): Promise<void> {
  const hasCommit = run.sha !== "";
  // a commit that is already there is put on top of the remote when it is pushed
  const seen = { ...scene, distance: hasCommit ? null : scene.distance };
  const { output, of, workspace, request } = run;
  const warnings = await runGuards(seen, of, workspace, request.component, { mayDrift: run.build !== 0 });
  for (const { code, message } of warnings) output.warn(code, message);
  await runSteps(run, [...localSteps, ...publicSteps]);
}
