import { z } from "zod";
import { parseBuild } from "../manifest/parse-build.ts";

/** Answers of App Store Connect as far as they are read. States are plain text: Apple adds new ones. */

const reference = z.object({ data: z.object({ id: z.string() }).nullish() }).optional();

export const buildsSchema = z.object({
  data: z.array(z.object({
    id: z.string(),
    attributes: z.object({
      /** CFBundleVersion. */
      version: z.string(),
      /** PROCESSING, FAILED, INVALID, VALID. */
      processingState: z.string(),
      expired: z.boolean(),
      uploadedDate: z.string().nullish(),
    }),
    relationships: z.object({ preReleaseVersion: reference, buildBetaDetail: reference }),
  })),
  included: z.array(z.object({
    type: z.string(),
    id: z.string(),
    attributes: z.object({
      /** Of a preReleaseVersion: the marketing version. */
      version: z.string().optional(),
      /** Of a buildBetaDetail. */
      internalBuildState: z.string().nullish(),
      externalBuildState: z.string().nullish(),
    }),
  })).default([]),
});

export const appSchema = z.object({
  data: z.object({ id: z.string(), attributes: z.object({ bundleId: z.string() }) }),
});

const said = { code: z.string(), title: z.string(), detail: z.string().nullish() };
export const errorsSchema = z.object({
  errors: z.array(z.object({
    ...said,
    meta: z.object({
      /** By the address of the resource that each is about. */
      associatedErrors: z.record(z.string(), z.array(z.object(said))).optional(),
    }).optional().catch(undefined),
  })).min(1),
});

/** A build as the store has it. Its number alone names nothing: every train, that is marketing version, counts for itself. */
export interface StoreBuild {
  /** Apple's. */
  id: string;
  build: number;
  /** The marketing version; null when the store does not say. */
  version: string | null;
  processingState: string;
  isExpired: boolean;
  uploadedAt: string | null;
  /** Of TestFlight; null as long as there is none. */
  internalState: string | null;
  externalState: string | null;
}

/** A build whose number is none of Slipway's, as `1.0.2`. */
interface DottedBuild {
  number: string;
  version: string | null;
  uploadedAt: string | null;
}

/** What was uploaded, newest first. */
export interface Uploads {
  builds: StoreBuild[];
  dotted: DottedBuild[];
}

/** The builds of an answer, in the answer's order. */
export function toUploads({ data, included }: z.infer<typeof buildsSchema>): Uploads {
  const find = (type: string, id: string | undefined) =>
    included.find((other) => other.type === type && other.id === id)?.attributes;
  const uploads: Uploads = { builds: [], dotted: [] };
  for (const { id, attributes, relationships } of data) {
    const number = attributes.version;
    const version = find("preReleaseVersions", relationships.preReleaseVersion?.data?.id)?.version ?? null;
    const uploadedAt = attributes.uploadedDate ?? null;
    const build = parseBuild(number);
    if (build === null) {
      uploads.dotted.push({ number, version, uploadedAt });
      continue;
    }
    const beta = find("buildBetaDetails", relationships.buildBetaDetail?.data?.id);
    uploads.builds.push({
      id,
      build,
      version,
      processingState: attributes.processingState,
      isExpired: attributes.expired,
      uploadedAt,
      internalState: beta?.internalBuildState ?? null,
      externalState: beta?.externalBuildState ?? null,
    });
  }
  return uploads;
}
