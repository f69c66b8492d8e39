import { createAdminClient, createContextClient } from "@supabase/server/core";
import { z } from "zod";
import type { Database } from "./database.ts";
import type { Database as Generated } from "./database.gen.ts";
import type { Env } from "./env.ts";
import { Problem } from "./errors.ts";
import type { Runtime } from "./runtime.ts";
import * as s from "./schemas.ts";

/** Names and arguments as the database has them: a renamed argument does not compile. */
type Functions = Generated["ship"]["Functions"];

/** More than the 8 s after which the database ends a statement of the Data API. */
const timeoutMs = 10_000;

/** The database through the Data API, as service_role; `manifest` as anon, because anyone may read it. */
export function createDatabase(env: Env, { fetch, date }: Pick<Runtime, "fetch" | "date">): Database {
  const options = {
    env: {
      url: env.supabaseUrl,
      publishableKeys: env.publishableKeys,
      secretKeys: env.secretKeys,
      jwks: null,
    },
    supabaseOptions: {
      global: {
        fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init, timeoutMs),
        // by this the database knows that its own project's functions call, not those of a copy
        headers: { "x-slipway-home": env.supabaseUrl },
      },
    },
  };
  const admin = createAdminClient<Generated>(options).schema("ship");
  const anon = createContextClient<Generated>(options).schema("ship");

  async function rpc<Name extends keyof Functions, T>(
    name: Name,
    args: Functions[Name]["Args"],
    schema: z.ZodType<T>,
    client = admin,
  ): Promise<T> {
    const { data, error, status } = await client.rpc(name, args);
    if (error) throw databaseProblem(error, status, date());
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    throw new Problem("database_answer_unexpected", 500, `ship.${name} answered in an unknown shape.`, {
      hint: "Deploy the functions and the migrations of the same release.",
    });
  }

  return {
    manifest: () => rpc("manifest", {}, s.manifestSchema, anon),
    claimDeliveries: (max_count) => rpc("claim_deliveries", { max_count }, z.array(s.deliverySchema)),
    finishDelivery: ({ id, lease_token }, { outcome, status, error, retryAfterS, partsSent }) =>
      rpc("finish_delivery", {
        delivery_id: id,
        lease_token,
        outcome,
        status,
        error,
        retry_after_s: retryAfterS ?? undefined,
        parts_sent: partsSent,
      }, z.boolean()),
    claimPushBatch: (worker) => rpc("claim_push_batch", { worker }, s.pushBatchSchema.nullable()),
    finishPushBatch: ({ batch_id, lease_token }, { progressId, sentCount, outcomes, disposition }) =>
      rpc("finish_push_batch", {
        batch_id,
        lease_token,
        progress_id: progressId,
        sent_count: sentCount,
        outcomes: outcomes.map((outcome) => ({ ...outcome })),
        disposition,
      }, s.progressAnswerSchema),
    stopPushRun: ({ batch_id, lease_token }, reason, detail, refused_token) =>
      rpc("stop_push_run", { batch_id, lease_token, reason, detail, refused_token }, z.boolean()),
    answerPing: (nonce) => rpc("answer_ping", { nonce }, z.boolean()),
    wakePush: () => rpc("wake_push", {}, z.unknown().transform(() => undefined)),
    takeProviderToken: (key_id, team_id, refused_token, key_digest) =>
      rpc("take_provider_token", { key_id, team_id, refused_token, key_digest }, s.providerTokenSchema),
    storeProviderToken: (key_id, lease_token, token) =>
      rpc("store_provider_token", { key_id, lease_token, token }, z.boolean()),
    reannounce: (component, reason) => rpc("reannounce", { component, reason }, z.string()),
    announcementReport: (announcement) => rpc("announcement_report", { announcement }, s.reportSchema),
    registerDevice: (device) => rpc("register_device", { ...device }, s.registrationSchema),
    unregisterDevice: (token, topic) => rpc("unregister_device", { token, topic }, z.boolean()),
  };
}

/** SQLSTATE PTnnn becomes the status nnn with the message as its code; anything else is the database's trouble. */
export function databaseProblem(
  error: { code?: string; message: string; details?: string | null; hint?: string | null },
  status: number,
  now: Date,
): Problem {
  const [, raised] = /^PT([45]\d\d)$/.exec(error.code ?? "") ?? [];
  if (raised === undefined || !/^[a-z][a-z0-9_]*$/.test(error.message)) {
    return new Problem("database_unavailable", 503, "The database did not answer.", {
      hint: "Try again shortly.",
      cause: new Problem(error.code || `http_${status}`, 503, "Data API"),
      headers: { "retry-after": "2" },
    });
  }
  const headers: Record<string, string> = {};
  // Registrations are counted per minute of the clock, so asking again makes sense with the next minute.
  if (raised === "429") headers["retry-after"] = String(60 - now.getUTCSeconds());
  if (raised === "503") headers["retry-after"] = "2";
  const message = error.details ? `${error.details}.` : "The database refused this.";
  return new Problem(error.message, Number(raised), message, { hint: error.hint ?? "", headers });
}
