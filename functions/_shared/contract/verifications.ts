import { z } from "zod";
import { build } from "./fields.ts";
import { rpc } from "./rpc.ts";

const text = z.string().nullable();

const verificationSchema = z.object({
  /** The probes that were asked together. */
  run: z.string(),
  environment: z.string(),
  component: z.string(),
  build,
  sha: text,
  deployment: text,
  source: z.enum(["deploy", "verify", "schedule"]),
  probe: z.string(),
  state: z.enum(["passed", "failed", "skipped"]),
  saw: z.string(),
  ms: z.number(),
  actor: z.string(),
  checked_at: z.string(),
});

const statusSchema = z.object({
  /** On the database's clock. */
  now: z.string(),
  /** What each probe saw last. */
  latest: z.array(verificationSchema),
  /** The newest first. */
  recent: z.array(verificationSchema),
});
export type VerificationStatus = z.infer<typeof statusSchema>;

export const recordVerifications = rpc("record_verifications", z.object({ recorded: z.number() }));
export const verificationStatus = rpc("verification_status", statusSchema);
