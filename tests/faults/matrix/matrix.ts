import type { FaultCase } from "../../support/faults.ts";
import { answers } from "./answers.ts";
import { calls } from "./calls.ts";
import { connections } from "./connections.ts";
import { devices } from "./devices.ts";
import { processesDie } from "./processes-die.ts";
import { stoppedRuns } from "./stopped-runs.ts";
import { tokens } from "./tokens.ts";
import { workers } from "./workers.ts";

/** Every fault that is tried; docs/what-happens-when.md tells each from the user's side. */
export const matrix: readonly FaultCase[] = [
  ...processesDie,
  ...calls,
  ...workers,
  ...answers,
  ...connections,
  ...tokens,
  ...stoppedRuns,
  ...devices,
];
