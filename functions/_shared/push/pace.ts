const most = 500;
const least = 50;
const perLook = 100;
/** Apple: an answer that begins with 4 slows you down. A tenth is more than a list with some dead tokens gives. */
const mostRefused = 0.1;
const slowerBy = 3;
const noticeableMs = 200;
/** The best time so far is forgotten by so much with every look, so that a new way to Apple is learnt. */
const forgetting = 1.02;

/**
 * How many requests may be in flight: as many as pay off until APNs slows down. Judged after every 100 answers: when many
 * were refused (410 is no error to Apple), or they took much longer than the quickest hundred, half as many; else a quarter
 * more again.
 */
export class Pace {
  limit = most;
  #answers = 0;
  #refused = 0;
  #totalMs = 0;
  #bestMs = Infinity;

  answered(ms: number, status: number): void {
    this.#totalMs += ms;
    if (status >= 400 && status < 500 && status !== 410) this.#refused++;
    if (++this.#answers === perLook) this.#look();
  }

  #look(): void {
    const ms = this.#totalMs / perLook;
    const isSlow = ms > slowerBy * this.#bestMs && ms > this.#bestMs + noticeableMs;
    const isUnwelcome = this.#refused > mostRefused * perLook;
    this.limit = isSlow || isUnwelcome
      ? Math.max(least, this.limit >> 1)
      : Math.min(most, this.limit + (this.limit >> 2));
    this.#bestMs = Math.min(this.#bestMs * forgetting, ms);
    this.#answers = this.#refused = this.#totalMs = 0;
  }
}
