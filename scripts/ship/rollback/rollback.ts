import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { ShipStatus } from "../../control-plane/control-plane.ts";
import { describeRollback, rollbackCommand } from "../../deploy/rollback.ts";
import { readRepository } from "../../git/repository.ts";
import { endLeftover } from "../resume/stale-ship.ts";
import type { Outcome } from "../record/outcome.ts";
import { runSteps } from "../flow/run-steps.ts";
import { deployContext, type ShipRun } from "../flow/ship-run.ts";
import type { Session } from "../flow/session.ts";
import { withShip } from "../flow/begin-run.ts";
import { commitOfBuild } from "./commit-of-build.ts";
import { rollbackSteps } from "./steps.ts";

export interface RollbackRequest {
  component: string;
  to: number;
  reason: string;
  /** Seconds to wait for other ships. */
  patience: number;
}

export interface RolledBack {
  ship: string;
  sha: string;
  outcome: Outcome | undefined;
}

/**
 * Takes a component back by its declared command, verifies that the earlier build is served, and records it with the reason. Raises
 * `rollback_impossible`, `rollback_not_declared`, `build_not_lower` (exit 5) before anything happens, `rollback_failed` (9) and
 * `verification_failed` (8), after which nothing is recorded.
 */
export async function rollback(session: Session, request: RollbackRequest): Promise<RolledBack> {
  const { workspace, git, control, environment } = session;
  const { component, to, reason, patience } = request;
  rollbackCommand(workspace.manifest, component);
  const [status, { commonDir }] = await Promise.all([control.shipStatus(environment), readRepository(git)]);
  const previous = requireLower(status, component, to);
  await endLeftover(session, status, component, "rollback");
  const sha = await commitOfBuild(git, component, to);
  const shipped = { component, isDeploying: true, patience };
  return await withShip(session, shipped, { kind: "rollback", commonDir }, async (run) => {
    const back: ShipRun = { ...run, build: to, previous, sha };
    session.output.note(describeRollback(deployContext(back)));
    await runSteps(back, rollbackSteps(reason));
    return { ship: run.held.id, sha, outcome: back.outcome };
  });
}

function requireLower({ components }: ShipStatus, component: string, to: number): number {
  const deployed = components.find(({ key }) => key === component)?.build;
  if (deployed !== undefined && to < deployed) return deployed;
  throw new CommandError(
    "build_not_lower",
    deployed === undefined
      ? `${component} was never deployed`
      : `${component} is at build ${deployed}, asked for ${to}`,
    "A rollback goes to an earlier build than the one that slipway status shows as deployed.",
    exitCode.refused,
  );
}
