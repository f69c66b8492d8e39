/** Milliseconds after the first failure, and at most. */
const pauses = { first: 60_000, longest: 3_600_000 };

/** Milliseconds until a deploy that failed so often in a row is tried again: one minute, then twice as long each time, an hour at most. */
export function backoffMs(tries: number): number {
  return Math.min(pauses.first * 2 ** Math.min(tries - 1, 30), pauses.longest);
}
