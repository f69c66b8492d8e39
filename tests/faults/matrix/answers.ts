import { expect } from "vitest";
import type { FaultCase, Trial } from "../../support/faults.ts";

type Totals = Awaited<ReturnType<Trial["received"]["totals"]>>;

interface Spoilt {
  fault: string;
  rule: Record<string, unknown>;
  isBrief?: boolean;
  /** How often it struck, by the stand-in's counters. */
  struck: (totals: Totals) => number;
  /** APNs has processed it, and the worker can't know. */
  isProcessed?: boolean;
}

/** What one request in a hundred meets. */
const spoilt: Spoilt[] = [
  {
    fault: "answered 500",
    rule: { reason: "InternalServerError" },
    isBrief: true,
    struck: refused("InternalServerError"),
  },
  { fault: "answered 503", rule: { reason: "ServiceUnavailable" }, struck: refused("ServiceUnavailable") },
  { fault: "answered 503 Shutdown", rule: { reason: "Shutdown" }, struck: refused("Shutdown") },
  {
    fault: "answered 429",
    rule: { reason: "TooManyRequests" },
    struck: refused("TooManyRequests"),
  },
  { fault: "reset before APNs processed it", rule: { action: "reset" }, struck: ({ lost }) => lost },
  {
    fault: "reset after APNs processed it",
    rule: { action: "reset", processed: true },
    struck: ({ lost }) => lost,
    isProcessed: true,
  },
];

function refused(reason: string): (totals: Totals) => number {
  return ({ by_reason }) => by_reason[reason] ?? 0;
}

export const answers: FaultCase[] = [
  ...spoilt.map(({ fault, rule, isBrief = false, struck, isProcessed = false }): FaultCase => ({
    promise: `one request in a hundred ${fault}: everybody is told`,
    isBrief,
    strike: async (trial) => {
      await trial.apns({ rules: [{ ...rule, share: 0.01 }] });
      await trial.move();
      await trial.ended();
      const strikes = struck(await trial.received.totals());
      expect(strikes).toBeGreaterThan(trial.size / 200);
      return { unanswered: isProcessed ? strikes : 0 };
    },
  })),
  {
    promise:
      "one request in a hundred never answered, one processed and never answered, one answered after the worker " +
      "gave up: everybody is told",
    strike: async (trial) => {
      // counting down from here shows how often each rule struck
      const next = 1_000_000;
      await trial.apns({
        rules: [
          { action: "hang", share: 0.01, next },
          { action: "hang", processed: true, share: 0.01, next },
          { delay_ms: 15_000, share: 0.01, next },
        ],
      });
      await trial.move();
      await trial.ended();
      const { settings: { rules } } = await trial.received.report();
      const strikes = rules.map((rule) => next - (rule.next ?? 0));
      strikes.forEach((count) => expect(count).toBeGreaterThan(trial.size / 200));
      const [, neverAnswered = 0, late = 0] = strikes;
      return { unanswered: neverAnswered + late };
    },
  },
];
