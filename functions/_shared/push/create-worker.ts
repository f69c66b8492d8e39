import { createConnectionPool } from "../apns/connection-pool.ts";
import type { ApnsEnv } from "../apns/env.ts";
import { createKeys } from "../apns/key.ts";
import type { Http2Runtime } from "../apns/open-http2.ts";
import { createTakeToken } from "../apns/provider-token.ts";
import type { Access } from "../contract/data-api.ts";
import { createCall } from "../control-plane/call.ts";
import { createProviderTokens } from "../control-plane/provider-tokens.ts";
import { createPushRuns, type PushRuns } from "../control-plane/push-runs.ts";
import type { Log } from "../endpoint/log.ts";
import { errorName } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";
import { PushWorker } from "./worker.ts";

export type PushRuntime = Runtime & Http2Runtime;

/** The push worker of this isolate, with everything that it keeps from one drain to the next. */
export function createPushWorker(
  { service, apns, on, log }: { service: Access; apns: ApnsEnv; on: PushRuntime; log: Log },
): PushWorker {
  const call = createCall(service, on);
  const pushRuns = createPushRuns(call);
  return new PushWorker({
    pushRuns,
    wakeSuccessor: createWakeSuccessor({ service, pushRuns, on, log }),
    findKey: createKeys(apns.keys),
    takeToken: createTakeToken({ tokens: createProviderTokens(call), sleep: on.sleep }),
    connections: createConnectionPool(apns, on),
    otherHostUse: new Map(),
    limit: new ConcurrencyLimit(),
    runtime: on,
    log,
  });
}

/** It answers after its first claim. An isolate that is about to end has no more than a second or two. */
const timeoutMs = 1_000;

/**
 * Calls `push` directly, because pg_net may nap for a second first; asks pg_net when the call fails. Should both fail, the
 * sweep calls within 10 s. Never rejects; two successors do no harm: batches are leased.
 */
function createWakeSuccessor(
  { service, pushRuns, on, log }: {
    service: Access;
    pushRuns: Pick<PushRuns, "wakeWorker">;
    on: Pick<Runtime, "fetch">;
    log: Log;
  },
): (pushName?: string) => Promise<void> {
  async function callDirectly(name: string): Promise<string | null> {
    try {
      const answer = await on.fetch(`${service.url}/functions/v1/${name}`, {
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

  return async (pushName) => {
    if (pushName !== undefined) {
      const cause = await callDirectly(pushName);
      if (cause === null) return;
      log("push_successor_not_called", { cause });
    }
    try {
      await pushRuns.wakeWorker();
    } catch (error) {
      log("push_successor_unwoken", { cause: errorName(error) });
    }
  };
}
