import type { VerificationStatus } from "../control-plane/control-plane.ts";
import type { Verify } from "../manifest/schema.ts";

/** A probe and what its results are called. */
export interface Named {
  probe: Verify;
  name: string;
}

type Latest = VerificationStatus["latest"][number];

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A schedule is never exact: what is nearly due is due, or every second turn would be left out. */
const nearly = 0.9;

/** The probes that a schedule asks now: those without `every`, and those that were last asked so long ago. `now` as the database has it. */
export function dueProbes(probes: readonly Named[], latest: readonly Latest[], now: string): Named[] {
  return probes.filter(({ probe, name }) => {
    if (probe.every === undefined) return true;
    const last = latest.find((one) => one.probe === name);
    if (last === undefined) return true;
    return Date.parse(now) - Date.parse(last.checked_at) >= durationMs(probe.every) * nearly;
  });
}

function durationMs(every: string): number {
  return Number(every.slice(0, -1)) * (unitMs[every.slice(-1)] ?? 0);
}
