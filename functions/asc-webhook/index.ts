import { z } from "zod";
import { createStore } from "../_shared/app-store-connect/client.ts";
import { storeEnv } from "../_shared/app-store-connect/env.ts";
import { createCall } from "../_shared/control-plane/call.ts";
import { requireWake } from "../_shared/endpoint/auth.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { Problem } from "../_shared/endpoint/problem.ts";
import { readEnv, text } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { runtime } from "../_shared/runtime.ts";
import { listenToStore } from "./handler.ts";
import { createLooks } from "./look.ts";
import { signatureHeader } from "./signature.ts";

/** One secret, or the old and the new one with a comma between them while they are changed. */
const webhookEnv = z.object({ ASC_WEBHOOK_SECRET: text.optional() }).transform(({ ASC_WEBHOOK_SECRET }) =>
  (ASC_WEBHOOK_SECRET ?? "").split(",").map((secret) => secret.trim()).filter((secret) => secret !== "")
);

/** For App Store Connect, by the signature of what it sends; for the database, with its wake token. */
export const ascWebhook: Endpoint = {
  name: "asc-webhook",
  methods: ["POST"],
  compose(on, log) {
    const { project, store, secrets } = readEnv(on.env, {
      project: projectEnv,
      store: storeEnv,
      secrets: webhookEnv,
    });
    const call = createCall(project.service, on);
    const requireOwnWake = requireWake(project.secretKeys);
    return {
      async authorize(request) {
        if (!request.headers.has(signatureHeader)) return await requireOwnWake(request);
        // who signs is known once the body is read
        if (secrets.length > 0) return;
        throw new Problem("not_configured", 503, "ASC_WEBHOOK_SECRET is not set.", {
          hint: "slipway ios webhook install sets it.",
          headers: { "retry-after": "60" },
        });
      },
      handle: listenToStore({
        call,
        looks: createLooks({ call, read: createStore(store, on), on, log }),
        secrets,
        on,
        log,
      }),
    };
  },
};

export default { fetch: serve(ascWebhook, runtime) };
