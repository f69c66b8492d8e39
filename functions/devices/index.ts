import { createCall } from "../_shared/control-plane/call.ts";
import { countKeyUse } from "../_shared/control-plane/key-use.ts";
import { requireApiKey } from "../_shared/endpoint/auth.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { readEnv } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { runtime } from "../_shared/runtime.ts";
import { handleDevices } from "./handler.ts";

/** For apps, those in a browser included: with the publishable key. */
export const devices: Endpoint = {
  name: "devices",
  methods: ["POST", "DELETE"],
  cors: { exposedHeaders: ["retry-after"] },
  compose(on, log) {
    const { project } = readEnv(on.env, { project: projectEnv });
    return {
      authorize: requireApiKey({ publishable: project.publishableKeys, secret: project.secretKeys }),
      keys: countKeyUse(project.countedKeys, createCall(project.service, on), { on, log }),
      handle: handleDevices(createCall(project.service, on)),
    };
  },
};

export default { fetch: serve(devices, runtime) };
