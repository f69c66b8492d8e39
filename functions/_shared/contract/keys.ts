import { z } from "zod";
import { keySteps } from "./key-steps.ts";
import { rpc } from "./rpc.ts";

const stepName = z.enum(keySteps);
export type KeyStep = z.infer<typeof stepName>;

const how = z.enum(["command", "confirmed", "observed", "skipped"]);
/** How a step was taken. */
export type KeyStepHow = z.infer<typeof how>;

const kind = z.enum(["supabase-publishable", "secret-list", "apns", "signing"]);
const text = z.string().nullable();

const keySchema = z.object({
  prefix: z.string(),
  /** SHA-256 in hex. */
  digest: z.string(),
  state: z.enum(["generated", "live", "removed"]),
  generated_at: z.string(),
  added_at: text,
  removed_at: text,
  /** The latest moment at which a request with it may have come; null when none is known. */
  last_used_at: text,
  /** Within the window in which it must be silent before it is removed. */
  used_count: z.int(),
});
/** A key: how it begins, and never more. */
export type KnownKey = z.infer<typeof keySchema>;

const rotationSchema = z.object({
  id: z.int(),
  name: z.string(),
  kind,
  component: text,
  trigger: z.enum(["routine", "incident"]),
  reason: text,
  begun_by: z.string(),
  begun_at: z.string(),
  removal_allowed_at: text,
  removal_forced_because: text,
  ended_at: text,
  outcome: z.enum(["done", "abandoned"]).nullable(),
  new_key: keySchema.nullable(),
  old_keys: z.array(keySchema),
  /** Of keys that were made and lost before anybody accepted them: a store may hold one all the same. */
  lost_digests: z.array(z.string()),
  /** From when on the old keys have been silent for long enough, if nobody uses one until then. */
  quiet_at: text,
  steps: z.array(z.object({
    step: stepName,
    how,
    note: text,
    reason: text,
    build: z.int().nullable(),
    done_by: z.string(),
    done_at: z.string(),
  })),
});
export type KeyRotation = z.infer<typeof rotationSchema>;

const statusSchema = z.object({
  /** The database's clock. */
  now: z.string(),
  removal_window_seconds: z.int(),
  keys: z.array(z.object({
    name: z.string(),
    kind,
    keys: z.array(keySchema),
    /** The one that is open. */
    rotation: rotationSchema.nullable(),
    last_rotated_at: text,
    due_at: text,
    is_due: z.boolean(),
  })),
});
export type KeyStatus = z.infer<typeof statusSchema>;

const usageSchema = z.array(z.object({
  prefix: z.string(),
  name: text,
  state: text,
  hour: z.string(),
  count: z.int(),
}));
/** Requests by key and hour, the newest hour first. */
export type KeyUsage = z.infer<typeof usageSchema>;

export const beginKeyRotation = rpc("begin_key_rotation", rotationSchema);
export const recordKeyStep = rpc("record_key_step", rotationSchema);
export const allowKeyRemoval = rpc("allow_key_removal", rotationSchema);
export const abandonKeyRotation = rpc("abandon_key_rotation", rotationSchema);
export const recordKeys = rpc("record_keys", z.int());
export const keyStatus = rpc("key_status", statusSchema);
export const keyUsageReport = rpc("key_usage_report", usageSchema);
