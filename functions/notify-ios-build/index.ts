import { z } from "zod";
import { apnsEnv } from "../_shared/apns/env.ts";
import { withHttp2 } from "../_shared/apns/open-http2.ts";
import { createCall } from "../_shared/control-plane/call.ts";
import { countKeyUse } from "../_shared/control-plane/key-use.ts";
import { createDeliveries } from "../_shared/control-plane/deliveries.ts";
import { requireBearer } from "../_shared/endpoint/auth.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { readEnv, text } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { createDeliveryDrain } from "../_shared/outbox/drain.ts";
import { createPushWorker, type PushRuntime } from "../_shared/push/create-worker.ts";
import { runtime } from "../_shared/runtime.ts";
import { transports } from "../_shared/transports.ts";
import { announceAgain } from "./handler.ts";

/** Without it nobody may call. */
const notifyEnv = z.object({ NOTIFY_IOS_BUILD_SECRET: text.optional() })
  .transform((value) => ({ secret: value.NOTIFY_IOS_BUILD_SECRET }));

/** For a person or CI: with a secret of its own. */
export const notifyIosBuild: Endpoint<PushRuntime> = {
  name: "notify-ios-build",
  methods: ["POST"],
  compose(on, log) {
    const { project, apns, notify, ...configured } = readEnv(on.env, {
      project: projectEnv,
      apns: apnsEnv,
      notify: notifyEnv,
      ...transports,
    });
    const call = createCall(project.service, on);
    const deliveries = createDeliveries(call);
    return {
      authorize: requireBearer(notify.secret, "NOTIFY_IOS_BUILD_SECRET"),
      keys: countKeyUse(project.countedKeys, call, { on, log }),
      handle: announceAgain({
        call,
        drain: createDeliveryDrain({ deliveries, transports: configured, on, log }),
        worker: createPushWorker({ service: project.service, apns, on, log }),
        on,
        log,
      }),
    };
  },
};

export default { fetch: serve(notifyIosBuild, withHttp2(runtime)) };
