import { apnsEnv } from "../_shared/apns/env.ts";
import { withHttp2 } from "../_shared/apns/open-http2.ts";
import { createCall } from "../_shared/control-plane/call.ts";
import { countKeyUse } from "../_shared/control-plane/key-use.ts";
import { requireWake } from "../_shared/endpoint/auth.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { readEnv } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { createPushWorker, type PushRuntime } from "../_shared/push/create-worker.ts";
import { runtime } from "../_shared/runtime.ts";
import { drainPushes } from "./handler.ts";

/** For the database, with its wake token; for a person, with a secret key. */
export const push: Endpoint<PushRuntime> = {
  name: "push",
  methods: ["POST"],
  compose(on, log) {
    const { project, apns } = readEnv(on.env, { project: projectEnv, apns: apnsEnv });
    return {
      authorize: requireWake(project.secretKeys),
      keys: countKeyUse(project.countedKeys, createCall(project.service, on), { on, log }),
      handle: drainPushes({
        worker: createPushWorker({ service: project.service, apns, on, log }),
        on,
      }),
    };
  },
};

export default { fetch: serve(push, withHttp2(runtime)) };
