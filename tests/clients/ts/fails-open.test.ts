import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Options } from "../../../clients/ts/src/options.ts";
import { createBed, memoryStorage } from "./support/bed.ts";
import { feedOf, type FeedServer, offer, policy, startFeedServer } from "./support/feed-server.ts";
import { createSigner } from "./support/signer.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
beforeEach(() => {
  server.fail(null);
  server.signWith(server.signer);
  server.serve(blocking);
});
afterAll(() => server.stop());

const blocking = { seq: 12, offers: [offer(101)], marks: [], policy: policy({ min_build: 101 }) };
const year = 365 * 86_400_000;

/** Each is a way to get no good answer. */
const faults: [string, () => Partial<Options> | void][] = [
  ["no network", () => ({ fetch: () => Promise.reject(new TypeError("fetch failed")) })],
  ["a fetch that throws", () => ({
    fetch: () => {
      throw new Error("no fetch here");
    },
  })],
  ["an address that is none", () => ({ url: "nowhere" })],
  ["500", () => server.fail(() => new Response("oops", { status: 500 }))],
  ["a page of a hotel's network", () => server.fail(() => new Response("<html>Welcome!"))],
  ["half of a feed", () => server.fail(() => new Response(JSON.stringify(feedOf(blocking)).slice(0, 200)))],
  ["a feed of the wrong shape", () => server.serve({ offers: [{ ...offer(101), build: -1 }] })],
  ["a feed of a later schema", () => server.serve({ schema: 2 })],
  ["2 MB", () => server.fail(() => Response.json(feedOf({ ...blocking, more: "x".repeat(2_000_000) })))],
  ["a stream without an end", () => server.fail(() => new Response(endless()))],
  ["no signature", () => server.signWith(null)],
  ["the signature of a stranger", () => server.signWith(stranger)],
  [
    "a signature of other bytes",
    () =>
      server.fail(async () =>
        new Response(JSON.stringify(feedOf(blocking)), {
          headers: { "x-slipway-signature": await server.signer.header("other bytes") },
        })
      ),
  ],
  [
    "a signature that is none",
    () =>
      server.fail(() =>
        new Response(JSON.stringify(feedOf(blocking)), { headers: { "x-slipway-signature": "key-1.é" } })
      ),
  ],
  ["a feed of another component", () => server.serve({ component: "ios" })],
  ["a feed that is over", () => server.serve({ valid_until: "2026-11-27T12:29:59Z" })],
];
const stranger = await createSigner("key-1");

describe.each(faults)("%s", (_, fault) => {
  const pinned = () => ({ publicKeys: [server.signer.publicKey] });
  const clean = () =>
    server.serve({ ...blocking, schema: 1, component: "web", valid_until: "2999-01-01T00:00:00Z" });

  test("nothing is thrown, and nothing new blocks", async () => {
    clean();
    const { updates } = createBed(server, { ...pinned(), ...fault() ?? {} });
    const { decision, isOutdated, problem } = await updates.start();
    expect(decision).toMatchObject({ kind: "unknown", can_skip: true });
    expect(isOutdated).toBe(false);
    expect(problem).not.toBe(null);
    updates.stop();
    clean();
  });

  test("what was known stays known", async () => {
    clean();
    server.serve({ policy: null });
    const storage = memoryStorage();
    const before = createBed(server, { ...pinned(), storage });
    expect((await before.updates.refresh()).decision).toMatchObject({ kind: "available", build: 101 });
    server.serve({ seq: 13, policy: blocking.policy });
    const { updates } = createBed(server, { ...pinned(), storage, ...fault() ?? {} });
    expect((await updates.start()).decision).toMatchObject({ kind: "available", build: 101 });
    updates.stop();
    clean();
  });
});

describe("a clock that is a year off blocks nobody anew", () => {
  test.each([["ahead", year, "unknown"], ["behind", -year, "recommended"]])("%s", async (_, by, kind) => {
    server.serve({
      offers: [offer(101, { available_at: "2026-11-27T12:00:00Z" })],
      valid_until: "2026-11-28T12:00:00Z",
      policy: policy({ min_build: 101 }),
    });
    const bed = createBed(server);
    bed.clock.ms += by;
    const { decision } = await bed.updates.start();
    expect(decision.kind).toBe(kind);
    bed.updates.stop();
  });

  test("and one that is put right while the app is open does not either", async () => {
    server.serve({
      valid_until: "2999-01-01T00:00:00Z",
      policy: policy({ min_build: 101, force_after: "2026-12-01T00:00:00Z" }),
    });
    const bed = createBed(server);
    await bed.updates.start();
    expect(bed.updates.state.decision.reason).toBe("below_min_later");
    server.fail(() => Response.error());
    bed.clock.ms += year;
    await bed.updates.refresh();
    expect(bed.updates.state.decision.reason).toBe("below_min_later");
    bed.updates.stop();
  });
});

describe("a storage", () => {
  const storages: [string, Options["storage"]][] = [
    ["that throws", {
      getItem: () => {
        throw new Error("SecurityError");
      },
      setItem: () => {
        throw new Error("SecurityError");
      },
    }],
    ["that is full", {
      getItem: () => null,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    }],
    ["that rejects", {
      getItem: () => Promise.reject(new Error("no")),
      setItem: () => Promise.reject(new Error("no")),
    }],
    ["with times that are none", { getItem: () => `${Number.MAX_SAFE_INTEGER}`, setItem: () => {} }],
    ["full of nonsense", { getItem: () => '{"text":12,"at":"x"', setItem: () => {} }],
    ["with another's JSON", { getItem: () => '{"text":"{}","at":1,"isBlocking":true}', setItem: () => {} }],
  ];
  test.each(storages)("%s only forgets", async (_, storage) => {
    server.serve({ valid_until: "2999-01-01T00:00:00Z", policy: null });
    const { updates } = createBed(server, { storage });
    expect((await updates.start()).decision).toMatchObject({ kind: "available", build: 101 });
    updates.skip();
    updates.nudged();
    expect(updates.state.skippedBuild).toBe(101);
    expect(updates.installationId).toMatch(/^[0-9a-f-]{36}$/);
    updates.stop();
  });

  test("that never answers holds a start up for two seconds at most", async () => {
    const { updates } = createBed(server, {
      storage: { getItem: () => new Promise(() => {}), setItem: () => new Promise(() => {}) },
      setTimer: (run, ms) => {
        if (ms === 2_000) run();
        return () => {};
      },
    });
    server.serve({ policy: null });
    expect((await updates.refresh()).decision.kind).toBe("available");
  });
});

test("a listener that throws, or signals that do, stop nobody", async () => {
  const complained = vi.spyOn(console, "error").mockImplementation(() => {});
  server.serve({ policy: null });
  const { updates } = createBed(server, {
    signals: () => {
      throw new Error("no signals");
    },
  });
  let heard = 0;
  updates.subscribe(() => {
    throw new Error("a listener's own");
  });
  updates.subscribe(() => heard++);
  expect((await updates.start()).decision.kind).toBe("available");
  expect(heard).toBeGreaterThan(0);
  expect(complained).toHaveBeenCalled();
  complained.mockRestore();
  updates.stop();
});

test("of a stream without an end a few megabytes are read at most", async () => {
  sent = 0;
  server.fail(() => new Response(endless()));
  expect((await createBed(server).updates.refresh()).problem).toBe("network");
  // what is on its way counts as well
  expect(sent).toBeLessThan(20_000_000);
});

test("what is no feed is not applied", async () => {
  const { updates } = createBed(server);
  const circle: Record<string, unknown> = {};
  circle.circle = circle;
  for (const value of [null, undefined, 12, "x", [], circle, 12n, () => {}, Symbol("x")]) {
    expect(await updates.apply(value)).toBe(false);
  }
  expect(await updates.apply(feedOf({ offers: [offer(105)] }))).toBe(true);
  expect(updates.state).toMatchObject({ isOutdated: true, newestBuild: 105, decision: { build: 105 } });
});

test("a build that is not known is offered one and never blocked", async () => {
  for (const build of [null, "", "abc", -1, 1.5]) {
    const { updates } = createBed(server, { build });
    const state = await updates.refresh();
    expect(state).toMatchObject({
      decision: { kind: "available", reason: "build_unknown" },
      isOutdated: false,
    });
  }
  const { updates } = createBed(server, { build: "100" });
  expect((await updates.refresh()).decision.kind).toBe("required");
});

let sent = 0;
function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(65_536).fill(32));
      sent += 65_536;
    },
  });
}
