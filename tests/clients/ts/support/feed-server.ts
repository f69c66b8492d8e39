// A project as the contract describes it: feeds with ETag and signature, devices, the manifest, Realtime. Strict where a client could be wrong.

import { type HttpServer, randomHex, serveHttp } from "../../../../scripts/runtime.ts";
import { createKeys } from "../../../../scripts/stack/keys.ts";
import { startRealtime } from "../../../../scripts/stack/realtime/realtime.ts";
import { registrationSchema, removalSchema } from "../../../../functions/_shared/contract/wire.ts";
import { z } from "zod";
import type { Offer, Policy } from "../../../../clients/ts/src/feed.ts";
import { createSigner, type Signer } from "./signer.ts";

/** What a feed says beside its component and channel. */
export interface FeedText {
  seq: number;
  offers: Offer[];
  marks: { build: number; severity: string }[];
  policy: Policy | null;
  [more: string]: unknown;
}

/** Answers in place of the server; undefined lets it answer. */
type Fault = (request: Request) => Response | Promise<Response> | undefined;

export interface FeedServer {
  url: string;
  publishableKey: string;
  signer: Signer;
  /** Every request to a function so far, as `GET updates/web/live?seq=12 304`. */
  log: string[];
  /** The bodies of registrations. */
  devices: unknown[];
  /** What it serves: fields are merged into what it served before; null serves no feed at all. */
  serve(feed: Partial<FeedText> | null): void;
  /** Whether feeds are signed, and by whom. */
  signWith(signer: Signer | null): void;
  fail(fault: Fault | null): void;
  /** Pages and files beside the functions. */
  pages: Map<string, string | Uint8Array<ArrayBuffer>>;
  manifest: unknown;
  /** Sends on Realtime, as the service role does. */
  broadcast(topic: string, event: string, payload: unknown): Promise<void>;
  /** Tells the Realtime stand-in: its settings, or one of its actions. */
  realtime(action: object | "close" | "kick" | "crash"): Promise<void>;
  subscriptions(): Promise<string[]>;
  stop(): Promise<void>;
}

const realtimeState = z.object({ subscriptions: z.array(z.object({ topic: z.string() })) });
const cors = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "etag, retry-after, x-slipway-signature",
};
const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

export async function startFeedServer(): Promise<FeedServer> {
  const keys = createKeys(randomHex);
  const realtime = await startRealtime({ keys });
  const signer = await createSigner("key-1");
  let signing: Signer | null = signer;
  let feed: Partial<FeedText> | null = {};
  let fault: Fault | null = null;
  const log: string[] = [];
  const devices: unknown[] = [];
  const pages = new Map<string, string | Uint8Array<ArrayBuffer>>();
  const bed = { manifest: {} as unknown };

  const feedAnswer = async (request: Request, component: string, channel: string): Promise<Response> => {
    if (feed === null || component !== "web") {
      return Response.json({ code: "component_unknown", message: "There is none." }, { status: 404 });
    }
    const text = JSON.stringify({ ...feedOf(feed), component, channel, ...feed });
    const etag = `"${await digest(text)}"`;
    const isAsked = new URL(request.url).searchParams.has("seq");
    const headers: Record<string, string> = {
      etag,
      "cache-control": isAsked ? "public, max-age=86400" : "public, max-age=30",
      ...signing && { "x-slipway-signature": await signing.header(text) },
    };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    return new Response(text, { headers: { ...headers, "content-type": "application/json" } });
  };

  const deviceAnswer = async (request: Request): Promise<Response> => {
    if (request.headers.get("apikey") !== keys.publishable) {
      return Response.json({ code: "credential_missing", message: "Send the key." }, { status: 401 });
    }
    const schema = request.method === "DELETE" ? removalSchema : registrationSchema;
    const body = schema.safeParse(await request.json());
    if (!body.success) {
      return Response.json({ code: "invalid", message: body.error.message }, { status: 422 });
    }
    devices.push(body.data);
    if (request.method === "DELETE") return new Response(null, { status: 204 });
    return Response.json({ registered: true, component: "web", current_build: 131 });
  };

  const answerFunction = async (request: Request, path: string): Promise<Response> => {
    if (request.method === "OPTIONS") {
      return new Response(null, {
        status: 204,
        headers: { "access-control-allow-headers": "*", "access-control-allow-methods": "*" },
      });
    }
    const injected = await fault?.(request);
    if (injected) return injected;
    const [, component, channel] = /^updates\/([a-z-]+)\/(alpha|beta|rc|live)$/.exec(path) ?? [];
    if (component && channel && request.method === "GET") {
      return await feedAnswer(request, component, channel);
    }
    if (path === "devices" && request.method !== "GET") return await deviceAnswer(request);
    if (path === "manifest" && request.method === "GET") return Response.json(bed.manifest);
    return Response.json({ code: "not_found", message: path }, { status: 404 });
  };

  const server: HttpServer = await serveHttp(async (request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname.startsWith("/realtime/v1")) return await realtime.fetch(request);
    const path = /^\/functions\/v1\/(.*)/.exec(pathname)?.[1];
    if (path !== undefined) {
      const answer = await answerFunction(request, path);
      for (const [name, value] of Object.entries(cors)) answer.headers.set(name, value);
      log.push(`${request.method} ${path}${search} ${answer.status}`);
      return answer;
    }
    const page = pages.get(pathname);
    if (page === undefined) return new Response("no such page", { status: 404 });
    const type = types[/\.\w+$/.exec(pathname)?.[0] ?? ".html"] ?? "text/plain";
    return new Response(page, { headers: { "content-type": type, "cache-control": "no-store" } });
  });

  const control = async (path: string, method: string, body?: object) => {
    const answer = await fetch(realtime.controlUrl + path, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return await answer.json();
  };

  return Object.assign(bed, {
    url: server.url,
    publishableKey: keys.publishable,
    signer,
    log,
    devices,
    pages,
    serve: (next: Partial<FeedText> | null) => void (feed = next && { ...feed, ...next }),
    signWith: (next: Signer | null) => void (signing = next),
    fail: (next: Fault | null) => void (fault = next),
    async broadcast(topic: string, event: string, payload: unknown) {
      const answer = await fetch(`${server.url}/realtime/v1/api/broadcast`, {
        method: "POST",
        headers: { apikey: keys.secret, "content-type": "application/json" },
        body: JSON.stringify({ messages: [{ topic, event, payload }] }),
      });
      if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
    },
    async realtime(action: object | string) {
      if (typeof action === "string") await control(`/${action}`, "POST", {});
      else await control("", "PUT", action);
    },
    async subscriptions() {
      const { subscriptions } = realtimeState.parse(await control("", "GET"));
      return subscriptions.map(({ topic }) => topic).sort();
    },
    async stop() {
      await realtime.stop();
      await server.stop();
    },
  });
}

/** A feed with nothing in it, and what a test adds. */
export function feedOf(more: Partial<FeedText> = {}): FeedText {
  return {
    schema: 1,
    component: "web",
    channel: "live",
    seq: 12,
    generated_at: "2026-11-27T12:00:00.000Z",
    valid_until: "2999-01-01T00:00:00.000Z",
    offers: [],
    marks: [],
    policy: null,
    ...more,
  };
}

/** An offer for everybody. */
export function offer(build: number, more: Partial<Offer> = {}): Offer {
  return {
    build,
    version: `1.0.${build}`,
    channel: "live",
    bps: 10_000,
    salt: "3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011",
    available_at: "2020-01-01T00:00:00.000Z",
    severity: "normal",
    requires_build: 0,
    min_os: null,
    max_os: null,
    url: null,
    notes: null,
    notes_url: null,
    ...more,
  };
}

export function policy(more: Partial<Policy>): Policy {
  return {
    min_build: 0,
    min_version: null,
    force_after: null,
    recommended_build: null,
    nudge_every_s: 86_400,
    message: null,
    contact_url: null,
    ...more,
  };
}

async function digest(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toHex();
}
