import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { httpFetch } from "../runtime.ts";
import type { StackInfo } from "../stack/info.ts";
import type { Observed } from "./deliveries.ts";
import { follow } from "./follow.ts";
import { connectStore, type DemoStore, fromTheStore } from "./from-the-store.ts";
import { listen } from "./listen.ts";
import { type Page, pageComponent, servePage } from "./page/serve-page.ts";
import { type Visit, visitPage } from "./page/visit-page.ts";
import { autoManifest, demoTopic, recordStoreBuilds, registerDevices } from "./prepare.ts";
import { reachPage } from "./reach-page.ts";
import { rollOut } from "./roll-out.ts";
import type { Screen } from "./screen.ts";
import { hear, run, type Stage } from "./stage.ts";
import { summarize, type Summary } from "./summary.ts";
import { watch } from "./watch.ts";

const deviceCount = 1000;

/** A demo that stands ready. */
interface Demo {
  /** Moves a build, rolls the next one out in two steps, lets the store announce one, and reaches a page that is open. */
  show(): Promise<Summary>;
  /** Shows what somebody else announces, until the signal aborts. */
  watch(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** Loads the nine components and 1,000 devices into a running stack, subscribes as an app does, and opens a web page. */
export async function prepareDemo(
  info: StackInfo,
  { store, ...observed }: Omit<Observed, "sql" | "apiUrl"> & { store: DemoStore },
  screen: Screen,
): Promise<Demo> {
  const sql = postgres(info.db_url, { max: 4, onnotice: () => {} });
  const on: Observed = { ...observed, sql, apiUrl: info.api_url };

  const operator = createClient(info.api_url, info.secret_key);
  const synced = await operator.schema("ship").rpc("sync_manifest", {
    manifest: autoManifest,
    actor: "demo",
  });
  if (synced.error) throw new Error(`sync_manifest: ${synced.error.message}: ${synced.error.details}`);
  screen.ready("nine components", "from scripts/demo/version.json, through rpc('sync_manifest')");
  const app = createClient(info.api_url, info.publishable_key);
  const [listener, [page, visit]] = await Promise.all([
    listen(app, ["ios", pageComponent]),
    openPage(info),
    connectStore(store, info),
    registerDevices(sql, deviceCount),
    recordStoreBuilds(sql, "ios", 50),
    warmUp(info),
  ]);
  screen.ready(`${deviceCount.toLocaleString("en-US")} devices registered`, `topic ${demoTopic}`);
  screen.ready("the next iOS builds", "recorded as installable in the store");
  screen.ready("App Store Connect", "calls the function asc-webhook when a build has moved");
  screen.ready("one app in the foreground", "an anonymous supabase-js client on ios:build");
  screen.ready("one web page is open", page.url);
  screen.ready("the functions are warm", "called once each, as in a project that is in use");

  const stage: Stage = { on, screen, listener, deviceCount };
  return {
    show: async () => {
      const move = await run(stage, "update ship.components set build = build + 1 where key = 'ios'");
      const heard = await hear(stage, move, "build-available");
      const moved = await follow(stage, move, "ios");
      const rollout = await rollOut(stage);
      const stored = await fromTheStore(stage, store);
      const reached = await reachPage(stage, page, visit);
      const summary = summarize(moved, heard ? heard.at - move.at : null, rollout, stored, reached);
      screen.verdict(summary.problems);
      return summary;
    },
    watch: async (signal) => {
      for (let seen = listener.heard.length; !signal.aborted;) {
        const heard = await listener.next(seen, signal);
        if (!heard) continue;
        seen++;
        await watch(stage, heard);
      }
    },
    stop: async () => {
      await visit.leave();
      await page.stop();
      await app.removeAllChannels();
      await sql.end({ timeout: 1 });
    },
  };
}

/** The page, and somebody who looks at it. */
async function openPage(info: StackInfo): Promise<[Page, Visit]> {
  const page = await servePage(info);
  return [page, await visitPage(page.url)];
}

/** Nothing is due, so these calls do nothing but start isolates and connections. */
async function warmUp({ api_url, secret_key }: StackInfo): Promise<void> {
  const headers = { apikey: secret_key, "content-type": "application/json" };
  await Promise.all(["announce", "push", "asc-webhook"].map(async (name) => {
    const answer = await httpFetch(`${api_url}/functions/v1/${name}`, {
      method: "POST",
      headers,
      body: "{}",
    });
    await answer.body?.cancel();
  }));
}
