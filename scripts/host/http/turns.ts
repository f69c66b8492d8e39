import type { Patience } from "./patience.ts";

/** Does some work in its turn. */
export type Turns = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** One after the other: nothing else is done meanwhile, nor for `gapMs` milliseconds after the last. */
export function takeTurns({ now, sleep, signal }: Patience, gapMs: number): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let endedAt = -Infinity;
  return (work) => {
    const mine = last.then(async () => {
      const rest = endedAt + gapMs - now();
      if (rest > 0) await sleep(rest, signal);
      signal?.throwIfAborted();
      try {
        return await work();
      } finally {
        endedAt = now();
      }
    });
    last = mine.catch(() => {});
    return mine;
  };
}
