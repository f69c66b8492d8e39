import { type Answer, readFailure, readReply } from "../apns/answer.ts";
import type { Lane } from "../apns/lane.ts";
import type { Receiver, Reply } from "../http2/client.ts";
import type { Runtime } from "../runtime.ts";
import type { Credential } from "./credential.ts";
import type { Pace } from "./pace.ts";
import type { Next } from "./queue.ts";

/** One request to APNs on its way. */
export class Shot implements Receiver {
  isOver = false;

  constructor(
    readonly source: Source,
    readonly index: number,
    readonly lane: Lane,
    readonly isElsewhere: boolean,
    /** Which provider token of its batch it carries. */
    readonly tokenRound: number,
    readonly startedAt: number,
    private readonly land: (shot: Shot, answer: Answer | null) => void,
  ) {}

  replied(reply: Reply): void {
    this.land(this, readReply(reply));
  }

  failed(error: unknown): void {
    this.land(this, readFailure(error));
  }
}

/** A batch, as the fan-out sees it. */
export interface Source {
  readonly body: string;
  /** The next request, or null when this batch has none that may start now. */
  take(): Next | null;
  tokenOf(index: number): string;
  credentialOf(isElsewhere: boolean): Pick<Credential, "headers" | "round">;
  /** `answer` null: the transport failed or stayed silent too long; `notProcessed`: APNs certainly did nothing. */
  answered(shot: Shot, answer: Answer | null): void;
  tick(): void;
}

/** Nothing queues on the way, so this is the time of APNs alone. */
const silenceMs = 10_000;
const tickMs = 250;

/**
 * Keeps as many requests in flight as pay off, 500 at most, over all batches and hosts of this worker. Batches are
 * served in their order, so the next one fills the slots that the tail of the one before leaves free.
 */
export class Fanout {
  readonly #sources: Source[] = [];
  readonly #flying = new Set<Shot>();
  #stopTicking: (() => void) | undefined;
  #isPumping = false;
  /** Sent but not yet written to the database: what a takeover would repeat. */
  unwritten = 0;
  /** Fresh devices that were started. */
  started = 0;
  /** Fresh devices that may still be started before this worker hands over. */
  budget: number;

  constructor(
    private readonly runtime: Pick<Runtime, "now" | "every">,
    private readonly pace: Pace,
    budget: number,
  ) {
    this.budget = budget;
  }

  add(source: Source): void {
    this.#sources.push(source);
    this.#stopTicking ??= this.runtime.every(tickMs, () => this.#tick());
    this.pump();
    source.tick(); // a batch without devices is over at once
  }

  remove(source: Source): void {
    this.#sources.splice(this.#sources.indexOf(source), 1);
    if (this.#sources.length > 0) return;
    this.#stopTicking?.();
    this.#stopTicking = undefined;
  }

  /** Starts whatever may start now. */
  pump(): void {
    if (this.#isPumping) return; // an answer that arrives synchronously must not recurse
    this.#isPumping = true;
    for (let at = 0; at < this.#sources.length; at++) {
      const source = this.#sources[at];
      while (source !== undefined && this.#flying.size < this.pace.limit) {
        const next = source.take();
        if (next === null) break;
        this.#launch(source, next);
      }
    }
    this.#isPumping = false;
  }

  #launch(source: Source, { index, lane, isElsewhere, isFresh }: Next): void {
    const { headers, round } = source.credentialOf(isElsewhere);
    const shot = new Shot(source, index, lane, isElsewhere, round, this.runtime.now(), this.#land);
    if (isFresh) {
      this.budget--;
      this.started++;
      this.unwritten++;
    }
    this.#flying.add(shot);
    lane.send(source.tokenOf(index), headers, source.body, shot);
  }

  readonly #land = (shot: Shot, answer: Answer | null): void => {
    if (shot.isOver) return;
    shot.isOver = true;
    this.#flying.delete(shot);
    if (answer !== null) this.pace.answered(this.runtime.now() - shot.startedAt, answer.status);
    shot.lane.ended(answer);
    shot.source.answered(shot, answer);
    this.pump();
  };

  #tick(): void {
    const now = this.runtime.now();
    for (const shot of [...this.#flying]) {
      if (now - shot.startedAt > silenceMs) this.#land(shot, null);
    }
    for (const source of [...this.#sources]) source.tick();
    this.pump();
  }
}
