import {
  claimPushBatch,
  finishPushBatch,
  type ProgressAnswer,
  type PushBatch,
  type PushOutcome,
  stopPushRun,
  wakePush,
} from "../contract/pushes.ts";
import type { Call } from "../contract/rpc.ts";

export interface ProgressReport {
  /** Every device with an id up to this is answered. */
  progressId: number;
  /** Number of 200s since the previous call. */
  sentCount: number;
  outcomes: PushOutcome[];
  disposition: "progress" | "finished" | "released";
}

type LeasedBatch = Pick<PushBatch, "batch_id" | "lease_token">;

/** The runs of pushes and their batches, as a worker sees them. */
export interface PushRuns {
  /** `worker` names this invocation in the receipts. */
  claimBatch(worker: string): Promise<PushBatch | null>;
  finishBatch(batch: LeasedBatch, report: ProgressReport): Promise<ProgressAnswer>;
  /** `refusedToken`: the provider token that APNs refused; nobody uses it any more. */
  stopRun(batch: LeasedBatch, reason: string, detail: string, refusedToken?: string): Promise<boolean>;
  /** Asks pg_net for another worker. */
  wakeWorker(): Promise<void>;
}

export function createPushRuns(call: Call): PushRuns {
  return {
    claimBatch: (worker) => call(claimPushBatch, { worker }),
    finishBatch: ({ batch_id, lease_token }, { progressId, sentCount, outcomes, disposition }) =>
      call(finishPushBatch, {
        batch_id,
        lease_token,
        progress_id: progressId,
        sent_count: sentCount,
        outcomes,
        disposition,
      }),
    stopRun: ({ batch_id, lease_token }, reason, detail, refused_token) =>
      call(stopPushRun, { batch_id, lease_token, reason, detail, refused_token }),
    wakeWorker: () => call(wakePush, {}),
  };
}
