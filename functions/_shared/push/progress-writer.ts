import type { PushBatch } from "../contract/pushes.ts";
import type { ProgressReport, PushRuns } from "../control-plane/push-runs.ts";
import { errorName } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";
import type { BatchProgress, Slice } from "./batch-progress.ts";
import type { End } from "./decision.ts";

interface WriterParts {
  batch: PushBatch;
  progress: BatchProgress;
  pushRuns: Pick<PushRuns, "finishBatch" | "stopRun">;
  runtime: Pick<Runtime, "now" | "sleep">;
  /** Sending will soon have to wait for a write. */
  isWindowClosing: () => boolean;
  /** So many more devices are in the database. */
  onWritten: (count: number) => void;
  /** Sending must stop: the lease is lost, SQL says so, or the database does not answer. */
  onEnd: (end: End) => void;
}

const attempts = 3;
const pauseMs = 200;

/**
 * Writes a batch's progress, one call at a time, while sending continues. A failed call is repeated with exactly the same
 * arguments: SQL counts a slice only when it moves the progress, so a lost answer is never counted twice.
 */
export class ProgressWriter {
  /** Devices before this index are in the database. */
  written = 0;
  /** When the lease was last known to start. */
  #renewedAt: number;
  #running: Promise<void> | null = null;
  /** A write may or may not have been done: another slice from the same start could count devices twice. */
  #isBroken = false;

  constructor(private readonly parts: WriterParts) {
    this.#renewedAt = parts.runtime.now();
  }

  get hasExpired(): boolean {
    return this.#leaseAgeMs > this.parts.batch.lease_seconds * 1000;
  }

  get #leaseAgeMs(): number {
    return this.parts.runtime.now() - this.#renewedAt;
  }

  /**
   * Called after every answer and tick: starts a write when a step is answered (half of one while the window of unwritten
   * devices is about to close), or a third of the lease is over.
   */
  writeWhenDue(): void {
    if (this.#running !== null) return;
    const { progress, batch, isWindowClosing } = this.parts;
    const steps = (progress.answered - this.written) / batch.progress_every;
    const isDue = steps >= 1 || (steps >= 0.5 && isWindowClosing());
    if (isDue || this.#leaseAgeMs > batch.lease_seconds * 1000 / 3) {
      this.#running = this.#write("progress").finally(() => {
        this.#running = null;
      });
    }
  }

  /** The last write of the batch: all done, stopped for a reason, or handed over. Never rejects. */
  async close(end: End | null): Promise<void> {
    await this.#running;
    const { batch, pushRuns, progress } = this.parts;
    if (end?.why === "lost" || this.#isBroken) return;
    if (end?.why === "kept") return await this.#write("progress");
    if (end?.why !== "stop") return await this.#write(progress.isComplete ? "finished" : "released");
    if (progress.answered > this.written) await this.#write("progress");
    try {
      await pushRuns.stopRun(batch, end.reason, end.detail, end.refusedToken);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  async #write(disposition: ProgressReport["disposition"]): Promise<void> {
    const { progress, runtime, onWritten, onEnd } = this.parts;
    const slice = progress.slice(this.written);
    const startedAt = runtime.now();
    try {
      const answer = await this.#send(slice, disposition);
      if (!answer.held) return onEnd({ why: "lost" });
      this.#renewedAt = startedAt;
      const count = slice.until - this.written;
      this.written = slice.until;
      // First the stop, then the word that more may be sent.
      if (answer.stop !== null) onEnd({ why: "stopped_by_database", reason: answer.stop });
      onWritten(count);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  async #send({ progressId, sentCount, outcomes }: Slice, disposition: ProgressReport["disposition"]) {
    for (let attempt = 1;; attempt++) {
      try {
        return await this.parts.pushRuns.finishBatch(this.parts.batch, {
          progressId,
          sentCount,
          outcomes,
          disposition,
        });
      } catch (error) {
        if (attempt === attempts) throw error;
        await this.parts.runtime.sleep(pauseMs * attempt);
      }
    }
  }

  /** The lease runs out by itself and another worker continues from what is written. */
  #giveUp(error: unknown): void {
    this.#isBroken = true;
    this.parts.onEnd({ why: "released", reason: errorName(error), successor: false });
  }
}
