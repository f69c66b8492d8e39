import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { moved, received, serveRealtime, subscribe } from "./serve-realtime.ts";

let realtime: Awaited<ReturnType<typeof serveRealtime>>;
beforeAll(async () => realtime = await serveRealtime());
afterEach(() => realtime.reset());
afterAll(() => realtime.stop());

test.each([
  { refuse_joins: "UnableToConnectToProject: try later" },
  { private_only: true },
])("with %o, supabase-js reports CHANNEL_ERROR", async (settings) => {
  await realtime.set(settings);
  expect(await subscribe(realtime.client().channel("ios:build"))).toBe("CHANNEL_ERROR");
  expect((await realtime.state()).counts.joins_refused).toBeGreaterThan(0);
});

test("dropped broadcasts are accepted and counted, and reach nobody", async () => {
  const channel = realtime.client().channel("dropped:build");
  const heard = received(channel);
  await subscribe(channel);
  await realtime.set({ drop_broadcasts: true });
  expect((await realtime.send(moved("dropped:build", 1))).status).toBe(202);
  await realtime.set({ drop_broadcasts: false });
  await realtime.send(moved("dropped:build", 2));
  await vi.waitFor(() => expect(heard).toEqual([{ build: 2 }]));
  expect((await realtime.state()).counts).toMatchObject({ dropped: 1, delivered: 1 });
});

test("kick ends the channel: supabase-js reports CLOSED", async () => {
  const statuses: string[] = [];
  await subscribe(realtime.client().channel("kicked:build"), statuses);
  expect(await realtime.act("kick", { topic: "kicked:build" })).toEqual({ kicked: 1 });
  await vi.waitFor(() => expect(statuses).toContain("CLOSED"));
});

test("after crash and after close, supabase-js comes back by itself and hears again", async () => {
  const channel = realtime.client().channel("back:build");
  const [heard, statuses]: [unknown[], string[]] = [received(channel), []];
  await subscribe(channel, statuses);
  const subscribed = () => statuses.filter((status) => status === "SUBSCRIBED").length;
  for (const [action, count] of [["crash", 2], ["close", 3]] as const) {
    await realtime.act(action, {});
    await vi.waitFor(() => expect(subscribed()).toBe(count), { timeout: 60_000 });
    await realtime.send(moved("back:build", count));
    await vi.waitFor(() => expect(heard).toContainEqual({ build: count }));
  }
});

test("a refused upgrade carries the status that was asked for", async () => {
  await realtime.set({ connection_status: 429 });
  const channel = realtime.client().channel("refused:build");
  expect(["TIMED_OUT", "CHANNEL_ERROR"]).toContain(await subscribe(channel));
  expect((await realtime.state()).counts.connections).toBe(0);
});

test("a delayed call is answered after its delay", async () => {
  await realtime.set({ delay_ms: 150 });
  const began = performance.now();
  expect((await realtime.send(moved("slow:build", 1))).status).toBe(202);
  expect(performance.now() - began).toBeGreaterThanOrEqual(149);
});
