import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { until } from "../../support/until.ts";
import { createBed, memoryStorage } from "./support/bed.ts";
import { type FeedServer, offer, policy, startFeedServer } from "./support/feed-server.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
beforeEach(() => {
  server.log.length = 0;
  server.fail(null);
  server.serve({
    seq: 12,
    offers: [offer(101)],
    marks: [],
    policy: policy({ recommended_build: 101, nudge_every_s: 3_600 }),
  });
});
afterAll(() => server.stop());

const hour = 3_600_000;

test("a skipped build is available and no more, also after a restart; a later one is recommended again", async () => {
  const storage = memoryStorage();
  const { updates } = createBed(server, { storage });
  await updates.refresh();
  expect(updates.state.decision.kind).toBe("recommended");
  updates.skip();
  expect(updates.state).toMatchObject({
    skippedBuild: 101,
    decision: { kind: "available", reason: "skipped" },
  });
  const again = createBed(server, { storage });
  expect((await again.updates.refresh()).decision.reason).toBe("skipped");
  server.serve({ seq: 13, offers: [offer(102)] });
  expect((await again.updates.refresh()).decision.kind).toBe("recommended");
});

test("what can't be skipped is not", async () => {
  server.serve({ marks: [{ build: 101, severity: "critical" }] });
  const { updates } = createBed(server);
  await updates.refresh();
  updates.skip();
  expect(updates.state).toMatchObject({ skippedBuild: null, decision: { reason: "critical" } });
});

test("after a nudge there is peace for nudge_every_s, with or without a network, over restarts; a person's question ends it", async () => {
  const storage = memoryStorage();
  const bed = createBed(server, { storage });
  await bed.updates.refresh();
  bed.updates.nudged();
  expect(bed.updates.state.decision).toMatchObject({ kind: "available", reason: "nudged" });
  server.fail(() => Response.error());
  const offline = createBed(server, { storage });
  offline.clock.ms += hour - 1;
  expect((await offline.updates.refresh()).decision.reason).toBe("nudged");
  const later = createBed(server, { storage });
  later.clock.ms += hour;
  expect((await later.updates.refresh()).decision.reason).toBe("recommended_build");
  server.fail(null);
  expect((await bed.updates.refresh({ isManual: true })).decision.kind).toBe("recommended");
  bed.updates.nudged();
  expect(bed.updates.state.decision.kind).toBe("available");
});

test("a pause that is shorter than the time between two looks is kept as well", async () => {
  server.serve({ policy: policy({ recommended_build: 101, nudge_every_s: 60 }) });
  const bed = createBed(server);
  await bed.updates.refresh();
  bed.clock.ms += 600_000;
  bed.updates.nudged();
  expect(bed.updates.state.decision.reason).toBe("nudged");
});

test("the feed, its ETag and its seq survive a restart: it is revalidated, and an older one is refused", async () => {
  const storage = memoryStorage();
  await createBed(server, { storage }).updates.refresh();
  const again = createBed(server, { storage });
  await again.updates.refresh();
  expect(server.log).toEqual(["GET updates/web/live 200", "GET updates/web/live 304"]);
  server.serve({ seq: 11, offers: [offer(999)] });
  const { decision, problem } = await createBed(server, { storage }).updates.refresh();
  expect({ build: decision.build, problem }).toEqual({ build: 101, problem: "feed_old" });
});

test("an answer that nothing changed, about a feed that is over, counts for nothing and is read anew", async () => {
  server.serve({ valid_until: "2026-11-27T12:40:00Z" });
  const bed = createBed(server);
  await bed.updates.refresh();
  bed.clock.ms += hour;
  // whoever answers so whatever there is
  server.fail(({ headers }) =>
    headers.has("if-none-match") ? new Response(null, { status: 304 }) : undefined
  );
  expect((await bed.updates.refresh()).problem).toBe("feed_expired");
  expect(bed.updates.state.decision.build).toBe(101);
  server.serve({ valid_until: "2999-01-01T00:00:00Z" });
  expect(await bed.updates.refresh()).toMatchObject({ problem: null, decision: { build: 101 } });
});

test("the installation has one random id for all its components, in lower case, from its first launch on", async () => {
  const storage = memoryStorage();
  const bed = createBed(server, { storage, random: Math.random });
  expect(bed.updates.installationId).toBe(null);
  await bed.updates.refresh();
  const id = bed.updates.installationId;
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  const other = createBed(server, { storage, random: Math.random, component: "ios" });
  await other.updates.refresh();
  expect(other.updates.installationId).toBe(id);
  const stranger = createBed(server, { random: Math.random });
  await stranger.updates.refresh();
  expect(stranger.updates.installationId).not.toBe(id);
});

test("an id of the app's own is used and not kept", async () => {
  const storage = memoryStorage();
  const { updates } = createBed(server, { storage, installationId: "11111111-2222-3333-4444-555555555555" });
  await updates.refresh();
  expect(updates.installationId).toBe("11111111-2222-3333-4444-555555555555");
  expect(storage.items.has("slipway:installation")).toBe(false);
});

test("a storage may be slow: writes keep their order", async () => {
  const items = new Map<string, string>();
  const order: string[] = [];
  let delay = 30;
  const { updates } = createBed(server, {
    storage: {
      getItem: (key) => Promise.resolve(items.get(key)),
      setItem: async (key, value) => {
        delay = Math.max(0, delay - 10);
        await new Promise((resolve) => setTimeout(resolve, delay));
        items.set(key, value);
        order.push(key.split(":").at(-1) ?? "");
      },
    },
  });
  await updates.refresh();
  updates.skip();
  updates.nudged();
  await until("all is written", () => order.length === 4);
  expect(order).toEqual(["installation", "feed", "skipped", "nudged"]);
});

test("the state is the same object until something changes, and listeners hear of changes only", async () => {
  const { updates } = createBed(server);
  let heard = 0;
  const stop = updates.subscribe(() => heard++);
  const before = updates.state;
  expect(updates.state).toBe(before);
  await updates.refresh();
  const known = updates.state;
  expect(known).not.toBe(before);
  const after = heard;
  await updates.refresh();
  expect(updates.state).toBe(known);
  expect(heard).toBe(after);
  stop();
  updates.skip();
  expect(heard).toBe(after);
});
