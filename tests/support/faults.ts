import { appendFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, inject, onTestFailed, test } from "vitest";
import { env } from "../../scripts/runtime.ts";
import { type Bed, startBed } from "./faults-bed.ts";
import { type Allowance, checkTrial, type Figures } from "./faults-check.ts";
import { Random } from "./faults-random.ts";
import { Trial, trialLimitMs } from "./faults-trial.ts";

export type { Trial };

declare module "vitest" {
  export interface ProvidedContext {
    /** A file that collects one line of figures per case; absent in `npm test`. */
    faultTable?: string;
  }
}

/** A fault, and what must hold in spite of it. */
export interface FaultCase {
  /** The name of the test: what is promised. */
  promise: string;
  /** Part of `npm test` too, with fewer devices. */
  isBrief?: boolean;
  /** Columns of ship.push_policy that differ from the defaults, so that the case takes seconds instead of minutes. */
  policy?: Record<string, string | number>;
  /**
   * Moves the build, strikes, and asserts that the fault struck. Afterwards every delivery of the announcement ends as
   * delivered, and the devices, the stand-in and the tables are held against each other.
   */
  strike(trial: Trial): Promise<Allowance | void>;
}

const fixedSeed = 20_261_121;

/** Tries each case on one stack, one after the other. `size` and the seed give way to SLIPWAY_FAULT_DEVICES and _SEED. */
export function tryCases(cases: readonly FaultCase[], size: number): void {
  const devices = Number(env("SLIPWAY_FAULT_DEVICES") ?? size);
  const seed = Number(env("SLIPWAY_FAULT_SEED") ?? fixedSeed);
  let bed: Bed;
  beforeAll(async () => {
    bed = await startBed();
  }, trialLimitMs);
  afterAll(() => bed?.stop());

  test.for(cases)("$promise", { timeout: 2 * trialLimitMs }, async ({ promise, policy, strike }) => {
    onTestFailed(() => console.error(`Again: SLIPWAY_FAULT_SEED=${seed} SLIPWAY_FAULT_DEVICES=${devices}`));
    await bed.reset();
    const trial = new Trial(bed, devices, new Random(seed, promise));
    if (policy) await trial.policy(policy);
    await trial.register(trial.tokens);
    const allowance = await strike(trial);
    expect(await trial.ended()).toEqual({ broadcast: "delivered", apns: "delivered", telegram: "delivered" });
    await report(promise, await checkTrial(trial, allowance ?? {}));
  });
}

/** Prints the line of a case, and keeps it for the table at the end when there will be one. */
async function report(promise: string, figures: Figures): Promise<void> {
  const { devices, missed, duplicated, bound, takeovers, seconds } = figures;
  console.log(
    `${promise}: ${devices} devices, ${missed} missed, ${duplicated} duplicated (of ${bound} at most), ` +
      `${takeovers} takeovers, ${seconds.toFixed(1)} s to recover`,
  );
  const table = inject("faultTable");
  if (table) await appendFile(table, `${JSON.stringify({ promise, ...figures })}\n`);
}
