import { expect } from "vitest";
import type { FaultCase, Trial } from "../../support/faults.ts";

/** The run stops for this reason, keeps every token, and goes on where it stopped once the cause is fixed. */
async function stopsAndResumes(trial: Trial, reason: string, fix: Record<string, unknown>): Promise<void> {
  expect(await trial.ended()).toMatchObject({ apns: `failed: ${reason}`, broadcast: "delivered" });
  const [row] = await trial.sql`
    select count(*)::int as count from ship.device_push_tokens where deactivated_at is null`;
  expect(row?.count, "no token is touched").toBe(trial.size);
  expect((await trial.on.served(trial.announcement)).tokens).toBeLessThan(trial.size);
  await trial.apns(fix);
  await trial.resume();
  trial.faultIsOver();
}

const clocks = [
  { ahead: "an hour ahead of", offset: 3700, reason: "ExpiredProviderToken" },
  { ahead: "an hour behind", offset: -3700, reason: "InvalidProviderToken" },
].map(({ ahead, offset, reason }): FaultCase => ({
  promise: `APNs' clock ${ahead} ours stops the run, which goes on when the clocks agree`,
  strike: async (trial) => {
    await trial.apns({ clock_offset_s: offset });
    await trial.move();
    const fix = { clock_offset_s: 0 };
    await stopsAndResumes(trial, reason, fix);
    const { by_reason } = await trial.received.totals();
    expect(by_reason[reason]).toBeGreaterThan(0);
    // a few requests, not one per device
    expect(by_reason[reason]).toBeLessThanOrEqual(20);
  },
}));

export const stoppedRuns: FaultCase[] = [
  {
    promise:
      "30 % BadDeviceToken stops the run, keeps every token, and the run goes on when the cause is fixed",
    strike: async (trial) => {
      await trial.tellEveryone();
      await trial.apns({ rules: [{ token_share: 0.3, reason: "BadDeviceToken" }] });
      await trial.move();
      await stopsAndResumes(trial, "too_many_bad_tokens", { rules: [] });
      expect((await trial.received.totals()).by_reason.BadDeviceToken).toBeGreaterThan(0);
    },
  },
  ...clocks,
  {
    promise:
      "a newer build in the middle of a run: everybody hears of it, and nobody of the older one afterwards",
    strike: async (trial) => {
      await trial.apns({ delay_ms: 100 });
      await trial.move();
      const older = { announcement: trial.announcement, build: trial.build };
      const [share = 0] = trial.random.moments(1);
      await trial.toldAtLeast(trial.size * share);
      await trial.move();
      trial.faultIsOver();
      await trial.ended();

      const [delivery] = await trial.sql`
        select state from ship.deliveries where announcement_id = ${older.announcement} and transport = 'apns'`;
      expect(delivery, "it was still running").toEqual({ state: "superseded" });
      expect((await trial.on.served(older.announcement)).tokens, "and stopped").toBeLessThan(trial.size);
      let both = 0;
      for (const token of trial.random.some(trial.tokens, 300 / trial.size)) {
        const builds = (await trial.received.decisions(token)).map(({ build }) => Number(build));
        expect(builds).toEqual(builds.toSorted((one, other) => one - other));
        if (builds.includes(older.build)) both++;
      }
      expect(both, "some had heard of the older one").toBeGreaterThan(0);
    },
  },
];
