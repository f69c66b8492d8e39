import { checkUpdate } from "../_shared/contract/served-updates.ts";
import { createCall } from "../_shared/control-plane/call.ts";
import { countKeyUse } from "../_shared/control-plane/key-use.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { readEnv } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { runtime } from "../_shared/runtime.ts";
import { answerCheck } from "./handler.ts";

/** For clients that can't decide from the feed themselves; those in a browser included. */
export const check: Endpoint = {
  name: "check",
  methods: ["GET", "HEAD"],
  cors: { exposedHeaders: ["retry-after"] },
  compose(on, log) {
    const { project } = readEnv(on.env, { project: projectEnv });
    const call = createCall(project.anyone, on);
    return {
      keys: countKeyUse(project.countedKeys, createCall(project.service, on), { on, log }),
      handle: answerCheck((asked) => call(checkUpdate, asked)),
    };
  },
};

export default { fetch: serve(check, runtime) };
