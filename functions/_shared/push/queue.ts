import type { Lane } from "../apns/lane.ts";

/** Where one device of a batch is sent next. */
export interface Next {
  index: number;
  lane: Lane;
  /** A device that its own host did not know, tried on the other one. */
  isElsewhere: boolean;
  /** Sent for the first time. */
  isFresh: boolean;
}

/** The devices of a batch that still wait for a request: in order, and those that have to be sent again. */
export class Queue {
  readonly #again: number[] = [];
  readonly #elsewhere: number[] = [];
  readonly #attempts = new Map<number, number>();
  /** Devices before this index have been started. */
  started = 0;

  constructor(private readonly size: number, private readonly home: Lane, private readonly other: Lane) {}

  /** Devices that have not been started. */
  get left(): number {
    return this.size - this.started;
  }

  /**
   * Repeats go first, because progress can't pass a device that waits; only a probe is rather a device that has not failed
   * yet, so that a host that nobody reaches is not held against one. Null while no lane takes what is there.
   */
  next(mayStartFresh: boolean): Next | null {
    const { home, other } = this;
    const isFreshProbe = !home.isOpen && mayStartFresh && this.left > 0;
    if (this.#again.length > 0 && home.isReady() && !isFreshProbe) {
      return { index: this.#again.shift() ?? 0, lane: home, isElsewhere: false, isFresh: false };
    }
    if (this.#elsewhere.length > 0 && other.isReady()) {
      return { index: this.#elsewhere.shift() ?? 0, lane: other, isElsewhere: true, isFresh: false };
    }
    if (this.left === 0 || !mayStartFresh || !home.isReady()) return null;
    return { index: this.started++, lane: home, isElsewhere: false, isFresh: true };
  }

  repeat(index: number, isElsewhere: boolean): void {
    (isElsewhere ? this.#elsewhere : this.#again).push(index);
  }

  /** Tried on the other host from now on, with a fresh count of attempts. */
  moveElsewhere(index: number): void {
    this.#attempts.delete(index);
    this.#elsewhere.push(index);
  }

  /** Empties the queue for the other host. */
  takeElsewhere(): number[] {
    return this.#elsewhere.splice(0);
  }

  /** Counts requests of a device that ended without a verdict, this one included. */
  countAttempt(index: number): number {
    const attempts = (this.#attempts.get(index) ?? 0) + 1;
    this.#attempts.set(index, attempts);
    return attempts;
  }
}
