/** Who must be able to install: testers of the team, or everybody with the public link. */
export type Audience = "internal" | "external";

/** What the store says of a build on its way. */
export interface BuildStates {
  /** PROCESSING, FAILED, INVALID, VALID. */
  processingState: string;
  isExpired: boolean;
  /** Of TestFlight; null as long as there is none. */
  internalState: string | null;
  externalState: string | null;
}

/** Where a build is on its way to people's devices. */
type Verdict =
  | { state: "installable" }
  | { state: "waiting"; what: string }
  /** It will not get there by itself; `isCurable`: a person can help it on. */
  | { state: "stuck"; code: string; what: string; hint: string; isCurable?: boolean };

const uploadAgain = "Fix it, then upload a new build: slipway ios ship.";
const stuckStates: Record<string, { code: string; hint: string; isCurable?: boolean }> = {
  PROCESSING_EXCEPTION: { code: "store_build_failed", hint: uploadAgain },
  MISSING_EXPORT_COMPLIANCE: {
    code: "export_compliance_missing",
    hint:
      "Answer the question in App Store Connect; for good, set ITSAppUsesNonExemptEncryption in Info.plist.",
    isCurable: true,
  },
  EXPIRED: { code: "store_build_expired", hint: uploadAgain },
  BETA_REJECTED: { code: "store_build_rejected", hint: uploadAgain },
};

/**
 * "Processed" is not "installable": the build must be VALID, not expired, and in beta testing for its audience. Unknown states wait.
 * Source: App Store Connect API, Build.Attributes, InternalBetaState, ExternalBetaState.
 */
export function judgeBuild(build: BuildStates, audience: Audience): Verdict {
  const { processingState, isExpired } = build;
  if (processingState === "FAILED" || processingState === "INVALID") {
    return { state: "stuck", code: "store_build_failed", what: processingState, hint: uploadAgain };
  }
  if (isExpired) return { state: "stuck", what: "EXPIRED", code: "store_build_expired", hint: uploadAgain };
  const beta = (audience === "internal" ? build.internalState : build.externalState) ??
    "not in TestFlight yet";
  const stuck = stuckStates[beta];
  if (stuck !== undefined) return { state: "stuck", what: beta, ...stuck };
  if (processingState === "VALID" && beta === "IN_BETA_TESTING") return { state: "installable" };
  return { state: "waiting", what: processingState === "VALID" ? beta : processingState };
}
