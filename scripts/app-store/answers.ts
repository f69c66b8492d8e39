import { z } from "zod";
import { type buildsSchema, listedBuilds } from "../../functions/_shared/app-store-connect/answers.ts";
import { parseBuild } from "../manifest/parse-build.ts";

/** Answers of App Store Connect as far as they are read. States are plain text: Apple adds new ones. */

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
export function toUploads(answer: z.infer<typeof buildsSchema>): Uploads {
  const uploads: Uploads = { builds: [], dotted: [] };
  for (const { number, ...listed } of listedBuilds(answer)) {
    const build = parseBuild(number);
    if (build !== null) uploads.builds.push({ build, ...listed });
    else uploads.dotted.push({ number, version: listed.version, uploadedAt: listed.uploadedAt });
  }
  return uploads;
}
