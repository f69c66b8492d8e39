import { topicOf } from "../channel.ts";
import type { DeliveryOutcome } from "../database.ts";
import type { Env } from "../env.ts";
import type { Delivery } from "../schemas.ts";
import type { Post, Send } from "./transport.ts";

/**
 * Realtime by its REST batch endpoint. The secret key travels in the header `apikey`: realtime-js' httpSend would put
 * it into the URL. 202 means accepted; Realtime gives no delivery guarantee.
 */
export function createBroadcast(env: Pick<Env, "supabaseUrl" | "secretKeys">, post: Post): Send {
  const url = `${env.supabaseUrl}/realtime/v1/api/broadcast`;
  const apikey = env.secretKeys.default ?? Object.values(env.secretKeys)[0] ??
    "";
  return async (delivery) => {
    const answer = await post(url, { apikey }, { messages: [broadcastMessage(delivery)] });
    if ("transportError" in answer) {
      return { outcome: "retry", error: "transport_error" };
    }
    return judge(answer.status, answer.retryAfterS);
  };
}

function judge(status: number, retryAfterS: number | null): DeliveryOutcome {
  if (status === 202) return { outcome: "delivered", status };
  if (status === 429) {
    return { outcome: "retry", status, error: "broadcast_limited", retryAfterS };
  }
  if (status >= 500) {
    return { outcome: "retry", status, error: "broadcast_unavailable", retryAfterS };
  }
  return { outcome: "failed", status, error: "broadcast_refused" };
}

/** The wire contract of the public topic; apps in the field depend on these names and types. */
export function broadcastMessage(delivery: Delivery) {
  return {
    topic: topicOf(delivery.component ?? "", delivery.channel ?? "live"),
    event: "build-available",
    private: false,
    payload: {
      announcement: delivery.announcement,
      seq: delivery.seq,
      component: delivery.component,
      build: delivery.build,
      previous_build: delivery.previous_build,
      version: delivery.version,
      ...(delivery.audit_head === null ? {} : { audit_head: delivery.audit_head }),
    },
  };
}
