import { expect } from "vitest";
import type { FaultCase, Trial } from "../../support/faults.ts";
import { trialLimitMs } from "../../support/faults-trial.ts";
import { until } from "../../support/until.ts";

/** Tokens of active devices. */
async function active(trial: Trial): Promise<Set<string>> {
  const rows = await trial.sql`select token from ship.device_push_tokens where deactivated_at is null`;
  return new Set(rows.map((row) => String(row.token)));
}

export const tokens: FaultCase[] = [
  {
    promise: "410 with a timestamp after the last registration deactivates, with one before it does not",
    isBrief: true,
    strike: async (trial) => {
      const dead = trial.random.some(trial.tokens, 0.05);
      const gone = trial.random.some(dead, 0.5);
      const back = dead.filter((token) => !gone.includes(token));
      // as if all were registered at one moment
      const [row] = await trial.sql`
        with moment as (select max(last_registered_at) as at from ship.device_push_tokens)
        update ship.device_push_tokens set last_registered_at = moment.at from moment
        returning (extract(epoch from moment.at) * 1000)::float8 as ms`;
      const registered = Number(row?.ms);
      await trial.apns({
        rules: [
          { tokens: gone, reason: "Unregistered", timestamp_ms: Math.floor(registered) + 1 },
          { tokens: back, reason: "ExpiredToken", timestamp_ms: Math.floor(registered) },
        ],
      });
      await trial.move();
      await trial.ended();
      const { by_reason } = await trial.received.totals();
      expect(by_reason).toEqual({ Unregistered: gone.length, ExpiredToken: back.length });
      const named = await trial.sql`
        select token, reason from ship.push_failures join ship.device_push_tokens as devices on devices.id = device_id`;
      expect(new Map(named.map(({ token, reason }) => [token, reason]))).toEqual(
        new Map(dead.map((token) => [token, gone.includes(token) ? "Unregistered" : "ExpiredToken"])),
      );
      const left = await active(trial);
      expect(gone.filter((token) => left.has(token))).toEqual([]);
      expect(back.filter((token) => !left.has(token))).toEqual([]);
      // the next announcement reaches who came back, and asks nothing of the dead
      await trial.apns({ rules: [] });
      await trial.move();
      await trial.ended();
      expect((await trial.received.totals()).by_reason).toEqual(by_reason);
      return { excused: gone };
    },
  },
  {
    promise: "a re-registration that races its own 410 keeps the device",
    strike: async (trial) => {
      const racing = trial.random.some(trial.tokens, 0.05);
      const [silent, speaking] = [racing.slice(0, racing.length / 2), racing.slice(racing.length / 2)];
      // APNs dates its answer when it gets the request, and the answer travels for two seconds
      await trial.apns({ rules: [{ tokens: racing, reason: "Unregistered", delay_ms: 2000 }], delay_ms: 50 });
      await trial.move();
      for (const token of speaking) {
        await until(
          "its 410 is on its way",
          async () => (await trial.received.decisions(token)).length > 0,
          trialLimitMs,
        );
        await trial.register([token]);
      }
      await trial.ended();

      expect((await trial.received.totals()).by_reason).toEqual({ Unregistered: racing.length });
      const [row] = await trial.sql`
        select count(*)::int as count
        from ship.device_push_tokens as devices
        join ship.push_failures on push_failures.device_id = devices.id
        where token = any (${speaking}) and last_registered_at < failed_at`;
      expect(row?.count, "registered between the 410 and the moment it was written").toBeGreaterThan(0);
      const left = await active(trial);
      expect(speaking.filter((token) => !left.has(token))).toEqual([]);
      expect(silent.filter((token) => left.has(token))).toEqual([]);
      return { excused: racing };
    },
  },
  {
    promise: "devices that say the wrong environment are told where they are, each once",
    // the run of the other host begins long after the first of them were found there
    policy: { batch_size: 1_000 },
    strike: async (trial) => {
      const misled = trial.random.some(trial.tokens, 0.05);
      await trial.apns({ token_environments: Object.fromEntries(misled.map((token) => [token, "sandbox"])) });
      await trial.move();
      await trial.ended();
      const kept = await trial.sql`
        select token from ship.device_push_tokens
        where apns_environment = 'sandbox' and reported_apns_environment = 'production'`;
      expect(new Set(kept.map(({ token }) => token))).toEqual(new Set(misled));
      expect((await trial.received.totals()).by_reason).toEqual({ BadDeviceToken: misled.length });
    },
  },
];
