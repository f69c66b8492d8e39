import type { FaultCase } from "../../support/faults.ts";
import { answers } from "./answers.ts";
import { calls } from "./calls.ts";
import { connections } from "./connections.ts";
import { devices } from "./devices.ts";
import { processesDie } from "./processes-die.ts";
import { rollouts } from "./rollouts.ts";
import { stoppedRuns } from "./stopped-runs.ts";
import { tokens } from "./tokens.ts";
import { workers } from "./workers.ts";

/** What fails on our side: processes, calls, workers, and who registers. */
export const ourFaults: readonly FaultCase[] = [
  ...processesDie,
  ...calls,
  ...workers,
  ...devices,
  ...rollouts,
];

/** What Apple's side does to a fan-out. */
export const applesFaults: readonly FaultCase[] = [...answers, ...connections, ...tokens, ...stoppedRuns];
