import { z } from "zod";
import { nullableText } from "./fields.ts";
import { rpc } from "./rpc.ts";

const stateSchema = z.enum([
  "current",
  "deploying",
  "failed",
  "dirty",
  "moved",
  "rewritten",
  "offline",
]);
/**
 * How a host stands with its branch. `moved`: somebody checked out something else there. `rewritten`: the branch does not contain any more
 * what the host last took from it. `offline`: its remote can't be read.
 */
export type HostState = z.infer<typeof stateSchema>;

const hostSchema = z.object({
  environment: z.string(),
  host: z.string(),
  /** What is checked out there; where no branch is, the one that it follows. */
  branch: nullableText,
  sha: nullableText,
  is_dirty: z.boolean(),
  state: stateSchema,
  /** Not heard for as long as the policy says. */
  is_silent: z.boolean(),
  detail: z.record(z.string(), z.unknown()),
  first_seen_at: z.string(),
  /** Since when it says the same. */
  changed_at: z.string(),
  last_seen_at: z.string(),
});
const reportedHostSchema = hostSchema.extend({ is_new: z.boolean() });

const statusSchema = z.object({
  hosts: z.array(hostSchema),
  /** Where a host is not as declared; the key stays the same for as long as it is the same thing. */
  findings: z.array(z.object({
    key: z.string(),
    code: z.string(),
    environment: z.string(),
    host: z.string(),
    message: z.string(),
  })),
});
export type HostStatus = z.infer<typeof statusSchema>;

const stepSchema = z.enum(["fetch", "checkout", "reset"]);
export type CutoverStep = z.infer<typeof stepSchema>;
const taken = { step: stepSchema, actor: z.string(), done_at: z.string() };

const recordedStepSchema = z.object({
  environment: z.string(),
  promotion: z.string(),
  host: z.string(),
  ...taken,
  /** False when it was recorded before, by whom and when it says. */
  is_new: z.boolean(),
});

const cutoverSchema = z.object({
  /** Every host has taken every step. */
  is_live: z.boolean(),
  hosts: z.array(z.object({ host: z.string(), is_done: z.boolean(), steps: z.array(z.object(taken)) })),
});

export const reportHost = rpc("report_host", reportedHostSchema);
export const hostStatus = rpc("host_status", statusSchema);
export const recordCutoverStep = rpc("record_cutover_step", recordedStepSchema);
export const cutoverStatus = rpc("cutover_status", cutoverSchema);
