import { z } from "zod";

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

export const errorsSchema = z.object({
  errors: z.array(z.object({ code: z.string(), title: z.string(), detail: z.string().nullish() })).min(1),
});

/** A build as the store has it. */
export interface StoreBuild {
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

/** The builds of an answer whose number is a whole one, in the answer's order: Slipway counts in whole numbers. */
export function toBuilds({ data, included }: z.infer<typeof buildsSchema>): StoreBuild[] {
  const find = (type: string, id: string | undefined) =>
    included.find((other) => other.type === type && other.id === id)?.attributes;
  return data.filter(({ attributes }) => /^\d+$/.test(attributes.version)).map(
    ({ attributes, relationships }) => {
      const beta = find("buildBetaDetails", relationships.buildBetaDetail?.data?.id);
      return {
        build: Number(attributes.version),
        version: find("preReleaseVersions", relationships.preReleaseVersion?.data?.id)?.version ?? null,
        processingState: attributes.processingState,
        isExpired: attributes.expired,
        uploadedAt: attributes.uploadedDate ?? null,
        internalState: beta?.internalBuildState ?? null,
        externalState: beta?.externalBuildState ?? null,
      };
    },
  );
}
