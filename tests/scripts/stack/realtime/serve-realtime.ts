// A Realtime stand-in on a port of its own, and what the tests of this folder ask of it.

import { createClient, type RealtimeChannel, type SupabaseClient } from "@supabase/supabase-js";
import { randomHex, serveHttp } from "../../../../scripts/runtime.ts";
import { createKeys } from "../../../../scripts/stack/keys.ts";
import { startRealtime } from "../../../../scripts/stack/realtime/realtime.ts";

export const keys = createKeys(randomHex);

/** Starts the stand-in and returns what a test needs; `stop` also ends every client. */
export async function serveRealtime() {
  const realtime = await startRealtime({ keys });
  const server = await serveHttp((request) => realtime.fetch(request));
  const clients: SupabaseClient[] = [];
  return {
    url: server.url,
    client(key = keys.publishable): SupabaseClient {
      const client = createClient(server.url, key);
      clients.push(client);
      return client;
    },
    async set(settings: object): Promise<void> {
      const response = await fetch(realtime.controlUrl, { method: "PUT", body: JSON.stringify(settings) });
      if (!response.ok) throw new Error(await response.text());
    },
    async act(action: string, body: object = {}): Promise<unknown> {
      const url = `${realtime.controlUrl}/${action}`;
      return await (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json();
    },
    state: async () => await (await fetch(realtime.controlUrl)).json(),
    reset: async () => await (await fetch(realtime.controlUrl, { method: "DELETE" })).body?.cancel(),
    /** The batch endpoint; the secret key unless told otherwise. */
    send(body: unknown, headers: Record<string, string> = { apikey: keys.secret }): Promise<Response> {
      return fetch(`${server.url}/realtime/v1/api/broadcast`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
    },
    async stop(): Promise<void> {
      await Promise.all(clients.map((client) => client.removeAllChannels()));
      await realtime.stop();
      await server.stop();
    },
  };
}

/** One message for the public topic of a component. */
export function moved(topic: string, build: number, extra: object = {}) {
  return { messages: [{ topic, event: "build-available", payload: { build }, ...extra }] };
}

/** Subscribes and resolves with the first outcome; `statuses` keeps all of them. */
export function subscribe(channel: RealtimeChannel, statuses: string[] = []): Promise<string> {
  return new Promise((resolve) =>
    channel.subscribe((status) => {
      statuses.push(status);
      resolve(status);
    })
  );
}

/** Every payload that the channel gets for `build-available`. */
export function received(channel: RealtimeChannel): unknown[] {
  const payloads: unknown[] = [];
  channel.on("broadcast", { event: "build-available" }, ({ payload }) => payloads.push(payload));
  return payloads;
}
