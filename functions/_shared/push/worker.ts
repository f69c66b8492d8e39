import { Drain, type DrainParts } from "./drain.ts";

interface WorkerParts extends Omit<DrainParts, "wakeSuccessor"> {
  /** Asks for the worker that goes on, by the name under which the function `push` is deployed if it is known. Never rejects. */
  wakeSuccessor(pushName?: string): Promise<void>;
}

/** A drain under way. */
interface Running {
  /** Something was due; false also when a drain was running, which then looks again before it ends. */
  claimed: boolean;
  /** Resolves when everything is written. Never rejects. */
  drained: Promise<void>;
}

/**
 * One drain at a time per isolate: more workers are more isolates, so that each keeps one connection per host and stays
 * within its memory and CPU.
 */
export class PushWorker {
  #drain: Drain | null = null;
  #drained: Promise<void> = Promise.resolve();

  constructor(private readonly parts: WorkerParts) {
    parts.runtime.onUnload(() => this.#drain?.stop({ why: "released", reason: "unload", successor: true }));
  }

  /**
   * Starts a drain that ends by `deadlineMs`. A running one continues instead, with a new budget, and looks once more
   * before it ends. Resolves once the first claim is answered; raises Problem when it fails. Successors are called as
   * `pushName`; without it, through the database.
   */
  async wake(deadlineMs: number, pushName?: string): Promise<Running> {
    if (this.#drain !== null) {
      this.#drain.extend(deadlineMs);
      return { claimed: false, drained: this.#drained };
    }
    const parts = { ...this.parts, wakeSuccessor: () => this.parts.wakeSuccessor(pushName) };
    const drain = this.#drain = new Drain(parts, deadlineMs);
    try {
      const first = await drain.claim();
      this.#drained = drain.run(first).finally(() => {
        this.#drain = null;
      });
      return { claimed: first !== null, drained: this.#drained };
    } catch (error) {
      this.#drain = null;
      throw error;
    }
  }
}
