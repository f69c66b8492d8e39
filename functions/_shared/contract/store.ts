import { z } from "zod";
import { channelSchema } from "./channel.ts";
import { build, count, nullableText } from "./fields.ts";
import { rpc } from "./rpc.ts";

const takenSchema = z.object({
  /** False when the same event had come before. */
  is_new: z.boolean(),
  outcome: z.enum(["waiting", "looked", "ping", "ignored"]),
  /** Why it is ignored. */
  code: nullableText,
  /** How many apps are to be looked up because of it. */
  due: count,
});

const lookSchema = z.object({
  component: z.string(),
  app_id: z.string(),
  platform: z.string(),
  audience: z.enum(["internal", "external"]),
  lease_token: z.string(),
});
/** An app that this worker has to look up in the store. */
export type StoreLook = z.infer<typeof lookSchema>;

const statusSchema = z.object({
  /** On the database's clock. */
  now: z.string(),
  apps: z.array(z.object({
    component: z.string(),
    app_id: z.string(),
    platform: z.string(),
    audience: z.string(),
    /** Null: a person confirms builds. */
    auto_channel: channelSchema.nullable(),
    auto_bps: z.number().nullable(),
    hinted_at: nullableText,
    looked_at: nullableText,
    next_look_at: nullableText,
    /** In a row. */
    failures: count,
    error: nullableText,
  })),
  uploads: z.array(z.object({
    component: z.string(),
    version: nullableText,
    build,
    state: z.string(),
    verdict: z.enum(["waiting", "review", "stuck", "given_up", "installable"]),
    changed_at: z.string(),
    next_look_at: nullableText,
  })),
  /** The newest fifty, newest first. */
  events: z.array(z.object({
    id: z.string(),
    type: z.string(),
    app_id: nullableText,
    state: nullableText,
    received_at: z.string(),
    outcome: z.enum(["waiting", "looked", "ping", "ignored"]),
    code: nullableText,
  })),
});
/** What Postgres knows of apps in the store. */
export type StoreStatus = z.infer<typeof statusSchema>;

export const takeStoreEvent = rpc("take_store_event", takenSchema);
export const claimStoreLooks = rpc("claim_store_looks", z.array(lookSchema));
/** `held` is false when the lease was lost; `raised` is the build that was announced. */
export const finishStoreLook = rpc(
  "finish_store_look",
  z.object({ held: z.boolean(), raised: build.nullable() }),
);
export const storeStatus = rpc("store_status", statusSchema);
