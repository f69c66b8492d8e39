import { CommandError } from "../cli/command-error.ts";
import type { ShipRun } from "./run.ts";

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
    throw cause;
  }
}

async function leave(cause: unknown, { held, output, request, build, isApp }: ShipRun): Promise<void> {
  const { component } = request;
  // without a number there is nothing to resume
  if (build === 0 && !held.signal.aborted) {
    const code = cause instanceof CommandError ? cause.code : "unexpected";
    return await held.end({ outcome: "abandoned", reason: `stopped: ${code}` }).catch(() => held.leave());
  }
  await held.leave();
  // somebody else goes on with it, or has given it up
  if (held.signal.aborted) return;
  output.json({ event: "unfinished", ship: held.id, component });
  const goOn = isApp ? "slipway ios confirm" : "slipway ship --resume";
  output.note(
    `Ship ${held.id} of ${component} is unfinished. Go on: ${goOn}. Give up: slipway ship --abandon.`,
  );
}
