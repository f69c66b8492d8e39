import * as updates from "../../../functions/_shared/contract/updates.ts";
import { readArtifacts } from "../../../functions/_shared/contract/served-updates.ts";
import { type Call, repeatable } from "../call.ts";

/** Which offer: the newest rollout of the channel when no build is named. */
export interface RolloutArgs {
  component: string;
  channel: string;
  build?: number;
  actor: string;
}

export const updateCalls = (call: Call) => ({
  /** Offers of a component that are not over, and its policies. */
  rolloutStatus: (component?: string) => call(updates.rolloutStatus, { component }, repeatable),
  /** How many devices an offer's share is, or would be; null when there is no such offer. */
  cohortSize: (args: { component: string; channel: string; build: number; bps?: number }) =>
    call(updates.cohortSize, args, repeatable),
  /** `build_not_installable`, `build_not_higher`, `build_withdrawn`, `rollout_overtaken`, `steps_invalid`. */
  offerBuild: (args: {
    component: string;
    build: number;
    channel: string;
    bps: number;
    steps?: readonly { bps: number; after: string }[];
    version?: string;
    actor: string;
  }) => call(updates.offerBuild, args, repeatable),
  /** What a build's updaters install; how many files are new. `build_unknown`, `artifact_invalid`, `artifact_is_immutable`. */
  recordArtifacts: (args: {
    component: string;
    build: number;
    artifacts: readonly {
      target: string;
      url: string;
      length: number;
      sha256: string;
      sha512: string;
      signature: string | null;
      signature_type: "minisign" | "ed25519" | "none";
    }[];
  }) => call(updates.recordArtifacts, args, repeatable),
  /** What updaters are told: the files of the newest builds that everybody on the channel may have. `component_unknown`. */
  publishedFiles: (args: { component: string; channel: string }) => call(readArtifacts, args, repeatable),
  /** `share_not_higher` without a reason, `rollout_halted`, `rollout_complete`, `offer_unknown`. */
  setRollout: (args: RolloutArgs & { bps: number; reason?: string }) =>
    call(updates.setRollout, args, repeatable),
  haltRollout: (args: RolloutArgs & { reason: string }) => call(updates.haltRollout, args, repeatable),
  resumeRollout: (args: RolloutArgs) => call(updates.resumeRollout, args, repeatable),
  withdrawBuild: (args: { component: string; build: number; reason: string; actor: string }) =>
    call(updates.withdrawBuild, args, repeatable),
  adoption: (component: string) => call(updates.adoption, { component }, repeatable),
  /** `policy_not_installable`, `version_unknown`. */
  setUpdatePolicy: (args: {
    component: string;
    channel: string;
    min_build?: number;
    min_version?: string;
    force_after?: string;
    recommended_build?: number;
    nudge_every?: string;
    message?: string;
    contact_url?: string;
    reason: string;
    actor: string;
  }) => call(updates.setUpdatePolicy, args, repeatable),
  /** False when there was none. */
  clearUpdatePolicy: (args: { component: string; channel: string; reason: string; actor: string }) =>
    call(updates.clearUpdatePolicy, args, repeatable),
  updateFeed: (args: { component: string; channel: string }) => call(updates.updateFeed, args, repeatable),
  /** What a client would do about a feed. */
  decide: (args: { feed: unknown; client: unknown }) => call(updates.decide, args, repeatable),
});
