import { CommandError } from "../../cli/command-error.ts";
import type { Confirm } from "../../cli/confirm.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { ShipStatus } from "../../control-plane/control-plane.ts";
import { describeRollback, rollbackCommand } from "../../deploy/rollback.ts";
import { readRepository } from "../../git/repository.ts";
import { endStaleShip } from "../resume/stale-ship.ts";
import type { Shipped } from "../record/outcome.ts";
import { allSteps, runSteps } from "../flow/run-steps.ts";
import { deployContext } from "../flow/run-context.ts";
import type { Session } from "../flow/session.ts";
import { runUnderLease } from "../flow/run-under-lease.ts";
import { commitOfBuild } from "./commit-of-build.ts";
import { rollbackFlow } from "./rollback-flow.ts";

interface RollbackRequest {
  component: string;
  to: number;
  reason: string;
  /** Seconds to wait for other ships. */
  waitSeconds: number;
  confirm?: Confirm;
}

/** What a rollback left. */
interface RolledBack extends Shipped {
  /** How long the declared command took, in milliseconds. */
  ms: number;
}

/**
 * Takes a component back by its declared command, verifies that the earlier build is served, and records it with the reason. Raises
 * `rollback_impossible`, `rollback_not_declared`, `build_not_lower` (exit 5) before anything happens, `rollback_failed` (9) and
 * `verification_failed` (8), after which nothing is recorded.
 */
export async function rollback(session: Session, request: RollbackRequest): Promise<RolledBack> {
  const { workspace, git, control, environment } = session;
  const { component, to, reason, waitSeconds, confirm } = request;
  rollbackCommand(workspace.manifest, component, reason);
  const [status, { commonDir }] = await Promise.all([
    control.shipStatus(environment.name),
    readRepository(git),
  ]);
  const previous = requireLower(status, component, to);
  await endStaleShip(session, status, component, "rollback");
  const sha = await commitOfBuild(git, component, to);
  const shipped = { component, isDeploying: true, waitSeconds, confirm };
  let ms = 0;
  const flow = rollbackFlow(reason, (measured) => ms = measured);
  const begin = { commonDir, sha, number: { build: to, previous } };
  return await runUnderLease(session, flow, shipped, begin, async (run) => {
    session.output.note(describeRollback(deployContext(run)));
    await runSteps(run, allSteps(flow));
    return { ship: run.lease.id, sha, outcome: run.outcome, ms };
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
