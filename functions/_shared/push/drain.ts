import type { FindKey } from "../apns/key.ts";
import type { Lanes } from "../apns/lanes.ts";
import { buildMessage } from "../apns/message.ts";
import type { TakeToken } from "../apns/provider-token.ts";
import type { Database } from "../database.ts";
import { errorName, Problem } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Runtime } from "../runtime.ts";
import type { PushBatch } from "../schemas.ts";
import { BatchRun } from "./batch-run.ts";
import type { End } from "./decide.ts";
import { Fanout } from "./fanout.ts";
import { Ledger } from "./ledger.ts";
import { ProgressWriter } from "./writer.ts";

export interface DrainParts {
  database: Pick<
    Database,
    "claimPushBatch" | "finishPushBatch" | "stopPushRun" | "wakePush"
  >;
  findKey: FindKey;
  takeToken: TakeToken;
  lanes: Lanes;
  /** Per key: whether its devices may be tried on the other host. */
  fallbacks: Map<string, { isOn: boolean }>;
  runtime: Pick<Runtime, "now" | "sleep" | "every" | "random" | "onUnload">;
  log: Log;
}

/** CPU decides: the hosted platform grants a request 2 s. */
const pushesPerDrain = 10_000;
const batchesPerDrain = 1_000;
const watchMs = 100;

/** Claims batches and sends them until nothing is due, the budget is used, or something is wrong with everything. */
export class Drain {
  /** Somebody asked for a drain while this one ran: look once more before ending. */
  wasWokenAgain = false;
  #end: End | null = null;
  #batches = 0;
  readonly #fanout: Fanout;
  readonly #runs = new Set<BatchRun>();
  /** Provider tokens taken by this drain: it ends long before they grow too old. */
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly parts: DrainParts,
    private readonly deadlineMs: number,
  ) {
    this.#fanout = new Fanout(parts.runtime, pushesPerDrain);
  }

  claim(): Promise<PushBatch | null> {
    return this.parts.database.claimPushBatch();
  }

  /** Lets go of everything: nothing new starts, each batch is handed over. */
  stop(end: End): void {
    this.#end ??= end;
    this.#runs.forEach((run) => run.stop(end));
  }

  /**
   * Never rejects.
   * @returns what to do once this isolate is free for the next drain: wake a successor, when there may be more to do
   */
  async run(first: PushBatch | null): Promise<() => Promise<void>> {
    const { runtime, log, lanes, database } = this.parts;
    if (first === null) return () => Promise.resolve();
    const startedAt = runtime.now();
    lanes.rest();
    const stopWatching = runtime.every(watchMs, () => {
      if (runtime.now() >= this.deadlineMs) {
        this.stop({ why: "released", reason: "deadline", successor: true });
      }
    });
    try {
      await this.#sendAll(first);
    } catch (error) {
      this.stop({
        why: "released",
        reason: errorName(error),
        successor: false,
      });
    }
    await Promise.all([...this.#runs].map((run) => run.done.promise));
    stopWatching();
    const end = this.#end;
    log("push_drained", {
      batches: this.#batches,
      pushes: pushesPerDrain - this.#fanout.budget,
      end: end === null ? "nothing_due" : "reason" in end ? end.reason : end.why,
      ms: Math.round(runtime.now() - startedAt),
    });
    return async () => {
      if (end?.why !== "released" || !end.successor) return;
      await database.wakePush().catch((error) => log("push_successor_unwoken", { cause: errorName(error) }));
    };
  }

  async #sendAll(first: PushBatch): Promise<void> {
    let batch: PushBatch | null = first;
    while (batch !== null) {
      while (batch !== null) {
        await this.#send(batch);
        if (this.#end !== null || this.#batches >= batchesPerDrain) return;
        batch = await this.claim();
      }
      // What is written last may have made more due, and whoever asked meanwhile was told that we look again.
      await Promise.all([...this.#runs].map((run) => run.done.promise));
      if (this.#end !== null) return;
      do {
        this.wasWokenAgain = false;
        batch = await this.claim();
      } while (batch === null && this.wasWokenAgain);
    }
  }

  /** Resolves when the next batch should be claimed; this one goes on. */
  async #send(batch: PushBatch): Promise<void> {
    this.#batches++;
    const parts = await this.#prepare(batch);
    if (parts === null) return;
    const { runtime, log } = this.parts;
    const startedAt = runtime.now();
    const run = new BatchRun({
      ...parts,
      ...this.parts,
      batch,
      fanout: this.#fanout,
    });
    this.#runs.add(run);
    if (this.#end !== null) run.stop(this.#end);
    run.done.promise.then(() => {
      this.#runs.delete(run);
      if (run.end?.why === "released") this.stop(run.end);
      log("push_batch", {
        batch: batch.batch_id,
        run: batch.run_id,
        announcement: batch.announcement,
        environment: batch.environment,
        devices: batch.devices.length,
        ...run.counts,
        end: run.end === null ? "finished" : "reason" in run.end ? run.end.reason : run.end.why,
        ms: Math.round(runtime.now() - startedAt),
      });
    });
    this.#fanout.add(run);
    await run.nearlyDone.promise;
    if (run.end?.why === "released") this.#end ??= run.end;
  }

  /** Everything a batch needs before its first request; null when it can't be sent, which is then in the database. */
  async #prepare(batch: PushBatch) {
    const { findKey, takeToken, lanes, fallbacks } = this.parts;
    const elsewhere = batch.environment === "production" ? "sandbox" : "production";
    try {
      const key = await findKey(batch.apns_key);
      const token = this.#tokens.get(key.keyId) ?? takeToken(key);
      this.#tokens.set(key.keyId, token);
      const message = buildMessage(batch, await token);
      const fallback = fallbacks.get(batch.apns_key) ?? { isOn: true };
      fallbacks.set(batch.apns_key, fallback);
      const refreshMessage = async () => {
        const fresh = takeToken(key, await token);
        this.#tokens.set(key.keyId, fresh);
        return buildMessage(batch, await fresh);
      };
      const home = lanes.of(batch.apns_key, batch.environment);
      const other = lanes.of(batch.apns_key, elsewhere);
      return { message, refreshMessage, home, other, fallback };
    } catch (error) {
      await this.#refuse(batch, error);
      return null;
    }
  }

  /** A key that is absent or none is wrong for the whole run; anything else may be better in a while. */
  async #refuse(batch: PushBatch, error: unknown): Promise<void> {
    const { database, runtime, log } = this.parts;
    const isFinal = error instanceof Problem &&
      ["not_configured", "apns_key_invalid"].includes(error.code);
    const end: End = isFinal
      ? { why: "stop", reason: error.code, detail: error.message }
      : { why: "released", reason: errorName(error), successor: false };
    log("push_batch_refused", {
      batch: batch.batch_id,
      run: batch.run_id,
      reason: end.reason,
    });
    const ledger = new Ledger(batch.devices);
    const quiet = {
      onWritten: () => {},
      onEnd: (broken: End) => this.stop(broken),
    };
    await new ProgressWriter({ batch, ledger, database, runtime, ...quiet })
      .close(end);
    if (!isFinal) this.stop(end);
  }
}
