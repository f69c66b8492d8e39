import { createConnectionPool } from "../apns/connection-pool.ts";
import type { ApnsEnv } from "../apns/env.ts";
import { createKeys } from "../apns/key.ts";
import type { Http2Runtime } from "../apns/open-http2.ts";
import { createTakeToken } from "../apns/provider-token.ts";
import type { Access } from "../contract/data-api.ts";
import { createCall } from "../control-plane/call.ts";
import { createProviderTokens } from "../control-plane/provider-tokens.ts";
import { createPushRuns } from "../control-plane/push-runs.ts";
import type { Log } from "../endpoint/log.ts";
import type { Runtime } from "../runtime.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";
import { createWakeSuccessor } from "./successor.ts";
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
