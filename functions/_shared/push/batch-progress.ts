import type { PushBatch, PushOutcome } from "../contract/pushes.ts";

/** What has been answered since the last write, ready for SQL. */
export interface Slice {
  /** Devices before this index are answered. */
  until: number;
  progressId: number;
  sentCount: number;
  outcomes: PushOutcome[];
}

const open = 0;
const sent = 1;
const other = 2;

/**
 * Which devices of a batch have been answered. Answers come in any order, but progress is a prefix: `answered` counts the devices
 * from the start without a gap, and only they are ever written.
 */
export class BatchProgress {
  readonly #state: Uint8Array;
  readonly #outcomes = new Map<number, PushOutcome>();
  /** Devices answered from the start without a gap. */
  answered = 0;

  constructor(private readonly devices: PushBatch["devices"]) {
    this.#state = new Uint8Array(devices.length);
  }

  get isComplete(): boolean {
    return this.answered === this.devices.length;
  }

  /** The device got a 200; `outcome` only when there is more to say about it. */
  accept(index: number, outcome?: PushOutcome): void {
    if (outcome !== undefined) this.#outcomes.set(index, outcome);
    this.#mark(index, sent);
  }

  /** The device got no 200, and this is what it got. */
  refuse(index: number, outcome: PushOutcome): void {
    this.#outcomes.set(index, outcome);
    this.#mark(index, other);
  }

  /** Everything between index `from` (already written) and the first gap. */
  slice(from: number): Slice {
    const slice: Slice = {
      until: this.answered,
      progressId: this.#idBefore(this.answered),
      sentCount: 0,
      outcomes: [],
    };
    for (let index = from; index < this.answered; index++) {
      if (this.#state[index] === sent) slice.sentCount++;
      const outcome = this.#outcomes.get(index);
      if (outcome !== undefined) slice.outcomes.push(outcome);
    }
    return slice;
  }

  #mark(index: number, state: number): void {
    this.#state[index] = state;
    while (this.answered < this.devices.length && this.#state[this.answered] !== open) this.answered++;
  }

  #idBefore(index: number): number {
    if (index > 0) return this.devices[index - 1]?.[0] ?? 0;
    return (this.devices[0]?.[0] ?? 1) - 1;
  }
}
