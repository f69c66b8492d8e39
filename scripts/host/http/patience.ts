import { CommandError } from "../../cli/command-error.ts";
import type { HostAnswer } from "./answer.ts";
import { limitWait } from "./limit.ts";
import { NoAnswer } from "./transport.ts";

/** How a client waits, and for how long at most. */
export interface Patience {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  signal: AbortSignal | undefined;
  /** Gets one line about a wait. */
  note(line: string): void;
  /** As people call the host. */
  name: string;
  /** Milliseconds that one request may wait for a rate limit in all. */
  limitWaitMs: number;
  /** How often a request is repeated that found no answer or a broken host. */
  repeats: number;
}

/** Milliseconds before the first repetition; doubles. */
const firstPause = 1000;

/**
 * Asks until there is an answer that is about the request: waits for rate limits, and repeats after 5xx and lost connections. What may not
 * happen twice has `recover`, which looks whether it has happened; without it, and not `isRepeatable`, one loss is the end. Raises
 * `host_limited`, `host_unreachable`, and the signal's reason.
 */
export async function askPatiently<Found>(
  patience: Patience,
  ask: () => Promise<HostAnswer>,
  { isRepeatable, recover }: { isRepeatable: boolean; recover?: () => Promise<Found | null> },
): Promise<HostAnswer | { found: Found }> {
  const { now, note, name, signal } = patience;
  let waited = 0;
  let limits = 0;
  for (let losses = 0;;) {
    const answer = await ask().catch((error) => {
      if (error instanceof NoAnswer) return error;
      throw error;
    });
    const wait = answer instanceof NoAnswer ? null : limitWait(answer, now(), limits);
    if (wait !== null) {
      if (waited + wait > patience.limitWaitMs) throw limited(name, wait);
      note(`host    ${name} limits requests; going on in ${Math.ceil(wait / 1000)} s`);
      await pause(patience, wait);
      waited += wait;
      limits++;
      continue;
    }
    if (!(answer instanceof NoAnswer) && answer.status < 500) return answer;
    const why = answer instanceof NoAnswer ? answer.message : `${name} answered ${answer.status}`;
    const isLast = losses >= patience.repeats || !(isRepeatable || recover);
    if (!isLast || recover) await pause(patience, firstPause * 2 ** losses);
    const found = await recover?.() ?? null;
    if (found !== null) return { found };
    if (isLast) throw unreachable(why, answer);
    losses++;
    signal?.throwIfAborted();
  }
}

async function pause({ sleep, signal }: Patience, ms: number): Promise<void> {
  await sleep(ms, signal);
  signal?.throwIfAborted();
}

function limited(name: string, wait: number): CommandError {
  return new CommandError(
    "host_limited",
    `${name} takes no more requests of this token for another ${Math.ceil(wait / 1000)} s`,
    "Run the command again after that: it goes on where it was.",
  );
}

function unreachable(why: string, cause: unknown): CommandError {
  const error = new CommandError(
    "host_unreachable",
    why,
    "Check the network and the host's status page, then run the command again.",
  );
  return cause instanceof Error ? Object.assign(error, { cause: cause.cause }) : error;
}
