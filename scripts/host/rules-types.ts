/** A check that a branch asks for. */
export interface RequiredCheck {
  /** The name of the check run, or the context of the status. */
  context: string;
  /** The only app that may report it; null: any. */
  appId: number | null;
}

/**
 * Whether somebody may push to a branch without a pull request. `bypassable`: a rule says no, and some are exempt. `unknown`: the token may
 * not read what decides.
 */
export type DirectPush = "allowed" | "bypassable" | "refused" | "unknown";

/** The rules of a branch. Where `isReadable` is false, a rule that is not named here may exist all the same. */
export interface Branch {
  isReadable: boolean;
  /** What the token may not read, and what it would need; empty when everything was read. */
  unreadable: string[];
  directPush: DirectPush;
  refusesForcePush: boolean;
  refusesDeletion: boolean;
  /** Null: no pull request is needed. */
  pullRequest: {
    approvals: number;
    dismissesStaleReviews: boolean;
    needsCodeOwners: boolean;
    needsLastPushApproval: boolean;
  } | null;
  requiredChecks: RequiredCheck[];
  /** The branch must be up to date with its base. */
  isStrict: boolean;
  needsLinearHistory: boolean;
  needsSignatures: boolean;
  hasMergeQueue: boolean;
  /** Null: all that the repository allows. */
  mergeMethods: string[] | null;
}

/** The newest word on one name. `expected`: it was asked for and never reported, so no list has it. */
export interface CheckState {
  context: string;
  state: "success" | "pending" | "failure" | "expected";
  /** In the host's words, as `timed_out`. */
  detail: string;
  url: string | null;
}

export interface CheckSummary {
  /** Every required one is `success`. */
  isGreen: boolean;
  required: CheckState[];
  /** Those that nobody asks for. */
  others: CheckState[];
}
