import { createCall } from "../_shared/control-plane/call.ts";
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
  compose(on) {
    const { project } = readEnv(on.env, { project: projectEnv });
    return {
      authorize: requireApiKey({ publishable: project.publishableKeys, secret: project.secretKeys }),
      handle: handleDevices(createCall(project.service, on)),
    };
  },
};

export default { fetch: serve(devices, runtime) };
