import { expect } from "vitest";
import { sleep } from "../../../scripts/runtime.ts";
import type { FaultCase, Trial } from "../../support/faults.ts";
import { trialLimitMs } from "../../support/faults-trial.ts";
import { netCounters } from "../../support/net-counters.ts";
import { until } from "../../support/until.ts";
import { sending } from "./processes-die.ts";

/** Leases short enough for a test, and slices small enough for a halt to come in the middle of a step. */
const policy = { push_lease: "2 seconds", delivery_lease: "2 seconds", batch_size: 500 };

const steps = [500, 2500, 10_000];

/** Takes a build to 5, 25 and 100 %; `strike` meets each step while it is told. Asserts that each step told its own devices. */
async function climb(
  trial: Trial,
  strike: (trial: Trial, newcomers: number) => Promise<void>,
): Promise<void> {
  await trial.offer();
  let before = 0;
  for (const bps of steps) {
    const inside = await trial.inside(bps);
    await trial.share(bps);
    await strike(trial, inside - before);
    await trial.ended();
    expect((await trial.told()).size, `told at ${bps / 100} %`).toBe(inside);
    before = inside;
  }
  const [row] = await trial.sql`select build from ship.components where key = 'ios'`;
  expect(Number(row?.build), "everybody may have it").toBe(trial.build);
}

/** Nobody sends, and what APNs got has stopped growing. */
async function quiet(trial: Trial): Promise<number> {
  return await until("nothing is on its way", async () => {
    const before = (await trial.received.totals()).requests;
    await sleep(500);
    const now = (await trial.received.totals()).requests;
    return now === before && await trial.openLeases() === 0 && (await trial.told()).size;
  }, trialLimitMs);
}

/** Halts the step to 90 % in its middle; what was told then, and when nothing was on its way any more. */
async function haltMidway(trial: Trial, atHalt: () => Promise<void> = async () => {}): Promise<void> {
  await trial.apns({ delay_ms: 200 });
  await trial.offer();
  await trial.share(9000);
  const [share = 0] = trial.random.moments(1);
  await trial.toldAtLeast(Math.min(share, 0.5) * 0.9 * trial.size);
  await trial.halt();
  await atHalt();
  const told = await quiet(trial);
  expect(told, "it came in the middle").toBeLessThan(await trial.inside(9000));
  await sleep(2500); // two sweeps
  expect((await trial.told()).size, "nothing more starts").toBe(told);
}

/** The halted rollout goes on, to everybody. */
async function goOn(trial: Trial): Promise<void> {
  await trial.resumeRollout();
  trial.faultIsOver();
  await trial.ended();
  expect((await trial.told()).size, "the rest was told").toBe(await trial.inside(9000));
  await trial.share(10_000);
}

export const rollouts: FaultCase[] = [
  {
    promise: "5, 25, 100 % with every hint lost: each step is told by the sweep, and each device once",
    policy,
    strike: async (trial) => {
      await trial.net({ drop: "hint" });
      await climb(trial, async () => {});
      expect((await netCounters(trial.on)).dropped.hint).toBeGreaterThanOrEqual(2 * steps.length);
    },
  },
  {
    promise: "5, 25, 100 % with functions killed with -9 in the middle of each step: nobody is missed",
    policy,
    strike: async (trial) => {
      await trial.apns({ delay_ms: 200 });
      await climb(trial, async (_, newcomers) => {
        await trial.toldAtLeast(newcomers * 0.3);
        await trial.on.control(`${trial.on.info.functions.control_url}/kill`, "POST");
      });
    },
  },
  {
    promise: "5, 25, 100 % with one request in a hundred answered 503: everybody is told",
    policy,
    strike: async (trial) => {
      await trial.apns({ rules: [{ reason: "ServiceUnavailable", share: 0.01 }] });
      await climb(trial, async () => {});
      expect((await trial.received.totals()).by_reason.ServiceUnavailable).toBeGreaterThan(trial.size / 200);
    },
  },
  {
    promise:
      "Postgres killed with -9 in the last step of a rollout: nobody is missed, and each step keeps its devices",
    policy,
    strike: async (trial) => {
      await trial.apns({ delay_ms: 200 });
      await climb(trial, async (_, newcomers) => {
        if (trial.announcements.length < steps.length) return;
        await sending(trial, 0.3 * newcomers / trial.size);
        await trial.on.control(`${trial.on.info.postgres.control_url}/kill`, "POST");
        await sleep(trial.random.between(0, 4000));
        await trial.on.control(`${trial.on.info.postgres.control_url}/restart`, "POST");
        trial.faultIsOver();
      });
    },
  },
  {
    promise:
      "a halt in the middle of a step: what is on its way ends, nothing more starts, and resuming tells the rest",
    policy,
    strike: async (trial) => {
      await haltMidway(trial);
      await goOn(trial);
    },
  },
  {
    promise: "functions killed with -9 at the moment of a halt: resuming tells the rest",
    policy,
    strike: async (trial) => {
      await haltMidway(trial, async () => {
        await trial.on.control(`${trial.on.info.functions.control_url}/kill`, "POST");
      });
      await goOn(trial);
    },
  },
  {
    promise:
      "every call lost after a halt and one request in a hundred answered 500: resuming tells the rest",
    policy,
    strike: async (trial) => {
      await haltMidway(trial);
      await trial.net({ drop: "all" });
      await trial.apns({ rules: [{ reason: "InternalServerError", share: 0.01 }] });
      await trial.resumeRollout();
      await until("sweeps are lost too", async () => (await netCounters(trial.on)).dropped.sweep >= 2);
      await trial.net({ drop: "none" });
      trial.faultIsOver();
      await trial.ended();
      await trial.share(10_000);
    },
  },
  {
    promise:
      "a withdrawal in the middle of a step: nobody more hears of the build, and everybody of the next one",
    policy,
    strike: async (trial) => {
      await trial.apns({ delay_ms: 200 });
      await trial.offer();
      await trial.share(9000);
      await trial.toldAtLeast(0.3 * trial.size);
      await trial.sql`select ship.withdraw_build('ios', ${trial.build}, 'trial')`;
      const told = await quiet(trial);
      expect(told, "it came in the middle").toBeLessThan(await trial.inside(9000));
      trial.build++;
      await trial.sql`update ship.components set build = ${trial.build} where key = 'ios'`;
      const withdrawn = trial.announcements;
      trial.announcements = [(await trial.on.latest()).id];
      trial.faultIsOver();
      await trial.ended();
      const [{ accepted = 0 } = {}] = await Promise.all(withdrawn.map((id) => trial.on.served(id)));
      expect(accepted, "of the withdrawn one nobody heard after that").toBe(told);
    },
  },
];
