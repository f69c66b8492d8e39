import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { nameOf, type TrainBuild } from "../train.ts";
import type { Submission } from "./reviews.ts";
import { isRejected } from "./states.ts";
import type { StoreVersion } from "./versions.ts";

/** What stands in the way of a promotion, found before anything was changed. */
export function refuse(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.refused);
}

export function otherItems(count: number): CommandError {
  return refuse(
    "review_has_other_items",
    `a submission that nobody has sent holds ${count} other ${count === 1 ? "thing" : "things"}`,
    "Send it or take them out in App Store Connect, App Review; then run the same command.",
  );
}

export function sentBefore({ state, items }: Submission, versions: readonly StoreVersion[]): CommandError {
  const of = versions.find(({ id }) => items.some(({ versionId }) => versionId === id))?.version ??
    "a version";
  if (state === "UNRESOLVED_ISSUES") {
    return refuse(
      "review_unresolved",
      `Apple's review of ${of} has found something, and waits for an answer`,
      "Answer it in App Store Connect, App Review; or take the submission back: slipway ios promote --cancel, then run the same command.",
    );
  }
  if (state === "CANCELING" || state === "COMPLETING") {
    return refuse(
      "review_canceling",
      `the submission of ${of} is being closed`,
      "Run the same command in a minute.",
    );
  }
  return refuse(
    "review_in_progress",
    `${of} is in Apple's review (${state}), and the App Store takes one version at a time`,
    of === "a version" ? `Wait for it, or ${takeBack}` : waitFor(of, takeBack),
  );
}

const takeBack = "take it back: slipway ios promote --cancel.";

/** With the version: without it the command would be about the build that has to wait. */
function waitFor(version: string, otherwise: string): string {
  return `Wait for it: slipway ios promote --train ${version} --wait. Or ${otherwise}`;
}

export function inReview({ version, state }: StoreVersion, build: TrainBuild): CommandError {
  const isApproved = [
    "PENDING_DEVELOPER_RELEASE",
    "PENDING_APPLE_RELEASE",
    "PROCESSING_FOR_DISTRIBUTION",
  ].includes(state);
  // its submission is over: what is approved is no longer taken back by it
  const hint = state === "PENDING_DEVELOPER_RELEASE"
    ? `Release ${version} in App Store Connect, or cancel its release there.`
    : waitFor(version, isApproved ? "cancel its release in App Store Connect." : takeBack);
  return refuse(
    "review_in_progress",
    `${version} is under way (${state}), so ${nameOf(build)} has to wait`,
    hint,
  );
}

/** Apple: a version that was for sale takes no more builds. */
export function trainClosed(key: string, build: TrainBuild, { version }: StoreVersion): CommandError {
  return refuse(
    "train_closed",
    `${version} is for sale with another build, so ${nameOf(build)} can't become it`,
    `Raise the version, not the build: slipway ios bump patch ${key}, then slipway ios beta.`,
  );
}

export function notHigher(key: string, build: TrainBuild, live: StoreVersion): CommandError {
  return refuse(
    "version_not_higher",
    `${live.version} is for sale, and ${nameOf(build)} is of a lower version`,
    `An app never goes back: slipway ios bump patch ${key}, then slipway ios beta.`,
  );
}

export function firstIsWhole(build: TrainBuild): CommandError {
  return refuse(
    "phased_first_version",
    `${nameOf(build)} would be the app's first version, and that reaches everybody at once`,
    "Leave --phased out: it is for those who have the app already.",
  );
}

/** `version_rejected` (exit 9) when Apple has said no. */
export function refuseRejected({ version, state }: StoreVersion): void {
  if (!isRejected({ state })) return;
  throw new CommandError(
    "version_rejected",
    `the App Store says ${state} of ${version}`,
    "App Store Connect, App Review says why. Fix it, then slipway ios promote, or slipway ios release for a new build.",
    exitCode.partial,
  );
}
