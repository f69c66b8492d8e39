import { expect } from "vitest";
import { z } from "zod";
import { killPid } from "../../../scripts/runtime.ts";
import type { FaultCase, Trial } from "../../support/faults.ts";
import { trialLimitMs } from "../../support/faults-trial.ts";
import { startWorkers } from "../../support/faults-workers.ts";
import { until } from "../../support/until.ts";

const leased = z.object({
  batch_id: z.coerce.number(),
  lease_token: z.string(),
  devices: z.array(z.unknown()),
});

/** Runs `meanwhile` while the functions process is frozen in the middle of a run, its leases expired. */
async function whileFrozen(trial: Trial, meanwhile: () => Promise<void>): Promise<void> {
  await trial.policy({ push_lease: "2 seconds" });
  await trial.apns({ delay_ms: 200 });
  await trial.move();
  const [share = 0] = trial.random.moments(1);
  await trial.toldAtLeast(trial.size * Math.min(share, 0.4));
  const pid = await trial.functionsPid();
  expect(await trial.openLeases()).toBeGreaterThan(0);
  killPid(pid, "SIGSTOP");
  try {
    await until("the leases expire", async () => await trial.openLeases() === 0);
    // who takes over now keeps the lease until the test is done with it
    await trial.policy({ push_lease: "10 minutes" });
    await meanwhile();
  } finally {
    killPid(pid, "SIGCONT");
  }
}

/** The row of a batch, with everything that a worker could write. */
async function rowOf(trial: Trial, batch: number): Promise<unknown> {
  const [row] = await trial
    .sql`select to_jsonb(push_batches) as row from ship.push_batches where id = ${batch}`;
  return row?.row;
}

/** The frozen worker has found out that its batch is somebody else's. */
function hasGivenUp(trial: Trial, batch: number): boolean {
  return trial.bed.log.some((line) => line.includes(`"batch":${batch},`) && line.includes('"end":"lost"'));
}

export const workers: FaultCase[] = [
  {
    promise: "a worker whose lease was taken over while it was frozen notices, and writes nothing",
    strike: async (trial) => {
      let taken = leased.parse({ batch_id: 0, lease_token: "", devices: [] });
      let before: unknown;
      await whileFrozen(trial, async () => {
        const [row] = await trial.sql`select ship.claim_push_batch() as batch`;
        taken = leased.parse(row?.batch);
        before = await rowOf(trial, taken.batch_id);
        expect(before).toMatchObject({ takeover_count: 1, state: "leased", lease_token: taken.lease_token });
      });
      await until("it notices", () => hasGivenUp(trial, taken.batch_id), trialLimitMs);
      expect(await rowOf(trial, taken.batch_id)).toEqual(before);
      trial.faultIsOver();
      // the one that took over hands over in turn, having sent nothing
      await trial.sql`
        select ship.finish_push_batch(${taken.batch_id}, ${taken.lease_token}, 0, 0, '[]', 'released')`;
    },
  },
  {
    promise: "a worker that wakes up while another finishes its work adds nothing to the tables",
    policy: { push_lease: "2 seconds" },
    strike: async (trial) => {
      const others = await startWorkers(trial.bed, 1);
      try {
        await whileFrozen(trial, async () => {
          const told = (await trial.on.served(trial.announcement)).tokens;
          await others.wake();
          await trial.toldAtLeast(told + trial.size / 10);
        });
        await until(
          "the frozen one notices",
          () => trial.bed.log.some((line) => line.includes('"end":"lost"')),
          trialLimitMs,
        );
        trial.faultIsOver();
        await trial.ended();
      } finally {
        await others.stop();
      }
    },
  },
  {
    promise: "answers that take longer than a lease: the lease is renewed, and nobody is told twice",
    policy: { push_lease: "3 seconds" },
    strike: async (trial) => {
      await trial.apns({ rules: [{ delay_ms: 7000, share: 0.002 }] });
      await trial.move();
      await trial.ended();
      const { accepted, tokens } = await trial.on.served(trial.announcement);
      expect(accepted).toBe(tokens);
    },
  },
  {
    promise: "ten workers at once share a run, and nobody is told twice",
    policy: { max_workers_per_run: 40, batch_size: 2000 },
    strike: async (trial) => {
      const count = Math.max(2, Math.min(10, Math.floor(trial.size / 2000)));
      const others = await startWorkers(trial.bed, count - 1);
      try {
        await trial.apns({ delay_ms: 300 });
        const before = (await trial.received.report()).open_connections.production;
        await trial.move();
        await others.wake();
        await until(
          "all of them send",
          async () => (await trial.received.report()).open_connections.production >= before + count - 1,
          trialLimitMs,
        );
        expect(await trial.openLeases()).toBeGreaterThanOrEqual(count);
        await trial.ended();
        const { accepted, tokens } = await trial.on.served(trial.announcement);
        expect(accepted).toBe(tokens);
      } finally {
        await others.stop();
      }
    },
  },
];
