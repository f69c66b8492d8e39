import { z } from "zod";
import { channelSchema } from "./channel.ts";

/** What the SQL functions of schema `ship` answer. Unknown fields are dropped: the database may learn new ones first. */

const count = z.number().int().nonnegative();
const build = z.number().int();
const nullableText = z.string().nullish().transform((value) => value ?? null);

export const changeSchema = z.object({
  component: z.string(),
  build,
  previous_build: build.nullish().transform((value) => value ?? null),
});
export type Change = z.infer<typeof changeSchema>;

export const tableComponentSchema = z.object({
  key: z.string(),
  label: z.string(),
  host: nullableText,
  build,
});
export type TableComponent = z.infer<typeof tableComponentSchema>;

export const stoppedRunSchema = z.object({
  run: z.number(),
  component: z.string(),
  topic: z.string(),
  apns_environment: z.string(),
  reason: nullableText,
  detail: nullableText,
  answered: count,
  sent: count,
});
export type StoppedRun = z.infer<typeof stoppedRunSchema>;

export const deliverySchema = z.object({
  id: z.number(),
  lease_token: z.string(),
  transport: z.string(),
  kind: z.enum(["broadcast", "push", "chat", "webhook"]),
  attempt: count,
  announcement: z.string(),
  seq: count,
  forced: z.boolean(),
  component: nullableText,
  channel: channelSchema.nullish().transform((value) => value ?? null),
  build: build.nullish().transform((value) => value ?? null),
  previous_build: build.nullish().transform((value) => value ?? null),
  version: nullableText,
  project: nullableText,
  parts_sent: count.nullish().transform((value) => value ?? 0),
  audit_head: nullableText,
  changes: z.array(changeSchema).nullish().transform((value) => value ?? []),
  components: z.array(tableComponentSchema).nullish().transform((value) => value ?? []),
  /** What people wrote about it; only chat gets it. */
  notes: nullableText,
  /** Set when the chat is told that a push run stopped, in place of the table. */
  stopped_run: stoppedRunSchema.nullish().transform((value) => value ?? null),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const pushEnvironmentSchema = z.enum(["production", "sandbox"]);
export type PushEnvironment = z.infer<typeof pushEnvironmentSchema>;

export const pushBatchSchema = z.object({
  batch_id: z.number(),
  run_id: z.number(),
  lease_token: z.string(),
  announcement: z.string(),
  seq: count,
  component: z.string(),
  channel: channelSchema,
  name: z.string(),
  build,
  topic: z.string(),
  apns_environment: pushEnvironmentSchema,
  apns_key: z.string(),
  expiration: count,
  progress_every: count.min(1),
  lease_seconds: z.number().positive(),
  devices: z.custom<[id: number, token: string][]>(areDevices),
});
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
  apns_environment: PushEnvironment | null;
  /** Neither host knows the token. */
  both_hosts: boolean;
}

export const progressAnswerSchema = z.object({ held: z.boolean(), stop: nullableText });
export type ProgressAnswer = z.infer<typeof progressAnswerSchema>;

export const providerTokenSchema = z.object({
  token: nullableText,
  mint: z.object({ lease_token: z.string(), issued_at: z.number() }).nullish()
    .transform((value) => value ?? null),
});
export type ProviderTokenAnswer = z.infer<typeof providerTokenSchema>;

export const reportSchema = z.object({
  announcement: z.string(),
  broadcast: z.object({ ok: z.boolean(), status: z.number().nullish().transform((value) => value ?? null) }),
  apns: z.object({
    sent: count,
    total: count,
    /** How the pushes of the announcement ended, and why when not everybody was told. */
    state: z.string().nullish(),
    error: z.string().nullish(),
    detail: z.string().nullish(),
    results: z.array(z.object({
      device: z.number(),
      status: z.number().nullable(),
      reason: z.string().nullable(),
    })),
  }),
  complete: z.boolean(),
});
export type AnnouncementReport = z.infer<typeof reportSchema>;

export const manifestSchema = z.object({
  name: z.string(),
  build,
  seq: count,
  components: z.record(
    z.string(),
    z.object({
      label: z.string(),
      name: z.string(),
      kind: z.string(),
      host: nullableText,
      version: nullableText,
      build,
      updated_at: z.string(),
      position: z.number(),
      store_url: nullableText,
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestComponent = Manifest["components"][string];

export const registrationSchema = z.object({
  registered: z.literal(true),
  component: z.string(),
  current_build: build,
});
export type Registration = z.infer<typeof registrationSchema>;

/** Looked at, not copied: a batch has thousands. */
function areDevices(value: unknown): boolean {
  return Array.isArray(value) &&
    value.every((device) =>
      Array.isArray(device) && typeof device[0] === "number" && typeof device[1] === "string"
    );
}
