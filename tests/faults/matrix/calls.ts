import { expect } from "vitest";
import type { FaultCase } from "../../support/faults.ts";
import { netCounters } from "../../support/net-counters.ts";
import { until } from "../../support/until.ts";

export const calls: FaultCase[] = [
  {
    promise:
      "every pg_net call lost for a while: nothing is sent meanwhile, and everybody is told once calls work",
    strike: async (trial) => {
      await trial.net({ drop: "all" });
      const { requests } = await trial.received.totals();
      await trial.move();
      await until("sweeps are lost too", async () => (await netCounters(trial.on)).dropped.sweep >= 4);
      const { dropped, sent } = await netCounters(trial.on);
      expect(dropped.hint, "announce and push").toBeGreaterThanOrEqual(2);
      expect(sent).toEqual({ hint: 0, sweep: 0, other: 0 });
      expect((await trial.received.totals()).requests).toBe(requests);
      const open = await trial.sql`
        select transport from ship.deliveries
        where announcement_id = ${trial.announcement} and state = 'pending' order by 1`;
      expect(open.map((row) => row.transport)).toEqual(["apns", "broadcast", "telegram"]);
      await trial.net({ drop: "none" });
      trial.faultIsOver();
    },
  },
  {
    promise: "every pg_net call repeated: one broadcast, one message, one push per device",
    strike: async (trial) => {
      const heard = await trial.on.listen("ios:build");
      const messages = (await trial.on.messages()).length;
      await trial.net({ duplicate: true });
      await trial.move();
      await trial.ended();
      expect((await netCounters(trial.on)).duplicated.hint, "announce and push").toBeGreaterThanOrEqual(2);
      await until("the broadcast", () => heard.length > 0);
      expect(heard.map(({ announcement }) => announcement)).toEqual([trial.announcement]);
      expect(await trial.on.messages()).toHaveLength(messages + 1);
    },
  },
];
