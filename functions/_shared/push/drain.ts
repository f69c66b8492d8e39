import type { PushBatch } from "../contract/pushes.ts";
import type { PushRuns } from "../control-plane/push-runs.ts";
import type { Log } from "../endpoint/log.ts";
import { errorName } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";
import { BatchRun } from "./batch-run.ts";
import type { ConcurrencyLimit } from "./concurrency-limit.ts";
import { budgetUsed, type End, nameOf, timeIsUp } from "./decision.ts";
import { createPrepare, type Prepare, type PrepareParts } from "./prepare.ts";
import { Scheduler } from "./scheduler.ts";
import { startBatch } from "./start-batch.ts";

export interface DrainParts extends PrepareParts {
  limit: ConcurrencyLimit;
  pushRuns: PushRuns;
  /** Asks for the worker that goes on. Never rejects. */
  wakeSuccessor(): Promise<void>;
  runtime: Pick<Runtime, "now" | "sleep" | "every" | "random" | "uuid" | "onUnload">;
  log: Log;
}

/** CPU decides: the hosted platform grants a request 2 s. */
const pushesPerRequest = 10_000;
const batchesPerDrain = 1_000;
const deadlineCheckMs = 100;

/** Claims batches and sends them until nothing is due, the budget is used, or something is wrong with everything. */
export class Drain {
  #end: End | null = null;
  #batches = 0;
  #isWokenAgain = false;
  #successor: Promise<void> | undefined;
  readonly #scheduler: Scheduler;
  readonly #runs = new Set<BatchRun>();
  readonly #prepare: Prepare;
  /** In the log and in the receipts: which invocation did it. */
  readonly #worker: string;

  constructor(private readonly parts: DrainParts, private deadlineMs: number) {
    this.#scheduler = new Scheduler(parts.runtime, parts.limit, pushesPerRequest);
    this.#prepare = createPrepare(parts);
    this.#worker = parts.runtime.uuid();
  }

  claim(): Promise<PushBatch | null> {
    return this.parts.pushRuns.claimBatch(this.#worker);
  }

  /** Another request landed in this isolate: it brings a budget of its own, and what it came for is looked at. */
  extend(deadlineMs: number): void {
    this.deadlineMs = Math.max(this.deadlineMs, deadlineMs);
    this.#scheduler.budget = pushesPerRequest;
    this.#isWokenAgain = true;
    this.#successor = undefined;
  }

  /** Lets go of everything: nothing new starts, each batch is handed over. */
  stop(end: End): void {
    this.#end ??= end;
    this.#runs.forEach((run) => run.stop(end));
  }

  /** Resolves when everything is written. Never rejects. */
  async run(first: PushBatch | null): Promise<void> {
    if (first === null) return;
    const { runtime, log, connections, limit } = this.parts;
    const startedAt = runtime.now();
    connections.startDrain(() => this.#scheduler.startRequests());
    const stopChecking = runtime.every(deadlineCheckMs, () => {
      if (runtime.now() >= this.deadlineMs) this.stop(timeIsUp);
    });
    try {
      for (let batch: PushBatch | null = first; batch !== null; batch = await this.#resume()) {
        await this.#sendAll(batch);
        await this.#allDone();
      }
    } catch (error) {
      this.stop({ why: "released", reason: errorName(error), successor: false });
    }
    await this.#allDone();
    stopChecking();
    log("push_drained", {
      worker: this.#worker,
      batches: this.#batches,
      pushes: this.#scheduler.started,
      in_flight: limit.current,
      end: nameOf(this.#end) ?? "nothing_due",
      ms: Math.round(runtime.now() - startedAt),
    });
    if (this.#end?.why === "released" && this.#end.successor) await this.#wakeSuccessor();
  }

  /** The next batch, when a request came while the last devices of a used budget were in flight. */
  async #resume(): Promise<PushBatch | null> {
    if (!this.#isWokenAgain || (this.#end !== budgetUsed && this.#end !== timeIsUp)) return null;
    this.#isWokenAgain = false;
    this.#end = null;
    return await this.claim();
  }

  async #sendAll(first: PushBatch): Promise<void> {
    let batch: PushBatch | null = first;
    while (batch !== null) {
      while (batch !== null) {
        await this.#send(batch);
        if (this.#batches >= batchesPerDrain) return;
        if (this.#isBudgetTaken) this.#end ??= budgetUsed;
        if (this.#end !== null) return;
        batch = await this.claim();
      }
      // What is written last may have made more due, and whoever asked meanwhile counts on another look.
      await this.#allDone();
      if (this.#end !== null) return;
      do {
        this.#isWokenAgain = false;
        batch = await this.claim();
      } while (batch === null && this.#isWokenAgain);
    }
  }

  /** What is claimed and not yet started uses the budget up. */
  get #isBudgetTaken(): boolean {
    return this.#scheduler.budget <= [...this.#runs].reduce((sum, run) => sum + run.left, 0);
  }

  #allDone(): Promise<unknown> {
    return Promise.all([...this.#runs].map((run) => run.done.promise));
  }

  /** Resolves when the next batch should be claimed; this one continues. */
  async #send(batch: PushBatch): Promise<void> {
    this.#batches++;
    const run = await startBatch(batch, this.#prepare, this.#scheduler, this.parts);
    if (!(run instanceof BatchRun)) {
      if (run.why === "released") this.stop(run);
      return;
    }
    this.#runs.add(run);
    if (this.#end !== null) run.stop(this.#end);
    run.done.promise.then(() => {
      this.#runs.delete(run);
      if (run.end?.why === "released") this.stop(run.end);
    });
    // The successor starts while the last batch is being sent.
    if (this.#isBudgetTaken) this.#wakeSuccessor();
    await run.nearlyDone.promise;
    if (run.end?.why === "released") this.#end ??= run.end;
  }

  /** Once per budget. */
  #wakeSuccessor(): Promise<void> {
    return this.#successor ??= this.parts.wakeSuccessor();
  }
}
