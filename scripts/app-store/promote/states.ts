/**
 * What states of a version in the App Store mean. Source: App Store Connect API 4.5, AppVersionState. Names that are not here are new, and
 * are taken for under way: nothing is changed then.
 */

/** It may be changed and submitted. */
const editable = [
  "PREPARE_FOR_SUBMISSION",
  "DEVELOPER_REJECTED",
  "REJECTED",
  "METADATA_REJECTED",
  "INVALID_BINARY",
  // in a submission that nobody has sent yet
  "READY_FOR_REVIEW",
];
/** People can get it, or could before a higher one came. */
const forSale = ["READY_FOR_DISTRIBUTION", "REPLACED_WITH_NEW_VERSION"];
const rejected = ["REJECTED", "METADATA_REJECTED", "INVALID_BINARY", "DEVELOPER_REJECTED"];

export function isEditable({ state }: { state: string }): boolean {
  return editable.includes(state);
}

export function isForSale({ state }: { state: string }): boolean {
  return forSale.includes(state);
}

/** People can get it now: what was replaced keeps its phased release, and nobody gets it any more. */
export function isNewestForSale({ state }: { state: string }): boolean {
  return state === "READY_FOR_DISTRIBUTION";
}

/** Apple, or whoever submitted it, has said no. */
export function isRejected({ state }: { state: string }): boolean {
  return rejected.includes(state);
}

/** Approved, and waiting for somebody to release it. */
export function waitsForRelease({ state }: { state: string }): boolean {
  return state === "PENDING_DEVELOPER_RELEASE";
}
