import { abortRebase } from "../git/rebase.ts";
import { inWorktree } from "../git/worktree.ts";
import { componentOf } from "../manifest/component-of.ts";
import { readScene, runGuards, type Scene } from "./guards/guards.ts";
import { runSteps } from "./pipeline.ts";
import { prepareTree } from "./prepare.ts";
import { moveTo, type ShipRun } from "./run.ts";
import { localSteps, publicSteps } from "./steps/steps.ts";

/** From the commit that was pushed: the person's work tree may be anywhere by now. */
export async function resumePushed(run: ShipRun): Promise<void> {
  await inWorktree(run.git, run.sha, async (root) => {
    await moveTo(run, root);
    // the commit knows its number better than the journal: a rebase may have changed it
    run.build = componentOf(run.workspace.manifest, run.request.component).build;
    if (run.request.isDeploying) await prepareTree(run);
    await runSteps(run, publicSteps);
  });
}

/** In the clone that began it. Every step up to the push is repeated: what is done already has nothing left to do. */
export async function resumeHere(run: ShipRun, scene: Scene): Promise<void> {
  const hasCommit = run.sha !== "";
  if (scene.repository.operation === "rebase" && hasCommit) {
    await abortRebase(run.git);
    scene = await readScene(run.git, run.of);
  }
  // a commit that is already there is put on top of the remote when it is pushed
  const seen = { ...scene, distance: hasCommit ? null : scene.distance };
  const { output, of, workspace, request } = run;
  const warnings = await runGuards(seen, of, workspace, request.component, { mayDrift: run.build !== 0 });
  for (const { code, message } of warnings) output.warn(code, message);
  await runSteps(run, [...localSteps, ...publicSteps]);
}
