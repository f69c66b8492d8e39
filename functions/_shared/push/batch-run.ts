import { type Answer, notProcessed } from "../apns/answer.ts";
import type { Database } from "../database.ts";
import { errorName } from "../errors.ts";
import type { Runtime } from "../runtime.ts";
import type { PushBatch, PushOutcome } from "../schemas.ts";
import type { Credential } from "./credential.ts";
import { budgetUsed, decide, type End, unknownDevice, unreachable, wantsNewConnection } from "./decide.ts";
import type { Fanout, Shot, Source } from "./fanout.ts";
import { Ledger } from "./ledger.ts";
import type { Prepared } from "./prepare.ts";
import { type Next, Queue } from "./queue.ts";
import { ProgressWriter } from "./writer.ts";

export interface BatchParts extends Prepared {
  batch: PushBatch;
  fanout: Fanout;
  database: Pick<Database, "finishPushBatch" | "stopPushRun">;
  runtime: Pick<Runtime, "now" | "sleep" | "random">;
}

/** The next batch is claimed when so few devices are left to start: more than a claim takes to answer. */
const nearEnd = 1_000;
const unloadGraceMs = 1_000;
const expired = { why: "released", reason: "lease_expired", successor: false } satisfies End;

/** One leased batch on its way through the fan-out: what to send next, and what each answer means. */
export class BatchRun implements Source {
  readonly body: string;
  end: End | null = null;
  readonly counts = { sent: 0, refused: 0, repeated: 0 };
  /** Few devices are left to start, or none will be. */
  readonly nearlyDone = Promise.withResolvers<void>();
  /** Everything is written, or never will be. Never rejects. */
  readonly done = Promise.withResolvers<void>();
  readonly #ledger: Ledger;
  readonly #queue: Queue;
  readonly #writer: ProgressWriter;
  #inFlight = 0;
  #isClosing = false;

  constructor(private readonly parts: BatchParts) {
    const { batch, database, runtime, fanout, body, home, other } = parts;
    this.body = body;
    this.#ledger = new Ledger(batch.devices);
    this.#queue = new Queue(batch.devices.length, home.lane, other.lane);
    this.#writer = new ProgressWriter({
      batch,
      ledger: this.#ledger,
      database,
      runtime,
      isWindowClosing: () => fanout.unwritten * 5 >= batch.progress_every * 8,
      onEnd: (end) => this.stop(end),
      onWritten: (count) => {
        fanout.unwritten -= count;
        fanout.pump();
      },
    });
  }

  tokenOf(index: number): string {
    return this.parts.batch.devices[index]?.[1] ?? "";
  }

  credentialOf(isElsewhere: boolean): Credential {
    return (isElsewhere ? this.parts.other : this.parts.home).credential;
  }

  /** Devices that have not been started, and may be. */
  get left(): number {
    return this.end === null ? this.#queue.left : 0;
  }

  take(): Next | null {
    const { fanout, batch, home, other } = this.parts;
    if (this.end !== null || home.credential.isRefreshing || other.credential.isRefreshing) return null;
    // Asked before every request: a worker that was frozen must not send for whoever took its lease.
    if (this.#writer.hasExpired) {
      this.stop(expired);
      return null;
    }
    if (fanout.budget === 0 && this.#queue.left > 0) {
      this.stop(budgetUsed);
      return null;
    }
    // A takeover repeats what is sent but not written: at most two steps of progress, over all batches together.
    const next = this.#queue.next(fanout.unwritten < 2 * batch.progress_every);
    if (next === null) return null;
    this.#inFlight++;
    if (this.#queue.left < nearEnd) this.nearlyDone.resolve();
    return next;
  }

  answered(shot: Shot, answer: Answer | null): void {
    this.#inFlight--;
    if (answer?.status === 200 && !shot.isElsewhere) {
      this.counts.sent++;
      this.#ledger.accept(shot.index);
    } else if (answer === notProcessed) {
      this.#queue.repeat(shot.index, shot.isElsewhere);
    } else {
      this.#consider(shot, answer);
    }
    this.#goOn();
  }

  tick(): void {
    if (this.parts.home.lane.isDead) this.stop({ why: "kept", reason: "apns_unreachable" });
    if (this.parts.other.lane.isDead) this.#giveUpElsewhere(unreachable);
    if (!this.parts.fallback.isOn) this.#giveUpElsewhere(unknownDevice);
    if (this.#writer.hasExpired) this.stop(expired);
    this.#goOn();
  }

  /** Starts nothing more; what is in flight is waited for, but not long when the isolate is about to end. */
  stop(end: End): void {
    if (this.end === null || end.why === "lost") this.end = end;
    this.nearlyDone.resolve();
    if (end.why === "released" && end.reason === "unload") {
      this.parts.runtime.sleep(unloadGraceMs).then(() => this.#close());
    }
    this.#goOn();
  }

  #goOn(): void {
    if (this.#ledger.isComplete || (this.end !== null && this.#inFlight === 0)) this.#close();
    else if (this.end === null) this.#writer.poke();
  }

  #consider(shot: Shot, answer: Answer | null): void {
    const { batch, fallback, runtime } = this.parts;
    const { index, isElsewhere } = shot;
    if (wantsNewConnection(answer)) shot.lane.reconnect();
    const decision = decide({
      answer,
      device: this.#idOf(index),
      attempts: this.#queue.countAttempt(index),
      isElsewhere,
      elsewhere: batch.apns_environment === "production" ? "sandbox" : "production",
      sent: this.counts.sent,
      mayTryElsewhere: fallback.isOn,
      random: runtime.random,
    });
    switch (decision.do) {
      case "accept":
        this.counts.sent++;
        return this.#ledger.accept(index, decision.outcome);
      case "refuse":
        if (decision.fallbackOff === true) fallback.isOn = false;
        this.#refuse(index, decision.outcome);
        if (!fallback.isOn) this.#giveUpElsewhere(unknownDevice);
        return;
      case "again":
        this.counts.repeated++;
        return this.#queue.repeat(index, isElsewhere);
      case "elsewhere":
        return this.#queue.moveElsewhere(index);
      case "refresh":
        this.#queue.repeat(index, isElsewhere);
        return this.#refresh(this.credentialOf(isElsewhere), shot.tokenRound);
      case "end":
        return this.stop(
          decision.end.why === "stop" && answer?.status === 403
            ? { ...decision.end, refusedToken: this.credentialOf(isElsewhere).token }
            : decision.end,
        );
    }
  }

  #refuse(index: number, outcome: PushOutcome): void {
    this.counts.refused++;
    this.#ledger.refuse(index, outcome);
  }

  /** Devices that wait for the other host get the outcome that is known about it. */
  #giveUpElsewhere(outcome: PushOutcome): void {
    for (const index of this.#queue.takeElsewhere()) {
      this.#refuse(index, { ...outcome, id: this.#idOf(index) });
    }
  }

  #idOf(index: number): number {
    return this.parts.batch.devices[index]?.[0] ?? 0;
  }

  #refresh(credential: Credential, refusedRound: number): void {
    if (credential.isHopeless(refusedRound)) {
      return this.stop({
        why: "stop",
        reason: "ExpiredProviderToken",
        detail: "APNs refused a fresh token too",
        refusedToken: credential.token,
      });
    }
    credential.refresh(refusedRound)
      .catch((error) => this.stop({ why: "released", reason: errorName(error), successor: false }))
      .then(() => this.parts.fanout.pump());
  }

  #close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.nearlyDone.resolve();
    this.#writer.close(this.end).then(() => {
      const { fanout } = this.parts;
      fanout.unwritten -= this.#queue.started - this.#writer.written;
      fanout.remove(this);
      fanout.pump();
      this.done.resolve();
    });
  }
}
