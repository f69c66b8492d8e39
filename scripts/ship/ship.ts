import { readScene, runGuards } from "./guards/guards.ts";
import type { Outcome } from "./outcome.ts";
import { runSteps } from "./pipeline.ts";
import type { ShipRequest } from "./run.ts";
import type { Session } from "./session.ts";
import { localSteps, openingSteps, publicSteps } from "./steps/steps.ts";
import { withShip } from "./with-ship.ts";

/** What was shipped. */
export interface Shipped {
  ship: string;
  sha: string;
  outcome: Outcome | undefined;
}

/**
 * Ships one component: guards, leases, then every step. Raises what a guard or a step raises; a ship that had written something by then
 * stays unfinished, and its leases are given back.
 */
export async function shipComponent(session: Session, request: ShipRequest): Promise<Shipped> {
  const { git, of, output, workspace } = session;
  // before the leases, so that nobody waits for a ship that can't begin
  const scene = await readScene(git, of);
  const warnings = await runGuards(scene, of, workspace, request.component);
  for (const { code, message } of warnings) output.warn(code, message);
  return await withShip(session, request, scene.repository, async (run) => {
    await runSteps(run, [...openingSteps, ...localSteps, ...publicSteps]);
    return { ship: run.held.id, sha: run.sha, outcome: run.outcome };
  });
}
