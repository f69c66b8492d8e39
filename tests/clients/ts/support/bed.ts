// A client over a real server, with a clock, timers, chance and a storage that the test decides about.

import type { Options, UpdateStorage } from "../../../../clients/ts/src/options.ts";
import type { Updates } from "../../../../clients/ts/src/api.ts";
import { createUpdates } from "../../../../clients/ts/src/updates.ts";
import type { FeedServer } from "./feed-server.ts";

interface Timers {
  setTimer(run: () => void, ms: number): () => void;
  /** The waits that are under way, the shortest first; timeouts of requests and storage left out. */
  waits(): number[];
  /** Every wait that began, in order. */
  begun: number[];
  /** Ends the wait that is the next to end. */
  fire(): void;
}

/** Waits of these lengths only guard against what never answers. */
const guards = [2_000, 10_000];

function manualTimers(): Timers {
  const pending = new Set<{ run: () => void; ms: number }>();
  const begun: number[] = [];
  const waiting = () => [...pending].filter(({ ms }) => !guards.includes(ms)).sort((a, b) => a.ms - b.ms);
  return {
    begun,
    setTimer(run, ms) {
      const timer = { run, ms };
      pending.add(timer);
      if (!guards.includes(ms)) begun.push(Math.round(ms));
      return () => void pending.delete(timer);
    },
    waits: () => waiting().map(({ ms }) => Math.round(ms)),
    fire() {
      const [timer] = waiting();
      if (!timer) throw new Error("nothing waits");
      pending.delete(timer);
      timer.run();
    },
  };
}

interface MemoryStorage extends UpdateStorage {
  items: Map<string, string>;
}

export function memoryStorage(items: Map<string, string> = new Map()): MemoryStorage {
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
  };
}

export interface Bed {
  updates: Updates;
  timers: Timers;
  storage: UpdateStorage;
  /** As if the page came into sight. */
  wake(): void;
  clock: { ms: number };
}

/** A client of build 100 at noon of 2026-11-27 whose dice always show a quarter. */
export function createBed(server: FeedServer, options: Partial<Options> = {}): Bed {
  const timers = manualTimers();
  const clock = { ms: Date.parse("2026-11-27T12:30:00Z") };
  const storage = options.storage ?? memoryStorage();
  let wake = () => {};
  const updates = createUpdates({
    url: server.url,
    publishableKey: server.publishableKey,
    component: "web",
    build: 100,
    now: () => clock.ms,
    random: () => 0.25,
    setTimer: timers.setTimer,
    signals: (run) => {
      wake = run;
      return () => void (wake = () => {});
    },
    ...options,
    storage,
  });
  return { updates, timers, storage, clock, wake: () => wake() };
}
