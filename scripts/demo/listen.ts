import type { RealtimeChannel, SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { elapsed, sleep } from "../runtime.ts";

const events = ["build-available", "build-offered", "policy-changed"];
const payload = z.object({
  announcement: z.string(),
  seq: z.number(),
  component: z.string(),
  build: z.number().nullable().default(null),
  bps: z.number().default(10_000),
});

/** What an app in the foreground heard, and when. */
export interface Heard extends z.infer<typeof payload> {
  event: string;
  at: number;
}

/** An app in the foreground. */
export interface Listener {
  heard: readonly Heard[];
  /** What is heard after the first `count`; undefined after 20 s or when the signal aborts. */
  next(count: number, signal?: AbortSignal): Promise<Heard | undefined>;
  /** What is heard of this announcement; undefined after 20 s. */
  of(announcement: string): Promise<Heard | undefined>;
}

/** Resolves once the client is subscribed to every event of these components. */
export async function listen(app: SupabaseClient, components: string[]): Promise<Listener> {
  const heard: Heard[] = [];
  await Promise.all(components.map((component) => {
    const channel = app.channel(`${component}:build`);
    for (const event of events) {
      channel.on("broadcast", { event }, (message) => {
        heard.push({ ...payload.parse(message.payload), event, at: elapsed() });
      });
    }
    return subscribed(channel);
  }));

  const first = async (look: () => Heard | undefined, signal?: AbortSignal) => {
    const deadline = elapsed() + 20_000;
    while (!look() && elapsed() < deadline && !signal?.aborted) await sleep(5, signal);
    return look();
  };
  return {
    heard,
    next: (count, signal) => first(() => heard[count], signal),
    of: (announcement) => first(() => heard.find((one) => one.announcement === announcement)),
  };
}

function subscribed(channel: RealtimeChannel): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.subscribe((status, error) => {
      if (status === "SUBSCRIBED") resolve();
      else if (status !== "CLOSED") reject(error ?? new Error(`subscribing ended with ${status}`));
    });
  });
}
