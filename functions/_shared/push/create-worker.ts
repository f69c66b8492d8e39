import { createConnectionPool } from "../apns/connection-pool.ts";
import type { ApnsEnv } from "../apns/env.ts";
import { createKeys } from "../apns/key.ts";
import type { Http2Runtime } from "../apns/open-http2.ts";
import { createTakeToken } from "../apns/provider-token.ts";
import type { Call } from "../contract/rpc.ts";
import { createProviderTokens } from "../control-plane/provider-tokens.ts";
import { createPushRuns } from "../control-plane/push-runs.ts";
import type { Log } from "../endpoint/log.ts";
import type { Runtime } from "../runtime.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";
import { PushWorker } from "./worker.ts";

export type PushRuntime = Runtime & Http2Runtime;

/** The push worker of this isolate, with everything that it keeps from one drain to the next. */
export function createPushWorker(
  { call, apns, on, log }: { call: Call; apns: ApnsEnv; on: PushRuntime; log: Log },
): PushWorker {
  return new PushWorker({
    pushRuns: createPushRuns(call),
    findKey: createKeys(apns.keys),
    takeToken: createTakeToken({ tokens: createProviderTokens(call), sleep: on.sleep }),
    connections: createConnectionPool(apns, on),
    otherHostUse: new Map(),
    limit: new ConcurrencyLimit(),
    runtime: on,
    log,
  });
}
