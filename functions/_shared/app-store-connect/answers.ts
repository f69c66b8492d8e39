import { z } from "zod";
import type { BuildStates } from "./installable.ts";

/** Answers of App Store Connect as far as they are read. States are plain text: Apple adds new ones. */

const reference = z.object({ data: z.object({ id: z.string() }).nullish() }).optional();

/** `GET /v1/builds` with preReleaseVersion and buildBetaDetail. */
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

/** The query that goes with it. */
export const buildsFields = {
  include: "preReleaseVersion,buildBetaDetail",
  "fields[builds]": "version,processingState,expired,uploadedDate,preReleaseVersion,buildBetaDetail",
};

/** A build as the store lists it. */
interface ListedBuild extends BuildStates {
  /** Apple's. */
  id: string;
  /** CFBundleVersion: usually, and not always, a whole number. */
  number: string;
  /** The marketing version; null when the store does not say. */
  version: string | null;
  uploadedAt: string | null;
}

/** The builds of an answer, in the answer's order. */
export function listedBuilds({ data, included }: z.infer<typeof buildsSchema>): ListedBuild[] {
  const find = (type: string, id: string | undefined) =>
    included.find((other) => other.type === type && other.id === id)?.attributes;
  return data.map(({ id, attributes, relationships }) => {
    const beta = find("buildBetaDetails", relationships.buildBetaDetail?.data?.id);
    return {
      id,
      number: attributes.version,
      version: find("preReleaseVersions", relationships.preReleaseVersion?.data?.id)?.version ?? null,
      uploadedAt: attributes.uploadedDate ?? null,
      processingState: attributes.processingState,
      isExpired: attributes.expired,
      internalState: beta?.internalBuildState ?? null,
      externalState: beta?.externalBuildState ?? null,
    };
  });
}
