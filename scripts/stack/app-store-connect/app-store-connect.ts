import { z } from "zod";
import { now, serveHttp } from "../../runtime.ts";
import { startControl } from "../control.ts";
import { stageList } from "./builds.ts";
import { createReview } from "./review.ts";
import { refuse } from "./answers.ts";
import { type Route } from "./route.ts";
import { StoreBuilds } from "./store-builds.ts";
import { type AppStoreKey, tokenVerifier } from "./token.ts";
import { webhookRoutes } from "./webhook-routes.ts";
import { Webhooks } from "./webhooks.ts";

interface AppStoreOptions extends AppStoreKey {
  /** The only app that the key may see. */
  appId: string;
  bundleId?: string;
}

/** A running stand-in for App Store Connect. */
export interface AppStore {
  /** For ASC_API_URL. */
  apiUrl: string;
  /** See README.md beside this file. */
  controlUrl: string;
  /** May be called again. */
  stop(): Promise<void>;
}

const settingsSchema = z.strictObject({
  /** What an upload goes through, one look each, unless it says otherwise. */
  stages: stageList.default(["PROCESSING", "VALID", "IN_BETA_TESTING"]),
  /** Seconds that Apple's clock is ahead of this machine's; negative: behind. */
  clock_ahead_s: z.int().default(0),
  /** How many requests the hour has left. */
  hour_remaining: z.int().min(0).default(3500),
  /** So many requests are answered, every later one with this status. */
  refuse_after: z.strictObject({ requests: z.int().min(0), status: z.int().min(400).max(599) }).nullable()
    .default(null),
  /** Calls that begin so, as `PATCH /v1/builds`, are answered with 503. */
  refuse_calls: z.string().nullable().default(null),
  /** The next so many requests are answered with this status. */
  refuse: z.strictObject({ status: z.int().min(400).max(599), times: z.int().positive() }).nullable().default(
    null,
  ),
  /** What the key may do: a developer reads builds and manages no webhooks. */
  role: z.enum(["ADMIN", "APP_MANAGER", "DEVELOPER"]).default("ADMIN"),
  /** Whether what is sent to webhooks arrives. */
  webhooks: z.enum(["deliver", "lose"]).default("deliver"),
  webhook_delay_ms: z.int().min(0).default(0),
});

/** Serves builds, uploads, webhooks, versions and reviews of one app, as API 4.5 does, on free ports of 127.0.0.1. */
export async function startAppStore(options: AppStoreOptions): Promise<AppStore> {
  let settings = settingsSchema.parse({});
  let calls: { call: string; status: number; detail: string }[] = [];
  const verify = tokenVerifier(options);
  const seen = new Set<string>();
  const revoked = new Set<string>();
  const clock = () => now() + settings.clock_ahead_s * 1000;
  const hooks = new Webhooks(() => ({
    isLost: settings.webhooks === "lose",
    delayMs: settings.webhook_delay_ms,
  }));
  const app = { id: options.appId, bundleId: options.bundleId ?? "test.example.helper" };
  const store = new StoreBuilds(app, () => settings.stages, (...event) => hooks.tell(...event));
  const review = createReview(app.id, () => store.builds);
  const routes: Route[] = [
    webhookRoutes(hooks, app.id, () => settings.role !== "DEVELOPER"),
    store.route,
  ];

  const server = await serveHttp(async (request) => {
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}${decodeURIComponent(url.search)}`;
    const answer = await respond(request, url);
    settings.hour_remaining = Math.max(0, settings.hour_remaining - 1);
    answer.headers.set("date", new Date(clock()).toUTCString());
    answer.headers.set("x-rate-limit", `user-hour-lim:3500;user-hour-rem:${settings.hour_remaining};`);
    const body = answer.ok ? null : await answer.clone().json();
    calls.push({ call, status: answer.status, detail: body?.errors[0].detail ?? "" });
    return answer;
  });

  async function respond(request: Request, url: URL): Promise<Response> {
    if (settings.refuse !== null) {
      const { status, times } = settings.refuse;
      settings.refuse = times > 1 ? { status, times: times - 1 } : null;
      return refuse(status, "REFUSED", "As the settings say.");
    }
    if (settings.refuse_after !== null && settings.refuse_after.requests-- <= 0) {
      return refuse(settings.refuse_after.status, "REFUSED", "As the settings say.");
    }
    if (
      settings.refuse_calls !== null && `${request.method} ${url.pathname}`.startsWith(settings.refuse_calls)
    ) {
      return refuse(503, "REFUSED", "As the settings say.");
    }
    const authorization = request.headers.get("authorization") ?? "";
    seen.add(authorization);
    const problem = revoked.has(authorization)
      ? "the token was revoked"
      : await verify(authorization, `${request.method} ${url.pathname}${url.search}`, clock());
    if (problem !== null) {
      return refuse(
        401,
        "NOT_AUTHORIZED",
        `Provide a properly configured and signed bearer token: ${problem}`,
      );
    }
    if (settings.hour_remaining === 0) {
      return refuse(429, "RATE_LIMIT_EXCEEDED", "The request rate limit has been reached.");
    }
    const reviewed = await review.respond(request.clone(), url);
    if (reviewed !== null) return reviewed;
    const body = await readBody(request);
    if (body === notJson) return refuse(400, "ENTITY_ERROR", "The body is not JSON.");
    const call = { method: request.method, path: url.pathname, query: url.searchParams, body };
    for (const route of routes) {
      const answer = route(call);
      if (answer !== null) return answer;
    }
    if (request.method !== "GET") return refuse(405, "METHOD_NOT_ALLOWED", "The method is not allowed here.");
    return refuse(404, "PATH_ERROR", "The URL path is not valid.");
  }

  const control = await startControl({
    schema: settingsSchema,
    received: () => ({
      builds: store.builds,
      calls,
      webhooks: hooks.all.map(({ secret: _, ...shown }) => shown),
      deliveries: hooks.deliveries,
      ...review.received(),
    }),
    forget: () => {
      [store.builds, calls] = [[], []];
      revoked.clear();
      hooks.forget();
      review.forget();
    },
    apply: (next) => settings = structuredClone(next),
    actions: {
      upload: (body) => store.take(body),
      stage: (body) => store.move(body),
      webhook: (body) => hooks.register(body),
      ...review.actions,
      revoke: () => {
        for (const token of seen) revoked.add(token);
        return { revoked: revoked.size };
      },
    },
  });
  return {
    apiUrl: server.url,
    controlUrl: control.url,
    stop: async () => {
      await hooks.stop();
      await Promise.all([server.stop(), control.stop()]);
    },
  };
}

const notJson = Symbol("not JSON");

async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}
