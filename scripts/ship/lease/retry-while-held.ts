import process from "node:process";
import { safeText } from "../../cli/safe-text.ts";
import { CommandError } from "../../cli/command-error.ts";
import type { Output } from "../../cli/output.ts";
import { elapsed, sleep } from "../../runtime.ts";

interface RetryLimit {
  /** Seconds to wait for somebody else's lease; 0 waits for nobody. */
  seconds: number;
  output: Output;
  signal: AbortSignal;
}

/** Milliseconds between two tries: the first, by how much it grows, the longest. */
const pause = { first: 150, factor: 1.4, longest: 1500 };

/** Tries until nobody is in the way. Raises the last `lease_held` when the time is over, and everything else at once. */
export async function retryWhileHeld<Value>(
  attempt: () => Promise<Value>,
  { seconds, output, signal }: RetryLimit,
): Promise<{ value: Value; hasWaited: boolean }> {
  const began = elapsed();
  const deadline = began + seconds * 1000;
  let shown = "";
  for (let ms = pause.first;; ms = Math.min(ms * pause.factor, pause.longest)) {
    signal.throwIfAborted();
    try {
      const value = await attempt();
      if (shown !== "" && output.isInteractive) process.stderr.write("\r\x1b[K");
      return { value, hasWaited: shown !== "" };
    } catch (error) {
      if (!isHeld(error) || elapsed() >= deadline) throw error;
      if (output.isInteractive) {
        process.stderr.write(
          `\r\x1b[KWaiting ${Math.round((elapsed() - began) / 1000)} s: ${safeText(error.message)}`,
        );
      } else if (shown !== error.message) output.note(`Waiting: ${safeText(error.message)}`);
      shown = error.message;
    }
    await sleep(Math.min(ms, Math.max(0, deadline - elapsed())), signal);
  }
}

function isHeld(error: unknown): error is CommandError {
  return error instanceof CommandError && error.code === "lease_held";
}
