import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectLive } from "../../../clients/ts/src/live.ts";
import { until } from "../../support/until.ts";
import { type FeedServer, startFeedServer } from "./support/feed-server.ts";

let server: FeedServer;
let supabase: SupabaseClient;
let stop = () => {};
beforeEach(async () => {
  server = await startFeedServer();
  supabase = createClient(server.url, server.publishableKey);
});
afterEach(async () => {
  stop();
  stop = () => {};
  await supabase.removeAllChannels();
  await server.stop();
});

/** Stands in for a client: counts. Pauses are a hundredth of what they are. */
function connect(channel = "live", component = "web") {
  const heard: unknown[] = [];
  const seen = { heard, refreshes: 0 };
  const pauses: number[] = [];
  stop = connectLive(
    {
      component,
      channel,
      handleBroadcast: (payload) => heard.push(payload),
      refresh: () => Promise.resolve(seen.refreshes++),
    },
    supabase,
    {
      random: () => 0.5,
      setTimer: (run, ms) => {
        pauses.push(ms);
        const timer = setTimeout(run, ms / 100);
        return () => clearTimeout(timer);
      },
    },
  );
  return Object.assign(seen, { pauses });
}

const joined = (topics: string[]) =>
  until(`subscribed to ${topics}`, async () => `${await server.subscriptions()}` === `${topics}`);

test("an app on live hears its own topic, with an unmodified supabase-js; each joining makes it ask", async () => {
  const seen = connect();
  await until("it asked", () => seen.refreshes === 1);
  for (const event of ["build-available", "build-offered", "policy-changed", "something-else"]) {
    await server.broadcast("web:build", event, { event, seq: 13 });
  }
  await server.broadcast("ios:build", "build-available", { seq: 14 });
  await until("three", () => seen.heard.length === 3);
  expect(seen.heard).toMatchObject([{ event: "build-available" }, { event: "build-offered" }, {
    event: "policy-changed",
  }]);
});

test.each([
  ["live", ["web:build"]],
  ["rc", ["web:build", "web:build:rc"]],
  ["alpha", ["web:build", "web:build:alpha", "web:build:beta", "web:build:rc"]],
])("on %s it listens to every channel that it sees", async (channel, topics) => {
  connect(channel);
  await joined(topics);
});

test("a channel that the server closed is made anew, and what was missed is asked for", async () => {
  const seen = connect();
  await until("it asked", () => seen.refreshes === 1);
  await server.realtime("kick");
  await until("it asked again", () => seen.refreshes === 2);
  await joined(["web:build"]);
  await server.broadcast("web:build", "build-available", { seq: 13 });
  await until("it hears", () => seen.heard.length === 1);
});

test("a channel that crashed, and a socket that was cut, are followed by a new one", async () => {
  const seen = connect();
  for (const [round, fault] of (["crash", "close", "crash"] as const).entries()) {
    await until("it asked", () => seen.refreshes > round);
    await server.realtime(fault);
  }
  await until("it asked once more", () => seen.refreshes >= 4);
  await joined(["web:build"]);
  await server.broadcast("web:build", "build-available", { seq: 13 });
  await until("it hears once", () => seen.heard.length === 1);
});

test("who is refused tries ever more rarely, at most a minute apart, and gets in when it may", async () => {
  await server.realtime({ refuse_joins: "ChannelRateLimitReached: Too many channels" });
  const seen = connect();
  await until("seven tries", () => seen.pauses.length >= 8);
  expect(seen.pauses.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((s) => s * 1_000));
  expect(seen.refreshes).toBe(0);
  await server.realtime({ refuse_joins: null });
  await until("it asked", () => seen.refreshes === 1);
});

test("an app whose own code has joined the topic already is left alone, and polls", async () => {
  const own = supabase.channel("web:build").subscribe();
  const seen = connect();
  await joined(["web:build"]);
  stop();
  expect(seen.heard).toEqual([]);
  await supabase.removeChannel(own);
});

test("stopped, it leaves every topic and comes back to none", async () => {
  connect("beta");
  await joined(["web:build", "web:build:beta", "web:build:rc"]);
  stop();
  await joined([]);
});
