import { z } from "zod";
import { channelSchema } from "./channel.ts";
import { build } from "./fields.ts";
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
export type Release = z.infer<typeof releaseSchema>;

const changedReleaseSchema = releaseSchema.extend({
  /** False when it was so before. */
  is_new: z.boolean(),
});
export type ChangedRelease = z.infer<typeof changedReleaseSchema>;

const reservedReleaseSchema = changedReleaseSchema.extend({ build });
export type ReservedRelease = z.infer<typeof reservedReleaseSchema>;

const statusSchema = z.object({
  /** Of each component the highest version first. */
  releases: z.array(releaseSchema),
});
export type ReleaseStatus = z.infer<typeof statusSchema>;

export const reserveRelease = rpc("reserve_release", reservedReleaseSchema);
export const recordTag = rpc("record_tag", changedReleaseSchema);
export const releaseStatus = rpc("release_status", statusSchema);
