import { expect, test } from "vitest";
import { Pace } from "../../../functions/_shared/push/pace.ts";
import { accepted, pushing } from "../support/pushing.ts";
import { batch } from "../support/rows.ts";

/** The limit after a thousand answers that each took so long. */
function limitAt(ms: number): number {
  const pace = new Pace();
  for (let count = 0; count < 1_000; count++) if (pace.isMeasuring) pace.answered(0, ms);
  return pace.limit;
}

test.each([
  ["beside the server", 1, 64],
  ["a near region", 10, 120],
  ["a far region", 30, 360],
  ["a slow host", 3_000, 500],
])("%s: %i ms → %i", (_, ms, limit) => {
  expect(limitAt(ms)).toBe(limit);
});

test("a queue in front of the processor does not count: the quickest answer tells the way", () => {
  const pace = new Pace();
  for (let count = 0; count < 192; count++) pace.answered(0, count === 70 ? 2 : 40);
  expect(pace.limit).toBe(64);
});

test("what was on its way before a new measurement does not count", () => {
  const pace = new Pace();
  for (let count = 0; count < 192; count++) pace.answered(0, 60);
  expect(pace.limit).toBe(500);
  pace.restart(1_000);
  for (let count = 0; count < 500; count++) pace.answered(990, 1_030);
  expect([pace.limit, pace.isMeasuring]).toEqual([64, true]);
  for (let count = 0; count < 192; count++) pace.answered(1_000, 1_003);
  expect([pace.limit, pace.isMeasuring]).toEqual([64, false]);
});

test.each([[2, 64], [100, 500]])("in a drain: %i ms per answer, %i in flight", async (ms, most) => {
  let inFlight = 0;
  let worst = 0;
  const drained = pushing([batch(2_500)]);
  drained.project.apns = async () => {
    worst = Math.max(worst, ++inFlight);
    await drained.project.clock.sleep(ms);
    inFlight--;
    return accepted();
  };
  await drained.drain();
  expect(worst).toBe(most);
});
