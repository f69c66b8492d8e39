// The REST half of Realtime: the batch endpoint and the single-message endpoint.

import { z } from "zod";
import { keyOf, type KeyRole, type Keys, roleOf } from "../keys.ts";
import { sleep } from "../../runtime.ts";
import type { Broadcast, Hub } from "./hub.ts";
import type { RealtimeSettings } from "./settings.ts";

/** Bytes of one payload on the Pro plan. */
const payloadLimit = 3_000_000;

const batch = z.object({
  messages: z.array(z.object({
    topic: z.string().min(1, "can't be blank"),
    event: z.string().min(1, "can't be blank"),
    payload: z.record(z.string(), z.unknown()),
    private: z.boolean().default(false),
    id: z.uuid().optional(),
  })),
});

const single = /\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/;

/** The headers that let any page call the endpoint. */
export const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, x-client-info, apikey, content-type",
  "access-control-allow-methods": "GET, POST, OPTIONS",
};

/** What the REST half needs to know of its server. */
interface RestContext {
  keys: Keys;
  hub: Hub;
  settings: () => RealtimeSettings;
  /** Takes one of the refusals that the control URL asked for; undefined when there is none. */
  takeRefusal: () => number | undefined;
}

/** Answers `…/api/broadcast` and `…/api/broadcast/{topic}/events/{event}` as the hosted service does. */
export function createRest(context: RestContext): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
    const response = await answer(request, context);
    const counts = context.hub.counts.rest;
    counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
    return response;
  };
}

async function answer(
  request: Request,
  { keys, hub, settings, takeRefusal }: RestContext,
): Promise<Response> {
  const { delay_ms, events_per_second } = settings();
  if (delay_ms > 0) await sleep(delay_ms);
  const refused = takeRefusal();
  if (refused !== undefined) {
    return message(refused, refused === 429 ? "Too many requests" : "Service unavailable");
  }

  const { pathname } = new URL(request.url);
  const one = single.exec(pathname);
  if (request.method !== "POST" || (!one && !pathname.endsWith("/api/broadcast"))) {
    return message(404, "Not Found");
  }
  const role = roleOf(keys, keyOf(request));
  if (!role) return message(401, "Unauthorized");

  const broadcasts = one ? await readSingle(request, one) : await readBatch(request);
  if (broadcasts instanceof Response) return broadcasts;

  const headers = {
    ...cors,
    "x-rate-rolling": String(hub.rate()),
    "x-rate-limit": String(events_per_second),
    "x-rate-limit-remaining": String(Math.max(0, events_per_second - hub.rate())),
  };
  if (hub.rate() + broadcasts.length > events_per_second) return message(429, "Too many requests", headers);
  publish(broadcasts, role, hub);
  return new Response(null, { status: 202, headers });
}

function publish(broadcasts: Broadcast[], role: KeyRole, hub: Hub): void {
  for (const broadcast of broadcasts) hub.publish(broadcast, role, "rest");
}

async function readBatch(request: Request): Promise<Broadcast[] | Response> {
  if (mediaType(request) !== "application/json") return message(415, "Unsupported media type");
  const body = batch.safeParse(await readJson(request));
  if (!body.success) return invalid(body.error.issues);
  const large = body.data.messages.findIndex(({ payload }) => JSON.stringify(payload).length > payloadLimit);
  if (large >= 0) return invalid([{ path: ["messages", large, "payload"], message: "is too large" }]);
  return body.data.messages;
}

async function readSingle(
  request: Request,
  [, topic = "", event = ""]: RegExpExecArray,
): Promise<Broadcast[] | Response> {
  const type = mediaType(request);
  if (type !== "application/json" && type !== "application/octet-stream") {
    return message(415, "Unsupported media type");
  }
  const payload = type === "application/json"
    ? await readJson(request)
    : new Uint8Array(await request.arrayBuffer());
  if (typeof payload !== "object" || payload === null) {
    return invalid([{ path: ["payload"], message: "is invalid" }]);
  }
  const isPrivate = new URL(request.url).searchParams.get("private") === "true";
  return [{
    topic: decodeURIComponent(topic),
    event: decodeURIComponent(event),
    payload,
    private: isPrivate,
  }];
}

function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";", 1)[0].trim().toLowerCase();
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

function invalid(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Response {
  const errors = Object.fromEntries(
    issues.map(({ path, message }) => [path.map(String).join("."), [message]]),
  );
  return Response.json({ errors }, { status: 422, headers: cors });
}

function message(status: number, text: string, headers: Record<string, string> = cors): Response {
  return Response.json({ message: text }, { status, headers });
}
