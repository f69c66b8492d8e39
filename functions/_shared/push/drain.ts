import type { Database } from "../database.ts";
import { errorName } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Runtime } from "../runtime.ts";
import type { PushBatch } from "../schemas.ts";
import { BatchRun } from "./batch-run.ts";
import { budgetUsed, type End, nameOf, timeIsUp } from "./decide.ts";
import { Fanout } from "./fanout.ts";
import type { Pace } from "./pace.ts";
import { createPrepare, type Prepare, type PrepareParts } from "./prepare.ts";
import { startBatch } from "./start-batch.ts";

export interface DrainParts extends PrepareParts {
  pace: Pace;
  database: Pick<Database, "claimPushBatch" | "finishPushBatch" | "stopPushRun" | "wakePush">;
  runtime: Pick<Runtime, "now" | "sleep" | "every" | "random" | "uuid" | "onUnload">;
  log: Log;
}

/** CPU decides: the hosted platform grants a request 2 s. */
const pushesPerRequest = 10_000;
const batchesPerDrain = 1_000;
const watchMs = 100;

/** Claims batches and sends them until nothing is due, the budget is used, or something is wrong with everything. */
export class Drain {
  #end: End | null = null;
  #batches = 0;
  #isWokenAgain = false;
  #successor: Promise<void> | undefined;
  readonly #fanout: Fanout;
  readonly #runs = new Set<BatchRun>();
  readonly #prepare: Prepare;
  /** In the log and in the receipts: which invocation did it. */
  readonly #worker: string;

  constructor(private readonly parts: DrainParts, private deadlineMs: number) {
    this.#fanout = new Fanout(parts.runtime, parts.pace, pushesPerRequest);
    this.#prepare = createPrepare(parts);
    this.#worker = parts.runtime.uuid();
  }

  claim(): Promise<PushBatch | null> {
    return this.parts.database.claimPushBatch(this.#worker);
  }

  /** Another request landed in this isolate: it brings a budget of its own, and what it came for is looked at. */
  extend(deadlineMs: number): void {
    this.deadlineMs = Math.max(this.deadlineMs, deadlineMs);
    this.#fanout.budget = pushesPerRequest;
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
    const { runtime, log, lanes, pace } = this.parts;
    const startedAt = runtime.now();
    lanes.rest(() => this.#fanout.pump());
    const stopWatching = runtime.every(watchMs, () => {
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
    stopWatching();
    log("push_drained", {
      worker: this.#worker,
      batches: this.#batches,
      pushes: this.#fanout.started,
      in_flight: pace.limit,
      end: nameOf(this.#end) ?? "nothing_due",
      ms: Math.round(runtime.now() - startedAt),
    });
    if (this.#end?.why === "released" && this.#end.successor) await this.#wakeSuccessor();
  }

  /** The next batch, when a request came while the last devices of a used budget were on their way. */
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
      // What is written last may have made more due, and whoever asked meanwhile was told that we look again.
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
    return this.#fanout.budget <= [...this.#runs].reduce((sum, run) => sum + run.left, 0);
  }

  #allDone(): Promise<unknown> {
    return Promise.all([...this.#runs].map((run) => run.done.promise));
  }

  /** Resolves when the next batch should be claimed; this one goes on. */
  async #send(batch: PushBatch): Promise<void> {
    this.#batches++;
    const run = await startBatch(batch, this.#prepare, this.#fanout, this.parts);
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
    // The successor starts while the last batch is being sent: a wake takes a while.
    if (this.#isBudgetTaken) this.#wakeSuccessor();
    await run.nearlyDone.promise;
    if (run.end?.why === "released") this.#end ??= run.end;
  }

  /** Once per budget. Without it the sweep wakes one, within 10 s. */
  #wakeSuccessor(): Promise<void> {
    const { database, log } = this.parts;
    return this.#successor ??= database.wakePush()
      .catch((error) => log("push_successor_unwoken", { cause: errorName(error) }));
  }
}
