import { readManifest } from "../_shared/contract/manifest.ts";
import { createCall } from "../_shared/control-plane/call.ts";
import { countKeyUse } from "../_shared/control-plane/key-use.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { readEnv } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { runtime } from "../_shared/runtime.ts";
import { redirectToStore } from "./handler.ts";

/** For people who follow a link. No CORS: a script could not follow the redirect, because the stores don't allow it. */
export const ios: Endpoint = {
  name: "ios",
  methods: ["GET", "HEAD"],
  compose(on, log) {
    const { project } = readEnv(on.env, { project: projectEnv });
    const call = createCall(project.anyone, on);
    return {
      keys: countKeyUse(project.countedKeys, createCall(project.service, on), { on, log }),
      handle: redirectToStore(() => call(readManifest, {})),
    };
  },
};

export default { fetch: serve(ios, runtime) };
