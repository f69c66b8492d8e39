import { type Answer, notProcessed } from "../apns/answer.ts";
import type { PushBatch, PushOutcome } from "../contract/pushes.ts";
import type { PushRuns } from "../control-plane/push-runs.ts";
import { errorName } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";
import { BatchProgress } from "./batch-progress.ts";
import { budgetUsed, decide, type End, unknownDevice, unreachable, wantsNewConnection } from "./decision.ts";
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

/** One leased batch that is being sent: what to send next, and what each answer means. */
export class BatchRun implements ScheduledBatch {
  readonly body: string;
  end: End | null = null;
  readonly counts = { sent: 0, refused: 0, repeated: 0 };
  /** Few devices are left to start, or none will be. */
  readonly nearlyDone = Promise.withResolvers<void>();
  /** Everything is written, or never will be. Never rejects. */
  readonly done = Promise.withResolvers<void>();
  readonly #progress: BatchProgress;
  readonly #queue: DeviceQueue;
  readonly #writer: ProgressWriter;
  #inFlight = 0;
  #isClosing = false;

  constructor(private readonly parts: BatchParts) {
    const { batch, pushRuns, runtime, scheduler, body, ownHost, otherHost } = parts;
    this.body = body;
    this.#progress = new BatchProgress(batch.devices);
    this.#queue = new DeviceQueue(batch.devices.length, ownHost.connection, otherHost.connection);
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
    return (isOtherHost ? this.parts.otherHost : this.parts.ownHost).headers;
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
    if (answer?.status === 200 && !request.isOtherHost) {
      this.counts.sent++;
      this.#progress.accept(request.index);
    } else if (answer === notProcessed) {
      this.#queue.repeat(request.index, request.isOtherHost);
    } else {
      this.#handle(request, answer);
    }
    this.#closeOrWrite();
  }

  tick(): void {
    const { deadBecause } = this.parts.ownHost.connection;
    if (deadBecause !== null) this.stop({ why: "kept", reason: "apns_unreachable", cause: deadBecause });
    if (this.parts.otherHost.connection.deadBecause !== null) this.#giveUpOtherHost(unreachable);
    if (!this.parts.otherHostUse.isAllowed) this.#giveUpOtherHost(unknownDevice);
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

  #handle(request: InFlightRequest, answer: Answer | null): void {
    const { batch, otherHostUse, runtime } = this.parts;
    const { index, isOtherHost } = request;
    if (wantsNewConnection(answer)) request.connection.reconnect();
    const decision = decide({
      answer,
      device: this.#idOf(index),
      attempts: this.#queue.countAttempt(index),
      isOtherHost,
      otherEnvironment: batch.environment === "production" ? "sandbox" : "production",
      mayTryOtherHost: otherHostUse.isAllowed,
      random: runtime.random,
    });
    switch (decision.do) {
      case "accept":
        this.counts.sent++;
        return this.#progress.accept(index, decision.outcome);
      case "refuse":
        if (decision.otherHostRefusesKey === true) otherHostUse.isAllowed = false;
        this.#refuse(index, decision.outcome);
        if (!otherHostUse.isAllowed) this.#giveUpOtherHost(unknownDevice);
        return;
      case "repeat":
        this.counts.repeated++;
        return this.#queue.repeat(index, isOtherHost);
      case "try_other_host":
        return this.#queue.moveToOtherHost(index);
      case "refresh":
        this.#queue.repeat(index, isOtherHost);
        return this.#refresh(this.headersOf(isOtherHost), request.tokenGeneration);
      case "end":
        return this.stop(decision.end);
    }
  }

  #refuse(index: number, outcome: PushOutcome): void {
    this.counts.refused++;
    this.#progress.refuse(index, outcome);
  }

  /** Devices that wait for the other host get the outcome that is known about it. */
  #giveUpOtherHost(outcome: PushOutcome): void {
    for (const index of this.#queue.takeOtherHost()) {
      this.#refuse(index, { ...outcome, id: this.#idOf(index) });
    }
  }

  #idOf(index: number): number {
    return this.parts.batch.devices[index]?.[0] ?? 0;
  }

  #refresh(headers: RequestHeaders, refusedGeneration: number): void {
    if (headers.isHopeless(refusedGeneration)) {
      return this.stop({
        why: "stop",
        reason: "ExpiredProviderToken",
        detail: "APNs refused a fresh token too",
      });
    }
    headers.refresh(refusedGeneration)
      .catch((error) => this.stop({ why: "released", reason: errorName(error), successor: false }))
      .then(() => this.parts.scheduler.startRequests());
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
