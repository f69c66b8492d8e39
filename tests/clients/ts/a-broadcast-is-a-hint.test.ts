import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { until } from "../../support/until.ts";
import { type Bed, createBed } from "./support/bed.ts";
import { type FeedServer, offer, startFeedServer } from "./support/feed-server.ts";
import { createSigner } from "./support/signer.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
beforeEach(() => {
  server.fail(null);
  server.serve({ seq: 12, offers: [offer(100)], marks: [], policy: null });
});
afterAll(() => server.stop());

const second = Date.parse("2026-11-27T12:30:00Z") / 1_000;
const claims = {
  announcement: "5c0e",
  seq: 13,
  component: "web",
  channel: "live",
  build: 101,
  bps: 10_000,
  iat: second - 10,
  exp: second + 86_400,
};

async function opened(options: Parameters<typeof createBed>[1] = {}): Promise<Bed> {
  const bed = createBed(server, { publicKeys: [server.signer.publicKey], ...options });
  await bed.updates.refresh();
  server.log.length = 0;
  return bed;
}

async function settled(bed: Bed, wait: number): Promise<void> {
  await until("a hint waits", () => bed.timers.waits().length > 0);
  expect(bed.timers.waits()).toEqual([wait]);
  bed.timers.fire();
  await until("a request", () => server.log.length > 0);
  await bed.updates.refresh();
}

test("an unsigned one changes nothing; a random moment later the feed is asked for that seq", async () => {
  const bed = await opened();
  server.serve({ seq: 13, offers: [offer(101)] });
  bed.updates.handleBroadcast({ component: "web", build: 101, seq: 13 });
  await until("the hint", () => bed.timers.waits().length > 0);
  expect(bed.updates.state).toMatchObject({ isOutdated: false, newestBuild: null });
  await settled(bed, 750);
  expect(server.log[0]).toBe("GET updates/web/live?seq=13 200");
  expect(bed.updates.state).toMatchObject({
    isOutdated: true,
    newestBuild: 101,
    decision: { kind: "available" },
  });
});

test("a signed one tells that a build is there, and is followed at once", async () => {
  const bed = await opened();
  bed.updates.handleBroadcast({ component: "web", seq: 13, jws: await server.signer.jws(claims) });
  await until("it is heard", () => bed.updates.state.isOutdated);
  expect(bed.updates.state).toMatchObject({ newestBuild: 101, decision: { kind: "up-to-date" } });
  server.serve({ seq: 13, offers: [offer(101, { min_os: "99" })] });
  await settled(bed, 0);
  // the feed knows better: not for this device
  expect(bed.updates.state).toMatchObject({ isOutdated: false, newestBuild: null });
});

describe("one whose jws does not hold is as good as an unsigned one:", () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
    ["alg none", {}, { alg: "none" }],
    ["another kid", {}, { kid: "other" }],
    ["expired", { exp: second }],
    ["from the future", { iat: second + 301 }],
    ["without a time", { iat: undefined }],
    ["without an end", { exp: undefined }],
    ["of another component", { component: "ios" }],
    ["of a channel that it does not see", { channel: "beta" }],
    ["of no channel", { channel: "nightly" }],
    ["replayed under a higher seq", { seq: 12 }],
  ])("%s", async (_, changed, head) => {
    const bed = await opened();
    const jws = await server.signer.jws({ ...claims, ...changed }, head);
    bed.updates.handleBroadcast({ component: "web", seq: 13, jws });
    await until("the hint", () => bed.timers.waits().length > 0);
    expect(bed.timers.waits()).toEqual([750]);
    expect(bed.updates.state.isOutdated).toBe(false);
    await settled(bed, 750);
  });

  test("of a stranger's key", async () => {
    const bed = await opened();
    const jws = await (await createSigner("key-1")).jws(claims);
    bed.updates.handleBroadcast({ component: "web", seq: 13, jws });
    await settled(bed, 750);
    expect(bed.updates.state.isOutdated).toBe(false);
  });
});

test("a rollout for a share is followed, and tells of no build by itself", async () => {
  const bed = await opened({ channel: "alpha" });
  const jws = await server.signer.jws({ ...claims, channel: "beta", bps: 500 });
  bed.updates.handleBroadcast({ component: "web", channel: "beta", seq: 13, jws });
  await until("the hint", () => bed.timers.waits().length > 0);
  expect(bed.timers.waits()).toEqual([0]);
  expect(bed.updates.state.isOutdated).toBe(false);
});

test("what it knows already, what is for others and what is no broadcast make it do nothing", async () => {
  const bed = await opened();
  const values = [
    { component: "web", seq: 12 },
    { component: "ios", seq: 13 },
    { component: "web", seq: "13" },
    { component: "web", seq: 1e300 },
    { component: "web" },
    null,
    undefined,
    "x",
    [],
  ];
  for (const value of values) bed.updates.handleBroadcast(value);
  await bed.updates.refresh();
  expect(bed.timers.waits()).toEqual([]);
  bed.updates.handleBroadcast({ seq: 13 });
  await until("a policy", () => bed.timers.waits().length === 1);
});

test("many at once are one request, for the highest", async () => {
  const bed = await opened();
  server.serve({ seq: 20 });
  for (let seq = 13; seq <= 20; seq++) bed.updates.handleBroadcast({ component: "web", seq });
  await settled(bed, 750);
  // none of them put the first one off
  expect(bed.timers.begun).toEqual([750]);
  expect(server.log[0]).toBe("GET updates/web/live?seq=20 200");
});

test("a signed one that is repeated while the feed does not know of it yet makes nobody look twice", async () => {
  const bed = await opened();
  const broadcast = { component: "web", seq: 13, jws: await server.signer.jws(claims) };
  bed.updates.handleBroadcast(broadcast);
  await settled(bed, 0);
  bed.updates.handleBroadcast(broadcast);
  await bed.updates.refresh();
  expect(bed.timers.begun).toEqual([0]);
});

test("a cache that kept an older feed under that seq is passed by", async () => {
  const bed = await opened();
  server.serve({ seq: 13, offers: [offer(101)] });
  const old = { ...feed(), seq: 12, offers: [] };
  server.fail((request) => request.url.includes("seq=") ? respond(old) : undefined);
  bed.updates.handleBroadcast({ component: "web", seq: 13 });
  await until("the hint", () => bed.timers.waits().length > 0);
  bed.timers.fire();
  await until("the feed", () => bed.updates.state.decision.build === 101);
  expect(server.log).toEqual(["GET updates/web/live?seq=13 200", "GET updates/web/live 200"]);
});

test("who floods a topic is heeded ever less, until there is something again", async () => {
  const bed = await opened();
  await bed.updates.start();
  const looks = () => bed.timers.begun.filter((ms) => ms === 855_000).length;
  const waits: number[] = [];
  for (let seq = 1_000; seq < 1_010; seq++) {
    const before = looks();
    bed.updates.handleBroadcast({ component: "web", seq });
    await until("the hint", () => bed.timers.waits().length > 1);
    waits.push(bed.timers.waits()[0] ?? NaN);
    bed.timers.fire();
    await until("its look", () => looks() > before);
  }
  expect(waits).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 48_000, 96_000, 192_000, 192_000]);
  bed.updates.handleBroadcast({ component: "web", seq: 13, jws: await server.signer.jws(claims) });
  await until("a signed one goes first", () => bed.timers.waits()[0] === 0);
  bed.updates.stop();
});

test("a push leads to the feed as well, and others' pushes are left to others", async () => {
  const bed = await opened();
  expect(bed.updates.handlePush({ aps: {}, component: "ios", build: 7, announcement: "x" })).toBe(false);
  expect(bed.updates.handlePush("x")).toBe(false);
  expect(bed.timers.waits()).toEqual([]);
  expect(bed.updates.handlePush({ aps: {}, component: "web", build: 101, announcement: "x" })).toBe(true);
  server.serve({ seq: 13, offers: [offer(101)] });
  await settled(bed, 0);
  expect(bed.updates.state.decision.build).toBe(101);
});

test("a client that was stopped does not hear", async () => {
  const bed = await opened();
  bed.updates.handleBroadcast({ component: "web", seq: 13 });
  await until("the hint", () => bed.timers.waits().length > 0);
  bed.updates.stop();
  expect(bed.timers.waits()).toEqual([]);
});

function feed(): Record<string, unknown> {
  return {
    schema: 1,
    component: "web",
    channel: "live",
    generated_at: "2026-11-27T12:00:00.000Z",
    valid_until: "2999-01-01T00:00:00.000Z",
    marks: [],
  };
}

async function respond(body: unknown): Promise<Response> {
  const text = JSON.stringify(body);
  return new Response(text, { headers: { "x-slipway-signature": await server.signer.header(text) } });
}
