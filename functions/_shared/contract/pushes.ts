import { z } from "zod";
import {
  type ApnsEnvironment,
  apnsEnvironmentSchema,
  build,
  count,
  nothing,
  nullableText,
} from "./fields.ts";
import { channelSchema } from "./channel.ts";
import { rpc } from "./rpc.ts";
import { alertSchema } from "./wire.ts";

const pushBatchSchema = z.object({
  batch_id: z.number(),
  run_id: z.number(),
  lease_token: z.string(),
  announcement: z.string(),
  seq: count,
  component: z.string(),
  channel: channelSchema,
  alert: alertSchema,
  build,
  topic: z.string(),
  apns_environment: apnsEnvironmentSchema,
  apns_key: z.string(),
  expiration: count,
  progress_every: count.min(1),
  lease_seconds: z.number().positive(),
  /** Devices of the whole run that were told with the same key and topic, as last written. */
  sent: count,
  devices: z.custom<[id: number, token: string][]>(areDevices),
});
/** A range of devices, leased to this worker. */
export type PushBatch = z.infer<typeof pushBatchSchema>;

/** One device that did not simply get a 200. */
export interface PushOutcome {
  id: number;
  status: number;
  reason: string;
  timestamp_ms: number | null;
  verdict: "dead" | "retry" | "failed" | "corrected";
  retry_after_s: number | null;
  /** The host that worked, with `corrected`. */
  apns_environment: ApnsEnvironment | null;
  /** Neither host knows the token. */
  both_hosts: boolean;
}

const progressAnswerSchema = z.object({ held: z.boolean(), stop: nullableText });
export type ProgressAnswer = z.infer<typeof progressAnswerSchema>;

const providerTokenSchema = z.object({
  token: nullableText,
  mint: z.object({ lease_token: z.string(), issued_at: z.number() }).nullish()
    .transform((value) => value ?? null),
});
export type ProviderTokenAnswer = z.infer<typeof providerTokenSchema>;

/** Null when nothing is due. */
export const claimPushBatch = rpc("claim_push_batch", pushBatchSchema.nullable());
export const finishPushBatch = rpc("finish_push_batch", progressAnswerSchema);
export const stopPushRun = rpc("stop_push_run", z.boolean());
export const wakePush = rpc("wake_push", nothing);
export const takeProviderToken = rpc("take_provider_token", providerTokenSchema);
export const storeProviderToken = rpc("store_provider_token", z.boolean());

/** Looked at, not copied: a batch has thousands. */
function areDevices(value: unknown): boolean {
  return Array.isArray(value) &&
    value.every((device) =>
      Array.isArray(device) && typeof device[0] === "number" && typeof device[1] === "string"
    );
}
