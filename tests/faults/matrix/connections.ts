import { expect } from "vitest";
import type { FaultCase } from "../../support/faults.ts";
import { trialLimitMs } from "../../support/faults-trial.ts";
import { until } from "../../support/until.ts";

const goaways = (["graceful", "abrupt"] as const).map((mode): FaultCase => ({
  promise: `GOAWAY every 1,000 streams, ${mode}: everybody is told, over one connection at a time`,
  strike: async (trial) => {
    // the delay leaves something in flight to lose
    await trial.apns({ goaway: { every: 1000, mode }, delay_ms: 20 });
    await trial.move();
    await trial.ended();
    const { goaways, connections, max_concurrent } = await trial.received.totals();
    expect(goaways).toBeGreaterThanOrEqual(trial.size / 2000);
    // measured elsewhere: a client that reconnects with a burst opens 892 for 10,000 requests
    expect(connections.production, "no storm of reconnects").toBeLessThanOrEqual(2 * goaways + 2);
    // an abrupt one leaves everything in flight unanswered, processed or not
    return { unanswered: mode === "abrupt" ? goaways * max_concurrent : 0 };
  },
}));

export const connections: FaultCase[] = [
  ...goaways,
  {
    promise: "a stream limit that drops from 1,000 to 1 and rises again: everybody is told once",
    strike: async (trial) => {
      await trial.apns({ delay_ms: 30 });
      await trial.move();
      await trial.toldAtLeast(trial.size / 10);
      await trial.apns({ max_concurrent_streams: 1 });
      const { requests } = await trial.received.totals();
      // One at a time, 500 requests take longer than a worker waits for an answer: queueing is no silence.
      const slow = Math.min(400, trial.size / 50);
      await until(
        "some are served one by one",
        async () => (await trial.received.totals()).requests >= requests + slow,
        trialLimitMs,
      );
      expect((await trial.on.served(trial.announcement)).tokens, "it struck before the end").toBeLessThan(
        trial.size,
      );
      await trial.apns({ max_concurrent_streams: 1000 });
      trial.faultIsOver();
      await trial.ended();
      expect((await trial.received.totals()).connections.production, "no other connection")
        .toBeLessThanOrEqual(1);
    },
  },
];
