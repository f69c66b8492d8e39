import * as jobs from "../../../functions/_shared/contract/jobs.ts";
import * as ledger from "../../../functions/_shared/contract/ledger.ts";
import * as operations from "../../../functions/_shared/contract/operations.ts";
import { type Call, repeatable } from "../call.ts";
import { clean } from "./clean.ts";

export const operationCalls = (call: Call) => ({
  /** Puts back what a dump does not carry: the sweep's job, and in the vault where and with which wake token functions are called. */
  repair: ({ projectUrl, wakeToken }: { projectUrl: string; wakeToken: string }) =>
    call(operations.repair, { project_url: projectUrl, wake_token: wakeToken }, repeatable),
  /** Says that the project behind this address is where its rows are at home from now on. */
  adoptHome: (args: { reason: string; actor: string }) => call(operations.adoptHome, args),
  /** Sends a nonce along the way that wakes the functions: `project_away`, `wake_not_configured`. */
  sendPing: () => call(operations.sendPing, {}, repeatable),
  pingStatus: (nonce: string) => call(operations.pingStatus, { nonce }, repeatable),
  /** A step that somebody has to do by hand; the one that is open already under this title, environment and component. */
  openStep: (
    args: { title: string; detail?: string; environment?: string; component?: string; actor: string },
  ) => call(ledger.openStep, args, repeatable),
  /** Somebody says that it is done: `step_unknown`. One that was done before stays as it is. */
  closeStep: (args: { step: number; note?: string; actor: string }) =>
    call(ledger.closeStep, args, repeatable),
  /** Those that are open, the oldest first, then those that are done when asked for; of an environment with those of none. */
  operatorSteps: (args: { environment?: string; with_done?: boolean } = {}) =>
    call(ledger.operatorSteps, args, repeatable),
  /** All jobs as version.json has them; `jobs_invalid`, `cron_invalid`. */
  declareJobs: ({ commitSha, ...args }: {
    jobs: readonly { key: string; cron: string; tz: string; grace_s: number }[];
    commitSha?: string;
    actor: string;
  }) => call(jobs.declareJobs, { ...args, commit_sha: commitSha }, repeatable),
  /** A job says that it has finished, and how: `job_unknown`. */
  heartbeat: ({ note, ...args }: { job: string; ok: boolean; ms?: number; note?: string }) =>
    call(jobs.heartbeat, { ...args, note: clean(note) }),
  /** When each job ran, when it is due, and since when nobody has heard of it. */
  jobStatus: () => call(jobs.jobStatus, {}, repeatable),
});
