import { z } from "zod";
import { createCall } from "../_shared/control-plane/call.ts";
import { requireBearer } from "../_shared/endpoint/auth.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { readEnv, text } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { runtime } from "../_shared/runtime.ts";
import { handleBeat } from "./handler.ts";

/** Without it nobody may call. */
const heartbeatEnv = z.object({ HEARTBEAT_SECRET: text.optional() })
  .transform((value) => ({ secret: value.HEARTBEAT_SECRET }));

/** For jobs on whatever machine: with a secret that opens nothing else. */
export const heartbeat: Endpoint = {
  name: "heartbeat",
  methods: ["POST"],
  compose(on) {
    const { project, jobs } = readEnv(on.env, { project: projectEnv, jobs: heartbeatEnv });
    return {
      authorize: requireBearer(jobs.secret, "HEARTBEAT_SECRET"),
      handle: handleBeat(createCall(project.service, on)),
    };
  },
};

export default { fetch: serve(heartbeat, runtime) };
