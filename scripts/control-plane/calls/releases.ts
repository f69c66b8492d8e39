import * as releases from "../../../functions/_shared/contract/releases.ts";
import { type Call, repeatable } from "../call.ts";
import { type Held, only } from "./held.ts";

export const releaseCalls = (call: Call) => ({
  /**
   * A version, its tag and its build for a component that the ship holds, for good: `version_taken`, `tag_taken`,
   * `channel_lower`, `version_not_higher`, `build_not_higher`, `version_invalid`, `tag_invalid`, `lease_lost`. A ship that has
   * reserved one, whichever, gets that one again.
   */
  reserveRelease: (held: Held, args: { component: string; version: string; tag: string; build: number }) =>
    call(releases.reserveRelease, { ...only(held), ...args }, repeatable),
  /** Once the tag is pushed, or for one that existed before: `tag_moved`, `tag_taken`, `version_taken`, `release_is_immutable`. */
  recordTag: ({ commitSha, ...args }: {
    component: string;
    version: string;
    tag: string;
    /** The whole hash of the commit, not of the tag object. */
    commitSha: string;
    build?: number;
    actor: string;
  }) => call(releases.recordTag, { ...args, commit_sha: commitSha }, repeatable),
  /** With where its page is and what was published with it: `release_unknown`, `release_not_tagged`. Says it again: that is the truth from then on. */
  recordPublication: (args: {
    component: string;
    version: string;
    url?: string;
    record?: Record<string, unknown>;
    actor: string;
  }) => call(releases.recordPublication, args, repeatable),
  /** `release_unknown`, `release_not_published`, `channel_lower`. */
  moveFloat: ({ digestBefore, digestAfter, ...args }: {
    component: string;
    channel: string;
    version: string;
    digestBefore?: string;
    digestAfter?: string;
    actor: string;
  }) =>
    call(
      releases.moveFloat,
      { ...args, digest_before: digestBefore, digest_after: digestAfter },
      repeatable,
    ),
  recordBackMerge: ({ from, to, ...args }: {
    from: string;
    to: string;
    outcome: "done" | "conflict" | "refused";
    detail?: Record<string, unknown>;
    actor: string;
  }) => call(releases.recordBackMerge, { ...args, from_branch: from, to_branch: to }, repeatable),
  /**
   * All that a source of checks finds broken now: what is not named has healed, and the chat hears what is new. Go by `open`: when an
   * answer gets lost, the next call finds nothing new. `findings_invalid`.
   */
  recordFindings: (args: {
    source: string;
    findings: readonly { key: string; message: string; detail?: Record<string, unknown> }[];
    actor: string;
  }) => call(releases.recordFindings, args, repeatable),
  /** `finding_unknown`. False when it was tracked there before. */
  linkFinding: ({ issueUrl, ...args }: { source: string; key: string; issueUrl: string }) =>
    call(releases.linkFinding, { ...args, issue_url: issueUrl }, repeatable),
  /** What was learned from a finding, which stays with it; null takes it back. `finding_unknown`. */
  recordLesson: (args: {
    source: string;
    key: string;
    lesson: string;
    actor: string;
  }) => call(releases.recordLesson, args, repeatable),
  /** Releases of a component or of all; floats, and of the whole project back-merges and findings. */
  releaseStatus: (component?: string) => call(releases.releaseStatus, { component }, repeatable),
});
