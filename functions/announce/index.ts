import { createCall } from "../_shared/control-plane/call.ts";
import { countKeyUse } from "../_shared/control-plane/key-use.ts";
import { createDeliveries } from "../_shared/control-plane/deliveries.ts";
import { requireWake } from "../_shared/endpoint/auth.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { readEnv } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { createDeliveryDrain } from "../_shared/outbox/drain.ts";
import { runtime } from "../_shared/runtime.ts";
import { transports } from "../_shared/transports.ts";
import { drainDeliveries } from "./handler.ts";

/** For the database, with its wake token; for a person, with a secret key. */
export const announce: Endpoint = {
  name: "announce",
  methods: ["POST"],
  compose(on, log) {
    const { project, ...configured } = readEnv(on.env, { project: projectEnv, ...transports });
    const call = createCall(project.service, on);
    const deliveries = createDeliveries(call);
    return {
      authorize: requireWake(project.secretKeys),
      keys: countKeyUse(project.countedKeys, call, { on, log }),
      handle: drainDeliveries({
        call,
        drain: createDeliveryDrain({ deliveries, transports: configured, on, log }),
        on,
        log,
      }),
    };
  },
};

export default { fetch: serve(announce, runtime) };
