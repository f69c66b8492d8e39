import type { Database } from "../database.ts";
import { errorName, Problem } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Runtime } from "../runtime.ts";
import type { PushBatch } from "../schemas.ts";
import { BatchRun } from "./batch-run.ts";
import { type End, nameOf } from "./decide.ts";
import type { Fanout } from "./fanout.ts";
import { Ledger } from "./ledger.ts";
import type { Prepare } from "./prepare.ts";
import { ProgressWriter } from "./writer.ts";

export interface StartParts {
  database: Pick<Database, "finishPushBatch" | "stopPushRun">;
  runtime: Pick<Runtime, "now" | "sleep" | "random">;
  log: Log;
}

/**
 * Starts sending a batch, and logs how it ended when it has.
 * @returns the batch on its way, or why it could not be sent, which is in the database by then
 */
export async function startBatch(
  batch: PushBatch,
  prepare: Prepare,
  fanout: Fanout,
  { database, runtime, log }: StartParts,
): Promise<BatchRun | End> {
  const startedAt = runtime.now();
  try {
    const run = new BatchRun({ ...await prepare(batch), batch, fanout, database, runtime });
    fanout.add(run);
    run.done.promise.then(() =>
      log("push_batch", {
        batch: batch.batch_id,
        run: batch.run_id,
        announcement: batch.announcement,
        apns_environment: batch.apns_environment,
        devices: batch.devices.length,
        ...run.counts,
        end: nameOf(run.end) ?? "finished",
        ms: Math.round(runtime.now() - startedAt),
      })
    );
    return run;
  } catch (error) {
    return await refuse(batch, error, { database, runtime, log });
  }
}

/** A key that is absent or none is wrong for the whole run; anything else may be better in a while. */
async function refuse(
  batch: PushBatch,
  error: unknown,
  { database, runtime, log }: StartParts,
): Promise<End> {
  const isFinal = error instanceof Problem && ["not_configured", "apns_key_invalid"].includes(error.code);
  let end: End = isFinal
    ? { why: "stop", reason: error.code, detail: error.message }
    : { why: "released", reason: errorName(error), successor: false };
  log("push_batch_refused", { batch: batch.batch_id, run: batch.run_id, reason: end.reason });
  await new ProgressWriter({
    batch,
    ledger: new Ledger(batch.devices),
    database,
    runtime,
    isWindowClosing: () => false,
    onWritten: () => {},
    onEnd: (broken) => end = broken,
  }).close(end);
  return end;
}
