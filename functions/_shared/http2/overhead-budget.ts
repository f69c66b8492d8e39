import { ConnectionError } from "./protocol.ts";

/** Nothing that serves requests comes near: two or three frames a request, and a ping a minute. */
const most = 10_000;
const perReply = 20;
const perSecond = 100;
/** A long frame counts as several; bodies don't, they have a limit of their own. */
const bytesPerFrame = 256;

/**
 * How many frames a peer may send that finish no request. Replies and time give some back; a flood, however slow, uses it
 * up (RFC 9113, 10.5).
 */
export class OverheadBudget {
  #left = most;
  #refilledAt: number;

  constructor(private readonly now: () => number) {
    this.#refilledAt = now();
  }

  /** Raises ConnectionError when it is used up. */
  spend(bytes: number): void {
    this.#left -= 1 + framesOf(bytes);
    if (this.#left >= 0) return;
    const seconds = Math.floor((this.now() - this.#refilledAt) / 1_000);
    this.#refilledAt += seconds * 1_000;
    this.#left = Math.min(most, seconds * perSecond);
    if (this.#left === 0) throw new ConnectionError("enhance_your_calm", "frames that answer nothing");
  }

  /** A request was answered, with a head of so many bytes: what that has cost is given back on top. */
  earn(headBytes: number): void {
    this.#left = Math.min(most, this.#left + perReply + framesOf(headBytes));
  }
}

function framesOf(bytes: number): number {
  return Math.floor(bytes / bytesPerFrame);
}
