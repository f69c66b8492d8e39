import type { Access } from "../contract/data-api.ts";
import type { PushRuns } from "../control-plane/push-runs.ts";
import type { Log } from "../endpoint/log.ts";
import { errorName } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";

/** Asks for the push worker that goes on. Never rejects. */
export type WakeSuccessor = () => Promise<void>;

/** It answers after its first claim. An isolate that is about to end has no more than a second or two. */
const timeoutMs = 1_000;

/**
 * Calls `push` directly, because pg_net may nap for a second first; asks pg_net when the call fails. Should both fail, the
 * sweep calls within 10 s. Two successors do no harm: batches are leased.
 */
export function createWakeSuccessor(
  { service, pushRuns, on, log }: {
    service: Access;
    pushRuns: Pick<PushRuns, "wakeWorker">;
    on: Pick<Runtime, "fetch">;
    log: Log;
  },
): WakeSuccessor {
  async function callDirectly(): Promise<string | null> {
    try {
      const answer = await on.fetch(`${service.url}/functions/v1/push`, {
        method: "POST",
        headers: { apikey: service.key, "content-type": "application/json" },
        body: "{}",
      }, timeoutMs);
      await answer.body?.cancel();
      return answer.ok ? null : `http_${answer.status}`;
    } catch (error) {
      return errorName(error);
    }
  }

  return async () => {
    const cause = await callDirectly();
    if (cause === null) return;
    log("push_successor_not_called", { cause });
    try {
      await pushRuns.wakeWorker();
    } catch (error) {
      log("push_successor_unwoken", { cause: errorName(error) });
    }
  };
}
