import { requireApiKey } from "../_shared/auth.ts";
import type { Deps } from "../_shared/deps.ts";
import { endpoint, type Handler } from "../_shared/endpoint.ts";
import { errorName } from "../_shared/errors.ts";
import { drainMs, readNothing } from "../_shared/wake.ts";

/**
 * Drains broadcast and chat deliveries. Answers 202 once the first claim is answered, because pg_net's next batch of
 * calls waits for the slowest answer; the rest happens in the background.
 */
export function announce(
  { env, runtime, log, database, deliveries }: Pick<
    Deps,
    "env" | "runtime" | "log" | "database" | "deliveries"
  >,
): Handler {
  return endpoint({
    methods: ["POST"],
    authorize: requireApiKey(env, ["secret"]),
    log,
    now: runtime.now,
  }, async (request) => {
    await readNothing(request);
    const nonce = request.headers.get("x-slipway-nonce");
    // a round trip of the wake path: whoever sent it sees that this function works on its database
    if (nonce !== null) await database.answerPing(nonce);
    const claimed = await deliveries.claim();
    const drained = deliveries.drain(claimed, runtime.now() + drainMs);
    runtime.waitUntil(drained.catch((error) => log("announce_drain_broken", { cause: errorName(error) })));
    return Response.json({ claimed: claimed.length }, { status: 202 });
  });
}
