import type { PushBatch } from "../contract/pushes.ts";
import type { PushRuns } from "../control-plane/push-runs.ts";
import type { Log } from "../endpoint/log.ts";
import { errorName, Problem } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";
import { BatchProgress } from "./batch-progress.ts";
import { BatchRun } from "./batch-run.ts";
import { type End, nameOf } from "./decision.ts";
import type { Prepare } from "./prepare.ts";
import { ProgressWriter } from "./progress-writer.ts";
import type { Scheduler } from "./scheduler.ts";

interface StartParts {
  pushRuns: Pick<PushRuns, "finishBatch" | "stopRun">;
  runtime: Pick<Runtime, "now" | "sleep" | "random">;
  log: Log;
}

/**
 * Starts sending a batch, and logs how it ended when it has. Resolves with the batch that is being sent, or with why it
 * could not be sent, which is in the database by then.
 */
export async function startBatch(
  batch: PushBatch,
  prepare: Prepare,
  scheduler: Scheduler,
  { pushRuns, runtime, log }: StartParts,
): Promise<BatchRun | End> {
  const startedAt = runtime.now();
  try {
    const run = new BatchRun({ ...await prepare(batch), batch, scheduler, pushRuns, runtime });
    scheduler.add(run);
    run.done.promise.then(() =>
      log("push_batch", {
        batch: batch.batch_id,
        run: batch.run_id,
        announcement: batch.announcement,
        apns_environment: batch.apns_environment,
        devices: batch.devices.length,
        ...run.counts,
        end: nameOf(run.end) ?? "finished",
        ...(run.end?.why === "kept" ? { cause: run.end.cause } : {}),
        ms: Math.round(runtime.now() - startedAt),
      })
    );
    return run;
  } catch (error) {
    return await refuse(batch, error, { pushRuns, runtime, log });
  }
}

/** A key that is absent or none is wrong for the whole run; anything else may be better in a while. */
async function refuse(
  batch: PushBatch,
  error: unknown,
  { pushRuns, runtime, log }: StartParts,
): Promise<End> {
  const isFinal = error instanceof Problem && ["not_configured", "apns_key_invalid"].includes(error.code);
  let end: End = isFinal
    ? { why: "stop", reason: error.code, detail: error.message }
    : { why: "released", reason: errorName(error), successor: false };
  log("push_batch_refused", { batch: batch.batch_id, run: batch.run_id, reason: end.reason });
  await new ProgressWriter({
    batch,
    progress: new BatchProgress(batch.devices),
    pushRuns,
    runtime,
    isWindowClosing: () => false,
    onWritten: () => {},
    onEnd: (broken) => end = broken,
  }).close(end);
  return end;
}
