import { z } from "zod";
import { idOf, type StoredBuild } from "./builds.ts";
import { answerPhased } from "./phased.ts";
import { newReviewState, type ReviewState, type StoredVersion, wasSold } from "./review-state.ts";
import { answerReviews } from "./reviews.ts";
import { answerVersions } from "./versions.ts";

const platform = z.enum(["IOS", "MAC_OS", "TV_OS", "VISION_OS"]).default("IOS");
const sale = z.strictObject({
  ...{ platform, version: z.string(), build: z.string().optional() },
  locales: z.array(z.string()).min(1).default(["en-US"]),
  /** Its phased release is under way. */
  phased: z.boolean().default(false),
});
const decision = z.strictObject({ platform, approve: z.boolean() });
const draft = z.strictObject({ platform, state: z.string().default("READY_FOR_REVIEW") });
const notes = z.strictObject({
  ...{ platform, version: z.string(), build: z.coerce.string() },
  texts: z.record(z.string(), z.string()),
});

/** Versions, reviews and phased releases of the one app. */
interface Review {
  /** null for a path that is somebody else's. */
  respond(request: Request, url: URL): Promise<Response | null>;
  received(): Pick<ReviewState, "versions" | "submissions">;
  forget(): void;
  /** For the control URL. */
  actions: Record<
    "sell" | "decide" | "other_item" | "tester_notes" | "forget_versions",
    (body: unknown) => unknown
  >;
}

export function createReview(appId: string, builds: () => readonly StoredBuild[]): Review {
  let state = newReviewState(builds);

  /** A version that people can get. */
  function sell(body: unknown): StoredVersion {
    const { platform, version, build, locales, phased } = sale.parse(body);
    const sold: StoredVersion = {
      ...{
        id: state.nextId("version"),
        platform,
        versionString: version,
        appVersionState: "READY_FOR_DISTRIBUTION",
      },
      ...{
        releaseType: "AFTER_APPROVAL",
        buildId: build === undefined ? null : idOf({ platform, version, build }),
      },
      texts: locales.map((locale) => ({ id: state.nextId("text"), locale, whatsNew: "Earlier." })),
      phased: phased
        ? { id: state.nextId("phased"), phasedReleaseState: "ACTIVE", currentDayNumber: 2 }
        : null,
    };
    replaceSold(state, sold);
    state.versions.push(sold);
    return sold;
  }

  /** What Apple's review decides about the version that waits for it. */
  function decide(body: unknown): { state: string } {
    const { platform, approve } = decision.parse(body);
    const version = state.versions.find((one) =>
      one.platform === platform && ["WAITING_FOR_REVIEW", "IN_REVIEW"].includes(one.appVersionState)
    );
    const submission = state.submissions.find(({ items }) =>
      items.some(({ versionId }) => versionId === version?.id)
    );
    if (version === undefined || submission === undefined) throw new Error("nothing is in review");
    submission.state = approve ? "COMPLETE" : "UNRESOLVED_ISSUES";
    const isSold = approve && version.releaseType === "AFTER_APPROVAL";
    if (isSold) replaceSold(state, version);
    version.appVersionState = isSold
      ? "READY_FOR_DISTRIBUTION"
      : approve
      ? "PENDING_DEVELOPER_RELEASE"
      : "REJECTED";
    if (isSold && version.phased !== null) {
      Object.assign(version.phased, { phasedReleaseState: "ACTIVE", currentDayNumber: 1 });
    }
    return { state: version.appVersionState };
  }

  /** A submission with something in it that is no version, as an event. */
  function otherItem(body: unknown): { id: string } {
    const { platform, state: its } = draft.parse(body);
    const items = [{ id: state.nextId("item"), versionId: null }];
    const submission = { id: state.nextId("submission"), platform, state: its, items };
    state.submissions.push(submission);
    return { id: submission.id };
  }

  function testerNotes(body: unknown): { build: string } {
    const { texts, ...build } = notes.parse(body);
    const list = Object.entries(texts).map(([locale, whatsNew]) => ({
      id: state.nextId("note"),
      locale,
      whatsNew,
    }));
    state.notes.set(idOf(build), list);
    return { build: idOf(build) };
  }

  return {
    respond: async (request, url) =>
      await answerVersions(state, appId, request, url) ?? await answerReviews(state, appId, request, url) ??
        await answerPhased(state, request, url),
    received: () => ({ versions: state.versions, submissions: state.submissions }),
    forget: () => state = newReviewState(builds),
    actions: {
      ...{ sell, decide, other_item: otherItem, tester_notes: testerNotes },
      forget_versions: () => {
        state.versions = [];
        return { versions: 0 };
      },
    },
  };
}

/** One version of a platform is for sale at a time. */
function replaceSold({ versions }: ReviewState, by: StoredVersion): void {
  for (const one of versions) {
    if (one !== by && one.platform === by.platform && wasSold(one)) {
      one.appVersionState = "REPLACED_WITH_NEW_VERSION";
    }
  }
}
