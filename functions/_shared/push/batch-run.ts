import type { Answer } from "../apns/answer.ts";
import type { PushBatch } from "../contract/pushes.ts";
import type { PushRuns } from "../control-plane/push-runs.ts";
import type { Runtime } from "../runtime.ts";
import { AnswerHandler } from "./answer-handler.ts";
import { BatchProgress } from "./batch-progress.ts";
import { budgetUsed, type End } from "./decision.ts";
import { DeviceQueue, type NextRequest } from "./device-queue.ts";
import type { Prepared } from "./prepare.ts";
import { ProgressWriter } from "./progress-writer.ts";
import type { RequestHeaders } from "./request-headers.ts";
import type { InFlightRequest, ScheduledBatch, Scheduler } from "./scheduler.ts";

interface BatchParts extends Prepared {
  batch: PushBatch;
  scheduler: Scheduler;
  pushRuns: Pick<PushRuns, "finishBatch" | "stopRun">;
  runtime: Pick<Runtime, "now" | "sleep" | "random">;
}

/** The next batch is claimed when so few devices are left to start: more than a claim takes to answer. */
const nearEnd = 1_000;
const unloadGraceMs = 1_000;
const expired = { why: "released", reason: "lease_expired", successor: false } satisfies End;

/** One leased batch that is being sent: what to send next, and when it is over. */
export class BatchRun implements ScheduledBatch {
  readonly body: string;
  end: End | null = null;
  /** Few devices are left to start, or none will be. */
  readonly nearlyDone = Promise.withResolvers<void>();
  /** Everything is written, or never will be. Never rejects. */
  readonly done = Promise.withResolvers<void>();
  readonly #progress: BatchProgress;
  readonly #queue: DeviceQueue;
  readonly #answers: AnswerHandler;
  readonly #writer: ProgressWriter;
  #inFlight = 0;
  #isClosing = false;

  constructor(private readonly parts: BatchParts) {
    const { batch, pushRuns, runtime, scheduler, body, ownHost, otherHost } = parts;
    this.body = body;
    this.#progress = new BatchProgress(batch.devices);
    const { length } = new TextEncoder().encode(body);
    this.#queue = new DeviceQueue(batch.devices.length, ownHost.connection, otherHost.connection, length);
    this.#answers = new AnswerHandler({
      ...parts,
      queue: this.#queue,
      progress: this.#progress,
      random: runtime.random,
      onEnd: (end) => this.stop(end),
      onRefreshed: () => scheduler.startRequests(),
    });
    this.#writer = new ProgressWriter({
      batch,
      progress: this.#progress,
      pushRuns,
      runtime,
      isWindowClosing: () => scheduler.unwritten * 5 >= batch.progress_every * 8,
      onEnd: (end) => this.stop(end),
      onWritten: (count) => {
        scheduler.unwritten -= count;
        scheduler.startRequests();
      },
    });
  }

  tokenOf(index: number): string {
    return this.parts.batch.devices[index]?.[1] ?? "";
  }

  headersOf(isOtherHost: boolean): RequestHeaders {
    return this.#answers.headersOf(isOtherHost);
  }

  /** How many requests ended in which way. */
  get counts(): AnswerHandler["counts"] {
    return this.#answers.counts;
  }

  /** Devices that have not been started, and may be. */
  get left(): number {
    return this.end === null ? this.#queue.left : 0;
  }

  takeNext(): NextRequest | null {
    const { scheduler, batch, ownHost, otherHost } = this.parts;
    if (this.end !== null || ownHost.headers.isRefreshing || otherHost.headers.isRefreshing) return null;
    // Asked before every request: a worker that was frozen must not send for whoever took its lease.
    if (this.#writer.hasExpired) {
      this.stop(expired);
      return null;
    }
    if (scheduler.budget === 0 && this.#queue.left > 0) {
      this.stop(budgetUsed);
      return null;
    }
    // A takeover repeats what is sent but not written: at most two steps of progress, over all batches together.
    const next = this.#queue.next(scheduler.unwritten < 2 * batch.progress_every);
    if (next === null) return null;
    this.#inFlight++;
    if (this.#queue.left < nearEnd) this.nearlyDone.resolve();
    return next;
  }

  answered(request: InFlightRequest, answer: Answer | null): void {
    this.#inFlight--;
    this.#answers.handle(request, answer);
    this.#closeOrWrite();
  }

  tick(): void {
    const { deadBecause } = this.parts.ownHost.connection;
    if (deadBecause !== null) this.stop({ why: "kept", reason: "apns_unreachable", cause: deadBecause });
    this.#answers.checkOtherHost();
    if (this.#writer.hasExpired) this.stop(expired);
    this.#closeOrWrite();
  }

  /** Starts nothing more; what is in flight is waited for, but not long when the isolate is about to end. */
  stop(end: End): void {
    if (this.end === null || end.why === "lost") this.end = end;
    this.nearlyDone.resolve();
    if (end.why === "released" && end.reason === "unload") {
      this.parts.runtime.sleep(unloadGraceMs).then(() => this.#close());
    }
    this.#closeOrWrite();
  }

  #closeOrWrite(): void {
    if (this.#progress.isComplete || (this.end !== null && this.#inFlight === 0)) this.#close();
    else if (this.end === null) this.#writer.writeWhenDue();
  }

  #close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.nearlyDone.resolve();
    this.#writer.close(this.end).then(() => {
      const { scheduler } = this.parts;
      scheduler.unwritten -= this.#queue.started - this.#writer.written;
      scheduler.remove(this);
      scheduler.startRequests();
      this.done.resolve();
    });
  }
}
