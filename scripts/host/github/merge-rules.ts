import type { Branch, DirectPush } from "../rules-types.ts";

/** What one rule says of a branch. */
export type Part = Omit<Branch, "isReadable">;

/** A rule that says nothing. */
export const noRules: Part = {
  unreadable: [],
  directPush: "allowed",
  refusesForcePush: false,
  refusesDeletion: false,
  pullRequest: null,
  requiredChecks: [],
  isStrict: false,
  needsLinearHistory: false,
  needsSignatures: false,
  hasMergeQueue: false,
  mergeMethods: null,
};

/** From the weakest word to the strongest. What can't be read may be a refusal, but one that was read is one. */
const strengths: readonly DirectPush[] = ["allowed", "bypassable", "unknown", "refused"];

/** All rules together: they add up. */
export function mostRestrictive(parts: readonly Part[]): Branch {
  const both = parts.reduce(merge, noRules);
  return { ...both, isReadable: both.unreadable.length === 0 };
}

function merge(a: Part, b: Part): Part {
  return {
    unreadable: [...new Set([...a.unreadable, ...b.unreadable])],
    directPush: strengths[Math.max(strengths.indexOf(a.directPush), strengths.indexOf(b.directPush))] ??
      "unknown",
    refusesForcePush: a.refusesForcePush || b.refusesForcePush,
    refusesDeletion: a.refusesDeletion || b.refusesDeletion,
    pullRequest: mergePullRequest(a.pullRequest, b.pullRequest),
    requiredChecks: [
      ...a.requiredChecks,
      ...b.requiredChecks.filter(({ context, appId }) =>
        !a.requiredChecks.some((one) => one.context === context && one.appId === appId)
      ),
    ],
    isStrict: a.isStrict || b.isStrict,
    needsLinearHistory: a.needsLinearHistory || b.needsLinearHistory,
    needsSignatures: a.needsSignatures || b.needsSignatures,
    hasMergeQueue: a.hasMergeQueue || b.hasMergeQueue,
    mergeMethods: a.mergeMethods === null || b.mergeMethods === null
      ? a.mergeMethods ?? b.mergeMethods
      : a.mergeMethods.filter((method) => b.mergeMethods?.includes(method)),
  };
}

function mergePullRequest(a: Part["pullRequest"], b: Part["pullRequest"]): Part["pullRequest"] {
  if (a === null || b === null) return a ?? b;
  return {
    approvals: Math.max(a.approvals, b.approvals),
    dismissesStaleReviews: a.dismissesStaleReviews || b.dismissesStaleReviews,
    needsCodeOwners: a.needsCodeOwners || b.needsCodeOwners,
    needsLastPushApproval: a.needsLastPushApproval || b.needsLastPushApproval,
  };
}
