import { type Answer, notProcessed, readFailure, readReply } from "../apns/answer.ts";
import type { ApnsConnection } from "../apns/connection.ts";
import type { Receiver, Reply } from "../http2/client.ts";
import type { Runtime } from "../runtime.ts";
import type { ConcurrencyLimit } from "./concurrency-limit.ts";
import type { NextRequest } from "./device-queue.ts";
import type { RequestHeaders } from "./request-headers.ts";

/** One request to APNs that waits for its answer. */
export class InFlightRequest implements Receiver {
  isOver = false;

  constructor(
    readonly batch: ScheduledBatch,
    readonly index: number,
    readonly connection: ApnsConnection,
    readonly isOtherHost: boolean,
    /** Which provider token of its batch it carries. */
    readonly tokenGeneration: number,
    readonly startedAt: number,
    private readonly settle: (request: InFlightRequest, answer: Answer | null, error?: unknown) => void,
  ) {}

  replied(reply: Reply): void {
    this.settle(this, readReply(reply));
  }

  failed(error: unknown): void {
    this.settle(this, readFailure(error), error);
  }
}

/** A batch, as the scheduler sees it. */
export interface ScheduledBatch {
  readonly body: string;
  /** The next request, or null when this batch has none that may start now. */
  takeNext(): NextRequest | null;
  tokenOf(index: number): string;
  headersOf(isOtherHost: boolean): Pick<RequestHeaders, "values" | "generation">;
  /** `answer` null: the transport failed or stayed silent too long; `notProcessed`: APNs certainly did nothing. */
  answered(request: InFlightRequest, answer: Answer | null): void;
  tick(): void;
}

/** Nothing queues between us and APNs, so this is the time of APNs alone. */
const timeoutMs = 10_000;
const tickMs = 250;

/**
 * Keeps as many requests in flight as the concurrency limit allows, over all batches and hosts of this worker. Batches
 * are served in their order, so the next one fills the slots that the end of the one before leaves free.
 */
export class Scheduler {
  readonly #batches: ScheduledBatch[] = [];
  readonly #inFlight = new Set<InFlightRequest>();
  #stopTicking: (() => void) | undefined;
  #isStarting = false;
  /** Sent but not yet written to the database: what a takeover would repeat. */
  unwritten = 0;
  /** Fresh devices that were started. */
  started = 0;
  /** Fresh devices that may still be started before this worker hands over. */
  budget: number;

  constructor(
    private readonly runtime: Pick<Runtime, "now" | "every">,
    private readonly limit: ConcurrencyLimit,
    budget: number,
  ) {
    this.budget = budget;
  }

  add(batch: ScheduledBatch): void {
    this.#batches.push(batch);
    this.#stopTicking ??= this.runtime.every(tickMs, () => this.#tick());
    this.startRequests();
    batch.tick(); // a batch without devices is over at once
  }

  remove(batch: ScheduledBatch): void {
    this.#batches.splice(this.#batches.indexOf(batch), 1);
    if (this.#batches.length > 0) return;
    this.#stopTicking?.();
    this.#stopTicking = undefined;
  }

  /** Starts whatever may start now. */
  startRequests(): void {
    if (this.#isStarting) return; // an answer that arrives synchronously must not recurse
    this.#isStarting = true;
    for (let at = 0; at < this.#batches.length; at++) {
      const batch = this.#batches[at];
      while (batch !== undefined && this.#inFlight.size < this.limit.current) {
        const next = batch.takeNext();
        if (next === null) break;
        this.#start(batch, next);
      }
    }
    this.#isStarting = false;
  }

  #start(batch: ScheduledBatch, { index, connection, isOtherHost, isFresh }: NextRequest): void {
    const { values, generation } = batch.headersOf(isOtherHost);
    const now = this.runtime.now();
    const request = new InFlightRequest(batch, index, connection, isOtherHost, generation, now, this.#settle);
    if (isFresh) {
      this.budget--;
      this.started++;
      this.unwritten++;
    }
    this.#inFlight.add(request);
    connection.send(batch.tokenOf(index), values, batch.body, request);
  }

  readonly #settle = (request: InFlightRequest, answer: Answer | null, error?: unknown): void => {
    if (request.isOver) return;
    request.isOver = true;
    this.#inFlight.delete(request);
    if (answer !== null && answer !== notProcessed) {
      this.limit.answered(this.runtime.now() - request.startedAt, answer.status);
    }
    request.connection.ended(answer, error);
    request.batch.answered(request, answer);
    this.startRequests();
  };

  #tick(): void {
    const now = this.runtime.now();
    for (const request of [...this.#inFlight]) {
      if (now - request.startedAt > timeoutMs) this.#settle(request, null);
    }
    for (const batch of [...this.#batches]) batch.tick();
    this.startRequests();
  }
}
