import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createBed, memoryStorage } from "./support/bed.ts";
import { type FeedServer, offer, policy, startFeedServer } from "./support/feed-server.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
beforeEach(() => {
  server.fail(null);
  server.serve({
    seq: 12,
    offers: [offer(101)],
    marks: [],
    policy: policy({ min_build: 101, message: "Please update." }),
    valid_until: "2026-12-01T00:00:00Z",
  });
});
afterAll(() => server.stop());

const down = () => server.fail(() => new Response(null, { status: 503 }));

test("a block is there at a cold start without a network, as long as it is true for this build", async () => {
  const storage = memoryStorage();
  expect((await createBed(server, { storage }).updates.refresh()).decision).toMatchObject({
    kind: "required",
    message: "Please update.",
  });
  down();
  for (
    const [build, kind] of [[100, "required"], [99, "required"], [101, "up-to-date"], [102, "up-to-date"]]
  ) {
    expect((await createBed(server, { storage, build }).updates.refresh()).decision.kind).toBe(kind);
  }
});

test("it stays when the feed is over meanwhile, because nobody said that it is lifted", async () => {
  const storage = memoryStorage();
  await createBed(server, { storage }).updates.refresh();
  down();
  const bed = createBed(server, { storage });
  bed.clock.ms = Date.parse("2027-06-01T00:00:00Z");
  expect((await bed.updates.refresh()).decision.kind).toBe("required");
});

test("it ends as soon as a server answers that it is lifted", async () => {
  const storage = memoryStorage();
  await createBed(server, { storage }).updates.refresh();
  server.serve({ seq: 13, policy: null });
  const { updates } = createBed(server, { storage });
  const kinds: string[] = [];
  updates.subscribe(() => kinds.push(updates.state.decision.kind));
  await updates.refresh();
  expect(kinds).toEqual(["required", "available"]);
});

test("a deadline that passes without a network blocks nobody, open or started anew; the next answer does", async () => {
  server.serve({ policy: policy({ min_build: 101, force_after: "2026-11-27T13:00:00Z" }) });
  const storage = memoryStorage();
  const bed = createBed(server, { storage });
  expect((await bed.updates.refresh()).decision).toMatchObject({
    kind: "recommended",
    can_skip: false,
    deadline: "2026-11-27T13:00:00Z",
  });
  down();
  bed.clock.ms += 3_600_000;
  expect((await bed.updates.refresh()).decision.kind).toBe("recommended");
  const later = createBed(server, { storage });
  later.clock.ms += 3_600_000;
  expect((await later.updates.refresh()).decision.kind).toBe("recommended");
  server.fail(null);
  expect((await later.updates.refresh()).decision.kind).toBe("required");
});

test("what would block but did not when it was remembered is recommended until a server says it", async () => {
  const storage = memoryStorage();
  await createBed(server, { storage, build: 101 }).updates.refresh();
  down();
  expect((await createBed(server, { storage }).updates.refresh()).decision).toMatchObject({
    kind: "recommended",
    reason: "below_min",
  });
  server.fail(null);
  expect((await createBed(server, { storage }).updates.refresh()).decision.kind).toBe("required");
});

test("a remembered feed whose signature is not of a pinned key counts for nothing", async () => {
  const storage = memoryStorage();
  await createBed(server, { storage }).updates.refresh();
  const key = "slipway:web:live:feed";
  storage.items.set(key, (storage.items.get(key) ?? "").replace("1.0.101", "6.6.666"));
  down();
  const pinned = createBed(server, { storage, publicKeys: [server.signer.publicKey] });
  expect((await pinned.updates.refresh()).decision.kind).toBe("unknown");
});

test("no block without a way out: it is told, with whom to ask", async () => {
  server.serve({
    offers: [offer(101, { min_os: "17" })],
    policy: policy({ min_build: 101, contact_url: "https://help.example.test" }),
  });
  const { decision } = await createBed(server, { os: "16.4" }).updates.refresh();
  expect(decision).toMatchObject({
    kind: "recommended",
    reason: "below_min_no_way_out",
    build: null,
    contact_url: "https://help.example.test",
  });
  expect((await createBed(server, { os: "17.0" }).updates.refresh()).decision.kind).toBe("required");
});
