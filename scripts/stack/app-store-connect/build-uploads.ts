// Uploads as the store lists them.

import { z } from "zod";
import { type StoredBuild, toldStates } from "./builds.ts";
import { isSubset } from "./parameters.ts";

export const uploadsQuery = z.strictObject({
  "filter[state]": z.string().refine((value) =>
    isSubset(value, ["AWAITING_UPLOAD", "PROCESSING", "FAILED", "COMPLETE"])
  ).optional(),
  "filter[cfBundleShortVersionString]": z.string().optional(),
  "filter[platform]": z.enum(["IOS", "MAC_OS", "TV_OS", "VISION_OS"]).optional(),
  sort: z.enum(["uploadedDate", "-uploadedDate"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** An upload; a build takes its place in the list of builds once it is complete. */
export function uploadResource(stored: StoredBuild) {
  const { id, upload: state } = toldStates(stored);
  const errors = state === "FAILED" ? [{ code: "90161", description: "Invalid provisioning profile." }] : [];
  return {
    type: "buildUploads",
    id,
    attributes: {
      cfBundleShortVersionString: stored.version,
      cfBundleVersion: stored.build,
      platform: stored.platform,
      createdDate: stored.uploadedAt,
      uploadedDate: stored.uploadedAt,
      state: { state, errors, warnings: [], infos: [] },
    },
    relationships: { build: { data: state === "COMPLETE" ? { type: "builds", id } : null } },
  };
}

/** In place; `sort` is the name of what `key` gives, with a dash for the other way round. */
export function sortBy(
  builds: StoredBuild[],
  key: (stored: StoredBuild) => string,
  sort: string | undefined,
): void {
  builds.sort((a, b) => key(a) < key(b) ? -1 : 1);
  if (sort?.startsWith("-")) builds.reverse();
}
