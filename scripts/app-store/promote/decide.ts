import { compareDotted } from "../../manifest/compare.ts";
import type { TrainBuild } from "../train.ts";
import { firstIsWhole, inReview, notHigher, otherItems, sentBefore, trainClosed } from "./refusals.ts";
import type { Submission } from "./reviews.ts";
import { isEditable, isForSale } from "./states.ts";
import type { StoreVersion } from "./versions.ts";

/** What the store has to be brought to. */
export type Decision =
  /** Submitted before, or for sale. */
  | { kind: "done"; version: StoreVersion }
  | {
    kind: "submit";
    /** The one to go on with; null: a new one. */
    version: StoreVersion | null;
    /** A submission that nobody has sent yet; null: a new one. */
    draft: Submission | null;
    /** Nothing was ever for sale: there is nothing that it could be new beside. */
    isFirst: boolean;
  };

/** What the store says, before anything is changed. */
interface Facts {
  key: string;
  build: TrainBuild;
  versions: readonly StoreVersion[];
  submissions: readonly Submission[];
  isPhased: boolean;
}

/**
 * What has to happen so that the build is in review. Raises, exit code 5: `train_closed`, `version_not_higher`, `review_in_progress`,
 * `review_unresolved`, `review_canceling`, `review_has_other_items`, `phased_first_version`.
 */
export function decide({ key, build, versions, submissions, isPhased }: Facts): Decision {
  const same = versions.find(({ version }) => compareDotted(version, build.version) === 0);
  const live = versions.find(isForSale);
  const holds = same?.buildId === build.id;
  if (same !== undefined && holds && !isEditable(same)) return { kind: "done", version: same };
  if (same !== undefined && isForSale(same)) throw trainClosed(key, build, same);
  if (live !== undefined && (compareDotted(build.version, live.version) ?? 1) < 0) {
    throw notHigher(key, build, live);
  }
  const underWay = versions.find((one) => !isEditable(one) && !isForSale(one));
  if (underWay !== undefined) throw inReview(underWay, build);
  const draft = requireFree(submissions, versions, same ?? versions.find(isEditable));
  const isFirst = live === undefined;
  if (isPhased && isFirst) throw firstIsWhole(build);
  return { kind: "submit", version: same ?? versions.find(isEditable) ?? null, draft, isFirst };
}

/**
 * The submission to go on with. One that holds no version, as of an event, goes its own way: the App Store takes one of each kind at a time.
 */
function requireFree(
  submissions: readonly Submission[],
  versions: readonly StoreVersion[],
  ours: StoreVersion | undefined,
): Submission | null {
  const hasVersion = ({ items }: Submission) => items.some(({ versionId }) => versionId !== null);
  const sent = submissions.find((one) => one.state !== "READY_FOR_REVIEW" && hasVersion(one));
  if (sent !== undefined) throw sentBefore(sent, versions);
  const draft = submissions.find(({ state }) => state === "READY_FOR_REVIEW") ?? null;
  const foreign = (draft?.items ?? []).filter(({ versionId }) =>
    versionId === null || versionId !== ours?.id
  );
  if (foreign.length > 0) {
    throw otherItems(foreign.length);
  }
  return draft;
}
