const most = 500;
const least = 50;
const answersPerCheck = 100;
/** Apple: an answer that begins with 4 slows you down. A tenth is more than a list with some dead tokens gives. */
const mostRefusedShare = 0.1;
const slowFactor = 3;
const noticeableMs = 200;
/** The best time so far is forgotten by so much with every check, so that a new way to Apple is learnt. */
const forgetting = 1.02;

/**
 * How many requests may be in flight: as many as pay off until APNs slows down. Adjusted after every 100 answers: when many
 * were refused (410 is no error to Apple), or they took much longer than the quickest hundred, half as many; else a quarter
 * more again.
 */
export class ConcurrencyLimit {
  current = most;
  #answers = 0;
  #refused = 0;
  #totalMs = 0;
  #bestMs = Infinity;

  answered(ms: number, status: number): void {
    this.#totalMs += ms;
    if (status >= 400 && status < 500 && status !== 410) this.#refused++;
    if (++this.#answers === answersPerCheck) this.#adjust();
  }

  #adjust(): void {
    const ms = this.#totalMs / answersPerCheck;
    const isSlow = ms > slowFactor * this.#bestMs && ms > this.#bestMs + noticeableMs;
    const hasManyRefusals = this.#refused > mostRefusedShare * answersPerCheck;
    this.current = isSlow || hasManyRefusals
      ? Math.max(least, this.current >> 1)
      : Math.min(most, this.current + (this.current >> 2));
    this.#bestMs = Math.min(this.#bestMs * forgetting, ms);
    this.#answers = this.#refused = this.#totalMs = 0;
  }
}
