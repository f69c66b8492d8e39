import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { ShipRun } from "./flow.ts";
import { flowKinds } from "./flow-kinds.ts";

const shipResumeHint = flowKinds.ship.resumeHint("");

/**
 * Does the work and ends the run as done. When the work fails, its leases are given back, the run stays unfinished (or is abandoned
 * while it has no number yet), and what went wrong is raised: the signal's reason if there is one.
 */
export async function endRun<Value>(run: ShipRun, work: () => Promise<Value>): Promise<Value> {
  try {
    const value = await work();
    await run.lease.end({ outcome: "done" });
    return value;
  } catch (error) {
    // a child that was killed by the same signal fails in its own words
    const cause: unknown = run.signal.aborted ? run.signal.reason : error;
    await leaveUnfinished(run, cause);
    throw asPartial(run, inItsOwnWords(run, cause));
  }
}

/** Git and the push say how a ship goes on; a flow that goes on otherwise says that in its place. */
function inItsOwnWords({ flow, request }: ShipRun, cause: unknown): unknown {
  const own = flow.resumeHint(request.component);
  if (!(cause instanceof CommandError) || !cause.hint.includes(shipResumeHint)) return cause;
  const { code, message, hint, exitCode, findings } = cause;
  return new CommandError(code, message, hint.replaceAll(shipResumeHint, own), exitCode, findings);
}

/** A failure after the push is one that can be gone on with, whatever its own exit code says. */
function asPartial({ isPushed, flow, request }: ShipRun, cause: unknown): unknown {
  if (!isPushed || !(cause instanceof CommandError) || cause.exitCode !== exitCode.failure) return cause;
  const { code, message, hint, findings } = cause;
  const next = `Then go on: ${flow.resumeHint(request.component)}.`;
  return new CommandError(code, message, `${hint} ${next}`.trim(), exitCode.partial, findings);
}

async function leaveUnfinished(
  { lease, output, request, number, flow }: ShipRun,
  cause: unknown,
): Promise<void> {
  const { component } = request;
  const isLost = lease.signal.aborted;
  // without a number there is nothing to resume
  if (!number.isChosen && !isLost) {
    const code = cause instanceof CommandError ? cause.code : "unexpected";
    return await lease.end({ outcome: "abandoned", reason: `stopped: ${code}` }).catch(() =>
      lease.releaseAll()
    );
  }
  await lease.releaseAll();
  // somebody else goes on with it, or has given it up
  if (isLost) return;
  output.json({ event: "unfinished", ship: lease.id, component });
  output.note(
    `Ship ${lease.id} of ${component} is unfinished. Go on: ${
      flow.resumeHint(component)
    }. Give up: ${flow.abandonHint}.`,
  );
}
