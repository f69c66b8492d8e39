import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { until } from "../../support/until.ts";
import { type Bed, createBed, memoryStorage } from "./support/bed.ts";
import { feedOf, type FeedServer, offer, policy, startFeedServer } from "./support/feed-server.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
beforeEach(() => {
  server.fail(null);
  server.serve({ seq: 12, offers: [], marks: [], policy: null });
});
afterAll(() => server.stop());

const moved = { seq: 13, offers: [offer(101)], policy: policy({ recommended_build: 101 }) };

const ways: [string, (bed: Bed) => Promise<unknown> | unknown][] = [
  ["a broadcast", ({ updates }) => updates.handleBroadcast({ component: "web", build: 101, seq: 13 })],
  [
    "a signed broadcast",
    async ({ updates }) =>
      updates.handleBroadcast({ component: "web", build: 101, seq: 13, jws: await server.signer.jws({}) }),
  ],
  ["a push that was tapped", ({ updates }) => updates.handlePush({ component: "web", build: 101 })],
  ["coming back into sight", (bed) => {
    bed.clock.ms += 60_000;
    bed.wake();
  }],
  ["the poll of every 15 minutes", ({ timers }) => timers.fire()],
  ["a person who asks", ({ updates }) => updates.refresh()],
  ["a feed that the app has read itself", ({ updates }) => updates.apply(feedOf(moved))],
];

test.each(ways)("promises 52 and 55: %s ends in the state that a cold start ends in", async (_, hear) => {
  const bed = createBed(server, { installationId: "a" });
  await bed.updates.start();
  expect(bed.updates.state.isOutdated).toBe(false);
  server.serve(moved);
  await hear(bed);
  await until("the state", () => {
    if (bed.timers.waits().some((ms) => ms < 60_000)) bed.timers.fire();
    return bed.updates.state.isOutdated;
  });

  const cold = createBed(server, { installationId: "a" });
  await cold.updates.start();
  expect({ ...bed.updates.state, checkedAt: 0 }).toEqual({ ...cold.updates.state, checkedAt: 0 });
  bed.updates.stop();
  cold.updates.stop();
});

test("promise 53: outdated is what is below the newest build that it may have, and clears itself with the update", async () => {
  server.serve({
    seq: 13,
    offers: [offer(101), offer(105, { min_os: "18" })],
    policy: policy({ min_build: 101 }),
  });
  const storage = memoryStorage();
  const builds: [number, boolean][] = [[99, true], [100, true], [101, false], [102, false], [200, false]];
  for (const [build, isOutdated] of builds) {
    expect((await createBed(server, { storage, build }).updates.refresh()).isOutdated).toBe(isOutdated);
  }
});
