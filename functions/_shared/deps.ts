import { createBroadcast } from "./announce/broadcast.ts";
import { createDeliveryDrain, type DeliveryDrain } from "./announce/drain.ts";
import { createTelegram } from "./announce/telegram.ts";
import { createPost } from "./announce/transport.ts";
import { createKeys } from "./apns/key.ts";
import { createLanes } from "./apns/lanes.ts";
import { createTakeToken } from "./apns/provider-token.ts";
import { createDatabase } from "./data-api.ts";
import type { Database } from "./database.ts";
import { type Env, parseEnv } from "./env.ts";
import { createLog, type Log } from "./log.ts";
import { Pace } from "./push/pace.ts";
import { PushWorker } from "./push/worker.ts";
import type { Runtime } from "./runtime.ts";

/** What a function is made of. Handlers take the part they need, tests give them doubles. */
export interface Deps {
  env: Env;
  runtime: Runtime;
  log: Log;
  database: Database;
  deliveries: DeliveryDrain;
  pushes: PushWorker;
}

/**
 * The real parts.
 * @throws Problem `environment_invalid`
 */
export function createDeps(fn: string, on: Runtime): Deps {
  const env = parseEnv(on.env);
  const log = createLog(on.write, fn);
  const database = createDatabase(env, on);
  const post = createPost(on);
  return {
    env,
    runtime: on,
    log,
    database,
    deliveries: createDeliveryDrain({
      database,
      transports: { broadcast: createBroadcast(env, post), telegram: createTelegram(env, post, log) },
      now: on.now,
      log,
    }),
    pushes: new PushWorker({
      database,
      findKey: createKeys(env.apnsKeys),
      takeToken: createTakeToken({ database, sleep: on.sleep }),
      lanes: createLanes(env, on),
      fallbacks: new Map(),
      pace: new Pace(),
      runtime: on,
      log,
    }),
  };
}
