import { keyPrefix } from "../contract/key-prefix.ts";
import { recordKeyUsage } from "../contract/key-usage.ts";
import type { Call } from "../contract/rpc.ts";
import type { KeyUse } from "../endpoint/endpoint.ts";
import type { Log } from "../endpoint/log.ts";
import { toProblem } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";

/** Counts are written at most so often, and at the latest after so many requests: a database that is down is asked no more often than that. */
const restMs = 60_000;
const mostHeld = 10_000;
const hourMs = 3_600_000;

interface Known {
  key: string;
  prefix?: string;
  count: number;
  /** The hour in which it was last written down, since 1970. */
  hour: number;
}

/**
 * Counts requests by the key that they came with, for as long as the isolate lives. Only keys of the project are told apart; all others are one
 * bucket, so that a flood of invented ones is one row. The first use of a key in an hour is written down at once, after the answer, because a
 * removal asks whether a key was used at all; what follows goes in batches. What can't be written is kept for the next time and lost with the
 * isolate at worst: no request waits or fails for it.
 */
export function countKeyUse(
  keys: readonly string[],
  call: Call,
  { on, log }: { on: Pick<Runtime, "now" | "date" | "waitUntil" | "onUnload">; log: Log },
): KeyUse {
  // A map finds a key in a time that says nothing of others: its hash is seeded, and what is counted here was let in before.
  const known = new Map(keys.map((key): [string, Known] => [key, { key, count: 0, hour: -1 }]));
  const other: Known = { key: "", prefix: "other", count: 0, hour: -1 };
  let held = 0;
  let writtenAt = -Infinity;
  let writing: Promise<void> | undefined;
  let isAskedAgain = false;

  async function write(): Promise<void> {
    const counted = [...known.values(), other].filter(({ count }) => count > 0)
      .map((entry) => ({ entry, count: entry.count }));
    for (const { entry } of counted) entry.count = 0;
    held = 0;
    writtenAt = on.now();
    try {
      const counts = await Promise.all(counted.map(async ({ entry, count }): Promise<[string, number]> => {
        entry.prefix ??= await keyPrefix(entry.key);
        return [entry.prefix, count];
      }));
      if (counts.length > 0) await call(recordKeyUsage, { counts: Object.fromEntries(counts) });
    } catch (error) {
      for (const { entry, count } of counted) {
        entry.count += count;
        held += count;
      }
      log("key_usage_unwritten", { cause: toProblem(error).code });
    }
  }

  function writeSoon(): void {
    if (writing !== undefined) {
      isAskedAgain = true;
      return;
    }
    writing = write().finally(() => {
      writing = undefined;
      const isDue = isAskedAgain;
      isAskedAgain = false;
      if (isDue) writeSoon();
    });
    on.waitUntil(writing);
  }

  on.onUnload(() => {
    if (held > 0) writeSoon();
  });

  return {
    count(request) {
      const key = request.headers.get("apikey") ??
        /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
      if (key === undefined) return;
      const entry = known.get(key) ?? other;
      entry.count++;
      held++;
      const isRested = on.now() - writtenAt >= restMs;
      if (entry !== other) {
        const hour = Math.floor(on.date().getTime() / hourMs);
        const isFirst = entry.hour !== hour;
        entry.hour = hour;
        if (isFirst) return writeSoon();
      }
      if (isRested || (held >= mostHeld && on.now() - writtenAt >= restMs / 10)) writeSoon();
    },
  };
}
