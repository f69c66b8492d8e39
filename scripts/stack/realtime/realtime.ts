// The Realtime stand-in: WebSocket and REST of the hosted service, broadcasts only, with faults on request.

import { z } from "zod";
import { now, upgradeWebSocket } from "../../runtime.ts";
import { startControl } from "../control.ts";
import { type Keys, roleOf } from "../keys.ts";
import { Hub } from "./hub.ts";
import { cors, createRest } from "./rest.ts";
import { realtimeSettings } from "./settings.ts";
import { serveSocket } from "./socket.ts";

/** A running stand-in. */
export interface Realtime {
  /** Answers everything below `/realtime/v1`; a WebSocket is upgraded on the request itself. */
  fetch(request: Request): Promise<Response>;
  controlUrl: string;
  stop(): Promise<void>;
}

const which = z.strictObject({ topic: z.string().optional(), message: z.string().optional() });

/**
 * Starts the stand-in. Its control URL adds the actions `close` (closes every socket), `kick` (system message and
 * phx_close) and `crash` (phx_error); the last two take `{topic?, message?}`.
 */
export async function startRealtime({ keys }: { keys: Keys }): Promise<Realtime> {
  const hub = new Hub(now);
  const sockets = new Set<WebSocket>();
  let settings = realtimeSettings.parse({});
  let refusalsLeft = Infinity;

  const control = await startControl({
    schema: realtimeSettings,
    apply: (next) => {
      settings = next;
      refusalsLeft = next.rest_refusals ?? Infinity;
      hub.dropping = next.drop_broadcasts;
    },
    received: () => ({
      broadcasts: hub.broadcasts,
      counts: { ...hub.counts, rest: Object.fromEntries(hub.counts.rest) },
      sockets: sockets.size,
      subscriptions: hub.subscriptions().map(({ topic, private: isPrivate }) => ({
        topic,
        private: isPrivate,
      })),
    }),
    forget: () => hub.forget(),
    actions: {
      close: () => {
        const closed = sockets.size;
        for (const socket of sockets) socket.close(1001, "going away");
        return { closed };
      },
      kick: (body) => {
        const { topic, message } = which.parse(body);
        const kicked = hub.subscriptions(topic);
        for (const subscription of kicked) subscription.kick(message ?? "Too many messages per second");
        return { kicked: kicked.length };
      },
      crash: (body) => {
        const crashed = hub.subscriptions(which.parse(body).topic);
        for (const subscription of crashed) subscription.crash();
        return { crashed: crashed.length };
      },
    },
  });

  const rest = createRest({
    keys,
    hub,
    settings: () => settings,
    takeRefusal: () => {
      if (settings.rest_status === null || refusalsLeft <= 0) return undefined;
      refusalsLeft--;
      return settings.rest_status;
    },
  });

  const connect = (request: Request): Response => {
    const { searchParams } = new URL(request.url);
    const role = roleOf(keys, searchParams.get("apikey") ?? request.headers.get("apikey"));
    const status = role ? settings.connection_status : 401;
    if (!role || status !== null) {
      const error = status === 401 ? "Unauthorized" : status === 429 ? "Too many requests" : "Unavailable";
      return Response.json({ error }, { status: status ?? 401, headers: cors });
    }
    const vsn = searchParams.get("vsn") === "2.0.0" ? "2.0.0" : "1.0.0";
    const { socket, response } = upgradeWebSocket(request);
    sockets.add(socket);
    hub.counts.connections++;
    serveSocket({ socket, vsn, role, hub, settings: () => settings });
    socket.addEventListener("close", () => sockets.delete(socket));
    return response;
  };

  return {
    fetch: (request) =>
      request.headers.get("upgrade")?.toLowerCase() === "websocket"
        ? Promise.resolve(connect(request))
        : rest(request),
    controlUrl: control.url,
    stop: async () => {
      for (const socket of sockets) socket.close(1001, "going away");
      await control.stop();
    },
  };
}
