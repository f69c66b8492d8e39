import { createClient } from "@supabase/supabase-js";
import type { RealtimeChannel } from "@supabase/supabase-js";
import postgres from "postgres";
import { z } from "zod";
import { elapsed, httpFetch, sleep } from "../runtime.ts";
import type { StackInfo } from "../stack/info.ts";
import { brokenPromises } from "./broken-promises.ts";
import { observe, type Observed, type Outcome } from "./observe.ts";
import { demoManifest, demoTopic, recordStoreBuilds, registerDevices } from "./prepare.ts";
import type { Screen } from "./screen.ts";

const deviceCount = 1000;
const moveStatement = "update ship.components set build = build + 1 where key = 'ios'";

const payload = z.object({ announcement: z.string(), build: z.number() });

/** What the subscriber heard, and when. */
interface Heard {
  announcement: string;
  build: number;
  at: number;
}

/** The summary that `--json` prints. */
interface Summary {
  broadcast_ms: number | null;
  apns: { sent: number; total: number; ms: number };
  telegram: boolean;
  telegram_ms: number;
  component: string;
  build: number;
  manifest_build: number;
  redirect: string;
  audit: string;
  audit_entries: number;
  announcement: string;
  problems: string[];
}

/** A demo that stands ready: move a build, look, end. */
interface Demo {
  /** Raises the ios build by one with plain SQL and follows what happens. */
  move(): Promise<Summary>;
  /** Shows moves made by somebody else, until the signal aborts. */
  watch(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** Loads the nine components and 1,000 devices into a running stack and subscribes as an app does. */
export async function prepareDemo(
  info: StackInfo,
  observed: Omit<Observed, "sql" | "apiUrl">,
  screen: Screen,
): Promise<Demo> {
  const sql = postgres(info.db_url, { max: 4, onnotice: () => {} });
  const on: Observed = { ...observed, sql, apiUrl: info.api_url };

  const operator = createClient(info.api_url, info.secret_key);
  const synced = await operator.schema("ship").rpc("sync_manifest", {
    manifest: demoManifest,
    actor: "demo",
  });
  if (synced.error) throw new Error(`sync_manifest: ${synced.error.message}: ${synced.error.details}`);
  screen.ready("nine components", "from scripts/demo/version.json, through rpc('sync_manifest')");
  await registerDevices(sql, deviceCount);
  screen.ready(`${deviceCount.toLocaleString("en-US")} devices registered`, `topic ${demoTopic}`);
  await recordStoreBuilds(sql, "ios", 50);
  screen.ready("the next iOS builds", "recorded as installable in the store");

  const heard: Heard[] = [];
  const app = createClient(info.api_url, info.publishable_key);
  await subscribed(
    app.channel("ios:build").on("broadcast", { event: "build-available" }, (message) => {
      heard.push({ ...payload.parse(message.payload), at: elapsed() });
    }),
  );
  screen.ready("one app in the foreground", "an anonymous supabase-js client on ios:build");
  await warmUp(info);
  screen.ready("the functions are warm", "called once each, as in a project that is in use");

  const follow = async (announcement: string, committedAt: number) => {
    const outcome = await observe(on, announcement, committedAt, screen.probed);
    const own = heard.find((one) => one.announcement === announcement);
    const problems = brokenPromises(outcome, own?.build ?? null, deviceCount);
    screen.ended(outcome, problems);
    return summarize(outcome, own ? own.at - committedAt : null, problems);
  };

  return {
    move: async () => {
      screen.statement(`${moveStatement};`);
      const before = heard.length;
      await sql.unsafe(moveStatement);
      const committedAt = elapsed();
      const first = await next(heard, before);
      if (first) screen.heard(first.build, first.at - committedAt);
      const [latest] = await sql`select id from ship.announcements order by seq desc limit 1`;
      return await follow(String(latest?.id), committedAt);
    },
    watch: async (signal) => {
      for (let seen = heard.length; !signal.aborted;) {
        const event = await next(heard, seen, signal);
        if (!event) continue;
        seen++;
        screen.statement(`-- build ${event.build} was announced`);
        await follow(event.announcement, event.at);
      }
    },
    stop: async () => {
      await app.removeAllChannels();
      await sql.end({ timeout: 1 });
    },
  };
}

/** Nothing is due, so these calls do nothing but start isolates and connections. */
async function warmUp({ api_url, secret_key }: StackInfo): Promise<void> {
  const headers = { apikey: secret_key, "content-type": "application/json" };
  await Promise.all(["announce", "push"].map(async (name) => {
    const answer = await httpFetch(`${api_url}/functions/v1/${name}`, {
      method: "POST",
      headers,
      body: "{}",
    });
    await answer.body?.cancel();
  }));
}

function subscribed(channel: RealtimeChannel): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.subscribe((status, error) => {
      if (status === "SUBSCRIBED") resolve();
      else if (status !== "CLOSED") reject(error ?? new Error(`subscribing ended with ${status}`));
    });
  });
}

/** The event after the first `count`; undefined after 20 s or when the signal aborts. */
async function next(heard: Heard[], count: number, signal?: AbortSignal): Promise<Heard | undefined> {
  const deadline = elapsed() + 20_000;
  while (heard.length <= count && elapsed() < deadline && !signal?.aborted) await sleep(5, signal);
  return heard[count];
}

function summarize(outcome: Outcome, broadcastMs: number | null, problems: string[]): Summary {
  const round = (ms: number) => Math.round(ms * 10) / 10;
  return {
    broadcast_ms: broadcastMs === null ? null : round(broadcastMs),
    apns: { ...outcome.apns, ms: round(outcome.apns.ms) },
    telegram: outcome.telegram.sent,
    telegram_ms: round(outcome.telegram.ms),
    component: outcome.component,
    build: outcome.build,
    manifest_build: outcome.manifestBuild,
    redirect: outcome.redirect,
    audit: outcome.audit.problem ?? "verified",
    audit_entries: outcome.audit.entries,
    announcement: outcome.announcement,
    problems,
  };
}
