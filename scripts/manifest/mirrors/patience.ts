import { now } from "../../runtime.ts";

/** Milliseconds for all patterns of a plan: hundreds of honest ones, and no more than a person waits for. */
const allMs = 20_000;

/** What is left of the time that the patterns of a version.json may take together: each may take long, and there is no limit to their number. */
export interface Patience {
  /** Lends what is left, but no more than `ms`; undefined without a try when nothing is. */
  spend<Value>(ms: number, work: (ms: number) => Promise<Value>): Promise<Value | undefined>;
  isSpent(): boolean;
}

/** A new one, for one plan. */
export function openPatience(): Patience {
  let left = allMs;
  return {
    isSpent: () => left <= 0,
    async spend(ms, work) {
      if (left <= 0) return undefined;
      const start = now();
      try {
        return await work(Math.min(ms, left));
      } finally {
        left -= now() - start;
      }
    },
  };
}
