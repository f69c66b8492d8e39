import { z } from "zod";
import { build, nullableText } from "./fields.ts";
import { rpc } from "./rpc.ts";
import { decisionSchema, feedSchema } from "./wire-updates.ts";

const artifactSchema = z.object({
  target: z.string(),
  url: z.string(),
  length: z.number(),
  /** In hex. */
  sha512: nullableText,
  signature: nullableText,
  signature_type: z.string(),
});
export type Artifact = z.infer<typeof artifactSchema>;

const publishedBuildSchema = z.object({
  build,
  version: nullableText,
  available_at: z.string(),
  severity: z.string(),
  min_os: nullableText,
  max_os: nullableText,
  notes: nullableText,
  notes_url: nullableText,
  artifacts: z.array(artifactSchema),
});
/** A build with all its files. */
export type PublishedBuild = z.infer<typeof publishedBuildSchema>;

const publishedSchema = z.object({
  component: z.string(),
  channel: z.string(),
  name: z.string(),
  /** The newest first; below one that runs everywhere there is none. */
  builds: z.array(publishedBuildSchema),
});
/** What updaters install. */
export type Published = z.infer<typeof publishedSchema>;

export const readFeed = rpc("update_feed", feedSchema);
export const readArtifacts = rpc("update_artifacts", publishedSchema);
export const checkUpdate = rpc("check_update", decisionSchema);
