import { expect } from "vitest";
import type { FaultCase, Trial } from "../../support/faults.ts";
import { sleep } from "../../../scripts/runtime.ts";
import { trialLimitMs } from "../../support/faults-trial.ts";
import { until } from "../../support/until.ts";

/** Leases short enough for a test; the fencing and the bound are the same with the 30 s of the default. */
const policy = { push_lease: "2 seconds", delivery_lease: "2 seconds" };

/** Waits until a share of the devices is told and a process other than `killed` sends under a lease; returns its pid. */
export async function sending(trial: Trial, share: number, killed?: number): Promise<number> {
  await trial.toldAtLeast(Math.floor(share * trial.size));
  const pid = await until("a process", async () => {
    const found = await trial.functionsPid();
    return found !== killed && found;
  }, trialLimitMs);
  const { requests } = await trial.received.totals();
  await until("it sends under a lease", async () => {
    return (await trial.received.totals()).requests > requests && await trial.openLeases() > 0;
  }, trialLimitMs);
  return pid;
}

export const processesDie: FaultCase[] = [
  {
    promise: "functions killed with -9 at random moments of one run, ten times, miss nobody",
    isBrief: true,
    policy,
    strike: async (trial) => {
      const kills = trial.size >= 20_000 ? 10 : 2;
      await trial.apns({ delay_ms: 200 });
      await trial.move();
      const killed: number[] = [];
      for (const share of trial.random.moments(kills)) {
        killed.push(await sending(trial, share, killed.at(-1)));
        await trial.on.control(`${trial.on.info.functions.control_url}/kill`, "POST");
        const [row] = await trial.sql`
          select count(*)::int as count from ship.push_batches where state = 'leased'`;
        expect(row?.count, "it struck in the middle of a batch").toBeGreaterThan(0);
      }
      trial.faultIsOver();
      expect(new Set(killed).size, "each kill met a process of its own that was sending").toBe(kills);
    },
  },
  {
    promise: "functions killed while a silent device holds up what is written: at most 1,000 are told twice",
    policy,
    strike: async (trial) => {
      // not the very first: that one goes alone, and everybody else waits for its answer
      await trial.apns({ rules: [{ tokens: trial.tokens.slice(100, 101), action: "hang", next: 1 }] });
      await trial.move();
      await trial.toldAtLeast(900);
      let requests = 0;
      let looks = 0;
      // a machine that is busy makes a single pause as well
      await until("the worker waits for it", async () => {
        const before = requests;
        await sleep(200);
        requests = (await trial.received.totals()).requests;
        looks = requests === before ? looks + 1 : 0;
        return looks === 5;
      });
      await trial.on.control(`${trial.on.info.functions.control_url}/kill`, "POST");
      trial.faultIsOver();
      await trial.ended();
      const { accepted, tokens } = await trial.on.served(trial.announcement);
      expect(accepted - tokens, "the bound is reached").toBeGreaterThan(900);
    },
  },
  {
    promise: "Postgres killed with -9 in the middle of a run misses nobody, and the audit chain holds",
    policy,
    strike: async (trial) => {
      await trial.apns({ delay_ms: 200 });
      await trial.move();
      const [share = 0] = trial.random.moments(1);
      await sending(trial, share);
      const pid = trial.on.stack.postgres.pid();
      await trial.on.control(`${trial.on.info.postgres.control_url}/kill`, "POST");
      const diedAt = new Date();
      // shorter or longer than a worker tries to write
      await sleep(trial.random.between(0, 4000));
      await trial.on.control(`${trial.on.info.postgres.control_url}/restart`, "POST");
      trial.faultIsOver();
      expect(trial.on.stack.postgres.pid()).not.toBe(pid);
      await trial.ended();
      const [row] = await trial.sql`
        select count(*)::int as count from ship.deliveries
        where announcement_id = ${trial.announcement} and kind = 'push' and finished_at > ${diedAt}`;
      expect(row?.count, "it struck before the end").toBe(1);
    },
  },
];
