const least = 64;
const most = 500;
const measured = 192;
/** Enough to keep an isolate busy, which can't send more than some 12,000 a second, if most answers take twice as long. */
const perMs = 24;

/**
 * How many requests in flight pay off: as many as fill the round trip, judged by the quickest of the first answers. Far
 * from Apple that is 500. Where the processor is the limit, 64 are faster than 500 (measured beside the simulator on two
 * cores: 15,900 to 11,500 pushes a second, 61 to 84 µs of CPU each, 138 to 171 MB), and they leave more of the window of
 * unwritten devices to answered ones.
 */
export class Pace {
  limit = least;
  #answers = 0;
  #quickestMs = Infinity;

  /** Measures anew, with few requests in flight so that it is not our own queue that is measured. */
  restart(): void {
    this.limit = least;
    this.#answers = 0;
    this.#quickestMs = Infinity;
  }

  get isMeasuring(): boolean {
    return this.#answers < measured;
  }

  /** A request took so long. */
  answered(ms: number): void {
    this.#answers++;
    this.#quickestMs = Math.min(this.#quickestMs, ms);
    if (this.isMeasuring) return;
    this.limit = Math.min(most, Math.max(least, Math.round(this.#quickestMs * perMs)));
  }
}
