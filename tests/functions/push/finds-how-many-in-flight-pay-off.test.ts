import { expect, test } from "vitest";
import { ConcurrencyLimit } from "../../../functions/_shared/push/concurrency-limit.ts";
import { accepted, pushing, refused } from "../support/pushing.ts";
import { batch } from "../support/rows.ts";

function after(looks: number, ms: number, status = 200, limit = new ConcurrencyLimit()): ConcurrencyLimit {
  for (let count = 0; count < 100 * looks; count++) limit.answered(ms, status);
  return limit;
}

test.each([["beside the server", 1], ["a far region", 150]])("%s: 500 in flight", (_, ms) => {
  expect(after(20, ms).current).toBe(500);
});

test("much slower than before: half as many with every look, not below 50, and back when it is quick again", () => {
  const limit = after(3, 40);
  expect(after(1, 400, 200, limit).current).toBe(250);
  expect(after(10, 400, 200, limit).current).toBe(50);
  expect(after(20, 40, 200, limit).current).toBe(500);
});

test("a way that stays slower is learnt", () => {
  const limit = after(3, 40);
  expect(after(200, 400, 200, limit).current).toBe(500);
});

test.each([[400, 50], [403, 50], [429, 50], [410, 500], [500, 500]])(
  "answers with %i: %i in flight",
  (status, limit) => {
    expect(after(10, 40, status).current).toBe(limit);
  },
);

test("some dead tokens slow nothing down", () => {
  const limit = new ConcurrencyLimit();
  for (let count = 0; count < 1_000; count++) limit.answered(40, count % 20 === 0 ? 400 : 200);
  expect(limit.current).toBe(500);
});

test("in a drain, many refusals leave 50 in flight", async () => {
  let inFlight = 0;
  const seen: number[] = [];
  const drained = pushing([batch(2_500)]);
  drained.project.apns = async () => {
    seen.push(++inFlight);
    await drained.project.clock.sleep(20);
    inFlight--;
    return seen.length % 3 === 0 ? refused(400, "DeviceTokenNotForTopic") : accepted();
  };
  await drained.drain();
  expect(Math.max(...seen.slice(0, 500))).toBeGreaterThan(400);
  expect(Math.max(...seen.slice(-500))).toBe(50);
});
