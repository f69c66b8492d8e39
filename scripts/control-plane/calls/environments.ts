import * as environments from "../../../functions/_shared/contract/environments.ts";
import * as migrations from "../../../functions/_shared/contract/migration-runs.ts";
import * as verifications from "../../../functions/_shared/contract/verifications.ts";
import { randomHex } from "../../runtime.ts";
import { type Call, repeatable } from "../call.ts";
import { type Held, only } from "./held.ts";

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

export const environmentCalls = (call: Call) => ({
  /** All environments as version.json has them; `environments_invalid`. */
  declareEnvironments: (
    { commitSha, ...args }: {
      environments: readonly Record<string, unknown>[];
      commitSha?: string;
      actor: string;
    },
  ) => call(environments.declareEnvironments, { ...args, commit_sha: commitSha }, repeatable),
  /** Before a deploy to the ship's environment happens: `lease_lost`, `component_not_held`. */
  beginDeployment: (held: Held, { commitSha, isRollback, ...args }: {
    component: string;
    build: number;
    version: string;
    commitSha?: string;
    branch?: string;
    isRollback?: boolean;
  }) =>
    call(environments.beginDeployment, {
      ...only(held),
      ...args,
      commit_sha: commitSha,
      is_rollback: isRollback,
    }, repeatable),
  /** Once and for good; the same outcome again is answered again. `deployment_has_ended`, `deployment_unknown`, `lease_lost`. */
  finishDeployment: (held: Held, { verifiedBy, deployMs, ...args }: {
    deployment: string;
    outcome: environments.DeploymentOutcome;
    verifiedBy?: environments.Deployed["verified_by"];
    code?: string;
    deployMs?: number;
  }) =>
    call(environments.finishDeployment, {
      ...only(held),
      ...args,
      verified_by: verifiedBy,
      deploy_ms: deployMs,
    }, repeatable),
  /** With what every gate said, before anything moves; the ship's own when it has one. `promotion_open`, `lease_lost`. */
  beginPromotion: (held: Held, { fromBranch, commitSha, previousSha, archiveTag, ...args }: {
    kind: environments.PromotionKind;
    fromBranch: string;
    branch: string;
    commitSha: string;
    previousSha?: string;
    gates: readonly unknown[];
    overrides: Readonly<Record<string, string>>;
    reason?: string;
    archiveTag?: string;
  }) =>
    call(environments.beginPromotion, {
      ...only(held),
      ...args,
      from_branch: fromBranch,
      commit_sha: commitSha,
      previous_sha: previousSha,
      archive_tag: archiveTag,
    }, repeatable),
  /** `promotion_unknown`, `lease_lost`. Repeated, it changes nothing. */
  advancePromotion: (held: Held, state: "pushed" | "done") =>
    call(environments.advancePromotion, { ...only(held), state }, repeatable),
  /** What runs where, and what is under way. */
  environmentStatus: () => call(environments.environmentStatus, {}, repeatable),
  /** What a dry run saw, or what a run applied. */
  recordMigrationRun: ({ isDryRun, appliedCount, ...args }: RecordedMigrations) =>
    call(migrations.recordMigrationRun, { ...args, is_dry_run: isDryRun, applied_count: appliedCount }),
  /** The last hundred of an environment, the newest first. */
  migrationRuns: (environment: string) => call(migrations.migrationRuns, { environment }, repeatable),
  /** What the probes of one run saw, a row each; how many: `verifications_invalid`. */
  recordVerifications: (args: {
    environment: string;
    component: string;
    build: number;
    source: "deploy" | "verify" | "schedule";
    results: readonly { probe: string; state: "passed" | "failed" | "skipped"; saw: string; ms: number }[];
    /** The whole hash of the commit, where it is known. */
    sha?: string;
    deployment?: string;
    actor: string;
  }) => call(verifications.recordVerifications, { ...args, run: randomHex(16) }, repeatable),
  /** What each probe saw last, and the newest results, of an environment and a component or of all. */
  verifications: ({ limit, ...args }: { environment?: string; component?: string; limit?: number }) =>
    call(verifications.verificationStatus, { ...args, most: limit }, repeatable),
});
