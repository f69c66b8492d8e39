import * as announcements from "../../functions/_shared/contract/announcements.ts";
import * as builds from "../../functions/_shared/contract/builds.ts";
import { retryDeliveries } from "../../functions/_shared/contract/deliveries.ts";
import * as hosts from "../../functions/_shared/contract/hosts.ts";
import { type Manifest, readManifest } from "../../functions/_shared/contract/manifest.ts";
import * as environments from "../../functions/_shared/contract/environments.ts";
import * as migrations from "../../functions/_shared/contract/migration-runs.ts";
import * as jobs from "../../functions/_shared/contract/jobs.ts";
import * as keys from "../../functions/_shared/contract/keys.ts";
import * as ledger from "../../functions/_shared/contract/ledger.ts";
import * as operations from "../../functions/_shared/contract/operations.ts";
import * as releases from "../../functions/_shared/contract/releases.ts";
import { type Published, readArtifacts } from "../../functions/_shared/contract/served-updates.ts";
import { type StoreStatus, storeStatus } from "../../functions/_shared/contract/store.ts";
import * as ships from "../../functions/_shared/contract/ships.ts";
import * as updates from "../../functions/_shared/contract/updates.ts";
import * as verifications from "../../functions/_shared/contract/verifications.ts";
import { randomHex } from "../runtime.ts";
import { createCall } from "./call.ts";
import type { Credential } from "./credentials.ts";

export type {
  ResumedShip,
  ShipKind,
  ShipLease,
  ShipStatus,
  UnfinishedShip,
} from "../../functions/_shared/contract/ships.ts";
export type {
  KeyRotation,
  KeyStatus,
  KeyStep,
  KeyStepHow,
  KeyUsage,
  KnownKey,
} from "../../functions/_shared/contract/keys.ts";
export type { MigrationRun } from "../../functions/_shared/contract/migration-runs.ts";
export type { Home, Ping, StoppedRun, Wake } from "../../functions/_shared/contract/operations.ts";
export type { CutoverStep, HostState, HostStatus } from "../../functions/_shared/contract/hosts.ts";
export type { StoreStatus } from "../../functions/_shared/contract/store.ts";
export type { VerificationStatus } from "../../functions/_shared/contract/verifications.ts";
export type { Synced } from "../../functions/_shared/contract/builds.ts";

/** Who holds a ship: what every call after `beginShip` shows. */
interface Held {
  ship: string;
  token: number;
}

/** Which offer: the newest rollout of the channel when no build is named. */
export interface RolloutArgs {
  component: string;
  channel: string;
  build?: number;
  actor: string;
}

/** What version.json says of hosts, by environment; with the branch's commit, and since when it is there, where they are known. */
export type DeclaredHosts = Record<
  string,
  { branch: string; hosts: readonly string[]; sha?: string; since?: string }
>;
/** A dry run or a run of pending migrations. */
interface RecordedMigrations {
  environment: string;
  /** Of all that was pending. */
  digest: string;
  /** Of a dry run all that was pending; of a run the part that it was to apply. */
  files: readonly { name: string; phase: "expand" | "contract"; sha256: string }[];
  isDryRun: boolean;
  phase: "expand" | "contract" | "all";
  /** How many of the files are applied, from the first on. */
  appliedCount: number;
  outcome: "done" | "failed";
  /** Why it failed. */
  code?: string;
  ms: number;
  /** The whole hash of the commit; left out where there is none. */
  sha?: string;
  actor: string;
}

/** Of a key: how it begins, and its SHA-256 in hex. Never the key. */
export interface PublicPart {
  prefix: string;
  digest: string;
}

/** Either the ship did what it was for, or it says why it did not. */
export type Ending = { outcome: "done" } | { outcome: "abandoned"; reason: string };

/**
 * The project's control plane. Every method raises CommandError: the database's stable code (`lease_held` ends the
 * process with 6), `credential_refused` (4), `control_plane_unreachable` (1); see `refusal.ts`.
 */
export interface ControlPlane {
  /** Remembers the repository that ships here: `project_other` for another one than before, unless it adopts the project. */
  linkRepository(args: { repository: string; adopt: boolean; actor: string }): Promise<ships.Linked>;
  /** Takes `component:<key>`… and `target:<name>`…, all or none: `lease_held`, `ship_unfinished`, `project_other`. */
  beginShip(args: {
    component: string;
    environment: string;
    holder: string;
    cloneId: string;
    targets: string[];
    /** What it ships beside `component`, held in the same way. */
    withComponents?: string[];
    /** The identity of the repository; left out where there is no remote to tell it by. */
    repository?: string;
    build?: number;
    kind?: ships.ShipKind;
  }): Promise<ships.ShipLease>;
  /** `lease_held` while the holder lives, unless `force` and it is the same clone; `ship_unknown`, `ship_finished`. */
  resumeShip(
    args: { ship: string; holder: string; cloneId: string; force?: boolean },
  ): Promise<ships.ResumedShip>;
  /** One more lease, as `git:main`: `lease_held`, `lease_lost`. */
  takeLease(held: Held, name: string): Promise<ships.TakenLease>;
  /** Gives one lease back, or all: then the ship may be resumed at once. False when it was not held. */
  releaseLease(held: Held, name?: string): Promise<boolean>;
  /** The heartbeat. `held: false`: somebody else has taken over; stop. */
  renewLease(held: Held): Promise<ships.Heartbeat>;
  /** Journals and renews: `lease_lost`. A whole number `build` in the detail becomes the number the ship uses. */
  recordStep(
    held: Held,
    step: string,
    state: "started" | "done" | "failed" | "skipped",
    detail?: Record<string, unknown>,
  ): Promise<true>;
  /** Ends the ship and gives everything back: `lease_lost`. False when it had already ended so. */
  finishShip(held: Held, ending: Ending): Promise<boolean>;
  /** From anywhere: `lease_held` while the holder lives, unless `force`. False when it was abandoned before. */
  abandonShip(args: { ship: string; holder: string; reason: string; force?: boolean }): Promise<boolean>;
  shipStatus(environment: string): Promise<ships.ShipStatus>;
  /** The whole audit log beside heads that were kept elsewhere. */
  verifyAuditHeads(heads: readonly string[]): Promise<ships.VerifiedHeads>;
  /** The first broken link of the audit log from an entry on, or none; also when the log has not this head any more. */
  verifyAudit(args: { fromSeq: number; expectedHead: string }): Promise<{ seq: number; problem: string }[]>;
  /** Raises builds, all or only `onlyComponent`'s; the notes travel to the build move and the chat. */
  syncManifest(args: {
    manifest: unknown;
    commitSha?: string;
    actor?: string;
    onlyComponent?: string;
    /** Several, in one announcement. */
    onlyComponents?: string[];
    notes?: string;
  }): Promise<builds.Synced>;
  /** A forced announcement of the present build; with notes they are its body. Its id. */
  reannounce(args: { component: string; reason: string; notes?: string }): Promise<string>;
  /** Failed broadcasts and chat messages of the last day are tried once more; how many. */
  retryDeliveries(): Promise<number>;
  confirmStoreBuild(args: {
    component: string;
    build: number;
    version?: string;
    installableAt?: string;
    raise?: boolean;
  }): Promise<void>;
  rollback(args: { component: string; build: number; reason: string }): Promise<void>;
  /** How far an announcement is, the newest when none is named; null when there is none. */
  announcementProgress(announcement?: string): Promise<announcements.Progress | null>;
  /** Ends what is under way of an announcement: `announcement_unknown`, `reason_missing`. */
  stopAnnouncement(
    args: { announcement: string; reason: string; actor: string },
  ): Promise<announcements.Stopped>;
  /** Offers of a component that are not over, and its policies. */
  rolloutStatus(component?: string): Promise<updates.RolloutStatus>;
  /** How many devices an offer's share is, or would be; null when there is no such offer. */
  cohortSize(
    args: { component: string; channel: string; build: number; bps?: number },
  ): Promise<updates.Cohort | null>;
  /** `build_not_installable`, `build_not_higher`, `build_withdrawn`, `rollout_overtaken`, `steps_invalid`. */
  offerBuild(args: {
    component: string;
    build: number;
    channel: string;
    bps: number;
    steps?: readonly { bps: number; after: string }[];
    version?: string;
    actor: string;
  }): Promise<updates.Offer>;
  /** What a build's updaters install; how many files are new. `build_unknown`, `artifact_invalid`, `artifact_is_immutable`. */
  recordArtifacts(args: {
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
  }): Promise<number>;
  /** What updaters are told: the files of the newest builds that everybody on the channel may have. `component_unknown`. */
  publishedFiles(args: { component: string; channel: string }): Promise<Published>;
  /** `share_not_higher` without a reason, `rollout_halted`, `rollout_complete`, `offer_unknown`. */
  setRollout(args: RolloutArgs & { bps: number; reason?: string }): Promise<updates.Offer>;
  haltRollout(args: RolloutArgs & { reason: string }): Promise<updates.Offer>;
  resumeRollout(args: RolloutArgs): Promise<updates.Offer>;
  withdrawBuild(
    args: { component: string; build: number; reason: string; actor: string },
  ): Promise<updates.Offer[]>;
  adoption(component: string): Promise<updates.Adoption>;
  /** `policy_not_installable`, `version_unknown`. */
  setUpdatePolicy(args: {
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
  }): Promise<updates.UpdatePolicy>;
  /** False when there was none. */
  clearUpdatePolicy(
    args: { component: string; channel: string; reason: string; actor: string },
  ): Promise<boolean>;
  updateFeed(args: { component: string; channel: string }): Promise<updates.UpdateFeed>;
  /** What a client would do about a feed. */
  decide(args: { feed: unknown; client: unknown }): Promise<updates.UpdateDecision>;
  /**
   * A version, its tag and its build for a component that the ship holds, for good: `version_taken`, `tag_taken`,
   * `channel_lower`, `version_not_higher`, `build_not_higher`, `version_invalid`, `tag_invalid`, `lease_lost`. A ship that has
   * reserved one, whichever, gets that one again.
   */
  reserveRelease(
    held: Held,
    args: { component: string; version: string; tag: string; build: number },
  ): Promise<releases.ReservedRelease>;
  /** Once the tag is pushed, or for one that existed before: `tag_moved`, `tag_taken`, `version_taken`, `release_is_immutable`. */
  recordTag(args: {
    component: string;
    version: string;
    tag: string;
    /** The whole hash of the commit, not of the tag object. */
    commitSha: string;
    build?: number;
    actor: string;
  }): Promise<releases.ChangedRelease>;
  /** With where its page is and what was published with it: `release_unknown`, `release_not_tagged`. Says it again: that is the truth from then on. */
  recordPublication(args: {
    component: string;
    version: string;
    url?: string;
    record?: Record<string, unknown>;
    actor: string;
  }): Promise<releases.ChangedRelease>;
  /** `release_unknown`, `release_not_published`, `channel_lower`. */
  moveFloat(args: {
    component: string;
    channel: string;
    version: string;
    digestBefore?: string;
    digestAfter?: string;
    actor: string;
  }): Promise<releases.MovedFloat>;
  recordBackMerge(args: {
    from: string;
    to: string;
    outcome: "done" | "conflict" | "refused";
    detail?: Record<string, unknown>;
    actor: string;
  }): Promise<releases.RecordedBackMerge>;
  /**
   * All that a source of checks finds broken now: what is not named has healed, and the chat hears what is new. Go by `open`: when an
   * answer gets lost, the next call finds nothing new. `findings_invalid`.
   */
  recordFindings(args: {
    source: string;
    findings: readonly { key: string; message: string; detail?: Record<string, unknown> }[];
    actor: string;
  }): Promise<releases.RecordedFindings>;
  /** `finding_unknown`. False when it was tracked there before. */
  linkFinding(args: { source: string; key: string; issueUrl: string }): Promise<boolean>;
  /** Releases of a component or of all; floats, and of the whole project back-merges and findings. */
  releaseStatus(component?: string): Promise<releases.ReleaseStatus>;
  /** All environments as version.json has them; `environments_invalid`. */
  declareEnvironments(
    args: { environments: readonly Record<string, unknown>[]; commitSha?: string; actor: string },
  ): Promise<{ changed: boolean }>;
  /** Before a deploy to the ship's environment happens: `lease_lost`, `component_not_held`. */
  beginDeployment(held: Held, args: {
    component: string;
    build: number;
    version: string;
    commitSha?: string;
    branch?: string;
    isRollback?: boolean;
  }): Promise<environments.Deployment>;
  /** Once and for good; the same outcome again is answered again. `deployment_has_ended`, `deployment_unknown`, `lease_lost`. */
  finishDeployment(held: Held, args: {
    deployment: string;
    outcome: environments.DeploymentOutcome;
    verifiedBy?: environments.Deployed["verified_by"];
    code?: string;
    deployMs?: number;
  }): Promise<environments.Deployment>;
  /** With what every gate said, before anything moves; the ship's own when it has one. `promotion_open`, `lease_lost`. */
  beginPromotion(held: Held, args: {
    kind: environments.PromotionKind;
    fromBranch: string;
    branch: string;
    commitSha: string;
    previousSha?: string;
    gates: readonly unknown[];
    overrides: Readonly<Record<string, string>>;
    reason?: string;
    archiveTag?: string;
  }): Promise<environments.Promotion>;
  /** `promotion_unknown`, `lease_lost`. Repeated, it changes nothing. */
  advancePromotion(held: Held, state: "pushed" | "done"): Promise<environments.Promotion>;
  /** What runs where, and what is under way. */
  environmentStatus(): Promise<environments.EnvironmentStatus>;
  /** What a dry run saw, or what a run applied. */
  recordMigrationRun(args: RecordedMigrations): Promise<migrations.MigrationRun>;
  /** The last hundred of an environment, the newest first. */
  migrationRuns(environment: string): Promise<migrations.MigrationRun[]>;
  /** Puts back what a dump does not carry: the sweep's job, and in the vault where and with which wake token functions are called. */
  repair(args: { projectUrl: string; wakeToken: string }): Promise<operations.Repaired>;
  /** Says that the project behind this address is where its rows are at home from now on. */
  adoptHome(args: { reason: string; actor: string }): Promise<operations.Adopted>;
  /** Sends a nonce along the way that wakes the functions: `project_away`, `wake_not_configured`. */
  sendPing(): Promise<string>;
  pingStatus(nonce: string): Promise<operations.Ping | null>;
  /** What is deployed; the one call that works with a publishable key. */
  manifest(): Promise<Manifest>;
  /** What was learned from a finding, which stays with it; null takes it back. `finding_unknown`. */
  recordLesson(args: {
    source: string;
    key: string;
    lesson: string;
    actor: string;
  }): Promise<releases.KnownFinding>;
  /** What a host runs now. The log and the chat hear of it when it is another branch, commit or state than before. */
  reportHost(args: {
    host: string;
    environment: string;
    branch: string;
    sha: string;
    isDirty: boolean;
    state: hosts.HostState;
    detail: Record<string, unknown>;
    actor: string;
  }): Promise<hosts.ReportedHost>;
  /** What every host runs, and where that is not as declared: `declared_invalid`. */
  hostStatus(environment?: string, declared?: DeclaredHosts): Promise<hosts.HostStatus>;
  /** One that was recorded before stays as it was: `cutover_step_out_of_order`, `cutover_elsewhere`. */
  recordCutoverStep(args: {
    environment: string;
    promotion: string;
    host: string;
    step: hosts.CutoverStep;
    actor: string;
  }): Promise<hosts.RecordedCutoverStep>;
  /** Whether each of these hosts has taken all steps. */
  cutoverStatus(promotion: string, hosts: readonly string[]): Promise<hosts.CutoverStatus>;
  /** What the probes of one run saw, a row each; how many: `verifications_invalid`. */
  recordVerifications(args: {
    environment: string;
    component: string;
    build: number;
    source: "deploy" | "verify" | "schedule";
    results: readonly { probe: string; state: "passed" | "failed" | "skipped"; saw: string; ms: number }[];
    /** The whole hash of the commit, where it is known. */
    sha?: string;
    deployment?: string;
    actor: string;
  }): Promise<{ recorded: number }>;
  /** What each probe saw last, and the newest results, of an environment and a component or of all. */
  verifications(
    args: { environment?: string; component?: string; limit?: number },
  ): Promise<verifications.VerificationStatus>;
  /** A step that somebody has to do by hand; the one that is open already under this title, environment and component. */
  openStep(
    args: { title: string; detail?: string; environment?: string; component?: string; actor: string },
  ): Promise<ledger.ChangedStep>;
  /** Somebody says that it is done: `step_unknown`. One that was done before stays as it is. */
  closeStep(args: { step: number; note?: string; actor: string }): Promise<ledger.ChangedStep>;
  /** Those that are open, the oldest first, then those that are done when asked for; of an environment with those of none. */
  /** Apps in a store, what they have on their way, and the newest events of their webhooks. */
  storeStatus(): Promise<StoreStatus>;
  operatorSteps(args?: { environment?: string; with_done?: boolean }): Promise<ledger.OperatorStep[]>;
  /** All jobs as version.json has them; `jobs_invalid`, `cron_invalid`. */
  declareJobs(
    args: {
      jobs: readonly { key: string; cron: string; tz: string; grace_s: number }[];
      commitSha?: string;
      actor: string;
    },
  ): Promise<{ changed: boolean }>;
  /** A job says that it has finished, and how: `job_unknown`. */
  heartbeat(args: { job: string; ok: boolean; ms?: number; note?: string }): Promise<jobs.Job>;
  /** When each job ran, when it is due, and since when nobody has heard of it. */
  jobStatus(): Promise<jobs.JobStatus>;
  /** The keys that live under a name, or under all, with the rotations that are open. */
  keyStatus(name?: string): Promise<keys.KeyStatus>;
  keyUsageReport(hours: number): Promise<keys.KeyUsage>;
  /** What is accepted under a name now; how many of it are new there. */
  recordKeys(
    args: { name: string; kind: string; live: readonly PublicPart[]; actor: string },
  ): Promise<number>;
  /** `rotation_open`. */
  beginKeyRotation(args: {
    name: string;
    kind: string;
    component?: string;
    trigger: "routine" | "incident";
    reason?: string;
    live: readonly PublicPart[];
    actor: string;
  }): Promise<keys.KeyRotation>;
  /** `key_step_out_of_order`, `key_in_use`, `key_watch_too_short`, `key_removal_not_allowed`, `key_not_new`. */
  recordKeyStep(args: {
    rotation: number;
    step: keys.KeyStep;
    how: keys.KeyStepHow;
    note?: string;
    reason?: string;
    build?: number;
    prefix?: string;
    digest?: string;
    actor: string;
  }): Promise<keys.KeyRotation>;
  /** Asked before the old key is removed: `key_in_use`, `key_watch_too_short`. */
  allowKeyRemoval(
    args: { rotation: number; force: boolean; reason?: string; actor: string },
  ): Promise<keys.KeyRotation>;
  abandonKeyRotation(args: { rotation: number; reason: string; actor: string }): Promise<keys.KeyRotation>;
}

const repeatable = { isRepeatable: true };

/** A client of the project's Data API; opens no connection before the first call. */
export function connect(credential: Credential): ControlPlane {
  const call = createCall(credential);
  return {
    linkRepository: (args) => call(ships.linkRepository, args, repeatable),
    beginShip: ({ cloneId, withComponents, ...args }) =>
      call(ships.beginShip, { ...args, clone_id: cloneId, with_components: withComponents }),
    resumeShip: ({ cloneId, ...args }) => call(ships.resumeShip, { ...args, clone_id: cloneId }),
    takeLease: (held, name) => call(ships.takeLease, { ...only(held), name }, repeatable),
    releaseLease: (held, name) => call(ships.releaseLease, { ...only(held), name }, repeatable),
    renewLease: (held) => call(ships.renewLease, only(held), repeatable),
    recordStep: (held, step, state, detail = {}) =>
      call(ships.recordStep, { ...only(held), step, state, detail }, repeatable),
    finishShip: (held, ending) => call(ships.finishShip, { ...only(held), ...ending }, repeatable),
    abandonShip: (args) => call(ships.abandonShip, args, repeatable),
    verifyAudit: ({ fromSeq, expectedHead }) =>
      call(ships.verifyAudit, { from_seq: fromSeq, expected_head: expectedHead }, repeatable),
    verifyAuditHeads: (heads) => call(ships.verifyAuditHeads, { heads: [...heads] }, repeatable),
    shipStatus: (environment) => call(ships.shipStatus, { environment }, repeatable),
    syncManifest: ({ manifest, commitSha, actor, onlyComponent, onlyComponents, notes }) =>
      call(builds.syncManifest, {
        manifest,
        commit_sha: commitSha,
        actor,
        only_component: onlyComponent,
        only_components: onlyComponents,
        notes: clean(notes),
      }),
    reannounce: ({ notes, ...args }) => call(announcements.reannounce, { ...args, notes: clean(notes) }),
    retryDeliveries: () => call(retryDeliveries, {}),
    confirmStoreBuild: ({ installableAt, ...args }) =>
      call(builds.confirmStoreBuild, { ...args, installable_at: installableAt }, repeatable),
    rollback: (args) => call(builds.rollback, args),
    announcementProgress: (announcement) =>
      call(announcements.announcementProgress, { announcement }, repeatable),
    stopAnnouncement: (args) => call(announcements.stopAnnouncement, args, repeatable),
    rolloutStatus: (component) => call(updates.rolloutStatus, { component }, repeatable),
    cohortSize: (args) => call(updates.cohortSize, args, repeatable),
    offerBuild: (args) => call(updates.offerBuild, args, repeatable),
    recordArtifacts: (args) => call(updates.recordArtifacts, args, repeatable),
    publishedFiles: (args) => call(readArtifacts, args, repeatable),
    setRollout: (args) => call(updates.setRollout, args, repeatable),
    haltRollout: (args) => call(updates.haltRollout, args, repeatable),
    resumeRollout: (args) => call(updates.resumeRollout, args, repeatable),
    withdrawBuild: (args) => call(updates.withdrawBuild, args, repeatable),
    adoption: (component) => call(updates.adoption, { component }, repeatable),
    setUpdatePolicy: (args) => call(updates.setUpdatePolicy, args, repeatable),
    clearUpdatePolicy: (args) => call(updates.clearUpdatePolicy, args, repeatable),
    decide: (args) => call(updates.decide, args, repeatable),
    updateFeed: (args) => call(updates.updateFeed, args, repeatable),
    reserveRelease: (held, args) => call(releases.reserveRelease, { ...only(held), ...args }, repeatable),
    recordTag: ({ commitSha, ...args }) =>
      call(releases.recordTag, { ...args, commit_sha: commitSha }, repeatable),
    recordPublication: (args) => call(releases.recordPublication, args, repeatable),
    moveFloat: ({ digestBefore, digestAfter, ...args }) =>
      call(
        releases.moveFloat,
        { ...args, digest_before: digestBefore, digest_after: digestAfter },
        repeatable,
      ),
    recordBackMerge: ({ from, to, ...args }) =>
      call(releases.recordBackMerge, { ...args, from_branch: from, to_branch: to }, repeatable),
    recordFindings: (args) => call(releases.recordFindings, args, repeatable),
    linkFinding: ({ issueUrl, ...args }) =>
      call(releases.linkFinding, { ...args, issue_url: issueUrl }, repeatable),
    releaseStatus: (component) => call(releases.releaseStatus, { component }, repeatable),
    declareEnvironments: ({ commitSha, ...args }) =>
      call(environments.declareEnvironments, { ...args, commit_sha: commitSha }, repeatable),
    beginDeployment: (held, { commitSha, isRollback, ...args }) =>
      call(environments.beginDeployment, {
        ...only(held),
        ...args,
        commit_sha: commitSha,
        is_rollback: isRollback,
      }, repeatable),
    finishDeployment: (held, { verifiedBy, deployMs, ...args }) =>
      call(environments.finishDeployment, {
        ...only(held),
        ...args,
        verified_by: verifiedBy,
        deploy_ms: deployMs,
      }, repeatable),
    beginPromotion: (held, { fromBranch, commitSha, previousSha, archiveTag, ...args }) =>
      call(environments.beginPromotion, {
        ...only(held),
        ...args,
        from_branch: fromBranch,
        commit_sha: commitSha,
        previous_sha: previousSha,
        archive_tag: archiveTag,
      }, repeatable),
    advancePromotion: (held, state) =>
      call(environments.advancePromotion, { ...only(held), state }, repeatable),
    environmentStatus: () => call(environments.environmentStatus, {}, repeatable),
    recordMigrationRun: ({ isDryRun, appliedCount, ...args }) =>
      call(migrations.recordMigrationRun, { ...args, is_dry_run: isDryRun, applied_count: appliedCount }),
    migrationRuns: (environment) => call(migrations.migrationRuns, { environment }, repeatable),
    repair: ({ projectUrl, wakeToken }) =>
      call(operations.repair, { project_url: projectUrl, wake_token: wakeToken }, repeatable),
    adoptHome: (args) => call(operations.adoptHome, args),
    sendPing: () => call(operations.sendPing, {}, repeatable),
    pingStatus: (nonce) => call(operations.pingStatus, { nonce }, repeatable),
    manifest: () => call(readManifest, {}, repeatable),
    recordLesson: (args) => call(releases.recordLesson, args, repeatable),
    reportHost: ({ isDirty, ...args }) => call(hosts.reportHost, { ...args, is_dirty: isDirty }, repeatable),
    hostStatus: (environment, declared) => call(hosts.hostStatus, { environment, declared }, repeatable),
    recordCutoverStep: (args) => call(hosts.recordCutoverStep, args, repeatable),
    cutoverStatus: (promotion, names) =>
      call(hosts.cutoverStatus, { promotion, hosts: [...names] }, repeatable),
    recordVerifications: (args) =>
      call(verifications.recordVerifications, { ...args, run: randomHex(16) }, repeatable),
    verifications: ({ limit, ...args }) =>
      call(verifications.verificationStatus, { ...args, most: limit }, repeatable),
    openStep: (args) => call(ledger.openStep, args, repeatable),
    closeStep: (args) => call(ledger.closeStep, args, repeatable),
    storeStatus: () => call(storeStatus, {}, repeatable),
    operatorSteps: (args = {}) => call(ledger.operatorSteps, args, repeatable),
    declareJobs: ({ commitSha, ...args }) =>
      call(jobs.declareJobs, { ...args, commit_sha: commitSha }, repeatable),
    heartbeat: ({ note, ...args }) => call(jobs.heartbeat, { ...args, note: clean(note) }),
    jobStatus: () => call(jobs.jobStatus, {}, repeatable),
    keyStatus: (name) => call(keys.keyStatus, { name }, repeatable),
    keyUsageReport: (hours) => call(keys.keyUsageReport, { hours }, repeatable),
    recordKeys: (args) => call(keys.recordKeys, args, repeatable),
    beginKeyRotation: (args) => call(keys.beginKeyRotation, args),
    recordKeyStep: (args) => call(keys.recordKeyStep, args),
    allowKeyRemoval: (args) => call(keys.allowKeyRemoval, args, repeatable),
    abandonKeyRotation: (args) => call(keys.abandonKeyRotation, args),
  };
}

/** Callers pass what they were answered, which has more than a function takes. */
function only({ ship, token }: Held): Held {
  return { ship, token };
}

/** Postgres stores no NUL; a stray one in a notes file must not stop the record of a build that is out. */
function clean(notes: string | undefined): string | undefined {
  return notes?.replaceAll("\0", "");
}
