/** A loop that has waited for nobody for so long lets the others go first. */
const longestMs = 15;

/**
 * Deno runs no timer while a loop finds something to read every time it asks: a peer that never stops would stop every
 * time-out. One timer tells whether timers still run, so that a loop which waits by itself anyway is never held up.
 */
export class Turns {
  #since: number;
  #timer: Promise<void> | null = null;

  constructor(private readonly now: () => number, private readonly sleep: (ms: number) => Promise<void>) {
    this.#since = now();
  }

  /** The others may wait by now: ask for the next turn. */
  get isLong(): boolean {
    return this.now() - this.#since >= longestMs / 2;
  }

  /** Resolves at once, or when everybody else had a turn. */
  async next(): Promise<void> {
    this.#timer ??= this.sleep(0).then(() => {
      this.#timer = null;
      this.#since = this.now();
    });
    if (this.now() - this.#since >= longestMs) await this.#timer;
  }
}
