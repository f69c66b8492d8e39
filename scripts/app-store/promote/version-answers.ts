import { z } from "zod";

/** When a version goes on sale once it is approved. */
export type ReleaseType = "MANUAL" | "AFTER_APPROVAL";

/** A version of the app in the App Store. */
export interface StoreVersion {
  id: string;
  /** As people see it: 1.2.0. */
  version: string;
  /** See states.ts. */
  state: string;
  releaseType: string | null;
  /** Apple's id of the build; null without one. */
  buildId: string | null;
  phased: PhasedRelease | null;
}

/** A release that reaches automatic updates over seven days: 1, 2, 5, 10, 20, 50, 100 %. */
interface PhasedRelease {
  id: string;
  /** INACTIVE before it begins, ACTIVE, PAUSED (at most 30 days in all), COMPLETE. */
  state: string;
  /** 1 to 7; null before it begins. */
  day: number | null;
}

/** What is new, in one language. */
export interface StoreText {
  id: string;
  locale: string;
  whatsNew: string | null;
}

const reference = z.object({ data: z.object({ id: z.string() }).nullish() }).optional();
const phasedAttributes = z.object({
  phasedReleaseState: z.string().optional(),
  currentDayNumber: z.number().nullish(),
});
export const versionSchema = z.object({
  id: z.string(),
  attributes: z.object({
    versionString: z.string(),
    appVersionState: z.string(),
    releaseType: z.string().nullish(),
  }),
  relationships: z.object({ build: reference, appStoreVersionPhasedRelease: reference }).optional(),
});
export const versionsSchema = z.object({
  data: z.array(versionSchema),
  included: z.array(z.object({ type: z.string(), id: z.string(), attributes: phasedAttributes })).default([]),
});
export const textsSchema = z.object({
  data: z.array(z.object({
    id: z.string(),
    attributes: z.object({ locale: z.string(), whatsNew: z.string().nullish() }),
  })),
});

/** The version of an answer, with what the answer includes of it. */
export function toVersion(
  { id, attributes, relationships }: z.infer<typeof versionSchema>,
  included: z.infer<typeof versionsSchema>["included"],
): StoreVersion {
  const phasedId = relationships?.appStoreVersionPhasedRelease?.data?.id;
  const phased = included.find((other) =>
    other.type === "appStoreVersionPhasedReleases" && other.id === phasedId
  )?.attributes;
  return {
    id,
    version: attributes.versionString,
    state: attributes.appVersionState,
    releaseType: attributes.releaseType ?? null,
    buildId: relationships?.build?.data?.id ?? null,
    phased: phasedId === undefined ? null : {
      id: phasedId,
      state: phased?.phasedReleaseState ?? "INACTIVE",
      day: phased?.currentDayNumber ?? null,
    },
  };
}
