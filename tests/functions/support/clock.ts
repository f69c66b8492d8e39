import { setImmediate } from "node:timers";

interface Timer {
  at: number;
  fire: () => void;
}

/** Time that passes only when a test says so. */
export class Clock {
  now = 1_000;
  readonly #timers = new Set<Timer>();

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.#add(ms, resolve));
  }

  every(ms: number, tick: () => void): () => void {
    let timer: Timer;
    const again = () => {
      tick();
      timer = this.#add(ms, again);
    };
    timer = this.#add(ms, again);
    return () => void this.#timers.delete(timer);
  }

  /** Lets pending work run, then moves on by `ms`, firing what is due on the way. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await breathe();
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.#timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.fire();
    }
    this.now = end;
    await breathe();
  }

  /** Lets time pass until `condition` holds, from one timer to the next; an hour of it is too long. */
  async until(condition: () => boolean): Promise<void> {
    const deadline = this.now + 3_600_000;
    for (let turn = 1; !condition(); turn++) {
      await breathe();
      // Signing and parsing take some turns of real time, in which no test time should pass.
      if (turn % 5 !== 0 || condition()) continue;
      const next = Math.min(...[...this.#timers].map((timer) => timer.at));
      if (next !== Infinity) await this.advance(Math.max(0, next - this.now));
      if (this.now > deadline) throw new Error("not within an hour of test time");
    }
  }

  #add(ms: number, fire: () => void): Timer {
    const timer = { at: this.now + ms, fire };
    this.#timers.add(timer);
    return timer;
  }
}

/** One turn of the real event loop. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
