import { answerPing } from "../_shared/contract/deliveries.ts";
import type { Call } from "../_shared/contract/rpc.ts";
import { readEmptyBody } from "../_shared/endpoint/body.ts";
import { backgroundMs, type Handler } from "../_shared/endpoint/endpoint.ts";
import type { Log } from "../_shared/endpoint/log.ts";
import { errorName } from "../_shared/endpoint/problem.ts";
import type { DeliveryDrain } from "../_shared/outbox/drain.ts";
import type { Runtime } from "../_shared/runtime.ts";

/** pg_net is at rest 3 s after the last commit in a busy period: a nap, what was queued, a nap, an empty batch, a nap. */
const lingerMs = 3_000;

/**
 * Drains broadcast and chat deliveries. Answers 202 once the first claim is answered, because pg_net's next batch of
 * calls waits for the slowest answer; the rest happens in the background, and then it lingers: what moves next is told
 * within 100 ms, however long pg_net naps.
 */
export function drainDeliveries(
  { call, drain, on, log }: {
    call: Call;
    drain: DeliveryDrain;
    on: Pick<Runtime, "now" | "waitUntil">;
    log: Log;
  },
): Handler {
  return async (request) => {
    await readEmptyBody(request);
    const nonce = request.headers.get("x-slipway-nonce");
    // a round trip of the wake path: whoever sent it sees that this function works on its database
    if (nonce !== null) await call(answerPing, { nonce });
    const claimed = await drain.claim();
    const drained = drain.run(claimed, on.now() + backgroundMs, lingerMs);
    on.waitUntil(drained.catch((error) => log("announce_drain_broken", { cause: errorName(error) })));
    return Response.json({ claimed: claimed.length }, { status: 202 });
  };
}
