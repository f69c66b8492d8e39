import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { goOnWith } from "./flows.ts";
import type { ShipRun } from "./ship-run.ts";

/**
 * Does the work and ends the ship as done. When the work fails, its leases are given back, the ship stays unfinished (or is abandoned
 * while it has no number yet), and what went wrong is raised: the signal's reason if there is one.
 */
export async function conclude<Value>(run: ShipRun, work: () => Promise<Value>): Promise<Value> {
  try {
    const value = await work();
    await run.held.end({ outcome: "done" });
    return value;
  } catch (error) {
    // a child that was killed by the same signal fails in its own words
    const cause: unknown = run.signal.aborted ? run.signal.reason : error;
    await leave(cause, run);
    throw asPartial(cause, run);
  }
}

/** A failure after the push is one that can be gone on with, whatever its own exit code says. */
function asPartial(cause: unknown, { isPushed, kind, request }: ShipRun): unknown {
  if (!isPushed || !(cause instanceof CommandError) || cause.exitCode !== exitCode.failure) return cause;
  const { code, message, hint, findings } = cause;
  const goOn = `Then go on: ${goOnWith(kind, request.component)}.`;
  return new CommandError(code, message, `${hint} ${goOn}`.trim(), exitCode.partial, findings);
}

async function leave(cause: unknown, { held, output, request, build, kind }: ShipRun): Promise<void> {
  const { component } = request;
  // without a number there is nothing to resume; what a rollback has done to production must stay in sight
  if (build === 0 && kind !== "rollback" && !held.signal.aborted) {
    const code = cause instanceof CommandError ? cause.code : "unexpected";
    return await held.end({ outcome: "abandoned", reason: `stopped: ${code}` }).catch(() => held.leave());
  }
  await held.leave();
  // somebody else goes on with it, or has given it up
  if (held.signal.aborted) return;
  output.json({ event: "unfinished", ship: held.id, component });
  output.note(
    `Ship ${held.id} of ${component} is unfinished. Go on: ${
      goOnWith(kind, component)
    }. Give up: slipway ship --abandon.`,
  );
}
