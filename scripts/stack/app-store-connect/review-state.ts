import { compareNumbers } from "./numbers.ts";
import { idOf, type StoredBuild } from "./builds.ts";

/** A version of the app, as the store keeps it. */
export interface StoredVersion {
  id: string;
  platform: string;
  versionString: string;
  appVersionState: string;
  releaseType: string;
  buildId: string | null;
  texts: { id: string; locale: string; whatsNew: string | null }[];
  phased: { id: string; phasedReleaseState: string; currentDayNumber: number | null } | null;
}

interface StoredItem {
  id: string;
  /** null: it is about something else, as an event. */
  versionId: string | null;
}

export interface StoredSubmission {
  id: string;
  platform: string;
  state: string;
  items: StoredItem[];
}

/** What versions and reviews of the one app are kept in. */
export interface ReviewState {
  versions: StoredVersion[];
  submissions: StoredSubmission[];
  /** What TestFlight says, by build. */
  notes: Map<string, { id: string; locale: string; whatsNew: string }[]>;
  /** Another one each time. */
  nextId(kind: string): string;
  builds(): readonly StoredBuild[];
}

export function newReviewState(builds: () => readonly StoredBuild[]): ReviewState {
  let count = 0;
  return { versions: [], submissions: [], notes: new Map(), nextId: (kind) => `${kind}-${++count}`, builds };
}

const editable = [
  "PREPARE_FOR_SUBMISSION",
  "DEVELOPER_REJECTED",
  "REJECTED",
  "METADATA_REJECTED",
  "INVALID_BINARY",
];
const sold = ["READY_FOR_DISTRIBUTION", "REPLACED_WITH_NEW_VERSION"];

/** Whether a person could change it now. In a submission, sent or not, nobody can. */
export function mayChange({ appVersionState }: StoredVersion): boolean {
  return editable.includes(appVersionState);
}

export function wasSold({ appVersionState }: StoredVersion): boolean {
  return sold.includes(appVersionState);
}

/** Whether nothing was on sale before it. */
export function isFirst({ versions }: ReviewState, { platform }: Pick<StoredVersion, "platform">): boolean {
  return !versions.some((one) => one.platform === platform && wasSold(one));
}

/** The highest that was ever on sale. */
export function lastSold({ versions }: ReviewState, platform: string): StoredVersion | undefined {
  return versions.filter((one) => one.platform === platform && wasSold(one))
    .sort((a, b) => compareNumbers(b.versionString, a.versionString))[0];
}

/** What the store has of a build right now; undefined of one that it has never heard of. */
export function buildOf({ builds }: ReviewState, id: string): (StoredBuild & { stage: string }) | undefined {
  const found = builds().find((one) => idOf(one) === id);
  return found === undefined ? undefined : { ...found, stage: found.stages[0] ?? "HIDDEN" };
}

/** Why a version can't go into review: what Apple names as associated errors. */
export function whyNotReviewable(state: ReviewState, version: StoredVersion): string[] {
  const build = version.buildId === null ? undefined : buildOf(state, version.buildId);
  const isUpdate = !isFirst(state, version);
  return [
    ...mayChange(version) ? [] : [`The version is in the state ${version.appVersionState}.`],
    ...build === undefined ? ["You must choose a build."] : [],
    ...build?.stage === "MISSING_EXPORT_COMPLIANCE" ? ["Export compliance is required to submit."] : [],
    ...isUpdate && version.texts.some(({ whatsNew }) => !whatsNew)
      ? ["You must provide a value for the attribute 'whatsNew' with this request"]
      : [],
  ];
}
