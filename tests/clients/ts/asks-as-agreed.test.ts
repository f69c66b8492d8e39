import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { until } from "../../support/until.ts";
import { createBed } from "./support/bed.ts";
import { type FeedServer, offer, startFeedServer } from "./support/feed-server.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
beforeEach(() => {
  server.log.length = 0;
  server.fail(null);
  server.serve({ seq: 12, offers: [offer(101)], marks: [], policy: null });
});
afterAll(() => server.stop());

const asked = (count: number) => until(`${count} requests`, () => server.log.length >= count);

test("a start asks once, knows the answer, and revalidates it from then on", async () => {
  const { updates } = createBed(server);
  expect((await updates.start()).decision).toMatchObject({ kind: "available", build: 101 });
  expect((await updates.refresh()).decision).toMatchObject({ kind: "available", build: 101 });
  server.serve({ seq: 13, offers: [offer(102)] });
  expect((await updates.refresh()).decision).toMatchObject({ kind: "available", build: 102 });
  expect(server.log).toEqual([
    "GET updates/web/live 200",
    "GET updates/web/live 304",
    "GET updates/web/live 200",
  ]);
  updates.stop();
});

test("no request has a header or a setting that would cost a preflight or a cache, or that only pages have", async () => {
  const inits: unknown[] = [];
  const { updates } = createBed(server, {
    fetch: (url, { signal, ...init }) => {
      inits.push(init);
      return fetch(url, { ...init, signal });
    },
  });
  await updates.refresh();
  await updates.refresh();
  expect(inits).toEqual([{ headers: {} }, { headers: { "if-none-match": expect.any(String) } }]);
});

test("it polls every 15 minutes with a tenth of jitter, until it is stopped", async () => {
  const { updates, timers } = createBed(server);
  await updates.start();
  expect(timers.waits()).toEqual([15 * 60_000 * 0.95]);
  timers.fire();
  await asked(2);
  await until("the next wait", () => timers.waits().length === 1);
  updates.stop();
  expect(timers.waits()).toEqual([]);
});

test("a server that is down is asked ever more rarely, one that says when not before, and the first answer ends it", async () => {
  const { updates, timers } = createBed(server);
  server.fail(() => Response.json({}, { status: 503 }));
  await updates.start();
  const waits: number[] = [];
  for (let round = 0; round < 9; round++) {
    waits.push(...timers.waits());
    timers.fire();
    await until("the next wait", () => timers.waits().length === 1);
  }
  expect(waits).toEqual([7.5, 15, 30, 60, 120, 240, 480, 675, 675].map((s) => s * 1_000));
  server.fail(() => Response.json({}, { status: 429, headers: { "retry-after": "1000" } }));
  await updates.refresh();
  expect(timers.waits()).toEqual([1_000_000]);
  server.fail(null);
  await updates.refresh();
  expect(timers.waits()).toEqual([855_000]);
  updates.stop();
});

test("sight and network make it ask, but not ten times in a row", async () => {
  const bed = createBed(server);
  await bed.updates.start();
  bed.wake();
  bed.clock.ms += 9_999;
  bed.wake();
  await bed.updates.refresh();
  expect(server.log.length).toBe(2);
  bed.clock.ms += 10_000;
  bed.wake();
  await asked(3);
  bed.clock.ms -= 3_600_000;
  bed.wake();
  await asked(4);
  bed.updates.stop();
  bed.clock.ms += 60_000;
  bed.wake();
  await bed.updates.refresh();
  expect(server.log.length).toBe(5);
});

test("a look that is asked for during another one comes after it, once for however many ask", async () => {
  const { updates } = createBed(server);
  await Promise.all([updates.refresh(), updates.refresh(), updates.refresh()]);
  expect(server.log.length).toBe(2);
});

test("a fetch that ignores its signal is left behind", async () => {
  const { setTimer, fire } = oneTimer();
  const { updates } = createBed(server, { setTimer, fetch: () => new Promise(() => {}) });
  const looking = updates.refresh();
  await until("the guard of the request", () => fire(10_000));
  expect((await looking).problem).toBe("network");
});

test("a person who asks is offered what is still being rolled out, and then not every 15 minutes anew", async () => {
  server.serve({ offers: [offer(101, { bps: 1, severity: "important" })] });
  const { updates } = createBed(server);
  expect((await updates.refresh()).decision.kind).toBe("up-to-date");
  expect((await updates.refresh({ isManual: true })).decision).toMatchObject({
    build: 101,
    kind: "recommended",
  });
  expect((await updates.refresh()).decision.build).toBe(101);
  server.serve({ seq: 13 });
  expect((await updates.refresh()).decision.kind).toBe("up-to-date");
});

describe("an unknown component", () => {
  test("changes nothing, and is asked for no sooner", async () => {
    const { updates, timers } = createBed(server, { component: "nobody" });
    expect(await updates.start()).toMatchObject({ decision: { kind: "unknown" }, problem: "http_404" });
    expect(timers.waits()).toEqual([855_000]);
    updates.stop();
  });

  test("that was known before leaves what was known", async () => {
    const { updates } = createBed(server);
    await updates.refresh();
    server.serve(null);
    expect((await updates.refresh()).decision.build).toBe(101);
    server.serve({});
  });
});

function oneTimer() {
  const pending = new Map<number, () => void>();
  return {
    setTimer: (run: () => void, ms: number) => {
      pending.set(ms, run);
      return () => void pending.delete(ms);
    },
    fire: (ms: number) => {
      const run = pending.get(ms);
      run?.();
      return run !== undefined;
    },
  };
}
