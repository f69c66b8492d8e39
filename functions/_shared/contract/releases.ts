import { z } from "zod";
import { channelSchema } from "./channel.ts";
import { build, nullableText } from "./fields.ts";
import { rpc } from "./rpc.ts";

const text = z.string().nullable();

const releaseSchema = z.object({
  component: z.string(),
  version: z.string(),
  channel: channelSchema,
  tag: z.string(),
  /** Null for a tag that existed before, where nobody knew its number. */
  build: build.nullable(),
  commit_sha: text,
  reserved_at: z.string(),
  tagged_at: text,
  published_at: text,
  url: text,
  /** The ship that reserved it; null for a tag that existed before. */
  ship: text,
  /** Its ship has ended without a tag: nobody gets this version. */
  is_abandoned: z.boolean(),
});

/** What a call says of itself: false when all was so before. */
const change = { is_new: z.boolean() };

const changedReleaseSchema = releaseSchema.extend(change);

const reservedReleaseSchema = changedReleaseSchema.extend({ build });

const floatSchema = z.object({
  component: z.string(),
  channel: channelSchema,
  version: z.string(),
  digest_before: text,
  digest_after: text,
  moved_at: z.string(),
});
const movedFloatSchema = floatSchema.extend(change);

const backMergeSchema = z.object({
  from_branch: z.string(),
  to_branch: z.string(),
  outcome: z.enum(["done", "conflict", "refused"]),
  detail: z.record(z.string(), z.unknown()),
  recorded_at: z.string(),
});
const recordedBackMergeSchema = backMergeSchema.extend(change);

const findingSchema = z.object({
  /** Which checks found it. */
  source: z.string(),
  key: z.string(),
  message: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** Since when it is broken this time. */
  first_seen_at: z.string(),
  last_seen_at: z.string(),
  /** Null while it is broken. */
  healed_at: text,
  /** Where it is tracked; null until somebody says so, and again when it broke anew. */
  issue_url: text,
  /** What was learned from it; it stays when the same breaks again. */
  lesson: nullableText,
});

const recordedFindingsSchema = z.object({
  opened: z.array(findingSchema),
  healed: z.array(findingSchema),
  /** All that is broken now, what opened included. */
  open: z.array(findingSchema),
});

const statusSchema = z.object({
  /** Of each component the highest version first. */
  releases: z.array(releaseSchema),
  /** Where each floating name is now. */
  floats: z.array(floatSchema),
  /** The last one between two branches. */
  back_merges: z.array(backMergeSchema),
  /** The open ones first. */
  findings: z.array(findingSchema),
});
export type ReleaseStatus = z.infer<typeof statusSchema>;

export const reserveRelease = rpc("reserve_release", reservedReleaseSchema);
export const recordTag = rpc("record_tag", changedReleaseSchema);
export const recordPublication = rpc("record_publication", changedReleaseSchema);
export const moveFloat = rpc("move_float", movedFloatSchema);
export const recordBackMerge = rpc("record_back_merge", recordedBackMergeSchema);
export const recordFindings = rpc("record_findings", recordedFindingsSchema);
/** False when it was tracked there before. */
export const linkFinding = rpc("link_finding", z.boolean());
/** `finding_unknown`. */
export const recordLesson = rpc("record_lesson", findingSchema);
export const releaseStatus = rpc("release_status", statusSchema);
