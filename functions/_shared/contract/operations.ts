import { z } from "zod";
import { rpc } from "./rpc.ts";

const text = z.string().nullable();

/** Where the rows of a control plane are at home. */
export const homeSchema = z.object({
  /** The address of the project that they belong to; null until it is known. */
  url: text,
  /** Why this is another project, a copy, from which nothing is sent; null at home. */
  away: text,
});
export type Home = z.infer<typeof homeSchema>;

/** The way that wakes the functions, part by part. */
export const wakeSchema = z.object({
  /** Of the sweep, in pg_cron. */
  job: z.enum(["active", "inactive", "missing", "unavailable"]),
  /** How long ago the last sweep succeeded, on the database's clock; null: never. */
  swept_seconds_ago: z.number().nullable(),
  vault: z.enum(["ready", "missing", "unreadable"]),
  /** A secret key that an earlier release put there: `used` while there is no wake token, `left` once there is one. */
  vault_secret_key: z.enum(["used", "left"]).nullish(),
  /** pg_net's; a role may not be allowed to see it. */
  worker: z.enum(["up", "unseen"]),
});
export type Wake = z.infer<typeof wakeSchema>;

export const stoppedRunSchema = z.object({
  run: z.number(),
  component: z.string(),
  topic: z.string(),
  apns_environment: z.string(),
  reason: z.string(),
  detail: text,
});
export type StoppedRun = z.infer<typeof stoppedRunSchema>;

const pingSchema = z.object({
  state: z.enum(["waiting", "failed", "refused", "elsewhere", "answered"]),
  status: z.number().nullable(),
  error: text,
  ms: z.number(),
});
/** How far a ping came on the way that wakes the functions. */
export type Ping = z.infer<typeof pingSchema>;

const repairedSchema = z.object({ repaired: z.array(z.string()), home: homeSchema });

const adoptedSchema = z.object({ seq: z.number(), ended: z.number(), halted: z.number(), home: homeSchema });

export const sendPing = rpc("send_ping", z.uuid());
/** Null for a nonce that was never sent. */
export const pingStatus = rpc("ping_status", pingSchema.nullable());
export const repair = rpc("repair", repairedSchema);
export const adoptHome = rpc("adopt_home", adoptedSchema);
