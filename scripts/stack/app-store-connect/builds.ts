import { z } from "zod";
import { isSubset } from "./parameters.ts";

/** What the store shows of a build; each look moves it on to the next of its stages. */
const stages = {
  /** Uploaded, and not in the list yet. */
  HIDDEN: null,
  PROCESSING: { processingState: "PROCESSING", internal: "PROCESSING", external: "PROCESSING" },
  VALID: {
    processingState: "VALID",
    internal: "READY_FOR_BETA_TESTING",
    external: "READY_FOR_BETA_SUBMISSION",
  },
  MISSING_EXPORT_COMPLIANCE: {
    processingState: "VALID",
    internal: "MISSING_EXPORT_COMPLIANCE",
    external: "MISSING_EXPORT_COMPLIANCE",
  },
  /** Testers of the team. */
  IN_BETA_TESTING: {
    processingState: "VALID",
    internal: "IN_BETA_TESTING",
    external: "READY_FOR_BETA_SUBMISSION",
  },
  WAITING_FOR_BETA_REVIEW: {
    processingState: "VALID",
    internal: "IN_BETA_TESTING",
    external: "WAITING_FOR_BETA_REVIEW",
  },
  BETA_REJECTED: { processingState: "VALID", internal: "IN_BETA_TESTING", external: "BETA_REJECTED" },
  /** Everybody with the public link. */
  IN_EXTERNAL_TESTING: { processingState: "VALID", internal: "IN_BETA_TESTING", external: "IN_BETA_TESTING" },
  FAILED: { processingState: "FAILED", internal: "PROCESSING_EXCEPTION", external: "PROCESSING_EXCEPTION" },
  INVALID: { processingState: "INVALID", internal: "PROCESSING_EXCEPTION", external: "PROCESSING_EXCEPTION" },
  EXPIRED: { processingState: "VALID", internal: "EXPIRED", external: "EXPIRED" },
} as const;

export const stageName = z.enum(Object.keys(stages));
export const stageList = z.array(stageName).min(1);

const platform = z.enum(["IOS", "MAC_OS", "TV_OS", "VISION_OS"]);

export const upload = z.strictObject({
  version: z.string(),
  /** CFBundleVersion: a whole number, or a text for a dotted one. */
  build: z.union([z.int().positive(), z.string().regex(/^\d+(\.\d+){0,2}$/)]).transform(String),
  platform: platform.default("IOS"),
  /** Xcode's `manageAppVersionAndBuildNumber`: a number that is taken becomes the next free one instead of failing. */
  auto_increment: z.boolean().default(false),
  stages: stageList.optional(),
});

/** A build on its way. */
export interface StoredBuild {
  version: string;
  build: string;
  platform: z.infer<typeof platform>;
  uploadedAt: string;
  /** What it shows at the next look, and after that; the last stays. */
  stages: string[];
  /** Where it is now. */
  stage: string;
}

/** What of a build's states webhooks tell about. */
interface ToldStates {
  id: string;
  /** Of its upload: PROCESSING, FAILED, COMPLETE. */
  upload: string;
  external: string;
}

export function toldStates(stored: StoredBuild): ToldStates {
  const shown = shownAt(stored.stage);
  const upload = shown === null || shown.processingState === "PROCESSING"
    ? "PROCESSING"
    : shown.processingState === "VALID"
    ? "COMPLETE"
    : "FAILED";
  return { id: idOf(stored), upload, external: shown?.external ?? "PROCESSING" };
}

function shownAt(name: string) {
  return Object.entries(stages).find(([stage]) => stage === name)?.[1] ?? null;
}

/** The store's own name of a build. */
export function idOf(
  { platform, version, build }: Pick<StoredBuild, "platform" | "version" | "build">,
): string {
  return `build-${platform}-${version}-${build}`;
}

/** One look at a build: its resource and what it includes, or null while it is hidden. */
export function lookAt(stored: StoredBuild) {
  const name = (stored.stages.length > 1 ? stored.stages.shift() : stored.stages[0]) ?? "HIDDEN";
  stored.stage = name;
  const shown = shownAt(name);
  if (shown === null) return null;
  const id = idOf(stored);
  const [version, beta] = [
    { type: "preReleaseVersions", id: `version-${stored.platform}-${stored.version}` },
    { type: "buildBetaDetails", id },
  ];
  return {
    resource: {
      type: "builds",
      id,
      attributes: {
        version: stored.build,
        processingState: shown.processingState,
        expired: name === "EXPIRED",
        uploadedDate: stored.uploadedAt,
      },
      relationships: { preReleaseVersion: { data: version }, buildBetaDetail: { data: beta } },
    },
    included: [
      { ...version, attributes: { version: stored.version, platform: stored.platform } },
      { ...beta, attributes: { internalBuildState: shown.internal, externalBuildState: shown.external } },
    ],
  };
}

const text = z.string().min(1);
/** The part of `GET /v1/builds` that is answered; Apple refuses parameters that it does not know, and so does this. */
export const buildsQuery = z.strictObject({
  "filter[app]": text,
  "filter[version]": text.optional(),
  "filter[preReleaseVersion.version]": text.optional(),
  "filter[preReleaseVersion.platform]": platform.optional(),
  include: z.string().refine((value) => isSubset(value, ["preReleaseVersion", "buildBetaDetail"])).optional(),
  "fields[builds]": z.string().refine((value) =>
    isSubset(value, [
      "version",
      "processingState",
      "expired",
      "uploadedDate",
      "preReleaseVersion",
      "buildBetaDetail",
    ])
  ).optional(),
  sort: z.enum(["version", "-version", "uploadedDate", "-uploadedDate"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
