import { z } from "zod";
import { channelSchema } from "./channel.ts";
import { build, count, nullableBuild, nullableText } from "./fields.ts";
import { rpc } from "./rpc.ts";
import { decisionSchema as servedDecisionSchema } from "./wire-updates.ts";

const step = z.object({ bps: count, at: z.string() });

/** A build on a channel, for a share of its devices. */
const offerSchema = z.object({
  component: z.string(),
  channel: channelSchema,
  build,
  version: nullableText,
  /** Hundredths of a percent of the devices: 0 to 10000. */
  bps: count,
  state: z.enum(["waiting", "rolling", "complete", "halted", "withdrawn"]),
  reason: nullableText,
  steps: z.array(step),
  available_at: nullableText,
});

const policySchema = z.object({
  component: z.string(),
  channel: channelSchema,
  min_build: build,
  min_version: nullableText,
  force_after: nullableText,
  recommended_build: nullableBuild,
  nudge_every_s: count,
  message: nullableText,
  contact_url: nullableText,
  reason: z.string(),
  actor: z.string(),
  updated_at: z.string(),
});
/** The oldest build that may still run, and the one that people are asked to have. */
export type UpdatePolicy = z.infer<typeof policySchema>;

const rolloutStatusSchema = z.object({
  offers: z.array(offerSchema.extend({ told: count, failed: count })),
  policies: z.array(policySchema),
});
export type RolloutStatus = z.infer<typeof rolloutStatusSchema>;

const cohortSchema = z.object({ devices: count, without_id: count, inside: count });
/** `devices` see the channel, `inside` are in the share, `without_id` no rollout below 100 % can reach. */
export type Cohort = z.infer<typeof cohortSchema>;

const adoptionSchema = z.object({
  /** Active devices by channel and by the build that they last reported. */
  builds: z.array(z.object({ channel: channelSchema, build: nullableBuild, devices: count })),
  /** How many registrations the limits refused lately. */
  refused: z.object({ hour: count, day: count }),
});
export type Adoption = z.infer<typeof adoptionSchema>;

const feedSchema = z.looseObject({
  component: z.string(),
  channel: channelSchema,
  seq: count,
  valid_until: z.string(),
  offers: z.array(z.looseObject({
    build,
    version: z.string(),
    channel: z.string(),
    bps: count,
    severity: z.string(),
    requires_build: build,
    min_os: nullableText,
    max_os: nullableText,
    url: nullableText,
  })),
  marks: z.array(z.looseObject({ build, severity: z.string() })),
  policy: z.looseObject({
    min_build: build,
    min_version: nullableText,
    force_after: nullableText,
    recommended_build: nullableBuild,
    message: nullableText,
  }).nullable(),
});
/** The public document from which every client of a component on a channel decides. */
export type UpdateFeed = z.infer<typeof feedSchema>;

const decisionSchema = servedDecisionSchema.extend({
  kind: z.enum(["required", "recommended", "available", "up-to-date", "unknown"]),
});
/** What a client may, should or must install. */
export type UpdateDecision = z.infer<typeof decisionSchema>;

export const offerBuild = rpc("offer_build", offerSchema);
/** How many of them are new. */
export const recordArtifacts = rpc("record_artifacts", count);
export const setRollout = rpc("set_rollout", offerSchema);
export const haltRollout = rpc("halt_rollout", offerSchema);
export const resumeRollout = rpc("resume_rollout", offerSchema);
export const withdrawBuild = rpc("withdraw_build", z.array(offerSchema));
export const rolloutStatus = rpc("rollout_status", rolloutStatusSchema);
/** Null when there is no such offer. */
export const cohortSize = rpc("cohort_size", cohortSchema.nullable());
export const adoption = rpc("adoption", adoptionSchema);
export const setUpdatePolicy = rpc("set_update_policy", policySchema);
/** False when there was none. */
export const clearUpdatePolicy = rpc("clear_update_policy", z.boolean());
export const updateFeed = rpc("update_feed", feedSchema);
export const decide = rpc("decide", decisionSchema);
