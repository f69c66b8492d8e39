import { readArtifacts, readFeed } from "../_shared/contract/served-updates.ts";
import { createCall } from "../_shared/control-plane/call.ts";
import { countKeyUse } from "../_shared/control-plane/key-use.ts";
import { type Endpoint, serve } from "../_shared/endpoint/endpoint.ts";
import { readEnv } from "../_shared/env/env.ts";
import { projectEnv } from "../_shared/env/project.ts";
import { runtime } from "../_shared/runtime.ts";
import { signingEnv } from "../_shared/signing/env.ts";
import { createSigner } from "../_shared/signing/signer.ts";
import { rememberFeeds } from "./feeds.ts";
import { serveUpdates } from "./handler.ts";

/** For apps and updaters, those in a browser included; without a credential, so that anything on the way may keep an answer. */
export const updates: Endpoint = {
  name: "updates",
  methods: ["GET", "HEAD"],
  cors: { exposedHeaders: ["etag", "retry-after", "x-slipway-signature"] },
  compose(on, log) {
    const { project, signing } = readEnv(on.env, { project: projectEnv, signing: signingEnv });
    const call = createCall(project.anyone, on);
    return {
      keys: countKeyUse(project.countedKeys, createCall(project.service, on), { on, log }),
      handle: serveUpdates({
        readFeed: rememberFeeds({
          read: (component, channel) => call(readFeed, { component, channel }),
          signer: signing.signing && createSigner(signing.signing),
          now: on.now,
        }),
        readPublished: (component, channel) => call(readArtifacts, { component, channel }),
        keys: signing.published,
      }),
    };
  },
};

export default { fetch: serve(updates, runtime) };
