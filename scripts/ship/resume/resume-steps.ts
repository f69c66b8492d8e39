import { atCommit } from "../../git/worktree.ts";
import { type CloneState, runGuards } from "../guards/guards.ts";
import { runSteps } from "../flow/run-steps.ts";
import { prepareTree } from "./prepare-tree.ts";
import type { ShipRun } from "../flow/flow.ts";
import { moveTo } from "../flow/run-context.ts";
import { pushStep } from "../flow/steps/push.ts";

/**
 * From the commit that was pushed: in the work tree that began it while that is still there and clean; else in one of its own, since the
 * person's may be anywhere by now.
 */
export async function resumePushed(
  run: ShipRun,
  { repository }: CloneState,
  hasBegunHere: boolean,
): Promise<void> {
  const { sha, signal } = run;
  await atCommit(
    run.git,
    { sha, signal, status: hasBegunHere ? repository : null },
    async (root, isFresh) => {
      if (isFresh) await moveTo(run, root);
      if (isFresh && run.request.isDeploying) await prepareTree(run);
      await runSteps(run, [pushStep, ...run.flow.steps.published]);
    },
  );
}

/** In the clone that began it. Every step up to the push is repeated: what is done already has nothing left to do. */
export async function resumeHere(run: ShipRun, clone: CloneState): Promise<void> {
  const hasCommit = run.sha !== "";
  // a commit that is already there is put on top of the remote when it is pushed
  const seen = { ...clone, distance: hasCommit ? null : clone.distance };
  const { output, request } = run;
  const warnings = await runGuards(seen, run, request.component, {
    mayDrift: run.number.isChosen,
    seenFiles: run.seenFiles,
  });
  for (const { code, message } of warnings) output.warn(code, message);
  const { local, published } = run.flow.steps;
  await runSteps(run, [...local, ...published]);
}
